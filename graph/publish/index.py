"""The names of protected persons, arranged so that a text of any length is searched once, however many persons there are.

A name of somebody who is called by it is looked for word by word, since a surname or first name alone gives a person away.
A description (“Uzbek man, aged 28”), a pseudonym or an id is looked for as a whole, since its words say nothing alone.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from graph.publish.words import Word, skeletons, stems, words

if TYPE_CHECKING:
    from collections.abc import Iterable

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


class Phrase(NamedTuple):
    """Words that name a person together; `dotted` when each is an initial that has a point after it."""

    words: tuple[str, ...]
    person: str
    dotted: bool = False


class Index:
    """All names of some people; persons stand by their ids, dates of birth (EDTF) by the last two digits of their year."""

    def __init__(self, people: Iterable[Protected]) -> None:
        self.people = {person.id: person for person in people}
        self.exact: dict[str, set[str]] = defaultdict(set)
        self.alike: dict[str, set[str]] = defaultdict(set)
        self.loose: dict[str, set[str]] = defaultdict(set)
        self.phrases: dict[str, list[Phrase]] = defaultdict(list)
        self.parts: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self.unspaced: list[tuple[str, str]] = []
        self.births: dict[str, set[str]] = defaultdict(set)
        for person in self.people.values():
            for name in person.names:
                self._take(name, person)
            self._phrase(tuple(word.plain for word in words(person.id)), person.id)
            self._part(person.id, person.id)
            for date in person.born:
                self.births[date[2:4]].add(date)
        for phrases in self.phrases.values():
            phrases.sort(key=lambda phrase: (-len(phrase.words), phrase))

    def _take(self, name: str, person: Protected) -> None:
        name = unicodedata.normalize("NFC", name)
        found = words(name)
        self._phrase(tuple(word.plain for word in found), person.id)
        self._part(name, person.id)
        if _is_called(found, person.identification):
            for word in found:
                if len(word.plain) >= _SHORT and word.plain not in PARTICLES:
                    self._word(word.plain, person.id)
            self._initials(found, person.id)

    def _word(self, plain: str, person: str) -> None:
        self.exact[plain].add(person)
        for skeleton in skeletons(plain):
            self.alike[skeleton].add(person)
        for stem in stems(plain):
            self.loose[stem].add(person)

    def _initials(self, found: list[Word], person: str) -> None:
        """“A. K.” and “K. A.” of a name of two words or more; the whole name written as one word, as in a hashtag."""
        called = [word for word in found if word.plain not in PARTICLES]
        if len(called) < 2:  # noqa: PLR2004  a single letter is nobody's initials
            return
        for order in (called, called[::-1]):
            self._word("".join(word.plain for word in order), person)
            self._phrase(tuple(word.plain[0] for word in order), person, dotted=True)
            self._phrase(tuple(_first(word) for word in order), person, dotted=True)

    def _phrase(self, parts: tuple[str, ...], person: str, *, dotted: bool = False) -> None:
        if parts:
            phrase = Phrase(parts, person, dotted)
            for key in skeletons(parts[0]) | stems(parts[0]):
                if phrase not in self.phrases[key]:
                    self.phrases[key].append(phrase)

    def _part(self, name: str, person: str) -> None:
        """A name to be found inside words as well."""
        lowered = lower(name)
        if any(unicodedata.name(sign, "").startswith(_UNSPACED) for sign in name):
            self.unspaced.append((lowered, person))
        elif len(lowered) >= _LEAST_PART:
            self.parts[lowered[:_GRAM]].append((lowered, person))

    def places(self, lowered: str) -> list[int]:
        """Where in a text in small letters a name may begin, in order."""
        found = {at for at in range(len(lowered) - _GRAM + 1) if lowered[at : at + _GRAM] in self.parts}
        for name, _ in self.unspaced:
            at = lowered.find(name)
            while at >= 0:
                found.add(at)
                at = lowered.find(name, at + 1)
        return sorted(found)

    def inside(self, lowered: str, at: int, *, whole: bool = False) -> tuple[str, frozenset[str]]:
        """The longest name that begins at a place of a text in small letters, with its persons; "" for none.

        `whole` takes names of several words alone.
        """
        found = [one for one in self.parts.get(lowered[at : at + _GRAM], ()) if lowered.startswith(one[0], at)]
        found += [one for one in self.unspaced if lowered.startswith(one[0], at)]
        found = [one for one in found if not whole or not one[0].isalnum()]
        name = max((name for name, _ in found), key=len, default="")
        return name, frozenset(person for one, person in found if one == name)


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
