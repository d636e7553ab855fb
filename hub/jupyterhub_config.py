"""A hub for one course on one machine: dummy accounts, servers as processes, a file exchange. To try.

    SEGMETRICS_HUB=~/my_hub SEGMETRICS_PASSWORD=... jupyterhub -f hub/jupyterhub_config.py

The folder SEGMETRICS_HUB holds exchange/ (which everybody may write) and home/NAME/ for each user; the folder of the
class is home/teacher/segmetrics/. tests/grading/test_hub.py makes one. All servers run as the user who starts the hub,
so through a kernel learners can read each other's files. For a real class give everybody a Unix user of their own, by
another spawner and authenticator; then nbgrader_config.py needs neither `student_id` nor `check_owner`.
"""

import os
import shutil
import sys
from pathlib import Path

HERE = Path(__file__).parent
ROOT = Path(os.environ["SEGMETRICS_HUB"]).expanduser().absolute()
PORT = int(os.environ.get("SEGMETRICS_HUB_PORT", "8000"))
COURSE = os.environ.get("SEGMETRICS_COURSE", "segmetrics")
TEACHER = "teacher"
LEARNERS = ("ada", "ben")
PROGRAMS = Path(sys.executable).parent
PROXY = HERE.parent / "node_modules" / ".bin" / "configurable-http-proxy"


def settings_of(spawner):
    """Where a server finds its settings: only the teacher's has a formgrader."""
    return str(HERE) if spawner.user.name == TEACHER else f"{HERE / 'learners'}{os.pathsep}{HERE}"


c = get_config()  # noqa: F821 (JupyterHub puts it there)

# The hub, its own interface and that of its proxy, all of them on this machine only.
c.JupyterHub.bind_url = f"http://127.0.0.1:{PORT}"
c.JupyterHub.hub_bind_url = f"http://127.0.0.1:{PORT + 1}"
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{PORT + 2}"
c.ConfigurableHTTPProxy.command = [str(PROXY) if PROXY.exists() else shutil.which(PROXY.name) or PROXY.name]
c.ConfigurableHTTPProxy.pid_file = str(ROOT / "proxy.pid")
c.JupyterHub.db_url = f"sqlite:///{ROOT}/hub.sqlite"
c.JupyterHub.cookie_secret_file = str(ROOT / "cookie_secret")

c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allowed_users = {TEACHER, *LEARNERS}
c.DummyAuthenticator.password = os.environ["SEGMETRICS_PASSWORD"]
c.JupyterHub.load_groups = {
    f"formgrade-{COURSE}": {"users": [TEACHER]},
    f"nbgrader-{COURSE}": {"users": list(LEARNERS)},
}

c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = f"{ROOT}/home/{{username}}"
c.Spawner.cmd = [str(PROGRAMS / "jupyterhub-singleuser")]
c.Spawner.args = ["--allow-root"] if os.geteuid() == 0 else []
c.Spawner.start_timeout = c.Spawner.http_timeout = 120
c.Spawner.environment = {
    "PATH": f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}",  # nbgrader calls programs by their names
    "JUPYTER_CONFIG_PATH": settings_of,
    "SEGMETRICS_HUB": str(ROOT),
    "SEGMETRICS_COURSE": COURSE,
    "SEGMETRICS_TEACHER": TEACHER,
}

# Who has this token starts servers and asks them for users: a test does. Without a token there is no such service.
if os.environ.get("SEGMETRICS_TOKEN"):
    c.JupyterHub.services = [{"name": "test", "api_token": os.environ["SEGMETRICS_TOKEN"]}]
    scopes = ["admin:users", "admin:servers", "tokens", "access:servers"]
    c.JupyterHub.load_roles = [{"name": "test", "services": ["test"], "scopes": scopes}]
