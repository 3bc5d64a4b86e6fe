"""What the store knows of entities that tells them from others: their names, birth, countries, identifiers.

Pseudonyms belong to sources, and a data set may have several: letters are compared with no source, and so never the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from graph.identity import Record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.stores import Row, Store

_READ = """
OPTIONAL MATCH (e)-[:CITIZEN_OF|RESIDENT_OF]->(c:Country)
RETURN e.id AS id, e.kind AS kind, e.names AS names, e.datasets AS datasets, properties(e) AS p,
collect(DISTINCT c.name) AS countries
"""
_ONE = f"MATCH (e:Entity {{id: $id}}) {_READ}"
_MANY = f"MATCH (e:Entity) WHERE e.kind IN $kinds WITH e {_READ}"
_IDENTIFIERS = ("x_idNumber", "x_innCode", "x_taxNumber", "x_passportNumber", "x_registrationNumber", "x_leiCode", "x_wikidataId")


class Compared(NamedTuple):
    """An entity as it is compared, and the data sets that it is of."""

    record: Record
    datasets: frozenset[str]


def record_of(store: Store, key: str) -> Record | None:
    """The record of the entity with that id; None where there is none."""
    rows = store.read(_ONE, {"id": key}).rows
    return _record(rows[0]) if rows else None


def records_of(store: Store, kinds: Iterable[str], datasets: Iterable[str] = ()) -> dict[str, Compared]:
    """By id all entities of some kinds, or those of them that are of some data sets."""
    wanted = frozenset(datasets)
    found = {}
    for row in store.scan(_MANY, {"kinds": sorted(kinds)}):
        there = frozenset(row["datasets"] or ())
        if not wanted or wanted & there:
            found[row["id"]] = Compared(_record(row), there)
    return found


def _record(row: Row) -> Record:
    known = row["p"]
    return Record(
        names=tuple(row["names"]),
        kind=row["kind"],
        birth_date=known.get("birth_date"),
        gender=next(iter(_all(known.get("x_gender"))), None),
        countries=frozenset(row["countries"]) | frozenset(_all(known.get("x_country")) + _all(known.get("x_nationality"))),
        identifiers=frozenset(f"{name}:{value}" for name in _IDENTIFIERS for value in _all(known.get(name))),
    )


def _all(value: object) -> list[str]:
    return [] if value is None else [str(one) for one in value] if isinstance(value, (list, tuple)) else [str(value)]
