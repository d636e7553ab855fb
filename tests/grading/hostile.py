"""Submissions of exercise set 3 that try to get points, to do damage, or only look unusual, and what each deserves.

Every question earns one point here. FOLDER stands for a folder outside of the box, with a gradebook in it.
"""

import json
from dataclasses import dataclass
from textwrap import dedent, indent

from segmetrics_lab.checks import ex03
from segmetrics_lab.grading.cells import code_cells
from tools.build_notebooks import ROOT

QUESTIONS = ("iou", "shifted", "half", "fool", "both_scores")
SOLVED = (ROOT / "exercises/solutions/ex03_accuracy_and_overlap.ipynb").read_bytes()
RIGHT = code_cells(SOLVED)
GIVEN = code_cells((ROOT / "exercises/ex03_accuracy_and_overlap.ipynb").read_bytes())
IMPORTS, IOU, CHECK_OF_IOU, _, _, HALF, _, FOOL, _, BOTH, CHECK_OF_BOTH, _ = RIGHT
HEAD = "def my_iou(truth_mask, prediction_mask):\n"
TOUCHED = "touched-by-an-answer"
"""The name of every file that an answer tries to leave outside of the box."""


@dataclass(frozen=True)
class Submission:
    """A submission.

    Args:
        name: what it does.
        content: its cells of code, or the bytes of the file.
        points: what its questions deserve, in their order.
        problem: words of the reason why nothing in it can be judged; empty if it can.
        is_slow: does it run into a limit of time, or take long to refuse?
    """

    name: str
    content: tuple[str, ...] | bytes
    points: tuple[int, ...] = (1, 1, 1, 1, 1)
    problem: str = ""
    is_slow: bool = False

    def data(self, folder=""):
        """The bytes of the file."""
        if isinstance(self.content, bytes):
            return self.content
        return notebook([text.replace("FOLDER", str(folder)) for text in self.content])


