"""Hand-drawn truth for the photograph of the cameraman (camera.png, 512 x 512, grey).

The classes cover what one can name at full size. "buildings" holds every structure at the far edge of the field,
with its walls, masts and fences. "person" is the whole man, with coat, gloves, shirt cuff and trousers. "equipment"
is the camcorder with its strap, and the tripod with its handle. Left undecided (255): loose hair, the seam of dark
hand and dark tripod head, the trees and bushes of the far edge (no class of ours), twigs and aerials thinner than
two pixels, the heap of snow on the grass, and the line at which the field meets the far edge.
"""

import numpy as np
from scipy import ndimage

from tools.annotations.drawing import UNDECIDED, Mask, Points, ellipse, polygon, stroke, without_specks

CLASSES = ("sky", "buildings", "grass", "person", "equipment")
BACKGROUND = 0

SKY, BUILDINGS, GRASS, PERSON, EQUIPMENT = range(len(CLASSES))

# --- far edge of the field -------------------------------------------------------------------------------------------

GRASS_TOP = 233.5
GRASS_TOP_LEFT = 237.5
LEFT_OF_PERSON = 30

SKYLINE_LEFT: Points = [
    (-1, 184), (4.4, 184), (4.4, 179.6), (16, 179), (31.5, 179), (33, 177.5), (34.5, 175), (42.5, 175), (43.5, 177),
    (44.5, 174.5), (46.7, 174.2), (46.7, 170.7), (49, 170.7), (51, 171.7), (56, 172), (60, 240), (-1, 240),
]
SKYLINE_BEHIND_CHIN: Points = [(236, 176.6), (275, 176.6), (275, 240), (236, 240)]
SKYLINE_RIGHT: Points = [
    (304, 170.5), (356, 170.7), (357, 168.6), (359, 166.2), (362, 165.7), (372, 166.2), (376, 167.8), (380, 170.4),
    (383, 173), (386, 175), (390, 175.6), (398.5, 175.8), (398.6, 181.6), (402, 184.3), (405, 187.5), (406.5, 189.5),
    (410.6, 191), (410.6, 130.5), (413.6, 130), (413.4, 125.5), (415, 124.3), (418.4, 124.5), (419.4, 129.3),
    (421.4, 129.3), (421.4, 116), (423.4, 115.5), (424, 117.6), (428.5, 117.4), (431.4, 120), (431.4, 124.5),
    (430.4, 126.6), (430.4, 129.4), (431.6, 130.4), (431.6, 186.6), (435, 186.8), (438, 189), (440.4, 192),
    (441.5, 194.6), (450.4, 194.6), (450.4, 163.5), (452, 164.5), (470.5, 164.5), (470.5, 175.5), (476, 175.5),
    (483.5, 176.6), (483.5, 179.4), (492.5, 179.4), (492.5, 186.4), (500, 185.6), (513, 186), (513, 240), (304, 240),
]
TREES: dict[str, Points] = {
    "fir": [
        (346.5, 196), (348.5, 197), (351, 203), (353.5, 208), (354, 234), (339, 234), (338.8, 214.5), (341, 209),
        (340.5, 204), (343, 200),
    ],
    "bare wood": [
        (353, 201), (362, 199.6), (385, 199.8), (389, 195.8), (396, 194.8), (402, 192.6), (405, 190), (410.6, 190.6),
        (414, 193), (417.5, 189.6), (421, 187), (430, 186), (436, 186.6), (440, 191), (442.6, 195.6), (449, 197),
        (437, 201.6), (428, 205), (420, 209.4), (414, 215), (411.6, 222.6), (411.6, 234), (353, 234),
    ],
    "bushes beside the old tower": [
        (458, 188), (462, 184), (470.5, 183), (474, 187), (492.5, 187), (493, 184.6), (513, 184.6), (513, 194.5),
        (487, 194.5), (458, 194.5),
    ],
    "bushes at the right edge": [(497, 199), (513, 199), (513, 210.5), (507, 206.6), (501, 202.6)],
    "twigs before the sky": [
        (441, 183), (442.6, 167), (446, 161.6), (450.4, 163.4), (450.4, 196), (445, 194.4), (441.6, 194.6),
    ],
}
THIN_ROOF_PARTS: dict[str, Points] = {
    "chimneys at the left edge": [(16.4, 175.3), (24.7, 175.3), (24.7, 179.2), (16.4, 179.2)],
    "aerial of the white tower": [(421, 106), (424, 106), (424, 117.6), (421, 117.6)],
    "aerials of the old tower": [
        (454.6, 160), (457, 158), (458, 144), (461, 144), (462.6, 160), (463.5, 165), (454, 165),
    ],
    "left rim of the dome": [(352.5, 171.5), (354.5, 168), (358, 164.8), (360, 164.8), (360, 168), (357, 171.5)],
}
SNOW_HEAP: Points = [
    (317.6, 240.6), (320, 236), (324.6, 232), (326, 230), (330, 229.8), (332.6, 228), (336, 230.6), (338.6, 236),
    (342.6, 239.6), (342.6, 241.6), (318, 241.6),
]
FIELD_BORDER_RIGHT: Points = [(302, 232.4), (513, 232.4), (513, 234.6), (302, 234.6)]
FIELD_BORDER_LEFT: Points = [(-1, 231.4), (10.5, 231.4), (10.5, 235.4), (17, 235.4), (17, 237.6), (-1, 237.6)]
FIELD_BORDER_BETWEEN_ARMS: Points = [(250.5, 222), (263, 222), (263, 234.4), (244, 234.4), (244, 232.4), (250.5, 232.4)]

