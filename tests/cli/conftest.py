"""The command line called in this process, and a place for a store that a test may fill."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from graph.cli.main import main
from tests.conftest import ENGINES, neo4j_place

STEERING = ("STORE", "DATABASE", "DEBUG", "QUERIES", "DOCUMENTS", "BY")


@dataclass(frozen=True)
class Outcome:
    """What a command line came to."""

    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture(autouse=True)
def _nothing_steers(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in STEERING:
        monkeypatch.delenv(f"CASEGRAPH_{name}", raising=False)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command line in this process; `stdin` is what is piped into it."""

    def command(*args: object, stdin: str | None = None, **extra: Any) -> Outcome:
        if stdin is not None:
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8"))
        capsys.readouterr()
        code, runaway = main([str(arg) for arg in args], **extra)
        assert not runaway
        return Outcome(code, *capsys.readouterr())

    return command


@pytest.fixture(params=ENGINES)
def fresh_place(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """What to give to --store for a place of each engine without any record: a folder not yet there, or an emptied Neo4j."""
    if request.param == "embedded":
        return str(tmp_path / "fresh.db")
    place, neo4j = neo4j_place(request, monkeypatch)
    neo4j.empty()
    return place
