"""The web site as visitors get it: small, alone, alive without a kernel, and for everyone."""

import functools
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import IO
from urllib.parse import unquote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Response, expect

from segmetrics_lab.progress import LESSONS
from tools.site.glossary import entries
from tools.site.lessons import all_lessons, notebook_of

MOST_BYTES = 3_000_000
LOADED = re.compile(r'<(?:script|img|link (?=[^>]*rel="(?:stylesheet|preload)"))[^>]*?\b(?:src|href)="([^"?#]+)')
OUTSIDE = re.compile(
    r'(?:<(?:script|img|iframe|source)\b[^>]*?\bsrc|<link\b[^>]*?\bhref)="(?:https?:)?//|@import "?http'
)

RULES_OF_COLOUR = ("color-contrast", "link-in-text-block")
"""Those that a dark page may break where a light one does not."""

LESSON_PAGES = [lesson.page.replace(".ipynb", ".html") for lesson in all_lessons() if lesson.key != "capstone"]
OVERLAP = f"lessons/{LESSONS['overlap']}.html"
SAMPLE = [
    "index.html",
    "map.html",
    OVERLAP,
    f"exercises/ex{LESSONS['overlap']}.html",
    "teach.html",
    "library/segmetrics_lab.report.html",
]
"""A page of each kind: all pages are looked at in the slow tests."""


def pages_of(site: Path) -> list[str]:
    """All pages; a deck of slides is no page."""
    paths = [path.relative_to(site) for path in site.rglob("*.html")]
    return sorted(path.as_posix() for path in paths if path.parts[0] != "slides")


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """A local server."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def copyfile(self, source: IO[bytes], outputfile: IO[bytes]) -> None:  # type: ignore[override]
            """A page that is closed before it has all that it asked for is no error."""
            with suppress(BrokenPipeError, ConnectionResetError):
                super().copyfile(source, outputfile)

    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def is_missing(got: Response) -> bool:
    """Whether a page has asked for what is not there; axe-core does so by XHR, for style sheets of style sheets."""
    return got.status >= 400 and got.request.resource_type != "xhr"


def is_said_by_the_page(said: ConsoleMessage) -> bool:
    """Whether a page itself reports an error: what is missing is reported by is_missing."""
    return said.type == "error" and not said.text.startswith("Failed to load resource")


@pytest.fixture
def opened(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Open a page of the site, and wait until its widgets live; nothing in it may fail or leave this machine."""
    problems: list[str] = []
    contexts = []

    def open_it(path: str, *, width: int = 1280, scheme: str = "light", script: str = "", touch: bool = False) -> Page:
        size = {"width": width, "height": 800}
        context = browser.new_context(viewport=size, color_scheme=scheme, has_touch=touch, is_mobile=touch)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda said: problems.append(said.text) if is_said_by_the_page(said) else None)
        page.on("request", lambda ask: None if ask.url.startswith((address, "data:")) else problems.append(ask.url))
        page.on("response", lambda got: problems.append(got.url) if is_missing(got) else None)
        if script:
            page.add_init_script(script)
        page.goto(f"{address}/{path}")
        expect(page.locator("[aria-busy]")).to_have_count(0)
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert problems == []


def broken_rules(page: Page, rules: Sequence[str] = ()) -> list[tuple[str, str]]:
    """What axe-core finds, by all its rules or by those that are named."""
    options = {"runOnly": {"type": "rule", "values": [*rules]}} if rules else None
    found = Axe().run(page, options=options).response["violations"]
    return [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in found]


def test_every_page_is_small_with_all_that_it_loads(site):
    sizes = {}
    for name in pages_of(site):
        text = (site / name).read_text(encoding="utf-8")
        files = {(site / name).parent / found for found in LOADED.findall(text) if not found.startswith("data:")}
        sizes[name] = len(text.encode()) + sum(path.stat().st_size for path in files if path.is_file())
    assert len(sizes) > 50
    assert min(sizes.values()) > 500_000  # the style sheets and scripts are counted
    assert {name: size for name, size in sizes.items() if size > MOST_BYTES} == {}


def test_no_page_asks_for_anything_outside(site):
    texts = {name: (site / name).read_text(encoding="utf-8") for name in pages_of(site)}
    assert [name for name, text in texts.items() if OUTSIDE.search(text)] == []


