"""A folder of its own for the progress of a learner."""

import pytest


@pytest.fixture(autouse=True)
def progress_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("SEGMETRICS_PROGRESS", str(tmp_path))
    return tmp_path
