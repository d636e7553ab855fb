"""The modules of the page: joined by their imports, refused where they cannot be, typed as Python sends the traits."""

import re
import shutil
import subprocess

import pytest

from segmetrics_lab import widgets
from segmetrics_lab.widgets.base import IPYWIDGETS_OWN, CourseWidget
from segmetrics_lab.widgets.static_files import COMMENT, DECLARED, EXPORT, STATIC, joined_modules

WIDGETS = [each for each in vars(widgets).values() if isinstance(each, type) and issubclass(each, CourseWidget)]
MODULES = sorted(path.stem for path in STATIC.glob("*.js"))


@pytest.fixture
def join(tmp_path):
    """Join modules that are given as texts, from the one called entry on."""

    def write_and_join(**texts):
        for name, text in texts.items():
            (tmp_path / f"{name}.js").write_text(text, encoding="utf-8")
        return joined_modules("entry", folder=tmp_path)

    return write_and_join


def test_a_module_stands_once_and_below_all_that_it_imports(join):
    joined = join(
        entry='import { b } from "./b.js";\nimport {\n  c,\n} from "./c.js";\nexport default { render };\n',
        b='import { c } from "./c.js";\nexport const b = c;\n',
        c="export function c() {}\n",
    )
    assert joined == "function c() {}\n\nconst b = c;\n\nconst widget = { render };\n"


def test_comments_in_lines_of_their_own_are_not_sent(join):
    joined = join(
        entry="// @ts-check\n// A noun.\n\n/** A word. @type {(a: string) => void} */\nconst a = (b) => {\n"
        "  /**\n   * More words: // and /* so on.\n   */\n  // a reason\n  b();\n};\n"
    )
    assert joined == "const a = (b) => {\n  b();\n};\n"


@pytest.mark.parametrize(
    "line",
    [
        "const a = 1; // a reason",
        "/** @type {A} */ (a).b = 1;",
        "/** @type {A} */ (a).b = /** @type {B} */ (b);",
        'const a = ["/*", "//", "*/"];',
        "const a = b / c / 2;",
        "const a = `${b}// /* ${c} */`;",
    ],
)
def test_a_line_that_holds_more_than_a_comment_is_sent_as_it_is(join, line):
    assert join(entry=f"const first = 1;\n{line}\n/** A word. */\nconst last = 1;\n") == (
        f"const first = 1;\n{line}\nconst last = 1;\n"
    )


@pytest.mark.parametrize("module", MODULES)
def test_no_text_of_a_module_goes_over_several_lines_so_that_none_is_taken_for_a_comment(module):
    code = COMMENT.sub("", (STATIC / f"{module}.js").read_text(encoding="utf-8"))
    assert [line for line in code.splitlines() if line.count("`") % 2] == []


@pytest.mark.parametrize(
    "line",
    [
        'import { a } from "./a.js"',
        "import { a } from './a.js';",
        'import { a as b } from "./a.js";',
        'import * as a from "./a.js";',
        'import "./a.js";',
        'import { a } from "https://example.org/a.js";',
        "export { a };",
        "export default render;",
        "export async function a() {}",
        "const { a, b } = c;",
        "let [a] = b;",
        "var a = 1;",
    ],
)
def test_a_line_that_cannot_be_joined_is_refused(join, line):
    with pytest.raises(ValueError, match=r"entry\.js has a line that cannot be joined") as refusal:
        join(entry=f"const here = 1;\n{line}\n", a="export const a = 1;\n")
    assert line in str(refusal.value)


def test_a_name_declared_in_two_modules_is_refused(join):
    with pytest.raises(ValueError, match=r"SHOWN is declared in a\.js and in entry\.js\. Rename one of them\."):
        join(
            entry='import { a } from "./a.js";\nfunction SHOWN() {}\n', a="const SHOWN = 1;\nexport const a = SHOWN;\n"
        )


def test_modules_that_import_each_other_are_refused(join):
    with pytest.raises(ValueError, match="in a circle: entry -> a -> entry"):
        join(entry='import { a } from "./a.js";\n', a='import { entry } from "./entry.js";\n')


@pytest.mark.parametrize("widget", WIDGETS, ids=lambda widget: widget.__name__)
def test_the_page_of_each_widget_can_be_joined_and_read(widget):
    esm = widget._esm
    assert esm.count("export ") == 1
    assert esm.endswith("\nexport default widget;\n")
    assert "import {" not in esm
    assert not re.search(r"^\s*(?://|\*|/\*.*\*/$)", esm, flags=re.M)
    assert joined_modules(widget._module, "standalone").startswith(esm.removesuffix("\nexport default widget;\n"))
    node = shutil.which("node")
    if node:
        for text in (esm, joined_modules(widget._module, "standalone")):
            read = subprocess.run([node, "--check", "--input-type=module", "-"], input=text, text=True, check=False)
            assert read.returncode == 0


def test_every_module_is_used_by_a_widget():
    joined = [joined_modules(widget._module, "standalone") for widget in WIDGETS]
    names = {
        name: DECLARED.search(EXPORT.sub("", (STATIC / f"{name}.js").read_text(encoding="utf-8"))) for name in MODULES
    }
    assert [name for name, declared in names.items() if not any(declared[0] in text for text in joined)] == []


def test_a_widget_is_sent_no_module_that_it_does_not_import():
    assert "scoresOf" not in widgets.PredictFirst._esm
    assert "class Painting" not in widgets.FitExplorer._esm + widgets.PredictionShifter._esm


@pytest.mark.parametrize("widget", WIDGETS, ids=lambda widget: widget.__name__)
def test_the_typed_model_of_each_page_names_the_traits_that_cross(widget):
    text = (STATIC / f"{widget._module}.js").read_text(encoding="utf-8")
    [model] = re.findall(r" \* @typedef Model\n((?: \* @property .*\n)+)", text)
    typed = re.findall(r"^ \* @property \{.+\} (\w+)$", model, flags=re.M)
    sent = {name for name in widget.class_traits(sync=True) if not name.startswith("_")} - IPYWIDGETS_OWN
    assert sorted(typed) == sorted(sent)


def test_every_module_is_checked_by_its_types():
    assert [name for name in MODULES if not (STATIC / f"{name}.js").read_text().startswith("// @ts-check\n// ")] == []
