"""The five pictures of docs/ are those that the lessons give today: their scripts still have what is photographed."""

import pytest

from tools.build_showcase import PICTURES, shots


@pytest.mark.slow
def test_every_picture_can_be_taken_again():
    pages = {name: page for name, (page, _) in shots().items()}
    assert sorted(pages) == sorted(path.stem for path in PICTURES.glob("*.png"))
    assert all(page.startswith("<!doctype html>") for page in pages.values())
