"""The widgets in a page without a kernel: by mouse, by touch, by keyboard alone, for eyes and for screen readers."""

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from segmetrics_lab.labels import Palette
from segmetrics_lab.metrics import confusion_matrix, iou_per_class
from segmetrics_lab.scenes import load
from segmetrics_lab.widgets import MatrixExplorer, PredictionPainter, ThresholdExplorer

HEIGHT, WIDTH = 48, 64
PALETTE = Palette(["table", "cup", "spoon"])
RNG = np.random.default_rng(2)
IMAGE = RNG.integers(90, 160, (HEIGHT, WIDTH, 3)).astype(np.uint8)
TRUTH = np.zeros((HEIGHT, WIDTH), dtype=np.uint8)
TRUTH[10:30, 20:40] = 1
TRUTH[30:40, 45:60] = 2
TRUTH[:4, :10] = 255
PROBABILITY = np.clip(np.where(TRUTH == 1, 0.7, 0.3) + RNG.normal(0, 0.15, TRUTH.shape), 0, 1)
MATRIX = np.array([[50, 3, 2], [4, 45, 1], [1, 2, 48]])
GOALS = [("recall of cup", ">=", 0.5), ("pixel accuracy", "<", 0.5)]


def painter():
    return PredictionPainter(IMAGE, TRUTH, palette=PALETTE, goals=GOALS)


def explorer():
    return ThresholdExplorer(IMAGE, np.where(TRUTH == 2, 0, TRUTH), PROBABILITY, name="cup")


def matrix_explorer():
    return MatrixExplorer(MATRIX, PALETTE.names)


WIDGETS = [painter, explorer, matrix_explorer]


@pytest.fixture
def shown(page, tmp_path):
    """Open a widget in a page of its own; nothing in it may fail."""
    problems = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("request", lambda request: problems.append(request.url) if request.url.startswith("http") else None)

    def show(widget, *, on=page):
        (tmp_path / "page.html").write_text(widget.to_page(), encoding="utf-8")
        on.goto((tmp_path / "page.html").as_uri())
        expect(on.locator(".segmetrics")).to_be_visible()
        return on

    yield show
    assert problems == []


def prediction_in(page):
    flat = page.evaluate(
        """async () => {
            const model = document.querySelector("[data-segmetrics]").model;
            await new Promise((resolve) => setTimeout(resolve, 400));
            return Array.from(new Uint8Array(model.get("prediction").data.buffer));
        }"""
    )
    return np.array(flat).reshape(HEIGHT, WIDTH)


def trait(page, name):
    return page.evaluate("name => document.querySelector('[data-segmetrics]').model.get(name)", name)


def set_trait(page, name, value):
    page.evaluate("([n, v]) => document.querySelector('[data-segmetrics]').model.set(n, v)", [name, value])


def numbers(page, selector):
    return [int(text.replace(",", "")) for text in page.locator(selector).all_inner_texts()]


def at(page, column, row):
    """The place of a pixel of the image in the page."""
    box = page.locator(".paper").bounding_box()
    return box["x"] + (column + 0.5) / WIDTH * box["width"], box["y"] + (row + 0.5) / HEIGHT * box["height"]


def check_painted(page):
    """What the page counts is what numpy counts in what the page painted."""
    prediction = prediction_in(page)
    expected = confusion_matrix(TRUTH, prediction, 3)
    assert np.array(numbers(page, ".live-matrix .number")).reshape(3, 3).tolist() == expected.tolist()
    assert trait(page, "matrix") == expected.tolist()
    shown = page.locator(".scores .value").all_inner_texts()
    expected_iou = [f"{score:.3f}" for score in iou_per_class(expected)[1:]]
    assert shown[2:] == ["undefined" if text == "nan" else text for text in expected_iou]
    return prediction


# painting


def test_a_stroke_of_the_mouse_paints_without_gaps_and_is_counted(shown):
    page = shown(painter())
    page.mouse.move(*at(page, 22, 12))
    page.mouse.down()
    page.mouse.move(*at(page, 38, 28))
    page.mouse.up()
    prediction = check_painted(page)
    assert all(prediction[12 + step, 22 + step] == 1 for step in range(17))
    assert set(np.unique(prediction)) == {0, 1}


