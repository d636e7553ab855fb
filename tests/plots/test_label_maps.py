"""Label maps side by side: what is shown, said and refused."""

import re
from base64 import b64decode
from html.parser import HTMLParser
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from segmetrics_lab.labels import IGNORE_INDEX, LabelMapError, Palette
from segmetrics_lab.plots import show_label_maps

TRUTH = np.array([[0, 0, 0, 0], [0, 1, 1, 0], [0, 1, 1, 0], [0, 0, 0, 0]])
PREDICTION = np.array([[0, 0, 0, 0], [0, 0, 1, 1], [0, 0, 1, 1], [0, 0, 0, 0]])
BACKGROUND, OBJECT = (0x4A, 0x4D, 0x54), (0xF8, 0xB7, 0x17)


class Page(HTMLParser):
    """What stands in the HTML of a figure: its texts, and each image with its words, width and pixels."""

    def __init__(self, picture):
        super().__init__()
        self.texts, self.images, self.attributes = [], [], set()
        self.feed(picture.html())

    def handle_starttag(self, tag, attrs):
        self.attributes |= {(tag, name) for name, _ in attrs}
        if tag == "img":
            found = dict(attrs)
            kind, content = found["src"].split(";base64,")
            pixels = np.array(Image.open(BytesIO(b64decode(content))).convert("RGB"))
            self.images.append((found["alt"], int(found["width"]), kind, pixels, len(b64decode(content))))

    def handle_data(self, data):
        self.texts.append(data.strip())

    @property
    def panels(self):
        return [image for image in self.images if image[0]]

    @property
    def titles(self):
        known = ("image", "truth", "prediction", "disagreement", "what it said where it was wrong", "8 times as large")
        return [text for text in self.texts if text in known]


def size_of(panel):
    _, width, _, pixels, _ = panel
    return width, width * pixels.shape[0] / pixels.shape[1]


def test_a_hand_example_is_spelt_letter_by_letter():
    assert repr(show_label_maps(truth=TRUTH, prediction=PREDICTION)) == (
        "Truth, row by row: BBBB BOOB BOOB BBBB (B background, O object). "
        "Prediction, row by row: BBBB BBOO BBOO BBBB (B background, O object). "
        "Disagreement: 2 pixels missed (12 % of scored), 2 extra, 0 swapped."
    )


def test_ignored_pixels_are_spelt_as_dashes():
    truth = np.array([[0, 1], [IGNORE_INDEX, 2]])
    assert repr(show_label_maps(truth=truth, palette=Palette(["table", "cup", "spoon"]))) == (
        "Truth, row by row: TC -S (T table, C cup, S spoon, - ignored)."
    )


def test_larger_maps_are_said_in_shares():
    truth = np.zeros((20, 20), dtype=int)
    truth[:5] = 1
    words = repr(show_label_maps(image=np.zeros((20, 20), dtype=np.uint8), truth=truth, prediction=truth))
    assert words == (
        "The scene. Truth: object 25 %, background 75 %. Prediction: object 25 %, background 75 %. "
        "Disagreement: 0 pixels missed (0 % of scored), 0 extra, 0 swapped."
    )


def test_own_words_replace_the_composed_ones():
    assert repr(show_label_maps(truth=TRUTH, alt="a square of 2 by 2")) == "a square of 2 by 2"


def test_booleans_are_shown_as_background_and_object():
    words = repr(show_label_maps(truth=TRUTH.astype(bool), prediction=PREDICTION == 1))
    assert words == repr(show_label_maps(truth=TRUTH, prediction=PREDICTION))


def test_without_a_palette_more_classes_are_numbered():
    words = repr(show_label_maps(prediction=np.arange(24).reshape(2, 12) % 3))
    assert words == "Prediction: class 1 33 %, class 2 33 %, background 33 %."


def test_classes_fill_their_share_of_a_panel():
    [(words, width, kind, pixels, _)] = Page(show_label_maps(truth=TRUTH)).panels
    shares = [float((pixels == color).all(axis=2).mean()) for color in (OBJECT, BACKGROUND)]
    # 16 squares, 4 of them object, less lines, letters and the outline of the object.
    assert width == 240
    assert kind == "data:image/png"
    assert words.startswith("Truth, row by row")
    assert shares[0] / shares[1] == pytest.approx(4 / 12, abs=0.05)


IMAGE = np.full((4, 4), 200, dtype=np.uint8)


