"""Hand-drawn truth for the photograph of the pagoda above the lake (china.jpg, 640 x 427, colour).

"pagoda" is the whole building with platforms, railings and the ground-floor roofs; the sky and the lake seen between
its columns keep their own classes. "trees" are the near trees only. "water" is the lake with its boats. "shore" is
the land beyond: hazy woods and towns, the island and its bridge. Left undecided (255): crown edges where leaves and
backdrop mix, the seam of pagoda and foliage, the haze in which shore and sky meet, railings one can look through,
and the steps and rocks at the foot of the pagoda, which belong to no class.
"""

import numpy as np
from scipy import ndimage
from skimage import measure

from tools.annotations.drawing import UNDECIDED, Mask, Points, polygon, stroke, without_specks

CLASSES = ("sky", "pagoda", "trees", "water", "shore")
BACKGROUND = 0

SKY, PAGODA, TREES, WATER, SHORE = range(len(CLASSES))

# --- sky, lake and land beyond ---------------------------------------------------------------------------------------

HORIZON = 204.5
HAZE_LEFT: Points = [(-1, 202.6), (112, 202.6), (112, 207.6), (-1, 207.6)]
HAZE_RIGHT: Points = [(300, 201.6), (641, 201.6), (641, 206.4), (300, 206.4)]
LAKE_RIGHT: Points = [
    (305, 236.6), (380, 236.6), (400, 237.4), (424, 238.4), (424, 242), (440, 242.8), (480, 242.8), (497, 241.8),
    (501, 238), (501.5, 233.5), (497, 231), (493, 229.8), (490, 231), (480, 231), (475, 230), (473, 227.8),
    (465, 227.8), (462, 228.4), (450, 228.4), (450, 226.6), (460, 226.6), (470, 224.4), (478, 222.4), (479.5, 219.5),
    (497, 219.8), (501, 220.8), (641, 221.6), (641, 428), (305, 428),
]
LAKE_LEFT: Points = [
    (-1, 279), (20, 278.6), (28, 277.5), (35, 277.2), (45, 275.2), (54, 273.6), (62, 272), (110, 272), (110, 350),
    (-1, 350),
]
BLURRED_BANKS: dict[str, tuple[Points, float]] = {
    "left bank": ([(-1, 279), (20, 278.6), (35, 277.2), (45, 275.2), (54, 273.6), (62, 272)], 3.0),
    "foot of the island": ([(424, 242.4), (440, 243), (480, 243), (498, 241.8)], 3.0),
    "strip behind the bridge": ([(392, 230.6), (424, 230.8)], 3.0),
}

# --- pagoda ----------------------------------------------------------------------------------------------------------

