"""What somebody types to find an entity, against its names: the one score, and whether it is an answer at all.

A search gives a part of a name or all of it. What the score takes as the same is an answer, and so is an entity whose name has
every part that was asked and more: below the threshold then, and at least by how alike the letters are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.identity.record import Record
from graph.identity.score import compare, is_person
from graph.names.alignment import align
from graph.names.distance import closeness
from graph.names.matching import folded, likeness, same
from graph.names.parts import parse
from graph.names.sounds import sounds

if TYPE_CHECKING:
    from collections.abc import Iterable

_NEAR, _BEGINNING, _PARTLY = 0.8, 3, 0.49


def answer(asked: str, names: Iterable[str], kind: str) -> float | None:
    """The score of an entity that answers, 0 to 1; None for one that does not."""
    names = tuple(names)
    if same(asked, names):
        return 1.0
    verdict = compare(Record.named(asked), Record(names=names, kind=kind))
    person = is_person(kind, asked)
    if verdict.same:
        return verdict.score
    if any(_has_all(asked, name, person=person) for name in names):
        return max(verdict.score, likeness(asked, names) / 100 * _PARTLY)
    return None


def _has_all(asked: str, name: str, *, person: bool) -> bool:
    """Whether the name has all that was asked, by its parts or, as typing goes, by beginnings of words."""
    words, there = folded(asked).split(), folded(name).split()
    longer = [word for word in words if len(word) > 1]
    if not longer:
        return words == there
    if person:
        query = parse(asked)
        found = align(query, parse(name))
        fits = not found.against and all(pair.closeness for pair in found.initials)
        if query.full and fits and len(found.agreed) == len(query.full):
            return True
        if len(longer) > 1:  # a beginning may be of a father's name: Nursultan is not Yersin Nursultanovich
            return set(words) <= set(there)
    return all(_begins(word, there) or (not person and _sounds(word, there)) for word in longer)


def _begins(word: str, there: list[str]) -> bool:
    return any(other == word or (len(word) >= _BEGINNING and other.startswith(word)) for other in there)


def _sounds(word: str, there: list[str]) -> bool:
    if word.isdigit() or len(word) < _BEGINNING:
        return False
    return any(len(other) >= _BEGINNING and closeness(sounds(word), sounds(other)) >= _NEAR for other in there)
