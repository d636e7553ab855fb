"""Runs of several splits: what is read and set, which training frame is nearest, what is refused and what is seen."""

import json
from dataclasses import replace

import numpy as np
import pytest

from segmetrics_lab.labels import LabelMapError, Palette
from segmetrics_lab.scenes import load_set
from segmetrics_lab.widgets import SplitExplorer, SplitRun
from segmetrics_lab.widgets.frame_grid import MOST_FRAMES, Side, paint_grid
from segmetrics_lab.widgets.thumbnails import color_thumbnails, grey_distances
from tests.browser.widget_examples import SPLIT_MATRICES, split_explorer, split_runs, split_scenes

DRIVE = "<b>drive</b>"
MATRIX = np.eye(3, dtype=int)


def words_of(widget, by, draw):
    """What the page says about each test frame of a run."""
    run = next(run for run in widget.page_runs if (run["by"], run["draw"]) == (by, draw))
    names = [frame["name"] for frame in widget.page_frames]
    return {name: words for name, words in zip(names, run["words"], strict=True) if words}


def test_the_first_run_is_shown_first():
    widget = SplitExplorer(split_runs())
    assert (widget.by, widget.draw, widget.frame) == ("pixel", 0, "")
    assert widget.matrix.tolist() == SPLIT_MATRICES["pixel", 0]


def test_another_way_and_another_draw_show_their_matrix():
    widget, heard = split_explorer(), []
    widget.observe(lambda change: heard.append(change["new"].tolist()), "matrix")
    widget.by = "frame"
    widget.draw = np.int64(1)
    assert heard == [SPLIT_MATRICES["frame", 0], SPLIT_MATRICES["frame", 1]]


def test_a_way_with_fewer_draws_goes_back_to_its_first():
    widget = split_explorer()
    widget.by, widget.draw = "frame", 1
    widget.by = DRIVE
    assert widget.draw == 1
    widget.by = "pixel"
    assert (widget.draw, widget.matrix.tolist()) == (0, SPLIT_MATRICES["pixel", 0])


def test_what_the_page_sends_arrives_together():
    widget = split_explorer()
    widget.set_state({"draw": 1, "by": "frame", "frame": "drive 9 frame 2", "matrix": SPLIT_MATRICES["frame", 1]})
    assert (widget.by, widget.draw, widget.frame) == ("frame", 1, "drive 9 frame 2")
    assert widget.matrix.tolist() == SPLIT_MATRICES["frame", 1]


def test_the_class_is_the_one_whose_iou_depends_most_on_the_way():
    # IoU as a mean of the draws, by pixel, frame and drive: table .83, .76, .61; cup .82, .69, .30; spoon .89, .79, .56
    assert SplitExplorer(split_runs()).class_name == "cup"


def test_a_class_without_a_score_does_not_count_for_that():
    first, second = (
        SplitRun(by, split_scenes(), split_scenes(), matrix)
        for by, matrix in (("pixel", [[5, 0, 0], [0, 5, 0], [0, 0, 0]]), ("frame", [[5, 0, 0], [1, 4, 0], [0, 0, 0]]))
    )
    assert SplitExplorer([first, second]).class_name == "cup"


def test_drives_are_rows_and_frames_stand_in_the_order_of_their_numbers():
    every = split_scenes()
    later_first = SplitRun("frame", every[1::2][::-1], every[0::2][::-1], MATRIX)
    places = [(frame["name"], frame["row"], frame["column"]) for frame in SplitExplorer([later_first]).page_frames]
    assert places[:4] == [
        ("drive 2 frame 0", 0, 0),
        ("drive 2 frame 1", 0, 1),
        ("drive 2 frame 2", 0, 2),
        ("drive 9 frame 0", 1, 0),
    ]
    assert places[-1] == ("drive 10 frame 2", 2, 2)


