"""The files of a page: small modules that a browser reads as they are, joined into the one that anywidget loads."""

import json
import re
from functools import cache
from pathlib import Path

from segmetrics_lab.labels import style_sheet_of_styles
from segmetrics_lab.widgets.page_styles import lines_for_page

STATIC = Path(__file__).parent / "static"

IMPORT = re.compile(r'^import \{\s*\w+(?:,\s*\w+)*,?\s*\} from "\./(\w+)\.js";\n', flags=re.M)
EXPORT = re.compile(r"^export (?=(?:const|let|function|class) \w)", flags=re.M)
WIDGET = re.compile(r"^export default (?=\{)", flags=re.M)
COMMENT = re.compile(r"^\s*(?://[^\n]*|/\*(?:(?!\*/).)*\*/)\n", flags=re.M | re.S)
STYLES = "const LINE_STYLES = {};"
UNREADABLE = re.compile(
    r"^\s*(?:import|export)\b.*|^(?:const|let|function|class)(?! \w).*|^(?:var|async) .*", flags=re.M
)
DECLARED = re.compile(r"^(?:const|let|function|class) (\w+)", flags=re.M)


@cache
def joined_modules(*entries: str, folder: Path = STATIC) -> str:
    """These modules and all that they import as one module, each once and above those that import it.

    Comments that stand in lines of their own are left out: they are for those who read the modules, not for browsers.
    A module that anywidget loads has no address, so that it cannot import a file beside it. What an entry exports by
    default is called `widget` in the joined module; the table of styles is written into line_styles.js.

    Raises:
        ValueError: a line imports or declares in a way that is not understood here, modules import each other in a
            circle, or two of them declare the same name.
    """
    texts: dict[str, str] = {}
    for entry in entries:
        _add_module(entry, (), folder, texts)
    _refuse_shared_names(texts)
    return "\n".join(texts.values()).replace(STYLES, f"const LINE_STYLES = {json.dumps(lines_for_page())};")


def _add_module(name: str, importers: tuple[str, ...], folder: Path, texts: dict[str, str]) -> None:
    """Put a module below all that it imports."""
    if name in importers:
        raise ValueError(f"modules import each other in a circle: {' -> '.join([*importers, name])}. Cut it open.")
    if name in texts:
        return
    text = COMMENT.sub("", (folder / f"{name}.js").read_text(encoding="utf-8"))
    for imported in IMPORT.findall(text):
        _add_module(imported, (*importers, name), folder, texts)
    text = WIDGET.sub("const widget = ", EXPORT.sub("", IMPORT.sub("", text)))
    unreadable = UNREADABLE.search(text)
    if unreadable:
        raise ValueError(
            f"{name}.js has a line that cannot be joined: {unreadable[0].strip()!r}. Write imports as "
            'import { name } from "./module.js"; and put export before const, let, function or class with one name.'
        )
    texts[name] = text


def _refuse_shared_names(texts: dict[str, str]) -> None:
    """Refuse a name that two modules declare: once they are joined, all names stand in one scope."""
    owners: dict[str, str] = {}
    for module, text in texts.items():
        for name in DECLARED.findall(text):
            if name in owners:
                raise ValueError(f"{name} is declared in {owners[name]}.js and in {module}.js. Rename one of them.")
            owners[name] = module


@cache
def style_sheet() -> str:
    """The one style sheet of all widgets, below the colours of the table of styles."""
    return style_sheet_of_styles() + (STATIC / "segmetrics.css").read_text(encoding="utf-8")
