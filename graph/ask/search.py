"""From what a user calls something to the entity that is meant: search by name and resolving one name.

Both use the engine's full-text index to find candidates, by the keys that every load keeps there (graph/names/keys.py). They are
judged and ordered here, by the one score (graph/identity/), so that every engine gives the same answer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph import names
from graph.ask.answer import Named
from graph.errors import AmbiguousName, NothingFound, UsageError
from graph.identity import answer
from graph.model import RELATIONS
from graph.stores import Limits
from graph.text import did_you_mean

if TYPE_CHECKING:
    from graph.stores import Store

_CANDIDATES, _FEW = 300, 60
_COLUMNS = "e.id AS id, e.kind AS kind, e.name AS name, e.names AS names, e.summary AS summary"
_FULL_TEXT = (
    "CALL db.index.fulltext.queryNodes($index, $words) YIELD node, score WITH node AS e, score "
    f"WHERE size($kinds) = 0 OR e.kind IN $kinds WITH e, score ORDER BY score DESC, e.id LIMIT $most RETURN {_COLUMNS}"
)
_BY_ORIGINAL = f"MATCH (e:Entity {{original_id: $id}}) RETURN {_COLUMNS} ORDER BY e.id LIMIT 20"
_BY_ID = f"MATCH (e:Entity {{id: $id}}) RETURN {_COLUMNS}"


class Candidate(Named):
    """An entity with what tells it from others of a like name."""

    names: tuple[str, ...]
    summary: str | None

    def brief(self) -> dict[str, str]:
        """What an error says of it, as JSON: id, kind, name and, where there is one, the summary."""
        return {key: value for key in ("id", "kind", "name", "summary") if (value := getattr(self, key)) is not None}


class Match(Candidate):
    """An entity that a text may name; `score` is how likely it is the one, in per cent (`graph.identity`)."""

    score: float


def search(store: Store, text: str, kinds: frozenset[str] = frozenset(), limit: int = 20) -> list[Match]:
    """Entities that the text may name, likeliest first; `kinds` keeps only those kinds.

    Before them stands what a data set calls by exactly that text. Keys of two parts are looked up first: they fit few. Only
    where nothing answers are single parts and beginnings of words.
    """
    called = [Match(**one.as_json(), score=100.0) for one in _called(store, text) if not kinds or one.kind in kinds]
    known = {match.id for match in called}
    matches: list[Match] = []
    for words, most in ((" OR ".join(names.pair_keys(text)), _FEW), (names.index_query(text), _CANDIDATES)):
        for entity in _candidates(store, words, kinds, most):
            if entity.id not in known and (score := answer(text, entity.names, entity.kind)) is not None:
                matches.append(Match(**entity.as_json(), score=round(score * 100, 1)))
        if matches:
            break
    matches.sort(key=lambda match: (-match.score, -names.likeness(text, match.names), match.name, match.id))
    return [*called, *matches][:limit]


def resolve(store: Store, name: str) -> Candidate:
    """The one entity of that id, of that id in a data set, or of that name or alias.

    Raises:
        AmbiguousName: several entities bear the name.
        NothingFound: none does; near ones are proposed.
    """
    if rows := store.read(_BY_ID, {"id": name}).rows:
        return Candidate(**rows[0])
    if called := _called(store, name):
        return _only(name, called)
    every_word = " AND ".join(names.words(name))
    fitting = [entity for entity in _candidates(store, every_word) if names.same(name, entity.names)]
    if fitting:
        return _only(name, fitting)
    near = search(store, name, limit=3)
    raise NothingFound(f"no entity is called “{name}”", hint=_proposal(near))


def by_word(store: Store, word: str) -> Candidate | None:
    """The one entity with that word in a name, such as a surname, persons before all else; None where there is none.

    Raises:
        AmbiguousName: several have it.
    """
    wanted = set(names.words(word))
    found = [
        entity
        for entity in _candidates(store, " AND ".join(sorted(wanted)))
        if any(wanted <= set(names.words(name)) for name in entity.names)
    ]
    fitting = [entity for entity in found if entity.kind == "Person"] or found
    return _only(word, fitting) if fitting else None


def _only(name: str, fitting: list[Candidate]) -> Candidate:
    """The entity that fits.

    Raises:
        AmbiguousName: several do.
    """
    if len(fitting) > 1:
        raise AmbiguousName(name, [entity.brief() for entity in sorted(fitting, key=lambda entity: entity.id)])
    return fitting[0]


def _called(store: Store, text: str) -> list[Candidate]:
    """What a data set calls by that text and we by a fingerprint of it."""
    return [Candidate(**row) for row in store.read(_BY_ORIGINAL, {"id": text}).rows]


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


def _candidates(store: Store, words: str, kinds: frozenset[str] = frozenset(), most: int = _CANDIDATES) -> list[Candidate]:
    if not words:
        return []
    params = {"index": store.features.search_index, "words": words, "kinds": sorted(kinds), "most": most}
    return [Candidate(**row) for row in store.read(_FULL_TEXT, params, Limits()).rows]


def _proposal(near: list[Match]) -> str:
    if not near:
        return "`casegraph search WORD` looks through all names"
    return "did you mean " + " or ".join(f"“{match.name}” ({match.id})" for match in near) + "?"
