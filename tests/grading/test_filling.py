"""A lecturer's own export, filled: only the cells that change differ, and whatever is in doubt is refused."""

import csv
import io

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from segmetrics_lab.grading.csv_cells import ExportError, neutral, read_cells
from segmetrics_lab.grading.filling import Change, Grade, fill

MOODLE = (
    '\ufeffIdentifier,"Full name","Email address",Status,Grade,"Maximum Grade","Grade can be changed",'
    '"Last modified (submission)","Last modified (grade)","Feedback comments"\r\n'
    '"Participant 11","Lovelace, Ada",ada@uni.example,Submitted,,9.00,Yes,-,-,\r\n'
    '"Participant 12","O""Neil, ""Bo""",bo@uni.example,Submitted,3.00,9.00,Yes,"Sunday, 1 March 2026",-,'
    '"two\nlines"\r\n'
    '"Participant 13",Zoë,z@uni.example,No submission,,9.00,Yes,-,-,""\r\n'
).encode()
GERMAN = (
    "ID;Vollständiger Name;Status;Bewertung;Bestwertung;Bewertung kann geändert werden;"
    "Zuletzt geändert (Abgabe);Zuletzt geändert (Bewertung);Kommentar\n"
    "Teilnehmer/in11;Ada;Abgegeben;;9,00;Ja;-;-;\n"
    "Teilnehmer/in12;Bo;Abgegeben;4,50;9,00;Ja;-;-;\n"
).encode("cp1252")
CANVAS = (
    b"Student,ID,SIS User ID,SIS Login ID,Section,Exercise 3 (4711),Exercise 4 (4712),Notes (1),Final Score\n"
    b",,,,,Manual Posting,,,\n"
    b"    Points Possible,,,,,9.00,5.00,(read only),(read only)\n"
    b'"Lovelace, Ada",501,u1,ada@uni.example,S1,,,,88.00\n'
    b'"O\'Neil, Bo",502,u2,bo@uni.example,S1,EX,,,\n'
    b'"Student, Test",777,,abc,S1,1.00,,,\n'
)
BLACKBOARD = (
    '"Last Name"\t"First Name"\t"Username"\t"Student ID"\t"Last Access"\t"Exercise 3 [Total Pts: 9 Score] |8123"\r\n'
    '"Lovelace"\t"Ada"\t"ada"\t"s1"\t"2026-11-29 10:00:00"\t"Needs Grading"\r\n'
    '"Neil"\t"Bo"\t"bo"\t"s2"\t""\t"4.00"\r\n'
    '"PreviewUser"\t"Me"\t"me_previewuser"\t""\t""\t""\r\n'
)
EXERCISE_3 = {"column": "Exercise 3"}


def grade(points, feedback="", **known):
    """A grade of nine points."""
    return Grade(points, 9, feedback, **known)


# Moodle


def test_a_worksheet_of_moodle_gets_mark_and_feedback_and_keeps_every_other_byte():
    filled = fill(MOODLE, {"Ada-11": grade(7.5, 'well "done",\nreally', number="11")})
    expected = MOODLE.replace(
        b",Submitted,,9.00,Yes,-,-,\r\n", b',Submitted,7.5,9.00,Yes,-,-,"well ""done"",\nreally"\r\n'
    )
    assert filled.data == expected
    assert filled.changed == (
        Change(2, "Ada-11", "Grade", "", "7.5"),
        Change(2, "Ada-11", "Feedback comments", "", 'well "done",\nreally'),
    )
    assert (filled.platform, filled.column, filled.feedback_column) == ("Moodle", "Grade", "Feedback comments")


def test_rows_and_learners_without_a_partner_are_listed_on_both_sides():
    filled = fill(MOODLE, {"Ada-11": grade(9, number="11"), "Gone-99": grade(1, number="99")})
    assert filled.without_grade == ('row 3: O"Neil, "Bo" (Participant 12)', "row 4: Zoë (Participant 13)")
    assert filled.without_row == ("Gone-99",)


def test_a_worksheet_in_german_with_decimal_commas_and_an_old_encoding_is_filled_in_its_own_way():
    filled = fill(GERMAN, {"Ada-11": grade(7.25, "schön", number="11")})
    assert filled.data == GERMAN.replace(
        b"Abgegeben;;9,00;Ja;-;-;\n", "Abgegeben;7,25;9,00;Ja;-;-;schön\n".encode("cp1252")
    )


