"""Overlaps are found where something covers something else, and only there."""

import pytest

from tests.browser.overlaps import overlaps

PAGE = "<style>* {{ margin: 0; font: 20px/1.2 sans-serif }} .at {{ position: absolute }}</style><main>{}</main>"
BOX = "<canvas width=100 height=100></canvas>"


@pytest.mark.parametrize(
    ("html", "count"),
    [
        (f"<p>one</p><p>two</p>{BOX}", 0),
        (f"{BOX}<p style='margin-top: -40px'>on it</p>", 1),
        ("<p>one</p><p style='margin-top: -20px'>two</p>", 1),
        ("<p>one</p><p style='margin-top: -3px'>two</p>", 0),
        (f"{BOX}<button style='margin-left: -30px'>press</button>", 1),
        (f"{BOX}<span class=at style='left: 10px; top: 10px'>moved</span>", 1),
        (f"{BOX}<span class=at style='left: 10px; top: 10px; pointer-events: none'>label</span>", 0),
        (f"<div class=layers>{BOX}<canvas class=at style='left: 0'></canvas></div>", 0),
        ("<svg width=90 height=30><text y=20>in a drawing</text></svg>", 0),
        ("<svg width=90 height=30><text y=20>one</text><text y=25>two</text></svg>", 1),
        (f"{BOX}<p style='margin-top: -40px; visibility: hidden'>on it</p>", 0),
        (f"<div style='height: 40px; overflow: hidden'>{BOX}</div><p>below</p>", 0),
        (f"<div style='height: 40px'>{BOX}</div><p>below</p>", 1),
    ],
)
def test_what_covers_something_else_is_found(page, html, count):
    page.set_content(PAGE.format(html))
    assert len(overlaps(page, "main")) == count
