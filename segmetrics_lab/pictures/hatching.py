"""Hatching: lines and dots that tell areas apart where colours cannot."""

import numpy as np


def hatch(shape: tuple[int, ...], pattern: str, *, period_px: int = 6, line_px: int | None = None) -> np.ndarray:
    r"""Where the lines of a hatch lie in a picture of this shape: (height, width) bool.

    The pattern is "/" rising, "\" falling, "-" level, or "." dots. Along a row or column, one line begins period_px
    after another, and is line_px thick: by default a quarter of the period, and at least 1.

    >>> hatch((3, 3), "/", period_px=3).astype(int)
    array([[1, 0, 0],
           [0, 0, 1],
           [0, 1, 0]])
    """
    line_px = line_px or max(1, period_px // 4)
    row, column = np.ogrid[: shape[0], : shape[1]]
    if pattern == "/":
        return (row + column) % period_px < line_px
    if pattern == "\\":
        return (row - column) % period_px < line_px
    if pattern == "-":
        return np.broadcast_to(row % period_px < line_px, tuple(shape[:2])).copy()
    if pattern == ".":
        shifted = column + row // period_px % 2 * (period_px // 2)
        return (row % period_px <= line_px) & (shifted % period_px <= line_px)
    raise ValueError(f'pattern is {pattern!r}, but the patterns are "/", "\\\\", "-" and ".".')
