"""A backup: every record of a store in one file, from which the graph is made anew; the same file from every engine.

Gzipped JSON lines: a head, then a line for each record (its family and its fields, or properties), for each listing of an
entity by a source, and a last line with how many of each there were, without which the file is no backup. Relations are not
in it: they follow from claims. No engine takes snapshots, so a store that is written to meanwhile is read again.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from graph import __version__, stores
from graph.errors import ExportError, QueryError, StoreFull, StoreInUse, UsageError
from graph.ingest import history
from graph.ingest.merge import ingest
from graph.ingest.options import PATIENCE
from graph.ingest.placeholders import Missing
from graph.ledger import Ledger
from graph.model import KINDS, Claim, Source
from graph.model.located import Located
from graph.stores import STANDING, held

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from graph.model import Entity
    from graph.stores import Store

Line = tuple[str, Any]
"""A family and what the backup holds of one of it."""
FORM = "casegraph backup 1"
_KEPT = ("Version", "Decision", "Edition", "Dataset")
_LISTED = "MATCH (e:Entity)-[r:REPORTED_BY]->(s:Source) WHERE r.listed RETURN e.id AS id, s.id AS to"
_TURN = "MATCH (m:Migration {id: '0001_ids'}) RETURN m.turn AS turn"
_TRIES, _BATCH = 3, 1000


def write_backup(store: Store, out: Path) -> Counter[str]:
    """Writes a backup of a store beside `out` and puts it in its place when it is whole; how many of each family it holds.

    Raises:
        StoreInUse: the store was written to, or loaded into, all the time.
        ExportError: the file cannot be written.
    """
    part = out.with_name(f".{out.name}.part")
    try:
        for _ in range(_TRIES):
            with _unchanged(store) as locked:
                before = _turn(store)
                counts = _written(store, part)
                if locked or before == _turn(store):
                    part.replace(out)
                    return counts
        raise StoreInUse("the store is being written to all the time", hint="give the command again when the load is done")
    except OSError as error:
        raise ExportError(f"{out} cannot be written: {error.strerror or error}", hint="name another file") from error
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _unchanged(store: Store) -> Iterator[bool]:
    """Holds the lock of loads, so that nobody writes meanwhile; false with an account that only reads, or a full disk."""
    with ExitStack() as stack:
        try:
            stack.enter_context(held(store, patience=PATIENCE))
        except (QueryError, StoreFull):
            yield False
        else:
            yield True


def _turn(store: Store) -> list[Any]:
    """What changes with every transaction, where the engine's writers take turns."""
    return store.read(_TURN).column("turn")


def _written(store: Store, part: Path) -> Counter[str]:
    counts: Counter[str] = Counter()
    with gzip.open(part, "wt", encoding="utf-8", compresslevel=5) as file:
        file.write(json.dumps({"form": FORM, "version": __version__, "at": history.now()}) + "\n")
        for family, content in lines_of(store):
            file.write(json.dumps([family, content], ensure_ascii=False) + "\n")
            counts[family] += 1
        file.write(json.dumps({"counts": counts}) + "\n")
    return counts


def lines_of(store: Store) -> Iterator[Line]:
    """Everything that cannot be derived, as it is written into a backup."""
    ledger = stores.read_ledger(store)
    records: tuple[Entity | Source | Claim, ...] = (*ledger.entities.values(), *ledger.sources.values(), *ledger.claims.values())
    for one in records:
        yield history.family(one), {"kind": type(one).__name__} | one.model_dump(mode="json", exclude_defaults=True)
    for row in store.scan(_LISTED):
        yield "Listed", [row["id"], row["to"]]
    for family in _KEPT:
        for row in store.scan(f"MATCH (n:{family}) RETURN properties(n) AS p"):
            yield family, row["p"]


def read_backup(path: Path) -> Iterator[Line]:
    """What a backup holds.

    Raises:
        UsageError: it is none, or not all of one.
    """
    counts: Counter[str] = Counter()
    ended = False
    try:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            if json.loads(next(file, "{}")).get("form") != FORM:
                raise _no_backup(path)
            for line in file:  # to the very end: the last bytes are gzip's own sum
                given = json.loads(line)
                if isinstance(given, dict):
                    ended = given["counts"] == counts
                else:
                    counts[given[0]] += 1
                    yield given[0], given[1]
    except (OSError, EOFError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise _no_backup(path, str(error)) from error
    if not ended:
        raise _no_backup(path, "its end is missing")


def _no_backup(path: Path, why: str = "") -> UsageError:
    return UsageError(f"{path} is no whole backup{f': {why}' if why else ''}", hint="`casegraph backup FILE` writes one")


def fill(store: Store, lines: Iterable[Line]) -> Counter[str]:
    """Makes the graph of the lines in an empty store: records, listings, history, and the relations that follow from claims.

    Where ends or sources of claims are lost, others are made of which only the id is known, counted as `"lost ends"`.
    """
    parts: dict[str, list[Any]] = defaultdict(list)
    for family, content in lines:
        parts[family].append(content)
    found = Ledger(
        {one["id"]: KINDS[one["kind"]].model_validate(_fields(one)) for one in parts["Entity"]},
        {one["id"]: Source.model_validate(_fields(one)) for one in parts["Source"]},
        {one["id"]: Claim.model_validate(_fields(one)) for one in parts["Claim"]},
    )
    lost = _lost_ends(found)
    counts = Counter({family: len(content) for family, content in parts.items()}) + Counter({"lost ends": lost})
    for some in stores.batches(list(found.entities.values()), _BATCH):
        ingest(store, Ledger(entities={one.id: one for one in some}), Ledger())
    ingest(store, Ledger(sources=found.sources), Ledger())
    for given in stores.batches(list(found.claims.values()), _BATCH):
        ingest(store, Ledger(claims={one.id: one for one in given}), Ledger(sources=found.sources))
    stores.list_entities(store, [(key, source) for key, source in parts["Listed"]])
    for family in _KEPT:
        for rows in stores.batches(parts[family], _BATCH):
            store.write(f"UNWIND $rows AS row MERGE (n:{family} {{id: row.id}}) SET n = row", {"rows": list(rows)})
    store.write("MERGE (m:Migration {id: $id})", {"id": STANDING})
    return counts


def _lost_ends(found: Ledger) -> int:
    """Puts what claims name and nobody has into a ledger; how many that were."""
    before, missing = len(found), Missing()
    kinds = {key: one.kind for key, one in found.entities.items()}
    for claim in found.claims.values():
        missing.look(claim, kinds, {})
    for claim in found.claims.values():
        named = claim.model_copy(update={"about": tuple(dict.fromkeys((*claim.about, *claim.attributed_to)))})
        for one in missing.needed(Located(claim), named, kinds, found.sources).made:
            if isinstance(one.record, Source):
                found.sources[one.record.id] = one.record
            elif not isinstance(one.record, Claim):
                found.entities[one.record.id] = one.record
                kinds[one.record.id] = one.record.kind
    return len(found) - before


def _fields(content: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in content.items() if name != "kind"}