# --- person ----------------------------------------------------------------------------------------------------------

PERSON_OUTLINE: Points = [
    (-1, 260), (0, 259), (4, 253), (10, 245), (15, 236), (17, 233), (18, 228), (20, 224.6), (26, 222), (28, 217),
    (31, 211), (33, 206), (38, 198), (42, 192), (49, 183), (52, 177), (55, 171), (58, 166), (62, 159), (66, 154),
    (71, 148), (76, 143), (80, 140), (90, 134.5), (100, 130), (110, 126.6), (117, 124.4), (123, 123.8), (130, 124.4),
    (133, 120), (138, 115), (145, 111), (150, 106.6), (155, 105), (160.6, 105.4), (162, 102), (164, 97), (170, 91),
    (177, 82), (185, 74), (192, 69), (203, 67), (212, 67.4), (218, 68), (225, 70), (233, 73), (240, 78), (246, 83),
    (252, 89), (258, 95), (263, 101), (267, 107), (269.5, 112), (270, 120), (268.6, 126), (258, 126.6), (257, 131),
    (257.4, 139.4), (251.6, 143), (250.6, 148), (251, 155), (253, 160), (254.5, 165), (254, 168), (252, 170),
    (248, 171), (245.5, 171.5), (245.5, 175), (244.5, 177.6), (242, 178.6), (241.5, 190), (240.6, 196), (239.5, 200),
    (238.6, 204.4), (242.4, 204.6), (242.6, 210), (243.6, 214.6), (242.4, 221), (243.4, 226), (245, 233),
    (246.6, 241), (248.4, 246), (252, 242), (258, 235.6), (262, 231), (262, 226), (260.8, 222), (261.4, 216.6),
    (264, 213.4), (267.4, 208.4), (267.4, 207), (280, 206), (297, 190), (305, 182.6), (320, 182.6), (317.6, 176.6),
    (317.6, 171), (318.6, 168.6), (322, 167.2), (325.6, 168), (328.4, 171), (330.2, 177), (329.6, 184), (331, 188),
    (331.4, 192), (330, 197), (328, 200), (324.8, 201), (324, 206), (322.6, 211), (320.4, 215), (319, 219.4),
    (314, 226), (310, 229), (306, 232), (304, 233), (297.5, 236), (297.5, 248.6), (299, 250), (301, 257), (303.6, 267),
    (304.6, 273), (301.6, 275.6), (299.4, 279), (297.4, 280.6), (288.4, 286.6), (277, 295.6), (268, 301.4),
    (256, 308.4), (249, 312), (243, 312), (237, 310), (228, 304.6), (217, 299.6), (206, 293.4), (200.6, 302.6),
    (190, 318.6), (180, 332), (168, 345.6), (154, 365), (141, 380.6), (142.6, 390), (145, 405), (147.4, 420),
    (148.6, 437), (149.6, 460), (150.4, 480), (151, 513), (-1, 513),
]
DARK_CLOTH_BELOW = 95
SNAP_WITHIN_PX = 3
NO_SNAP_AREA: Points = [(236, 128), (340, 128), (340, 245), (236, 245)]
HAIR_SURROUNDINGS: Points = [
    (178, 80), (190, 66), (184, 60), (205, 57), (232, 60), (252, 76), (272, 100), (276, 118), (273, 135), (256.8, 135),
    (258, 126), (266, 122), (264, 104), (250, 90), (225, 74), (205, 72), (190, 76),
]
HAIR_DARKER_THAN_SKY_BY = 9
KNUCKLES_AROUND_HANDLE: Points = [
    (225.6, 207.6), (231, 204.8), (242.4, 204.6), (242.4, 209.6), (233, 210), (225.6, 210.2),
]
HAND_AGAINST_TRIPOD_HEAD: Points = [
    (295.4, 191), (298, 191), (298, 199), (303, 205), (301, 207), (295, 203), (293, 206), (293, 216.4), (288.6, 216.4),
    (291, 207), (289, 202.6), (295.4, 199.6),
]

