"""nbgrader's formgrader shows a class that was graded here, and a mark that is given there counts here."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest
from playwright.sync_api import expect

from segmetrics_lab.grading.class_folder import About, ClassFolder
from segmetrics_lab.grading.judged import BOXED, Judged, Result
from segmetrics_lab.grading.recording import grades, record
from segmetrics_lab.grading.releasing import make_release
from tests.grading.a_class import hand_in

PATIENCE_S = 180
CELL = "#ex03-both_scores-check"

pytestmark = pytest.mark.slow


@pytest.fixture
def graded(tmp_path):
    """A class in which Ada has 3 of 3 points, and Ben none."""
    folder = ClassFolder(tmp_path / "my_class")
    make_release(folder, "ex03", About("Images"))
    all_judged = []
    for learner, points in {"ada": 3, "ben": 0}.items():
        hand_in(folder, learner)
        both = Result(
            "ex03.both_scores", "Both scores", points, 3, "not yet", "", html=f"<p>it earns {points} points</p>"
        )
        all_judged.append(Judged("ex03", learner, f"digest of {learner}", BOXED, (both,)))
    record(folder, "ex03", all_judged)
    return folder, all_judged


@pytest.fixture
def address(graded):
    """Formgrader of the class, on a server that is started in its folder."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    line = [sys.executable, "-m", "jupyter", "server", "--no-browser", "--allow-root", "--IdentityProvider.token="]
    line += ["--ServerApp.ip=127.0.0.1", f"--ServerApp.port={port}", "--ServerApp.disable_check_xsrf=True"]
    server = subprocess.Popen(line, cwd=graded[0].path, env=os.environ, stderr=subprocess.DEVNULL)
    try:
        wait_for(lambda: is_answering(f"http://127.0.0.1:{port}/api"))
        yield f"http://127.0.0.1:{port}/formgrader"
    finally:
        server.terminate()
        server.wait(PATIENCE_S)


def is_answering(url):
    try:
        return urllib.request.urlopen(url, timeout=5).status == 200
    except (urllib.error.URLError, OSError):
        return False


def wait_for(is_so):
    end = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)


def test_formgrader_shows_the_class_and_its_marks_count(graded, address, own_page):
    folder, all_judged = graded
    page = own_page
    page.set_default_timeout(1000 * PATIENCE_S)
    page.goto(f"{address}/manage_submissions/ex03")
    expect(page.locator("tr", has_text="ben")).to_contain_text("0 / 3", timeout=1000 * PATIENCE_S)
    expect(page.locator("tr", has_text="ada")).to_contain_text("3 / 3")
    page.goto(f"{address}/gradebook/ex03/ex03")
    page.locator("a", has_text="Submission #2").click()
    expect(page.locator("body")).to_contain_text("it earns", timeout=1000 * PATIENCE_S)
    mark = page.locator(f"input{CELL}")
    expect(mark).to_have_attribute("placeholder", re.compile(r"\d"), timeout=1000 * PATIENCE_S)  # its script listens
    mark.fill("2.5")
    mark.press("Enter")
    wait_for(lambda: 2.5 in {row.points for row in grades(folder, "ex03", all_judged)})
