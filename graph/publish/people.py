"""Whom to protect: every person of a store that is marked, whether in the part shown or not, with all names of them.

A name can stand in a text about somebody else, and one that was taken out of the dossier can stand in a text that was not
mended. So the names of claims and of earlier versions count as well.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.stores.base import Limits
from graph.stores.records import batches

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.stores.base import Store

_LIMITS = Limits(timeout=120.0)
_MARKED = """
MATCH (p:Person) WHERE p.protected
RETURN p.id AS id, p.name AS name, p.names AS names, p.identification AS identification, p.birth_date AS born
ORDER BY id
"""
_TOLD = """
UNWIND $ids AS id
MATCH (c:Claim)-[:ABOUT]->(:Entity {id: id})
WHERE c.property IN ['name', 'names', 'birth_date'] AND c.relation IS NULL AND c.value IS NOT NULL
RETURN id, c.property AS property, c.value AS value
"""
_EARLIER = "UNWIND $ids AS id MATCH (v:Version {of: id}) RETURN id, v.content AS content"
_RELATIVES = """
UNWIND $ids AS id
MATCH (:Entity {id: id})-[r]-(o:Entity)
WHERE type(r) IN ['RELATIVE_OF', 'POSSIBLY_SAME_AS']
RETURN DISTINCT o.id AS id
"""


@dataclass(frozen=True, slots=True)
class Protected:
    """One protected person: every name on record, and dates of birth (EDTF)."""

    id: str
    names: tuple[str, ...]
    identification: str = "named"
    born: tuple[str, ...] = ()


def protected_people(store: Store) -> list[Protected]:
    """All protected persons of a store, by id."""
    rows = {row["id"]: row for row in store.read(_MARKED, limits=_LIMITS).rows}
    names = {key: [row["name"], *(row["names"] or ())] for key, row in rows.items()}
    born = {key: [row["born"]] if row["born"] else [] for key, row in rows.items()}
    for row in _read(store, _TOLD, rows):
        (born if row["property"] == "birth_date" else names)[row["id"]].append(str(row["value"]))
    for row in _read(store, _EARLIER, rows):
        content = json.loads(row["content"])
        names[row["id"]] += [content.get("name"), *(content.get("names") or ())]
        born[row["id"]] += [content["birth_date"]] if content.get("birth_date") else []
    return [
        Protected(
            key, tuple(dict.fromkeys(name for name in names[key] if name)), row["identification"], tuple(dict.fromkeys(born[key]))
        )
        for key, row in rows.items()
    ]


def relatives(store: Store, people: Iterable[Protected]) -> frozenset[str]:
    """The ids of those who are, or may be, kin of a protected person or the same: a name that they share gives it away."""
    return frozenset(row["id"] for row in _read(store, _RELATIVES, [person.id for person in people]))


def _read(store: Store, query: str, ids: Iterable[str]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for batch in batches(sorted(ids)):
        found += store.read(query, {"ids": list(batch)}, _LIMITS).rows
    return found
