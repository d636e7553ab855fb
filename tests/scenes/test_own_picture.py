"""Pictures of one's own: read as they are, or refused with a way out."""

import struct
import zlib

import cv2
import numpy as np
import pytest
from PIL import Image

from segmetrics_lab.labels import LabelMapError, Palette
from segmetrics_lab.models import split
from segmetrics_lab.scenes import Scene

CATS = Palette(["background", "cat", "eye"], ["#000000", "#ff8000", "#0000ff"])
TRUTH = np.array([[0, 1, 2], [255, 0, 1]], np.uint8)
PIXELS = np.arange(18, dtype=np.uint8).reshape(2, 3, 3)


@pytest.fixture
def folder(tmp_path):
    """A folder with picture.png and truth.png."""
    Image.fromarray(PIXELS).save(tmp_path / "picture.png")
    Image.fromarray(TRUTH).save(tmp_path / "truth.png")
    return tmp_path


def read(folder, image="picture.png", label_map="truth.png", palette=CATS):
    return Scene.from_files(folder / image, folder / label_map, palette)


def image_read(folder, image, name="other.png", **options):
    """What is read of a picture that is saved so."""
    image.save(folder / name, **options)
    return read(folder, name).image


def truth_read(folder, label_map, name="other.png", **options):
    """What is read of a label map that is saved so."""
    label_map.save(folder / name, **options)
    return read(folder, label_map=name).truth


def refusal(call, *arguments, **options):
    with pytest.raises(LabelMapError) as error:
        call(*arguments, **options)
    return str(error.value)


def write_png(path, rows, bits, colours=b""):
    """Write a PNG bit by bit, as Pillow would not: grey, or with this colour table."""

    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    lines = b""
    for row in rows:
        text = "".join(f"{value:0{bits}b}" for value in row)
        text += "0" * (-len(text) % 8)
        lines += b"\0" + bytes(int(text[at : at + 8], 2) for at in range(0, len(text), 8))
    header = struct.pack(">IIBBBBB", len(rows[0]), len(rows), bits, 3 if colours else 0, 0, 0, 0)
    table = chunk(b"PLTE", colours) if colours else b""
    chunks = chunk(b"IHDR", header) + table + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b"")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunks)


# The scene


def test_two_files_and_a_palette_make_a_scene(folder):
    scene = read(folder)
    assert np.array_equal(scene.image, PIXELS)
    assert np.array_equal(scene.truth, TRUTH)
    assert scene.palette == CATS
    assert (scene.name, scene.group, scene.source, scene.licence) == ("picture", "picture", "own picture", "")
    assert not scene.truth.flags.writeable


def test_a_scene_says_whose_picture_it_is(folder):
    files = (str(folder / "picture.png"), str(folder / "truth.png"))
    scene = Scene.from_files(*files, CATS, name="my cat", source="photo: Ada", licence="CC0-1.0")
    assert (scene.name, scene.group, scene.source, scene.licence) == ("my cat", "my cat", "photo: Ada", "CC0-1.0")


@pytest.mark.parametrize(
    ("palette", "wanted"),
    [
        (["background", "cat", "eye"], Palette(["background", "cat", "eye"])),
        (("background", "cat", "eye"), Palette(["background", "cat", "eye"])),
        ({"background": "#000000", "cat": (255, 128, 0), "eye": "#0000ff"}, CATS),
    ],
)
def test_names_or_colours_by_name_make_a_palette(folder, palette, wanted):
    assert read(folder, palette=palette).palette == wanted


@pytest.mark.parametrize("name", ["background", "Background", "_background_"])
def test_the_background_may_stand_anywhere_in_the_list_of_an_annotation_tool(folder, name):
    assert read(folder, palette=["cat", name, "dog"]).palette.background == 1
    assert read(folder, palette={"cat": "#ff8000", name: "#000000", "dog": "#0000ff"}).palette.background == 1
    assert read(folder, palette=["cat", "eye", "dog"]).palette.background == 0
    assert read(folder, palette=Palette(["cat", name, "dog"], background=None)).palette.background is None


@pytest.mark.parametrize(
    ("palette", "words"),
    [
        (None, "palette is None. Pass a Palette, a list of class names"),
        (3, "palette is 3. Pass a Palette"),
        ({"cat"}, r"palette is {'cat'}. Pass a Palette, a list of class names in the order"),
        ("cat", "names is of type str"),
        (["cat"], "names holds 1 classes"),
        ({"#000000": "background", "#ff8000": "cat"}, "'background' is not a colour"),
        ([str(number) for number in range(9)], "9 classes need colours"),
    ],
)
def test_what_cannot_become_a_palette_is_refused_with_a_way_out(folder, palette, words):
    assert words in refusal(read, folder, palette=palette)


