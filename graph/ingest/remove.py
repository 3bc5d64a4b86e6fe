"""Taking a data set out of a store, or some records of it: only what that set alone carries goes.

A record that other sets have too stays and loses the set's name; an entity or source that claims of other sets lean on
stays and bears their names. Relations and REPORTED_BY follow from the claims that are left. Decisions stay, so that
they hold again when the set is loaded again; what was decided about keeps its last version in the history.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph import stores
from graph.ingest import history
from graph.ledger import derive

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from graph.model import Claim, Entity, Source
    from graph.stores import Store, Writer

_PAGE = 1000
_DECIDED = "UNWIND $ids AS id MATCH (d:Decision {target: id}) RETURN DISTINCT d.target AS id"
_LEANING = (
    "UNWIND $ids AS id MATCH (:Entity {id: id})<-[:ABOUT|ATTRIBUTED_TO]-(c:Claim) UNWIND c.datasets AS name "
    "RETURN id, collect(DISTINCT name) AS names",
    "UNWIND $ids AS id MATCH (:Entity {id: id})<-[:PUBLISHED_BY]-(s:Source) UNWIND s.datasets AS name "
    "RETURN id, collect(DISTINCT name) AS names",
    "MATCH (l:Law) WHERE l.jurisdiction IN $ids UNWIND l.datasets AS name "
    "RETURN l.jurisdiction AS id, collect(DISTINCT name) AS names",
)
_SPEAKING = (
    "UNWIND $ids AS id MATCH (:Source {id: id})<-[:REPORTED_BY]-(c:Claim) UNWIND c.datasets AS name "
    "RETURN id, collect(DISTINCT name) AS names",
    "UNWIND $ids AS id MATCH (:Source {id: id})<-[:CITES]-(s:Source) UNWIND s.datasets AS name "
    "RETURN id, collect(DISTINCT name) AS names",
)
_LISTED = "UNWIND $ids AS id MATCH (e:Entity {id: id})-[r:REPORTED_BY]->(s:Source) WHERE s.id IN $sources AND r.listed "


@dataclass(slots=True)
class Removed:
    """How many records went, how many lost the name of the set and stayed, how many relations went."""

    entities: int = 0
    sources: int = 0
    claims: int = 0
    kept: int = 0
    relations: int = 0


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be removed: of which set, by whom, and whether all that goes keeps its last version in the history."""

    dataset: str
    by: str | None = None
    keep_all: bool = False


def remove_dataset(store: Store, order: Order, after: Callable[[int], None] = lambda _: None) -> Removed:
    """Takes a whole data set out, page by page; cut off anywhere, it is done by calling it again.

    `after` is told how many records each page had.
    """
    done = Removed()
    sources = [row["id"] for row in store.scan(_all_of("Source"), {"name": order.dataset})]
    for label, drop in (("Claim", drop_claims), ("Entity", drop_entities), ("Source", drop_sources)):
        for page in _pages(store, label, order.dataset):

            def work(within: Writer, drop: Any = drop, page: list[str] = page) -> Removed:
                part = Removed()
                drop(within, page, order, part, sources)
                return part

            _count(done, store.transaction(work))
            after(len(page))
    store.write("MATCH (d:Dataset {id: $name}) DELETE d", {"name": order.dataset})
    return done


def _count(total: Removed, part: Removed) -> None:
    for name in Removed.__slots__:
        setattr(total, name, getattr(total, name) + getattr(part, name))


def _all_of(label: str) -> str:
    return f"MATCH (n:{label}) WHERE $name IN n.datasets RETURN n.id AS id"


