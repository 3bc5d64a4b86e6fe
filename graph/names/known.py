"""Given names that are known: two of them that differ are two people, however little; and spellings that are one name.

Most surnames of the region are given names with an ending, so that stems are looked up here, too.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple

from graph.names.distance import cost
from graph.names.rules import languages
from graph.names.skeleton import skeletons
from graph.names.sounds import sounds

_NEAR, _TWO = 0.36, 0.5
"""The most that a spelling may cost against the name that it is, and from where on two known names are two."""
_EXACT, _TWO_OF_ONE_LANGUAGE = 0.06, 0.3
"""Names of one language are two from less on, where both are met as the language spells them: Қуаныш and Қаныш."""


class Known(NamedTuple):
    """A known name as sounds, the groups of spellings it belongs to, its languages, and what the word costs against it."""

    name: str
    groups: frozenset[int]
    languages: frozenset[str]
    cost: float = 0.0


@lru_cache(maxsize=1)
def _lexicon() -> dict[str, list[Known]]:
    """The known names by skeleton."""
    groups: dict[str, set[int]] = defaultdict(set)
    spoken: dict[str, set[str]] = defaultdict(set)
    for number, line in enumerate(line for language in languages() for line in language.get("same", ())):
        for name in line.split():
            groups[sounds(name)].add(number)
    for language in languages():
        for name in str(language.get("given", "")).split():
            spoken[sounds(name)].add(language["language"])
    found: dict[str, list[Known]] = defaultdict(list)
    for name in sorted(groups.keys() | spoken.keys()):
        for skeleton in skeletons(name):
            found[skeleton].append(Known(name, frozenset(groups[name]), frozenset(spoken[name])))
    return found


@lru_cache(maxsize=131072)
def known(word: str) -> Known | None:
    """The known name nearest to a word (as sounds), with the groups of all that are as near; None where there is none."""
    near = {there.name: there for skeleton in skeletons(word) for there in _lexicon().get(skeleton, ())}
    costs = {name: cost(min(word, name), max(word, name)) for name in near}
    best = min(costs, key=lambda name: (costs[name], name), default=None)
    if best is None or costs[best] > _NEAR:
        return None
    ties = [near[name] for name in near if costs[name] == costs[best]]
    return Known(
        best,
        frozenset().union(*(there.groups for there in ties)),
        frozenset().union(*(there.languages for there in ties)),
        costs[best],
    )


def one_name(one: str, other: str) -> bool:
    """Whether two words are known as forms of one name, such as Михаил and Mykhailo."""
    first, second = known(one), known(other)
    return bool(first and second and first.groups & second.groups)


def two_names(one: str, other: str) -> bool:
    """Whether two words are known as two names, such as Марат and Мурат."""
    first, second = known(one), known(other)
    if not first or not second or first.name == second.name or first.groups & second.groups:
        return False
    exact = max(first.cost, second.cost) <= _EXACT and first.languages & second.languages
    return cost(min(one, other), max(one, other)) > (_TWO_OF_ONE_LANGUAGE if exact else _TWO)
