"""What a browser makes of a deck: how large each slide is shown, and what of it is outside or cut off."""

from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Page

MEASURED = r"""() => {
    const slide = Reveal.getCurrentSlide();
    const scale = Reveal.getScale();
    const isShown = (part) => part.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    const kinds = (part) => part.getAttribute("class") ?? "";
    const name = (part) => `${part.localName}.${kinds(part)} "${part.textContent.trim().slice(0, 30)}"`;
    const edge = slide.getBoundingClientRect();
    const foot = document.querySelector(".deck-nav").getBoundingClientRect().top;
    // The smallest text of a drawing in an image, as a share of its width; of one without text, more than any other.
    const smallestIn = (image) => {
        const drawn = new DOMParser().parseFromString(atob(image.src.split(",")[1]), "image/svg+xml").documentElement;
        const sizes = [...drawn.querySelectorAll("text")].map((text) => {
            return parseFloat(text.closest("[font-size]").getAttribute("font-size"));
        });
        return Math.min(...sizes, 1000) / parseFloat(drawn.getAttribute("viewBox")?.split(" ")[2] ?? image.width);
    };
    const outside = [];
    const cut = [];
    const texts = [];
    const figures = [];
    for (const part of slide.querySelectorAll("*")) {
        if (!isShown(part) || part.closest("aside, script, style")) continue;
        const box = part.getBoundingClientRect();
        if (box.width <= 2 || box.height <= 2) continue;
        const isOutside = box.left < edge.left - 1 || box.top < edge.top - 1 || box.right > edge.right + 1;
        if (isOutside || box.bottom > foot + 1) outside.push(name(part));
        const { overflowX, overflowY, fontSize } = getComputedStyle(part);
        const hides = overflowX !== "visible" || overflowY !== "visible";
        const isLarger = part.scrollWidth > part.clientWidth + 2 || part.scrollHeight > part.clientHeight + 2;
        if (hides && isLarger && part instanceof HTMLElement && !part.matches("input, select")) cut.push(name(part));
        const hasText = [...part.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
        const isDrawing = part instanceof HTMLImageElement && part.src.startsWith("data:image/svg+xml;base64,");
        if (isDrawing && !part.closest(".segmetrics")) figures.push([smallestIn(part) * box.width, name(part)]);
        if (!hasText || !part.closest(".deck-shown")) continue;
        const svg = part.ownerSVGElement;
        const zoom = svg ? part.getScreenCTM().a : part.currentCSSZoom * scale;
        (part.closest(".segmetrics") ? texts : figures).push([parseFloat(fontSize) * zoom, name(part)]);
    }
    for (const found of [texts, figures]) found.sort((one, other) => one[0] - other[0]);
    return {
        headline: slide.querySelector("h1, h2").textContent,
        zoom: Number(slide.dataset.zoom),
        outputs: slide.querySelectorAll(".segmetrics-output, .deck-text").length,
        waiting: slide.querySelectorAll("[data-widget][aria-busy]").length,
        outside,
        cut,
        smallest: texts[0] ?? null,
        smallest_of_figures: figures[0] ?? null,
    };
}"""


@dataclass(frozen=True)
class Measured:
    """A slide as it is seen.

    Args:
        headline: what stands above it.
        zoom: how much larger its steps are shown than they are.
        outputs: how many there are.
        waiting: how many widgets have not started.
        outside: parts that lie outside the slide or below its foot.
        cut: parts of which not all is seen.
        smallest: the size of the smallest text of a widget on the screen in pixels, and this text; None without one.
        smallest_of_figures: the same of all that is no widget: figures, printed lines, text.
    """

    headline: str
    zoom: float
    outputs: int
    waiting: int
    outside: list[str]
    cut: list[str]
    smallest: tuple[float, str] | None
    smallest_of_figures: tuple[float, str] | None


def measured_slides(page: Page) -> Iterator[Measured]:
    """Turn to each slide of an opened deck, show all of its steps, and measure it while it is shown."""
    page.evaluate("() => deck.ready")
    for number in range(page.evaluate("() => Reveal.getTotalSlides()")):
        page.evaluate("(number) => { Reveal.slide(number, 0, 99); return deck.settled; }", number)
        yield Measured(**page.evaluate(MEASURED))
