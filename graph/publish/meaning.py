"""What a single word of a text may mean: which protected persons, and whether somebody else is called so, too."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from graph.publish import given
from graph.publish.disguises import decoded, undisguised
from graph.publish.index import LEAST_INNER, PARTICLES
from graph.publish.sounds import is_foreign, is_unspaced
from graph.publish.sounds import readings as heard
from graph.publish.words import readings, skeletons, stems, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.publish.index import Index
    from graph.publish.words import Word

SMALL_EXACT, _SMALL_FORM, _SMALL_INNER = 4, 6, 7
"""How long a word in small letters must be to be taken for a name, for a form of one, and to have one in it."""
_LEAST_REVERSED = 5
_SURNAME = re.compile(r"(?:[oe]v|[oe]va|sk[iy]|skiy|ska|skaia|enko|uk|ian|svili|dse|dze|bek|uli|oglu|gil|ich)$")
"""How surnames end in a skeleton that ordinary words do not."""
_COMMON = (
    "an in to do he so be my me we it is on at as by if no of or up us am go hi ok oh ah uh vs na ne da ty po za iz ob ot ta te "
    "es el il un et en du au ce la le si se yo ja je wo er"
)
_COMMON_SHORT = frozenset(_COMMON.split())
"""Words of two letters that begin sentences."""


_COUNTRIES = ("armeni", "georgia", "romania", "germani", "jordani", "russia", "kazakhstan", "kirgis", "kyrgyzstan")
"""How countries and peoples begin that are called like names; a name as such is found before."""


class Meaning(NamedTuple):
    """Whom a word may mean; `sure` when it is a name as such and not only like one or within a longer word."""

    persons: frozenset[str] = frozenset()
    sure: bool = False


NOBODY = Meaning()


class Others(NamedTuple):
    """The names of those who are not protected; those of kin, who share a name with one who is, do not stay."""

    persons: Sequence[str] = ()
    places: Sequence[str] = ()
    kin: Sequence[str] = ()


NOBODY_ELSE = Others()


class Lexicon:
    """Looks words up, each once."""

    def __init__(self, index: Index, others: Others) -> None:
        self.index = index
        self._meant: dict[tuple[str, str], Meaning] = {}
        self._others, self._kin = _forms_of(others.persons), _forms_of(others.kin)
        self._places = {word.plain for name in others.places for word in words(name)}

    def meant(self, word: Word) -> Meaning:
        """Whom a word may mean."""
        key = (word.raw, word.plain)
        if key not in self._meant:
            self._meant[key] = self._look(word)
        return self._meant[key]

    def is_shared(self, word: Word) -> bool:
        """Whether somebody who is not protected is called by a word, or by one of which it is a form."""
        return not self._others.isdisjoint(readings(word.plain) | skeletons(word.plain))

    def is_of_kin(self, word: Word) -> bool:
        """Whether it is a word of the name of a protected person's kin, or a form of one."""
        return not self._kin.isdisjoint(readings(word.plain) | skeletons(word.plain))

    def _look(self, word: Word) -> Meaning:
        plain = word.plain
        if not plain:
            return NOBODY
        if plain in self.index.short and word.big and plain not in _COMMON_SHORT:
            return Meaning(frozenset(self.index.short[plain]), sure=True)
        if exact := self._exact(plain):
            return Meaning(exact, sure=True) if word.big or len(plain) >= SMALL_EXACT else NOBODY
        if plain in self._places or is_unspaced(word.raw) or plain.startswith(_COUNTRIES):
            return NOBODY
        for found in (self._formed(word), self._within(word), self._heard(word), self._hidden(word)):
            if found:
                return Meaning(frozenset(found))
        return NOBODY

    def spelled(self, joined: str, *, loosely: bool) -> set[str]:
        """Whom pieces of a word put together mean; `loosely` also by a form of a name."""
        (word, *_) = words(joined)
        exact = self._exact(word.plain) if len(word.plain) >= SMALL_EXACT else frozenset[str]()
        return {*(exact or (self._formed(word) or self._heard(word) if loosely else ()))}

    def _exact(self, plain: str) -> frozenset[str]:
        found = set(self.index.exact.get(plain, ()))
        for skeleton in skeletons(plain):
            found |= self.index.alike.get(skeleton, set())
        return frozenset(found)

    def _formed(self, word: Word) -> set[str]:
        """Those of whose name a word is an inflected form, or has a slip in it."""
        if not (word.big or len(word.plain) >= _SMALL_FORM):
            return set()
        found = {person for stem in readings(word.plain) for person in self.index.loose.get(stem, ())}
        if not found and word.big and word.plain not in self._others:
            found = {person for skeleton in skeletons(word.plain) for person in self.index.thin.get(skeleton, ())}
        return found

    def _within(self, word: Word) -> set[str]:
        """Those whose name stands in a longer word: #FreePetrov, Petrovsky."""
        found: set[str] = set()
        for skeleton in skeletons(word.plain):
            for at in range(len(skeleton) - LEAST_INNER):
                for name, person in self.index.inner.get(skeleton[at : at + LEAST_INNER], ()):
                    if skeleton.startswith(name, at) and _tells(name, word, at):
                        found.add(person)
            tail = skeleton[-LEAST_INNER:]
            found |= {person for name, person in self.index.inner.get(tail, ()) if name == tail and _tells(name, word, 1)}
        return found

    def _heard(self, word: Word) -> set[str]:
        if not is_foreign(word.raw) or is_unspaced(word.raw):
            return set()
        return {person for code in heard(word.raw) for person in self.index.sounds.get(code, ())}

    def _hidden(self, word: Word) -> set[str]:
        """Those whose name a word is in disguise."""
        found: set[str] = set()
        for spelling in undisguised(word.raw):
            if word.raw != spelling and spelling:
                found |= self._spelled(spelling)
        if not found and word.raw[::-1].istitle() and len(word.plain) >= _LEAST_REVERSED:
            found = set(self._exact(word.plain[::-1]))
        if not found and (text := decoded(word.raw)):
            found = {person for one in words(text) for person in self._exact(one.plain)}
        return found

    def _spelled(self, spelling: str) -> set[str]:
        found: set[str] = set()
        for one in words(spelling):
            if len(one.plain) >= SMALL_EXACT:
                found |= self._exact(one.plain) or self._formed(one) or self._within(one)
        return found