class Links(HTMLParser):
    """Where a page leads, and the places in it that can be led to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.targets: set[str] = set()
        self.places = {"", "top"}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 (of HTMLParser)
        """Note what it refers to and how it is called."""
        for name, value in attrs:
            if name == "id":
                self.places.add(value or "")
            elif name in ("href", "src"):
                self.targets.add(value or "")


def dead_links(site: Path) -> list[tuple[str, str]]:
    """Pages with the links in them that lead to no file of the site, or to no place in its page."""
    links = {site / name: Links((site / name).read_text(encoding="utf-8")) for name in pages_of(site)}
    dead = []
    for page, found in links.items():
        for target in found.targets:
            parts = urlsplit(target)
            if parts.scheme or parts.netloc:
                continue
            file = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            has_place = file not in links or unquote(parts.fragment) in links[file].places
            if not (file.is_file() and has_place):
                dead.append((page.relative_to(site).as_posix(), target))
    return sorted(dead)


def test_every_link_leads_to_a_page_and_a_place_of_the_site(site):
    assert dead_links(site.resolve()) == []


def test_a_dead_link_would_be_found(tmp_path):
    (tmp_path / "a.html").write_text(
        '<p id="here"><a href="b.html#there">1</a> <a href="#here">2</a> <img src="c.png">'
    )
    (tmp_path / "b.html").write_text('<a href="a.html#here">1</a> <a href="https://example.org/x">2</a>')
    assert dead_links(tmp_path.resolve()) == [("a.html", "b.html#there"), ("a.html", "c.png")]


def test_no_cell_for_lecturers_and_no_solution_is_on_a_page(site):
    for key in LESSONS:
        page = f"exercises/{key}.html" if key == "capstone" else f"lessons/{LESSONS[key]}.html"
        text = (site / page).read_text(encoding="utf-8")
        assert len(re.findall(r'class="cell[ "]', text)) == sum(
            cell.cell_type == "code" for cell in notebook_of(key).cells
        )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", SAMPLE)
def test_no_rule_for_accessible_pages_is_broken(opened, path, scheme):
    assert broken_rules(opened(path, scheme=scheme)) == []


@pytest.mark.slow
def test_no_rule_for_accessible_pages_is_broken_on_any_page(opened, site):
    found = {}
    for path in pages_of(site):
        page = opened(path)
        found[path] = broken_rules(page)
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")  # at once
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        found[path] += broken_rules(page, rules=RULES_OF_COLOUR)
        page.context.close()
    assert {path: rules for path, rules in found.items() if rules} == {}


@pytest.mark.parametrize("width", [400, 640])
@pytest.mark.parametrize("path", SAMPLE)
def test_nothing_is_wider_than_a_telephone_or_a_window_zoomed_to_200_percent(opened, path, width):
    assert opened(path, width=width).evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.slow
def test_no_page_is_wider_than_a_telephone(opened, site):
    widths = {}
    for path in pages_of(site):
        page = opened(path, width=400)
        widths[path] = page.evaluate("document.documentElement.scrollWidth")
        page.context.close()
    assert {path: width for path, width in widths.items() if width > 400} == {}


def test_text_has_a_readable_width(opened):
    page = opened(OVERLAP, width=1600)
    widths = page.locator(".bd-article section > p").evaluate_all("all => all.map(one => one.clientWidth)")
    assert len(widths) > 20
    assert max(widths) <= 44 * 16


def test_a_visitor_moves_a_prediction_on_the_first_screen(opened):
    page = opened("index.html")
    board = page.locator(".first-touch [role=application]")
    scores = page.locator(".first-touch .scores")
    assert max(part.bounding_box()["y"] + part.bounding_box()["height"] for part in (board, scores)) <= 800
    before = scores.inner_text()
    box = board.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2 + 25, box["y"] + box["height"] / 2)
    page.mouse.up()
    expect(scores).not_to_have_text(before)
    expect(page.locator(".first-touch")).to_contain_text("right")


def test_a_finger_moves_a_prediction_and_sees_the_scores_on_the_first_screen_of_a_telephone(opened):
    page = opened("index.html", width=400, touch=True)
    scores = page.locator(".first-touch .scores")
    before, box = scores.inner_text(), page.locator(".first-touch [role=application]").bounding_box()
    assert scores.bounding_box()["y"] + scores.bounding_box()["height"] <= 800
    finger = page.context.new_cdp_session(page)
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in (5, 10, 15):
        moved = [{"x": x + step, "y": y + step}]
        finger.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": moved})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(scores).not_to_have_text(before)
    assert page.evaluate("scrollY") == 0


def test_what_is_dragged_stays_in_sight_below_the_head_of_the_page(opened):
    page = opened(OVERLAP, width=400, touch=True)
    board = page.locator(".prediction-shifter .seen > figure")
    page.locator(".prediction-shifter").evaluate("shifter => shifter.scrollIntoView()")
    page.evaluate("scrollBy({ top: 300, behavior: 'instant' })")
    head = page.locator(".bd-header").bounding_box()
    assert head["y"] + head["height"] <= board.bounding_box()["y"] < 200


def test_no_name_on_the_side_of_a_page_is_cut_off(opened):
    page = opened("library/segmetrics_lab.metrics.html")
    names = page.locator(".page-toc a code")
    assert names.count() > 20
    assert max(names.evaluate_all("all => all.map(one => one.getBoundingClientRect().right)")) <= 1280


def test_a_page_without_a_kernel_says_nothing_of_one(opened):
    page = opened(OVERLAP)
    page.locator("[data-asks=balls]").get_by_role("button", name="Skip").click()
    expect(page.locator("[data-asks=balls] .kept")).to_have_text("Skipped. The page asks anew when it is loaded again.")


@pytest.mark.parametrize("path", [OVERLAP, *(pytest.param(path, marks=pytest.mark.slow) for path in LESSON_PAGES)])
def test_every_widget_of_a_lesson_lives_without_a_kernel(opened, path):
    page = opened(path)
    places = page.locator("[data-widget]")
    assert places.count() >= 2
    waiting = page.locator("details[data-answers] [data-widget]").count()
    expect(page.locator("[data-widget] > div > .segmetrics, [data-widget] .segmetrics")).to_have_count(
        places.count() - waiting
    )


def test_an_answer_and_what_speaks_of_it_wait_for_the_guess(opened):
    page = opened(OVERLAP)
    answer = page.locator("details[data-answers=balls]")
    below = page.get_by_text("Now look at the accuracy more closely.")
    expect(answer).to_be_hidden()
    expect(below).to_be_hidden()
    expect(page.get_by_role("heading", name="Real picture")).to_be_visible()
    page.locator("[data-asks=balls]").get_by_role("button", name="Skip").click()
    expect(answer).to_have_count(0)
    expect(page.get_by_role("img", name="IoU rises")).to_be_visible()
    expect(below).to_be_visible()


def test_every_guess_of_every_lesson_has_its_answer_waiting_on_the_page(site):
    for key in LESSONS:
        if key != "capstone":
            text = (site / "lessons" / f"{LESSONS[key]}.html").read_text(encoding="utf-8")
            wanted = {cell.id for cell in notebook_of(key).cells if cell.id.startswith("answers-")}
            assert {f"answers-{name}" for name in re.findall(r'<details data-answers="([^"]+)"', text)} == wanted
            assert {f"answers-{name}" for name in re.findall(r' data-asks="([^"]+)"', text)} >= wanted


def test_where_a_widget_cannot_start_its_still_picture_stands(opened):
    page = opened("index.html", script="delete window.DecompressionStream")
    expect(page.locator(".first-touch img")).to_be_visible()
    expect(page.locator(".first-touch")).to_contain_text("cannot be used in this browser")


def test_a_word_says_what_it_means_to_a_pointer_and_to_a_keyboard(opened):
    page = opened(OVERLAP)
    word, card = page.locator("a.word", has_text="Dice"), page.get_by_role("tooltip")
    word.hover()
    expect(card).to_contain_text("Twice the shared pixels")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    word.focus()
    expect(card).to_contain_text("Twice the shared pixels")
    assert word.get_attribute("aria-describedby") == card.get_attribute("id")
    page.keyboard.press("Enter")
    expect(page.locator("#word-dice")).to_be_in_viewport()


def test_the_first_tap_on_a_word_says_what_it_means_and_the_second_leads_to_the_glossary(opened):
    page = opened(OVERLAP, width=400, touch=True)
    word = page.locator("a.word", has_text="Dice")
    word.tap()
    expect(page.get_by_role("tooltip")).to_contain_text("Twice the shared pixels")
    assert page.url.endswith(OVERLAP)
    word.tap()
    page.wait_for_url("**/glossary.html#word-dice")


def test_every_word_of_the_glossary_has_a_place_there_and_is_marked_at_most_once_on_a_page(site):
    glossary = (site / "glossary.html").read_text(encoding="utf-8")
    assert [entry.word for entry in entries() if f'id="{entry.place}"' not in glossary] == []
    marked = set()
    for path in LESSON_PAGES:
        found = re.findall(r'class="word[^"]*" href="[^"#]*#(word-[^"]+)"', (site / path).read_text(encoding="utf-8"))
        assert len(found) == len(set(found)) > 3, path
        marked |= set(found)
    assert marked <= {entry.place for entry in entries()}
    assert len(marked) > 0.8 * len(entries())


def test_search_works_from_a_disk(page, site):
    asked = []
    page.on("request", lambda ask: asked.append(ask.url) if ask.url.startswith("http") else None)
    page.goto(f"{(site / 'search.html').as_uri()}?q=base+rate")
    found = page.locator("#search-results li a")
    expect(found.filter(has_text="The accuracy paradox").first).to_be_visible()
    assert asked == []


def test_a_lesson_lives_from_a_disk(page, site):
    page.goto((site / OVERLAP).as_uri())
    expect(page.locator("[aria-busy]")).to_have_count(0)
    expect(page.locator(".prediction-shifter [role=application]")).to_be_visible()
