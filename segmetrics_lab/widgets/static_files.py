"""The files of a page: small modules that a browser reads as they are, joined into the one that anywidget loads."""

import re
from functools import cache
from pathlib import Path

STATIC = Path(__file__).parent / "static"

IMPORT = re.compile(r'^import \{[^}]*\} from "\./[a-z_]+\.js";\n', flags=re.MULTILINE)
EXPORT = re.compile(r"^export (?=const |function |class )", flags=re.MULTILINE)


@cache
def joined_modules(*names: str) -> str:
    """The modules of these names as one, each above those that import it.

    A module that anywidget loads has no address, so that it cannot import a file beside it.
    """
    texts = [(STATIC / f"{name}.js").read_text(encoding="utf-8") for name in names]
    return "\n".join(EXPORT.sub("", IMPORT.sub("", text)) for text in texts)


@cache
def style_sheet() -> str:
    """The one style sheet of all widgets."""
    return (STATIC / "segmetrics.css").read_text(encoding="utf-8")
