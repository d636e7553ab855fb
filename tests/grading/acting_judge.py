"""A judge for tests: a submission says itself what happens while it is judged."""

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

from segmetrics_lab.grading.judged import BOXED, Judged, Result
from segmetrics_lab.grading.kept import digest_of


@dataclass(frozen=True)
class HandedIn:
    learner: str
    path: Path


@dataclass(frozen=True)
class Acting:
    """Every submission that it judges leaves a line with its process in the log."""

    log: Path
    name: str = "ex03"

    def get_ready(self):
        """It needs nothing."""

    def digest(self, data, learner):
        return digest_of(data, learner=learner, assignment="ex03", secret=b"s", version="1")

    def judge(self, data, learner):
        with self.log.open("a", encoding="utf-8") as file:
            file.write(f"{learner} {os.getpid()}\n")
        act, _, more = data.decode().partition(" ")
        if act == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        if act == "die_once" and self.log.read_text(encoding="utf-8").count(f"{learner} ") == 1:
            os.kill(os.getpid(), signal.SIGKILL)
        if act == "raise":
            raise ValueError(more)
        if act == "full":
            raise OSError(28, "No space left on device")
        if act == "bar":
            from tqdm import tqdm  # noqa: PLC0415 (as late as the course does)

            list(tqdm([1], desc="a bar of its own"))
        if act == "sleep":
            time.sleep(float(more))
        return Judged("ex03", learner, "", BOXED, (Result("ex03.iou", "IoU", 1, 1, "correct", "right"),))

    def problem(self, learner, words):
        return Judged("ex03", learner, "", BOXED, (Result("ex03.iou", "IoU", 0, 1, "could not run", words),), words)


def hand_in(folder, **acts):
    """Write submissions; what happens to each by the name of its learner."""
    folder.mkdir(exist_ok=True)
    for learner, act in acts.items():
        (folder / learner).write_text(act, encoding="utf-8")
    return [HandedIn(learner, folder / learner) for learner in acts]


def judged_in(log):
    """Learners in the order in which they were judged, as often as they were."""
    return [line.split()[0] for line in log.read_text(encoding="utf-8").splitlines()] if log.exists() else []