def test_the_grade_is_found_whatever_the_headings_are_called_and_without_decimals():
    head = "識別子,氏名,評点,最大評点,変更可,最終更新（評点）,コメント\n"
    worksheet = f"{head}参加者 3,Ada,,9,はい,-,\n参加者 4,Bo,2,9,はい,-,\n".encode()
    filled = fill(worksheet, {"x": grade(4, "良い", number="3")})
    assert filled.data == worksheet.replace("Ada,,9,はい,-,".encode(), "Ada,4,9,はい,-,良い".encode())


def test_the_columns_of_a_marking_workflow_and_of_outcomes_stay_as_they_are():
    worksheet = (
        b"Identifier,Full name,Grade,Maximum grade,Marking workflow state,Grade can be changed,"
        b"Last modified (submission),Online text,Last modified (grade),Feedback comments,Outcomes\n"
        b"Participant 3,Ada,,9.00,Not marked,Yes,-,,-,,Some: good\n"
    )
    filled = fill(worksheet, {"x": grade(4, "yes", number="3")})
    assert filled.data == worksheet.replace(b"Ada,,", b"Ada,4,").replace(b"-,,Some", b"-,yes,Some")


@pytest.mark.parametrize("modified", ["-", '"Sunday, 1 March 2026, 10:00"'])
@pytest.mark.parametrize("heading", ["Last modified (grade)", "Changed"])
def test_a_worksheet_without_a_column_of_feedback_gets_the_mark_alone(heading, modified):
    worksheet = f"Identifier,Full name,Grade,Max,{heading}\nParticipant 3,Ada,,9.00,{modified}\n".encode()
    filled = fill(worksheet, {"x": grade(4, "yes", number="3")})
    assert filled.data == worksheet.replace(b"Ada,,", b"Ada,4,")
    assert filled.feedback_column == ""


def test_learners_of_a_folder_are_found_by_login_mail_or_name_in_any_order():
    grades = {"z": grade(1), "Ada-Lovelace": grade(2), "third": grade(4, shown="BO@uni.example")}
    assert [change.after for change in fill(MOODLE, grades).changed] == ["2", "4", "1"]


def test_a_learner_with_a_number_is_never_found_by_a_name():
    assert fill(MOODLE, {"zoë-99": grade(1, number="99", shown="Zoë")}).without_row == ("zoë-99",)


def test_a_worksheet_with_a_scale_of_words_is_refused():
    worksheet = b'Identifier,Full name,Grade,Scale,Last modified (grade)\nParticipant 3,Ada,,"bad\ngood",-\n'
    with pytest.raises(ExportError, match=r"0 columns .* words of a scale, set its grade to points"):
        fill(worksheet, {"x": grade(4, number="3")})
    with pytest.raises(ExportError, match="does not say how many points 'Grade' gives"):
        fill(worksheet, {"x": grade(4, number="3")}, column="Grade")


def test_a_worksheet_that_hides_the_names_is_filled_by_number():
    worksheet = b"Identifier,Status,Grade,Maximum grade,Last modified (grade)\nParticipant 3,Submitted,,1,-\n"
    filled = fill(worksheet, {"x": Grade(0.5, 1, number="3")})
    assert filled.data == worksheet.replace(b"Submitted,,", b"Submitted,0.5,")


def test_two_columns_that_may_be_the_grade_are_refused_until_one_is_named():
    worksheet = b"Identifier,Name,Grade,Maximum,Group,Changed (grade)\nParticipant 3,Ada,,9.00,1,-\n"
    with pytest.raises(ExportError, match=r"2 columns .*--column: 'Identifier', 'Name', 'Grade', 'Maximum', 'Group'"):
        fill(worksheet, {"x": grade(4, number="3")})
    filled = fill(worksheet, {"x": grade(4, number="3")}, column="Grade")
    assert filled.data == worksheet.replace(b"Ada,,", b"Ada,4,")


# Canvas


def test_a_gradebook_of_canvas_is_filled_in_the_named_column_alone():
    filled = fill(CANVAS, {"lovelaceada-501": grade(8.25, "not here", number="501")}, **EXERCISE_3)
    assert filled.data == CANVAS.replace(b"S1,,,,88", b"S1,8.25,,,88")
    assert filled.without_grade == ("row 5: O'Neil, Bo (502)",)


