"""The lectures: their slides, the votes of the room with what each wrong choice betrays, and the lecturer's pages."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from segmetrics_lab.checks.misconceptions import CATALOGUE
from tools.lecture_heads import MAX_HEADLINE, is_for_class, slide_type
from tools.lesson_source import LessonSource
from tools.site.plans import with_plans
from tools.slides import slides_of

ROOT = Path(__file__).parents[1]
LESSONS = sorted((ROOT / "notebooks" / "source").glob("[0-9][0-9]_*.py"))
PAGES = ROOT / "docs" / "lectures"

MAX_WORDS_OF_TAKE_AWAY = 40
MINUTES_OF_A_VOTE = (4, 5)
CHOICES_OF_A_VOTE = (3, 4)
WORDS_OF_A_PAGE = (500, 950)
PARTS_OF_A_PAGE = [
    *("## What the class can do afterwards", "## Before the lecture", "## Plan"),
    *("### 20 minutes", "### 45 minutes", "### 90 minutes"),
    *("## Questions learners ask", "## Common wrong answers", "## The discussion to have", "## When you are late"),
]
FEWEST_QUESTIONS = 6
MISCONCEPTION = re.compile(r"\bM\d\d\b")
PLAN = re.compile(r"^<!-- plan of .+?<!-- end of plan -->$", re.MULTILINE | re.DOTALL)
SLIDE_IN_PLAN = re.compile(r"^\| (\d+) \| \d+ \| (\d+) \| (.+) \|$", re.MULTILINE)
FIRST_CELL = re.compile(r"^\| *(\d+) *\|", re.MULTILINE)

of_lessons = pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)


@cache
def source_of(path):
    return LessonSource.read(path)


@cache
def lecture_of(path):
    """The cells of a lecture, and its slides."""
    cells = source_of(path).cells_of_lecture()
    return cells, slides_of(cells)


def vote_in(cell):
    """The answer and the choices of the vote that a cell asks for; None where it asks for none."""
    if cell.cell_type != "code":
        return None
    for node in ast.walk(ast.parse(cell.source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "RoomVote":
            given = dict(zip(("question", "answer", "choices"), node.args, strict=False))
            given |= {keyword.arg: keyword.value for keyword in node.keywords}
            return ast.literal_eval(given["answer"]), ast.literal_eval(given["choices"])
    return None


def votes_of(cells):
    """The places of the votes, with the answer and the choices of each."""
    found = ((at, vote_in(cell)) for at, cell in enumerate(cells))
    return [(at, *vote) for at, vote in found if vote]


def explained(notes, choices):
    """The choices that a note explains, in their order, each in a line of its own; other lines as they are."""
    items = re.findall(r"^- (.+)", notes, re.MULTILINE)
    by_length = sorted(choices, key=len, reverse=True)  # one choice may begin like another
    return [next((choice for choice in by_length if item.startswith(f"{choice}: ")), item) for item in items]


def tells(headline, answer):
    """Does a headline hold the words of an answer?"""
    return re.search(rf"(?<!\w){re.escape(answer)}(?!\w)", headline, re.IGNORECASE) is not None


def minutes_in(page, heading):
    """The minutes of the table below a heading, from the first cell of each row."""
    return [int(minutes) for minutes in FIRST_CELL.findall(below(page, heading))]


def below(page, heading):
    """What stands below a heading of a page, up to the next one."""
    _, _, text = page.partition(f"\n{heading}\n")
    return re.split(r"^#", text, maxsplit=1, flags=re.MULTILINE)[0]


def page_of(path):
    return (PAGES / f"{path.stem}.md").read_text(encoding="utf-8")


# --- slides


@of_lessons
def test_a_lecture_takes_45_minutes_or_20(path):
    _, slides = lecture_of(path)
    assert sum(slide.minutes for slide in slides) == 45
    assert sum(slide.short or 0 for slide in slides) == 20


@of_lessons
def test_a_headline_is_one_line(path):
    _, slides = lecture_of(path)
    assert [slide.headline for slide in slides if len(slide.headline) > MAX_HEADLINE or "\n" in slide.headline] == []


@of_lessons
def test_no_two_slides_have_the_same_headline(path):
    headlines = [slide.headline for slide in lecture_of(path)[1]]
    assert len(set(headlines)) == len(headlines)


@of_lessons
def test_a_lecture_begins_with_the_title_and_question_of_its_lesson(path):
    cells, slides = lecture_of(path)
    assert slides[0].headline == source_of(path).title
    first = cells[slides[0].steps[0]]
    assert first.cell_type == "markdown"
    assert is_for_class(first)
    assert first.source.endswith("?**")


@of_lessons
def test_a_lecture_ends_with_a_short_take_away(path):
    cells, slides = lecture_of(path)
    last = cells[slides[-1].steps[0]]
    assert last.cell_type == "markdown"
    assert is_for_class(last)
    assert 0 < len(last.source.split()) <= MAX_WORDS_OF_TAKE_AWAY


@of_lessons
def test_most_slides_have_notes_of_their_own(path):
    cells, slides = lecture_of(path)
    with_notes = [slide for slide in slides if any(slide_type(cells[at]) == "notes" for at in slide.notes)]
    assert len(with_notes) >= 0.8 * len(slides)


@of_lessons
def test_no_headline_gives_the_right_choice_of_its_guess_away(path):
    source = source_of(path)
    cells, slides = lecture_of(path)
    right = {
        key: next(choice for choice in guess.choices if choice not in guess.wrong)
        for key, guess in source.guesses.items()
        if guess.choices
    }
    told = []
    for slide in slides:
        code = "\n".join(cells[at].source for at in slide.steps if cells[at].cell_type == "code")
        asked = re.findall(r'\bask\(\s*"([\w-]+)"', code)
        told += [slide.headline for key in asked if key in right and tells(slide.headline, right[key])]
    assert told == []


# --- votes


@of_lessons
def test_the_room_votes_twice_at_least(path):
    assert len(votes_of(lecture_of(path)[0])) >= 2


@of_lessons
def test_a_vote_is_a_slide_of_the_lecture_alone_with_time_to_talk(path):
    cells, slides = lecture_of(path)
    minutes = {slide.steps[0]: slide.minutes for slide in slides}
    for at, _, _ in votes_of(cells):
        assert is_for_class(cells[at])
        assert minutes[at] in MINUTES_OF_A_VOTE


@of_lessons
def test_one_of_the_choices_of_a_vote_is_right(path):
    for _, answer, choices in votes_of(lecture_of(path)[0]):
        assert len(choices) in CHOICES_OF_A_VOTE
        assert choices.count(answer) == 1


@of_lessons
def test_the_notes_of_a_vote_say_what_each_wrong_choice_betrays(path):
    cells, _ = lecture_of(path)
    for at, answer, choices in votes_of(cells):
        notes = cells[at + 1]
        assert slide_type(notes) == "notes"
        assert explained(notes.source, choices) == [choice for choice in choices if choice != answer]


@of_lessons
def test_no_headline_of_a_vote_gives_its_answer_away(path):
    cells, _ = lecture_of(path)
    votes = [(cells[at].metadata["slide"], answer) for at, answer, _ in votes_of(cells)]
    assert [headline for headline, answer in votes if tells(headline, answer)] == []


@of_lessons
def test_misconceptions_in_notes_and_on_pages_are_in_the_catalogue(path):
    notes = "\n".join(cell.source for cell in lecture_of(path)[0] if slide_type(cell) == "notes")
    assert set(MISCONCEPTION.findall(notes + page_of(path))) - CATALOGUE.keys() == set()


# --- the lecturer's pages


@of_lessons
def test_a_page_has_all_its_parts_in_order(path):
    assert re.findall(r"^##+ .+", page_of(path), re.MULTILINE) == PARTS_OF_A_PAGE


@of_lessons
def test_a_page_is_named_like_its_lesson(path):
    page, source = page_of(path), source_of(path)
    assert page.startswith(f"# Lesson {int(path.stem[:2])}: {source.title}\n")


@of_lessons
def test_a_page_can_be_read_in_five_minutes(path):
    fewest, most = WORDS_OF_A_PAGE
    assert fewest <= len(PLAN.sub("", page_of(path)).split()) <= most


@of_lessons
@pytest.mark.parametrize("minutes", [20, 45])
def test_a_page_has_the_plan_of_its_slides(path, minutes):
    plan = below(page_of(path), f"### {minutes} minutes")
    assert sum(int(cells[1]) for cells in SLIDE_IN_PLAN.findall(plan)) == minutes
    headlines = [slide.headline for slide in lecture_of(path)[1] if minutes == 45 or slide.short]
    assert [cells[2] for cells in SLIDE_IN_PLAN.findall(plan)] == headlines
    assert with_plans(plan, lecture_of(path)[1]) == plan, "the plans are outdated: python -m tools.site.plans"


@of_lessons
def test_the_long_plan_fills_90_minutes(path):
    assert sum(minutes_in(page_of(path), "### 90 minutes")) == 90


@of_lessons
def test_a_page_answers_what_learners_ask(path):
    questions = re.findall(r"^\*\*.+?\?\*\* \S", below(page_of(path), "## Questions learners ask"), re.MULTILINE)
    assert len(questions) >= FEWEST_QUESTIONS


def test_the_day_has_six_hours_and_the_workshop_two():
    index = (PAGES / "index.md").read_text(encoding="utf-8")
    assert sum(minutes_in(index, "## One day")) == 6 * 60
    assert sum(minutes_in(index, "## A workshop of two hours")) == 2 * 60


def test_the_term_has_every_lesson_once_and_in_order():
    index = (PAGES / "index.md").read_text(encoding="utf-8")
    weeks = re.findall(r"^\| \d+ \|([^|]+)\|", below(index, "## A term"), re.MULTILINE)
    assert len(weeks) == 14
    numbers = [int(number) for session in weeks for number in re.findall(r"\d+", session.partition(",")[0])]
    assert numbers == list(range(len(LESSONS)))


# --- what the tests above rest on


@pytest.mark.parametrize(
    ("notes", "found"),
    [
        ("Right is B.\n\n- A: they swap\n- A or C: they add", ["A", "A or C"]),
        ("- A: they swap\n- C: they add\n  up", ["A", "C: they add"]),
        ("- A they swap", ["A they swap"]),
        ("A: they swap", []),
    ],
)
def test_a_wrong_choice_is_explained_in_a_line_that_begins_with_it(notes, found):
    assert explained(notes, ["A", "B", "A or C"]) == found


@pytest.mark.parametrize(
    ("headline", "answer", "is_told"),
    [
        ("Is it B?", "B", True),
        ("Both are right", "B", False),
        ("It Falls at once", "it falls", True),
        ("0.335 of it", "0.33", False),
        ("0.33 of it", "0.33", True),
    ],
)
def test_only_whole_words_tell_an_answer(headline, answer, is_told):
    assert tells(headline, answer) == is_told
