"""The names of protected persons, arranged so that a text of any length is searched once, however many persons there are.

A name of somebody who is called by it is looked for word by word, since a surname or first name alone gives a person away.
A description (“Uzbek man, aged 28”), a pseudonym or an id is looked for as a whole, since its words say nothing alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from itertools import permutations
from typing import TYPE_CHECKING, NamedTuple

from graph.publish import given
from graph.publish.sounds import LEAST as LEAST_SOUNDS
from graph.publish.sounds import is_unspaced, sounds
from graph.publish.words import Word, skeletons, stems, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.publish.people import Protected

_PARTICLES = (
    "al el ul bin ibn bint van von der den de da di du la le uulu uluu ogly oglu ogli ugli kyzy kizi qizi zoda zade jr sr mr mrs "
    "ms dr the of and from in on at by who whom with to for a an der die das"
)
PARTICLES = frozenset(_PARTICLES.split())
"""Words in names that do not give anybody away alone."""
MOST_WORDS = 6
_MOST_SMALL = 3
_SHORT = 3
_GRAM = 4
_LEAST_PART = 5
_UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR", "HANGUL")
_HONORIFICS = ("先生", "女士", "小姐", "太太", "老师", "某", "さん", "様", "容疑者", "被告", "씨", " 씨", "님")
_MOST_CALLED = 4
LEAST_INNER = 5
"""How long a name must be to be found inside a longer word."""
_LEAST_THIN = 6
_ENDINGS_OF_SHORT = ("e", "ei", "u", "i", "oi")
_VOWELS = "aeiou"


class Phrase(NamedTuple):
    """Words that name a person together."""

    words: tuple[str, ...]
    person: str


def _sets() -> defaultdict[str, set[str]]:
    return defaultdict(set)


class Index:
    """All names of some people; persons stand by their ids, dates of birth (EDTF) by the last two digits of their year."""

    def __init__(self, people: Iterable[Protected]) -> None:
        self.people = {person.id: person for person in people}
        self.exact, self.alike, self.loose, self.births = _sets(), _sets(), _sets(), _sets()
        self.short, self.sounds, self.thin, self.letters, self.acronyms = _sets(), _sets(), _sets(), _sets(), _sets()
        self.inner: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self.first: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self.initials: dict[str, set[str]] = defaultdict(set)
        self.dots: dict[tuple[str, ...], set[str]] = defaultdict(set)
        self.phrases: dict[str, dict[Phrase, None]] = defaultdict(dict)
        self.parts: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self.unspaced: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for person in self.people.values():
            for name in person.names:
                self._take(name, person)
            self._phrase(tuple(word.plain for word in words(person.id)), person.id)
            self._part(person.id, person.id)
            for date in person.born:
                self.births[date[2:4]].add(date)

    def _take(self, name: str, person: Protected) -> None:
        name = unicodedata.normalize("NFC", name)
        found = words(name)
        self._phrase(tuple(word.plain for word in found), person.id)
        self._part(name, person.id)
        if _is_called(found, person.identification):
            called = [word for word in found if word.plain not in PARTICLES]
            for word in called:
                self._called(word, person.id)
            self._initials(called[:_MOST_CALLED], person.id)

    def _called(self, word: Word, person: str) -> None:
        """One word by which a person is called, with what else it is written as."""
        if len(word.plain) < _SHORT:
            self.short[word.plain].add(person)
            return
        (self._glued if is_unspaced(word.raw) else self._word)(word.plain, person)
        for other in (given.other_forms(word.plain) | given.short_patronymics(word.plain) | _palladius(word.plain)) - {
            word.plain
        }:
            self._glued(other, person)
            for stem in stems(other):
                if len(stem) > _SHORT:  # shorter ones are stems of too much: Kasa is no form of Kasia
                    self.loose[stem].add(person)
                else:
                    for ending in _ENDINGS_OF_SHORT:
                        self.alike[stem + ending].add(person)
        if len(word.plain) > LEAST_INNER and word.plain[-1] == "s":  # Papadakis, of whom Greek says Papadaki
            self._word(word.plain[:-1], person)
        if len(code := sounds(word.raw)) >= LEAST_SOUNDS:
            self.sounds[code].add(person)
        self.first[word.plain[0]].add((word.plain, person))
        if not given.is_given(word.plain):
            for skeleton in skeletons(word.plain):
                self._hidden(skeleton, person)

    def _hidden(self, skeleton: str, person: str) -> None:
        """A word inside longer ones, and with a vowel or the order of two signs wrong."""
        if len(skeleton) >= LEAST_INNER:
            self.inner[skeleton[:LEAST_INNER]].add((skeleton, person))
        if len(skeleton) >= _LEAST_THIN:
            for at in range(1, len(skeleton) - 1):
                if skeleton[at] in _VOWELS:
                    self.thin[skeleton[:at] + skeleton[at + 1 :]].add(person)
                self.thin[skeleton[:at] + skeleton[at + 1] + skeleton[at] + skeleton[at + 2 :]].add(person)

    def _word(self, plain: str, person: str) -> None:
        self.exact[plain].add(person)
        for skeleton in skeletons(plain):
            self.alike[skeleton].add(person)
        for stem in stems(plain):
            self.loose[stem].add(person)

    def _glued(self, plain: str, person: str) -> None:
        """A whole name written as one word, or a nickname; a short one is no stem of a form."""
        self.exact[plain].add(person)
        for skeleton in skeletons(plain):
            self.alike[skeleton].add(person)
            if len(skeleton) > LEAST_INNER:
                self.loose[skeleton].add(person)

    def _initials(self, called: list[Word], person: str) -> None:
        """Initials of all parts or some, in any order; the whole name written as one word, as in a hashtag."""
        for word in called:
            for letter in {word.plain[0], _first(word)}:
                self.letters[letter].add(person)
                self.initials[person].add(letter)
        if len(called) < 2:  # noqa: PLR2004  a single letter is nobody's initials
            return
        for order in (called, called[::-1], called[:1] + called[:0:-1]):
            self._glued("".join(word.plain for word in order), person)
        for size in range(2, len(called) + 1):
            for order in map(list, permutations(called, size)):
                self.dots[tuple(word.plain[0] for word in order)].add(person)
                self.dots[tuple(_first(word) for word in order)].add(person)
                if size > 2:  # noqa: PLR2004  two letters are words of any language
                    self.acronyms["".join(word.plain[0] for word in order)].add(person)

    def _phrase(self, parts: tuple[str, ...], person: str) -> None:
        if parts:
            phrase = Phrase(parts, person)
            for key in skeletons(parts[0]) | stems(parts[0]):
                self.phrases[key][phrase] = None

    def _part(self, name: str, person: str) -> None:
        """A name to be found inside words as well."""
        lowered = lower(name)
        if any(unicodedata.name(sign, "").startswith(_UNSPACED) for sign in name):
            for one in dict.fromkeys(_written(lowered)):
                self.unspaced[one[0]].append((one, person))
        elif len(lowered) >= _LEAST_PART:
            self.parts[lowered[:_GRAM]].append((lowered, person))

    def places(self, lowered: str) -> list[int]:
        """Where in a text in small letters a name may begin, in order."""
        return [at for at in range(len(lowered)) if lowered[at] in self.unspaced or lowered[at : at + _GRAM] in self.parts]

    def inside(self, lowered: str, at: int, *, whole: bool = False) -> tuple[str, frozenset[str]]:
        """The longest name that begins at a place of a text in small letters, with its persons; "" for none.

        `whole` takes names of several words alone.
        """
        found = [one for one in self.parts.get(lowered[at : at + _GRAM], ()) if lowered.startswith(one[0], at)]
        found += [one for one in self.unspaced.get(lowered[at], ()) if lowered.startswith(one[0], at)]
        found = [one for one in found if not whole or not one[0].isalnum()]
        name = max((name for name, _ in found), key=len, default="")
        return name, frozenset(person for one, person in found if one == name)


def _written(name: str) -> Iterator[str]:
    """A name in a script without blanks: as it is, with a blank behind the surname, and the surname with a title."""
    yield name
    if name.isalnum() and 2 <= len(name) <= 4:  # noqa: PLR2004  a surname of one sign with a first name of one to three
        yield f"{name[0]} {name[1:]}"
        for title in _HONORIFICS:
            yield name[0] + title


def _palladius(plain: str) -> frozenset[str]:
    """A Chinese word in Pinyin as it comes back from Cyrillic."""
    made = re.sub(r"zh", "chzh", plain)
    return frozenset({made, re.sub(r"ng$", "n", made)}) if "zh" in plain else frozenset()


def lower(text: str) -> str:
    """Small letters, as many as there were."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text)


def _first(word: Word) -> str:
    """The initial as romanised letters: “Kh” of Kholikov where the name is in Cyrillic."""
    return words(word.raw[0])[0].plain


def _is_called(found: list[Word], identification: str) -> bool:
    """Whether somebody is called by a name, word by word, rather than described by it."""
    if len(found) > MOST_WORDS or identification == "unnamed":
        return False
    telling = [word for word in found if word.plain not in PARTICLES and len(word.plain) >= _SHORT]
    big = bool(telling) and all(word.big for word in telling)
    if identification == "named":
        return big or len(found) <= _MOST_SMALL
    return big and len(telling) > 1 and not any(sign.isdigit() for word in found for sign in word.raw)
