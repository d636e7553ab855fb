"""A tabby cat against blurred cloth; outlines follow the picture at five to twelve times its size.

The cat's outline runs through the middle of the blurred edge of its fur; a band along it, and whiskers before the
background, are of no class. The eye is the visible eyeball inside the dark rim of the lids, the nose its bare skin
with the nostril. The blurred tan and white cloth to the right of the muzzle is background.
"""

import numpy as np

from tools.annotations.drawing import UNDECIDED, Mask, Points, ellipse, polygon, stroke

CLASSES = ("background", "cat", "eye", "nose")
BACKGROUND = 0

CAT, EYE, NOSE = 1, 2, 3

# Downwards along the left edge of the picture's upper half, to where the fur meets the border of the picture.
LEFT_FUR_EDGE = [
    *((40, -3), (40, 5), (39, 10), (38.5, 15), (37.5, 20), (36, 25), (34.5, 30), (33.5, 35), (32.5, 40), (32.5, 45)),
    *((33, 50), (33, 55), (33, 60), (32.5, 65), (32, 70), (31.5, 75), (31, 80), (30, 85), (31, 90), (31, 95)),
    *((30.5, 100), (28, 105), (24, 109.5), (19, 113), (14, 117), (8, 121.5), (0, 126), (-3, 128)),
]

# Downwards along the right ear.
EAR_EDGE = [
    *((402, -3), (400.5, 2), (398, 7), (394, 11), (390, 15), (386.5, 19), (383, 23), (380.5, 27), (379.5, 31)),
    *((378.5, 36), (377, 41), (375.5, 46), (374, 51), (372, 56), (369, 61), (365, 66), (361, 70), (358.5, 74)),
    *((356.5, 78), (356, 82)),
]

# Loose hair beside the right eye.
BROW_EDGE = [
    *((356, 82), (356, 86), (357, 90), (359, 95), (361, 100), (363, 105), (364, 110), (365, 115), (365, 120)),
    *((363, 124), (361.5, 128), (362, 132), (363, 136), (363.5, 140), (364, 145), (363.5, 149), (362.5, 154)),
]

CHEEK_EDGE = [
    *((362.5, 154), (359.5, 159), (357, 164), (355, 169), (353, 174), (349, 180), (346, 185), (343, 190), (340, 195)),
    *((336, 200), (331, 206), (326, 210.5), (321, 215), (317, 219), (315, 222)),
]

MUZZLE_EDGE = [
    *((315, 222), (314, 226), (315, 232), (316.5, 237), (319, 242), (320, 247), (317, 252), (314, 257), (311, 262)),
    *((309, 268), (305, 273), (302, 277), (298, 280), (290, 282)),
]

# Below the chin the chest passes into blurred cloth of the same colour.
CHEST_EDGE = [(290, 282), (286, 290), (280, 303)]
CHEST_DOUBT = [(284, 282), (292, 282), (302, 278), (303, 288), (300, 301), (268, 301), (276, 290)]

# The dark gap or stripe at the left border of the picture, below the cloth.
DARK_GAP = [(-1, 126), (8, 122), (11, 128), (11, 136), (8, 141), (9, 146), (4, 152), (6, 158), (5, 164), (-1, 170)]

LEFT_EYE = [
    *((148, 90), (152, 88), (158, 86.5), (165, 86.5), (173, 87), (180, 89.5), (187, 93), (193, 98), (197, 103)),
    *((200, 109), (201.5, 115), (201.5, 120), (199.5, 126), (196, 132), (191, 137), (184, 140.5), (178, 143)),
    *((172, 143.5), (166, 142.5), (160, 139.5), (154, 135), (148, 129), (144, 122), (141, 115), (139.5, 107)),
    *((140, 101), (142, 96), (145, 92)),
]
LEFT_EYE_GLINT = [(205, 122), (205, 130), (201, 137), (196, 142.4), (191, 142.4), (193, 139), (197, 133), (202, 125)]

RIGHT_EYE = [
    *((296, 151), (295.5, 145), (295.5, 138), (297, 132), (300, 126), (304, 122), (309, 119), (314, 115.5)),
    *((319, 112.5), (324, 110.5), (330, 110), (334, 112), (337, 117), (338.5, 123), (339, 130), (338.5, 136)),
    *((336.5, 142), (333, 147), (329, 152), (324, 156), (318, 159), (311, 160), (304, 158.5), (299, 156)),
]

NOSE_OUTLINE = [
    *((240, 234), (243, 231), (247, 229), (253, 228), (259, 228.5), (265, 230.5), (270, 232.5), (276, 233)),
    *((281, 231.5), (286, 230.5), (290, 231.5), (291.5, 234), (290, 238), (285, 242), (280, 245.5), (276, 249)),
    *((273, 253), (271, 257), (267, 260.5), (262, 262), (258, 264), (255, 263), (252.5, 258), (251, 252)),
    *((250, 246), (246, 241), (242, 238)),
]
NOSE_CREASES = ([(229, 225), (234, 231), (241, 236)], [(255, 262), (254, 270)])

# Along each stretch of the outline the fur fades over about this many pixels.
FADING_EDGES = (
    (LEFT_FUR_EDGE, 6),
    (EAR_EDGE, 4),
    (BROW_EDGE, 7),
    (CHEEK_EDGE, 4),
    (MUZZLE_EDGE, 6),
)

WHISKERS = (
    [(316, 237), (330, 237.5), (345, 239), (357, 241)],
    [(328, 241), (345, 244), (365, 250), (380, 256), (395, 265)],
    [(312, 258), (325, 266), (341, 278)],
    [(320, 256), (335, 264), (348, 272)],
    [(316, 228), (334, 228)],
    [(314, 239), (328, 240)],
    [(357, 79), (385, 80), (400, 83), (412, 89)],
    [(396, 95), (410, 105)],
)
WHISKER_WIDTH_PX = 3
CREASE_WIDTH_PX = 3


def label_map(image: np.ndarray) -> np.ndarray:
    """Class index of every pixel, UNDECIDED along fading fur and on whiskers."""
    shape = image.shape[:2]
    labels = np.full(shape, BACKGROUND, dtype=np.uint8)
    labels[polygon(shape, cat_outline())] = CAT
    for points, width in FADING_EDGES:
        labels[round_stroke(shape, points, width)] = UNDECIDED
    for whisker in WHISKERS:
        labels[round_stroke(shape, whisker, WHISKER_WIDTH_PX)] = UNDECIDED
    for doubtful in (CHEST_DOUBT, DARK_GAP, LEFT_EYE_GLINT):
        labels[polygon(shape, doubtful)] = UNDECIDED
    for crease in NOSE_CREASES:
        labels[round_stroke(shape, crease, CREASE_WIDTH_PX)] = UNDECIDED
    for eye in (LEFT_EYE, RIGHT_EYE):
        labels[polygon(shape, eye)] = EYE
    labels[polygon(shape, NOSE_OUTLINE)] = NOSE
    return labels


def cat_outline() -> Points:
    """The whole outline: down the right side, along the lower and left border of the picture, up the left edge."""
    right_side = EAR_EDGE + BROW_EDGE + CHEEK_EDGE + MUZZLE_EDGE + CHEST_EDGE
    return [*right_side, (-3, 303), *reversed(LEFT_FUR_EDGE)]


def round_stroke(shape: tuple[int, int], points: Points, width_px: float) -> Mask:
    """A polyline of the given width without notches at its bends."""
    mask = stroke(shape, points, width_px)
    for point in points:
        mask |= ellipse(shape, point, (width_px / 2, width_px / 2))
    return mask