def _pages(store: Store, label: str, dataset: str) -> Iterator[list[str]]:
    """The ids of a set's records, found once and kept in a file, so that removing does not disturb finding."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as file:
        for row in store.scan(_all_of(label), {"name": dataset}):
            file.write(row["id"] + "\n")
        file.seek(0)
        page: list[str] = []
        for line in file:
            page.append(line.rstrip("\n"))
            if len(page) == _PAGE:
                yield page
                page = []
        if page:
            yield page


def drop_claims(within: Writer, ids: Iterable[str], order: Order, done: Removed, going: Iterable[str] = ()) -> None:
    """Takes claims out; `going` are the sources that go next, whose REPORTED_BY need no care."""
    found = {key: one for key, one in stores.read_claims(within, ids).items() if order.dataset in one.datasets}
    alone = {key: one for key, one in found.items() if one.datasets == (order.dataset,)}
    _keep_versions(within, alone, order)
    _lose_name(within, "Claim", {key: one for key, one in found.items() if key not in alone}, order, done)
    within.write("UNWIND $ids AS id MATCH (c:Claim {id: id}) DETACH DELETE c", {"ids": list(alone)})
    touched = {claim.relation for claim in found.values() if claim.relation}
    carrying = stores.read_claims_carrying(within, touched)
    sources = stores.read_sources(within, {claim.source for claim in carrying.values()})
    relations = derive(carrying.values(), sources)
    stores.write_relations(within, relations.values(), touched - relations.keys())
    gone_sources = set(going)
    pairs = {pair for pair in stores.pairs_of(alone.values()) if pair[1] not in gone_sources}
    stores.drop_stale_reports(within, pairs)
    done.claims += len(alone)
    done.relations += len(touched - relations.keys())


def drop_entities(within: Writer, ids: Iterable[str], order: Order, done: Removed, _: Iterable[str] = ()) -> None:
    """Takes entities out; those that stay are no longer listed by the sources of the set."""
    found = {key: one for key, one in stores.read_entities(within, ids).items() if order.dataset in one.datasets}
    leaning = _names(within, _LEANING, found, order)
    alone = {key: one for key, one in found.items() if one.datasets == (order.dataset,) and not leaning.get(key)}
    _keep_versions(within, alone, order)
    staying = {key: one for key, one in found.items() if key not in alone}
    unlisted = {"ids": list(staying), "sources": within.read(_all_of("Source"), {"name": order.dataset}).column("id")}
    if listed := within.read(_LISTED + "RETURN e.id AS id, s.id AS to", unlisted).rows:
        within.write(_LISTED + "REMOVE r.listed", unlisted)
        stores.drop_stale_reports(within, [(row["id"], row["to"]) for row in listed])
    _lose_name(within, "Entity", staying, order, done, leaning)
    within.write("UNWIND $ids AS id MATCH (n:Entity {id: id}) DETACH DELETE n", {"ids": list(alone)})
    done.entities += len(alone)


def drop_sources(within: Writer, ids: Iterable[str], order: Order, done: Removed, _: Iterable[str] = ()) -> None:
    """Takes sources out on which no claim and no other source leans."""
    found = {key: one for key, one in stores.read_sources(within, ids).items() if order.dataset in one.datasets}
    leaning = _names(within, _SPEAKING, found, order)
    alone = {key: one for key, one in found.items() if one.datasets == (order.dataset,) and not leaning.get(key)}
    _keep_versions(within, alone, order)
    _lose_name(within, "Source", {key: one for key, one in found.items() if key not in alone}, order, done, leaning)
    within.write("UNWIND $ids AS id MATCH (n:Source {id: id}) DETACH DELETE n", {"ids": list(alone)})
    done.sources += len(alone)


def _names(within: Writer, queries: Iterable[str], ids: Iterable[str], order: Order) -> dict[str, set[str]]:
    """The other data sets of what leans on some records."""
    found: dict[str, set[str]] = {}
    for query in queries:
        for row in within.read(query, {"ids": list(ids)}).rows:
            found.setdefault(row["id"], set()).update({*row["names"]} - {order.dataset})
    return found


def _lose_name(
    within: Writer,
    label: str,
    staying: Mapping[str, Entity | Source | Claim],
    order: Order,
    done: Removed,
    leaning: Mapping[str, set[str]] | None = None,
) -> None:
    rows = []
    for key, one in staying.items():
        names = {*one.datasets} - {order.dataset} or (leaning or {}).get(key, set())
        rows.append({"id": key, "names": sorted(names)})
    if rows:
        within.write(f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) SET n.datasets = row.names", {"rows": rows})
        done.kept += len(rows)


def _keep_versions(within: Writer, going: Mapping[str, Entity | Source | Claim], order: Order) -> None:
    """The last version of what goes into the history: of all of it, or of what somebody decided about."""
    wanted = set(going)
    if not order.keep_all and wanted:
        wanted = set(within.read(_DECIDED, {"ids": list(going)}).column("id"))
    history.keep(within, [one for key, one in going.items() if key in wanted], order.by)
