"""Who handed in what: every platform's names, whatever learners call their files, and nothing that leads outside."""

import os
import stat
import unicodedata
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segmetrics_lab.grading import found_files
from segmetrics_lab.grading.found_files import MOST_BYTES, SubmissionsError
from segmetrics_lab.grading.lms_names import LONGEST_NAME, by_name, fit, safe_names
from segmetrics_lab.grading.submissions import Submission, read_submissions


def handed_in(folder, *paths):
    """A folder with files, each holding its own path."""
    for path in paths:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(path, encoding="utf-8")
    return folder


def zipped(path, *names):
    """A zip with files, each holding its own name."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, name)
    return path


def learners(submissions):
    """The names of the learners' folders, and what their notebooks hold."""
    return {one.learner: one.path.read_text(encoding="utf-8") for one in submissions.accepted}


def reasons(submissions):
    """Why files were refused."""
    return {one.path: one.why for one in submissions.refused}


# Where things lie

WHEN = "2026-11-29-10-00-00"
LAYOUTS: dict[str, dict[str, tuple | None]] = {
    "nbgrader": {
        "ada/ex03/ex03.ipynb": ("ada", "ada", "", False, ""),
        "bo lee/EX03/ex03.ipynb": ("bo-lee", "bo lee", "", False, ""),
    },
    "Moodle, in folders": {
        "Ada Lovelace_11_assignsubmission_file_/ex03.ipynb": ("Ada-Lovelace-11", "Ada Lovelace", "11", False, ""),
        "Bo Lee_12_assignsubmission_file/sub/work.ipynb": ("Bo-Lee-12", "Bo Lee", "12", False, ""),
        "Bo Lee_13_assignsubmission_file/my.ipynb": ("Bo-Lee-13", "Bo Lee", "13", False, ""),
    },
    "Moodle, flat": {
        "Zoë K Núñez_77_assignsubmission_file_a_b.ipynb": ("Zoë-K-Núñez-77", "Zoë K Núñez", "77", False, ""),
    },
    "Canvas": {
        "lovelaceada_501_9001_ex03.ipynb": ("lovelaceada-501", "lovelaceada", "501", False, "9001"),
        "leebo_LATE_502_9002_my_ex_03-2.ipynb": ("leebo-502", "leebo", "502", True, "9002"),
        "李小龙_503_9003_ex03.ipynb": ("李小龙-503", "李小龙", "503", False, "9003"),
        "anon_aB3xZ_9004_ex03.ipynb": ("anonymous-aB3xZ", "anonymous", "aB3xZ", False, "9004"),
        "LATE_anon_q_9005_ex03.ipynb": ("anonymous-q", "anonymous", "q", True, "9005"),
    },
    "Blackboard": {
        f"Ex_3_ada_l_attempt_{WHEN}_ex03.ipynb": ("ada-l", "ada_l", "ada_l", False, WHEN),
        f"Ex_3_bob_l_attempt_{WHEN}_ex03.ipynb": ("bob-l", "bob_l", "bob_l", False, WHEN),
    },
    "by hand": {
        "ada.ipynb": ("ada", "ada", "", False, ""),
        "Zoë K.ipynb": ("Zoë-K", "Zoë K", "", False, ""),
    },
    "folders by hand": {
        "ada/ex03_final.ipynb": ("ada", "ada", "", False, ""),
        "bo/My Ex 03.ipynb": ("bo", "bo", "", False, ""),
    },
    "the assignment's folder": {
        "ex03/ada.ipynb": ("ada", "ada", "", False, ""),
        "ex03/bo.ipynb": ("bo", "bo", "", False, ""),
        "notes/read_me.txt": None,
    },
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("as_zip", [False, True], ids=["folder", "zip"])
def test_every_layout_is_read_from_a_folder_and_from_a_zip(tmp_path, layout, as_zip):
    files = LAYOUTS[layout]
    place = zipped(tmp_path / "all.zip", *files) if as_zip else handed_in(tmp_path / "all", *files)
    submissions = read_submissions(place, "ex03")
    found = {
        one.path.read_text(encoding="utf-8"): (one.learner, one.shown, one.number, one.late, one.attempt)
        for one in submissions.accepted
    }
    assert found == {path: one for path, one in files.items() if one}
    assert list(reasons(submissions)) == [path for path, one in files.items() if one is None]


@pytest.mark.parametrize("path", ["ex03 downloads/ada.ipynb", "all/ada/ex03.ipynb", "submitted/ada/ex03/ex03.ipynb"])
def test_a_folder_around_all_files_of_a_zip_is_passed_through(tmp_path, path):
    assert learners(read_submissions(zipped(tmp_path / "all.zip", path), "ex03")) == {"ada": path}


def test_a_folder_alone_in_a_folder_is_not_taken_for_one_around(tmp_path):
    submissions = read_submissions(handed_in(tmp_path, "ada/work.ipynb"), "ex03")
    assert (submissions.accepted, list(reasons(submissions))) == ((), ["ada/work.ipynb"])


def test_the_folder_of_a_class_is_read_where_nbgrader_keeps_submissions(tmp_path):
    handed_in(tmp_path, "submitted/ada/ex03/ex03.ipynb", "submitted/ada/ex03/timestamp.txt", "source/ex03/ex03.ipynb")
    submissions = read_submissions(tmp_path, "ex03")
    assert submissions.accepted == (Submission("ada", "ada", "", tmp_path / "submitted/ada/ex03/ex03.ipynb"),)
    assert submissions.refused == ()


def test_submissions_for_other_assignments_are_passed_over(tmp_path):
    handed_in(tmp_path, "ada/ex03/ex03.ipynb", "ada/ex04/ex04.ipynb", "ada/ex04/a.txt", "bo/ex04/ex04.ipynb")
    submissions = read_submissions(tmp_path, "ex03")
    assert (learners(submissions), submissions.refused) == ({"ada": "ada/ex03/ex03.ipynb"}, ())


def test_a_zip_is_unpacked_in_the_layout_of_nbgrader(tmp_path):
    place = zipped(tmp_path / "all.zip", "lovelaceada_501_9001_my work.ipynb")
    assert read_submissions(place, "ex03").accepted[0].path == tmp_path / "all.unpacked/lovelaceada-501/ex03/ex03.ipynb"
    inside = read_submissions(place, "ex03", unpack_in=tmp_path / "submitted").accepted[0].path
    assert inside == tmp_path / "submitted/lovelaceada-501/ex03/ex03.ipynb"
    assert [path.name for path in inside.parent.iterdir()] == ["ex03.ipynb"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("nothing", "does not exist"),
        ("empty", "no file for 'ex03'"),
        ("other", "no file for 'ex03'"),
        ("a.txt", "as a zip"),
    ],
)
def test_a_place_without_submissions_is_refused_with_what_to_give(tmp_path, name, words):
    (tmp_path / "empty").mkdir()
    handed_in(tmp_path, "a.txt", "other/ada/ex04/ex04.ipynb")
    with pytest.raises(SubmissionsError, match=f"{name}.*{words}"):
        read_submissions(tmp_path / name, "ex03")


