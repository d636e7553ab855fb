"""How JupyterLab is started: with the course's settings beside the user's own; or why it is not."""

import json
import os
import sys
from importlib.metadata import PackageNotFoundError

import pytest
from jupyterlab.labapp import LabApp

from segmetrics_lab.cli import lab
from segmetrics_lab.cli.copies import RefusedError


@pytest.fixture
def launched(monkeypatch):
    """Start JupyterLab in name only; what it was given."""
    found = []
    monkeypatch.setattr(LabApp, "launch_instance", found.append)
    for name in ("JUPYTER_CONFIG_PATH", "JUPYTERLAB_WORKSPACES_DIR", "JUPYTER_PREFER_ENV_PATH"):
        monkeypatch.setenv(name, "mine")
    return found


def test_the_course_opens_on_a_notebook_in_the_folder_of_the_copies(launched, monkeypatch, tmp_path):
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    folder = tmp_path / "a folder"
    lab.start(tmp_path, folder, "notebooks/03_overlap.ipynb", options=["--ip=127.0.0.1"])
    assert launched == [
        [
            f"--ServerApp.root_dir={folder}",
            f"--ServerApp.tornado_settings=static_custom_path={tmp_path / 'jupyter' / 'custom'}",
            "--LabApp.default_url=/lab/tree/notebooks/03_overlap.ipynb",
            "--ip=127.0.0.1",
        ]
    ]


def test_the_users_own_settings_come_after_those_of_the_course(launched, tmp_path):
    lab.start(tmp_path, tmp_path / "my_course", "index.ipynb", options=[])
    assert len(launched) == 1
    assert os.environ["JUPYTER_CONFIG_PATH"] == f"{tmp_path / 'jupyter'}{os.pathsep}mine"
    assert os.environ["JUPYTERLAB_WORKSPACES_DIR"] == str(tmp_path / "my_course" / ".workspaces")
    assert "JUPYTER_PREFER_ENV_PATH" not in os.environ


def test_root_is_allowed_where_there_is_one(launched, monkeypatch, tmp_path):
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    lab.start(tmp_path, tmp_path, "index.ipynb", options=[])
    monkeypatch.delattr(os, "geteuid")  # as on Windows
    lab.start(tmp_path, tmp_path, "index.ipynb", options=[])
    assert ["--allow-root" in arguments for arguments in launched] == [True, False]


def test_without_jupyterlab_the_extra_is_named_with_the_way_to_install_it(monkeypatch):
    def version(name):
        raise PackageNotFoundError(name)

    lab.refuse_missing_jupyterlab()
    monkeypatch.setattr(lab, "version", version)
    with pytest.raises(RefusedError) as refused:
        lab.refuse_missing_jupyterlab()
    assert str(refused.value) == (
        f'{sys.executable} has no JupyterLab: the extra "lessons" is missing. Install the tried versions with pip '
        'install --require-hashes -r requirements.lock, or the newest ones with pip install "segmetrics-lab[lessons]".'
    )


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        ("4.6.0", ""),
        ("4.6.99", ""),
        (
            "4.60.0",
            "The course was tried with JupyterLab 4.6, but this is 4.60.0: if anything looks wrong, install the "
            "tried versions with pip install --require-hashes -r requirements.lock\n",
        ),
    ],
)
def test_another_jupyterlab_than_the_tried_one_is_reported_in_a_sentence(monkeypatch, tmp_path, found, sentence):
    (tmp_path / "tried.json").write_text(json.dumps({"jupyterlab": "4.6"}))
    monkeypatch.setattr(lab, "version", lambda _: found)
    assert lab.untried(tmp_path) == sentence