def test_a_finger_paints(shown, browser):
    context = browser.new_context(viewport={"width": 700, "height": 900}, has_touch=True, is_mobile=True)
    page = shown(painter(), on=context.new_page())
    page.locator(".paper").scroll_into_view_if_needed()
    session = context.new_cdp_session(page)
    for kind, places in (
        ("touchStart", [(25, 15)]),
        ("touchMove", [(30, 20)]),
        ("touchMove", [(35, 20)]),
        ("touchEnd", []),
    ):
        points = [dict(zip("xy", at(page, *place), strict=True)) for place in places]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    prediction = check_painted(page)
    assert [prediction[15, 25], prediction[20, 30], prediction[20, 33]] == [1, 1, 1]
    buttons = page.locator(".segmetrics button").all()
    assert min(min(button.bounding_box()["width"], button.bounding_box()["height"]) for button in buttons) >= 44
    context.close()


def test_everything_can_be_painted_by_keyboard_alone(shown):
    page = shown(painter())
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('paper')"):
            break
    expect(page.locator(".paper")).to_be_focused()
    page.keyboard.press("2")
    page.keyboard.press("]")
    page.keyboard.press(" ")
    for _ in range(5):
        page.keyboard.press("Shift+ArrowRight")
    prediction = check_painted(page)
    assert (prediction[24, 32:41] == 2).all()
    painted = np.count_nonzero(prediction)
    page.keyboard.press("e")
    page.keyboard.press("Enter")
    assert 0 < np.count_nonzero(check_painted(page)) < painted
    page.keyboard.press("1")
    page.keyboard.press("f")
    page.keyboard.press("Alt+ArrowUp")
    page.keyboard.press("Enter")
    assert (check_painted(page)[0] == 1).all()
    for _ in range(8):
        page.keyboard.press("z")
    assert not check_painted(page).any()
    for _ in range(8):
        page.keyboard.press("y")
    assert (check_painted(page)[0] == 1).all()
    page.keyboard.press("r")
    assert not check_painted(page).any()
    page.keyboard.press("Control+z")
    assert (check_painted(page)[0] == 1).all()


def test_undo_back_to_the_start_restores_the_start(shown):
    page = shown(PredictionPainter(IMAGE, TRUTH, np.roll(TRUTH % 255, 3, axis=1), palette=PALETTE))
    start = check_painted(page)
    for number in range(6):
        page.mouse.move(*at(page, 5 + 8 * number, 10))
        page.mouse.down()
        page.mouse.move(*at(page, 50 - 8 * number, 40))
        page.mouse.up()
    assert (check_painted(page) != start).any()
    undo = page.get_by_role("button", name="Undo")
    for _ in range(6):
        undo.click()
    expect(undo).to_be_disabled()
    np.testing.assert_array_equal(check_painted(page), start)


def test_a_goal_lights_up_when_it_is_met_and_is_said(shown):
    page = shown(painter())
    goal = page.locator(".goal").first
    expect(goal).to_contain_text("○not met: recall of cup ≥ 0.5")
    page.get_by_role("button", name="fill").click()
    page.mouse.click(*at(page, 50, 5))
    expect(goal).to_contain_text("✓met: recall of cup ≥ 0.5")
    expect(page.get_by_role("status")).to_contain_text("Goal met: recall of cup ≥ 0.5")


def test_the_cursor_says_what_is_there(shown):
    page = shown(painter())
    page.locator(".paper").focus()
    page.keyboard.press("Alt+ArrowRight")
    expect(page.get_by_role("status")).to_have_text("row 24, column 33: truth cup, predicted table")


def test_missed_and_extra_differ_without_colour(shown):
    page = shown(PredictionPainter(IMAGE, TRUTH, np.roll(TRUTH % 255, 9, axis=1), palette=PALETTE))
    page.wait_for_timeout(100)
    lines = page.evaluate(
        """() => {
            const canvas = document.querySelector(".beside canvas");
            const f = canvas.width / 64;
            const context = canvas.getContext("2d");
            const white = ([x, y]) => {
                const { data, width, height } = context.getImageData(x * f, y * f, 6 * f, 6 * f);
                const on = [];
                for (let p = 0; p < width * height; p++) {
                    const sum = data[4 * p] + data[4 * p + 1] + data[4 * p + 2];
                    if (sum === 765) on.push([p % width, Math.floor(p / width)]);
                }
                return on;
            };
            return [white([22, 14]), white([42, 14])];
        }"""
    )
    missed, extra = (set(map(tuple, places)) for places in lines)
    assert sum((x + 1, y - 1) in missed for x, y in missed) > 0.7 * len(missed) > 20
    assert sum((x + 1, y + 1) in extra for x, y in extra) > 0.7 * len(extra) > 20