# The image


@pytest.mark.parametrize("name", ["p.png", "p.bmp", "p.tif", "p.webp"])
def test_an_image_of_any_format_without_loss_is_read_as_it_is(folder, name):
    options = {"lossless": True} if name == "p.webp" else {}
    assert np.array_equal(image_read(folder, Image.fromarray(PIXELS), name, **options), PIXELS)


def test_a_jpeg_is_read_as_pillow_decodes_it(folder):
    found = image_read(folder, Image.new("RGB", (3, 2), (200, 100, 50)), "p.jpg", quality=95)
    assert np.abs(found.astype(int) - (200, 100, 50)).max() <= 3


def test_a_grey_image_stays_grey(folder):
    grey = np.array([[0, 1, 100], [200, 254, 255]], np.uint8)
    opaque = np.full_like(grey, 255)
    assert np.array_equal(image_read(folder, Image.fromarray(grey)), grey)
    assert np.array_equal(image_read(folder, Image.fromarray(np.dstack([grey, opaque]))), grey)
    assert np.array_equal(image_read(folder, Image.fromarray(grey > 100)), (grey > 100) * 255)


def test_an_image_with_a_colour_table_shows_its_colours(folder):
    image = Image.fromarray(TRUTH % 255)
    image.putpalette([10, 20, 30, 40, 50, 60, 70, 80, 90])
    assert image_read(folder, image)[0].tolist() == [[10, 20, 30], [40, 50, 60], [70, 80, 90]]
    assert image_read(folder, image, transparency=bytes([255, 255, 255]))[0, 1].tolist() == [40, 50, 60]


def test_a_fourth_channel_that_is_opaque_everywhere_is_dropped(folder):
    assert np.array_equal(image_read(folder, Image.fromarray(PIXELS).convert("RGBA")), PIXELS)


@pytest.mark.parametrize(
    ("orientation", "turned"),
    [
        (1, [[1, 2, 3], [4, 5, 6]]),
        (2, [[3, 2, 1], [6, 5, 4]]),
        (3, [[6, 5, 4], [3, 2, 1]]),
        (4, [[4, 5, 6], [1, 2, 3]]),
        (5, [[1, 4], [2, 5], [3, 6]]),
        (6, [[4, 1], [5, 2], [6, 3]]),
        (7, [[6, 3], [5, 2], [4, 1]]),
        (8, [[3, 6], [2, 5], [1, 4]]),
    ],
)
def test_an_image_is_turned_as_its_exif_data_says(folder, orientation, turned):
    exif = Image.Exif()
    exif[0x0112] = orientation
    Image.fromarray(np.array([[1, 2, 3], [4, 5, 6]], np.uint8)).save(folder / "turned.png", exif=exif)
    Image.fromarray(np.zeros_like(turned, dtype=np.uint8)).save(folder / "plain.png")
    assert read(folder, "turned.png", "plain.png").image.tolist() == turned


def test_of_a_cameras_mpo_file_the_photograph_is_read_and_not_its_previews(folder):
    photograph, preview = Image.new("RGB", (3, 2), (250, 0, 0)), Image.new("RGB", (3, 2), (0, 0, 250))
    found = image_read(folder, photograph, "p.mpo", save_all=True, append_images=[preview])
    assert found[..., 0].min() > 240


CLEAR = np.dstack([PIXELS, np.array([[255, 0, 255], [255, 255, 254]], np.uint8)])
KEYED = Image.new("P", (3, 2), 0)
REFUSED_IMAGES = {
    "transparent pixels": (Image.fromarray(CLEAR), {}, ["'x.png' has 2 transparent pixels", "Fill what is"]),
    "one pixel": (Image.new("L", (1, 1), 7), {"transparency": 7}, ["has 1 transparent pixel, and"]),
    "a transparent grey": (Image.new("L", (3, 2), 7), {"transparency": 7}, ["has 6 transparent pixels"]),
    "a transparent colour": (Image.new("RGB", (3, 2)), {"transparency": (0, 0, 0)}, ["has 6 transparent pixels"]),
    "a transparent index": (KEYED, {"transparency": 0}, ["has 6 transparent pixels"]),
    "16 bits of grey": (Image.fromarray(PIXELS[..., 0].astype(np.uint16)), {}, ["I;16 (16 bits)", "scale it to 0"]),
    "frames": (Image.fromarray(PIXELS), {"save_all": True, "append_images": [KEYED]}, ["2 frames", "the frame you"]),
}