# One notebook for each learner


@pytest.mark.parametrize(
    ("others", "counts"),
    [
        (["a_1_7_ex03.ipynb", "a_LATE_1_9_ex03-2.ipynb"], "a_1_12_ex03-1.ipynb"),
        ([f"T_a_attempt_{WHEN}_ex03.ipynb"], "T_a_attempt_2026-11-30-09-00-00_x.ipynb"),
        (["a_1_12_notes.ipynb"], "a_1_7_ex03.ipynb"),
        (["A_1_assignsubmission_file_/x.ipynb"], "A_1_assignsubmission_file_/ex03_a.ipynb"),
        (["a/ex03/ex03-copy.ipynb", "a/ex03/x.ipynb"], "a/ex03/ex03.ipynb"),
    ],
)
def test_the_newest_attempt_counts_and_of_it_the_name_that_fits_best(tmp_path, others, counts):
    submissions = read_submissions(handed_in(tmp_path, *others, counts), "ex03")
    assert list(learners(submissions).values()) == [counts]
    assert sorted(reasons(submissions)) == sorted(others)
    assert submissions.without_notebook() == ()
    for why in reasons(submissions).values():
        assert "attempt" in why or f"{counts} fits ex03 better" in why


def test_two_notebooks_of_one_learner_that_fit_alike_are_refused_with_both_names(tmp_path):
    folder = "A_1_assignsubmission_file_"
    submissions = read_submissions(handed_in(tmp_path, f"{folder}/a/x.ipynb", f"{folder}/b/x.ipynb"), "ex03")
    assert submissions.accepted == ()
    (missed,) = submissions.without_notebook()
    assert (missed.learner, missed.shown, missed.number) == ("A-1", "A", "1")
    assert f"({folder}/a/x.ipynb, {folder}/b/x.ipynb); keep one of them" in missed.why


