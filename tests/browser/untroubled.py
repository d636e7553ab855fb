"""A page that shows a file: nothing in it may fail or ask for a network."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Error, Page, Request


@contextmanager
def untroubled(page: Page) -> Iterator[None]:
    """Fail at the end where an error came up in the page, or where it asked for anything over the network."""
    problems: list[str] = []

    def on_error(error: Error) -> None:
        problems.append(str(error))

    def on_request(request: Request) -> None:
        if request.url.startswith("http"):
            problems.append(request.url)

    page.on("pageerror", on_error)
    page.on("request", on_request)
    try:
        yield
    finally:
        page.remove_listener("pageerror", on_error)
        page.remove_listener("request", on_request)
    assert problems == []