@pytest.mark.parametrize(
    ("given", "titles"),
    [
        ({"truth": TRUTH}, ["truth"]),
        ({"image": IMAGE, "truth": TRUTH}, ["image", "truth"]),
        ({"truth": TRUTH, "prediction": PREDICTION}, ["truth", "prediction", "disagreement"]),
        (
            {"image": IMAGE, "truth": TRUTH, "prediction": PREDICTION},
            ["image", "truth", "disagreement", "prediction"],
        ),
    ],
)
def test_each_thing_that_is_given_gets_a_panel_with_a_title_and_words(given, titles):
    page = Page(show_label_maps(**given))
    assert page.titles == titles
    assert len(page.panels) == len(titles)


def test_of_more_than_two_classes_it_shows_what_was_said():
    palette = Palette(["table", "cup", "spoon"])
    page = Page(show_label_maps(truth=TRUTH, prediction=PREDICTION * 2, palette=palette))
    assert page.titles == ["truth", "prediction", "what it said where it was wrong"]
    assert "wrong 6" in page.texts


def test_the_legend_lists_what_occurs_and_counts_errors():
    page = Page(show_label_maps(truth=TRUTH, prediction=np.zeros_like(TRUTH)))
    assert [text for text in page.texts if text][-3:] == ["background", "object", "missed 4"]
    swatches = [pixels[2, 2].tolist() for words, _, _, pixels, _ in page.images if not words]
    assert swatches == [list(BACKGROUND), list(OBJECT), [201, 54, 13]]


