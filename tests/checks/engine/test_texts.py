"""The texts of a set are read by the names of its questions, in their order."""

import json

from segmetrics_lab.checks.engine.texts import QuestionText, read_texts


def test_a_text_is_read_with_what_it_says(tmp_path):
    said = {
        "sum": {"title": "1 · Sum", "starter": "x = ...", "hints": ["Add."], "solution": "x = 2", "points": 0},
        "half": {"title": "2 · Half", "options": {"a": "Yes", "b": "No"}, "hints": [], "points": 2},
    }
    (tmp_path / "ex99.json").write_text(json.dumps(said))
    texts = read_texts(tmp_path / "ex99.json")
    assert list(texts) == ["sum", "half"]
    assert texts["sum"] == QuestionText("1 · Sum", "x = ...", {}, ("Add.",), "x = 2", 0)
    assert texts["half"] == QuestionText("2 · Half", "", {"a": "Yes", "b": "No"}, (), None, 2)
