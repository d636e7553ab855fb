"""A folder of its own for the progress of a learner."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_progress(progress_folder: Path) -> None:
    """Answers are kept there."""
