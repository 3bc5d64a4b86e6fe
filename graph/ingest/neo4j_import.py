"""A store, or a file, written out as files for Neo4j's importer: every record, its edges, versions, decisions and data sets."""

from __future__ import annotations

import shutil
from collections import Counter
from typing import TYPE_CHECKING

from graph.errors import LoadStopped, RecordFaults
from graph.ingest import datasets, history
from graph.ingest.bulk import Bulk
from graph.stores import ImportFiles

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from graph.ingest.outcome import Outcome
    from graph.ingest.walk import Walk
    from graph.stores import Row, Store
    from loaders.stream import StreamInfo

FAMILIES = ("Entity", "Source", "Claim", "Version", "Decision", "Edition", "Dataset")
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


def bulk_files(folder: Path, walk: Walk) -> Outcome:
    """Writes the files of a walk as files for the importer, without a store.

    Raises:
        RecordFaults: something is wrong and nothing is to be left out; the folder is gone.
        ExportError: the folder is not empty.
    """
    try:
        with ImportFiles(folder) as files:
            bulk = Bulk(walk, files)
            outcome = bulk.run()
            files.nodes("Dataset", _datasets(bulk.opened, walk.plan.by))
    except (RecordFaults, LoadStopped):
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return outcome


def _datasets(opened: list[StreamInfo], by: str | None) -> list[Row]:
    """What `graph.ingest.datasets` notes of a load."""
    files: dict[str, list[str]] = {}
    for info in opened:
        files.setdefault(info.dataset, []).append(info.file)
    noted = {"loaded_at": history.now(), "state": datasets.COMPLETE, **({"loaded_by": by} if by else {})}
    first = {info.dataset: info for info in reversed(opened)}
    return [
        {"id": name, "title": first[name].source.title, "format": first[name].format, "files": names, **noted}
        for name, names in files.items()
    ]


def _edges(store: Store, start: str, end: str) -> Iterator[tuple[str, str, str, Row]]:
    for row in store.scan(_EDGES.format(start=start, end=end), native=True):
        yield row["t"], row["a"], row["b"], row["p"]
