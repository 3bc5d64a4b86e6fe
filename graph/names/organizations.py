"""Names of organizations: legal forms apart, words by their order and sound, acronyms, numbers.

Forms of law are one where they mean the same (OAO, ПАО, joint stock company); `rules/legal_forms.yaml` has them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from graph.names.distance import closeness
from graph.names.matching import folded
from graph.names.rules import rules_of
from graph.names.sounds import bare, sounds

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z]{2})")
_ROMAN = re.compile(r"(?=[ivx])(x{0,3})(ix|iv|v?i{0,3})")
_SAME, _JOINED = 0.8, 0.93
"""From here on two words are one, and two whole names without their spaces."""
_SHORTEST, _SHORT_FORM = 2, 2


@dataclass(frozen=True, slots=True)
class Title:
    """An organization's name: its words that count, its legal form (one for all languages), its numbers."""

    words: tuple[str, ...]
    sounds: tuple[str, ...]
    forms: frozenset[str]
    numbers: frozenset[str]
    joined: str
    bare: bool

    @property
    def acronym(self) -> str:
        """The first letters of its words, folded."""
        return "".join(word[0] for word in self.words)


@lru_cache(maxsize=1)
def _forms() -> dict[tuple[str, ...], str]:
    """By the words of a form of law, folded, what it is."""
    forms = rules_of("legal_forms.yaml")["forms"]
    return {tuple(folded(name.replace(".", "")).split()): form for form, names in forms.items() for name in names}


@lru_cache(maxsize=65536)
def title(text: str) -> Title:
    """The parts of an organization's name."""
    rules = rules_of("legal_forms.yaml")
    numerals = {folded(str(word)): str(number) for number, some in rules["numbers"].items() for word in some}
    raw = re.sub(r"(?<=\w)\.(?=\w\b)|(?<=\b\w)\.", "", _CAMEL.sub(" ", text).replace("&", " and ").replace("'s ", "s "))
    words = folded(raw).split()
    kept, forms = _without_forms(words)
    kept = [numerals.get(word, word) for word in kept]
    numbers = frozenset(word for word in kept if any(sign.isdigit() for sign in word) or _ROMAN.fullmatch(word))
    small = frozenset(rules["small_words"].split())
    counted = tuple(word for word in kept if word not in small) or tuple(kept) or tuple(words)
    same = {word: key for key, some in rules["same_words"].items() for word in some.split()}
    counted = tuple(same.get(word, word) for word in counted)
    return Title(counted, tuple(sounds(word) for word in counted), forms, numbers, sounds("".join(kept)), bare(text))


def _without_forms(words: list[str]) -> tuple[list[str], frozenset[str]]:
    forms, kept, found, place = _forms(), [], set(), 0
    longest = max(map(len, forms))
    while place < len(words):
        for length in range(min(longest, len(words) - place), 0, -1):
            if form := forms.get(tuple(words[place : place + length])):
                found.add(form)
                place += length
                break
        else:
            kept.append(words[place])
            place += 1
    return kept, frozenset(found)


@lru_cache(maxsize=65536)
def has_form(text: str) -> bool:
    """Whether a legal form says that a name is no person's; a short one only in capitals, because Ақ and Co are names, too."""
    forms = title(text).forms
    if not forms:
        return False
    lower = title(" ".join(word for word in text.split() if len(word) > _SHORT_FORM or not word.isupper())).forms
    short = [word for word in text.split() if len(word) <= _SHORT_FORM and title(word).forms]
    return bool(any(word.isupper() for word in short) or (lower and not short))


@lru_cache(maxsize=65536)
def alike(one: str, other: str) -> tuple[float, str]:
    """How alike two names of organizations are, 0 to 1, and in which way."""
    first, second = title(one), title(other)
    if first.words == second.words:
        return _by_form(1.0, first, second), "the same words"
    if first.numbers != second.numbers:
        return 0.4, "other numbers"
    if _is_acronym(first, second) or _is_acronym(second, first):
        return 0.84, "an acronym of the other"
    joined = closeness(first.joined, second.joined, first.bare != second.bare)
    near = max(_shared(first, second), joined if joined >= _JOINED else 0.0)
    return _by_form(near, first, second), "words that sound alike"


def _by_form(near: float, one: Title, other: Title) -> float:
    return near - 0.12 if one.forms and other.forms and not one.forms & other.forms else near


def _is_acronym(short: Title, long: Title) -> bool:
    return len(short.words) == 1 and len(short.words[0]) > _SHORTEST and len(long.words) > 1 and short.words[0] == long.acronym


def _shared(one: Title, other: Title) -> float:
    """The weight of the words that both have, as a part of all; a word weighs by its length, a usual one half."""
    usual = frozenset(rules_of("legal_forms.yaml")["usual_words"].split())
    left, shared, total = list(zip(other.words, other.sounds, strict=True)), 0.0, 0.0
    unwritten = one.bare != other.bare
    for word, read in zip(one.words, one.sounds, strict=True):
        weight = _weight(word, usual)
        best = max(left, key=lambda there: closeness(read, there[1], unwritten), default=None)
        near = closeness(read, best[1], unwritten) if best else 0.0
        total += weight
        if best and near >= _SAME:
            shared += weight * near
            left.remove(best)
    total += sum(_weight(word, usual) for word, _ in left)
    return shared / total if total else 0.0


def _weight(word: str, usual: frozenset[str]) -> float:
    return (0.5 if word in usual else 1.0) * (1.0 + min(len(word), 8) / 8)