PAGODA_OUTLINE: Points = [
    # finial and upper roof, down its right side
    (197, 30), (205, 29.4), (213, 31), (214.5, 34), (213.4, 42), (212, 46.6), (215, 50), (217, 55), (216.5, 60),
    (217, 63), (222, 67), (230, 75.6), (240, 84), (250, 90.4), (258, 95.4), (260.4, 95.4), (261.4, 92.6), (264, 96),
    (266.5, 98), (267.4, 100.5), (279.6, 102), (281, 105.5), (292, 109), (292.5, 105.5), (295, 106.6), (299.6, 109.5),
    (298, 113), (302, 113.6), (316.6, 116), (318.6, 119), (318, 123), (320.6, 124), (319.4, 126.6), (316, 127),
    (312, 130), (305, 134), (300, 137), (294.5, 138.5), (294.5, 144), (293.6, 145), (293.6, 160),
    # second roof and its gallery, right side
    (296, 160), (298, 163.5), (303, 164), (304.5, 160.5), (306, 163), (309.5, 165), (311, 166.6), (326, 169),
    (328.5, 171), (328.5, 175), (330.5, 178), (329, 179.6), (325, 180.4), (322, 184), (318.5, 185), (319.5, 191),
    (319.5, 225.4), (328, 225.4), (327.6, 235.4), (322.4, 236.4), (322, 240), (325.5, 242), (326, 245), (328.5, 245.6),
    (329, 243), (330.4, 239.4), (332, 240.6), (335.5, 244), (335, 246), (349.6, 249.6), (351, 248.5), (351, 254.6),
    (353, 256.5), (351, 258.5), (348, 258.4), (343, 263.4), (339.4, 266.6), (341.2, 269), (340, 273), (341, 274),
    (341, 304.4), (345, 305.4), (348.6, 306.5), (348.6, 315), (350.6, 315.4), (352.4, 317), (353, 320.4), (356, 323.4),
    (357, 325.6), (362, 327.5), (370, 328.4), (371.5, 331), (371.4, 337),
    # ground floor; the near foliage is drawn over it
    (368, 342), (360, 350), (352, 357), (345, 363), (340, 367), (336.6, 371), (333, 373.6), (328, 377), (322, 385),
    (320, 388), (310, 388), (309.4, 427), (200, 427), (100, 350), (60, 350), (57, 341), (55.5, 338), (55.5, 332),
    (60, 331), (64, 331), (67, 329.4), (69.5, 328.4), (69.5, 325.6), (71.6, 325), (72.6, 322.6), (74.4, 322),
    (75.6, 318), (76.4, 308.6), (81, 308.4),
    # back up the left side
    (80.6, 290), (80, 286), (80.4, 279.4), (76, 276.5), (70, 275.5), (67, 274), (62.4, 274), (62, 272), (64, 268),
    (63.5, 264), (66, 262.5), (67, 260), (69.5, 259), (69.4, 252), (72, 250.6), (85, 249), (85.5, 248), (88, 246),
    (90.6, 242.6), (92.4, 243), (93.6, 246), (94, 246), (92.4, 240), (91.6, 234), (93, 233), (97.6, 233), (97.6, 196),
    (97.6, 189), (93, 188.4), (90, 189), (87, 185.6), (83, 184.5), (83.4, 182), (84, 180), (82.4, 177.5), (85.4, 174),
    (85, 168), (86, 166.4), (104, 166), (106, 163), (109, 160.5), (112, 158.4), (113, 161.6), (119, 160), (119, 151),
    (117, 149), (117, 141.5), (112, 140.5), (108, 138), (103, 133.5), (98, 132), (93, 131), (92.4, 129), (94.5, 128),
    (94, 121.6), (97, 120.4), (97.6, 117.6), (95, 117), (94, 114.5), (97, 113.5), (96, 110), (97, 105.4), (113, 105.6),
    (119.4, 106.4), (118, 103.5), (117, 100.5), (121, 99.6), (122, 96.5), (124.5, 96.6), (124.6, 102), (129, 101.6),
    (135, 100), (145, 96.6), (155, 91.6), (165, 86), (175, 79.6), (183, 72), (190, 65.4), (193, 63), (192, 59),
    (192, 55), (195, 52.6), (196, 49), (198.6, 47), (198, 44), (196.5, 38), (195.6, 32),
]
SNAP_WITHIN_PX = 2
SNAP_ZONES: list[tuple[Points, float]] = [
    ([(60, 62), (340, 62), (340, 183), (60, 189)], 175.0),
    ([(50, 241), (91, 241), (100, 300), (82, 300), (82, 277), (50, 277)], 110.0),
    ([(323, 237), (360, 237), (360, 262), (342, 262), (342, 250), (327, 247)], 150.0),
]
VIEWS_BETWEEN_COLUMNS: dict[str, Points] = {
    "second floor, left": [(103.6, 196.6), (105, 195.5), (109.4, 195.5), (109.4, 219.5), (103.6, 219.5)],
    "second floor, right": [(311.5, 193.5), (315.5, 193.5), (316.4, 195.5), (316.4, 215.4), (311.5, 215.4)],
    "first floor, far left": [
        (85.6, 288.5), (88.6, 288.5), (89, 285.6), (94.5, 285.6), (94.5, 297.5), (85.6, 297.5),
    ],
    "first floor, left": [
        (99.6, 286.5), (102.4, 286.6), (102.4, 289.5), (104.4, 289.5), (104.4, 294.5), (103.4, 295.5), (99.6, 295.5),
    ],
    "first floor, right": [(318.6, 276.5), (322, 274), (323.6, 275.5), (323.6, 289.4), (318.6, 289.4)],
    "first floor, far right": [
        (329.6, 275), (332, 270.5), (335.6, 270.5), (336, 273.5), (337.4, 273.5), (337.4, 295.4), (330.6, 293.4),
        (329.6, 293),
    ],
}
RAILINGS_SEEN_THROUGH: dict[str, Points] = {
    "first floor, far left": [(86.5, 297.5), (95.5, 297.5), (95.5, 306.5), (86.5, 306.5)],
    "first floor, left": [(99.5, 295.5), (104.5, 295.5), (104.5, 303.5), (99.5, 303.5)],
    "first floor, right": [(309.4, 281.4), (312.4, 281.4), (312.4, 308), (309.4, 308)],
}
STEPS_AND_ROCKS: Points = [
    (309.4, 388), (321, 386), (324, 384), (330, 378), (334, 372), (338, 368), (343, 368), (350, 371), (350, 377),
    (344, 386), (338, 396), (334, 404), (328, 412), (330, 427.5), (295, 427.5), (299, 414), (304, 414), (309.4, 418),
]
BLOSSOM_BEFORE_THE_LAKE: Points = [(527, 273), (529, 269.6), (538.6, 269.6), (538.6, 273), (535, 279), (529, 279)]
ROOF_BEHIND_TREES: Points = [(371.8, 332.4), (378, 332), (390, 334), (390, 338.6), (380, 338.6), (371.8, 338)]

