"""From what a user calls something to the entity that is meant: search by name and resolving one name.

Both use the engine's full-text index to find candidates and order them here, so that every engine gives the same
answer: names are compared folded (graph/names/matching.py), whatever their script.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from graph.errors import AmbiguousName, NothingFound, UsageError
from graph.model import RELATIONS
from graph.names import matching as names
from graph.stores import Limits
from graph.text import did_you_mean

if TYPE_CHECKING:
    from graph.stores import Store

_CANDIDATES = 500
_COLUMNS = "e.id AS id, e.kind AS kind, e.name AS name, e.names AS names, e.summary AS summary"
_FULL_TEXT = (
    "CALL db.index.fulltext.queryNodes($index, $words) YIELD node, score WITH node AS e, score "
    f"ORDER BY score DESC, e.id LIMIT {_CANDIDATES} RETURN {_COLUMNS}"
)
_BY_ID = f"MATCH (e:Entity {{id: $id}}) RETURN {_COLUMNS}"


def search(store: Store, text: str, kinds: frozenset[str] = frozenset(), limit: int = 20) -> list[dict[str, Any]]:
    """Entities whose names come near the text, nearest first: `{"id", "kind", "name", "names", "summary", "score"}`.

    `score` is 0 to 100 (RapidFuzz's weighted ratio on folded names); `kinds` keeps only those kinds.
    """
    found = []
    for entity in _candidates(store, names.index_query(text)):
        score = names.closeness(text, entity["names"])
        if (not kinds or entity["kind"] in kinds) and score >= names.NEAR:
            found.append(entity | {"score": round(score, 1)})
    found.sort(key=lambda entity: (-entity["score"], -names.likeness(text, entity["names"]), entity["name"], entity["id"]))
    return found[:limit]


def resolve(store: Store, name: str) -> dict[str, Any]:
    """The one entity of that id, name or alias, as `{"id", "kind", "name", "names", "summary"}`.

    Raises:
        AmbiguousName: several entities bear the name.
        NothingFound: none does; near ones are proposed.
    """
    if rows := store.read(_BY_ID, {"id": name}).rows:
        return rows[0]
    every_word = " AND ".join(names.words(name))
    fitting = [entity for entity in _candidates(store, every_word) if names.same(name, entity["names"])]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise AmbiguousName(name, [_brief(entity) for entity in sorted(fitting, key=lambda entity: entity["id"])])
    near = search(store, name, limit=3)
    raise NothingFound(f"no entity is called “{name}”", hint=_proposal(near))


def relation_type(name: str) -> str:
    """The relation type of that name, however it is written: “recruited-by”, “recruited by”, RECRUITED_BY.

    Raises:
        UsageError: there is none; near ones are proposed.
    """
    wanted = "_".join(re.split(r"[\s_-]+", name.strip().upper()))
    if wanted not in RELATIONS:
        hint = did_you_mean(wanted, RELATIONS, "`casegraph schema` lists them")
        raise UsageError(f"there is no relation “{name}”", hint=hint)
    return wanted


def _candidates(store: Store, words: str) -> list[dict[str, Any]]:
    if not words:
        return []
    params = {"index": store.features.search_index, "words": words}
    return store.read(_FULL_TEXT, params, Limits()).rows


def _brief(entity: dict[str, Any]) -> dict[str, Any]:
    return {key: entity[key] for key in ("id", "kind", "name", "summary") if entity.get(key) is not None}


def _proposal(near: list[dict[str, Any]]) -> str:
    if not near:
        return "`casegraph search WORD` looks through all names"
    return "did you mean " + " or ".join(f"“{entity['name']}” ({entity['id']})" for entity in near) + "?"
