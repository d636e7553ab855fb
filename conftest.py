"""The progress of tests is their own: nothing of a learner's is read, and nothing is left for the next test."""

import os
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest

from segmetrics_lab.progress import FOLDER_VARIABLE
from segmetrics_lab.widgets.guesses import RECORD

os.environ.pop(FOLDER_VARIABLE, None)


@pytest.fixture(autouse=True)
def environment() -> Iterator[None]:
    """A command sets variables for what it starts; they end with its test, lest a later JupyterLab inherit them."""
    with mock.patch.dict(os.environ):
        yield


@pytest.fixture
def progress_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for the progress of a learner who has guessed nothing yet."""
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    _forget()  # what a test without this fixture has left
    yield tmp_path
    _forget()


def _forget() -> None:
    RECORD.clear()
    RECORD.lessons.clear()


@pytest.fixture(autouse=True)
def progress_of_doctests(request: pytest.FixtureRequest) -> None:
    """Those of the library run below a folder where someone may have learned."""
    if isinstance(request.node, pytest.DoctestItem):
        request.getfixturevalue("progress_folder")