def test_two_entries_of_one_name_in_a_zip_are_refused(tmp_path):
    with pytest.warns(UserWarning, match="Duplicate name"):
        place = zipped(tmp_path / "all.zip", "ada.ipynb", "ada.ipynb")
    submissions = read_submissions(place, "ex03")
    assert (submissions.accepted, len(submissions.refused)) == ((), 2)


def test_a_learner_without_a_notebook_is_named_with_the_reason(tmp_path):
    folder = "_assignsubmission_file_"
    handed_in(tmp_path, f"A_1{folder}/work.pdf", f"B_2{folder}/ex03.ipynb", "b.txt", "ex03 b.ipynb")
    submissions = read_submissions(tmp_path, "ex03")
    assert [one.learner for one in submissions.without_notebook()] == ["A-1"]
    assert reasons(submissions) == {
        "A_1_assignsubmission_file_/work.pdf": "is no notebook (.ipynb), and this learner has no other file",
        "b.txt": "is no notebook (.ipynb), and it cannot be told whose file it is",
        "ex03 b.ipynb": "is a notebook of which it cannot be told whose it is; name it after its learner (ada.ipynb), "
        "or after the assignment in a folder with the learner's name (ada/ex03.ipynb)",
    }


def test_what_lies_beside_a_notebook_and_what_systems_put_there_is_not_listed(tmp_path):
    handed_in(
        tmp_path,
        "A_1_assignsubmission_file_/ex03.ipynb",
        "A_1_assignsubmission_file_/picture.png",
        "A_1_assignsubmission_file_/.ipynb_checkpoints/ex03-checkpoint.ipynb",
        "__MACOSX/._ex03.ipynb",
        ".DS_Store",
    )
    assert read_submissions(tmp_path, "ex03").refused == ()


@pytest.mark.parametrize(
    ("name", "how_well"),
    [
        ("ex03.ipynb", 3),
        ("EX_03.ipynb", 3),
        ("ex03 (1).ipynb", 2),
        ("ex03_accuracy.ipynb", 2),
        ("Copy of ex03.ipynb", 1),
        ("ex031.ipynb", 0),
        ("ex030 ex3.ipynb", 0),
        ("flex03.ipynb", 0),
    ],
)
def test_a_name_fits_an_assignment_as_it_is_or_as_its_beginning_or_as_a_word_of_it(name, how_well):
    assert fit(name, "ex03") == how_well


# Names of learners


