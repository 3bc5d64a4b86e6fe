"""Measures loading, in one run: ours against a script on the bare driver, and in bulk against the engine's own tool.

Whole processes, as bench/run.py measures them, on an empty store each; after each the nodes, edges and properties are
counted, and all sides must have made the same. Sizes below a million are measured in rounds by turns, and the median by
wall time counts. `python bench/load.py --sizes 10000 100000 1000000`.
"""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from contextlib import chdir, contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import psutil

from bench.ftm_file import write
from bench.run import ROOT, machine, publish
from graph.stores import open_store
from graph.stores.embedded.engine import free_port
from graph.stores.schema import statements
from tests.faults.loading import OwnNeo4j
from tests.neo4j.server import USER, copied_jars

if TYPE_CHECKING:
    from collections.abc import Iterator

CASEGRAPH = str(Path(sys.executable).with_name("casegraph"))
LARGE = 1_000_000
SHAPE = (
    "MATCH (n) WHERE n:Entity OR n:Source OR n:Claim UNWIND labels(n) AS l RETURN l, count(*) AS n ORDER BY l",
    "MATCH ()-[r]->() RETURN type(r) AS t, count(*) AS n ORDER BY t",
    "MATCH (n) WHERE n:Entity OR n:Source OR n:Claim UNWIND keys(n) AS k RETURN k, count(*) AS n ORDER BY k",
    "MATCH ()-[r]->() UNWIND keys(r) AS k RETURN k, count(*) AS n ORDER BY k",
)


@dataclass
class Measured:
    """One whole process."""

    side: str
    engine: str
    size: int
    wall: float
    cpu: float
    peak: float
    shape: list[Any] = field(default_factory=list)

    def __str__(self) -> str:
        words = f"{self.size:>9} {self.engine:<9} {self.side:<42}"
        return f"{words} {self.wall:8.1f} s {self.cpu:7.1f} s CPU {self.peak:6.0f} MB"


def measure(command: list[str], **env: str) -> tuple[float, float, float]:
    """Wall seconds, CPU seconds and peak megabytes of a process with the processes that it starts."""
    begun = time.perf_counter()
    full = {**os.environ, "PYTHONPATH": str(ROOT), **env}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=full)
    peak, done = [0.0], threading.Event()
    watcher = threading.Thread(target=watch, args=(process.pid, peak, done), daemon=True)
    watcher.start()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begun
    done.set()
    watcher.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.stderr is not None
    error = process.stderr.read().decode()
    process.stderr.close()
    if process.returncode:
        sys.exit(f"{shlex.join(command)} failed: {error}")
    return wall, usage.ru_utime + usage.ru_stime, peak[0]


def watch(pid: int, peak: list[float], done: threading.Event) -> None:
    """Notes ten times a second how much memory a process and its children have together."""
    while not done.wait(0.1):
        peak[0] = max(peak[0], resident(pid))


def resident(pid: int) -> float:
    """Megabytes of a process and its children; pages that they share count in each."""
    try:
        process = psutil.Process(pid)
        return sum(one.memory_info().rss for one in (process, *process.children(recursive=True))) / 2**20
    except psutil.Error:
        return 0.0


def shape_of(place: str, **account: str) -> list[Any]:
    """How many nodes, edges and properties of each sort there are."""
    with open_store(place, account.get("CASEGRAPH_USER", ""), account.get("CASEGRAPH_PASSWORD", "")) as store:
        return [[tuple(row.values()) for row in store.scan(query)] for query in SHAPE]


@contextmanager
def own_neo4j(folder: Path, home: Path | None = None) -> Iterator[OwnNeo4j]:
    """A Neo4j on a fresh folder, or on one that the importer filled."""
    server = OwnNeo4j(home or Path(tempfile.mkdtemp(dir=folder)) / "home", free_port())
    server.start()
    try:
        yield server
    finally:
        server.stop()


def ordinary(size: int, file: Path, folder: Path, engines: list[str]) -> Iterator[Measured]:
    """Ours and the bare script, taking turns, on both engines."""
    sides = {
        "casegraph load": [CASEGRAPH, "load", str(file), "--dataset", "bench", "--store"],
        "bare driver": [sys.executable, str(ROOT / "bench" / "bare_load.py")],
    }
    for engine in engines:
        for side, words in sides.items():
            last = [str(file)] if side == "bare driver" else []
            if engine == "embedded":
                place = str(Path(tempfile.mkdtemp(dir=folder)) / "case.db")
                wall, cpu, peak = measure([*words, place, *last])
                yield Measured(side, engine, size, wall, cpu, peak, shape_of(place))
            else:
                with own_neo4j(folder) as server:
                    wall, cpu, peak = measure([*words, server.url, *last], **server.account)
                    yield Measured(side, engine, size, wall, cpu, peak, shape_of(server.url, **server.account))


def bulk(size: int, file: Path, folder: Path, engines: list[str]) -> Iterator[Measured]:
    """Ours in bulk and the engines' tools with ready files."""
    if "embedded" in engines:
        yield from bulk_embedded(size, file, folder)
    if "Neo4j" in engines:
        yield from bulk_neo4j(size, file, folder)


