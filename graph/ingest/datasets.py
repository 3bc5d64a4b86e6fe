"""What was loaded: the data sets of a store, with where they came from, when, by whom, and how much each carries.

A data set is a name that records bear; the node `:Dataset` says what the records cannot: the files, and whether a load
of it was cut off.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.errors import UsageError
from graph.ingest import editions, history
from graph.stores import Limits

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.stores import Writer
    from loaders.stream import StreamInfo

COLUMNS = ("dataset", "title", "files", "format", "state", "loaded_at", "loaded_by", "entities", "sources", "claims", "relations")
LOADING, COMPLETE, STOPPED = "loading", "complete", "stopped"
_ALL = Limits(timeout=600.0)
_BEGIN = """
MERGE (d:Dataset {id: $id})
SET d.title = coalesce($title, d.title), d.format = $format, d.loaded_at = $at, d.loaded_by = $by, d.state = $state,
    d.files = [file IN coalesce(d.files, []) WHERE file <> $file] + [$file]
"""
_COUNTS = {
    "entities": "MATCH (n:Entity) UNWIND n.datasets AS name RETURN name, count(*) AS n",
    "sources": "MATCH (n:Source) UNWIND n.datasets AS name RETURN name, count(*) AS n",
    "claims": "MATCH (n:Claim) UNWIND n.datasets AS name RETURN name, count(*) AS n",
    "relations": "MATCH (:Entity)-[r]->(:Entity) UNWIND r.datasets AS name RETURN name, count(*) AS n",
}


def begin(within: Writer, opened: StreamInfo, by: str | None) -> None:
    """Notes that a stream of a data set is being loaded."""
    begin_file(within, opened.dataset, opened.file, by, opened.source.title, opened.format)


def begin_file(within: Writer, name: str, file: str, by: str | None, title: str | None = None, form: str = "dossier") -> None:
    """Notes that a file of a data set is being loaded."""
    values = {"id": name, "file": file, "by": by, "at": history.now(), "state": LOADING, "title": title, "format": form}
    within.write(_BEGIN, values)


def refuse_strangers(store: Writer, names: Mapping[Path, str | None]) -> None:
    """Looks whether files that got their data set's name from their own would come into the set of another file.

    Raises:
        UsageError: one would.
    """
    query = "UNWIND $names AS name MATCH (d:Dataset {id: name}) RETURN d.id AS name, d.files AS files"
    held = store.read(query, {"names": sorted({name for name in names.values() if name})}).rows
    of = {row["name"]: [Path(file).name for file in row["files"] or ()] for row in held}
    for file, name in names.items():
        if name in of and of[name] and file.name not in of[name]:
            raise UsageError(
                f"the data set {name} holds {', '.join(of[name][:3])}, and {file.name} would have its name",
                hint=f"--dataset {name} if both are one set, or another name",
            )


def end(within: Writer, names: Iterable[str], state: str = COMPLETE) -> None:
    """Notes that the loading of some data sets came to an end, and shows what they are worth now beside others."""
    names = sorted(names)
    editions.weigh_anew(within, names)
    query = "UNWIND $names AS name MATCH (d:Dataset {id: name}) SET d.state = $state, d.loaded_at = $at"
    within.write(query, {"names": names, "state": state, "at": history.now()})


def listing(store: Writer) -> list[dict[str, Any]]:
    """The data sets by name, each with `COLUMNS`; of one that only records tell of, what they tell."""
    noted = {row["p"]["id"]: row["p"] for row in store.read("MATCH (d:Dataset) RETURN properties(d) AS p").rows}
    counts: dict[str, dict[str, int]] = {}
    for what, query in _COUNTS.items():
        for row in store.read(query, limits=_ALL).rows:
            counts.setdefault(row["name"], {})[what] = row["n"]
    found = []
    for name in sorted({*noted, *counts}):
        known: dict[str, Any] = {"dataset": name, **noted.get(name, {"state": COMPLETE}), **counts.get(name, {})}
        found.append({column: known.get(column, 0 if column in _COUNTS else None) for column in COLUMNS})
    return found


def is_there(store: Writer, name: str) -> bool:
    """Whether any record bears the name, or a load noted it."""
    if store.read("MATCH (d:Dataset {id: $name}) RETURN d.id AS id", {"name": name}).rows:
        return True
    queries = (
        f"MATCH (n:{label}) WHERE $name IN n.datasets RETURN n.id AS id LIMIT 1" for label in ("Source", "Entity", "Claim")
    )
    return any(store.read(query, {"name": name}, _ALL).rows for query in queries)