@pytest.mark.parametrize(("image", "options", "words"), REFUSED_IMAGES.values(), ids=REFUSED_IMAGES)
def test_an_image_that_would_be_changed_is_refused_with_a_way_out(folder, image, options, words):
    message = refusal(image_read, folder, image, "x.png", **options)
    assert not [word for word in ["the image 'x.png'", *words] if word not in message], message


@pytest.mark.parametrize(("name", "mode", "words"), [("x.jpg", "CMYK", "printing ink"), ("x.tif", "F", "floats")])
def test_images_in_ink_or_floats_are_refused_with_a_way_out(folder, name, mode, words):
    message = refusal(image_read, folder, Image.new(mode, (3, 2)), name)
    assert f"'{name}' has the mode {mode} (" in message
    assert words in message


@pytest.mark.parametrize("channels", [3, 4])
@pytest.mark.parametrize("name", ["deep.png", "deep.tif"])
def test_16_bits_of_colour_are_refused_although_pillow_would_drop_half_of_them(folder, name, channels):
    cv2.imwrite(str(folder / name), np.full((2, 3, channels), 65535, np.uint16))
    assert f"the image '{name}' has 16 bits per channel, but a scene has 8" in refusal(read, folder, name)


@pytest.mark.parametrize("limit", [2, 5])
def test_an_image_beyond_pillows_limit_is_refused(folder, limit, monkeypatch):
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", limit)
    message = refusal(read, folder)
    assert "the image 'picture.png' is too large: Image size (6 pixels) exceeds limit" in message


# The label map


def test_a_label_map_with_a_colour_table_is_read_by_its_indices(folder):
    label_map = Image.fromarray(TRUTH)
    label_map.putpalette(np.random.default_rng(0).integers(0, 255, 768).tolist())
    assert np.array_equal(truth_read(folder, label_map), TRUTH)


@pytest.mark.parametrize("bits", [1, 2, 4])
def test_label_maps_of_few_bits_keep_their_indices(folder, bits):
    label_map = TRUTH % min(3, 2**bits)
    write_png(folder / "grey.png", label_map.tolist(), bits)
    assert np.array_equal(read(folder, label_map="grey.png").truth, label_map)
    table = Image.fromarray(label_map)
    table.putpalette([9, 9, 9, 8, 8, 8, 7, 7, 7])
    assert np.array_equal(truth_read(folder, table, bits=bits), label_map)


def test_an_opaque_fourth_channel_or_alpha_beside_the_indices_changes_nothing(folder):
    opaque = np.full_like(TRUTH, 255)
    assert np.array_equal(truth_read(folder, Image.fromarray(np.dstack([TRUTH, opaque]))), TRUTH)
    colours = Image.fromarray(np.dstack([CATS.colorize(TRUTH), opaque]))
    assert np.array_equal(truth_read(folder, colours), TRUTH)


def test_a_mask_in_the_colours_of_the_palette_becomes_a_label_map(folder):
    assert np.array_equal(truth_read(folder, Image.fromarray(CATS.colorize(TRUTH))), TRUTH)


def test_a_label_map_is_turned_like_an_image(folder):
    exif = Image.Exif()
    exif[0x0112] = 3
    assert np.array_equal(truth_read(folder, Image.fromarray(TRUTH), exif=exif), TRUTH[::-1, ::-1])


def test_a_colour_table_in_another_order_than_the_palette_is_refused(folder):
    swapped = Image.fromarray(np.array([[0, 1, 2], [0, 0, 1]], np.uint8))
    swapped.putpalette([255, 128, 0, 0, 0, 0, 0, 0, 255])
    message = refusal(truth_read, folder, swapped)
    assert "the label map 'other.png' has a colour table with the colours of your palette, but in another" in message
    swapped.putpalette([0, 0, 0, 255, 128, 0, 0, 0, 255])
    assert truth_read(folder, swapped).tolist() == [[0, 1, 2], [0, 0, 1]]


