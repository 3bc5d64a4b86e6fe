"""The skeleton of a word: its consonants in classes that romanisations do not leave; what an index looks names up by."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice, product

from graph.names.rules import letters

_CLASSES = str.maketrans({
    **dict.fromkeys("aeiouy", ""), **dict.fromkeys("bfv", "p"), **dict.fromkeys("zc", "s"),
    "Z": "J", "d": "t", "g": "k", "N": "n", "x": "ks",
})  # fmt: skip
_MOST = 9
_TWICE = re.compile(r"(.)\1+")


@lru_cache(maxsize=131072)
def skeletons(sounds: str) -> tuple[str, ...]:
    """The skeletons of a word's sounds: several where a letter has several readings; vowels alone stand for themselves."""
    readings = letters().readings
    choices = [readings.get(sound, sound) for sound in sounds]
    read = ("".join(way) for way in islice(product(*choices), 4 * _MOST))
    found = dict.fromkeys(_TWICE.sub(r"\1", way.translate(_CLASSES)) or way for way in read)
    return tuple(islice(found, _MOST))
