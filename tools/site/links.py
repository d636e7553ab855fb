"""Where a link of a notebook leads on the site: notebooks lie in other folders there, and are pages."""

import re
from collections.abc import Mapping

LINK = re.compile(r"(?<=\]\()([^)\s#]*)(#[^)\s]+)?(?=\))")
HOME_OF = {"index.ipynb": "map.md", "glossary.ipynb": "glossary.ipynb", "cheat_sheet.pdf": "cheat_sheet.md"}
"""What stands beside the lessons in the repository, and stands alone on the site."""


def anchor_of(jupyter: str) -> str:
    """The anchor of a heading as MyST and GitHub make it, from that of JupyterLab.

    >>> anchor_of("Predict,-then-run"), anchor_of("98-%:-ready?")
    ('predict-then-run', '98--ready')
    """
    return re.sub(r"[^\w-]", "", jupyter.lower())


def for_site(text: str, pages: Mapping[str, str], *, up: str = "../") -> str:
    """The text of a notebook with its links as they are on the site.

    Args:
        text: Markdown.
        pages: from the name of a notebook to its page, seen from the top of the site.
        up: leads from the folder of this text to the top.

    >>> for_site("[here](../exercises/ex03.ipynb#Two)", {"ex03.ipynb": "exercises/ex03.ipynb"})
    '[here](../exercises/ex03.ipynb#two)'
    >>> for_site("[map](index.ipynb#Your-own-masks), [site](https://example.org/index.ipynb)", {}, up="")
    '[map](map.md#your-own-masks), [site](https://example.org/index.ipynb)'
    """

    def page(found: re.Match[str]) -> str:
        target = found[1]
        anchor = f"#{anchor_of(found[2])}" if found[2] else ""
        name = target.rpartition("/")[2]
        if target and ("://" in target or not (name in pages or name in HOME_OF)):
            return found[0]
        return f"{up}{pages.get(name) or HOME_OF[name]}{anchor}" if target else anchor

    return LINK.sub(page, text)
