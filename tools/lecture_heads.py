"""What the heads of a lesson's cells say about the lecture: where a slide starts, how long it takes, who sees a cell.

# %% slide="Would you put it into a car?" minutes=3 short=2     on the code cell that shows the evidence: a new slide
show_label_maps(...)                                            short: its minutes in the lecture of 20; none: left out
# %% slideshow={"slide_type": "fragment"}                       on a later code cell: a further step of this slide
print(...)
# %% [markdown] slide="Take-away" minutes=1 audience="class"    a slide of text; learners do not get the cell
# 98 % right may be what never looking gives.
# %% slide="Vote: which is right?" minutes=5 audience="class"   code for the lecture alone
RoomVote(...)
# %% [markdown] slideshow={"slide_type": "notes"}               for the lecturer's eyes: no learner gets it
# Ask first who has never seen a crack.

In every other code cell nothing is shown: it is run.
"""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

from nbformat import NotebookNode

KEYS = ("slide", "minutes", "short", "slideshow", "audience")
TYPES = ("fragment", "notes")
MAX_HEADLINE = 70
NOT_READ = "incorrectly_encoded_metadata"
"""Under this key jupytext hands over what it cannot read."""


def is_for_class(cell: NotebookNode) -> bool:
    """Is this a cell that learners do not get?"""
    return "audience" in cell.metadata or slide_type(cell) == "notes"


def slide_type(cell: NotebookNode) -> str:
    """Its part in a slide: "fragment", "notes" or nothing."""
    said = cell.metadata.get("slideshow", {})
    return str(said.get("slide_type", "")) if isinstance(said, dict) else ""


def without_heads(cell: NotebookNode) -> NotebookNode:
    """The cell, with all that is said about the lecture taken away."""
    for key in KEYS:
        cell.metadata.pop(key, None)
    return cell


def fault_of_heads(cells: Sequence[NotebookNode], other_keys: Sequence[str]) -> str:
    """What is wrong with the first head that is wrong: which cell, what, and what to do; empty where nothing is.

    Args:
        cells: all of a source.
        other_keys: what a head may say beside what is said about the lecture.
    """
    has_slide = False
    for number, cell in enumerate(cells, start=1):
        has_slide = has_slide or "slide" in cell.metadata
        fault = _fault_of_keys(cell, other_keys) or _fault_of_values(cell) or _fault_of_part(cell, has_slide)
        if fault:
            first_line = cell.source.strip().partition("\n")[0]
            return f"cell {number} ({first_line[:50]}): {fault}."
    return ""


def _fault_of_keys(cell: NotebookNode, other_keys: Sequence[str]) -> str:
    """Is each key one that the builder knows?"""
    if NOT_READ in cell.metadata:
        return f'{cell.metadata[NOT_READ]} cannot be read; write key="text", key=3 or key={{"name": "text"}}'
    known = [*KEYS, *other_keys]
    strange = [key for key in cell.metadata if key not in known]
    if not strange:
        return ""
    nearest = get_close_matches(strange[0], known, n=1)
    what_to_do = f"write {nearest[0]}" if nearest else f"keys are {', '.join(known)}"
    return f"{strange[0]} is not known; {what_to_do}"


def _fault_of_values(cell: NotebookNode) -> str:
    """Does each key have a value that means something?"""
    about = cell.metadata
    if "audience" in about and about["audience"] != "class":
        return f'audience is {about["audience"]!r}; write audience="class", or leave it out where learners get the cell'
    if "slideshow" in about and not (slide_type(cell) in TYPES and len(about["slideshow"]) == 1):
        return f'slideshow is {about["slideshow"]!r}; write {{"slide_type": "fragment"}} or {{"slide_type": "notes"}}'
    if "slide" in about and not (isinstance(about["slide"], str) and about["slide"].strip()):
        return f"slide is {about['slide']!r}; write the headline as a text"
    if "slide" in about and len(about["slide"]) > MAX_HEADLINE:
        return f"its headline has {len(about['slide'])} characters; write at most {MAX_HEADLINE}"
    for key in ("minutes", "short"):
        if key in about and not _is_duration(about[key]):
            return f"{key} is {about[key]!r}; write a number above 0, such as {key}=2"
    return ""


def _fault_of_part(cell: NotebookNode, has_slide: bool) -> str:
    """Does what the head says fit together, and to what stands above?"""
    about, kind, is_code = cell.metadata, slide_type(cell), cell.cell_type == "code"
    starts, has_minutes = "slide" in about, "minutes" in about or "short" in about
    faults = [
        (starts and kind, f'it starts a slide and is also "{kind}"; leave one of them out'),
        (starts and "minutes" not in about, "its slide has no minutes; write minutes=2, or how long you speak there"),
        (not starts and has_minutes, "it has minutes and starts no slide; write slide= too, or leave them out"),
        (kind and not has_slide, f'it is "{kind}" before the first slide; put it after a cell with slide='),
        (
            kind == "fragment" and not is_code,
            "it is text, and only code can be a fragment; write it into the notes, or as a slide of its own",
        ),
        (kind == "notes" and is_code, 'it is code, and notes are text; write "# %% [markdown]"'),
        (
            is_for_class(cell) and not (kind or starts or is_code),
            'its text would be seen nowhere; write slide= too, or slideshow={"slide_type": "notes"}',
        ),
    ]
    return next((words for is_so, words in faults if is_so), "")


def _is_duration(value: Any) -> bool:
    """Is this a number of minutes?"""
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 100
