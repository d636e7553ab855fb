"""The names that docs/conventions.md fixes are those of the library."""

import importlib
import inspect
import pkgutil
import re
from pathlib import Path

import segmetrics_lab

PAGE = Path(__file__).parents[2] / "docs" / "conventions.md"
PARTS = [module.name for module in pkgutil.iter_modules(segmetrics_lab.__path__) if module.ispkg]


def rows_of_names():
    """The rows of the table Names, each as concept, code, not, convention."""
    section = PAGE.read_text(encoding="utf-8").split("\n## Names\n")[1].split("\n## ")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines() if line[:1] == "|"]
    return rows[2:]


def public_objects():
    """Every public name of every part that has names for others, and what it stands for."""
    modules = [importlib.import_module(f"segmetrics_lab.{part}") for part in PARTS]
    return {name: getattr(module, name) for module in modules for name in getattr(module, "__all__", ())}


def public_names():
    """Public names, the attributes of public classes, and the arguments of all of them."""
    classes = [value for value in public_objects().values() if inspect.isclass(value)]
    functions = [value for value in public_objects().values() if inspect.isfunction(value)]
    functions += [member for value in classes for member in vars(value).values() if inspect.isfunction(member)]
    arguments = [name for function in functions for name in inspect.signature(function).parameters]
    attributes = [name for value in classes for name in dir(value) if not name.startswith("_")]
    return {*public_objects(), *arguments, *attributes}


def quoted(cell):
    return set(re.findall(r"`(\w+)`", cell))


def test_every_name_to_use_is_in_the_library():
    wanted = set().union(*[quoted(row[1]) for row in rows_of_names()])
    assert len(wanted) > 20
    assert wanted - public_names() == set()


def test_no_name_to_avoid_is_in_the_library():
    avoided = set().union(*[quoted(row[2]) for row in rows_of_names()])
    assert len(avoided) > 20
    assert avoided & public_names() == set()
