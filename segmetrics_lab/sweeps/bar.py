"""The bar: how many are done of what takes longer than a moment."""

import sys
from collections.abc import Iterable, Sequence
from typing import TypeVar

from tqdm import tqdm

Item = TypeVar("Item")

PATIENCE_S = 2


def bar(items: Sequence[Item], doing: str) -> Iterable[Item]:
    """The same items, one after the other; after two seconds a bar says how many are done, and goes when all are."""
    is_in_notebook = "ipykernel" in sys.modules
    stream = sys.stdout if is_in_notebook else sys.stderr  # a notebook keeps a red stripe where stderr has been
    counted: Iterable[Item] = tqdm(items, desc=doing, delay=PATIENCE_S, leave=False, file=stream)
    return counted
