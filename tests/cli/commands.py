"""The command in a process of its own, as a user's shell starts it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from tests.conftest import ROOT

CASEGRAPH = (sys.executable, "-m", "graph.cli")
SECONDS = 600
"""After so long a process counts as stuck; on a busy machine the start of one takes several seconds."""
ASK_ALL = "MATCH (n:Entity) RETURN n.id AS id ORDER BY id"


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment without what steers casegraph, and with more on top."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("CASEGRAPH_") or key in ACCOUNT}
    return {**kept, "PYTHONPATH": str(ROOT), **(more or {})}


ACCOUNT = ("CASEGRAPH_USER", "CASEGRAPH_PASSWORD")


def casegraph(*args: str, env: Mapping[str, str] | None = None, **options: Any) -> subprocess.CompletedProcess[str]:
    """Runs the command to its end; what it printed is text."""
    settings: dict[str, Any] = {"capture_output": True, "text": True, "encoding": "utf-8", "timeout": SECONDS}
    return subprocess.run([*CASEGRAPH, *args], check=False, env=environment(env), **{**settings, **options})


def assert_told(err: str) -> None:
    """A message of ours, and neither a traceback nor a fault of ours."""
    assert "Traceback" not in err
    assert "something went wrong" not in err
    assert err.startswith("error: ")
