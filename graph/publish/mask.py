"""Text in, text out, with pseudonyms where names of protected persons stood.

Where a word may mean several persons, or also somebody who is not protected, the replacement names nobody: a wrong
pseudonym would be a false statement. Whole names of persons who are not protected stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from graph.publish import ages, births
from graph.publish.disguises import unescaped
from graph.publish.find import Finder, Span
from graph.publish.index import lower
from graph.publish.meaning import NOBODY_ELSE, Lexicon, Others
from graph.publish.sounds import is_unspaced, windows
from graph.publish.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Set

    from graph.publish.index import Index
    from graph.publish.key import Key

__all__ = ["WITHHELD", "Masker", "Others"]
WITHHELD = "[name withheld]"
_LABEL = re.compile(r"Person [2-9A-Z]{4}-[2-9A-Z]{4}|\[name withheld\]")
_SMALL_LOOSE = 6
"""How long a word of an id must be to be taken for a form of a name."""


class Masker:
    """Replaces the names in an index; names of others stay where they stand whole."""

    def __init__(self, index: Index, key: Key, others: Others = NOBODY_ELSE) -> None:
        self.index, self.key = index, key
        self._lexicon = Lexicon(index, others)
        self._finder = Finder(index, self._lexicon, [*others.persons, *others.places])
        self._made: dict[tuple[str, frozenset[str]], str] = {}  # one text stands in many places, and is asked of twice
        self._others = {lower(name) for name in others.persons}
        self._labels = {key.pseudonym(person): person for person in index.people}
        self._ages = frozenset(age for person in index.people.values() for age in person.ages)

    def text(self, text: str, about: Set[str] = frozenset()) -> str:
        """The text without names; `about` are persons whom it is about, which settles who is meant by a shared name."""
        if not text or not self.index.people:
            return text
        key = (text, frozenset(about))
        if key not in self._made:
            self._made[key] = self._masked(unicodedata.normalize("NFC", text), frozenset(about))
        return self._made[key]

    def _masked(self, text: str, about: frozenset[str]) -> str:
        plain = unescaped(text)
        if plain != text and (masked := self._without_names(plain, about)) != plain:
            text = masked
        else:
            text = self._without_names(text, about)
        return self._without_marks(text, about)

    def _without_names(self, text: str, about: frozenset[str]) -> str:
        text = self._inside(text, about, whole=True)
        text = self._replaced(text, self._spans(text, about), about)
        text = self._replaced(text, self._heard(text), about)
        return self._inside(text, about)

    def _without_marks(self, text: str, about: frozenset[str]) -> str:
        """The text without days of birth, ages and numbers of papers; of whom it speaks is said, or told by a pseudonym."""
        spoken = {*about, *(self._labels.get(label, "") for label in _LABEL.findall(text))} & self.index.people.keys()
        people = [self.index.people[key] for key in spoken]
        text = births.withheld(text, self.index.births, [date for one in people for date in one.born])
        known = frozenset(age for one in people for age in one.ages)
        return ages.withheld(ages.papers(text), self._ages, known, every=not about.isdisjoint(self.index.people))

    def _spans(self, text: str, about: Set[str]) -> Iterator[Span]:
        """Where names stand, in order."""
        found, at = words(text), 0
        labels = [match.span() for match in _LABEL.finditer(text)]
        while at < len(found):
            if any(start <= found[at].start < end for start, end in labels):
                at += 1
                continue
            span = self._finder.at(text, found, at, about)
            if span is not None and span.persons:
                yield span
            at += span.size if span is not None else 1

    def _heard(self, text: str) -> Iterator[Span]:
        """Names within words of scripts that set no blanks, by how they sound."""
        if text.isascii():
            return
        for word in words(text):
            done = 0
            for start, end, code in windows(word.raw) if is_unspaced(word.raw) else ():
                if start >= done and (persons := self.index.sounds.get(code)):
                    done = end
                    yield Span(word.start + start, word.start + end, frozenset(persons), 1)

    def _replaced(self, text: str, spans: Iterable[Span], about: Set[str]) -> str:
        pieces, done = list[str](), 0
        for span in spans:
            pieces += [text[done : span.start], self._label(span.persons, about)]
            done = span.end
        return "".join((*pieces, text[done:]))

    def tells(self, text: str) -> bool:
        """Whether a text or address has a name in it, also one whose signs are escaped with %."""
        plain = unicodedata.normalize("NFC", unescaped(text))
        return self.text(plain) != plain

    def _label(self, persons: Set[str], about: Set[str]) -> str:
        meant = persons if len(persons) == 1 else persons & about
        return self.key.pseudonym(next(iter(meant))) if len(meant) == 1 else WITHHELD

    def _inside(self, text: str, about: Set[str] = frozenset(), *, whole: bool = False) -> str:
        """The text without names that stand inside longer words; `whole` looks for names of several words alone.

        Those come first: were one of their words replaced before, the others would be left glued to what is around them.
        """
        lowered, pieces, done = lower(text), list[str](), 0
        for at in self.index.places(lowered):
            name, persons = self.index.inside(lowered, at, whole=whole) if at >= done else ("", frozenset[str]())
            if name and not _in_label(text, at):
                shared = persons | {""} if name in self._others else persons
                pieces += [text[done:at], self._label(shared, about)]
                done = at + len(name)
        return "".join((*pieces, text[done:])) if pieces else text

    def id(self, identifier: str) -> str:
        """An id under which a thing may leave: the pseudonym's, another one where the id tells a name, or the same."""
        if identifier in self.index.people:
            return self.key.person_id(identifier)
        return self.key.other_id(identifier) if self.id_tells(identifier) else identifier

    def id_tells(self, identifier: str) -> bool:
        """Whether an id has a name or the id of a protected person among its words, in any letters."""
        found = words(identifier.replace("_", "-"))
        for at, word in enumerate(found):
            if self._finder.tells(identifier, found, at):
                return True
            if word.plain in self.index.exact or (len(word.plain) >= _SMALL_LOOSE and self._lexicon.meant(word).persons):
                return True
        return self._inside(identifier) != identifier


def _in_label(text: str, at: int) -> bool:
    """Whether a place lies in a replacement that was made before."""
    return any(found.start() <= at < found.end() for found in _LABEL.finditer(text))
