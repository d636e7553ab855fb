"""Present a lesson to a class: a copy of its lecture opens in JupyterLab as slides, on a kernel of its own.

JupyterLab loads the slides from a copy of course/labextension, which no other command names. Guesses of the room are
kept in a folder that lasts as long as the command, so each lecture asks anew and no learner's progress is touched.
"""

import argparse
import json
import os
import shutil
import socket
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from time import time

from segmetrics_lab.cli.copies import Copies, RefusedError, refusing_to_write, short_name
from segmetrics_lab.cli.lab import LAST_PORT, port_number, refuse_missing_jupyterlab, start, untried

LECTURES = "lectures/*.ipynb"
MINUTES = (45, 20)
USUAL_PORT = 8888


def present(copies: Copies, options: Namespace, more: list[str]) -> None:
    """Show a lesson to a class as slides in its running notebook: one key runs, shows and turns the page.

    It opens a copy made for the lecture, never the learner's own. The keys are shown by ? in the slides.
    """
    lectures = replace(copies, kinds=(LECTURES,))
    name = lecture_named(lectures, copies, options.lesson)
    slides = _slides_in(copies.course / name, options.minutes)
    about = f"Lesson {short_name(name)} has {slides} slide{'s' * (slides != 1)} in {options.minutes} minutes"
    if options.start_at > slides:
        raise RefusedError(f"There is no slide {options.start_at}. {about}.")
    refuse_missing_jupyterlab()
    port = free_port(options.port)
    _keep_a_copy(lectures, name, is_fresh=options.fresh)
    print(f"{about}. In the browser, Page Down or Space goes on, and ? shows all keys.")
    print(untried(copies.course), end="")
    with TemporaryDirectory(prefix="segmetrics-", ignore_cleanup_errors=True) as own:
        _present(copies, name, options, Path(own), [f"--ServerApp.port={port}", "--ServerApp.port_retries=0", *more])


def _present(copies: Copies, name: str, options: Namespace, own: Path, more: Sequence[str]) -> None:
    """Run JupyterLab with the slides; a folder of its own holds what must not last."""
    from segmetrics_lab.progress import FOLDER_VARIABLE  # noqa: PLC0415 (other commands run without filelock)

    os.environ[FOLDER_VARIABLE] = str(own)
    wish = {"notebook": name, "minutes": options.minutes, "from": options.start_at, "started": str(time())}
    (own / "labconfig").mkdir()
    page = json.dumps({"segmetricsPresent": json.dumps(wish)})
    (own / "labconfig" / "page_config.json").write_text(page, encoding="utf-8")
    slides = [f"--LabApp.extra_labextensions_path={_extension(copies.course, own)}"]
    browser = ["--no-browser"] if options.no_browser else []
    start(copies.course, copies.folder, name, options=[*slides, *browser, *more], settings=own, workspaces=own)


def _extension(course: Path, own: Path) -> Path:
    """A copy of what shows the slides, in a folder named after what is in it.

    JupyterLab lets browsers keep these files for a year, so after an update they would show the old ones.
    """
    copy = Path(shutil.copytree(course / "labextension", own / "labextension"))
    about = copy / "segmetrics-present" / "package.json"
    static = about.parent / "static"
    contents = b"".join(path.name.encode() + path.read_bytes() for path in sorted(static.iterdir()) if path.is_file())
    named = static.rename(about.parent / f"static-{sha256(contents).hexdigest()[:16]}")
    about.write_text(about.read_text(encoding="utf-8").replace('"static/', f'"{named.name}/'), encoding="utf-8")
    return copy


def lecture_named(lectures: Copies, lessons: Copies, lesson: str) -> str:
    """The lecture of a lesson ("05", "5"); the nearest is named where there is none."""
    with_slides = [name for name in lectures.names() if _slides_in(lectures.course / name, MINUTES[0])]
    numbers = [short_name(name) for name in with_slides]
    number = lesson.strip().zfill(2)
    if number in numbers:
        return with_slides[numbers.index(number)]
    known = f"Lessons with slides: {', '.join(numbers) or 'none yet'}."
    if number in map(short_name, lessons.names()):
        raise RefusedError(f"Lesson {number} has no slides. {known}")
    raise RefusedError(f"There is no lesson {lesson!r}. {known}{_nearest(number, with_slides)}")


