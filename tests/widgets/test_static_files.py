"""The modules of the page: joined by their imports, refused where they cannot be, typed as Python sends the traits."""

import re
import shutil
import subprocess

import pytest

from segmetrics_lab import widgets
from segmetrics_lab.widgets.base import IPYWIDGETS_OWN, CourseWidget
from segmetrics_lab.widgets.static_files import STATIC, joined_modules

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
    assert "import {" not in re.sub(r"^ *(?:/\*\*|\*).*$", "", esm, flags=re.M)
    assert joined_modules(widget._module, "standalone").startswith(esm.removesuffix("\nexport default widget;\n"))
    node = shutil.which("node")
    if node:
        for text in (esm, joined_modules(widget._module, "standalone")):
            read = subprocess.run([node, "--check", "--input-type=module", "-"], input=text, text=True, check=False)
            assert read.returncode == 0


def test_every_module_is_used_by_a_widget():
    joined = [joined_modules(widget._module, "standalone") for widget in WIDGETS]
    heads = {name: (STATIC / f"{name}.js").read_text(encoding="utf-8").splitlines()[1] for name in MODULES}
    assert [name for name, head in heads.items() if not any(head in text for text in joined)] == []


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
