"""A course on a JupyterHub, by the requests of its pages: fetched, handed in, collected, graded, feedback back."""

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from segmetrics_lab.grading.class_folder import About, ClassFolder
from segmetrics_lab.grading.kept import Kept
from segmetrics_lab.grading.recording import audit
from tests.grading.a_course import answered, right, source_notebook
from tests.grading.processes import left_of

ROOT = Path(__file__).parents[2]
PROGRAMS = Path(os.path.abspath(sys.executable)).parent
PROXY = ROOT / "node_modules" / ".bin" / "configurable-http-proxy"
COURSE, USERS = "segmetrics", ("ada", "ben", "teacher")
OFF = ("jupyter_lsp", "jupyterlab", "notebook", "notebook_shim", "jupyter_server_terminals", "jupyterlab_jupytext")
WAIT_S = 180
WHAT = {"course_id": COURSE, "assignment_id": "ex03"}

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("box")]


class Hub:
    """A hub that runs: requests in the name of its users."""

    def __init__(self, place, port, token):
        self.place, self.port, self.token = place, port, token
        self.tokens = {}
        self.process = None

    def ask(self, method, path, *, token=None, body=None, form=None):
        """Send a request; its status, and the JSON of the reply or the beginning of its text."""
        data = b"" if method == "POST" else None
        headers = {"Authorization": f"token {token or self.token}"}
        if body is not None:
            data, headers["Content-Type"] = json.dumps(body).encode(), "application/json"
        if form is not None:
            data = urllib.parse.urlencode(form).encode()
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=WAIT_S) as reply:
                status, text = reply.status, reply.read()
        except urllib.error.HTTPError as error:
            status, text = error.code, error.read()
        try:
            return status, json.loads(text)
        except ValueError:
            return status, text[:300]

    def ask_as(self, user, method, path, **more):
        """Send a request to a user's own server, which must answer with JSON: nbgrader shows errors as pages."""
        status, reply = self.ask(method, f"/user/{user}{path}", token=self.tokens[user], **more)
        assert status in (200, 201), (path, status, reply, self.log())
        assert not isinstance(reply, bytes), (path, reply, self.log())
        return reply

    def log(self):
        return (self.place / "hub.log").read_text(encoding="utf-8", errors="replace")[-3000:]

    def wait_for(self, is_so):
        end = time.monotonic() + WAIT_S
        while time.monotonic() < end:
            try:
                if is_so():
                    return
            except OSError:  # nothing listens there yet
                pass
            assert self.process.poll() is None, self.log()
            time.sleep(0.2)
        pytest.fail(f"it did not happen in time\n{self.log()}")

    def begin(self, user):
        """Start a user's server, and get a token for it."""
        self.ask("POST", f"/hub/api/users/{user}/server")
        wanted = {"note": "test", "expires_in": 3600, "scopes": ["self"]}
        status, reply = self.ask("POST", f"/hub/api/users/{user}/tokens", body=wanted)
        assert status == 201, reply
        self.tokens[user] = reply["token"]
        self.wait_for(lambda: self.ask("GET", f"/hub/api/users/{user}")[1]["servers"].get("", {}).get("ready"))


def three_free_ports():
    """The first of three ports in a row on which nothing listens."""
    dice = secrets.SystemRandom()
    while True:
        first = dice.randrange(20_000, 60_000)
        try:
            for port in range(first, first + 3):
                with socket.socket() as tried:
                    tried.bind(("127.0.0.1", port))
        except OSError:
            continue
        return first


def make_place(place):
    """The folder of a hub: homes, the exchange, the class in the teacher's home, and settings with fewer extensions."""
    for user in USERS:
        (place / "home" / user).mkdir(parents=True)
    (place / "exchange").mkdir()
    (place / "exchange").chmod(0o777)
    folder = ClassFolder(place / "home" / "teacher" / COURSE)
    folder.write_about(About(COURSE))
    folder.source_notebook("ex03").parent.mkdir(parents=True)
    folder.source_notebook("ex03").write_text(json.dumps(source_notebook()), encoding="utf-8")
    shutil.copytree(ROOT / "hub", place / "hub")
    (place / "node_modules").symlink_to(ROOT / "node_modules")
    settings = place / "hub" / "jupyter_server_config.json"
    own = json.loads(settings.read_text(encoding="utf-8"))
    own["ServerApp"]["jpserver_extensions"].update(dict.fromkeys(OFF, False))  # they take seconds, and are not asked
    settings.write_text(json.dumps(own), encoding="utf-8")
    return folder


