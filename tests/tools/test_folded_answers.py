"""Answers are folded away in what is built, and where it is compared with a run they are folded in the same way."""

from hashlib import sha256

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from segmetrics_lab.widgets.gate import PREFIX
from tools import lesson_source
from tools.alive import kept_run
from tools.execution import execute
from tools.same_outputs import differences

ANSWER = """
import matplotlib.pyplot as plt
from IPython.display import HTML, display
print("first <b>")
display(HTML("<b>shown</b>"))
print("second")
plt.plot([1, 2])
plt.show()
6 * 7
"""
LESSON = """
from segmetrics_lab.widgets import ask, asking
ring = {"question": "Which?", "choices": ["x", "y"], "right": 0, "because": "It is.", "wrong": {"y": "No."}}
ring |= {"low": None, "high": None, "close": None, "answering": "%s"}
asking.lesson_texts = lambda: {"guesses": {"ring": ring}, "alts": {}}
"""
SUMMARY = "<details><summary>Guess first, then open the answer</summary>"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A notebook with a question and its answer, executed as the builder does."""
    digest = sha256(ANSWER.encode()).hexdigest()[:12]
    sources = [LESSON % digest, 'ask("ring")', ANSWER, "print('next')", "ask('ring').skipped"]
    notebook = new_notebook(cells=[new_code_cell(source) for source in sources])
    path = tmp_path_factory.mktemp("built") / "lesson.ipynb"
    execute(notebook, path.parent)
    nbformat.write(notebook, path)
    return path


def test_an_answer_is_one_folded_output_with_all_that_was_shown_in_its_order(built):
    [output] = nbformat.read(built, as_version=4).cells[2].outputs
    assert output.output_type == "display_data"
    html = output.data["text/html"]
    assert html.startswith(f"{SUMMARY}<pre>first &lt;b&gt;</pre><b>shown</b><pre>second</pre><img alt=")
    assert html.endswith("<pre>42</pre></details>")
    assert output.data["text/plain"].splitlines()[::3] == ["first <b>", "<Figure size 640x480 with 1 Axes>"]
    assert output.data["text/plain"].endswith("42")


def test_a_question_shows_its_choices_and_folds_its_explanation(built):
    cells = nbformat.read(built, as_version=4).cells
    [output] = cells[1].outputs
    assert "<li>x</li><li>y</li>" in output.data["text/html"].split("<details>")[0]
    assert output.data["text/html"].endswith(f"{SUMMARY}<p>It is &quot;x&quot;. It is.</p></details>")
    assert "It is" not in output.data["text/plain"]
    assert output.metadata == {}
    assert [cells[3].outputs[0].text, cells[4].outputs[0].data["text/plain"]] == ["next\n", "False"]


def test_a_run_that_folds_nothing_says_the_same_once_its_answers_are_folded(built, tmp_path):
    committed = nbformat.read(built, as_version=4)
    run = kept_run(built, built.parent, tmp_path / "lesson.ipynb")
    [committed.cells[2].id, run.cells[2].id] = ["answers-ring", "another-id"]
    kinds = [output.output_type for output in run.cells[2].outputs]
    assert kinds == ["stream", "display_data", "stream", "display_data", "execute_result"]
    assert differences(committed, run, "lesson") == []
    committed.cells[2].id = "not-an-answer"
    [found] = differences(committed, run, "lesson")
    assert "<details>" in found


def test_errors_and_warnings_stay_outside(tmp_path):
    source = 'print("before"); import sys; print("careful", file=sys.stderr); 1 / 0'
    cells = [LESSON % sha256(source.encode()).hexdigest()[:12], 'ask("ring")', source]
    cells = [new_code_cell(text, metadata={"tags": ["raises-exception"]}) for text in cells]
    notebook = new_notebook(cells=cells)
    with pytest.raises(RuntimeError, match="a cell wrote to stderr"):
        execute(notebook, tmp_path)
    kinds = {output.get("name", output.output_type): output for output in notebook.cells[2].outputs}
    assert set(kinds) == {"stderr", "error", "display_data"}
    assert kinds["display_data"].data["text/html"] == f"{SUMMARY}<pre>before</pre></details>"


def test_builder_and_kernel_call_the_answering_cell_alike():
    assert lesson_source.PREFIX == PREFIX
