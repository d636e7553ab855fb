"""Shapes: the side views of the kinds of vehicle."""

from dataclasses import dataclass

SIZES_M = {
    "hatchback": (1.74, 1.48, 4.0),
    "sedan": (1.80, 1.43, 4.6),
    "van": (1.94, 1.98, 4.9),
    "truck": (2.4, 3.2, 7.6),
}
"""Width, height and length of each kind of vehicle."""

Points = list[tuple[float, float]]


@dataclass(frozen=True)
class Shape:
    """The side view of a kind of vehicle: (metres from the front bumper, metres up), from front to rear.

    Args:
        profile: corners of the outline above the floor.
        glass: numbers of the profile's pieces that are windows.
        cabin: corners of the side above the belt, convex.
        pillars: where side windows begin and end, as shares of the cabin.
        narrowing: width of the roof as a share of the width of the body.
        wheels: metres from the front bumper, and radius.
    """

    profile: Points
    glass: tuple[int, ...]
    cabin: Points
    pillars: tuple[tuple[float, float], ...]
    narrowing: float
    wheels: tuple[float, float, float]


SHAPES = {
    "hatchback": Shape(
        profile=[
            (0, 0.22),
            (0, 0.58),
            (0.12, 0.74),
            (0.95, 0.94),
            (1.65, 1.46),
            (3.35, 1.48),
            (3.9, 0.98),
            (4, 0.6),
            (4, 0.22),
        ],
        glass=(3, 5),
        cabin=[(0.95, 0.92), (1.65, 1.46), (3.35, 1.48), (3.9, 0.96)],
        pillars=((0.12, 0.46), (0.52, 0.86)),
        narrowing=0.80,
        wheels=(0.78, 3.25, 0.31),
    ),
    "sedan": Shape(
        profile=[
            (0, 0.22),
            (0, 0.56),
            (0.12, 0.72),
            (1.1, 0.92),
            (1.85, 1.41),
            (3.2, 1.43),
            (3.85, 1.02),
            (4.5, 0.98),
            (4.6, 0.6),
            (4.6, 0.22),
        ],
        glass=(3, 5),
        cabin=[(1.1, 0.90), (1.85, 1.41), (3.2, 1.43), (3.95, 0.98)],
        pillars=((0.14, 0.48), (0.54, 0.86)),
        narrowing=0.78,
        wheels=(0.88, 3.7, 0.32),
    ),
    "van": Shape(
        profile=[
            (0, 0.24),
            (0, 0.66),
            (0.12, 0.92),
            (0.6, 1.12),
            (1.3, 1.92),
            (4.7, 1.98),
            (4.85, 1.15),
            (4.9, 0.6),
            (4.9, 0.24),
        ],
        glass=(3, 5),
        cabin=[(0.6, 1.08), (1.3, 1.92), (4.7, 1.98), (4.85, 1.08)],
        pillars=((0.1, 0.32), (0.36, 0.62), (0.66, 0.94)),
        narrowing=0.92,
        wheels=(0.9, 3.95, 0.34),
    ),
    "truck": Shape(
        profile=[(0, 0.35), (0, 1.35), (0.25, 2.3), (1.6, 2.45), (1.8, 3.2), (7.6, 3.2), (7.6, 0.75), (7.6, 0.45)],
        glass=(1,),
        cabin=[(0.05, 1.3), (0.25, 2.3), (1.6, 2.45), (1.6, 1.3)],
        pillars=((0.2, 0.85),),
        narrowing=0.97,
        wheels=(1.0, 6.1, 0.48),
    ),
}