def test_names_without_numbers_stand_in_the_order_of_appearance():
    first, second = (replace(scene, name=name, group=name) for scene, name in zip(split_scenes(), "zy", strict=False))
    widget = SplitExplorer([SplitRun("frame", [first], [second], MATRIX)])
    assert [frame["name"] for frame in widget.page_frames] == ["z", "y"]


def test_the_drives_of_the_course_make_twelve_rows_of_eight():
    drives = load_set("drives")
    widget = SplitExplorer([SplitRun("frame", drives[1::2], drives[0::2], np.eye(8, dtype=int))])
    assert [frame["name"] for frame in widget.page_frames] == [scene.name for scene in drives]
    assert {(frame["row"], frame["column"]) for frame in widget.page_frames} == {
        (row, column) for row in range(12) for column in range(8)
    }
    assert sum(len(frame["picture"]) for frame in widget.page_frames) < 1_500_000
    assert len(widget.still().encoded()[1]) < 100_000


def test_every_side_is_told_apart():
    widget = split_explorer()
    sides = {(run["by"], run["draw"]): run["sides"] for run in widget.page_runs}
    assert sides["pixel", 0] == [3] * 9
    assert sides["frame", 0] == [1, 2, 1] * 3
    assert sides["frame", 1] == [2, 1, 2] * 3
    assert sides[DRIVE, 0] == [1] * 6 + [2] * 3


def test_a_frame_of_another_run_is_not_used():
    every = split_scenes()
    runs = [SplitRun("few", every[:1], every[1:2], MATRIX), SplitRun("many", every[:2], every[2:], MATRIX)]
    assert SplitExplorer(runs).page_runs[0]["sides"] == [1, 2, 0, 0, 0, 0, 0, 0, 0]


def test_the_nearest_training_frame_is_the_one_of_the_nearest_grey():
    widget = split_explorer()
    assert words_of(widget, "frame", 0) == {
        "drive 2 frame 1": "2.0 grey steps away: the frame before it in the same drive",  # 12 and 10
        "drive 9 frame 1": "2.0 grey steps away: another drive, drive 10",  # 103 and 105
        "drive 10 frame 1": "20.0 grey steps away: the frame before it in the same drive",  # 180 and 200
    }
    assert (
        words_of(widget, "frame", 1)["drive 2 frame 0"] == "2.0 grey steps away: the frame after it in the same drive"
    )
    assert words_of(widget, DRIVE, 0)["drive 10 frame 0"] == "93.0 grey steps away: another drive, drive 9"  # 107


def test_a_frame_further_away_in_its_drive_is_counted():
    every = split_scenes()
    runs = [SplitRun("gap", every[:1], every[2:3], MATRIX), SplitRun("frame", every[1:], every[:1], MATRIX)]
    widget = SplitExplorer(runs)
    assert words_of(widget, "gap", 0) == {
        "drive 2 frame 2": "5.0 grey steps away: 2 frames before it in the same drive"
    }


def test_by_pixel_the_nearest_is_the_frame_itself_also_beside_a_copy():
    every = split_scenes()
    copy = replace(every[0], name="drive 1 frame 0", group="drive 1")
    widget = SplitExplorer([SplitRun("pixel", [copy, *every], [copy, *every], MATRIX)])
    assert set(words_of(widget, "pixel", 0).values()) == {"0.0 grey steps away: the same picture"}


def test_what_the_nearest_frames_are_is_summed_up():
    summaries = {(run["by"], run["draw"]): run["summary"] for run in split_explorer().page_runs}
    assert summaries["pixel", 0] == (
        "The nearest training frame is the same picture for 9 of 9 test frames; typically 0.0 grey steps away."
    )
    assert summaries["frame", 0] == (
        "The nearest training frame is of the same drive for 2 of 3 test frames, of another drive for 1; typically "
        "2.0 grey steps away."
    )
    assert "of another drive for 3 of 3 test frames; typically 73.0 grey steps" in summaries[DRIVE, 0]


