"""The buttons that open the course elsewhere are drawn from the address of the repository, and only from there."""

import json
import re
from pathlib import Path

import pytest

from tools.site.anywhere import README, as_html, buttons, repository, with_buttons

ROOT = Path(__file__).parents[2]
ADDRESS = "https://github.com/owner/course"


@pytest.mark.parametrize("address", ["", "https://example.org/owner/course", "https://github.com/owner"])
def test_without_a_repository_on_github_there_are_no_buttons(address):
    assert buttons(address) == ()
    assert as_html(buttons(address), "pictures") == ""


@pytest.mark.parametrize("address", [ADDRESS, f"{ADDRESS}.git", f"{ADDRESS}/"])
def test_a_repository_gives_a_button_for_each_place(address):
    assert [button.address for button in buttons(address, "notebooks/03.ipynb")] == [
        "https://mybinder.org/v2/gh/owner/course/main?labpath=notebooks%2F03.ipynb",
        "https://colab.research.google.com/github/owner/course/blob/main/notebooks/03.ipynb",
        "https://codespaces.new/owner/course",
    ]


def test_the_readme_has_the_buttons_of_the_address_in_pyproject():
    readme = README.read_text(encoding="utf-8")
    assert with_buttons(readme, repository()) == readme, "run python -m tools.site.anywhere"


def test_buttons_come_into_the_readme_and_go_again():
    readme = README.read_text(encoding="utf-8")
    drawn = with_buttons(readme, ADDRESS)
    assert drawn.count("mybinder.org") == readme.count("mybinder.org") + 1
    assert with_buttons(drawn, "") == with_buttons(readme, "")


def test_a_readme_without_a_place_for_buttons_is_refused():
    with pytest.raises(ValueError, match="has no place for buttons"):
        with_buttons("# A course", ADDRESS)


def test_every_picture_of_a_button_is_a_file_of_ours():
    pictures = re.findall(r'src="([^"]+)"', as_html(buttons(ADDRESS), "docs/_static/buttons"))
    assert len(pictures) == 3
    assert [picture for picture in pictures if not (ROOT / picture).is_file()] == []


def test_the_dev_container_names_a_plain_image_and_a_target_of_the_makefile():
    settings = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text(encoding="utf-8"))
    assert re.fullmatch(r"python:3\.\d+", settings["image"])
    target = settings["postCreateCommand"].removeprefix("make ")
    assert f" = {target}\n" in (ROOT / "Makefile").read_text(encoding="utf-8")
