"""Grade a class to its file of grades, in a process of its own: python -m tests.grading.run_class FOLDER."""

import sys
from pathlib import Path

from segmetrics_lab.grading.box import Box
from segmetrics_lab.grading.class_folder import ClassFolder
from segmetrics_lab.grading.class_judge import ClassJudge
from segmetrics_lab.grading.kept import Kept
from segmetrics_lab.grading.recording import RecordingError, record, write_grades_csv
from segmetrics_lab.grading.running import RunError, judge_all
from segmetrics_lab.grading.submissions import read_submissions
from segmetrics_lab.grading.view import view


def main(path):
    folder = ClassFolder(path)
    submissions = read_submissions(path, "ex03").accepted
    with view() as place:
        judge = ClassJudge(folder, "ex03", Box(place))
        judged = judge_all(submissions, judge, Kept(folder.judged), workers=2, progress=False)
    record(folder, "ex03", judged)
    write_grades_csv(folder, "ex03", judged)


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]))
    except (RunError, RecordingError) as problem:
        sys.exit(str(problem))
