"""Words: numbers as texts that more than one widget needs."""


def counted(count: int, unit: str) -> str:
    """A count with its unit.

    >>> counted(1, "pixel"), counted(1200, "test frame")
    ('1 pixel', '1,200 test frames')
    """
    return f"{count:,} {unit}{'' if count == 1 else 's'}"


def as_given(number: float) -> str:
    """A number with all of its digits, as somebody wrote it.

    >>> as_given(0.9), as_given(1), as_given(0.99999999)
    ('0.9', '1', '0.99999999')
    """
    return repr(float(number)).removesuffix(".0")
