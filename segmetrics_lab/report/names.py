"""The names of the classes of a matrix, however they are given, and which of them is the background."""

from collections.abc import Iterable

from segmetrics_lab.labels import Palette, background_named, check_names, did_you_mean


def class_names(classes: Palette | Iterable[str], num_classes: int) -> tuple[str, ...]:
    """The names as a tuple: different texts, one for each class of the matrix.

    >>> class_names(Palette(["table", "cup"]), 2)
    ('table', 'cup')
    """
    names = classes.names if isinstance(classes, Palette) else check_names(classes)
    if len(names) != num_classes:
        raise ValueError(
            f"the matrix has {num_classes} classes, but the number of names is {len(names)}: {', '.join(names)}. "
            "Pass one name per class, in the order of the class indices."
        )
    return names


def background_of(classes: Palette | Iterable[str], names: tuple[str, ...]) -> str | None:
    """The background of a palette; of plain names the one called "background", wherever it stands; None without one.

    >>> background_of(["cat", "background"], ("cat", "background"))
    'background'
    """
    index = classes.background if isinstance(classes, Palette) else background_named(names)
    return None if index is None else names[index]


def chosen_names(main_classes: Iterable[str], names: tuple[str, ...]) -> tuple[str, ...]:
    """The main classes that were asked for, one or more, in the order of the classes."""
    is_list = isinstance(main_classes, Iterable) and not isinstance(main_classes, str)
    chosen = tuple(main_classes) if is_list else ()
    unknown = [name for name in chosen if name not in names]
    if not chosen or unknown or len(set(chosen)) < len(chosen):
        hint = did_you_mean(unknown[0], names) if unknown else ""
        raise ValueError(
            f"main_classes is {list(chosen) if is_list else main_classes!r}, but it must be a list of one or more of: "
            f"{', '.join(names)}, each of them once.{hint}"
        )
    return tuple(name for name in names if name in chosen)
