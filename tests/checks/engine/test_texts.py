"""The texts of a set are read by the names of its questions, in their order."""

import json

from segmetrics_lab.checks.engine.texts import Option, QuestionText, read_texts


def test_a_text_is_read_with_what_it_says(tmp_path):
    yes = {"words": "Yes", "why": "It is.", "is_right": True, "betrays": None}
    no = {"words": "No", "why": "It is not.", "is_right": False, "betrays": "X1"}
    said = {
        "sum": {
            "title": "1 · Sum",
            "starter": "x = ...",
            "answers": ["x"],
            "options": {},
            "hints": ["Add."],
            "solution": "x = 2",
            "points": 0,
        },
        "half": {"title": "2 · Half", "answers": [], "options": {"a": yes, "b": no}, "hints": [], "points": 2},
    }
    (tmp_path / "ex99.json").write_text(json.dumps(said))
    texts = read_texts(tmp_path / "ex99.json")
    assert list(texts) == ["sum", "half"]
    assert texts["sum"] == QuestionText("1 · Sum", "x = ...", ("x",), {}, ("Add.",), "x = 2", 0)
    options = {"a": Option("Yes", "It is.", is_right=True), "b": Option("No", "It is not.", betrays="X1")}
    assert texts["half"] == QuestionText("2 · Half", "", (), options, (), None, 2)
