"""Build the printable cheat sheet: formulas, conventions and traps on one page, every number from the library.

python -m tools.build_cheat_sheet               write notebooks/cheat_sheet.html, and print it as .pdf and .png
python -m tools.build_cheat_sheet --to FOLDER   write them elsewhere
"""

import argparse
import re
import shutil
from base64 import b64encode
from hashlib import sha256
from html import escape
from io import BytesIO
from pathlib import Path

import matplotlib as mpl
from jinja2 import StrictUndefined, Template
from markdown_it import MarkdownIt
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from segmetrics_lab.labels import ERRORS, GROUNDS
from tools.cheat_sheet import example, traps, words

ROOT = Path(__file__).resolve().parents[1]
TEMPLATE = Path(__file__).parent / "cheat_sheet" / "sheet.html"
A4_PX = ViewportSize(width=794, height=1123)
PNG_SCALE, PNG_COLORS = 2, 256
COUNTED = {"TP": "found", "FN": "missed", "FP": "extra"}
"""The errors in whose colours the counts of a formula are printed."""

FONTS = {
    "DejaVuSans": ("DejaVu Sans", 400),
    "DejaVuSans-Bold": ("DejaVu Sans", 700),
    "DejaVuSansMono": ("DejaVu Sans Mono", 400),
}
"""Family and weight of the fonts that matplotlib brings: with them the page is broken alike on every machine."""


def sheet() -> str:
    """The page as HTML. Its edition is the hash of all else: a printed page can be told from a newer one."""
    template = Template(TEMPLATE.read_text(encoding="utf-8"), autoescape=True, undefined=StrictUndefined)
    inks = {name.replace(" ", "-"): style.light for name, style in (GROUNDS | ERRORS).items()}
    parts = {"words": words, "example": example, "traps": traps, "rich": MarkdownIt().renderInline, "inks": inks}
    page: str = template.render(parts, counted=in_their_colors, edition="EDITION")
    return page.replace("EDITION", sha256(page.encode()).hexdigest()[:8]) + "\n"


def in_their_colors(text: str) -> str:
    """A text as HTML, in which TP, FN and FP are printed in the colours of found, missed and extra pixels."""
    return re.sub("TP|FN|FP", lambda kind: f'<b class="{COUNTED[kind[0]]}">{kind[0]}</b>', escape(text))


def title_of(page: str) -> str:
    """The title of a page, which names its edition."""
    return page.partition("<title>")[2].partition("</title>")[0]


def opened(page: str, browser: Browser) -> Page:
    """The page in a tab of its own, with the fonts in which it is printed."""
    tab = browser.new_page(viewport=A4_PX, device_scale_factor=PNG_SCALE)
    tab.set_content(page)
    tab.add_style_tag(content="".join(_font_face(file, *font) for file, font in FONTS.items()))
    tab.evaluate("document.fonts.ready")
    return tab


def _font_face(file: str, family: str, weight: int) -> str:
    """A font with its file, as CSS."""
    font = b64encode(Path(mpl.get_data_path(), "fonts", "ttf", f"{file}.ttf").read_bytes()).decode()
    return f'@font-face {{ font-family: "{family}"; font-weight: {weight}; src: url(data:font/ttf;base64,{font}) }}'


def save(page: str, browser: Browser, folder: Path) -> None:
    """Write the page as HTML, PDF and PNG, the same bytes each time."""
    tab = opened(page, browser)
    pdf = tab.pdf(prefer_css_page_size=True, print_background=True, tagged=True)
    picture = Image.open(BytesIO(tab.screenshot())).convert("RGB")
    tab.close()
    (folder / "cheat_sheet.html").write_text(page, encoding="utf-8", newline="\n")
    (folder / "cheat_sheet.pdf").write_bytes(_without_traces(pdf))
    few = picture.quantize(PNG_COLORS, dither=Image.Dither.NONE)
    about = PngInfo()
    about.add_text("Description", title_of(page))
    few.save(folder / "cheat_sheet.png", optimize=True, pnginfo=about)


def _without_traces(pdf: bytes) -> bytes:
    """A PDF that tells neither the day nor how the browser has numbered its parts; it stays as long as it was."""
    parts = list(dict.fromkeys(re.findall(rb"\(node\d{8}\)", pdf)))
    numbers = {part: b"(node%08d)" % at for at, part in enumerate(parts)}
    pdf = re.sub(rb"\(node\d{8}\)", lambda part: numbers[part[0]], pdf)
    pdf = re.sub(rb"/Limits \[\(node[^]]*", b"/Limits [(node%08d) (node%08d)" % (0, len(parts) - 1), pdf)
    pdf = re.sub(rb"(/Names \[)(\(node[^]]*)", lambda names: names[1] + _sorted_names(names[2]), pdf)
    return re.sub(rb"\(D:\d{14}", b"(D:20000101000000", pdf)


def _sorted_names(names: bytes) -> bytes:
    """The numbered parts and where each is, in the order of their numbers, as a PDF must list them."""
    return b" ".join(sorted(re.findall(rb"\(node\d{8}\) \d+ 0 R", names)))


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--to", type=Path, default=ROOT / "notebooks", metavar="FOLDER", help="where to write them")
    folder = parser.parse_args().to
    chromium = shutil.which("chromium")
    if chromium is None:
        parser.error("the sheet is printed by Chromium, but this machine has no chromium. Install it first.")
    with sync_playwright() as playwright:
        save(sheet(), playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"]), folder)


if __name__ == "__main__":
    main()
