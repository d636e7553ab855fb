"""How the label maps of the photographs were drawn: one module a photograph.

Each module has CLASSES (names in the order of their indices), BACKGROUND (an index, or None)
and label_map(image), which draws the uint8 label map with 255 where nobody can tell.
"""