# --- near trees ------------------------------------------------------------------------------------------------------

SOLID_TREES: dict[str, Points] = {
    "below the pagoda, left": [
        (-1, 318), (12, 320), (22, 323), (33, 326), (40, 321.4), (46, 321.6), (51, 320.4), (57, 321), (60.4, 319),
        (62.6, 319), (65, 322.4), (69, 324.6), (69.4, 328.4), (66.6, 329.4), (60, 331), (55.6, 332), (55.4, 338),
        (57, 341), (60, 344), (63.6, 348.6), (67, 350.4), (71, 349.6), (75, 346.6), (80, 342.6), (86, 342), (92, 341),
        (96, 340.4), (103, 341.6), (107, 339), (109, 336.4), (113, 335.6), (115, 332.4), (121, 333), (123, 334.6),
        (126.6, 334), (128, 331), (135, 330.8), (140, 331.4), (143, 329.8), (146.6, 330.6), (146.6, 335), (150, 337),
        (149.6, 340), (155, 341), (159, 344), (161, 349.6), (157, 352), (155, 356.4), (163, 357), (169, 359),
        (171.4, 361.6), (180, 362.6), (190, 362), (198, 362), (201, 365), (203, 369), (206, 371), (208, 378),
        (211, 384), (213, 386.4), (222, 385.4), (230, 385.6), (236, 388), (243, 390.4), (250, 391.6), (258, 388.6),
        (265, 389), (268, 393), (275, 395), (281, 400), (286, 404), (288, 410), (291, 412), (297, 410.6), (299, 413),
        (296, 427.5), (-1, 427.5),
    ],
    "branch before the ground-floor roof": [
        (300, 362), (304, 360), (310, 360), (312.6, 363), (317, 361), (319, 365), (318, 371), (320.6, 374.4),
        (326, 376.4), (330, 379), (331, 385), (323, 386.6), (316, 386.6), (310, 389), (304, 391), (299, 388),
        (295.4, 386), (297, 383), (304, 381), (306, 374.6), (299, 373), (298, 367),
    ],
    "below the lake, right": [
        (373, 338.6), (380, 339), (390, 339), (391, 332), (402, 328), (412, 323), (424, 321), (436, 313), (450, 311),
        (461, 303), (474, 299), (480, 301), (490, 304), (508, 302), (522, 295), (534, 285), (548, 286), (560, 293),
        (575, 296), (590, 288), (641, 280), (641, 427.5), (330, 427.5), (328, 412), (334, 404), (338, 396),
        (344, 386), (350, 377), (348, 372), (341, 367), (344, 361), (349, 358), (360, 349.4), (368, 341), (371, 338),
    ],
}
# name: (outline, pixels count as leaf when darker than this, or when yellower than this)
LEAFY_AREAS: dict[str, tuple[Points, float, float]] = {
    "left, before the sky": (
        [(-1, 140), (10, 142), (12, 172), (22, 176), (40, 185), (52, 200), (54, 204), (-1, 204)], 170, 25,
    ),
    "left, before the land": (
        [
            (-1, 204), (54, 204), (56, 212), (66, 210), (80, 225), (80, 245), (64, 252), (48, 256), (36, 268),
            (20, 278), (14, 284), (-1, 284),
        ], 90, 32,
    ),
    "left, before the lake": (
        [(-1, 287), (16, 287), (26, 300), (30, 316), (36, 322), (36, 330), (-1, 330)], 110, 24,
    ),
    "right, crowns before the lake": (
        [
            (372, 332), (376, 326), (384, 316), (404, 308), (425, 304), (438, 296), (456, 290), (470, 284), (486, 282),
            (500, 290), (518, 278), (530, 264), (546, 268), (552, 274), (590, 290), (590, 320), (440, 330), (380, 342),
        ], 173, 24,
    ),
    "right, conifer before the sky": (
        [(641, 125), (596, 128), (575, 150), (565, 180), (560, 195), (556, 202), (641, 202)], 178, 12,
    ),
    "right, conifer before land and lake": (
        [(556, 202), (540, 208), (538, 232), (542, 272), (550, 290), (641, 300), (641, 202)], 165, 12,
    ),
}
COVER_WINDOW_PX = 5
COVER_OF_TREES = 0.5
COVER_OF_BACKDROP = 0.12
SMALLEST_GAP_PX = 20
SEAM_WIDTH_PX = 3


