"""Taking a data set out of a store, or some records of it: only what that set alone carries goes.

A record that other sets have too stays and loses the set's name; an entity or source that claims of other sets lean on
stays and bears their names. Relations and REPORTED_BY follow from the claims that are left. Decisions stay, so that
they hold again when the set is loaded again; what was decided about keeps its last version in the history.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from graph import stores
from graph.ingest import editions, history, protection
from graph.ingest.merge import Summary
from graph.ingest.relate import relate
from graph.model.located import edge_claim_id

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

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
_ABOUT = (
    "UNWIND $ids AS id MATCH (:Entity {id: id})<-[:ABOUT|ATTRIBUTED_TO]-(c:Claim) WHERE $name IN c.datasets RETURN c.id AS id"
)
_LEANING_ON = {"Entity": _LEANING, "Source": _SPEAKING}
_LISTED = (
    "UNWIND $ids AS id MATCH (e:Entity {id: id})-[r:REPORTED_BY]->(s:Source) WHERE $name IN s.datasets AND r.listed "
    "RETURN e.id AS id, s.id AS to"
)


@dataclass(frozen=True, slots=True)
class Removed:
    """How many records went, how many lost the name of the set and stayed, how many relations went."""

    entities: int = 0
    sources: int = 0
    claims: int = 0
    kept: int = 0
    relations: int = 0

    def __add__(self, other: Removed) -> Removed:
        """What both did."""
        return Removed(*(getattr(self, name) + getattr(other, name) for name in Removed.__slots__))

    def summary(self) -> Summary:
        """As what a load did."""
        return Summary(deleted=self.entities + self.sources + self.claims, gone=self.relations)


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be removed: of which set, by whom, and whether all that goes keeps its last version in the history.

    `remember` that protected persons who go are to be protected when they come back.
    """

    dataset: str
    by: str | None = None
    keep_all: bool = False
    remember: bool = True


def remove_dataset(store: Store, order: Order, after: Callable[[int], None] = lambda _: None) -> Removed:
    """Takes a whole data set out, page by page; cut off anywhere, it is done by calling it again.

    `after` is told how many records each page had.
    """
    done = Removed()
    sources = [row["id"] for row in store.scan(_all_of("Source"), {"name": order.dataset})]
    for label, drop in DROPS.items():
        for page in _pages(store, label, order.dataset):
            done += store.transaction(partial(drop, ids=page, order=order, going=sources))
            after(len(page))
    store.write("MATCH (d:Dataset {id: $name}) DELETE d", {"name": order.dataset})
    return done


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


def drop_claims(within: Writer, ids: Iterable[str], order: Order, going: Iterable[str] = ()) -> Removed:
    """Takes claims out; `going` are the sources that go next, whose REPORTED_BY need no care."""
    found = {key: one for key, one in stores.read_claims(within, ids).items() if order.dataset in one.datasets}
    touched = {claim.relation for claim in found.values() if claim.relation}
    before = stores.read_claims_of_pairs(within, touched)
    gone, kept = _drop(within, "Claim", found, order, {})
    related = relate(within, before, stores.read_claims_of_pairs(within, touched).claims, {})
    gone_sources = set(going)
    pairs = {pair for pair in stores.pairs_of(found[key] for key in gone) if pair[1] not in gone_sources}
    stores.drop_stale_reports(within, pairs)
    return Removed(claims=len(gone), kept=kept, relations=related.gone)


def drop_entities(within: Writer, ids: Iterable[str], order: Order, going: Iterable[str] = ()) -> Removed:  # noqa: ARG001  as for claims
    """Takes entities out; those that stay are no longer listed by the sources of the set."""
    found = {key: one for key, one in stores.read_entities(within, ids).items() if order.dataset in one.datasets}
    leaning = leaning_sets(within, "Entity", found, (order.dataset,))
    staying = [key for key, one in found.items() if one.datasets != (order.dataset,) or leaning.get(key)]
    unlisted = within.read(_LISTED, {"ids": staying, "name": order.dataset}).rows
    stores.unlist_entities(within, [(row["id"], row["to"]) for row in unlisted])
    gone, kept = _drop(within, "Entity", found, order, leaning)
    return Removed(entities=len(gone), kept=kept)


