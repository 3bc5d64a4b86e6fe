"""Processes of this machine by a name that is never given twice: the number and when it was started."""

from __future__ import annotations

import os

_APART = 2.0
"""Seconds by which two readings of one start may differ, when the clock was set meanwhile."""


def this_process() -> str:
    """The name of this process, `NUMBER@SECONDS`."""
    return f"{os.getpid()}@{_started(os.getpid()):.2f}"


def runs(name: str) -> bool:
    """Whether the process of that name is still there; a dead one that nobody has waited for is not."""
    pid, _, started = name.partition("@")
    try:
        return pid.isdigit() and abs(_started(int(pid)) - float(started)) < _APART
    except ValueError:  # no name of ours
        return False


def _started(pid: int) -> float:
    """When a process was started, in seconds of Unix time; -1 when there is none."""
    import psutil

    try:
        process = psutil.Process(pid)
        return -1.0 if process.status() == psutil.STATUS_ZOMBIE else float(process.create_time())
    except psutil.Error:
        return -1.0