@pytest.mark.parametrize("known", [{"number": "501"}, {"shown": "U1"}, {"shown": "ada"}, {"shown": "ada lovelace"}])
def test_canvas_knows_a_learner_by_id_sis_id_login_and_name(known):
    assert fill(CANVAS, {"x": grade(9, **known)}, **EXERCISE_3).data == CANVAS.replace(b"S1,,,,88", b"S1,9,,,88")


def test_an_excused_learner_stays_excused():
    filled = fill(CANVAS, {"x": grade(9, number="502")}, **EXERCISE_3)
    assert (filled.data, filled.left) == (CANVAS, ("row 5: O'Neil, Bo (502), excused (EX)",))


@pytest.mark.parametrize("known", [{"number": "777"}, {"shown": "Test Student"}, {"shown": "abc"}])
def test_the_test_student_of_canvas_is_left_alone(known):
    filled = fill(CANVAS, {"x": grade(9, **known)}, **EXERCISE_3)
    assert (filled.data, filled.without_row) == (CANVAS, ("x",))


@pytest.mark.parametrize("column", ["Exercise 3", "exercise 3", " Exercise 3 (4711) "])
def test_a_column_is_named_with_or_without_its_id(column):
    assert fill(CANVAS, {}, column=column).column == "Exercise 3 (4711)"


@pytest.mark.parametrize(
    ("column", "words"),
    [(None, "2 columns hold marks"), ("Exercise", "0 columns are called 'Exercise'"), ("Notes", "0 columns")],
)
def test_a_column_that_cannot_be_told_is_refused_with_the_ones_there_are(column, words):
    with pytest.raises(ExportError, match=rf"{words}.*: 'Exercise 3 \(4711\)', 'Exercise 4 \(4712\)'\."):
        fill(CANVAS, {}, column=column)


def test_a_gradebook_with_first_and_last_names_and_decimal_commas_is_filled():
    head = "\ufeffLastName;FirstName;ID;SIS Login ID;Section;Ex (1)\n    Points Possible;;;;;9,00\n"
    export = f"{head}Lovelace;Ada;501;ada;S;8,50\n".encode()
    assert fill(export, {"x": grade(8.75, shown="Ada Lovelace")}).data == export.replace(b"8,50", b"8,75")


# Blackboard


@pytest.mark.parametrize(
    "raw",
    [
        BLACKBOARD.encode("utf-16"),
        b"\xfe\xff" + BLACKBOARD.encode("utf-16-be"),
        BLACKBOARD.encode("utf-16-le"),
        BLACKBOARD.encode("utf-16-be"),
        BLACKBOARD.encode(),
        b"\xef\xbb\xbf" + BLACKBOARD.replace("\t", ",").encode(),
    ],
    ids=["UTF-16 LE", "UTF-16 BE", "LE without a mark", "BE without a mark", "UTF-8", "UTF-8 with a mark and commas"],
)
def test_a_grade_centre_of_blackboard_is_filled_in_every_encoding(raw):
    filled = fill(raw, {"ada": grade(8.5, number="ada"), "bo": grade(4, shown="s2")})
    encoding = read_cells(raw).encoding
    assert filled.data == raw.replace("Needs Grading".encode(encoding), "8.5".encode(encoding))
    assert filled.without_grade == ()


def test_a_last_name_or_a_date_alone_is_nobodys_login():
    grades = {"Lovelace": grade(9), "x": grade(9, shown="2026-11-29 10:00:00")}
    assert fill(BLACKBOARD.encode(), grades).without_row == ("Lovelace", "x")


def test_a_column_of_blackboard_that_shows_per_cent_is_refused():
    export = BLACKBOARD.replace("9 Score", "9 Percentage").encode()
    with pytest.raises(ExportError, match="set its primary display to Score"):
        fill(export, {})


# Whatever is in doubt


def test_a_mark_goes_down_only_where_that_is_asked_for():
    grades = {"bo": grade(2.5, number="12"), "ada": grade(1, number="11")}
    with pytest.raises(
        ExportError, match=r"go down.*--lower: row 3: O\"Neil, \"Bo\" \(Participant 12\), from 3.00 to 2.5\."
    ):
        fill(MOODLE, grades)
    assert b"Submitted,2.5,9.00" in fill(MOODLE, grades, lower=True).data


