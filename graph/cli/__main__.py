"""`python -m graph.cli`: the command without its script."""

from graph.cli.main import run

run()
