"""Marks by hand: read as a spreadsheet saves them, completed without a change, and bad ones listed with their line."""

import pytest

from segmetrics_lab.grading.marks import Mark, MarksError, complete_marks, read_marks

MOST = {"capstone.letter": 4}
ADA, BEN, CLEO = (("Ada-1", "capstone.letter"), ("Ben-2", "capstone.letter"), ("Cleo-3", "capstone.letter"))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "marks_by_hand.csv"


def test_the_first_run_makes_the_file_and_the_second_adds_only_who_is_new(path):
    assert complete_marks(path, [ADA, BEN], MOST) == 2
    assert path.read_text() == "learner,question,mark,remark\nAda-1,capstone.letter,,\nBen-2,capstone.letter,,\n"
    assert complete_marks(path, [ADA, BEN, CLEO], MOST) == 1
    assert path.read_text().endswith("Ben-2,capstone.letter,,\nCleo-3,capstone.letter,,\n")
    assert complete_marks(path, [ADA], MOST) == 0


def test_what_a_spreadsheet_saved_is_kept_byte_for_byte_and_completed_in_its_own_way(path):
    saved = (
        b"\xef\xbb\xbfquestion;learner;remark;mark;mine\r\n"
        b'capstone.letter;Ada-1;"clear; and short";2,5;x\r\nex99.essay;Ada-1;;9;'
    )
    path.write_bytes(saved)
    assert complete_marks(path, [ADA, BEN], MOST) == 1
    assert path.read_bytes() == saved + b"\r\ncapstone.letter;Ben-2;;;\r\n"
    assert read_marks(path, MOST).given == {ADA: Mark(2.5, "clear; and short")}
    assert read_marks(path, MOST).faults == ()


def test_a_line_without_a_mark_waits_and_no_file_holds_no_mark(path):
    assert (read_marks(path, MOST).given, read_marks(path, MOST).listed) == ({}, frozenset())
    complete_marks(path, [ADA], MOST)
    assert (read_marks(path, MOST).given, read_marks(path, MOST).listed) == ({}, {ADA})


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("Ada-1,capstone.letter,4.5,", "line 2: the mark 4.5 is over the maximum of 4."),
        ("Ada-1,capstone.letter,good,", "line 2: the mark 'good' is no number."),
        ("Ada-1,capstone.letter,-1,", "line 2: the mark -1 is no number from 0 to 4."),
        ("Ada-1,capstone.letter,nan,", "line 2: the mark nan is no number from 0 to 4."),
        (
            "Ada-1,capstone.letter,1,\nAda-1,capstone.leter,4,",
            "line 3: 'capstone.leter' is no question that is marked by hand; that is capstone.letter.",
        ),
        (
            "Ada-1,capstone.letter,2,5,very good",
            "line 2: it has more cells than columns: a mark with a comma must stand",
        ),
        (
            "Ben-2,capstone.letter,1,\nAda-1,capstone.letter,1,\nBen-2,capstone.letter,2,",
            "line 4: Ben-2 has an earlier",
        ),
    ],
)
def test_a_bad_mark_does_not_count_and_is_listed_with_its_line(path, line, fault):
    path.write_text(f"learner,question,mark,remark\n{line}\n")
    marks = read_marks(path, MOST)
    assert len(marks.faults) == 1
    assert fault in marks.faults[0]
    assert ADA not in marks.given or marks.given[ADA] == Mark(1)
    assert ADA in marks.listed


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"name,points\nAda-1,3\n", "has no column learner, question, mark, remark"),
        ("learner,question,mark,remark\n".encode("utf-16"), "is no text in UTF-8"),
        (b"", "has no column learner"),
    ],
)
def test_a_file_that_cannot_be_read_is_left_as_it_is(path, content, reason):
    path.write_bytes(content)
    with pytest.raises(MarksError, match=reason):
        complete_marks(path, [ADA], MOST)
    assert path.read_bytes() == content