# thresholds


def check_threshold(page, threshold):
    truth = np.where(TRUTH == 2, 0, TRUTH)
    expected = confusion_matrix(truth, threshold <= PROBABILITY, 2)
    assert numbers(page, ".counts .number") == expected.ravel().tolist()
    assert trait(page, "matrix") == expected.tolist()
    precision = expected[1, 1] / expected[:, 1].sum() if expected[:, 1].any() else None
    assert page.locator(".scores .value").first.inner_text() == (
        "undefined" if precision is None else f"{precision:.3f}"
    )


def test_the_slider_follows_keys_mouse_and_the_exact_number(shown):
    page = shown(explorer())
    slider = page.get_by_role("slider")
    slider.focus()
    page.keyboard.press("ArrowRight")
    check_threshold(page, 0.501)
    page.keyboard.press("PageDown")
    check_threshold(page, trait(page, "threshold"))
    assert trait(page, "threshold") == pytest.approx(0.401)
    page.keyboard.press("End")
    check_threshold(page, 1.0)
    box = slider.bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.25, box["y"] + box["height"] / 2)
    assert 0.2 < trait(page, "threshold") < 0.3
    check_threshold(page, trait(page, "threshold"))
    page.get_by_role("spinbutton").fill("0.4321")
    check_threshold(page, 0.4321)
    expect(slider).to_have_value("432")
    assert "found" in slider.get_attribute("aria-valuetext")


def test_a_finger_moves_the_slider(shown, browser):
    context = browser.new_context(viewport={"width": 500, "height": 900}, has_touch=True, is_mobile=True)
    page = shown(explorer(), on=context.new_page())
    box = page.get_by_role("slider").bounding_box()
    assert box["height"] >= 44
    page.touchscreen.tap(box["x"] + box["width"] * 0.7, box["y"] + box["height"] / 2)
    assert 0.6 < trait(page, "threshold") < 0.8
    check_threshold(page, trait(page, "threshold"))
    context.close()


def test_the_page_and_numpy_agree_at_200_thresholds_in_every_pixel(shown):
    page = shown(explorer())
    rng = np.random.default_rng(9)
    truth = np.where(TRUTH == 2, 0, TRUTH)
    for threshold in [0.0, 1.0, *rng.choice(PROBABILITY.ravel(), 99), *rng.random(99)]:
        set_trait(page, "threshold", float(threshold))
        assert trait(page, "matrix") == confusion_matrix(truth, threshold <= PROBABILITY, 2).tolist()
    set_trait(page, "threshold", 0.5)
    drawn = page.evaluate(
        """() => {
            const canvas = document.querySelectorAll(".layers canvas")[1];
            const f = canvas.width / 64;
            const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
            const alphas = [];
            for (let y = 0; y < 48; y++) for (let x = 0; x < 64; x++) {
                const counts = {};
                for (let p = 0; p < f * f; p++) {
                    const at = 4 * ((y * f + Math.floor(p / f)) * canvas.width + x * f + (p % f));
                    const key = [...data.slice(at, at + 3)].map((v) => Math.round(v / 24)).join();
                    counts[key] = (counts[key] ?? 0) + 1;
                }
                alphas.push(Object.entries(counts).sort((a, b) => b[1] - a[1])[0][0]);
            }
            return alphas;
        }"""
    )
    positive = PROBABILITY >= 0.5
    kinds = np.select([truth == 255, (truth == 1) & positive, truth == 1, positive], [5, 1, 2, 3], 0).ravel()
    assert (
        len({(kind, color) for kind, color in zip(kinds.tolist(), drawn, strict=True)}) == len(set(kinds.tolist())) == 5
    )


def test_beta_changes_the_score_that_it_belongs_to(shown):
    page = shown(explorer())
    before = page.locator(".scores .value").all_inner_texts()
    page.get_by_role("combobox").select_option("2")
    after = page.locator(".scores .value").all_inner_texts()
    assert before[:3] == after[:3]
    assert before[3] != after[3]


# the matrix


