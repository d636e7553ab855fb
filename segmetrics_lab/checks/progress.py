"""Progress: which questions are done, kept in a small file in the learner's folder that can be deleted without harm."""

import json
import os
from pathlib import Path
from typing import Any

FILE_NAME = "segmetrics_progress.json"
FOLDER_VARIABLE = "SEGMETRICS_PROGRESS"


def progress_file() -> Path:
    """Where progress is kept: in the folder that SEGMETRICS_PROGRESS names, else in the working directory."""
    return Path(os.environ.get(FOLDER_VARIABLE) or ".") / FILE_NAME


def read_progress() -> dict[str, Any]:
    """What is kept, by set and question; nothing where there is no file or none that can be read."""
    try:
        kept = json.loads(progress_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def of_question(set_name: str, question: str) -> dict[str, Any]:
    """What is kept of one question."""
    of_set = read_progress().get(set_name)
    entry = of_set.get(question) if isinstance(of_set, dict) else None
    return entry if isinstance(entry, dict) else {}


def keep(set_name: str, question: str, **values: Any) -> bool:
    """Write what is new about a question, in one step; False where the folder cannot be written to."""
    kept = read_progress()
    if not isinstance(kept.get(set_name), dict):
        kept[set_name] = {}
    kept[set_name][question] = of_question(set_name, question) | values
    target = progress_file()
    unfinished = target.with_suffix(f".{os.getpid()}.unfinished")
    try:
        unfinished.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        unfinished.replace(target)
    except OSError:
        return False
    return True
