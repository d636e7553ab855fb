"""The judge of a class: its secret, its hidden cases, and the box, for the submissions of one assignment."""

import os
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

from segmetrics_lab.grading.assignment import Assignment, read_assignment
from segmetrics_lab.grading.box import Box
from segmetrics_lab.grading.class_folder import ClassFolder
from segmetrics_lab.grading.hidden import hidden_cases
from segmetrics_lab.grading.judged import Judged, Result
from segmetrics_lab.grading.judging import Hidden, judge_submission
from segmetrics_lab.grading.kept import digest_of, secret_of, version_of_checks

MOST_SLOTS = 4_000


@dataclass(frozen=True)
class ClassJudge:
    """The judge of a class. Into other processes cross its arguments alone; what it needs is read there.

    Args:
        class_folder: where the secret and the hidden cases lie.
        name: of the assignment, "ex03".
        box: in what learners' code runs.
    """

    class_folder: ClassFolder
    name: str
    box: Box

    def __getstate__(self) -> dict[str, Any]:
        """What crosses."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @cached_property
    def assignment(self) -> Assignment:
        """What was asked."""
        return read_assignment(self.name)

    @cached_property
    def secret(self) -> bytes:
        """From what random cases are drawn."""
        return secret_of(self.class_folder.path)

    @cached_property
    def hidden(self) -> Hidden:
        """Cases made by hand."""
        return hidden_cases(self.class_folder.hidden, self.name)

    @cached_property
    def _hidden_file(self) -> bytes:
        """The file of cases made by hand."""
        path = self.class_folder.hidden_cases(self.name)
        return path.read_bytes() if path.exists() else b""

    def get_ready(self) -> None:
        """Read all that is needed, so that what is wrong with it is said before anything is judged.

        Raises:
            HiddenError: the file of hidden cases cannot be used.
            KeptError: the secret is damaged.
        """
        _ = self.assignment, self.secret, self.hidden

    def digest(self, data: bytes, learner: str) -> str:
        """The name of all that the results of a submission depend on."""
        return digest_of(
            data,
            learner=learner,
            assignment=self.name,
            secret=self.secret,
            hidden=self._hidden_file,
            version=f"{version_of_checks()} {self.box.level}",
        )

    def judge(self, data: bytes, learner: str) -> Judged:
        """What became of a submission; nothing that it does is raised here."""
        return judge_submission(
            data,
            learner=learner,
            assignment=self.assignment,
            secret=self.secret,
            hidden=self.hidden,
            box=self.box,
            slot=os.getpid() % MOST_SLOTS,
        )

    def problem(self, learner: str, words: str) -> Judged:
        """The results of a submission that earns nothing for this reason."""
        results = tuple(
            Result(asked.full_name, asked.question.text.title, 0.0, asked.points, "could not run", f"{words}.")
            for asked in self.assignment.asked
        )
        return Judged(self.name, learner, self.digest(words.encode(), learner), self.box.level, results, words)
