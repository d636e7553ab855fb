"""The course from a shell: `segmetrics lab` opens it, `fresh 03` starts a lesson anew, `present 03` shows it."""

from segmetrics_lab.cli import old_python  # first: an old Python could not even read the rest
from segmetrics_lab.cli.commands import main

__all__ = ["main"]