# --- equipment -------------------------------------------------------------------------------------------------------

CAMCORDER: Points = [
    (257.4, 139.4), (264, 138.8), (278, 139.4), (281, 140.6), (284.6, 142), (290, 141.4), (300, 140.4), (308, 139.2),
    (317.5, 138.5), (324.5, 138.5), (324.5, 155.5), (319.6, 155.5), (319.6, 167.6), (317.6, 171), (317.6, 176.6),
    (320, 176.6), (320, 182.6), (306, 182.6), (304.6, 188.6), (297, 189), (297, 200), (291, 201), (291.6, 210),
    (289, 216), (286, 216), (279, 210), (277.5, 206), (272, 205), (277.5, 200), (277.5, 198.6), (272.6, 198.6),
    (272.6, 186.6), (274, 185.6), (269.6, 182.8), (266, 180.6), (264.6, 176.6), (259.4, 176.6), (259.4, 150.8),
    (252.5, 150.8), (252.5, 143), (254, 141),
]
PAN_HANDLE: Points = [(242, 208.1), (262, 206.9), (280, 205.2)]
STRAP: Points = [(307, 177), (305.7, 188), (304.4, 198), (303.5, 212), (302.6, 231)]
STRAP_PENDANT = ((302.3, 239.3), (6.2, 9.0))
CENTRE_COLUMN: list[Points] = [
    [(288, 217), (289.6, 216.4), (295, 216.4), (296.5, 219), (296.5, 246), (297.5, 248), (297.5, 314), (288.4, 314)],
    [(287.5, 345), (298.5, 345), (298.5, 476), (287.5, 476)],
    [
        (286.4, 473.6), (299.6, 473.6), (299.6, 477.4), (302.4, 477.6), (302.4, 481.4), (300.4, 482), (300.4, 485),
        (299, 486.6), (288.4, 486.6), (288.4, 483), (286.4, 482),
    ],
]
TRIPOD_SHOULDER: Points = [
    (282.6, 312.4), (302.6, 312.4), (303.4, 314.4), (307.6, 314.6), (310.6, 316), (310.6, 321.6), (312.4, 325),
    (313, 329.6), (309, 330.4), (306, 335.6), (303.6, 338.6), (299.6, 339.6), (299.6, 345.5), (286.4, 345.5),
    (286.4, 330), (276.6, 329.8), (278, 322), (280, 315.6), (282.6, 315.4),
]
CRANK: Points = [
    (307.6, 313.6), (310, 310.6), (323.4, 304), (323.4, 300.5), (337.5, 300.5), (337.5, 305.6), (336.4, 307.4),
    (330, 307.2), (327, 305.6), (325.6, 307), (316, 313.6), (310.6, 318.6), (308, 318),
]
TRIPOD_LEGS: dict[str, Points] = {
    "front left": [
        (280.2, 330), (288, 330), (285.6, 340), (280.6, 360), (275, 382), (269, 402), (263, 420), (258.4, 440),
        (253, 460), (247.6, 476), (246, 485), (237, 485), (239.2, 475), (243.8, 458), (248.9, 440), (255, 420),
        (261, 400), (267.4, 379), (274, 355),
    ],
    "front left, lower half": [(232, 501), (240, 501), (237.4, 513), (229.6, 513)],
    "front left, clamp": [
        (231.6, 484.4), (242.4, 484.4), (243, 488), (247, 488), (247, 493), (243.6, 497), (246, 498), (243, 504.6),
        (239.6, 502), (230.6, 502), (230.6, 490),
    ],
    "back left": [
        (286.6, 345), (284, 356), (279, 378), (274.4, 400), (269, 420), (264.4, 440), (260.6, 459.6), (263.4, 460.4),
        (263.4, 466), (260.6, 470), (258, 475.6), (256, 478), (247.8, 513), (242, 513), (250.4, 477), (250, 470),
        (255, 440), (266, 402), (278, 360), (285, 344),
    ],
    "right": [
        (307.6, 330), (313, 330), (351.4, 406.6), (363.2, 429), (373.6, 450), (385.6, 474), (382, 478), (371, 460),
        (352.4, 420), (336.6, 389), (318.8, 356), (309, 336),
    ],
    "right, clamp": [
        (380.6, 479.6), (384.6, 475), (387.4, 473), (391.4, 473.4), (396, 481), (397.4, 487.4), (392.4, 490.4),
        (390, 491.4), (384.6, 488.4), (380.6, 484),
    ],
    "right, lower half": [(390.6, 490), (395, 488.6), (401.6, 502), (406.6, 513), (402.4, 513), (397, 502)],
}
TRIPOD_BRACES: dict[str, tuple[Points, float]] = {
    "back left": ([(260, 468), (275, 475), (289, 481)], 4.6),
    "front left": ([(246, 490.2), (268, 487.4), (290, 484.2)], 5.0),
    "right": ([(299, 482.6), (340, 482), (382, 481)], 4.2),
}