def _nearest(lesson: str, lectures: Sequence[str]) -> str:
    """A question with the lecture that is meant, perhaps: of the nearest number, or with these words in its name."""
    from segmetrics_lab.labels import did_you_mean  # noqa: PLC0415 (it loads numpy)

    names = {short_name(name): Path(name).stem for name in lectures}
    if lesson.isdecimal() and names:
        return f" Did you mean {min(names, key=lambda number: abs(int(number) - int(lesson)))}?"
    holding = [number for number, stem in names.items() if lesson.casefold().replace(" ", "_") in stem]
    return f" Did you mean {holding[0]}?" if holding else did_you_mean(lesson, names.values())


def _slides_in(lecture: Path, minutes: int) -> int:
    """How many slides a lecture of so many minutes has."""
    cells = json.loads(lecture.read_text(encoding="utf-8"))["cells"]
    wanted = {"slide"} if minutes == MINUTES[0] else {"slide", "short"}
    return sum(wanted <= cell["metadata"].keys() for cell in cells)


def _keep_a_copy(lectures: Copies, name: str, *, is_fresh: bool) -> None:
    """Make or renew the copy for the lecture; one in which somebody has written is kept, and that is said."""
    with refusing_to_write(lectures.folder):
        aside = lectures.start_anew(name) if is_fresh else None
        renewed, kept = lectures.complete([name])
    print(f"The copy for the lecture is {lectures.folder / name}")
    if aside:
        print(f"The one before is kept as {aside.name}")
    if renewed:
        print("It was renewed, as you had not changed it.")
    if kept:
        print(
            "The course has a newer version of it; yours is kept as it is. "
            f"To take the new one, with yours kept beside it: segmetrics present {short_name(name)} --fresh"
        )


def free_port(wanted: int | None = None) -> int:
    """The port that is wanted; without a wish the usual one or the next that is free, which is said.

    Raises:
        RefusedError: another program listens on the port that is wanted.
    """
    if wanted is not None:
        if _is_used(wanted):
            raise RefusedError(
                f"Port {wanted} is in use, perhaps by another JupyterLab. Name another one, or leave --port out."
            )
        return wanted
    port = next(port for port in range(USUAL_PORT, LAST_PORT) if not _is_used(port))
    if port != USUAL_PORT:
        print(f"Port {USUAL_PORT} is in use, so this lecture is on port {port}.")
    return port


def _is_used(port: int) -> bool:
    """Does anybody answer on this port of this computer?"""
    try:
        with socket.create_connection(("localhost", port), timeout=1):
            return True
    except OSError:
        return False


def _slide(text: str) -> int:
    """The number of a slide."""
    if not (text.isascii() and text.isdigit() and int(text[:4]) >= 1):
        raise argparse.ArgumentTypeError(f"{text!r} is not the number of a slide: write a whole number from 1 on")
    return int(text[:4])


def add_presenting_command(commands: "argparse._SubParsersAction[ArgumentParser]") -> None:
    """Let present be typed."""
    presenting = commands.add_parser(
        "present",
        help="show a lesson to a class, as slides",
        description=present.__doc__,
        allow_abbrev=False,
        epilog="Further options are handed on to JupyterLab; write them with an equals sign, as in --ip=127.0.0.1",
    )
    presenting.add_argument("lesson", help="the number of a lesson: 05")
    presenting.add_argument("--minutes", type=int, choices=MINUTES, default=MINUTES[0], help="how long it may take")
    presenting.add_argument("--from", dest="start_at", type=_slide, default=1, metavar="SLIDE", help="where to begin")
    presenting.add_argument("--fresh", action="store_true", help="take a new copy; yours is kept beside it")
    presenting.add_argument("--no-browser", action="store_true", help="print the address instead of opening a browser")
    presenting.add_argument("--port", type=port_number, help="the port to listen on")
    presenting.set_defaults(run=present, hands_on=True)