BLACK, ORANGE, BLUE, BORDER = (0, 0, 0), (255, 128, 0), (0, 0, 255), (224, 224, 192)
COLOUR_TABLES = {
    "the palette's, and a border of its own": ({1: ORANGE, 2: BLUE, 255: BORDER}, True),
    "two swapped, and a border of its own": ({1: BLUE, 2: ORANGE, 255: BORDER}, False),
    "one in the place of another that is foreign": ({1: BLUE, 2: (9, 9, 9), 255: BORDER}, False),
    "ignored pixels in the colour of a class": ({1: ORANGE, 2: BLUE, 255: ORANGE}, False),
    "colours that belong to no class": ({1: (9, 9, 9), 2: (8, 8, 8), 255: BORDER}, True),
    "one of the palette among foreign ones": ({0: (7, 7, 7), 1: (9, 9, 9), 2: BLACK, 255: BORDER}, True),
}


@pytest.mark.parametrize(("table", "is_read"), COLOUR_TABLES.values(), ids=COLOUR_TABLES)
def test_a_colour_table_may_not_call_the_classes_by_other_colours(folder, table, is_read):
    label_map = Image.fromarray(TRUTH)
    label_map.putpalette([channel for value in range(256) for channel in table.get(value, BLACK)])
    if is_read:
        assert np.array_equal(truth_read(folder, label_map), TRUTH)
    else:
        assert "values and its colours name different classes" in refusal(truth_read, folder, label_map)


def test_an_index_beyond_the_colour_table_is_still_an_index(folder):
    write_png(folder / "short.png", [[0, 1, 2], [0, 0, 1]], bits=8, colours=bytes([0, 0, 0, 255, 128, 0]))
    assert read(folder, label_map="short.png").truth.tolist() == [[0, 1, 2], [0, 0, 1]]


