"""`python -m segmetrics_lab.cli`: the same as `segmetrics`, also where nothing is installed."""

from segmetrics_lab.cli import main

main()
