"""A seeded folder of a test's own, copied from the one of the session."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _nothing_steers(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("STORE", "DATABASE", "DEBUG", "QUERIES", "DOCUMENTS", "USER", "PASSWORD"):
        monkeypatch.delenv(f"CASEGRAPH_{name}", raising=False)


@pytest.fixture
def folder(seeded_folder: Path, tmp_path: Path) -> Path:
    """A closed embedded store with the seeds that the test may spoil."""
    return Path(shutil.copytree(seeded_folder, tmp_path / "case.db"))
