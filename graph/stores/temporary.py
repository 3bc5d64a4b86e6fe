"""Folders for what a process keeps on disk for a while: named after it, so that what a killed one left is swept by the next."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from graph.stores.processes import runs, this_process

_OURS = re.compile(r"casegraph-[a-z]+-([0-9]+@[0-9.]+)-\w+")


def scratch(purpose: str) -> Path:
    """A new folder that only the user can enter; the caller removes it. Raises OSError when none can be made."""
    _sweep_once()
    return Path(tempfile.mkdtemp(prefix=f"casegraph-{purpose}-{this_process()}-"))


@lru_cache(maxsize=1)
def _sweep_once() -> None:
    sweep()


def sweep() -> None:
    """Removes the folders of processes of this user that are no longer there."""
    for left in Path(tempfile.gettempdir()).glob("casegraph-*@*"):
        name = _OURS.fullmatch(left.name)
        with suppress(OSError):  # gone meanwhile, or somebody else's
            if name and not left.is_symlink() and _is_mine(left) and not runs(name[1]):
                shutil.rmtree(left, ignore_errors=True)


def _is_mine(folder: Path) -> bool:
    return os.name != "posix" or folder.stat().st_uid == os.getuid()