@pytest.mark.parametrize(
    ("export", "grades", "words"),
    [
        (CANVAS, {"a": grade(1, shown="ada"), "b": grade(2, shown="u1")}, r"row 4: Lovelace, Ada \(501\) fits a, b"),
        (CANVAS, {"a": grade(1, number="501"), "b": grade(2, number="501")}, r"row 4: Lovelace, Ada \(501\) fits a, b"),
        (
            CANVAS.replace(b"502", b"501"),
            {"a": grade(1, number="501")},
            r"a fits row 4: Lovelace, Ada \(501\), row 5: O'Neil, Bo",
        ),
        (CANVAS.replace(b'"O\'Neil, Bo"', b"Ada Lovelace"), {"Ada-Lovelace": grade(1)}, "Ada-Lovelace fits row 4"),
    ],
    ids=["two by login", "two by number", "one number twice", "one name twice"],
)
def test_a_row_for_two_learners_and_two_rows_for_one_are_refused(export, grades, words):
    with pytest.raises(ExportError, match=f"who is who.*{words}"):
        fill(export, grades, **EXERCISE_3)


def test_a_login_counts_more_than_a_name():
    export = CANVAS.replace(b'"O\'Neil, Bo"', b"ada")
    assert [change.row for change in fill(export, {"ada": grade(9)}, **EXERCISE_3).changed] == [4]


def test_another_maximum_is_refused_with_what_to_do():
    grades = {"a": Grade(3, 4, number="501")}
    with pytest.raises(ExportError, match=r"'Exercise 3 \(4711\)' differs: 9 there, 4 here. Set the one on Canvas"):
        fill(CANVAS, grades, **EXERCISE_3)


def test_a_maximum_that_is_not_said_is_refused():
    export = CANVAS.replace(b"9.00,5.00", b",5.00")
    with pytest.raises(ExportError, match=r"how many points.*set them on Canvas.*row 4: Lovelace, Ada"):
        fill(export, {"a": grade(3, number="501")}, **EXERCISE_3)


@pytest.mark.parametrize("points", [-0.5, 9.5, float("nan"), float("inf")])
def test_points_beyond_what_can_be_earned_are_refused(points):
    with pytest.raises(ExportError, match=f"points lie between 0 and .*: a, {points} of 9"):
        fill(CANVAS, {"a": grade(points, number="501")}, **EXERCISE_3)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "its columns are none"),
        (b"name,points\nada,3\n", "its columns are 'name', 'points'. Known are Moodle's"),
        (b"Identifier,Full name,Grade\n", "no export that is known"),
        (b"Participant,Name\nParticipant 1,Ada\nTeilnehmer 2,Bo\n", "no export that is known"),
        (b"PK\x03\x04workbook", "an Excel workbook"),
        (MOODLE.replace(b"ada@", b"a\x00da@"), "zero bytes"),
        (b"\xef\xbb\xbf\xff", "neither UTF-8"),
        (b"a,b\x81\n", "neither UTF-8"),
        (CANVAS.replace(b",S1,", b',"S"1,'), "two different tables"),
        (CANVAS + b'"never closed', "two different tables"),
        (CANVAS.replace(b"u1", b"u" * 200_000), "csv module cannot read"),
        (b"Student,ID,Exercise 3 (1)\nPoints Possible,,9\nAda,501\n", "fewer cells than the header"),
        (CANVAS.replace(b"S1,,,,88", b"S1"), "fewer cells than the header"),
        (CANVAS.replace(b"S1,,,,88", b'S1,"8,5",,,88'), "decimal points and decimal commas"),
        (b" " * 50_000_001, "at most 50,000,000"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_export_without_doubt_is_refused(raw, words):
    with pytest.raises(ExportError, match=words):
        fill(raw, {"a": grade(9, number="501")}, **EXERCISE_3)


def test_a_mark_that_is_a_word_is_left_and_listed():
    export = CANVAS.replace(b"S1,,,,88", b"S1,B+,,,88")
    filled = fill(export, {"a": grade(9, number="501")}, **EXERCISE_3)
    assert filled.left == ("row 4: Lovelace, Ada (501), 'B+' stands there, which is no mark in points",)
    assert filled.data == export


def test_feedback_in_signs_that_the_file_lacks_is_refused():
    with pytest.raises(ExportError, match=r"Windows-1252, which has no '\\u2265'; export it as UTF-8"):
        fill(GERMAN, {"a": grade(9, "≥", number="11")})


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "\n=1"])
def test_feedback_that_a_spreadsheet_takes_for_a_formula_is_neutralised(text):
    filled = fill(MOODLE, {"a": grade(9, text, number="11")})
    assert (
        next(csv.reader(io.StringIO(filled.data.decode("utf-8-sig").split("\r\n", 1)[1], newline="")))[-1] == "'" + text
    )