def drop_sources(within: Writer, ids: Iterable[str], order: Order, going: Iterable[str] = ()) -> Removed:  # noqa: ARG001  as for claims
    """Takes sources out on which no claim and no other source leans."""
    found = {key: one for key, one in stores.read_sources(within, ids).items() if order.dataset in one.datasets}
    gone, kept = _drop(within, "Source", found, order, leaning_sets(within, "Source", found, (order.dataset,)))
    return Removed(sources=len(gone), kept=kept)


def drop_deleted(within: Writer, ids: Iterable[str], order: Order) -> Removed:
    """Takes away what a data set says under some ids, its own claims about those entities included."""
    ids = list(ids)
    about = within.read(_ABOUT, {"ids": ids, "name": order.dataset}).column("id")
    claims = {*about, *ids, *(edge_claim_id(order.dataset, key) for key in ids)}
    return drop_claims(within, claims, order) + drop_entities(within, ids, order)


DROPS = {"Claim": drop_claims, "Entity": drop_entities, "Source": drop_sources}
"""In the order in which they go."""


def leaning_sets(within: Writer, label: str, ids: Iterable[str], without: Collection[str]) -> dict[str, set[str]]:
    """By id of entities or sources the data sets, but for some, of the records that lean on each."""
    found: dict[str, set[str]] = {}
    for query in _LEANING_ON[label]:
        for row in within.read(query, {"ids": list(ids)}).rows:
            found.setdefault(row["id"], set()).update({*row["names"]}.difference(without))
    return found


def _drop(
    within: Writer,
    label: str,
    found: Mapping[str, Entity | Source | Claim],
    order: Order,
    leaning: Mapping[str, set[str]],
) -> tuple[list[str], int]:
    """Deletes the records that only the set has and nothing leans on; the others lose its name: the ids gone, how many kept."""
    gone = {key: one for key, one in found.items() if one.datasets == (order.dataset,) and not leaning.get(key)}
    if label == "Entity" and order.remember:
        protection.remember(within, gone.values(), order.dataset, order.by)  # type: ignore[arg-type]  # of that family
    _keep_versions(within, gone, order)
    if label == "Entity":
        _give_back(within, found.keys() - gone.keys(), order)
    rows = [
        {"id": key, "names": sorted({*one.datasets} - {order.dataset} or leaning.get(key, set()))}
        for key, one in found.items()
        if key not in gone
    ]
    if rows:
        within.write(f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) SET n.datasets = row.names", {"rows": rows})
    # emptied first: what was written and deleted in one transaction would stay in the indexes of Neo4j until it ends
    within.write(f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) SET n = {{}} DETACH DELETE n", {"ids": list(gone)})
    return list(gone), len(rows)


def _give_back(within: Writer, ids: Collection[str], order: Order) -> None:
    """Entities that other data sets speak of become what these say."""
    left = editions.without(within, ids, order.dataset)
    before = stores.read_entities(within, left)
    history.keep(within, before.values(), order.by)
    kinds = {key: one.kind for key, one in before.items()}
    stores.write_entities(within, (protection.joined(before[key], one) for key, one in left.items()), kinds)


def _keep_versions(within: Writer, going: Mapping[str, Entity | Source | Claim], order: Order) -> None:
    """The last version of what goes into the history: of all of it, or of what somebody decided about."""
    wanted = set(going)
    if not order.keep_all and wanted:
        wanted = set(within.read(_DECIDED, {"ids": list(going)}).column("id"))
    history.keep(within, [one for key, one in going.items() if key in wanted], order.by)