def bulk_embedded(size: int, file: Path, folder: Path) -> Iterator[Measured]:
    """Ours, and GraphBatch with ready rows."""
    place, again = (str(Path(tempfile.mkdtemp(dir=folder)) / "case.db") for _ in range(2))
    wall, cpu, peak = measure([CASEGRAPH, "load", str(file), "--dataset", "bench", "--bulk", "--store", place])
    yield Measured("casegraph load --bulk", "embedded", size, wall, cpu, peak, shape_of(place))
    rows = folder / "rows.pickle"
    tool = [sys.executable, str(ROOT / "bench" / "tool_load.py")]
    measure([*tool, "write", place, str(rows)])
    wall, cpu, peak = measure([*tool, "load", str(rows), again])
    yield Measured("GraphBatch, ready rows", "embedded", size, wall, cpu, peak, shape_of(again))


def bulk_neo4j(size: int, file: Path, folder: Path) -> Iterator[Measured]:
    """Ours, and the importer with the files that ours wrote."""
    files = Path(tempfile.mkdtemp(dir=folder)) / "files"
    wall, cpu, peak = measure([CASEGRAPH, "load", str(file), "--dataset", "bench", "--bulk", "--import-files", str(files)])
    home = Path(tempfile.mkdtemp(dir=folder)) / "home"
    words = shlex.split((files / "import.sh").read_text(encoding="utf-8").split("import full", 1)[1].replace("\\\n", " "))[1:]
    with chdir(files):  # where its script is run
        imported, used, _ = measure([sys.executable, "-m", "tests.neo4j.importing", str(copied_jars()), str(home), *words])
    with own_neo4j(folder, home) as server, open_store(server.url, USER, server.password) as store:
        begun = time.perf_counter()
        for statement in statements((files / "schema.cypher").read_text(encoding="utf-8")):
            store.schema(statement)
        store.schema("CALL db.awaitIndexes(600)")
        schema = time.perf_counter() - begun
        shape = shape_of(server.url, **server.account)
    yield Measured("casegraph load --bulk, importer, indexes", "Neo4j", size, wall + imported + schema, cpu + used, peak, shape)
    yield Measured("importer, ready files, indexes", "Neo4j", size, imported + schema, used, 0.0, shape)


def main() -> None:
    """Measures and writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=3, help="for sizes below a million")
    parser.add_argument("--engines", nargs="+", default=["embedded", "Neo4j"], choices=["embedded", "Neo4j"])
    chosen = parser.parse_args()
    found: list[Measured] = []
    with tempfile.TemporaryDirectory(prefix="casegraph-bench-") as scratch:
        for size in chosen.sizes:
            folder = Path(scratch) / str(size)
            folder.mkdir()
            file = folder / "bench.ftm.json"
            write(file, size)
            sides: dict[tuple[str, str], list[Measured]] = defaultdict(list)
            for number in range(chosen.rounds if size < LARGE else 1):
                within = folder / f"round-{number}"
                within.mkdir()
                for one in chain(ordinary(size, file, within, chosen.engines), bulk(size, file, within, chosen.engines)):
                    print(one, flush=True)
                    sides[one.engine, one.side].append(one)
                compare([runs[-1] for runs in sides.values()])
                shutil.rmtree(within)
            found += [sorted(runs, key=lambda one: one.wall)[len(runs) // 2] for runs in sides.values()]
    publish(table(found, chosen.rounds), "load")


def compare(sides: list[Measured]) -> None:
    """Stops when the sides did not make the same."""
    for one in sides[1:]:
        if one.shape != sides[0].shape:
            different = [pair for pair in zip(one.shape, sides[0].shape, strict=True) if pair[0] != pair[1]]
            sys.exit(f"{one.side} on {one.engine} made something else than {sides[0].side}: {different}")


def table(found: list[Measured], rounds: int) -> str:
    """The figures as Markdown, with the ratios that the aims are about."""
    columns = ("engine", "entities", "what", "wall s", "CPU s", "entities/s", "peak MB", "speed by the yardstick", "by ordinary",
               "time by a tenth", "memory by a tenth")  # fmt: skip
    counted = f"medians of {rounds} by turns and one of each at {LARGE:,}"
    lines = [
        f"Whole processes, {counted}, on {machine()}; entities of FollowTheMoney, 80 % nodes and 20 % edges.",
        "",
        "| " + " | ".join(columns) + " |",
        "| " + " | ".join("---" for _ in columns) + " |",
    ]
    yardsticks = {"casegraph load": "bare driver", "casegraph load --bulk": "GraphBatch, ready rows",
                  "casegraph load --bulk, importer, indexes": "importer, ready files, indexes"}  # fmt: skip
    at = {(one.engine, one.size, one.side): one for one in found}
    for one in sorted(found, key=lambda one: (one.engine, one.size)):
        other = at.get((one.engine, one.size, yardsticks.get(one.side, "")))
        ratio = f"{other.wall / one.wall:.2f}" if other else ""
        usual = at.get((one.engine, one.size, "casegraph load")) if " --bulk" in one.side else None
        tenth = at.get((one.engine, one.size // 10, one.side))
        peak = f"{one.peak:.0f}" if one.peak else ""
        cells = (
            one.engine,
            f"{one.size:,}",
            one.side,
            f"{one.wall:.1f}",
            f"{one.cpu:.1f}",
            f"{one.size / one.wall:.0f}",
            peak,
            ratio,
            f"{usual.wall / one.wall:.1f}" if usual else "",
            f"{one.wall / tenth.wall:.1f}" if tenth else "",
            f"{one.peak / tenth.peak:.2f}" if tenth and tenth.peak else "",
        )
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
