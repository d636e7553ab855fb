"""A Python that is too old, which is refused in a sentence; written so that even Python 3.6 can read it."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 (pip refuses an old Python, but a clone can be run without pip)
    raise SystemExit(
        "The course needs Python 3.11 or later, but this is Python "
        + sys.version.split()[0]
        + " ("
        + sys.executable
        + "). Start it with a later one, for instance: python3.12 -m segmetrics_lab.cli lab"
    )
