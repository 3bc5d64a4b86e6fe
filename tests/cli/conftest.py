"""The command line called in this process, without what steers it from outside."""

from __future__ import annotations

import pytest

from tests.conftest import Outcome, Run

__all__ = ["Outcome", "Run"]
STEERING = ("STORE", "DATABASE", "DEBUG", "QUERIES", "DOCUMENTS", "BY")


@pytest.fixture(autouse=True)
def _nothing_steers(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in STEERING:
        monkeypatch.delenv(f"CASEGRAPH_{name}", raising=False)
