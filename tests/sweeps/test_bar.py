"""The bar of what takes long, and where it is drawn."""

import sys
from importlib import import_module

import pytest

from segmetrics_lab.sweeps.bar import bar


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.delenv("TQDM_DISABLE", raising=False)
    monkeypatch.setattr(import_module("segmetrics_lab.sweeps.bar"), "PATIENCE_S", 0)


@pytest.mark.usefixtures("impatient")
def test_a_notebook_gets_its_bar_where_no_red_stripe_stays(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "ipykernel", object())
    assert list(bar(range(3), "counting")) == [0, 1, 2]
    said = capsys.readouterr()
    assert "counting" in said.out
    assert said.err == ""


@pytest.mark.usefixtures("impatient")
def test_elsewhere_the_bar_keeps_out_of_what_is_printed(monkeypatch, capsys):
    monkeypatch.delitem(sys.modules, "ipykernel", raising=False)
    assert list(bar(range(3), "counting")) == [0, 1, 2]
    said = capsys.readouterr()
    assert said.out == ""
    assert "counting" in said.err


@pytest.mark.usefixtures("impatient")
def test_the_bar_goes_when_all_are_done(monkeypatch, capsys):
    monkeypatch.delitem(sys.modules, "ipykernel", raising=False)
    list(bar(range(3), "counting"))
    assert capsys.readouterr().err.split("\r")[-2].strip() == ""