def label_map(image: np.ndarray) -> np.ndarray:
    """The class of every pixel of the photograph, 255 where nobody can tell."""
    colours = image.astype(float)
    shape = image.shape[:2]
    labels = _scenery(shape)
    pagoda = _pagoda(colours.mean(axis=2))
    labels[pagoda] = PAGODA
    for outline in (*RAILINGS_SEEN_THROUGH.values(), STEPS_AND_ROCKS, BLOSSOM_BEFORE_THE_LAKE):
        labels[polygon(shape, outline)] = UNDECIDED
    trees, mixed = _trees(colours, pagoda)
    labels[mixed] = UNDECIDED
    labels[trees] = TREES
    labels[polygon(shape, ROOF_BEHIND_TREES) & ~pagoda] = UNDECIDED
    labels[_seam(labels == TREES, labels == PAGODA)] = UNDECIDED
    return without_specks(labels)


def _scenery(shape: tuple[int, int]) -> np.ndarray:
    """Sky, land and lake, as if neither pagoda nor near trees stood before them."""
    rows, _ = np.indices(shape)
    labels = np.where(rows > HORIZON, SHORE, SKY).astype(np.uint8)
    for lake in (LAKE_LEFT, LAKE_RIGHT):
        labels[polygon(shape, lake)] = WATER
    for haze in (HAZE_LEFT, HAZE_RIGHT):
        labels[polygon(shape, haze)] = UNDECIDED
    for points, width_px in BLURRED_BANKS.values():
        labels[stroke(shape, points, width_px)] = UNDECIDED
    return labels


def _pagoda(brightness: np.ndarray) -> Mask:
    """The drawn outline; along roofs before a bright backdrop, the border follows the brightness."""
    drawn = polygon(brightness.shape, PAGODA_OUTLINE)
    mask = drawn.copy()
    distance = np.maximum(ndimage.distance_transform_edt(drawn), ndimage.distance_transform_edt(~drawn))
    smoothed = ndimage.gaussian_filter(brightness, 0.5)
    for zone, backdrop_above in SNAP_ZONES:
        near_border = polygon(brightness.shape, zone) & (distance <= SNAP_WITHIN_PX)
        mask[near_border] = smoothed[near_border] < backdrop_above
    for view in VIEWS_BETWEEN_COLUMNS.values():
        mask &= ~polygon(brightness.shape, view)
    return mask


def _trees(colours: np.ndarray, pagoda: Mask) -> tuple[Mask, Mask]:
    """Pixels of near trees, and those where leaves and backdrop mix too finely to tell."""
    shape = colours.shape[:2]
    solid = np.zeros(shape, dtype=bool)
    for outline in SOLID_TREES.values():
        solid |= polygon(shape, outline)
    leaves = solid.copy()
    yellowness = colours[..., :2].max(axis=2) - colours[..., 2]
    for outline, darker_than, yellower_than in LEAFY_AREAS.values():
        leafy = (colours.mean(axis=2) < darker_than) | (yellowness > yellower_than)
        leaves |= polygon(shape, outline) & leafy & ~pagoda
    cover = ndimage.uniform_filter(leaves.astype(float), COVER_WINDOW_PX, mode="nearest")
    trees = solid | (_without_small_parts(cover > COVER_OF_TREES, SMALLEST_GAP_PX) & ~pagoda)
    backdrop = _without_small_parts(cover < COVER_OF_BACKDROP, SMALLEST_GAP_PX)
    return trees, ~trees & ~backdrop & ~pagoda


def _seam(one: Mask, other: Mask) -> Mask:
    """A band along the border at which two masks touch."""
    touching = (one & ndimage.binary_dilation(other)) | (other & ndimage.binary_dilation(one))
    return ndimage.binary_dilation(touching, iterations=SEAM_WIDTH_PX // 2) & (one | other)


def _without_small_parts(mask: Mask, smallest_px: int) -> Mask:
    """The mask without parts, and without holes, of fewer pixels."""
    cleaned = mask.copy()
    for value in (True, False):
        parts, count = measure.label(cleaned == value, connectivity=1, return_num=True)
        sizes = np.bincount(parts.ravel(), minlength=count + 1)
        cleaned[(parts > 0) & (sizes[parts] < smallest_px)] = not value
    return cleaned