@pytest.mark.parametrize(
    ("shown", "learner"),
    [
        ("=cmd|' /C calc'!A0", "cmd-C-calc-A0"),
        ("../../etc/passwd", "etc-passwd"),
        ("..", "nobody"),
        ("a..b", "a.b"),
        ("-rf *", "rf"),
        ("$(rm) `x`; y & z", "rm-x-y-z"),
        ("Zoe\u0308", "Zoë"),
        ("हिन्दी", "हिन्दी"),
        ("a\u202eb\x1b[31m\n", "a-b-31m"),
        ("\udcff\udcfe", "nobody"),
        ("CON", "learner-CON"),
        ("ä" * 300, "ä" * (LONGEST_NAME // 2)),
    ],
)
def test_the_name_of_a_folder_is_harmless_whatever_a_learner_is_called(shown, learner):
    assert safe_names([(shown, "")]) == {(shown, ""): learner}


@given(st.lists(st.tuples(st.text(max_size=6), st.sampled_from(["", "1", "2"]))))
@settings(max_examples=200, deadline=None)
def test_no_two_learners_have_one_folder_even_where_upper_and_lower_case_are_one(called):
    names = safe_names(called)
    assert set(names) == set(called)
    assert len({unicodedata.normalize("NFKC", name).casefold() for name in names.values()}) == len(names)
    for name in names.values():
        assert name == unicodedata.normalize("NFC", name)
        assert len(name.encode()) < 200
        assert not set(name) & set("/\\ \0*?:|<>\"'$`")
        assert name.strip(".-") == name
        assert ".." not in name
    assert safe_names(reversed(called)) == names


def test_a_learner_who_takes_the_name_that_another_would_get_gets_a_third():
    names = safe_names([("Ada", ""), ("ada", "")])
    taken = names["ada", ""]
    assert len(set(safe_names([("Ada", ""), ("ada", ""), (taken, "")]).values())) == 3


def test_users_and_titles_of_blackboard_that_hold_a_line_stay_apart():
    names = [f"{head}_attempt_2026-11-29-10-00-00.txt" for head in ("HW_1_a_smith", "HW_1_b_smith", "HW_1_smith")]
    assert [name.number for name in by_name([(name,) for name in names], "ex03")] == ["a_smith", "b_smith", "smith"]


PRETENDED = [
    f"{true}{pretended}ex03.ipynb"
    for true in (
        "Ada_1_assignsubmission_file_",
        "Ada_1_assignsubmission_file_/",
        "Ada_1_8_",
        f"Ex 3_1_attempt_{WHEN}_",
        "1/ex03/",
    )
    for pretended in ("Bo_2_assignsubmission_file_", "Bo_2_9_", f"Ex 3_2_attempt_{WHEN}_")
] + [f"Ada_1_8_Ex 3_2_attempt_{WHEN}.txt"]


@pytest.mark.parametrize("path", PRETENDED)
def test_a_file_that_a_learner_calls_like_another_learners_stays_the_learners_own(path):
    (name,) = by_name([tuple(path.split("/"))], "ex03")
    assert (name.number or name.shown) == "1"
    assert name.file.startswith(("Bo_2_", "Ex 3_2_"))


@pytest.mark.parametrize("folder", ["Ada_1_assignsubmission_file_", "ada/ex03"])
@pytest.mark.parametrize("inside", ["bo/ex03/ex03.ipynb", "Bo_2_assignsubmission_file_/ex03.ipynb", "old/ex03.ipynb"])
def test_a_folder_in_a_learners_folder_is_the_learners_own_and_the_file_above_it_counts(tmp_path, folder, inside):
    submissions = read_submissions(handed_in(tmp_path, f"{folder}/ex03.ipynb", f"{folder}/{inside}"), "ex03")
    assert list(learners(submissions).values()) == [f"{folder}/ex03.ipynb"]
    assert [one.learner for one in submissions.refused] == [submissions.accepted[0].learner]


def test_a_title_and_a_user_of_blackboard_that_look_like_canvas_are_blackboards():
    names = [(f"Ex_3_{user}_attempt_{WHEN}_ex03.ipynb",) for user in (1234, 1299)]
    assert [name.number for name in by_name(names, "ex03")] == ["1234", "1299"]


def test_one_name_written_in_two_ways_is_one_learner(tmp_path):
    handed_in(tmp_path, "Zoë.ipynb", unicodedata.normalize("NFD", "Zoë.ipynb"))
    if len(list(tmp_path.iterdir())) == 1:
        return  # this file system takes them for one by itself
    submissions = read_submissions(tmp_path, "ex03")
    assert [one.learner for one in submissions.refused] == ["Zoë", "Zoë"]


# What leads outside, or is too large


@pytest.fixture
def secret(tmp_path):
    (tmp_path / "secret.ipynb").write_text("secret", encoding="utf-8")
    return tmp_path / "secret.ipynb"


def test_links_are_refused_and_never_followed(tmp_path, secret):
    place = handed_in(tmp_path / "submitted", "ada/ex03/ex03.ipynb")
    handed_in(tmp_path, "elsewhere/ex03/ex03.ipynb")
    (place / "bo/ex03").mkdir(parents=True)
    (place / "bo/ex03/ex03.ipynb").symlink_to(secret)
    (place / "cy").mkdir()
    (place / "cy/ex03").symlink_to(tmp_path / "elsewhere/ex03")
    (place / "dee").symlink_to(tmp_path / "elsewhere")
    (place / "loop").symlink_to(place)
    submissions = read_submissions(place, "ex03")
    assert list(learners(submissions)) == ["ada"]
    assert sorted(reasons(submissions)) == ["bo/ex03/ex03.ipynb", "cy/ex03", "dee", "loop"]
    assert all("is a link, and no link is followed" in why for why in reasons(submissions).values())
    assert [one.learner for one in submissions.without_notebook()] == ["bo", "cy"]


def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "ada.ipynb")
    assert "no ordinary file" in reasons(read_submissions(tmp_path, "ex03"))["ada.ipynb"]


def test_a_notebook_of_200_megabytes_is_refused_with_its_learner(tmp_path):
    with (tmp_path / "ada.ipynb").open("wb") as file:
        file.truncate(200_000_000)
    (missed,) = read_submissions(tmp_path, "ex03").without_notebook()
    assert (missed.learner, missed.why) == ("ada", "has 200 MB; a notebook has at most 20 (clear its outputs)")


def test_what_may_not_be_read_is_refused_alone(tmp_path, monkeypatch):
    handed_in(tmp_path, "ada/ex03.ipynb", "bo/ex03.ipynb", "cy/ex03.ipynb")
    scandir, access = os.scandir, os.access

    def closed_scandir(path):
        if Path(path).name == "ada":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", closed_scandir)
    monkeypatch.setattr(os, "access", lambda path, mode: "bo" not in str(path) and access(path, mode))
    submissions = read_submissions(tmp_path, "ex03")
    assert list(learners(submissions)) == ["cy"]
    assert set(reasons(submissions)) == {"ada", "bo/ex03.ipynb"}
    assert {*reasons(submissions).values()} == {"cannot be read (Permission denied); see who may read it"}


def test_a_place_that_may_not_be_read_is_refused(tmp_path, monkeypatch):
    def closed_scandir(_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", closed_scandir)
    with pytest.raises(SubmissionsError, match=r"Permission denied.*see who may read it"):
        read_submissions(tmp_path, "ex03")


def test_more_files_than_a_class_hands_in_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(found_files, "MOST_FILES", 2)
    names = ["ada.ipynb", "bo.ipynb", "cy.ipynb"]
    for place in (handed_in(tmp_path / "all", *names), zipped(tmp_path / "all.zip", *names)):
        with pytest.raises(SubmissionsError, match=r"holds more than 2 files; give the .* of one assignment"):
            read_submissions(place, "ex03")


def test_folders_without_an_end_are_refused(tmp_path):
    handed_in(tmp_path, "/".join("d" * 30) + "/ada.ipynb")
    assert list(reasons(read_submissions(tmp_path, "ex03")).values()) == [
        "is no ordinary file, or a folder that lies too deep"
    ]


def test_the_newest_attempt_counts_even_where_it_is_refused(tmp_path):
    handed_in(tmp_path, "a_1_7_ex03.ipynb")
    (tmp_path / "a_1_9_ex03-1.ipynb").symlink_to(tmp_path / "a_1_7_ex03.ipynb")
    submissions = read_submissions(tmp_path, "ex03")
    assert submissions.accepted == ()
    assert sorted(reasons(submissions)) == ["a_1_7_ex03.ipynb", "a_1_9_ex03-1.ipynb"]


@pytest.mark.parametrize("name", ["../ada.ipynb", "/ada.ipynb", "a/../../ada.ipynb", "..\\ada.ipynb", "C:\\ada.ipynb"])
def test_a_zip_that_leads_outside_writes_nothing(tmp_path, name):
    (tmp_path / "in").mkdir()
    place = zipped(tmp_path / "in/all.zip", name)
    submissions = read_submissions(place, "ex03", unpack_in=tmp_path / "in/out")
    assert submissions.accepted == ()
    assert [one.why for one in submissions.refused] == ["has a path that leads out of the zip"]
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["all.zip", "in"]


def entry(name, *, mode=0o100644, method=zipfile.ZIP_DEFLATED):
    """An entry of a zip."""
    info = zipfile.ZipInfo(name)
    info.external_attr, info.compress_type = mode << 16, method
    return info


def test_links_in_a_zip_and_what_is_packed_otherwise_are_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr(entry("ada.ipynb", mode=stat.S_IFLNK | 0o777), "/etc/passwd")
        archive.writestr(entry("bo.ipynb", method=zipfile.ZIP_LZMA), "x")
        archive.writestr(entry("cy.ipynb"), "cy")
    submissions = read_submissions(tmp_path / "all.zip", "ex03")
    assert learners(submissions) == {"cy": "cy"}
    assert "is a link" in reasons(submissions)["ada.ipynb"]
    assert "packed in a way" in reasons(submissions)["bo.ipynb"]


def test_a_zip_bomb_is_refused_by_what_it_says_and_by_what_comes_out(tmp_path):
    with zipfile.ZipFile(tmp_path / "all.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ada.ipynb", bytes(MOST_BYTES + 1))
        archive.writestr("bo.ipynb", bytes(MOST_BYTES + 1))
        archive.writestr("cy.ipynb", "cy")
    raw = bytearray((tmp_path / "all.zip").read_bytes())
    at = raw.rindex(b"PK\x01\x02", 0, raw.rindex(b"PK\x01\x02"))  # the entry of bo: say that it is small
    raw[at + 24 : at + 28] = (100).to_bytes(4, "little")
    (tmp_path / "all.zip").write_bytes(raw)
    submissions = read_submissions(tmp_path / "all.zip", "ex03")
    assert learners(submissions) == {"cy": "cy"}
    assert "has 20 MB" in reasons(submissions)["ada.ipynb"]
    assert "cannot be unpacked" in reasons(submissions)["bo.ipynb"]
    assert [path.name for path in (tmp_path / "all.unpacked").iterdir()] == ["cy"]


def test_a_damaged_and_a_locked_entry_are_refused_alone(tmp_path):
    place = zipped(tmp_path / "all.zip", "ada.ipynb", "bo.ipynb", "cy.ipynb")
    raw = bytearray(place.read_bytes())
    at = raw.index(b"ada.ipynb") + len(b"ada.ipynb")
    raw[at : at + 4] = b"\xff\xff\xff\xff"
    at = raw.rindex(b"PK\x01\x02", 0, raw.rindex(b"PK\x01\x02"))
    raw[at + 8] |= 1
    place.write_bytes(raw)
    submissions = read_submissions(place, "ex03")
    assert learners(submissions) == {"cy": "cy.ipynb"}
    assert "cannot be unpacked" in reasons(submissions)["ada.ipynb"]
    assert "password" in reasons(submissions)["bo.ipynb"]


def test_a_zip_in_a_zip_is_no_notebook(tmp_path):
    submissions = read_submissions(zipped(tmp_path / "all.zip", "A_1_assignsubmission_file_/work.zip"), "ex03")
    (missed,) = submissions.without_notebook()
    assert missed.learner == "A-1"
    assert missed.why == "is a zip in which nothing is looked for (unpack it), and this learner has no other file"


def test_names_in_utf_8_that_do_not_say_so_are_read_right(tmp_path):
    place = zipped(tmp_path / "all.zip", "Zoë.ipynb")
    raw = place.read_bytes()
    for header, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = raw.index(header) + flags
        raw = raw[:at] + b"\0\0" + raw[at + 2 :]
    place.write_bytes(raw)
    assert list(learners(read_submissions(place, "ex03"))) == ["Zoë"]


def test_a_zip_is_read_twice_with_the_same_result(tmp_path):
    place = zipped(tmp_path / "all.zip", "ada.ipynb", "bo.ipynb")
    assert read_submissions(place, "ex03") == read_submissions(place, "ex03")


PARTS = [
    "ada", "Ada", "ex03", "..", "ex03.ipynb", "x.ipynb", "Zoë.ipynb", "ex03 (1).ipynb", "a.txt", "=cmd.ipynb",
    "A_1_assignsubmission_file_", "A_2_assignsubmission_file_x.ipynb", "a_1_2_ex03.ipynb", "a_1_3_ex03-1.ipynb",
    f"T_a_attempt_{WHEN}_ex03.ipynb", f"T_a_b_attempt_{WHEN}.txt",
]  # fmt: skip


@given(st.sets(st.lists(st.sampled_from(PARTS), min_size=1, max_size=4).map("/".join), min_size=1, max_size=6))
@settings(max_examples=60, deadline=None)
def test_every_notebook_is_accepted_or_refused_and_all_is_written_in_one_place(tmp_path_factory, names):
    place = zipped(tmp_path_factory.mktemp("any") / "all.zip", *sorted(names))
    submissions = read_submissions(place, "ex03")
    taken = list(learners(submissions).values())
    assert len(taken) + len(submissions.refused) == len({*taken, *reasons(submissions)})
    assert {name for name in names if name.endswith(".ipynb")} <= {*taken, *reasons(submissions)}
    unpacked = place.with_suffix(".unpacked")
    written = sorted(path for path in place.parent.rglob("*") if path.is_file() and path != place)
    assert written == sorted(unpacked / one.learner / "ex03/ex03.ipynb" for one in submissions.accepted)
    assert len({one.learner.casefold() for one in submissions.accepted}) == len(taken)


def test_a_very_long_name_is_compared_at_once():
    assert fit("a-" * 30_000 + "ex-03.ipynb", "ex03") == 1


def test_a_user_of_blackboard_in_an_old_encoding_can_be_written_to_a_file(tmp_path):
    for who in ("al\udcffove", "ben"):
        (tmp_path / f"Assignment 3_{who}_attempt_2026-11-29-10-00-00_ex03.ipynb").write_bytes(b"{}")
    found = read_submissions(tmp_path, "ex03")
    assert [one.number for one in found.accepted] == ["al\ufffdove", "ben"]
