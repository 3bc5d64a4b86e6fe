"""A store, or a file, written out as files for Neo4j's importer: every record, its edges, versions, decisions and data sets."""

from __future__ import annotations

import shutil
from collections import Counter
from typing import TYPE_CHECKING, Any

from graph.errors import LoadStopped, RecordFaults
from graph.ingest import datasets, history
from graph.ingest.bulk import NOTHING, Bulk
from graph.stores import ImportFiles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from graph.ingest.plan import Outcome, Plan, Watch
    from graph.stores import Store

FAMILIES = ("Entity", "Source", "Claim", "Version", "Decision", "Dataset")
_NODES = "MATCH (n:{family}) RETURN properties(n) AS p"
_EDGES = "MATCH (a:{start})-[r]->(b:{end}) RETURN type(r) AS t, a.id AS a, b.id AS b, properties(r) AS p"
_PAIRS = (
    ("Entity", "Entity"),
    ("Entity", "Source"),
    ("Claim", "Entity"),
    ("Claim", "Source"),
    ("Source", "Entity"),
    ("Source", "Source"),
)


def write_import(store: Store, folder: Path) -> Counter[str]:
    """Writes the files into a new folder; how many nodes of each family, and edges.

    Raises:
        ExportError: the folder is not empty.
    """
    counts: Counter[str] = Counter()
    with ImportFiles(folder) as files:
        for family in FAMILIES:
            for row in store.scan(_NODES.format(family=family), native=True):
                files.nodes(row["p"]["kind"] if family == "Entity" else family, [row["p"]])
                counts[family] += 1
        for start, end in _PAIRS:
            for name, one, other, properties in _edges(store, start, end):
                files.edges(name, [(f"{start} {one}", f"{end} {other}", properties)])
                counts["edges"] += 1
    return counts


def bulk_files(folder: Path, plan: Plan, watch: Watch, reject: Callable[[dict[str, Any]], None]) -> Outcome:
    """Writes the files of a plan as files for the importer, without a store.

    Raises:
        RecordFaults: something is wrong and nothing is to be left out; the folder is gone.
        ExportError: the folder is not empty.
    """
    try:
        with ImportFiles(folder) as files:
            bulk = Bulk(plan, files, watch)
            outcome = bulk.run(reject, NOTHING)
            files.nodes("Dataset", _datasets(bulk, plan.by))
    except (RecordFaults, LoadStopped):
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return outcome


def _datasets(bulk: Bulk, by: str | None) -> list[dict[str, Any]]:
    """What `graph.ingest.datasets` notes of a load."""
    found: dict[str, dict[str, Any]] = {}
    for name, file, title, form in bulk.opened:
        noted = found.setdefault(name, {"id": name, "title": title, "format": form, "files": []})
        noted["files"].append(file)
        noted |= {"loaded_at": history.now(), "state": datasets.COMPLETE, **({"loaded_by": by} if by else {})}
    return list(found.values())


def _edges(store: Store, start: str, end: str) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    for row in store.scan(_EDGES.format(start=start, end=end), native=True):
        yield row["t"], row["a"], row["b"], row["p"]
