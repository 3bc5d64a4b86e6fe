"""What the store knows of an entity that tells it from others: its names, birth, countries, identifiers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.identity import Record

if TYPE_CHECKING:
    from graph.stores import Store

_ENTITY = """
MATCH (e:Entity {id: $id})
OPTIONAL MATCH (e)-[:CITIZEN_OF|RESIDENT_OF]->(c:Country)
RETURN e.kind AS kind, e.names AS names, properties(e) AS p, collect(DISTINCT c.name) AS countries
"""
_IDENTIFIERS = ("x_idNumber", "x_innCode", "x_taxNumber", "x_passportNumber", "x_registrationNumber", "x_leiCode", "x_wikidataId")


def record_of(store: Store, key: str) -> Record | None:
    """The record of the entity with that id; None where there is none."""
    rows = store.read(_ENTITY, {"id": key}).rows
    if not rows:
        return None
    row = rows[0]
    known = row["p"]
    return Record(
        names=tuple(row["names"]),
        kind=row["kind"],
        birth_date=known.get("birth_date"),
        gender=_first(known.get("x_gender")),
        countries=frozenset(row["countries"]) | frozenset(_all(known.get("x_country")) + _all(known.get("x_nationality"))),
        identifiers=frozenset(f"{name}:{value}" for name in _IDENTIFIERS for value in _all(known.get(name))),
    )


def _all(value: object) -> list[str]:
    return [] if value is None else [str(one) for one in value] if isinstance(value, (list, tuple)) else [str(value)]


def _first(value: object) -> str | None:
    return next(iter(_all(value)), None)
