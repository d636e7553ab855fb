"""Judging: what became of one submission. Whatever its code does, each question gets a result.

A question is asked twice. First as its learner asks it, with the cases that everybody knows: what this says is what
the feedback shows. Then, if points depend on it, with random cases of the learner's own and with the lecturer's: of
these no word, argument, value or print reaches the feedback, only how many were right. All questions are asked the
first time before any is asked the second time, so that no answer can repeat what another has seen.
"""

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from segmetrics_lab.checks import (
    CATALOGUE,
    CORRECT,
    COULD_NOT_RUN,
    NOT_YET,
    Case,
    Feedback,
    FunctionQuestion,
    Question,
)
from segmetrics_lab.grading.assignment import Asked, Assignment, notebooks
from segmetrics_lab.grading.box import Box, BoxError
from segmetrics_lab.grading.boxed import wire
from segmetrics_lab.grading.boxed.strange import Figure, Strange
from segmetrics_lab.grading.cells import CellsError, all_cells, code_cells
from segmetrics_lab.grading.hidden import seed_of
from segmetrics_lab.grading.judged import Judged, Result
from segmetrics_lab.grading.process import WorkerGoneError
from segmetrics_lab.grading.session import Boxed, Limits, Place, Session
from segmetrics_lab.pictures import data_address

LONGER = Limits(cell_s=60.0, notebook_s=180.0)
LIMITS = dict.fromkeys(("ex10", "ex11", "ex12", "capstone"), LONGER)
"""Of sets in which an answer may train a model."""

MOST_ANSWER = 5_000
"""Characters that are kept of an answer."""

FIGURE = "The figure that was handed over"

Hidden = Mapping[str, Sequence[Case]]


def judge_submission(
    data: bytes,
    *,
    learner: str,
    assignment: Assignment,
    secret: bytes | str,
    hidden: Hidden,
    box: Box,
    slot: int = 0,
    digest: str = "",
) -> Judged:
    """Judge what a learner handed in; nothing that it does is raised here.

    Args:
        data: the file.
        learner: whose it is; each gets random cases of their own.
        assignment: what was asked.
        secret: from which the random cases are drawn.
        hidden: the lecturer's own cases by the full names of the questions.
        box: in what the learner's code runs.
        slot: a number of its own among the workers that run at the same time.
        digest: of all that the result depends on, to be kept with it.

    Raises:
        BoxError: no worker can be started on this machine, whatever was handed in.
    """
    try:
        cells = code_cells(data)
    except CellsError as error:
        results = tuple(_result(asked, Feedback(COULD_NOT_RUN, f"{error}."), "", "") for asked in assignment.asked)
        return Judged(assignment.name, learner, digest, box.level, results, problem=str(error))
    names = [name for asked in assignment.asked for name in asked.names]
    session = Session(box, slot, cells, assignment.given, names, LIMITS.get(assignment.name, Limits()))
    try:
        askings = [Asking(session, asked) for asked in assignment.asked]
        for asking in askings:
            asking.ask_openly()
        for asking in askings:
            name = asking.asked.full_name
            asking.ask_secretly(seed_of(secret, learner, name), hidden.get(name, ()))
    finally:
        session.end()
    notes = _notes(session) + tuple(asking.note for asking in askings if asking.note)
    results = tuple(asking.result() for asking in askings)
    sets = {cell.question.partition(".")[0] for cell in all_cells(data)} & set(notebooks())
    is_another = sets and assignment.name not in sets and not any(result.points for result in results)
    problem = f"it is the notebook of {' and '.join(sorted(sets))}, not of {assignment.name}" if is_another else ""
    return Judged(assignment.name, learner, digest, box.level, results, problem, notes, session.cost)