def notebook(cells, **more):
    """The bytes of a notebook."""
    held = [
        {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": text} for text in cells
    ]
    return json.dumps({"cells": held, "metadata": {}, "nbformat": 4, "nbformat_minor": 5, **more}).encode()


def code(text):
    """Lines that are indented as the text around them."""
    return dedent(text).strip("\n")


def in_place_of(cell, text):
    """The solved set with something else in the place of one cell."""
    return tuple(code(text) if own == cell else own for own in RIGHT)


def without(*cells):
    """The solved set without some cells."""
    return tuple(own for own in RIGHT if own not in cells)


def instead_of_iou(body, *, before=""):
    """The solved set with another body of my_iou, and lines above it."""
    return in_place_of(IOU, f"{code(before)}\n{HEAD}{indent(code(body), '    ')}")


def above_iou(text):
    """The solved set with lines above the right my_iou, in its cell."""
    return in_place_of(IOU, f"{code(text)}\n{IOU}")


def below_iou(text):
    """The solved set with lines below the right my_iou, in its cell."""
    return in_place_of(IOU, f"{IOU}\n{code(text)}")


def replaced(old, new):
    """The solved set with another text everywhere."""
    return tuple(text.replace(old, new) for text in RIGHT)


def table_of_known_cases():
    """A look-up table of all cases that the installed package shows, random ones with the usual seed included."""
    known = [*ex03.iou.cases, *ex03.iou.random_cases(0)]
    entries = {repr([argument.tolist() for argument in case.arguments]): case.expected for case in known}
    return f"nan = float('nan')\nTABLE = {entries!r}"


NOTHING = (0, 0, 0, 0, 0)
NO_IOU = (0, 1, 1, 1, 1)
NO_HALF = (1, 1, 0, 1, 1)
NO_BOTH = (1, 1, 1, 1, 0)

IN_FORMAT_3 = {
    "nbformat": 3,
    "nbformat_minor": 0,
    "metadata": {},
    "worksheets": [{"cells": [{"cell_type": "code", "language": "python", "input": text} for text in RIGHT]}],
}
FORGED = {"output_type": "execute_result", "data": {"text/plain": "100"}, "metadata": {}, "execution_count": 1}
WRONG_IOU = f"{HEAD}    return 0.5"

LAYOUTS = [
    Submission("as solved", tuple(RIGHT)),
    Submission("a wrong copy above", (IMPORTS, "def my_iou(t, p):\n    return 0.5", *RIGHT[1:])),
    Submission("the starter copied below", (*RIGHT, GIVEN[1])),
    Submission("drawn in three cells", (*RIGHT[:7], *FOOL.splitlines(), *RIGHT[8:])),
    Submission("drawn twice, differently", (*RIGHT[:7], FOOL.replace("1:4", "0:9"), *RIGHT[7:])),
    Submission("moved to the end", (*without(BOTH), BOTH)),
    Submission("moved above the imports", (BOTH, *without(BOTH))),
    Submission("under another name, with a check of its own", replaced("my_both_scores", "mine_in_the_end")),
    Submission("without checks", tuple(text for text in RIGHT if ".check(" not in text)),
    Submission("without the import of the checks", replaced("from segmetrics_lab.checks import ex03", "")),
    Submission("in one cell", ("\n\n".join(RIGHT),)),
    Submission("in one cell that stops at its end", ("\n\n".join(RIGHT) + "\n1 / 0",)),
    Submission("with magics and a shell", ("%matplotlib inline\n!pip list\nimport os?\n" + IMPORTS, *RIGHT[1:])),
    Submission("in a cell with its time", in_place_of(BOTH, f"%%time\n{BOTH}")),
    Submission("with IPython", above_iou("get_ipython().run_line_magic('matplotlib', 'inline')\ndisplay('x')")),
    Submission(
        "with a magic above a docstring that asks",
        in_place_of(
            BOTH, "%matplotlib inline\n" + BOTH.replace(":\n", ':\n    """Does it work?\n    Who knows?\n    """\n', 1)
        ),
    ),
    Submission(
        "with lines of a shell among its own",
        in_place_of(BOTH, f"files = !ls\nhere = %pwd\n%time x = 1\nassert x == 1\n{BOTH}"),
    ),
    Submission("with the names of IPython", in_place_of(BOTH, f"1\nprint(_, In, Out)\n{BOTH}")),
    Submission("with await", in_place_of(BOTH, f"import asyncio\nawait asyncio.sleep(0)\n{BOTH}")),
    Submission(
        "looks at its feedback",
        in_place_of(BOTH, f"told = ex03.iou.check(my_iou)\nassert told.outcome == 'correct'\n{BOTH}"),
    ),
    Submission("deleted afterwards", (*RIGHT, "del my_iou")),
    Submission("used for something else afterwards", (*RIGHT, "my_iou = my_iou(np.ones(2, bool), np.ones(2, bool))")),
    Submission("with everything that is global", (*RIGHT, "sorted(globals())")),
    Submission("with a byte order mark", b"\xef\xbb\xbf" + notebook(RIGHT)),
    Submission("with the line ends of Windows", replaced("\n", "\r\n")),
    Submission("in the format 3", json.dumps(IN_FORMAT_3).encode()),
    Submission("a cell that is no Python", in_place_of(IOU, IOU.replace("):", ")", 1)), NO_IOU),
    Submission("an answer is missing", without(IOU), NO_IOU),
    Submission("without what it imports", without(IMPORTS), (0, 1, 1, 0, 0)),
    Submission("nothing but the imports", (IMPORTS,), NOTHING),
    Submission("no cell", (), NOTHING),
    Submission("a generator", in_place_of(BOTH, BOTH.replace("return [float", "yield from [float"))),
]
"""However cells are arranged, an answer is found by its name."""

TRICKS = [
    Submission(
        "a table of all known cases",
        instead_of_iou(
            "return TABLE[repr([truth_mask.tolist(), prediction_mask.tolist()])]", before=table_of_known_cases()
        ),
        NO_IOU,
    ),
    Submission(
        "right as often as its own check asks",
        below_iou(
            """
            right, asked = my_iou, []

            def my_iou(truth_mask, prediction_mask):
                asked.append(1)
                return right(truth_mask, prediction_mask) if len(asked) <= 36 else 0.5
            """
        ),
        NO_IOU,
    ),
    Submission(
        "the expectation from a frame",
        instead_of_iou(
            """
            import sys
            frame = sys._getframe()
            while frame:
                for value in list(frame.f_locals.values()):
                    if hasattr(value, "expected"):
                        return value.expected
                frame = frame.f_back
            """
        ),
        NO_IOU,
    ),
    Submission(
        "the expectation from all objects",
        instead_of_iou(
            """
            import gc
            for one in gc.get_objects():
                if hasattr(one, "expected") and hasattr(one, "arguments"):
                    return one.expected
            """
        ),
        NO_IOU,
    ),
    Submission(
        "a table of all known cases, and an end whenever another case comes",
        instead_of_iou(
            """
            import os, threading
            known = TABLE.get(repr([truth_mask.tolist(), prediction_mask.tolist()]))
            if known is None:
                threading.Timer(0, os._exit, [0]).start()
                return 0.5
            return known
            """,
            before=table_of_known_cases(),
        ),
        NO_IOU,
    ),
    Submission(
        "a value on which comparing might fail",
        instead_of_iou(
            """
            known = TABLE.get(repr([truth_mask.tolist(), prediction_mask.tolist()]))
            return known if known is not None else 1
            """,
            before=table_of_known_cases()
            + """
from segmetrics_lab.grading.boxed import wire
encode = wire.encode
wire.encode = lambda value: (1 << 1023) + (1 << 1022) if type(value) is int and value == 1 else encode(value)
""",
        ),
        NO_IOU,
    ),
    Submission("the reference", in_place_of(IOU, "my_iou = ex03.iou.reference"), NO_IOU),
    Submission("the cases emptied", instead_of_iou("return 0.5", before="ex03.iou.cases = []"), NO_IOU),
    Submission(
        "the letter that is right",
        in_place_of(HALF, "my_half = next(k for k, o in ex03.half.options.items() if o.is_right)"),
        NO_HALF,
    ),
    Submission("all letters at once", in_place_of(HALF, "my_half = 'abcd'"), NO_HALF),
    Submission(
        "equal to everything",
        instead_of_iou(
            "return Y(0)",
            before="""
            class Y(float):
                __eq__ = __le__ = __lt__ = lambda s, o: True
                __sub__ = __rsub__ = __abs__ = lambda s, *o: Y(0)
                __hash__ = float.__hash__
            """,
        ),
        NO_IOU,
    ),
    Submission(
        "a class that calls itself numpy's",
        instead_of_iou(
            "return G(0)",
            before="""
            class F(float):
                __sub__ = __rsub__ = lambda s, o: 0.0

            class G(np.float64):
                __module__ = "numpy"

                def item(self):
                    return F(0)
            """,
        ),
        NO_IOU,
    ),
    Submission(
        "an array of lies",
        instead_of_iou(
            "return np.zeros(1).view(L)",
            before="""
            class L(np.ndarray):
                __eq__ = __le__ = lambda s, o: True
                __hash__ = None
            """,
        ),
        NO_IOU,
    ),
    Submission(
        "the engine patched",
        instead_of_iou(
            "return 0.5",
            before="""
            import segmetrics_lab.checks.engine.comparing as one, segmetrics_lab.checks.engine.diagnosing as other
            one.agrees = other.agrees = lambda *_, **__: True
            """,
        ),
        NO_IOU,
    ),
    Submission(
        "a function of the library patched",
        instead_of_iou(
            "return 0.5",
            before="""
            from segmetrics_lab import metrics
            metrics.iou_per_class = lambda *_: [0.5, 0.5]
            """,
        ),
        NO_IOU,
    ),
    Submission(
        "numpy patched",
        instead_of_iou("return 0.5", before="np.sum = np.mean = np.isnan = lambda *_, **__: True"),
        NO_IOU,
    ),
    Submission(
        "Python patched",
        instead_of_iou(
            """
            import builtins
            builtins.all = builtins.abs = lambda *_: True
            return 0.5
            """
        ),
        NO_IOU,
    ),
    Submission(
        "the worker patched",
        instead_of_iou(
            "return 0.5",
            before="""
            from segmetrics_lab.grading.boxed import wire
            wire.encode = lambda *_: {"strange": "right"}
            """,
        ),
        NOTHING,  # whatever it hands over afterwards is this
    ),
    Submission(
        "forged notes of what was handed over",
        in_place_of(
            IOU,
            """
            from segmetrics_lab.grading.boxed.standing_in import HANDED
            HANDED["iou"] = (True,)
            my_iou = ...
            """,
        ),
        NO_IOU,
    ),
    Submission(
        "transformers of IPython",
        instead_of_iou(
            "return 0.5",
            before="""
            get_ipython().input_transformers_post.append(lambda lines: [])
            get_ipython().ast_transformers.append(None)
            """,
        ),
        NO_IOU,
    ),
    Submission(
        "outputs and marks forged",
        notebook([IMPORTS, WRONG_IOU, *RIGHT[2:]], metadata={"nbgrader": {"points": 100}, "score": 100}).replace(
            b'"outputs": []', b'"outputs": [' + json.dumps(FORGED).encode() + b"]"
        ),
        NO_IOU,
    ),
    Submission(
        "the file of progress written by hand",
        in_place_of(
            IOU,
            """
            import json, os
            done = {"ex03": {"iou": {"outcome": "correct"}}}
            json.dump(done, open(os.environ["SEGMETRICS_PROGRESS"] + "/segmetrics_progress.json", "w"))
            """,
        ),
        NO_IOU,
    ),
    Submission(
        "solutions searched for",
        in_place_of(
            BOTH,
            """
            import glob
            for path in glob.glob("/**/*", recursive=True):
                is_elsewhere = path.startswith(("/proc", "/usr", "/sys")) or "site-packages/" in path
                if path.endswith((".py", ".pyc", ".json", ".ipynb")) and not is_elsewhere:
                    text = open(path, errors="replace").read()
                    if "def my_both_scores" in text and "claimed = scored" in text:
                        exec(text)
            """,
        ),
        NO_BOTH,
        is_slow=True,
    ),
    Submission(
        "a pickle that runs something",
        instead_of_iou(
            "return P()",
            before="""
            import os
            class P:
                def __reduce__(self):
                    return os.system, ("touch FOLDER/touched-by-an-answer",)
            """,
        ),
        NO_IOU,
    ),
]
"""Ways to points without an answer."""

DAMAGE = [
    Submission("its function ends the worker", instead_of_iou("import os\nos._exit(0)"), NO_IOU),
    Submission("its cell ends the worker", below_iou("import os\nos._exit(0)"), NO_IOU),
    Submission("it exits", below_iou("import sys\nsys.exit(0)")),
    Submission("its function exits", instead_of_iou("raise SystemExit"), NO_IOU),
    Submission("it interrupts", instead_of_iou("raise KeyboardInterrupt"), NO_IOU),
    Submission("it kills all that it can", instead_of_iou("import os\nos.kill(-1, 9)"), NO_IOU),
    Submission(
        "it kills the first process",
        below_iou(
            """
            import os
            for number in (9, 15):
                try:
                    os.kill(1, number)
                except OSError:
                    pass
            """
        ),
    ),
    Submission("3 GB", instead_of_iou("return np.ones(400_000_000)"), NO_IOU),
    Submission(
        "a recursion without end",
        instead_of_iou("return my_iou(truth_mask, prediction_mask)", before="import sys\nsys.setrecursionlimit(10**9)"),
        NO_IOU,
        is_slow=True,
    ),
    Submission("a list that holds itself", instead_of_iou("found = [0.5]\nfound.append(found)\nreturn found"), NO_IOU),
    Submission(
        "450 branches",
        in_place_of(
            BOTH,
            BOTH.replace(":\n", ":\n    if class_index == -1: pass\n" + "    elif class_index == -1: pass\n" * 450, 1),
        ),
    ),
    Submission("a number of 5,000 digits", instead_of_iou("return 10**5000"), NO_IOU),
    Submission("a text of 50 MB", instead_of_iou("return 'x' * 50_000_000"), NO_IOU, is_slow=True),
    Submission("an array of long texts", instead_of_iou("return np.full(100_000, 'x' * 1000)"), NO_IOU, is_slow=True),
    Submission(
        "letters that do not exist", instead_of_iou("return np.array([0xFFFFFFF], dtype=np.uint32).view('U1')"), NO_IOU
    ),
    Submission("half a character", instead_of_iou("print('\\ud800')\nraise ValueError('\\udfff')"), NO_IOU),
    Submission("half a character in the code", above_iou("text = '\ud800'")),
    Submission("a zero byte in the code", below_iou("\0"), NO_IOU),
    Submission("brackets without end", in_place_of(IOU, "(" * 50_000), NO_IOU),
    Submission("signs without end", in_place_of(IOU, "x = " + "-" * 100_000 + "1"), NO_IOU),
    Submission(
        "an error that cannot speak",
        instead_of_iou(
            "raise E",
            before="""
            class E(Exception):
                def __str__(self):
                    raise E
            """,
        ),
        NO_IOU,
    ),
    Submission(
        "a function that hides its name",
        in_place_of(
            IOU,
            """
            class N:
                def __call__(self, *_):
                    return 0.5

                def __getattribute__(self, name):
                    raise KeyError(name)

            my_iou = N()
            """,
        ),
        NO_IOU,
    ),
    Submission("a flood of output", above_iou("for _ in range(300_000):\n    print('x' * 80)")),
    Submission(
        "a flood past Python",
        above_iou(
            """
            import os
            for _ in range(2_000):
                os.write(1, b"x" * 65_536)
                os.write(2, b"x" * 65_536)
            """
        ),
    ),
    Submission("a flood from its function", instead_of_iou("print('x' * 1_000_000)\nreturn 0.5"), NO_IOU),
    Submission(
        "forged replies",
        instead_of_iou(
            "return 0.5",
            before="""
            import json, os, struct
            body = json.dumps({"token": "", "number": 3, "value": 0.4, "changed": [], "warned": []}).encode()
            for stream in range(3, 64):
                try:
                    os.write(stream, (struct.pack("<I", len(body)) + body) * 100)
                except OSError:
                    pass
            """,
        ),
        NO_IOU,
    ),
    Submission(
        "noise in the replies, from a thread",
        instead_of_iou(
            "return 0.5",
            before="""
            import os, threading
            def noise():
                while True:
                    for stream in range(3, 64):
                        try:
                            os.write(stream, b"\\xff" * 1000)
                        except OSError:
                            pass
            threading.Thread(target=noise, daemon=True).start()
            """,
        ),
        NO_IOU,
    ),
    Submission("its streams closed", below_iou("import os\nos.closerange(0, 64)"), NO_IOU),
    Submission(
        "500 forks",
        above_iou(
            """
            import os, time
            try:
                for _ in range(500):
                    if os.fork() == 0:
                        time.sleep(300)
                        os._exit(0)
            except OSError:
                pass
            """
        ),
    ),
    Submission(
        "500 threads",
        above_iou(
            """
            import threading, time
            try:
                for _ in range(500):
                    threading.Thread(target=time.sleep, args=(300,), daemon=True).start()
            except RuntimeError:
                pass
            """
        ),
    ),
    Submission(
        "10,000 open files",
        above_iou(
            """
            files = []
            try:
                for _ in range(10_000):
                    files.append(open("/dev/null"))
            except OSError:
                pass
            """
        ),
    ),
    Submission(
        "a daemon",
        above_iou(
            """
            import os, time
            if os.fork() == 0:
                os.setsid()
                if os.fork() == 0:
                    time.sleep(777)
                os._exit(0)
            """
        ),
    ),
    Submission(
        "another program",
        above_iou(
            """
            import subprocess
            sleeping = subprocess.Popen(["/bin/sleep", "777"], start_new_session=True, env={})
            """
        ),
    ),
    Submission(
        "a full disk",
        above_iou(
            """
            written = 0
            for place in ("/tmp", "/dev/shm", "/", "/dev", "/view", "/var/tmp"):
                try:
                    for number in range(40):
                        with open(f"{place}/{number}", "wb") as file:
                            written += file.write(b"0" * (10 << 20))
                except OSError:
                    pass
            assert written <= 140 << 20, written
            """
        ),
    ),
    Submission(
        "files left behind",
        above_iou(
            """
            import os, sys, segmetrics_lab
            home, library = os.path.expanduser("~"), os.path.dirname(segmetrics_lab.__file__)
            places = ["/", "/tmp", "/usr", "/usr/lib", "/dev", "/dev/shm", "/etc", "/var/tmp", "/root", "FOLDER"]
            for place in [*places, home, library, sys.prefix]:
                try:
                    open(place + "/touched-by-an-answer", "w").close()
                except OSError:
                    pass
            """
        ),
    ),
    Submission(
        "points for everybody by SQL",
        above_iou(
            """
            import sqlite3
            try:
                with sqlite3.connect("FOLDER/gradebook.db") as book:
                    book.execute("UPDATE grade SET score = 100")
            except sqlite3.Error:
                pass
            try:
                open("FOLDER/gradebook.db", "wb").write(b"")
            except OSError:
                pass
            """
        ),
    ),
    Submission(
        "a link out of the box",
        above_iou(
            """
            import os
            os.symlink("FOLDER", "/tmp/link")
            try:
                open("/tmp/link/touched-by-an-answer", "w").close()
            except OSError:
                pass
            """
        ),
    ),
    Submission(
        "others, the network and devices looked for",
        above_iou(
            """
            import os, socket
            assert not os.path.exists("FOLDER")
            assert [number for number in os.listdir("/proc") if number.isdigit() and int(number) > 3] == []
            for address in (("127.0.0.1", 22), ("1.1.1.1", 53)):
                try:
                    socket.create_connection(address, 1)
                except OSError:
                    pass
                else:
                    raise AssertionError(address)
            for path in ("/home", "/root/.ssh", "/etc/passwd", "/sys", "/dev/sda"):
                assert not os.path.exists(path), path
            assert "SECRET_OF_TEST" not in os.environ
            """
        ),
    ),
    Submission(
        "more rights",
        above_iou(
            """
            import os
            assert os.getuid() != 0
            def memory():
                return open("/proc/1/mem", "rb+").read(1)
            def device():
                os.mknod("/tmp/d", 0o60600, os.makedev(8, 0))
            for take in (lambda: os.setuid(0), memory, device, lambda: os.chroot("/tmp")):
                try:
                    take()
                except OSError:
                    pass
                else:
                    raise AssertionError
            status = open("/proc/self/status").read()
            assert "CapEff:\\t0000000000000000" in status
            assert "NoNewPrivs:\\t1" in status
            """
        ),
    ),
    Submission("every cell ends the worker", tuple(f"{text}\nimport os\nos._exit(1)" for text in RIGHT), NOTHING),
    Submission(
        "an iterator without end", instead_of_iou("import itertools\nreturn itertools.count()"), NO_IOU, is_slow=True
    ),
    Submission("an endless cell", below_iou("while True:\n    pass"), is_slow=True),
    Submission("an endless function", instead_of_iou("while True:\n    pass"), NO_IOU, is_slow=True),
    Submission(
        "an endless function that is deaf",
        instead_of_iou(
            """
            while True:
                try:
                    while True:
                        pass
                except BaseException:
                    pass
            """
        ),
        NO_IOU,
        is_slow=True,
    ),
    Submission(
        "an endless function without an alarm",
        instead_of_iou(
            """
            import signal
            signal.setitimer(signal.ITIMER_REAL, 0)
            while True:
                pass
            """
        ),
        NO_IOU,
        is_slow=True,
    ),
    Submission(
        "it stops itself",
        instead_of_iou("import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)"),
        NO_IOU,
        is_slow=True,
    ),
    Submission("it sleeps", instead_of_iou("import time\ntime.sleep(1000)"), NO_IOU, is_slow=True),
    Submission(
        "an iterator that never comes",
        in_place_of(
            HALF,
            """
            import time
            class Late:
                def __iter__(self):
                    time.sleep(1000)
            my_half = Late()
            """,
        ),
        NO_HALF,
        is_slow=True,
    ),
    Submission(
        "a regular expression that explodes",
        instead_of_iou("import re\nreturn re.match('(a+)+b', 'a' * 60)"),
        NO_IOU,
        is_slow=True,
    ),
]
"""What must not hurt anybody else, and costs at most the answer itself."""

FILES = [
    Submission("an empty file", b"", NOTHING, "the file is empty"),
    Submission("invalid JSON", b"{cells: 1}", NOTHING, "no JSON"),
    Submission("cut off", SOLVED[: len(SOLVED) // 2], NOTHING, "cut off"),
    Submission("JSON without cells", b'{"nbformat": 4}', NOTHING, "no cells"),
    Submission("a list", b"[1, 2]", NOTHING, "no cells"),
    Submission("cells that are no list", b'{"cells": {"a": 1}}', NOTHING, "no cells"),
    Submission(
        "cells that are no cells",
        b'{"cells": [1, null, "x", {"cell_type": "code", "source": [1, {}]}]}',
        NOTHING,
    ),
    Submission("lists without end", b"[" * 1_000_000, NOTHING, "no JSON"),
    Submission("a number without end", b'{"cells": [], "x": ' + b"1" * 100_000 + b"}", NOTHING, "no JSON"),
    Submission("a picture", b"\x89PNG\r\n\x1a\n\xff\xfe" * 100, NOTHING, "no text in UTF-8"),
    Submission("200 MB", b" " * 200_000_000, NOTHING, "200 MB"),
    Submission("5,000 cells", notebook(["x = 1"] * 5_000), NOTHING, "5,000 cells"),
    Submission("2 MB of code", notebook(["x = 1\n" * 350_000]), NOTHING, "1,000,000 characters"),
    Submission("a large output", notebook(RIGHT, metadata={"output": "x" * 10_000_000})),
]
"""What is handed in as a file."""

FIGURES = [
    Submission(
        "a figure as an answer",
        in_place_of(
            HALF,
            """
            from matplotlib.figure import Figure
            my_half = [Figure()]
            """,
        ),
        NO_HALF,
    ),
    *(
        Submission(
            name,
            in_place_of(
                HALF,
                f"""
                import struct
                from segmetrics_lab.grading.boxed import strange, worker
                worker.figure_in = lambda thing: strange.Figure({content}) if type(thing) is str else None
                my_half = 'figure'
                """,
            ),
            NO_HALF,
            is_slow="MB" in name,
        )
        for name, content in {
            "a forged figure": "strange.START_OF_PNG + struct.pack('>II', 9, 9) + b'<script>' * 100",
            "a figure of gigapixels": "strange.START_OF_PNG + struct.pack('>II', 1 << 20, 1 << 20) + bytes(99)",
            "a figure of 500 MB": "bytes(500_000_000)",
        }.items()
    ),
]
"""What is handed over as a figure."""

ALL = [*LAYOUTS, *TRICKS, *DAMAGE, *FIGURES, *FILES]
