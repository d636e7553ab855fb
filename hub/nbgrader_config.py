"""What nbgrader is told in every server of the hub: the teacher's grades with our judge, the learners' hands in."""

import os
from pathlib import Path

ROOT = Path(os.environ["SEGMETRICS_HUB"])
USER = os.environ["JUPYTERHUB_USER"]

c = get_config()  # noqa: F821 (nbgrader puts it there)
c.CourseDirectory.course_id = os.environ["SEGMETRICS_COURSE"]
c.Exchange.root = str(ROOT / "exchange")

if os.environ["SEGMETRICS_TEACHER"] == USER:
    from segmetrics_lab.grading.preprocessor import configure  # learners' servers need not wait for it

    c.CourseDirectory.root = str(Path.home() / os.environ["SEGMETRICS_COURSE"])
    c.ExchangeCollect.check_owner = False  # one Unix user stands for all
    configure(c)
else:
    c.CourseDirectory.root = str(Path.home())
    c.CourseDirectory.student_id = USER  # nbgrader would name the Unix user, which is the same for all
