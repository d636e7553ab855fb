"""Trees: the questions of a decision tree, and what it says at the end of each path."""

from collections.abc import Sequence
from typing import Any

from segmetrics_lab.labels import OTHERS
from segmetrics_lab.pictures import Picture, score_text, svg

DEEPEST = 3
LEAF_PX, ROW_PX, MARGIN_PX = 150, 88, 6
BOX_PX, INSIDE_PX, BAR_PX = 26, 10, (110, 8)
LEAF = -1
"""The child of a leaf, as scikit-learn writes it."""


def show_tree(tree: Any, *, asks: Sequence[str], class_name: str, alt: str | None = None) -> Picture:
    """Show a small decision tree: each question with its two answers, and at each end the share of the class.

    The share is that of the training pixels which came there, and the probability that the tree gives to every pixel
    that comes there later.

    Args:
        tree: a fitted DecisionTreeClassifier of two classes, at most 3 questions deep.
        asks: what each of its features is called.
        class_name: what class 1 is called.
        alt: what the figure shows, in words; None composes it from the questions.

    Raises:
        ValueError: the tree is too deep to be drawn, or there is not one name for each of its features.
    """
    nodes, depth = tree.tree_, int(tree.tree_.max_depth)
    if depth > DEEPEST:
        raise ValueError(
            f"the tree asks {depth} questions in a row, but only {DEEPEST} have room. Fit one with max_depth={DEEPEST}."
        )
    if len(asks) != nodes.n_features:
        raise ValueError(f"asks holds {len(asks)} names, but the tree knows {nodes.n_features} numbers of each pixel.")
    width, height = 2**depth * LEAF_PX, depth * ROW_PX + 2 * BOX_PX + MARGIN_PX
    parts, words = _draw(_Node(nodes, 0, asks, class_name), (0.0, float(width)), MARGIN_PX)
    return Picture.from_svg(svg.drawing(width, height, parts), "; ".join(words) if alt is None else alt)


class _Node:
    """A question of the tree, or one of its ends."""

    def __init__(self, nodes: Any, index: int, asks: Sequence[str], class_name: str) -> None:
        self._nodes, self._index, self._names = nodes, index, (asks, class_name)
        self.is_leaf = nodes.children_left[index] == LEAF
        self.pixels = int(nodes.n_node_samples[index])
        of_classes = nodes.value[index][0]
        self.share = float(of_classes[1] / of_classes.sum())

    @property
    def text(self) -> str:
        """The question; of an end, the share of the class."""
        asks, class_name = self._names
        if self.is_leaf:
            return f"{class_name} {score_text(self.share)}"
        return f"{asks[self._nodes.feature[self._index]]} > {self._nodes.threshold[self._index]:.2f}?"

    def after(self, answer: str) -> "_Node":
        """The node to which an answer leads."""
        children = self._nodes.children_left if answer == "no" else self._nodes.children_right
        return _Node(self._nodes, int(children[self._index]), *self._names)


def _draw(node: _Node, room: tuple[float, float], top: float, path: str = "") -> tuple[list[str], list[str]]:
    """A node in the middle of its room and below it what follows from its answers: what is drawn, and the words."""
    left, right = room
    middle = (left + right) / 2
    if node.is_leaf:
        return _leaf(node, middle, top), [f"{path or 'any pixel'}: {node.text} of {node.pixels:,} pixels"]
    parts: list[str] = []
    words: list[str] = []
    for answer, part, anchor, aside in (("no", (left, middle), "end", -8), ("yes", (middle, right), "start", 8)):
        centre = sum(part) / 2
        parts.append(svg.path(f"M{middle} {top + BOX_PX}L{centre} {top + ROW_PX}", svg.EDGE, width_px=1.5))
        parts.append(svg.words(((middle + centre) / 2 + aside, top + ROW_PX / 2 + 7), answer, anchor=anchor))
        followed = f"{path}{', ' if path else ''}{node.text} {answer}"
        drawn, said = _draw(node.after(answer), part, top + ROW_PX, followed)
        parts += drawn
        words += said
    width = svg.text_width(node.text) + 2 * INSIDE_PX
    box = f'rx="6" stroke="{svg.EDGE}"'
    parts.append(svg.rectangle((middle - width / 2, top), (width, BOX_PX), svg.PAGE, box))
    parts.append(svg.words((middle, top + BOX_PX / 2), node.text, anchor="middle"))
    return parts, words


def _leaf(node: _Node, middle: float, top: float) -> list[str]:
    """The share as a number and as a bar, and the pixels that came there in training."""
    width, height = BAR_PX
    corner = (middle - width / 2, top + BOX_PX - 2)
    return [
        svg.words((middle, top + BOX_PX / 2), node.text, anchor="middle"),
        svg.rectangle(corner, (round(width * node.share, 1), height), svg.both(OTHERS[0])),
        svg.rectangle(corner, (width, height), "none", f'stroke="{svg.EDGE}"'),
        svg.words((middle, top + BOX_PX + 2 * height), f"of {node.pixels:,} pixels", svg.FAINT, "middle"),
    ]
