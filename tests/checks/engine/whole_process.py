"""What belongs to the whole process, and should be after a check what it was before."""

import builtins
import os
import signal
import sys
import warnings
from io import StringIO
from pathlib import Path

import numpy as np


def everything():
    """All that belongs to the process and may be touched by an answer."""
    drawn = np.random.get_state(legacy=False)  # noqa: NPY002 - learners may use it
    return {
        "streams": (sys.stdout, sys.stderr),
        "filters": list(warnings.filters),
        "shows warnings": warnings.showwarning,
        "folder": Path.cwd(),
        "errors": np.geterr(),
        "printing": np.get_printoptions(),
        "drawn": (drawn["state"]["pos"], drawn["state"]["key"].tolist()),
        "handler": signal.getsignal(signal.SIGALRM),
        "timer": signal.getitimer(signal.ITIMER_REAL),
        "python": dict(vars(builtins)),
        "numpy": {name: value for name, value in vars(np).items() if callable(value)},
    }


def touch_everything():
    sys.stdout = sys.stderr = StringIO()
    warnings.simplefilter("error")
    warnings.showwarning = print  # type: ignore[assignment]
    os.chdir("/")
    np.seterr(all="raise")
    np.set_printoptions(precision=1)
    np.random.seed(3)  # noqa: NPY002