@contextmanager
def running_hub(place):
    """Start hub and proxy, and end them by the hub's own number."""
    token, port = secrets.token_hex(16), three_free_ports()
    own = {"SEGMETRICS_HUB": str(place), "SEGMETRICS_HUB_PORT": str(port), "SEGMETRICS_TOKEN": token}
    own |= {"SEGMETRICS_PASSWORD": secrets.token_hex(16), "CONFIGPROXY_AUTH_TOKEN": secrets.token_hex(16)}
    env = {"PATH": f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}", "HOME": str(place), "LANG": "C.UTF-8"} | own
    hub = Hub(place, port, token)
    with (place / "hub.log").open("w", encoding="utf-8") as log:
        command = [PROGRAMS / "jupyterhub", "-f", place / "hub" / "jupyterhub_config.py"]
        hub.process = subprocess.Popen(command, cwd=place, env=env, stdout=log, stderr=log, start_new_session=True)
        try:
            hub.wait_for(lambda: hub.ask("GET", "/hub/api/")[0] == 200)
            yield hub
        finally:
            hub.process.send_signal(signal.SIGTERM)
            try:
                hub.process.wait(60)
            except subprocess.TimeoutExpired:
                os.killpg(hub.process.pid, signal.SIGKILL)
                hub.process.wait()


@pytest.fixture
def proxy():
    if not PROXY.exists():
        if os.environ.get("CI"):
            pytest.fail("CI must have configurable-http-proxy: make check installs it with npm")
        pytest.skip("tests of the hub need configurable-http-proxy: npm ci installs it")


def save_answers(hub, user, change):
    """Read the notebook and write it with answers, as JupyterLab does."""
    path = "/api/contents/ex03/ex03.ipynb"
    model = hub.ask_as(user, "GET", path)
    hub.ask_as(
        user, "PUT", "/api/contents/ex03/ex03.ipynb", body={"type": "notebook", "content": change(model["content"])}
    )


@pytest.mark.usefixtures("proxy")
def test_a_course_goes_round_on_a_hub(tmp_path):
    place = tmp_path / "hub"
    folder = make_place(place)
    with running_hub(place) as hub:
        for user in USERS:
            hub.ask("POST", f"/hub/api/users/{user}")
        with ThreadPoolExecutor(len(USERS)) as pool:
            list(pool.map(hub.begin, USERS))

        hub.ask_as("teacher", "POST", "/formgrader/api/assignment/ex03/assign")
        hub.ask_as("teacher", "POST", "/formgrader/api/assignment/ex03/release")
        for user, change in (("ada", right), ("ben", lambda notebook: answered(notebook, iou="my_iou = 7"))):
            hub.ask_as(user, "POST", "/assignments/fetch", form=WHAT)
            save_answers(hub, user, change)
            hub.ask_as(user, "POST", "/assignments/submit", form=WHAT)
        hub.ask_as("teacher", "POST", "/formgrader/api/assignment/ex03/collect")
        for user in ("ada", "ben"):
            said = hub.ask_as("teacher", "POST", f"/formgrader/api/submission/ex03/{user}/autograde")
            assert said["success"], said
        hub.ask_as("teacher", "POST", "/formgrader/api/assignment/ex03/generate_feedback")
        hub.ask_as("teacher", "POST", "/formgrader/api/assignment/ex03/release_feedback")
        rows = hub.ask_as("teacher", "GET", "/formgrader/api/submissions/ex03")
        assert {row["student"]: (row["score"], row["max_score"]) for row in rows} == {"ada": (3, 3), "ben": (0, 3)}

        pages = {}
        for user in ("ada", "ben"):
            hub.ask_as(user, "POST", "/assignments/fetch_feedback", form=WHAT)
            (page,) = (place / "home" / user / "ex03" / "feedback").rglob("*.html")
            pages[user] = page.read_text(encoding="utf-8")
        assert "my_both_scores is right" in pages["ada"]
        assert "my_both_scores is right" not in pages["ben"]

        assert hub.ask("GET", "/user/ben/files/ex03/ex03.ipynb", token=hub.tokens["ada"])[0] == 403
        assert hub.ask("GET", "/user/ada/formgrader/api/assignments", token=hub.tokens["ada"])[0] == 404
        assert hub.ask("GET", "/user/teacher/formgrader/api/assignments", token=hub.tokens["ada"])[0] == 403
    judged = Kept(folder.judged).recorded("ex03")
    assert {one.learner: (one.points, one.level) for one in judged} == {"ada": (3, "boxed"), "ben": (0, "boxed")}
    assert audit(folder, "ex03", judged) == []
    end = time.monotonic() + 30
    while left_of(place) and time.monotonic() < end:
        time.sleep(0.2)
    assert left_of(place) == []
