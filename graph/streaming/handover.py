"""A store written out as files for Neo4j's importer: every record, its edges, versions, decisions and data sets."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from graph.stores.import_files import ImportFiles

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from graph.stores.bolt import BoltStore

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


def write_import(store: BoltStore, folder: Path) -> Counter[str]:
    """Writes the files into a new folder; how many nodes of each family, and edges.

    Raises:
        ExportError: the folder is not empty.
    """
    counts: Counter[str] = Counter()
    with ImportFiles(folder) as files:
        for family in FAMILIES:
            for row in store.scan(_NODES.format(family=family), shown=_native):
                files.nodes(row["p"]["kind"] if family == "Entity" else family, [row["p"]])
                counts[family] += 1
        for start, end in _PAIRS:
            for name, one, other, properties in _edges(store, start, end):
                files.edges(name, [(f"{start} {one}", f"{end} {other}", properties)])
                counts["edges"] += 1
    return counts


def _edges(store: BoltStore, start: str, end: str) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    for row in store.scan(_EDGES.format(start=start, end=end), shown=_native):
        yield row["t"], row["a"], row["b"], row["p"]


def _native(value: Any) -> Any:
    """The driver's dates as Python's; all else as it is."""
    if isinstance(value, dict):
        return {key: _native(item) for key, item in value.items()}
    return value.to_native() if hasattr(value, "to_native") else value