def test_every_score_follows_a_count_at_once(shown):
    page = shown(matrix_explorer())
    field = page.get_by_label("truly cup, predicted table")
    field.focus()
    page.keyboard.press("ArrowUp")
    changed = MATRIX.copy()
    changed[1, 0] = 5
    expect(page.get_by_role("button", name="IoU of cup:")).to_contain_text(f"{iou_per_class(changed)[1]:.3f}")
    page.keyboard.press("PageUp")
    changed[1, 0] = 105
    expect(page.get_by_role("button", name="IoU of cup:")).to_contain_text(f"{iou_per_class(changed)[1]:.3f}")
    page.keyboard.press("Enter")
    expect(page.get_by_label("truly spoon, predicted table")).to_be_focused()
    assert trait(page, "matrix") == changed.tolist()
    page.get_by_role("button", name="Reset").click()
    assert trait(page, "matrix") == MATRIX.tolist()
    expect(field).to_have_value("4")


def test_a_score_in_focus_shows_its_cells_and_its_formula(shown):
    page = shown(matrix_explorer())
    page.get_by_role("button", name="recall of cup:").focus()
    expect(page.locator(".formula")).to_have_text("recall of cup = found / (found + missed) = 45 / (45 + 5) = 0.900")
    assert page.locator("td.above input").evaluate_all("all => all.map(f => f.value)") == ["45"]
    assert page.locator("td.below input").evaluate_all("all => all.map(f => f.value)") == ["4", "1"]
    page.get_by_role("button", name="pixel accuracy:").hover()
    expect(page.locator(".formula")).to_have_text("pixel accuracy = right / all = (50 + 45 + 48) / 156 = 0.917")
    styles = page.locator("td.above, td.below").evaluate_all("all => all.map(c => getComputedStyle(c).outlineStyle)")
    assert sorted(set(styles)) == ["dashed", "solid"]


@pytest.mark.parametrize("wrong", ["", "-3", "1.5"])
def test_what_is_no_count_is_said_and_changes_nothing(shown, wrong):
    page = shown(matrix_explorer())
    field = page.get_by_label("truly cup, predicted cup")
    field.fill(wrong)
    expect(page.get_by_role("alert")).to_contain_text("whole number")
    assert trait(page, "matrix") == MATRIX.tolist()
    field.fill("7")
    expect(page.get_by_role("alert")).to_have_text("")
    assert trait(page, "matrix")[1][1] == 7


def test_a_class_that_is_nowhere_has_no_score(shown):
    page = shown(MatrixExplorer(np.array([[3, 0], [0, 0]]), ["table", "cup"]))
    expect(page.get_by_role("button", name="IoU of cup: undefined")).to_be_visible()
    expect(page.get_by_role("button", name="mean IoU: 1.000")).to_be_visible()


# for everyone


@pytest.mark.parametrize("make", WIDGETS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_rule_for_accessible_pages_is_broken(shown, page, make, scheme):
    page.emulate_media(color_scheme=scheme)
    shown(make())
    page.locator("summary").click()
    found = Axe().run(page)
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found.response["violations"]] == []


@pytest.mark.parametrize("make", WIDGETS)
@pytest.mark.parametrize("width", [720, 400])
def test_nothing_is_cut_off_when_there_is_little_room(shown, page, make, width):
    page.set_viewport_size({"width": width, "height": 450})
    shown(make())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    cut = page.locator(".segmetrics :is(button, input, select)").evaluate_all(
        "(all, width) => all.filter(e => !e.closest('.left, .right, .wide') && e.getBoundingClientRect().right > width)"
        ".map(e => e.outerHTML)",
        width,
    )
    assert cut == []


@pytest.mark.parametrize("make", WIDGETS)
def test_the_colours_forced_by_a_user_are_kept(shown, page, make):
    page.emulate_media(forced_colors="active")
    shown(make())
    ground, ink = page.locator(".segmetrics").evaluate(
        "e => [getComputedStyle(e).backgroundColor, getComputedStyle(e).color]"
    )
    assert ground != ink


def test_a_real_scene_with_a_background_that_is_none_can_be_painted(shown):
    scene = load("road_noon")
    page = shown(PredictionPainter(scene.image, scene.truth, palette=scene.palette))
    expect(page.get_by_role("button", name="eraser")).to_have_count(0)
    expect(page.locator(".legend")).to_contain_text("swapped")