@dataclass
class Asking:
    """One question, and what is known of its answer so far."""

    session: Session
    asked: Asked
    feedback: Feedback = field(init=False)
    printed: str = ""
    note: str = ""
    figure: bytes = b""

    @property
    def is_function(self) -> bool:
        """Does it ask for a function?"""
        return isinstance(self.asked.question, FunctionQuestion)

    def ask_openly(self) -> None:
        """Judge the answer as its learner's own check does."""
        self.feedback = self._judged()

    def ask_secretly(self, seed: int, cases: Sequence[Case]) -> None:
        """Judge a right function again with cases that nobody knows; the feedback says only how many are right."""
        if not self.is_function or not self.asked.points or self.feedback.outcome not in (CORRECT, NOT_YET):
            return
        printed = self.printed
        secretly = self._judged(more_cases=cases, seed=seed)
        self.printed = printed
        fault = _fault_of_drawing(self.asked.question, seed) if secretly.outcome == COULD_NOT_RUN else ""
        if fault:  # nobody loses points for that
            self.note = f"{self.asked.full_name} was judged without secret cases, which cannot be drawn: {fault}"
            return
        known = replace(self.feedback, share=secretly.share, cases=secretly.cases)
        if self.feedback.outcome == NOT_YET:
            self.feedback = known
        elif secretly.outcome != CORRECT:
            self.feedback = _of_secret_cases(self.asked.names[0], secretly)

    def _judged(self, **options: Any) -> Feedback:
        """What the question says of the answer; whatever happens, there is a feedback."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter(
                    "ignore", RuntimeWarning
                )  # of the judge's own models; the answer's stay in the box
                return self._asked(options)
        except BoxError:  # no fault of the answer
            raise
        except WorkerGoneError as error:
            return Feedback(COULD_NOT_RUN, f"your code was stopped: {error}.")
        except Exception as error:  # one answer that nobody thought of must not end a class
            self.note = f"{self.asked.full_name} could not be judged: {type(error).__name__}: {error}"[:300]
            return Feedback(COULD_NOT_RUN, "this answer cannot be judged.")

    def _asked(self, options: dict[str, Any]) -> Feedback:
        """Find the answer in the box, and hand it to the question."""
        looked = {name: self._looked(at, name) for at, name in enumerate(self.asked.names)}
        missing = [name for name, reply in looked.items() if "missing" in reply]
        if missing:
            return Feedback(COULD_NOT_RUN, self._words_for(missing))
        if self.is_function:
            (about,) = looked.values()
            if "error" in about:
                words = wire.clean(str(about["error"]))[:300]
                return Feedback(COULD_NOT_RUN, f"{self.asked.names[0]} cannot be looked at: {words}.")
            boxed = Boxed(self.session, self._place(0, self.asked.names[0]), about)
            seconds = self.session.limits.question_s
            feedback = self.asked.question.judge(boxed, seconds=seconds, **options)
            self.printed = boxed.printed
            return feedback
        values = [_value(reply) for reply in looked.values()]
        self.figure = next((value.png for value in values if isinstance(value, Figure)), b"")
        return self.asked.question.judge(*values)

    def _place(self, at: int, name: str) -> Place:
        """Where an answer is found."""
        question = self.asked.full_name.partition(".")[2]
        return Place(name, question, at, self.asked.question.text.starter, self.is_function)

    def _looked(self, at: int, name: str) -> dict[str, Any]:
        """What the box says of an answer."""
        return self.session.ask("look", 3.0, **vars(self._place(at, name)))

    def _words_for(self, missing: Sequence[str]) -> str:
        """What to say where an answer is not there."""
        first = next(iter(sorted(self.session.stopped.items())), None)
        why = f" Cell {first[0] + 1} stopped: {first[1]}" if first else ""
        are = "are" if len(missing) > 1 else "is"
        return f"{', '.join(missing)} {are} not defined when all cells have run.{why}"

    def result(self) -> Result:
        """What became of the question."""
        cells = [self.session.own[name] for name in self.asked.names if name in self.session.own]
        answer = "\n\n".join(self.session.cells[number] for number in dict.fromkeys(cells))
        result = _result(self.asked, self.feedback, answer[:MOST_ANSWER], self.printed)
        shown = f'<p><img alt="{FIGURE}" src="{data_address("png", self.figure)}"></p>' if self.figure else ""
        return replace(result, html=result.html + shown)


def _fault_of_drawing(question: Question, seed: int) -> str:
    """Why a question cannot draw its random cases, which is no fault of an answer; empty if it can."""
    try:
        if isinstance(question, FunctionQuestion):
            question.random_cases(seed)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return ""


def _value(reply: Mapping[str, Any]) -> Any:
    """A value from the box."""
    try:
        return wire.decode(reply.get("value")) if "value" in reply else Strange("something that cannot be read")
    except wire.WireError:
        return Strange("something that cannot be read")


def _of_secret_cases(name: str, secretly: Feedback) -> Feedback:
    """The feedback to an answer that is right only where its learner could look: nothing in it comes from the box."""
    right, cases = secretly.cases
    if secretly.outcome == COULD_NOT_RUN:
        words = f"{name} is right in all cases that can be shown, but could not be run for all that cannot."
    else:
        words = f"{name} is right in all cases that can be shown, but not in {cases - right} of those that cannot."
    entry = CATALOGUE.get(secretly.misconception or "")
    return Feedback(
        NOT_YET if secretly.outcome != COULD_NOT_RUN else COULD_NOT_RUN,
        words,
        secretly.misconception,
        share=secretly.share,
        cases=secretly.cases,
        explanation=entry.words if entry else "",
        read_again=secretly.read_again,
        link=secretly.link,
    )


def _result(asked: Asked, feedback: Feedback, answer: str, printed: str) -> Result:
    """A feedback as a result, with the points that it earns: never more than most, never less than nothing."""
    share = 1.0 if feedback.outcome == CORRECT else feedback.share if asked.is_partial else 0.0
    share = min(max(share, 0.0), 1.0) if feedback.outcome in (CORRECT, NOT_YET) else 0.0
    right, cases = feedback.cases
    return Result(
        question=asked.full_name,
        title=asked.question.text.title,
        points=round(asked.points * share, 2),
        most=asked.points,
        outcome=feedback.outcome,
        message=feedback.message,
        misconception=feedback.misconception,
        right=right,
        cases=cases,
        answer=answer,
        html=feedback._repr_html_(),
        printed=printed,
    )


def _notes(session: Session) -> tuple[str, ...]:
    """What a lecturer should know of the run."""
    notes = [f"cell {number + 1} stopped: {words}" for number, words in sorted(session.stopped.items())]
    if session.starts > 1:
        notes.append(f"workers that had to be started anew: {session.starts - 1}")
    return tuple(notes[:20])
