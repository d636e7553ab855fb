"""Outputs as parts of a page, and the one script for its widgets."""

import json
import shutil
import subprocess

import pytest
from nbformat.v4 import new_output

from segmetrics_lab.widgets import PredictFirst
from segmetrics_lab.widgets.base import ALIVE
from tools.page_parts import answers_html, html_of, script_for, widgets_in


def question(**given):
    return PredictFirst("Is a < b?", "yes", choices=["yes", "</script>"], **given)


def shown(widget):
    data = {name: text for name, text in widget._repr_mimebundle_()[0].items() if name.startswith("text/")}
    return new_output("execute_result", data=data | {ALIVE: widget.to_state()})


@pytest.mark.parametrize(
    ("output", "html"),
    [
        (new_output("stream", name="stdout", text="1 < 2\n"), "<pre>1 &lt; 2</pre>"),
        (new_output("execute_result", data={"text/plain": "'<b>'"}), "<pre>&#x27;&lt;b&gt;&#x27;</pre>"),
        (new_output("display_data", data={"text/plain": "words", "text/html": "<b>7</b>"}), "<b>7</b>"),
        (
            new_output("display_data", data={"text/plain": "two <axes>", "image/png": "iVBO\nRw0=\n"}),
            '<img alt="two &lt;axes&gt;" src="data:image/png;base64,iVBORw0=">',
        ),
    ],
    ids=["print", "value", "html", "picture"],
)
def test_an_output_becomes_html(output, html):
    assert html_of(output) == f'<div class="segmetrics-output">{html}</div>'


@pytest.mark.parametrize(
    "output",
    [
        new_output("error", ename="ValueError", evalue="no cup", traceback=[]),
        new_output("stream", name="stderr", text="no cup"),
    ],
    ids=["error", "stderr"],
)
def test_a_page_shows_no_errors(output):
    with pytest.raises(ValueError, match="a page shows no errors: no cup"):
        html_of(output)


def test_a_widget_is_its_still_picture_and_its_state_which_no_text_can_end():
    html = html_of(shown(question(key="ring")))
    assert '<div data-widget="predict_first" data-asks="ring" aria-busy="true"><p><strong>Predict first:' in html
    assert html.count("</script>") == 1
    state = json.loads(html.split('<script type="application/json">')[1].split("</script>")[0])
    assert state == question(key="ring").to_state()["state"]
    assert "data-asks" not in html_of(shown(question()))


def test_what_answers_a_guess_is_folded_as_long_as_no_script_runs():
    html = '<details data-answers="ring"><summary>Guess first, then open the answer</summary><p>7</p></details>'
    assert answers_html("ring", "<p>7</p>") == html


def test_the_widgets_among_outputs_are_named():
    outputs = [new_output("stream", text="7"), shown(question()), new_output("display_data", data={"text/plain": "7"})]
    assert widgets_in(outputs) == {"predict_first"}


def test_the_script_holds_what_its_page_needs_and_nothing_else():
    alone, both = (script_for(names) for names in ({"predict_first"}, {"predict_first", "matrix_explorer"}))
    assert len(alone) < len(both)
    assert "known.matrix_explorer" in both
    assert "known.matrix_explorer" not in alone
    assert "</script" not in both


def test_the_script_is_a_classic_one_that_can_be_read():
    node = shutil.which("node")
    script = script_for({"predict_first", "split_explorer"})
    assert not any(line.startswith(("import ", "export ")) for line in script.splitlines())
    if node:
        command = [node, "--check", "--input-type=commonjs", "-"]
        assert subprocess.run(command, input=script, text=True, check=False).returncode == 0


def test_a_widget_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match=r"there is no widget 'glass_bead'; there are .*fit_explorer"):
        script_for({"glass_bead"})