def _forms_of(names: Iterable[str]) -> set[str]:
    return {stem for name in names for word in words(name) for stem in skeletons(word.plain) | stems(word.plain)}


def _tells(name: str, word: Word, at: int) -> bool:
    """Whether a name within a longer word is no chance: long, ending as surnames do, or where a capital begins the word."""
    if len(name) >= _SMALL_INNER or _SURNAME.search(name):
        return True
    return at == 0 and word.big


_SURNAME_FORM = re.compile(
    r"(?:[oey]v|[iy]n|sk[iy]y?|skij|ska|skaya|enko|uk|yan|ian|shvili|dze|baev|bekov)(?:a|u|om|ym|im|oi|oy|e|ogo|omu|y|s)?$"
)


def is_like_a_surname(word: Word) -> bool:
    """Whether a word with a capital ends as surnames do, in any case of Slavic languages."""
    return word.big and len(word.plain) >= LEAST_INNER and word.plain not in PARTICLES and bool(_SURNAME_FORM.search(word.plain))


def is_given(word: Word) -> bool:
    """Whether a word with a capital is a first name, in any case."""
    return word.big and (given.is_given(word.plain) or not _given_stems().isdisjoint(readings(word.plain)))


@lru_cache(maxsize=1)
def _given_stems() -> frozenset[str]:
    return frozenset(stem for name in given.names() for stem in stems(name) if len(stem) >= SMALL_EXACT)
