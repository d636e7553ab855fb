"""The commands: what may be typed behind `segmetrics`, and what it does."""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from segmetrics_lab.cli.copies import Copies, RefusedError, my_folder, refusing_to_write, short_name
from segmetrics_lab.cli.grading_commands import add_grading_commands
from segmetrics_lab.cli.lab import port_number, refuse_missing_jupyterlab, start, untried
from segmetrics_lab.cli.presenting import add_presenting_command

PACKAGE = Path(str(files("segmetrics_lab")))  # pip unpacks a wheel, so these are files
COURSE = PACKAGE / "course"


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command line; without arguments, the one that was typed.

    What a reader can put right is said in one sentence, and the exit code is 1.
    """
    parser = _parser()
    options, more = parser.parse_known_args(arguments)
    strange = [word for word in more if not options.hands_on or not word.startswith("-")]
    if strange:
        way_out = ". Options of JupyterLab take an equals sign: --ip=127.0.0.1" if options.hands_on else ""
        parser.error(f"unrecognized arguments: {' '.join(strange)}{way_out}")
    try:
        options.run(Copies(COURSE, my_folder(PACKAGE, _working_folder())), options, more)
    except RefusedError as problem:
        sys.exit(str(problem))
    except KeyboardInterrupt:
        sys.exit(130)


def lab(copies: Copies, options: Namespace, more: list[str]) -> None:
    """Open the course in JupyterLab, where you left off or on the lesson that you name."""
    notebook = copies.named(options.lesson)[0] if options.lesson else None
    refuse_missing_jupyterlab()
    if options.port is not None:
        more = [f"--ServerApp.port={options.port}", "--ServerApp.port_retries=0", *more]  # this one or none
    if options.no_browser:
        more = ["--no-browser", *more]
    with refusing_to_write(copies.folder):
        _move_aside(copies)
        _tell(*copies.complete())
    print(f"Your copies of the course are in {copies.folder}")
    print(untried(COURSE), end="")
    start(COURSE, copies.folder, notebook or copies.left_off(), options=more)


def fresh(copies: Copies, options: Namespace, more: list[str]) -> None:  # noqa: ARG001 (every command takes them)
    """Start a lesson or an exercise set anew; the file that was there is kept beside it, and so are your guesses."""
    names = copies.named(options.lesson)
    with refusing_to_write(copies.folder):
        _move_aside(copies)
    for name in names:
        with refusing_to_write(copies.folder):
            aside = copies.start_anew(name)
        if aside:
            print(f"Your file is kept as {aside.relative_to(copies.folder.parent)}")
        print(f"As the course has it: {Path(copies.folder.name, name)}")
        if name.startswith("notebooks/"):
            _set_guesses_aside(copies.folder, Path(name).stem)


def _set_guesses_aside(folder: Path, stem: str) -> None:
    """Let the questions of a lesson be asked again; the guesses of the past are kept in the progress file."""
    try:
        from segmetrics_lab.progress import (  # noqa: PLC0415 (it needs filelock, and this may run without)
            FOLDER_VARIABLE,
            LESSONS,
            lesson_texts,
            set_aside,
        )
    except ModuleNotFoundError as missing:
        print(f"Your guesses stay as they are: without {missing.name} they cannot be set aside.")
        return
    os.environ.setdefault(FOLDER_VARIABLE, str(folder))
    lessons = {LESSONS[key]: lesson for key, lesson in lesson_texts()["lessons"].items()}
    moved = set_aside("guesses", lessons.get(stem, {"guesses": []})["guesses"])
    if moved:
        print(f"Its questions ask again: your guesses ({len(moved)}) are set aside.")


def _move_aside(copies: Copies) -> None:
    """Say where the copies of the first edition are, if there were any."""
    aside = copies.move_first_edition_aside()
    if aside:
        print(f"The lessons have new numbers. Your files of the first edition are in {aside}; your progress counts on.")


def _tell(renewed: list[str], kept: list[str]) -> None:
    """Say what is newer in the course, and what was done about it."""
    if renewed:
        print(f"Renewed, as you had not changed them: {', '.join(renewed)}")
    if kept:
        print(f"The course has a newer version of: {', '.join(kept)}. Your copies are kept as they are.")
        fresh_command = "make fresh LESSON=" if "MAKELEVEL" in os.environ else "segmetrics fresh "
        print(f"To start one anew, with yours kept beside it: {fresh_command}{short_name(kept[0])}")


def _working_folder() -> Path:
    """The folder in which the command was given."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        raise RefusedError("The folder you are in was deleted. Go to another one with cd, and start there.") from None


def _parser() -> ArgumentParser:
    """What may be typed."""
    parser = ArgumentParser(prog="segmetrics", description="The course that teaches to judge a segmentation model.")
    parser.set_defaults(hands_on=False)
    commands = parser.add_subparsers(required=True, metavar="command", title="commands")
    opening = commands.add_parser(
        "lab",
        help="open the course in JupyterLab, where you left off",
        description=lab.__doc__,
        allow_abbrev=False,
        epilog="Further options are handed on to JupyterLab; write them with an equals sign, as in --ip=127.0.0.1",
    )
    opening.add_argument("--no-browser", action="store_true", help="print the address instead of opening a browser")
    opening.add_argument("--port", type=port_number, help="the port to listen on")
    opening.set_defaults(run=lab, hands_on=True)
    anew = commands.add_parser("fresh", help="start a lesson anew; your file is kept", description=fresh.__doc__)
    anew.set_defaults(run=fresh)
    for command in (opening, anew):
        hint = "a lesson (03), an exercise set (ex03) or a page (glossary)"
        command.add_argument("lesson", nargs="?", default="", help=hint)
    add_presenting_command(commands)
    add_grading_commands(commands)
    return parser