@pytest.mark.parametrize(
    "size",
    [(4, 4), (8, 8), (16, 16), (16, 4), (3, 16), (64, 64), (120, 160), (700, 90)]
    + [pytest.param(size, marks=pytest.mark.slow) for size in ((303, 384), (400, 600))],
)
@pytest.mark.parametrize("has_image", [True, False])
def test_every_size_fits_into_820_by_560_pixels(size, has_image):
    rng = np.random.default_rng(1)
    image = rng.integers(0, 256, (*size, 3), dtype=np.uint8) if has_image else None
    truth = np.zeros(size, dtype=np.uint8)
    truth[size[0] // 4 :, : size[1] // 2] = 1
    page = Page(show_label_maps(image=image, truth=truth, prediction=np.roll(truth, 12, axis=1)))
    sizes = [size_of(panel) for panel in page.panels]
    in_a_row = 2 if page.titles[-1] != "disagreement" else len(sizes)
    rows = [sizes[first : first + in_a_row] for first in range(0, len(sizes), in_a_row)]
    assert max(sum(width + 18 for width, _ in row) for row in rows) <= 820
    assert sum(max(height for _, height in row) + 28 for row in rows) + 20 <= 560
    assert max(count for _, _, kind, _, count in page.panels if kind == "data:image/png") <= 100_000


def test_truth_stands_above_its_prediction():
    truth = np.zeros((120, 160), dtype=int)
    rows = re.split("<div><div", show_label_maps(truth=truth, prediction=truth).html())[1:]
    assert [re.findall(">(truth|prediction|disagreement)<", row) for row in rows] == [
        ["truth", "disagreement"],
        ["prediction"],
    ]
    with_image = show_label_maps(image=np.zeros((120, 160), np.uint8), truth=truth, prediction=truth).html()
    rows = re.split("<div><div", with_image)[1:]
    assert [re.findall(">(image|truth|prediction|disagreement)<", row) for row in rows] == [
        ["image", "truth"],
        ["disagreement", "prediction"],
    ]


def test_a_map_grows_by_a_whole_number_and_a_large_one_shrinks():
    widths = {
        side: Page(show_label_maps(truth=np.zeros((side, side), dtype=int))).panels[0][1] for side in (30, 130, 500)
    }
    assert widths == {30: 390, 130: 390, 500: 400}


def test_thin_errors_get_a_lens_and_large_ones_none():
    rows, columns = np.ogrid[:200, :200]
    ball = (rows - 100) ** 2 + (columns - 100) ** 2 <= 40**2
    assert Page(show_label_maps(truth=ball, prediction=np.roll(ball, 1, axis=1))).titles[-1] == "8 times as large"
    assert "8 times as large" not in Page(show_label_maps(truth=ball, prediction=np.zeros_like(ball))).titles


def test_a_figure_is_the_same_every_time():
    first, second = (show_label_maps(truth=TRUTH, prediction=PREDICTION) for _ in range(2))
    assert first.html() == second.html()


def test_an_untrusted_notebook_may_show_it():
    """JupyterLab's sanitiser drops classes and names, and every style that is not in its list."""
    picture = show_label_maps(image=IMAGE, truth=TRUTH, prediction=PREDICTION)
    assert Page(picture).attributes == {
        *(("div", "style"), ("span", "style")),
        *(("img", name) for name in ("alt", "src", "width", "style")),
    }
    styles = {
        style.split(":")[0] for text in re.findall('style="([^"]*)"', picture.html()) for style in text.split(";")
    }
    assert styles <= {
        *("border", "display", "font-size", "font-weight", "height", "line-height"),
        *("margin", "margin-right", "max-width", "vertical-align"),
        "overflow-wrap",  # this one is dropped: a very long name is then as wide as it is
    }


def test_own_words_are_those_of_the_first_panel_and_give_nothing_else_away():
    page = Page(show_label_maps(truth=TRUTH, prediction=PREDICTION, alt="a square of 2 by 2"))
    assert [words for words, *_ in page.panels] == ["a square of 2 by 2", "prediction", "disagreement"]


def test_a_dollar_in_a_name_is_a_dollar():
    show_label_maps(truth=TRUTH, palette=Palette(["$background", "$object_{"]))


def test_the_prediction_may_hold_anything_where_the_truth_is_ignored():
    truth, prediction = np.array([[0, IGNORE_INDEX]]), np.array([[0, 9]])
    assert repr(show_label_maps(truth=truth, prediction=prediction, palette=Palette(["table", "cup"]))) == (
        "Truth, row by row: T- (T table, - ignored). Prediction, row by row: T- (T table, - ignored). "
        "Disagreement: 0 pixels missed (0 % of scored), 0 extra, 0 swapped; 50 % of all pixels ignored."
    )


@pytest.mark.parametrize("shape", [(1, 2000), (2000, 1)])
def test_a_map_far_longer_than_wide_is_shown(shape):
    assert repr(show_label_maps(truth=np.zeros(shape, dtype=int))) == "Truth: background 100 %."


def test_a_map_in_which_all_is_ignored_is_shown():
    ignored = np.full((20, 20), IGNORE_INDEX)
    assert repr(show_label_maps(truth=ignored, prediction=ignored)) == (
        "Truth: ignored 100 %. Prediction: ignored 100 %. "
        "Disagreement: no pixel is scored; 100 % of all pixels ignored."
    )


def test_arguments_are_not_changed():
    image, truth, prediction = np.full((4, 4), 9, dtype=np.uint8), TRUTH.copy(), PREDICTION.copy()
    show_label_maps(image=image, truth=truth, prediction=prediction)
    assert (image == 9).all()
    assert truth.tolist() == TRUTH.tolist()
    assert prediction.tolist() == PREDICTION.tolist()


@pytest.mark.parametrize(
    ("given", "error", "message"),
    [
        ({}, ValueError, "nothing is given to show. Pass image=, truth= or prediction="),
        ({"truth": TRUTH, "prediction": TRUTH[:2]}, LabelMapError, "truth has shape (4, 4) and prediction (2, 4)"),
        (
            {"truth": TRUTH, "image": np.zeros((4, 5), np.uint8)},
            LabelMapError,
            "image has shape (4, 5) and the label map",
        ),
        ({"truth": TRUTH / 2}, LabelMapError, "truth holds floats"),
        ({"truth": [[0, 1]]}, LabelMapError, "truth is of type list"),
        ({"image": np.zeros((4, 4))}, ValueError, "image holds values of dtype float64"),
        ({"image": [[0, 1]]}, ValueError, "image is of type list"),
        ({"truth": TRUTH + 8}, ValueError, "the label maps hold the class index 9, but only 8 classes have colours"),
        ({"truth": TRUTH * 3, "palette": Palette(["a", "b"])}, LabelMapError, "truth holds 4 scored pixels outside"),
        ({"prediction": TRUTH - 1}, LabelMapError, "prediction holds 12 scored pixels outside"),
        ({"truth": TRUTH, "prediction": TRUTH * 255}, LabelMapError, "prediction holds 4 scored pixels outside"),
        ({"image": np.ma.masked_array(np.zeros((4, 4), np.uint8), True)}, ValueError, "image is a masked array"),
        ({"truth": np.ma.masked_array(TRUTH, TRUTH == 0)}, LabelMapError, "truth is a masked array"),
        ({"truth": TRUTH, "palette": ["a", "b"]}, ValueError, "palette is ['a', 'b'], but it must be a Palette"),
        ({"truth": TRUTH, "alt": " "}, ValueError, "a picture needs words"),
    ],
)
def test_what_cannot_be_shown_is_refused(given, error, message):
    with pytest.raises(error, match=re.escape(message)):
        show_label_maps(**given)


def letters_in(rows):
    """How many pixels of a dark panel are white."""
    truth = np.zeros((300, 300), dtype=int)
    truth[100 : 100 + rows] = 1
    pixels = Page(show_label_maps(truth=truth, palette=Palette(["a", "b"], ["#ffffff", "#000000"]))).panels[0][3]
    return int((pixels[203 : 197 + 2 * rows] == 255).all(axis=2).sum())


def test_a_class_too_thin_for_its_letter_goes_without():
    assert letters_in(8) == 0
    assert letters_in(40) > 20