def test_distances_are_those_of_means_whatever_the_size_of_an_image():
    rising = np.tile(np.arange(32, dtype=np.uint8), (24, 1))  # means of two columns: 0.5, 2.5, 4.5 up to 30.5
    black, grey = np.zeros((25, 33), dtype=np.uint8), np.full((3, 5, 3), 31, dtype=np.uint8)
    assert grey_distances([black, rising, grey]).tolist() == [[0, 15.5, 31], [15.5, 0, 15.5], [31, 15.5, 0]]


def test_distances_are_those_of_lesson_7():
    images = [scene.image for scene in load_set("drives")[:9]]
    tiny = np.array([image.mean(axis=2).reshape(12, 10, 16, 10).mean(axis=(1, 3)) for image in images])
    by_lesson = np.abs(tiny[:, None] - tiny[None]).mean(axis=(2, 3))
    np.testing.assert_allclose(grey_distances(images), by_lesson, atol=1e-4)


def test_grey_and_colour_images_of_any_size_become_thumbnails_of_one_size():
    color = np.zeros((60, 480, 3), dtype=np.uint8)
    color[..., 1] = 200
    thumbnails = color_thumbnails([color, np.full((7, 5), 9, dtype=np.uint8)])
    assert thumbnails.shape == (2, 30, 240, 3)
    assert np.unique(thumbnails[0].reshape(-1, 3), axis=0).tolist() == [[0, 200, 0]]
    assert np.unique(thumbnails[1]).tolist() == [9]


def test_bars_of_the_still_differ_without_colour():
    frames = SplitExplorer([SplitRun("frame", split_scenes()[:1], split_scenes()[1:], MATRIX)])._frames[:4]
    images = np.full((4, 30, 40, 3), 128, dtype=np.uint8)
    sides = [Side.UNUSED, Side.TRAINING, Side.TEST, Side.TRAINING | Side.TEST]
    bars = paint_grid(frames, images, sides)[36:40].mean(axis=2)
    unused, training, test = (bars[:, left : left + 48] for left in (0, 52, 104))
    assert unused.min() == 255
    assert training.max() < 150
    assert np.mean(test == 255) == 15 / 48  # strokes of 6 and gaps of 3
    both = paint_grid([replace(frames[0])], images[3:], sides[3:])[36:40].mean(axis=2)
    assert both[:, :24].max() < 150
    assert 0.3 < np.mean(both[:, 24:48] == 255) < 0.5


def test_the_words_say_the_sides_the_neighbours_and_the_scores():
    widget = split_explorer()
    widget.by = "frame"
    # 134 of 156 are right; table 48 / (55 + 57 - 48), cup 40 / (50 + 47 - 40), spoon 46 / (51 + 52 - 46)
    assert repr(widget) == (
        "SplitExplorer: 9 frames of 3 drives, split by frame: 6 training frames above solid bars, 3 test frames above "
        "dashed ones. The nearest training frame is of the same drive for 2 of 3 test frames, of another drive for 1; "
        "typically 2.0 grey steps away. Pixel accuracy 0.86, mean IoU 0.75, IoU of cup 0.70"
    )
    html = widget._repr_mimebundle_()[0]["text/html"]
    assert html.startswith("<p>9 frames of 3 drives")
    assert '<img alt="9 frames' in html


def test_the_name_of_a_way_is_no_html():
    widget = split_explorer()
    widget.by = DRIVE
    assert "<b>" not in widget._still_html()
    state = widget.to_html().split('<script type="application/json">')[1].split("</script>")[0]
    assert json.loads(state)["by"] == DRIVE


def test_arguments_are_copied_and_the_run_cannot_be_changed():
    matrix, training = MATRIX.copy(), split_scenes()[:2]
    run = SplitRun("frame", training, split_scenes()[2:], matrix)
    matrix[0, 0] = 9
    training.pop()
    assert (run.matrix[0, 0], len(run.training)) == (1, 2)
    with pytest.raises(ValueError, match="read-only"):
        run.matrix[0, 0] = 2