def test_other_texts_stay_as_they_are():
    assert [neutral(text) for text in ("", "2 - 1 = 1", "a\n=b")] == ["", "2 - 1 = 1", "a\n=b"]


# Whatever stands in the file

TEXTS = st.lists(st.sampled_from([*";,\t\"'\n =-é≥Ωa1 ", "\r\n"]), max_size=8).map("".join)
QUOTED = st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL, csv.QUOTE_NONNUMERIC])
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16"])
POINTS = st.integers(0, 900).map(lambda hundredths: hundredths / 100)


@st.composite
def worksheets(draw):
    """A worksheet of Moodle with anything in its cells, and the places of mark and feedback of each row."""
    comma = draw(st.booleans())
    rows = [["Identifier", draw(TEXTS), "Grade", "Maximum", draw(TEXTS), "Changed (grade)", "Feedback"]]
    for number in range(1, draw(st.integers(2, 5))):
        mark = draw(st.sampled_from(["", "1.50", "9", "0"]))
        row = [f"Participant {number}", draw(TEXTS), mark, "9.00", draw(TEXTS), "-", draw(TEXTS)]
        rows.append([cell.replace(".", ",") if comma and at in (2, 3) else cell for at, cell in enumerate(row)])
    text = io.StringIO(newline="")
    ending = draw(st.sampled_from(["\n", "\r\n"]))
    csv.writer(text, delimiter=draw(st.sampled_from(",;\t")), quoting=draw(QUOTED), lineterminator=ending).writerows(
        rows
    )
    return text.getvalue().encode(draw(ENCODINGS))


@given(worksheets(), st.dictionaries(st.integers(1, 5), st.tuples(POINTS, TEXTS)))
@settings(max_examples=150, deadline=None)
def test_only_the_cells_that_are_listed_differ_and_a_second_time_changes_nothing(raw, given_points):
    grades = {f"l{number}": grade(points, text, number=str(number)) for number, (points, text) in given_points.items()}
    filled = fill(raw, grades, column="Grade", lower=True)
    before, after = read_cells(raw), read_cells(filled.data)
    expected = before.table()
    for change in filled.changed:
        at = expected[0].index(change.column)
        assert expected[change.row - 1][at] == change.before != change.after
        expected[change.row - 1][at] = change.after
    assert after.table() == expected
    assert _around(before, filled) == _around(after, filled)
    assert (after.mark, after.encoding) == (before.mark, before.encoding)
    again = fill(filled.data, grades, column="Grade")
    assert (again.data, again.changed) == (filled.data, ())


def _around(cells, filled):
    """The text of a file without the cells that changed."""
    changed = {(change.row - 1, cells.table()[0].index(change.column)) for change in filled.changed}
    places = [cells.places[row][column] for row, column in sorted(changed)]
    starts, ends = [0, *(end for _, end in places)], [*(start for start, _ in places), len(cells.text)]
    return [cells.text[start:end] for start, end in zip(starts, ends, strict=True)]


@given(st.text(st.sampled_from(list('";,\t\n\r a1é')), max_size=40))
@settings(max_examples=300, deadline=None)
def test_a_text_is_read_as_the_csv_module_reads_it_or_refused_and_comes_back_byte_for_byte(text):
    try:
        cells = read_cells(text.encode())
    except ExportError:
        assume(False)
    assert cells.table() == list(csv.reader(io.StringIO(text, newline=""), delimiter=cells.delimiter))
    assert cells.changed({}) == text.encode()


@given(worksheets(), st.text(max_size=20))
@settings(max_examples=60, deadline=None)
def test_any_feedback_comes_back_from_the_file_as_it_was_written(raw, text):
    assume("\0" not in text)
    filled = fill(raw, {"l1": grade(9, text, number="1")}, column="Grade")
    if text:
        assert read_cells(filled.data).table()[1][-1] == neutral(text)