def test_with_a_colour_table_0_and_255_are_a_class_and_ignored_pixels(folder):
    label_map = Image.fromarray(TRUTH // 255 * 255)
    label_map.putpalette([*range(10, 13)] * 256)
    assert truth_read(folder, label_map).tolist() == [[0, 0, 0], [255, 0, 0]]


def test_with_a_colour_table_of_black_and_white_255_is_the_object(folder):
    label_map = Image.fromarray(TRUTH // 255 * 255)
    label_map.putpalette([value for value in range(256) for _ in range(3)])
    assert "only 0 and 255" in refusal(truth_read, folder, label_map)


BLURRED = CATS.colorize(TRUTH)
BLURRED[1, 2] = (127, 64, 0)
REFUSED_LABEL_MAPS = {
    "black and white": (Image.fromarray(TRUTH // 255 * 255), ["only 0 and 255", "255 means ignored", "0 background"]),
    "all white": (Image.new("L", (3, 2), 255), ["only 0 and 255"]),
    "an unknown index": (Image.fromarray(TRUTH + 1), ["1 scored pixel ", "first is 3 at row 0, column 2", "2 eye"]),
    "mixed colours": (Image.fromarray(BLURRED), ["mask in colours", "#7f4000 at row 1, column 2", "#ff8000 cat"]),
    "indices in all channels": (
        Image.fromarray(np.repeat(TRUTH[..., np.newaxis], 3, axis=2)),
        ["hold class indices", "take one channel, mask[..., 0]"],
    ),
    "clear colours": (Image.fromarray(CLEAR), ["mask in colours", "transparent pixels"]),
    "clear indices": (Image.fromarray(np.dstack([TRUTH, TRUTH])), ["5 transparent pixels"]),
    "16 bits": (Image.fromarray(TRUTH.astype(np.uint16)), ["mode I;16 (16 bits)", "astype(np.uint8)"]),
}


@pytest.mark.parametrize(("label_map", "words"), REFUSED_LABEL_MAPS.values(), ids=REFUSED_LABEL_MAPS)
def test_what_stands_for_no_class_is_refused_with_a_way_out(folder, label_map, words):
    message = refusal(truth_read, folder, label_map, "x.png")
    assert not [word for word in ["the label map 'x.png'", *words] if word not in message], message


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("x.jpg", "'x.jpg' is a JPEG file, but a label map must be a PNG. JPEG mixes neighbouring values"),
        ("x.tif", "'x.tif' is a TIFF file, but a label map must be a PNG. A file that was never"),
        ("x.bmp", "'x.bmp' is a BMP file"),
    ],
)
def test_label_maps_of_other_formats_are_refused_with_a_way_out(folder, name, words):
    assert words in refusal(truth_read, folder, Image.fromarray(TRUTH), name)


def test_a_jpeg_is_known_by_its_content_whatever_it_is_called(folder):
    assert "is a JPEG file" in refusal(truth_read, folder, Image.fromarray(TRUTH), "x.png", format="JPEG")


def test_16_bits_of_colour_are_refused_in_a_label_map_too(folder):
    cv2.imwrite(str(folder / "deep.png"), np.zeros((2, 3, 3), np.uint16))
    assert "the label map 'deep.png' has 16 bits per channel" in refusal(read, folder, label_map="deep.png")


# Both


def test_sizes_that_differ_are_both_said(folder):
    message = refusal(truth_read, folder, Image.new("L", (7, 5)))
    assert "the image 'picture.png' has 2 by 3 pixels (height by width)" in message
    assert "the label map 'other.png' has 5 by 7" in message
    assert "nearest-neighbour" in message
    assert "on its side" not in message


def test_of_a_label_map_on_its_side_it_is_said_so(folder):
    assert "One of them lies on its side" in refusal(truth_read, folder, Image.fromarray(TRUTH.T.copy()))


@pytest.mark.parametrize(("which", "what"), [("image", "the image"), ("label_map", "the label map")])
def test_a_missing_file_is_named(folder, which, what):
    with pytest.raises(FileNotFoundError, match=rf"{what} 'cat\.png' does not exist: looked for .*cat\.png\. Check"):
        read(folder, **{which: "cat.png"})
    (folder / "cats").mkdir()
    with pytest.raises(FileNotFoundError, match=f"{what} 'cats' is a folder"):
        read(folder, **{which: "cats"})


@pytest.mark.parametrize("which", ["image", "label_map"])
def test_a_file_that_is_not_an_image_is_named(folder, which):
    (folder / "notes.png").write_text("not a picture")
    assert "'notes.png' is not an image that Pillow can read" in refusal(read, folder, **{which: "notes.png"})


@pytest.mark.parametrize(("which", "name"), [("image", "picture.png"), ("label_map", "truth.png")])
def test_a_truncated_file_is_named_unless_all_of_its_pixels_are_there(folder, which, name):
    content = (folder / name).read_bytes()
    said = []
    for end in range(len(content)):
        (folder / "cut.png").write_bytes(content[:end])
        try:
            scene = read(folder, **{which: "cut.png"})
        except LabelMapError as error:
            said.append(str(error))
        else:
            assert np.array_equal(scene.image, PIXELS)
            assert np.array_equal(scene.truth, TRUTH)
    assert len(said) > len(content) - 30  # the last bytes of a PNG are checksums and the word that this is the end
    assert not [message for message in said if "'cut.png' " not in message]


def test_reading_closes_its_files_and_leaves_them_alone(folder):
    before = (folder / "picture.png").read_bytes()
    read(folder)
    (folder / "picture.png").rename(folder / "renamed.png")
    assert (folder / "renamed.png").read_bytes() == before


@pytest.mark.parametrize("given", [PIXELS, 3, None, b"picture.png"])
def test_what_is_not_a_path_is_told_how_arrays_become_a_scene(folder, given):
    for files in ((given, folder / "truth.png"), (folder / "picture.png", given)):
        message = refusal(Scene.from_files, *files, CATS)
        assert f"this is of type {type(given).__name__}. Arrays need no file: Scene(name, image" in message


def test_a_path_may_begin_with_the_sign_for_home(folder, monkeypatch):
    for variable in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(variable, str(folder))
    assert Scene.from_files("~/picture.png", "~/truth.png", CATS).name == "picture"


# Frames of a video


def test_frames_of_one_group_stay_on_one_side_of_a_split_by_drive(folder):
    files = (folder / "picture.png", folder / "truth.png")
    frames = [
        Scene.from_files(*files, CATS, name=f"{drive} {frame}", group=drive) for drive in "abcd" for frame in range(5)
    ]
    training, test = split(frames, by="drive")
    assert {frame.group for frame in training} & {frame.group for frame in test} == set()
    assert (len(training), len(test)) == (10, 10)


def test_a_picture_is_a_group_of_its_own_unless_it_is_given_one(folder):
    files = (folder / "picture.png", folder / "truth.png")
    assert Scene.from_files(*files, CATS, name="my cat").group == "my cat"
    with pytest.raises(ValueError, match="group is 7, but it must be a text"):
        Scene.from_files(*files, CATS, group=7)
