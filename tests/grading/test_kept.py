"""The store of results, the secret of a class, and how often a learner may be told of hidden cases."""

import json
import re
import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from segmetrics_lab.grading.judged import BOXED, Judged, Result
from segmetrics_lab.grading.kept import (
    JUDGING_PARTS,
    Kept,
    KeptError,
    answer_in,
    digest_of,
    secret_of,
    version_of_checks,
)
from segmetrics_lab.grading.view import PACKAGE

GRADING = PACKAGE / "grading"
RESULT = Result("ex03.iou", "IoU", 1, 1, "correct", "right")
SAME = {"learner": "ada", "assignment": "ex03", "secret": b"s" * 32, "hidden": b"", "version": "1"}


def judged(learner="ada", data=b"{}", **more):
    digest = digest_of(data, **SAME | {"learner": learner} | more)
    return Judged("ex03", learner, digest, BOXED, (RESULT,))


def test_what_was_kept_is_found_by_its_digest_and_nothing_else(tmp_path):
    kept = Kept(tmp_path)
    kept.keep(judged())
    assert kept.get("ada", judged().digest) == judged()
    assert kept.get("ben", judged().digest) is None
    assert kept.get("ada", judged(data=b"{ }").digest) is None


def test_nothing_is_there_before_something_was_kept(tmp_path):
    kept = Kept(tmp_path / "judged")
    assert (kept.get("ada", judged().digest), kept.all("ex03"), kept.recorded("ex03")) == (None, (), ())


@pytest.mark.parametrize(
    "other",
    [{"learner": "ben"}, {"assignment": "ex04"}, {"secret": b"t" * 32}, {"hidden": b"CASES = {}"}, {"version": "2"}],
)
def test_a_digest_differs_wherever_something_does_that_the_result_depends_on(other):
    first, second = digest_of(b"{}", **SAME), digest_of(b"{}", **SAME | other)
    assert first != second
    assert answer_in(first) == answer_in(second)


def test_another_submission_has_another_digest_in_both_halves():
    first, second = digest_of(b"{}", **SAME), digest_of(b"{ }", **SAME)
    assert answer_in(first) != answer_in(second)
    assert first[24:] != second[24:]


def test_the_version_of_the_checks_is_that_of_the_installed_ones():
    assert digest_of(b"", **SAME | {"version": None}) == digest_of(b"", **SAME | {"version": version_of_checks()})


def test_the_version_is_of_all_code_that_judges_and_of_no_page():
    found = {"judging"}
    while more := {name for each in found for name in imported_by(GRADING / f"{each}.py")} - found:
        found |= more
    parts = {name.removeprefix("grading/").removesuffix(".py") for name in JUDGING_PARTS if name.startswith("grading")}
    assert found - {"own_folders"} == parts


def imported_by(path):
    """The modules of grading that a module imports; those of the box count as one."""
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return set(re.findall(r"^from segmetrics_lab\.grading\.(\w+)", text, re.MULTILINE))


def test_a_damaged_file_is_judged_anew_and_then_replaced(tmp_path):
    kept = Kept(tmp_path)
    kept.keep(judged())
    path = next((tmp_path / "ex03").iterdir())
    path.write_text("", encoding="utf-8")
    assert kept.get("ada", judged().digest) is None
    with pytest.raises(KeptError, match="is damaged"):
        kept.all("ex03")
    kept.keep(judged())
    assert kept.all("ex03") == (judged(),)


def test_a_file_under_the_name_of_another_learner_counts_for_nobody(tmp_path):
    kept = Kept(tmp_path)
    kept.keep(judged())
    path = next((tmp_path / "ex03").iterdir())
    path.rename(path.with_name(path.name.replace("ada", "ben")))
    assert kept.get("ben", judged().digest) is None


def test_a_learner_with_a_very_long_name_is_kept_too(tmp_path):
    kept = Kept(tmp_path)
    long = judged("ü" * 120)
    kept.keep(long)
    assert kept.get(long.learner, long.digest) == long


