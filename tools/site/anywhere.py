"""The buttons that open a notebook elsewhere: Binder, Colab, Codespaces. They need the address of the repository.

It stands in pyproject.toml, as Repository below [project.urls]. As long as it does not stand there, or is not on
GitHub, there are no buttons: a button that leads nowhere is worse than none.

python -m tools.site.anywhere     write the buttons of README.md anew
"""

import re
import tomllib
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
ON_GITHUB = re.compile(r"https://github\.com/([\w.-]+/[\w.-]+?)(?:\.git)?/?")
BRANCH = "main"
FIRST = "notebooks/00_start_here.ipynb"
IN_README = re.compile(r"(?<=<!-- buttons -->\n).*?(?=<!-- end of buttons -->)", flags=re.DOTALL)


@dataclass(frozen=True)
class Button:
    """A way to open a notebook elsewhere.

    Args:
        name: of the place.
        address: opens the notebook there.
        picture: its file in docs/_static/buttons.
        needs: what a visitor needs, in a few words.
    """

    name: str
    address: str
    picture: str
    needs: str


def repository() -> str:
    """The address of the repository in pyproject.toml; empty where none stands there."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project.get("urls", {}).get("Repository", ""))


def buttons(address: str, notebook: str = FIRST) -> tuple[Button, ...]:
    """The buttons for a notebook of the repository at this address; none where it is not on GitHub.

    >>> [button.name for button in buttons("https://github.com/owner/course")]
    ['Binder', 'Colab', 'Codespaces']
    >>> buttons("https://github.com/owner/course", "notebooks/03.ipynb")[0].address
    'https://mybinder.org/v2/gh/owner/course/main?labpath=notebooks%2F03.ipynb'
    >>> buttons("")
    ()
    """
    found = ON_GITHUB.fullmatch(address)
    if found is None:
        return ()
    binder = f"https://mybinder.org/v2/gh/{found[1]}/{BRANCH}?labpath={quote(notebook, safe='')}"
    colab = f"https://colab.research.google.com/github/{found[1]}/blob/{BRANCH}/{quote(notebook)}"
    return (
        Button("Binder", binder, "binder.svg", "no account, some minutes of patience; nothing is kept"),
        Button("Colab", colab, "colab.svg", "a Google account, and one line to run first"),
        Button("Codespaces", f"https://codespaces.new/{found[1]}", "codespaces.svg", "a GitHub account"),
    )


def as_html(shown: tuple[Button, ...], pictures: str) -> str:
    """The buttons as HTML; empty where there are none.

    Args:
        shown: the buttons.
        pictures: the folder of their pictures, as the page finds it.
    """
    return "\n".join(
        f'<a href="{escape(button.address)}"><img src="{pictures}/{button.picture}" height="28" '
        f'alt="Open in {button.name} (needs {button.needs})"></a>'
        for button in shown
    )


def with_buttons(readme: str, address: str) -> str:
    """The text of README.md with the buttons of this address between its two marks.

    Raises:
        ValueError: the marks are not there.
    """
    if not IN_README.search(readme):
        raise ValueError("README.md has no place for buttons. Put <!-- buttons --> and <!-- end of buttons --> there.")
    html = as_html(buttons(address), "docs/_static/buttons")
    return IN_README.sub(lambda _: f"{html}\n" if html else "", readme)


if __name__ == "__main__":
    README.write_text(with_buttons(README.read_text(encoding="utf-8"), repository()), encoding="utf-8")
