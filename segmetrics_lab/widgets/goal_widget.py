"""Widgets in which a learner is asked to reach something: goals that light up when they are met."""

from collections.abc import Iterable, Sequence
from typing import Any

from traitlets import List

from segmetrics_lab.widgets.base import CourseWidget
from segmetrics_lab.widgets.scores import Goal, checked_goals
from segmetrics_lab.widgets.traits import counted_matrix


class GoalWidget(CourseWidget):
    """A widget with a matrix, and with goals for the scores made from it."""

    matrix = counted_matrix("what is shown")
    page_goals: List[Any] = List(read_only=True).tag(sync=True)

    def _take_goals(self, goals: Iterable[Goal | tuple[str, str, float]], class_names: Sequence[str]) -> None:
        """Keep the goals, after a look at whether there are such scores."""
        self.goals = checked_goals(goals, class_names)
        self.class_names = tuple(class_names)
        self.set_trait("page_goals", [goal.to_page(class_names) for goal in self.goals])

    @property
    def goals_met(self) -> tuple[bool, ...]:
        """Is each goal met by the matrix as it is now?"""
        return tuple(goal.is_met(self.matrix, self.class_names) for goal in self.goals)