EVERY = split_scenes()
OTHER_CLASSES = replace(EVERY[0], palette=Palette(["a", "b", "c"]))
OTHER_IMAGE = replace(EVERY[0], image=EVERY[1].image)
OTHER_DRIVE = replace(EVERY[0], group="drive 3")


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: SplitRun("", EVERY, EVERY, MATRIX), "by is ''.*1 to 24 characters"),
        (lambda: SplitRun("x" * 25, EVERY, EVERY, MATRIX), "1 to 24 characters"),
        (lambda: SplitRun(3, EVERY, EVERY, MATRIX), "by is 3"),
        (lambda: SplitRun("frame", [], EVERY, MATRIX), "training is a list.*at least one Scene"),
        (lambda: SplitRun("frame", EVERY, EVERY[0], MATRIX), "test is a Scene"),
        (lambda: SplitRun("frame", EVERY, [EVERY[0].image], MATRIX), "test is a list"),
        (lambda: SplitRun("frame", EVERY, EVERY[:1] * 2, MATRIX), "'drive 2 frame 0' more than once"),
        (lambda: SplitRun("frame", EVERY, [OTHER_CLASSES], MATRIX), "scenes of one palette"),
        (lambda: SplitRun("frame", EVERY, EVERY, np.eye(2, dtype=int)), r"shape \(2, 2\).*3 classes"),
        (lambda: SplitRun("frame", EVERY, EVERY, MATRIX / 2), "before normalize"),
        (lambda: SplitExplorer([]), "at least one SplitRun"),
        (lambda: SplitExplorer([("frame", EVERY, EVERY, MATRIX)]), "at least one SplitRun"),
        (lambda: SplitExplorer(split_runs(), class_name="mug"), "no class is called 'mug'.*table, cup, spoon"),
        (lambda: SplitExplorer([SplitRun("frame", EVERY, [OTHER_IMAGE], MATRIX)]), "'drive 2 frame 0'.*images differ"),
        (lambda: SplitExplorer([SplitRun("frame", EVERY, [OTHER_DRIVE], MATRIX)]), "drives differ"),
        (
            lambda: SplitExplorer([*split_runs(), SplitRun("a", [OTHER_CLASSES], [OTHER_CLASSES], MATRIX)]),
            "one palette",
        ),
    ],
)
def test_what_does_not_fit_is_refused_in_words(make, words):
    with pytest.raises(ValueError, match=words):
        make()


def test_more_frames_than_a_page_shows_are_refused():
    many = [replace(EVERY[0], name=f"frame {number}") for number in range(MOST_FRAMES + 1)]
    with pytest.raises(ValueError, match=r"401 frames.*at most 400.*scenes\[::2\]"):
        SplitExplorer([SplitRun("frame", many, many, MATRIX)])


@pytest.mark.parametrize(
    ("trait", "value", "words"),
    [
        ("by", "video", "by is 'video', but it must be one of: pixel, frame"),
        ("draw", 1, "from 0 to 0: the number of a draw by pixel"),
        ("draw", -1, "draw is -1"),
        ("draw", 0.5, "draw is 0.5"),
        ("frame", "drive 3", "from 'drive 2 frame 0' to 'drive 10 frame 2'"),
        ("matrix", MATRIX, "matrix cannot be set"),
    ],
)
def test_what_no_run_has_cannot_be_set(trait, value, words):
    widget = split_explorer()
    with pytest.raises(ValueError, match=words):
        setattr(widget, trait, value)
    assert (widget.by, widget.draw, widget.frame) == ("pixel", 0, "")


def test_a_class_that_is_none_cannot_be_set():
    widget = split_explorer()
    with pytest.raises(LabelMapError, match="no class is called 'mug'"):
        widget.class_name = "mug"
    assert widget.class_name == "cup"
