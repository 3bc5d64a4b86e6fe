"""Streams made by hand, and the way into a store that `casegraph load` takes for large files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from graph.ingest import Outcome
from graph.ingest.options import Plan, Silent
from graph.ingest.outcome import Reject
from graph.ingest.streams import write_streams
from graph.ingest.walk import Walk
from graph.ingest.worker import Workers
from graph.model import Claim, Source, relation_id
from graph.model.located import Deletion, Located, RejectedRecord
from graph.stores import Store
from loaders.stream import Census, Item, Stream, StreamInfo
from tests.contract.small import Record, entity

NAME = "set-a"


def source_of(name: str = NAME) -> Source:
    """The source that stands for a data set."""
    return Source(id=f"dataset-{name}", title=name, datasets=(name,))


def node(key: str, kind: str = "Person", name: str = "", dataset: str = NAME, **fields: Any) -> Located:
    """An entity that a data set lists."""
    fields = {"identification": "named", **fields} if kind == "Person" else fields
    return Located(entity(kind, key, name, datasets=(dataset,), **fields), "a.json", 1, reported_by=(f"dataset-{dataset}",))


def tie(start: str, type_name: str, end: str, dataset: str = NAME, **fields: Any) -> Located:
    """A claim of a data set that carries a relation."""
    values = {
        "id": f"{dataset}.{start}.{type_name.lower()}.{end}",
        "text": "It lists it.",
        "source": f"dataset-{dataset}",
        **fields,
    }
    one = Claim.model_validate(
        {"property": type_name, "about": (start, end), "relation": relation_id(start, type_name, end), "datasets": (dataset,)}
        | values
    )
    return Located(one, "a.json", 2)


def opener(items: Iterable[Item], name: str = NAME, source: Source | None = None) -> Callable[[], Stream]:
    """What opens a stream of the items, each an input record of its own on its own line."""
    located = [_at(item, line) for line, item in enumerate(items, 1)]
    info = StreamInfo("a.json", "hand", name, source or source_of(name), len(located))

    def groups() -> Iterator[list[Item]]:
        for item in located:
            yield [item]

    return lambda: Stream(info, groups(), Census(), lambda: 0)


def _at(item: Item, line: int) -> Item:
    if isinstance(item, Located):
        return Located(item.record, item.file, line, item.lines, item.reported_by)
    return type(item)(**{**{name: getattr(item, name) for name in item.__slots__}, "line": line, "file": "a.json"})


class Quiet(Silent):
    """Says nothing, and stops the load when so many batches are written."""

    def __init__(self, stop_after: int | None = None) -> None:
        self.batches, self.stop_after = 0, stop_after

    def moved(self, records: int, at: int, rejected: int) -> None:  # noqa: ARG002  the signature of Watch
        self.batches += 1

    def stopped(self) -> bool:
        return self.stop_after is not None and self.batches >= self.stop_after


def walk(
    *files: Callable[[], Stream],
    progress: Silent | None = None,
    reject: Callable[[Reject], None] = lambda _: None,
    workers: Workers | None = None,
    **options: Any,
) -> Walk:
    """The walk over some files; `options` are those of their plan."""
    return Walk(Plan(files, **options), progress or Quiet(), reject, workers)


def stream_in(store: Store, items: Iterable[Item], name: str = NAME, **options: Any) -> Outcome:
    """Loads items as one file."""
    return write_streams(store, walk(opener(items, name, options.pop("source", None)), **options))


def graph_of(store: Store) -> dict[str, Any]:
    """Everything in a store but who loads and when: nodes and relationships with all their properties."""
    nodes = "MATCH (n) WHERE n:Entity OR n:Source OR n:Claim RETURN labels(n) AS labels, properties(n) AS p"
    edges = "MATCH (a)-[r]->(b) WHERE a.id IS NOT NULL RETURN type(r) AS t, a.id AS a, b.id AS b, properties(r) AS p"
    return {
        "nodes": sorted((sorted(row["labels"]), sorted(map(str, row["p"].items()))) for row in store.scan(nodes)),
        "edges": sorted((row["t"], row["a"], row["b"], sorted(map(str, row["p"].items()))) for row in store.scan(edges)),
    }


__all__ = [
    "NAME", "Deletion", "Quiet", "Record", "RejectedRecord", "graph_of", "node", "opener", "source_of", "stream_in", "tie",
    "walk",
]  # fmt: skip
