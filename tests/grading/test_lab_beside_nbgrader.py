"""The JupyterLab of the course is the same for whoever has installed nbgrader, which brings extensions of its own."""

import json
import sys
from importlib.resources import files
from pathlib import Path

SETTINGS = files("segmetrics_lab") / "course" / "jupyter"


def test_no_extension_that_nbgrader_brings_is_loaded_by_the_server():
    own = json.loads((SETTINGS / "jupyter_server_config.json").read_text(encoding="utf-8"))["ServerApp"]
    folder = Path(sys.prefix) / "etc" / "jupyter" / "jupyter_server_config.d"
    brought = [json.loads((folder / f"{name}.json").read_text(encoding="utf-8")) for name in ("nbgrader", "notebook")]
    enabled = {name for each in brought for name in each["ServerApp"]["jpserver_extensions"]}
    assert len(enabled) == 5
    assert {name: own["jpserver_extensions"].get(name) for name in enabled} == dict.fromkeys(enabled, False)


def test_no_extension_that_nbgrader_brings_is_loaded_by_the_page():
    own = json.loads((SETTINGS / "labconfig" / "page_config.json").read_text(encoding="utf-8"))["disabledExtensions"]
    folder = Path(sys.prefix) / "share" / "jupyter" / "labextensions"
    for name in ("@jupyter/nbgrader", "@jupyter-notebook/lab-extension"):
        assert (folder / name / "package.json").is_file()
        assert own[name] is True
