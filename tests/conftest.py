"""Fixtures: a test that asks for a store runs once on every engine of tests/engines.py; the order is random.

Where an engine cannot be had its tests are skipped with a reason; where CI is set that is a failure. Under pytest-xdist the
tests of an engine with one store for all stay in one worker, the others are handed out by module.
"""

from __future__ import annotations

import io
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from graph.cli.main import main
from graph.stores import Store
from tests.engines import ENGINES, Engine, EngineMissing

ROOT = Path(__file__).parent.parent
EVERY = "every engine"
SEEDED = {"seeded_store", "store_place", "seeded_stores", "seeded_places"}

# Neither a time limit nor a slow machine may make an example fail.
settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# A mutant is noticed or it is not: nobody reads the smallest example of it, and looking for that takes most of the time.
settings.register_profile(
    "mutants", settings.get_profile("suite"), phases=[Phase.explicit, Phase.generate], max_examples=30, derandomize=True,
    database=None,
)  # fmt: skip
settings.load_profile("suite")

Running = Callable[[type[Engine]], Engine]
T = TypeVar("T")


@dataclass(frozen=True)
class Outcome:
    """What a command line came to."""

    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


def alike(answers: Iterable[T]) -> T:
    """What every engine answered; fails where two differ."""
    first, *others = answers
    assert others
    for other in others:
        assert other == first
    return first


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Gives the running engine of a class, started once a worker; skips the test where it cannot be had."""
    engines: dict[type[Engine], Engine] = {}

    def started(kind: type[Engine]) -> Engine:
        if kind not in engines:
            try:
                engines[kind] = kind(tmp_path_factory.mktemp(kind.__name__))
            except EngineMissing as missing:
                (pytest.fail if os.environ.get("CI") else pytest.skip)(str(missing))
        return engines[kind]

    yield started
    for engine in engines.values():
        engine.close()


@pytest.fixture(scope="session", params=ENGINES)
def engine(request: pytest.FixtureRequest, running: Running) -> Engine:
    """Each engine; a test for some only names them: `parametrize("engine", [Embedded], indirect=True)`."""
    return running(request.param)


@pytest.fixture(autouse=True)
def _nothing_steers(monkeypatch: pytest.MonkeyPatch) -> None:
    """No command of a test is steered from outside."""
    for name in ("STORE", "DATABASE", "DEBUG", "QUERIES", "DOCUMENTS", "BY"):
        monkeypatch.delenv(f"CASEGRAPH_{name}", raising=False)


@pytest.fixture
def logged_in(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """An engine whose user and password are in the environment."""
    for name, value in engine.account.items():
        monkeypatch.setenv(name, value)
    return engine


@pytest.fixture
def empty_store(engine: Engine) -> Store:
    """An empty store of each engine."""
    return engine.empty()


@pytest.fixture
def seeded_store(engine: Engine) -> Store:
    """A store of each engine with the seeds; for reading only."""
    return engine.seeded()


@pytest.fixture(params=[ENGINES], ids=[EVERY])
def every_engine(request: pytest.FixtureRequest, running: Running) -> list[Engine]:
    """All engines at once, for a test that holds their answers against each other."""
    return [running(kind) for kind in request.param]


@pytest.fixture
def seeded_stores(every_engine: list[Engine]) -> list[Store]:
    """The stores of all engines with the seeds; for reading only."""
    return [engine.seeded() for engine in every_engine]


@pytest.fixture
def store_place(logged_in: Engine) -> str:
    """What to give to --store for a seeded store of each engine; user and password are in the environment."""
    return logged_in.seeded_place()


@pytest.fixture
def fresh_place(logged_in: Engine, tmp_path: Path) -> str:
    """What to give to --store for a place of each engine without any record: a folder not yet there, or an emptied server."""
    return logged_in.fresh_place(tmp_path)


@pytest.fixture
def seeded_places(every_engine: list[Engine], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What to give to --store for the seeds of every engine; user and password are in the environment."""
    for engine in every_engine:
        for name, value in engine.account.items():
            monkeypatch.setenv(name, value)
    return [engine.seeded_place() for engine in every_engine]


@pytest.fixture(scope="session")
def seeded_folder(running: Running) -> Path:
    """A closed embedded store with the seeds, for commands that open it themselves; for reading only."""
    return Path(running(ENGINES[0]).seeded_place())


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


def needs_server(nodeid: str) -> bool:
    """Whether a test uses an engine that is one server for all: its parameters say so."""
    parameters = nodeid.partition("[")[2].removesuffix("]").split("-")
    return EVERY in parameters or any(kind.one_worker and kind.__name__ in parameters for kind in ENGINES)


def pytest_itemcollected(item: pytest.Item) -> None:
    """Marks the tests that need a server."""
    if needs_server(item.nodeid):
        item.add_marker(pytest.mark.server)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts what takes long first, and the tests that read a server's seeds one after another, so that they are loaded once."""
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> tuple[bool, bool, bool]:
    server, seeded = needs_server(item.nodeid), not SEEDED.isdisjoint(getattr(item, "fixturenames", ()))
    return not server, server and seeded, item.nodeid.startswith("tests/unit/")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    """Hands the tests that need a server to one worker, unit tests out one by one, and the others by module."""

    class ByServer(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            if needs_server(nodeid):
                return "server"
            return nodeid if nodeid.startswith("tests/unit/") else super()._split_scope(nodeid)

    return ByServer(config, log)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says how long each part took, set-up included; with several workers the sum is more than what passed on the clock."""
    seconds: Counter[str] = Counter()
    for reports in terminalreporter.stats.values():
        for report in reports:
            if isinstance(report, pytest.TestReport):
                seconds[_part(report.nodeid)] += report.duration
    told = ", ".join(f"{part} {took:.0f} s" for part, took in seconds.most_common())
    terminalreporter.write_line(f"time in each part: {told or 'none'}")


def _part(nodeid: str) -> str:
    """The folder of a test, and its engine where it runs on several."""
    folder = nodeid.split("::", maxsplit=1)[0].split("/")[1]
    parameters = nodeid.partition("[")[2].removesuffix("]").split("-")
    return " ".join([folder, *(kind.__name__ for kind in ENGINES if kind.__name__ in parameters)])