def test_all_that_was_ever_judged_is_kept_and_what_is_recorded_is_one_for_each_learner(tmp_path):
    kept = Kept(tmp_path)
    old, new, ben = judged(version="1"), judged(version="2"), judged("ben")
    for one in (old, new, ben):
        kept.keep(one)
    kept.note_recorded("ex03", [ben, old])
    assert kept.recorded("ex03") == (old, ben)
    kept.note_recorded("ex03", [new])
    assert kept.recorded("ex03") == (new, ben)
    assert len(kept.all("ex03")) == 3


def test_a_recorded_result_that_is_gone_is_said(tmp_path):
    kept = Kept(tmp_path)
    kept.note_recorded("ex03", [judged()])
    with pytest.raises(KeptError, match="the results of ada are gone: grade it again"):
        kept.recorded("ex03")


def test_a_learner_is_told_of_hidden_cases_as_often_as_the_lecturer_allows(tmp_path):
    kept = Kept(tmp_path)
    submissions = [judged(data=text) for text in (b"1", b"2", b"3")]
    assert [kept.may_be_told(one, 2) for one in submissions] == [True, True, False]
    assert [kept.may_be_told(one, 2) for one in submissions] == [True, True, False]
    assert kept.may_be_told(judged("ben", data=b"1"), 2)
    assert kept.may_be_told(submissions[2], None)


def test_the_same_submission_judged_by_other_cases_is_no_further_telling(tmp_path):
    kept = Kept(tmp_path)
    assert kept.may_be_told(judged(version="1"), 1)
    assert kept.may_be_told(judged(version="2"), 1)
    assert not kept.may_be_told(judged(data=b"another"), 1)


def test_a_limit_of_none_at_all_tells_nobody(tmp_path):
    assert not Kept(tmp_path).may_be_told(judged(), 0)


def test_a_damaged_table_says_which_file_to_remove(tmp_path):
    (tmp_path / "ex03").mkdir()
    (tmp_path / "ex03" / "recorded.json").write_text("{", encoding="utf-8")
    with pytest.raises(KeptError, match=r"recorded\.json is damaged .* remove it, and grade ex03 again"):
        Kept(tmp_path).recorded("ex03")


def test_a_secret_is_made_once_for_its_owner_only(tmp_path):
    first = secret_of(tmp_path)
    path = tmp_path / "secret.txt"
    assert len(first) == 32
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert secret_of(tmp_path) == first
    assert [entry.name for entry in tmp_path.iterdir()] == ["secret.txt"]


def test_several_who_ask_for_a_secret_at_once_get_the_same(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        secrets = set(pool.map(secret_of, [tmp_path] * 8))
    assert len(secrets) == 1


def test_a_secret_that_is_gone_is_not_replaced_as_long_as_there_are_results_by_it(tmp_path):
    kept = tmp_path / "judged" / "ex03" / f"ada-{'0' * 48}.json"
    kept.parent.mkdir(parents=True)
    kept.write_text("{}")
    with pytest.raises(KeptError, match=r"secret\.txt is gone, and with it the hidden cases of earlier grades"):
        secret_of(tmp_path)
    kept.unlink()
    assert len(secret_of(tmp_path)) == 32


@pytest.mark.parametrize("text", ["", "no secret", "ab12"])
def test_a_secret_that_is_none_is_refused_and_not_written_over(tmp_path, text):
    (tmp_path / "secret.txt").write_text(text, encoding="utf-8")
    with pytest.raises(KeptError, match="holds no secret"):
        secret_of(tmp_path)
    assert (tmp_path / "secret.txt").read_text(encoding="utf-8") == text


def test_a_kept_file_is_plain_json(tmp_path):
    Kept(tmp_path).keep(replace(judged(), learner="Núñez"))
    path = next((tmp_path / "ex03").iterdir())
    assert json.loads(path.read_text(encoding="utf-8"))["learner"] == "Núñez"
