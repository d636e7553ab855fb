"""What learners get: lessons and exercises without their solutions, as a folder and as a zip, always the same bytes."""

import io
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from segmetrics_lab.grading.class_folder import About, ClassFolder
from segmetrics_lab.grading.whole_files import write_whole

COURSE = Path(__file__).parents[1] / "course"
KINDS = ("notebooks/*.ipynb", "notebooks/cheat_sheet.*", "exercises/*.ipynb")
"""Beside these the course of the package holds solutions and rubrics, which are not for learners."""

MY_COURSE = "my_course"
"""Under this name `segmetrics lab` finds the folder, and progress is kept in it."""

DATE = (1980, 1, 1, 0, 0, 0)
READ_ME = """\
{name}

1. Install the course, version {version}, as your lecturer says. From the file that you were given, that is:
                          pip install "./segmetrics_lab-{version}-py3-none-any.whl[lessons]"
2. In this folder, run:   segmetrics lab
   Your copies of lessons and exercises are in my_course/, and so is your progress.
{hand_in}"""


def write_for_learners(folder: ClassFolder, about: About) -> list[str]:
    """Write for_learners/ and for_learners.zip; the names of all files, as they stand in both."""
    content = content_for_learners(about)
    for name, data in content.items():
        write_whole(folder.for_learners / name, data)
    write_whole(folder.for_learners.with_suffix(".zip"), _zipped(content))
    return list(content)


def content_for_learners(about: About) -> dict[str, bytes]:
    """Each file by its name."""
    paths = [path for kind in KINDS for path in sorted(COURSE.glob(kind))]
    files = {f"{MY_COURSE}/{path.relative_to(COURSE).as_posix()}": path.read_bytes() for path in paths}
    stems = {path.stem.partition("_")[0]: path.stem for path in paths if path.parent.name == "exercises"}
    soonest = sorted(about.due.items(), key=lambda item: (item[1], item[0]))
    due = (f"   {stems.get(name, name)}.ipynb: until {when:%Y-%m-%d %H:%M %Z}\n" for name, when in soonest)
    hand_in = "".join(("3. Hand in, from my_course/exercises/:\n", *due)) if about.due else ""
    read_me = READ_ME.format(name=about.name, version=version("segmetrics-lab"), hand_in=hand_in)
    return {"README.txt": read_me.encode(), f"{MY_COURSE}/class.json": about.to_json().encode(), **files}


def _zipped(content: Mapping[str, bytes]) -> bytes:
    """The files as a zip."""
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as file:
        for name, data in content.items():
            about = ZipInfo(name, DATE)
            about.compress_type, about.external_attr = ZIP_DEFLATED, 0o644 << 16
            file.writestr(about, data)
    return buffer.getvalue()
