"""What a notebook says today beside what is committed: the same, once answers are folded and pictures set aside."""

import re
from collections.abc import Iterator
from itertools import zip_longest

from nbformat import NotebookNode

from segmetrics_lab.widgets.base import ALIVE
from segmetrics_lab.widgets.folding import folded_together
from tools.execution import WIDGET_VIEW
from tools.lesson_source import PREFIX

PICTURE = re.compile(r"data:image/(png|jpeg|webp|svg\+xml);base64,[A-Za-z0-9+/=]+")
"""Pictures in a page; their text alternatives stay and are compared."""

OF_WIDGETS = (ALIVE, WIDGET_VIEW)

NEAR = 300
"""How many characters of a long text are shown before and after the first difference."""

Said = list[tuple[str, str]]
"""Outputs as they are compared: the kind of each, and its text."""


def differences(committed: NotebookNode, run: NotebookNode, name: str) -> list[str]:
    """What the run of a notebook or of its lecture says otherwise than the committed notebook, a text for each cell.

    A lecture may have cells of its own between those of the learner.

    Args:
        committed: the notebook with its outputs, the answers of guesses folded.
        run: the same as tools.alive has run it.
        name: what the notebook is called in the texts.
    """
    found, cells = [], _code(run)
    for cell in _code(committed):
        of_run = next((other for other in cells if other.source == cell.source), None)
        if of_run is None:
            found.append(f"{name}, cell {cell.id}: it is not in the run, or not in this order.\n{cell.source}")
            break
        today = folded_outputs(of_run.outputs) if cell.id.startswith(PREFIX) else of_run.outputs
        if said(cell.outputs) != said(today):
            found.append(f"{name}, cell {cell.id}:\n{cell.source}\n\n{_both(said(cell.outputs), said(today))}")
    return found


def said(outputs: list[NotebookNode]) -> Said:
    """What outputs say, without their pictures."""
    texts = [text for output in outputs for text in _texts_of(output)]
    return [(kind, PICTURE.sub("PICTURE", text)) for kind, text in texts]


def _texts_of(output: NotebookNode) -> Iterator[tuple[str, str]]:
    """The kind of each text of an output, and the text."""
    if output.output_type == "stream":
        yield output.name, output.text
    elif output.output_type == "error":
        yield "error", f"{output.ename}: {output.evalue}"
    else:
        for kind, data in sorted(output.data.items()):
            if kind not in OF_WIDGETS:
                yield f"{output.output_type} as {kind}", "PICTURE" if kind.startswith("image/") else str(data)


def folded_outputs(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Outputs as a build folds them: all that answers as one, and before it what is never folded."""
    answers = [output for output in outputs if output.output_type != "error" and output.get("name") != "stderr"]
    if not answers:
        return outputs
    shown = [output.text if output.output_type == "stream" else output.data for output in answers]
    folded = NotebookNode(output_type="display_data", data=folded_together(shown), metadata={})
    return [*(output for output in outputs if output not in answers), folded]


def _code(notebook: NotebookNode) -> Iterator[NotebookNode]:
    """The cells of code, one after the other."""
    return (cell for cell in notebook.cells if cell.cell_type == "code")


def _both(committed: Said, today: Said) -> str:
    """Both texts, around the first character in which the first outputs that differ do."""
    at = next(at for at, pair in enumerate(zip_longest(committed, today)) if pair[0] != pair[1])
    old, new = ("\n".join(texts[at]) if at < len(texts) else "nothing more" for texts in (committed, today))
    first = next(place for place, pair in enumerate(zip_longest(old, new)) if pair[0] != pair[1])
    return f"--- committed, output {at}\n{_around(old, first)}\n--- said today\n{_around(new, first)}"


def _around(text: str, at: int) -> str:
    """A text, or what is near to a place in it where it is long."""
    start, end = max(0, at - NEAR), at + NEAR
    return f"{'... ' if start else ''}{text[start:end]}{' ...' if end < len(text) else ''}"
