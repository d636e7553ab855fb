"""The outputs that are committed with the notebooks are what these say today: see tools/alive.py, which runs them."""

import nbformat
import pytest

from tools.alive import committed, run_of
from tools.same_outputs import differences


@pytest.mark.parametrize("stem", committed())
def test_what_is_committed_is_what_the_notebook_says_today(stem):
    path = committed()[stem]
    found = differences(nbformat.read(path, as_version=nbformat.NO_CONVERT), run_of(stem), path.name)
    if found:
        number = stem.removeprefix("ex").split("_")[0]
        pytest.fail("\n\n".join([*found, f"If this is meant, build it again: make notebooks LESSON={number}"]), False)
