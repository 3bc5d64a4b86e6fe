"""Whom to protect: every person of a store that is marked, whether in the part shown or not, with all names of them.

A name can stand in a text about somebody else, and one that was taken out of the dossier can stand in a text that was not
mended. So the names of claims and of earlier versions count as well.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from graph.model.extra import PREFIX as EXTRA
from graph.stores import Limits, batches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graph.stores import Store

T = TypeVar("T")
_LIMITS = Limits(timeout=120.0)
_MARKED = """
MATCH (p:Person) WHERE p.protected
RETURN p.id AS id, properties(p) AS properties
ORDER BY id
"""
_CLAIMED = """
UNWIND $ids AS id
MATCH (:Entity {id: id})<-[:ABOUT]-(c:Claim)
WHERE (c.property IN ['name', 'names', 'birth_date', 'age'] OR c.property STARTS WITH 'x_') AND c.relation IS NULL
      AND c.value IS NOT NULL
RETURN id, c.property AS property, c.value AS value
"""
_GONE = """
MATCH (d:Decision) WHERE d.action IN ['protect', 'unprotect']
RETURN d.target AS id, d.action AS action ORDER BY d.at, d.id
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
    """One protected person: every name on record, dates of birth (EDTF), and ages."""

    id: str
    names: tuple[str, ...]
    identification: str = "named"
    born: tuple[str, ...] = ()
    ages: tuple[int, ...] = ()


def protected_people(store: Store) -> list[Protected]:
    """All protected persons of a store, by id; those as well who left it, as far as its history knows their names.

    Somebody who was ever known by name is looked for as one who is.
    """
    rows = {row["id"]: row["properties"] for row in store.read(_MARKED, limits=_LIMITS).rows}
    rows |= {key: {} for key in _gone(store) if key not in rows}
    names: dict[str, list[str]] = {key: [] for key in rows}
    born: dict[str, list[str]] = {key: [] for key in rows}
    known: dict[str, list[str]] = {key: [] for key in rows}
    ages: dict[str, list[int]] = {key: [] for key in rows}
    for key, name, value in _recorded(store, rows):
        texts = [str(text) for text in (value if isinstance(value, list) else [value]) if text]
        if name == "identification":
            known[key] += texts
        elif name == "age":
            ages[key] += [int(text) for text in texts if text.isdigit()]
        elif _is_name(name) or _is_birth(name):
            (born if _is_birth(name) else names)[key] += texts
    return [Protected(key, _once(names[key]), _strongest(known[key]), _once(born[key]), _once(ages[key])) for key in rows]


def _once(values: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(values))


def _strongest(known: list[str]) -> str:
    return next((one for one in ("named", "pseudonym", "unnamed") if one in known), "named")


def _gone(store: Store) -> list[str]:
    """The ids of those who are protected by a decision."""
    last = {row["id"]: row["action"] for row in store.read(_GONE, limits=_LIMITS).rows}
    return sorted(key for key, action in last.items() if action == "protect")


def _recorded(store: Store, rows: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, str, Any]]:
    """Id, property and value of all that was ever recorded of some persons: in the records, in claims, in earlier versions."""
    for key, properties in rows.items():
        yield from ((key, name, value) for name, value in properties.items())
    for row in _read(store, _CLAIMED, rows):
        yield row["id"], row["property"], row["value"]
    for row in _read(store, _EARLIER, rows):
        content = json.loads(row["content"])
        extra = {EXTRA + name: texts for name, texts in (content.pop("extra", None) or {}).items()}
        yield from ((row["id"], name, value) for name, value in (content | extra).items())


def _is_name(name: str) -> bool:
    """Whether a property holds names of a person; one in the words of a data set also the id that the person has there."""
    if not name.startswith(EXTRA):
        return name in ("name", "names")
    word = name.removeprefix(EXTRA).lower()
    return word in ("id", "caption") or any(part in word for part in ("name", "alias", "имя", "фамилия", "отчество", "прозвище"))


def _is_birth(name: str) -> bool:
    return name.removeprefix(EXTRA).lower() in ("birthdate", "birth_date", "dob", "born", "дата_рождения")


def relatives(store: Store, people: Iterable[Protected]) -> frozenset[str]:
    """The ids of those who are, or may be, kin of a protected person or the same: a name that they share gives it away."""
    return frozenset(row["id"] for row in _read(store, _RELATIVES, [person.id for person in people]))


def _read(store: Store, query: str, ids: Iterable[str]) -> Iterator[dict[str, Any]]:
    for batch in batches(sorted(ids)):
        yield from store.read(query, {"ids": list(batch)}, _LIMITS).rows