def label_map(image: np.ndarray) -> np.ndarray:
    """The class of every pixel of the photograph, 255 where nobody can tell."""
    grey = image.astype(float)
    labels = _scenery(grey.shape)
    person = _person(grey)
    equipment = _equipment(grey.shape)
    labels[_loose_hair(grey) & ~person] = UNDECIDED
    labels[person] = PERSON
    labels[equipment] = EQUIPMENT
    for seam in (KNUCKLES_AROUND_HANDLE, HAND_AGAINST_TRIPOD_HEAD):
        labels[polygon(grey.shape, seam)] = UNDECIDED
    return without_specks(labels)


def _scenery(shape: tuple[int, int]) -> np.ndarray:
    """Sky, far edge and field, as if nobody stood before them."""
    rows, columns = np.indices(shape)
    labels = np.full(shape, SKY, dtype=np.uint8)
    for skyline in (SKYLINE_LEFT, SKYLINE_BEHIND_CHIN, SKYLINE_RIGHT):
        labels[polygon(shape, skyline)] = BUILDINGS
    grass_top = np.where(columns < LEFT_OF_PERSON, GRASS_TOP_LEFT, GRASS_TOP)
    labels[rows > grass_top] = GRASS
    undecided = [*TREES.values(), *THIN_ROOF_PARTS.values()]
    undecided += [SNOW_HEAP, FIELD_BORDER_LEFT, FIELD_BORDER_BETWEEN_ARMS, FIELD_BORDER_RIGHT]
    for outline in undecided:
        labels[polygon(shape, outline)] = UNDECIDED
    return labels


def _person(grey: np.ndarray) -> Mask:
    """The drawn outline; where dark cloth or hair meets a bright backdrop, the border follows the brightness."""
    drawn = polygon(grey.shape, PERSON_OUTLINE)
    frame = np.pad(drawn, SNAP_WITHIN_PX, mode="edge")
    outside_px = ndimage.distance_transform_edt(~frame)
    inside_px = ndimage.distance_transform_edt(frame)
    inner = (slice(SNAP_WITHIN_PX, -SNAP_WITHIN_PX),) * 2
    near_border = (np.maximum(outside_px, inside_px) <= SNAP_WITHIN_PX)[inner]
    near_border &= ~polygon(grey.shape, NO_SNAP_AREA)
    smoothed = ndimage.gaussian_filter(grey, 0.5)
    return np.where(near_border, smoothed < DARK_CLOTH_BELOW, drawn)


def _loose_hair(grey: np.ndarray) -> Mask:
    """Pixels around the head that are darker than the sky, smoothed into a closed fringe."""
    around_head = polygon(grey.shape, HAIR_SURROUNDINGS)
    sky_level = ndimage.median_filter(grey, size=(1, 9))[40].mean()
    fringe = around_head & (ndimage.gaussian_filter(grey, 0.7) < sky_level - HAIR_DARKER_THAN_SKY_BY)
    return ndimage.binary_closing(fringe, iterations=1)


def _equipment(shape: tuple[int, int]) -> Mask:
    """Camcorder, strap and tripod."""
    mask = polygon(shape, CAMCORDER) | stroke(shape, PAN_HANDLE, 3.4)
    mask |= stroke(shape, STRAP, 2.6) | ellipse(shape, *STRAP_PENDANT)
    for outline in (*CENTRE_COLUMN, TRIPOD_SHOULDER, CRANK, *TRIPOD_LEGS.values()):
        mask |= polygon(shape, outline)
    for points, width_px in TRIPOD_BRACES.values():
        mask |= stroke(shape, points, width_px)
    return mask
