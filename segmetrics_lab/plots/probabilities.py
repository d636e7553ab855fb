"""Probability maps: how sure a model is of each pixel, in grey, with a scale that says what the grey means."""

import numpy as np

from segmetrics_lab.labels import plain_array
from segmetrics_lab.pictures import GAP_PX, WIDEST_PX, Panel, Picture, Scale, beside, image_in_colors

LARGEST_PX, FRAME_PX = 400, 2
STEPS, SWATCH_PX = 5, 14


def show_probability(
    probability: np.ndarray, *, image: np.ndarray | None = None, name: str = "object", alt: str | None = None
) -> Picture:
    """Show how sure a model is of each pixel, from black (0) to white (1), beside the image if that is given.

    Args:
        probability: (height, width) floats of 0 to 1.
        image: the picture that the model looked at, (height, width) or (height, width, 3) uint8.
        name: what the probability is of.
        alt: what the figure shows, in words; None composes it from shares of the pixels.

    Raises:
        ValueError: the probability is not a map of numbers from 0 to 1, or the image is not of its size.

    >>> show_probability(np.array([[0.0, 0.05], [0.5, 1.0]]), name="road")
    Probability of road: below 0.1 in 0.50 of the pixels, above 0.9 in 0.25, between in 0.25.
    """
    shares = plain_array(probability, "probability")
    if shares.ndim != 2 or shares.dtype.kind not in "bf" or not ((shares >= 0) & (shares <= 1)).all():
        raise ValueError(
            f"probability has shape {shares.shape} and holds {shares.dtype} values, but it must be a map (height, "
            "width) of numbers from 0 to 1. Pass what model.probability(image) returns."
        )
    count = 1 if image is None else 2
    scale = _scale(shares.shape, count)
    width_px = round(scale.zoom * shares.shape[1])
    grey = (255 * shares).round().astype(np.uint8)
    title = f"probability of {name}"
    words = alt or _described(shares, title.capitalize())
    panels = [Panel(title, Picture(scale.enlarge(grey) if scale.zoom > 2 else grey, words, width_px=width_px))]
    if image is not None:
        panels.insert(0, Panel("image", Picture(image_in_colors(image, shares.shape), "The scene.", width_px=width_px)))
    return beside(panels, words, rows=[count], legend=[_swatch(step / (STEPS - 1)) for step in range(STEPS)])


def _scale(shape: tuple[int, ...], count: int) -> Scale:
    """How large so many panels of this shape are shown: a whole number of times where they grow."""
    most = min((WIDEST_PX - count * GAP_PX) // count - FRAME_PX, LARGEST_PX) / max(shape)
    return Scale(most if most < 1 else int(most))


def _swatch(share: float) -> tuple[Picture, str]:
    """A sample of a grey, with the probability that it stands for."""
    grey = np.full((SWATCH_PX, SWATCH_PX), round(255 * share), dtype=np.uint8)
    grey[[0, -1]] = grey[:, [0, -1]] = 128
    return Picture(grey, f"{share:g}"), f"{share:g}"


def _described(shares: np.ndarray, title: str) -> str:
    """How much of the picture is surely so, surely not, and between."""
    low, high = float(np.mean(shares < 0.1)), float(np.mean(shares > 0.9))
    between = 1 - low - high
    return f"{title}: below 0.1 in {low:.2f} of the pixels, above 0.9 in {high:.2f}, between in {between:.2f}."
