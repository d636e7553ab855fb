"""The bar: how many are done of what takes longer than a few seconds."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from tqdm import tqdm

Item = TypeVar("Item")

PATIENCE_S = 4


def bar(items: Sequence[Item], doing: str) -> Iterable[Item]:
    """The same items, one after the other; after some seconds a bar says how many are done, and goes when all are."""
    counted: Iterable[Item] = tqdm(items, desc=doing, delay=PATIENCE_S, leave=False)
    return counted
