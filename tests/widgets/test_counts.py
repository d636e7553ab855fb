"""The page and Python compute the same scores."""

import numpy as np

from segmetrics_lab import metrics

PER_CLASS = {
    "iou": metrics.iou_per_class,
    "dice": metrics.dice_per_class,
    "precision": metrics.precision_per_class,
    "recall": metrics.recall_per_class,
    "specificity": metrics.specificity_per_class,
}
OVERALL = ("pixel_accuracy", "mean_iou", "mean_dice", "mean_recall", "frequency_weighted_iou")
SCORES = "data => data.map(({ matrix, beta }) => scoresOf(matrix.flat(), matrix.length, beta))"


def random_matrices(how_many):
    """Matrices of 2 to 16 classes, of which some are in neither map, some in one, and some matrices count nothing."""
    rng = np.random.default_rng(8)
    for _ in range(how_many):
        num_classes = int(rng.integers(2, 17))
        largest = 10 ** int(rng.integers(1, 12))
        matrix = rng.integers(0, largest, (num_classes, num_classes))
        matrix[rng.random(num_classes) < 0.25] = 0
        matrix[:, rng.random(num_classes) < 0.25] = 0
        yield matrix


def test_the_page_computes_every_score_as_python_does(javascript):
    rng = np.random.default_rng(3)
    cases = [(matrix, float(rng.choice([0, 0.5, 1, 2, 3.3]))) for matrix in random_matrices(1000)]
    found = javascript(["counts"], SCORES, [{"matrix": matrix.tolist(), "beta": beta} for matrix, beta in cases])
    assert len(found) == 1000
    undefined = 0
    for (matrix, beta), scores in zip(cases, found, strict=True):
        expected = {name: compute(matrix) for name, compute in PER_CLASS.items()}
        expected |= {name: getattr(metrics, name)(matrix) for name in OVERALL}
        expected["f_beta"] = metrics.f_beta_per_class(matrix, beta)
        assert scores.keys() == expected.keys()
        for name, values in expected.items():
            in_page = np.array(scores[name], dtype=float)  # JSON writes NaN as null, which is None here
            np.testing.assert_allclose(in_page, values, rtol=0, atol=1e-12, equal_nan=True, err_msg=name)
            undefined += int(np.isnan(in_page).sum())
    assert undefined > 1000


def test_a_matrix_that_can_be_counted_by_hand(javascript):
    [scores] = javascript(["counts"], SCORES, [{"matrix": [[2, 1, 0], [1, 4, 0], [0, 0, 0]], "beta": 1}])
    assert scores["iou"] == [0.5, 4 / 6, None]
    assert scores["pixel_accuracy"] == 0.75
    assert scores["recall"] == [2 / 3, 0.8, None]


DECIDE = """({ truth, probability, thresholds }) => thresholds.map((threshold) => {
    const kinds = new Uint8Array(truth.length);
    const counts = decide(truth, Float64Array.from(probability), threshold, kinds);
    return { kinds: Array.from(kinds), counts };
})"""


def test_the_page_decides_every_pixel_as_python_does_also_at_equal_values(javascript):
    rng = np.random.default_rng(5)
    truth = rng.choice([0, 1, 255], (40, 30), p=[0.5, 0.4, 0.1])
    probability = rng.random((40, 30))
    probability[:20] = probability[:20].astype(np.float32)
    probability[0, :11] = np.arange(11) / 10
    equal = [*np.arange(11) / 10, *probability[probability > 0.5][:89].tolist()]
    thresholds = [*equal, *rng.random(100).tolist()]
    data = {"truth": truth.ravel().tolist(), "probability": probability.ravel().tolist(), "thresholds": thresholds}
    for threshold, found in zip(thresholds, javascript(["thresholds"], DECIDE, data), strict=True):
        positive = probability >= threshold
        expected = np.select([truth == 255, (truth == 1) & positive, truth == 1, positive], [5, 1, 2, 3], 0)
        np.testing.assert_array_equal(np.array(found["kinds"]).reshape(truth.shape), expected)
        assert found["counts"] == metrics.confusion_matrix(truth, positive, 2).ravel().tolist()


def test_the_curves_of_the_page_are_the_threshold_sweep(javascript):
    rng = np.random.default_rng(6)
    truth = rng.choice([0, 1, 255], 3000)
    probability = np.where(rng.random(3000) < 0.5, rng.integers(0, 1001, 3000) / 1000, rng.random(3000))
    function = "({ truth, probability }) => sweep(truth, Float64Array.from(probability))"
    found = javascript(["thresholds"], function, {"truth": truth.tolist(), "probability": probability.tolist()})
    sweep = metrics.threshold_sweep(truth[None], probability[None], thresholds=np.arange(1001) / 1000)
    counted = [sweep.true_negatives, sweep.false_positives, sweep.false_negatives, sweep.true_positives]
    np.testing.assert_array_equal(np.array(found), np.stack(counted, axis=1))


PAINT = """({ truth, prediction, width, K, steps }) => {
    const painting = new Painting(Uint8Array.from(truth), Uint8Array.from(prediction), width, K);
    const seen = [];
    for (const { kind, place, to, size } of steps) {
        if (kind === "undo" || kind === "redo") painting[kind]();
        else {
            painting.begin();
            if (kind === "fill") painting.fill(place, to);
            else painting.dab(place, disc(size), to);
            painting.finish();
        }
        seen.push({ prediction: Array.from(painting.prediction), counts: Array.from(painting.counts) });
    }
    return seen;
}"""


def test_the_matrix_kept_pixel_by_pixel_is_the_one_counted_anew(javascript):
    rng = np.random.default_rng(7)
    truth, prediction = rng.choice([0, 1, 2, 255], (20, 24)), rng.integers(0, 3, (20, 24))
    steps = [
        {
            "kind": str(rng.choice(["dab", "dab", "fill", "undo", "redo"])),
            "place": [int(rng.integers(24)), int(rng.integers(20))],
            "to": int(rng.integers(3)),
            "size": int(rng.choice([1, 3, 5, 9])),
        }
        for _ in range(150)
    ]
    steps += [{"kind": "undo"}] * 150
    data = {
        "truth": truth.ravel().tolist(),
        "prediction": prediction.ravel().tolist(),
        "width": 24,
        "K": 3,
        "steps": steps,
    }
    seen = javascript(["painting"], PAINT, data)
    for step in seen:
        now = np.array(step["prediction"]).reshape(truth.shape)
        assert step["counts"] == metrics.confusion_matrix(truth, now, 3).ravel().tolist()
    assert max(np.count_nonzero(np.array(step["prediction"]) != prediction.ravel()) for step in seen) > 50
    assert seen[-1]["prediction"] == prediction.ravel().tolist()


def test_a_brush_is_round(javascript):
    discs = javascript(["painting"], "sizes => sizes.map(disc)", [1, 3, 5])
    drawn = []
    for places in discs:
        shape = np.full((5, 5), ".")
        for x, y in places:
            shape[y + 2, x + 2] = "#"
        drawn.append(["".join(row) for row in shape])
    assert drawn[0] == [".....", ".....", "..#..", ".....", "....."]
    assert drawn[1] == [".....", "..#..", ".###.", "..#..", "....."]
    assert drawn[2] == ["..#..", ".###.", "#####", ".###.", "..#.."]
