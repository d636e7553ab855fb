"""The figure: the fonts and sizes of its texts, and how wide they are in shown pixels."""

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

TEXT_PX = 13
SMALLEST_TEXT_PX = 11
FONTS = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"


def text_width(text: str, size_px: float = TEXT_PX, *, bold: bool = False) -> float:
    """How wide a text will be, in shown pixels."""
    font = FontProperties(size=size_px, weight="bold" if bold else "normal")
    return float(text_to_path.get_text_width_height_descent(text, font, ismath=False)[0])
