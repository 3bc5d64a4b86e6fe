"""Keys by which a name is looked up: an index finds every spelling by them, and the cost follows the answer.

A key is made of skeletons (`graph.names.skeleton`): `1` and one part; `2` and a whole part with the first two consonants of
another, so that a slip in either leaves a key that still fits.
"""

from __future__ import annotations

from itertools import permutations, product
from typing import TYPE_CHECKING

from graph.names.matching import folded, words
from graph.names.parts import parse
from graph.names.skeleton import skeletons

if TYPE_CHECKING:
    from collections.abc import Iterable

_PLAIN = str.maketrans("JSC", "jxc")
_MOST_PARTS, _MOST_KEYS, _BEGINNING = 5, 64, 2


def _written(skeleton: str) -> str:
    return skeleton.translate(_PLAIN)


def part_keys(name: str) -> list[str]:
    """The keys of a name's parts, one by one."""
    return list(dict.fromkeys(f"1{key}" for some in _skeletons(name) for key in some))


def pair_keys(name: str) -> list[str]:
    """The keys of its parts two by two, in either order; none of a name of one part."""
    found = [
        f"2{whole}0{begin[:_BEGINNING]}"
        for one, other in permutations(_skeletons(name)[:_MOST_PARTS], 2)
        for whole, begin in product(one, other)
    ]
    return list(dict.fromkeys(found))


def keys(names: Iterable[str]) -> list[str]:
    """All keys of all names of an entity, each once."""
    return list(dict.fromkeys(key for name in names for key in (*part_keys(name), *pair_keys(name))))


def search_text(names: Iterable[str]) -> str:
    """What the full-text index holds of an entity: the words of its names, folded, then its keys, each once, in order."""
    names = list(names)
    plain = [word for name in names for word in folded(name).split()]
    return " ".join(dict.fromkeys((*plain, *keys(names))))


def index_query(text: str) -> str:
    """A full-text query for names that share a word, a beginning or the key of a part with the text.

    Only folded words and keys enter it, so nothing that a user types is read as query syntax.
    """
    plain = [form for word in words(text) for form in ((word, f"{word}*") if len(word) > _BEGINNING else (word,))]
    return " OR ".join((*plain, *part_keys(text)[:_MOST_KEYS]))


def _skeletons(name: str) -> list[tuple[str, ...]]:
    """By part the skeletons of its stem, and of the whole where nothing says that the ending is one."""
    return [
        tuple(dict.fromkeys(_written(skeleton) for skeleton in skeletons(part.core) if skeleton)) for part in parse(name).full
    ]
