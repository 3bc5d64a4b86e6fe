"""What is acknowledged is on disk: every commit waits for the log's sync, unless it was asked to be fast."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from graph.errors import UsageError
from graph.stores import open_store
from graph.stores.embedded.store import EmbeddedStore
from tests.cli.commands import SECONDS, environment

COMMITS = 20
WRITING = f"""
import os, sys
from graph.stores import open_store
with open_store(sys.argv[1], create=True, fast=sys.argv[2] == "fast") as store:
    store.migrate()
    os.write(2, b"first\\n")
    for number in range({COMMITS}):
        store.write("CREATE (:Entity {{id: $id}})", {{"id": str(number)}})
        os.write(2, b"acknowledged\\n")
"""


def synced(store: object) -> object:
    """What the engine of a store says of its log."""
    assert isinstance(store, EmbeddedStore)
    return store.engine.setting("arcadedb.txWalFlush")


def test_the_engine_is_told_to_sync_also_after_a_fast_load(tmp_path: Path) -> None:
    for fast, wanted in ((False, 1), (True, 0), (False, 1)):
        with open_store(str(tmp_path / "case.db"), create=True, fast=fast) as store:
            assert synced(store) == wanted


def test_a_server_has_no_fast() -> None:
    with pytest.raises(UsageError, match="--fast is for a folder"):
        open_store("bolt://127.0.0.1:1", fast=True)


@pytest.mark.skipif(shutil.which("strace") is None, reason="no strace")
@pytest.mark.parametrize("how", ["synced", "fast"])
def test_every_commit_is_on_disk_before_it_is_acknowledged(tmp_path: Path, how: str) -> None:
    trace = tmp_path / "trace"
    done = subprocess.run(
        ["strace", "-f", "-y", "-e", "trace=fsync,fdatasync,write", "-o", str(trace), sys.executable, "-c", WRITING,
         str(tmp_path / "case.db"), how],
        capture_output=True, text=True, timeout=SECONDS, check=False, env=environment(),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = re.findall(r'"(first|acknowledged)\\n"|f(?:data)?sync\(\d+<[^>]*(\.wal)>', trace.read_text(encoding="utf-8"))
    words = [one or "sync" for one, _ in told]
    between = words[words.index("first") :]
    waited = [before == "sync" for before, one in pairwise(between) if one == "acknowledged"]
    assert waited == [how == "synced"] * COMMITS
    assert how == "synced" or "sync" not in between[:COMMITS]
