"""Lateness: when something was handed in, and what it costs to be late."""

import math
import re
from datetime import UTC, datetime
from pathlib import Path

SECONDS_OF_A_DAY = 86_400


def late_penalty(points: float, seconds_late: float, share_per_day: float) -> float:
    """What being late costs: the share of what was earned, for each day that has begun; never more than that.

    >>> late_penalty(3, 90_000, 0.1), late_penalty(3, 0, 0.1), late_penalty(3, 1e9, 0.1)
    (0.6, 0.0, 3.0)
    """
    return round(max(points, 0.0) * min(share_per_day * days_late(seconds_late), 1.0), 2)


def days_late(seconds_late: float) -> int:
    """How many days after the due date have begun.

    >>> days_late(0), days_late(1), days_late(86_401)
    (0, 1, 2)
    """
    return math.ceil(max(seconds_late, 0.0) / SECONDS_OF_A_DAY)


class TimeError(ValueError):
    """A file says no time; the words say what to write."""


def time_in(path: Path) -> datetime | None:
    """When something was handed in, from nbgrader's file; None where there is none.

    Raises:
        TimeError: there is one that says no time.
    """
    try:
        words = path.read_text(encoding="utf-8-sig").strip()
        iso = re.sub(r"\s+([+-]\d\d:?\d\d)$", r"\1", words.replace(" UTC", "+00:00"))
        time = datetime.fromisoformat(iso)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError):
        raise TimeError(f"{path} says no time like 2026-12-11 08:30:00 UTC: correct it, or remove the file") from None
    return time if time.tzinfo else time.replace(tzinfo=UTC)
