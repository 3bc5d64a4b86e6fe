"""How far two words are apart in sound: what romanisations mix up is cheap, what tells names apart is dear.

Costs are in consonants: 0 for the same sound, 1.2 for another consonant, 0.8 for one that is missing (a slip of the finger),
0.4 for two that changed places. е/и, о/у and ж/дж cost little.
"""

from __future__ import annotations

from functools import lru_cache

from graph.names.rules import letters
from graph.names.sounds import VOWELS

_CHEAP = {
    "ei": 0.15, "ou": 0.15, "ao": 0.25, "ae": 0.25, "iy": 0.05, "ui": 0.4, "eo": 0.4, "ai": 0.5, "oi": 0.6, "eu": 0.7, "au": 0.9,
    "uv": 0.3, "ey": 0.3, "ZJ": 0.05, "zs": 0.25, "cs": 0.35, "cz": 0.3, "cC": 0.5, "Ss": 0.6, "SC": 0.5, "Zz": 0.5, "SZ": 0.5,
    "JC": 0.5, "Jy": 0.35, "Zy": 0.4, "hg": 0.45, "hk": 0.4, "kg": 0.4, "pb": 0.45, "td": 0.4, "fv": 0.4, "fp": 0.5, "bv": 0.6,
    "nN": 0.1, "Ng": 0.5, "nm": 0.8, "xh": 0.5, "xk": 0.5, "xs": 0.6, "Jz": 0.4, "Jd": 0.5, "kc": 0.8, "kC": 0.8,
}  # fmt: skip
_OTHER, _OTHER_VOWEL, _MIXED = 1.2, 0.9, 1.3
_MISSING = {"y": 0.1, "h": 0.4, **dict.fromkeys(VOWELS, 0.42)}
_READ = 0.04  # that a letter is read one of its ways
_SLIP, _SWAPPED, _UNWRITTEN = 0.8, 0.4, 0.04
_HEAVY, _LIGHT = 1.0, 0.5
_LONG = 6.5  # of a longer word no more may differ


@lru_cache(maxsize=4096)
def _readings(sound: str) -> str:
    return letters().readings.get(sound, sound)


@lru_cache(maxsize=16384)
def _swap(one: str, other: str) -> float:
    """What it costs that one sound stands for another."""
    if one == other:
        return 0.0
    ones, others = _readings(one), _readings(other)
    fee = _READ if len(ones) > 1 or len(others) > 1 else 0.0
    return fee + min(_between(first, second) for first in ones for second in others)


def _between(one: str, other: str) -> float:
    if one == other:
        return 0.0
    if (cost := _CHEAP.get(one + other, _CHEAP.get(other + one))) is not None:
        return cost
    vowels = (one in VOWELS) + (other in VOWELS)
    return _OTHER if vowels == 0 else _OTHER_VOWEL if vowels == 2 else _MIXED  # noqa: PLR2004  both of the two


@lru_cache(maxsize=4096)
def _lost(sound: str, unwritten: bool) -> float:
    if unwritten and _readings(sound)[0] in "aeiouy":
        return _UNWRITTEN
    return min(_MISSING.get(one, _SLIP) for one in _readings(sound))


@lru_cache(maxsize=4096)
def weight(sounds: str) -> float:
    """How much there is of a word: 1 a consonant, half of it a vowel."""
    return sum(_LIGHT if _readings(sound)[0] in VOWELS else 0.1 if sound == "y" else _HEAVY for sound in sounds)


@lru_cache(maxsize=131072)
def cost(one: str, other: str, unwritten: bool = False) -> float:
    """The cheapest way from one word's sounds to another's; `unwritten` when one of them leaves vowels out."""
    if one == other:
        return 0.0
    before: list[float] = []
    row = [0.0]
    for sound in other:
        row.append(row[-1] + _lost(sound, unwritten))
    for place, first in enumerate(one, 1):
        earlier, before, row = before, row, [row[0] + _lost(first, unwritten)]
        for at, second in enumerate(other, 1):
            best = min(
                before[at - 1] + _swap(first, second), before[at] + _lost(first, unwritten), row[-1] + _lost(second, unwritten)
            )
            if place > 1 and at > 1 and first == other[at - 2] and second == one[place - 2] and first != second:
                best = min(best, earlier[at - 2] + _SWAPPED)
            row.append(best)
    return row[-1]


def closeness(one: str, other: str, unwritten: bool = False) -> float:
    """How close two words sound, 0 to 1: 0.9 and more are spellings of one name, below 0.8 they are two."""
    if not one or not other:
        return 0.0
    length = min(max(weight(one), weight(other), 1.0), _LONG)
    return max(0.0, 1.0 - cost(min(one, other), max(one, other), unwritten) / length)
