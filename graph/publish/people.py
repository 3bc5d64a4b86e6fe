"""Whom to protect: every person of a store that is marked, whether in the part shown or not, with all names of them.

A name can stand in a text about somebody else, and one that was taken out of the dossier can stand in a text that was not
mended. So the names of claims and of earlier versions count as well.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.model.extra import PREFIX as EXTRA
from graph.stores import Limits, batches

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.stores import Store

_LIMITS = Limits(timeout=120.0)
_MARKED = """
MATCH (p:Person) WHERE p.protected
RETURN p.id AS id, properties(p) AS told
ORDER BY id
"""
_TOLD = """
UNWIND $ids AS id
MATCH (c:Claim)-[:ABOUT]->(:Entity {id: id})
WHERE (c.property IN ['name', 'names', 'birth_date'] OR c.property STARTS WITH 'x_') AND c.relation IS NULL
      AND c.value IS NOT NULL
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
    rows = {row["id"]: row["told"] for row in store.read(_MARKED, limits=_LIMITS).rows}
    names = {key: [told["name"], *(told.get("names") or ())] for key, told in rows.items()}
    born = {key: [told["birth_date"]] if told.get("birth_date") else [] for key, told in rows.items()}
    for key, told in rows.items():
        for name, texts in told.items():
            if name.startswith(EXTRA):
                names[key] += texts if _holds_names(name) else ()
                born[key] += texts if _is_birth(name) else ()
    for row in _read(store, _TOLD, rows):
        if row["property"] == "birth_date" or _is_birth(row["property"]):
            born[row["id"]].append(str(row["value"]))
        elif not row["property"].startswith(EXTRA) or _holds_names(row["property"]):
            names[row["id"]].append(str(row["value"]))
    for row in _read(store, _EARLIER, rows):
        content = json.loads(row["content"])
        extra = content.get("extra") or {}
        names[row["id"]] += [content.get("name"), *(content.get("names") or ())]
        names[row["id"]] += [text for name, texts in extra.items() if _holds_names(name) for text in texts]
        born[row["id"]] += [content["birth_date"]] if content.get("birth_date") else []
    return [
        Protected(
            key,
            tuple(dict.fromkeys(name for name in names[key] if name)),
            told["identification"],
            tuple(dict.fromkeys(born[key])),
        )
        for key, told in rows.items()
    ]


def _holds_names(name: str) -> bool:
    """Whether a property in the words of a data set holds names of the person, or the id that it has there."""
    word = name.removeprefix(EXTRA).lower()
    return word in ("id", "caption") or any(part in word for part in ("name", "alias", "имя", "фамилия", "отчество", "прозвище"))


def _is_birth(name: str) -> bool:
    return name.removeprefix(EXTRA).lower() in ("birthdate", "birth_date", "dob", "born", "дата_рождения")


def relatives(store: Store, people: Iterable[Protected]) -> frozenset[str]:
    """The ids of those who are, or may be, kin of a protected person or the same: a name that they share gives it away."""
    return frozenset(row["id"] for row in _read(store, _RELATIVES, [person.id for person in people]))


def _read(store: Store, query: str, ids: Iterable[str]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for batch in batches(sorted(ids)):
        found += store.read(query, {"ids": list(batch)}, _LIMITS).rows
    return found
