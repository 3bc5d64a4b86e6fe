"""Text in, text out, with pseudonyms where names of protected persons stood.

Where a word may mean several persons, or also somebody who is not protected, the replacement names nobody: a wrong
pseudonym would be a false statement. Whole names of persons who are not protected stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from graph.publish.births import withheld
from graph.publish.index import PARTICLES, lower
from graph.publish.words import fits, readings, skeletons, stems, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

    from graph.publish.index import Index, Phrase
    from graph.publish.key import Key
    from graph.publish.words import Word

WITHHELD = "[name withheld]"
_GAP = re.compile(r"[^\w\n]{0,4}|_")
_NAME_GAP = re.compile(r"[\s.\-\u2010-\u2015_]{1,3}")
_LIST_GAP = re.compile(r"[\s.\-\u2010-\u2015_]{1,3}|, ")
_QUOTES = "\"'\u201c\u201d\u2018\u2019\u00ab\u00bb\u201e"
_ALSO_WORDS = frozenset("AIАВИКОСУЯ")
"""Single letters that are words of English or Russian as well."""
_SMALL_EXACT, _SMALL_LOOSE = 4, 6
"""How long a word in small letters must be to be taken for a name, and for a form of one."""
_MOST_INITIALS = 3


class Span(NamedTuple):
    """A part of a text that names somebody; no persons for one that is to stay, "" for somebody who is not protected."""

    start: int
    end: int
    persons: frozenset[str]
    size: int


class Masker:
    """Replaces the names in an index; `unprotected` are names of others, `kept` those of persons whose whole name stays."""

    def __init__(self, index: Index, key: Key, unprotected: Iterable[str] = (), kept: Iterable[str] = ()) -> None:
        self.index, self.key = index, key
        self._made: dict[tuple[str, frozenset[str]], str] = {}  # one text stands in many places, and is asked of twice
        self.others = {word.plain for name in unprotected for word in words(name)}
        self.kept: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for name in sorted(set(kept)):
            parts = tuple(word.plain for word in words(name))
            if len(parts) > 1:
                for one in skeletons(parts[0]) | stems(parts[0]):
                    self.kept[one].append(parts)

    def text(self, text: str, about: Set[str] = frozenset()) -> str:
        """The text without names; `about` are persons whom it is about, which settles who is meant by a shared name."""
        if not text or not self.index.people:
            return text
        key = (text, frozenset(about))
        if key not in self._made:
            self._made[key] = self._masked(text, about)
        return self._made[key]

    def _masked(self, text: str, about: Set[str]) -> str:
        text = self._inside(unicodedata.normalize("NFC", text), about, whole=True)
        found, pieces, done, at = words(text), [], 0, 0
        while at < len(found):
            span = self._at(text, found, at, about)
            if span is not None and span.persons:
                pieces += [text[done : span.start], self._label(span.persons, about)]
                done = span.end
            at += span.size if span is not None else 1
        masked = "".join((*pieces, text[done:]))
        born = [date for key in about if key in self.index.people for date in self.index.people[key].born]
        return withheld(self._inside(masked, about), self.index.births, born)

    def tells(self, text: str) -> bool:
        """Whether a text or address has a name in it, also one whose signs are escaped with %."""
        plain = unquote(text)
        return self.text(plain) != unicodedata.normalize("NFC", plain)

    def _label(self, persons: Set[str], about: Set[str]) -> str:
        meant = persons if len(persons) == 1 else persons & about
        return self.key.pseudonym(next(iter(meant))) if len(meant) == 1 else WITHHELD

    def _at(self, text: str, found: list[Word], at: int, about: Set[str]) -> Span | None:
        """What begins at a word: the longer of a whole name of a protected person and of somebody else, or single words."""
        phrase, kept = self._phrase(text, found, at, about), self._kept_at(text, found, at)
        if phrase is not None and phrase.size >= kept:
            return self._grown(text, found, at, phrase)
        if kept:
            return Span(found[at].start, found[at + kept - 1].end, frozenset(), kept)
        return self._run(text, found, at)

    def _grown(self, text: str, found: list[Word], at: int, phrase: Span) -> Span:
        """A whole name, or the longer run of name words that begins where it does."""
        run = self._run(text, found, at)
        return run if run is not None and run.size > phrase.size and run.persons & phrase.persons else phrase

    def _kept_at(self, text: str, found: list[Word], at: int) -> int:
        return max(
            (len(parts) for key in _keys(found[at]) for parts in self.kept.get(key, ()) if _stands(text, found, at, parts)),
            default=0,
        )

    def _phrase(self, text: str, found: list[Word], at: int, about: Set[str]) -> Span | None:
        fitting = [
            phrase
            for phrase in {phrase for key in _keys(found[at]) for phrase in self.index.phrases.get(key, ())}
            if self._is_meant(text, found, at, phrase, about)
        ]
        if not fitting:
            return None
        size = max(len(phrase.words) for phrase in fitting)
        last = found[at + size - 1]
        end = last.end + (last.letter and text[last.end : last.end + 1] == ".")
        persons = frozenset(phrase.person for phrase in fitting if len(phrase.words) == size)
        return Span(found[at].start, end, persons, size)

    def _is_meant(self, text: str, found: list[Word], at: int, phrase: Phrase, about: Set[str]) -> bool:
        if not _stands(text, found, at, phrase.words):
            return False
        here = found[at : at + len(phrase.words)]
        if phrase.dotted and not all(word.big and text[word.end : word.end + 1] == "." for word in here):
            return False
        if any(word.letter and not word.big for word in here) and not any(part.isdigit() for part in phrase.words):
            return False
        if len(here) > 1 or len(here[0].raw) > 2:  # noqa: PLR2004  a name of one or two letters needs a second look
            return len(here) > 1 or here[0].big or len(here[0].plain) >= _SMALL_EXACT
        return here[0].big and (here[0].raw not in _ALSO_WORDS or phrase.person in about or _set_off(text, here[0]))

    def _run(self, text: str, found: list[Word], at: int) -> Span | None:
        """Words next to each other that name one person, with initials before, between and after them."""
        first = at
        while first < len(found) and first - at < _MOST_INITIALS and _is_initial(text, found[first]):
            first += 1
        persons = self._named_by(found[first]) if first < len(found) and _close(text, found, at, first) else set()
        if not persons:
            return None
        last, here = first, first + 1
        while here < len(found):
            named = self._named_by(found[here]) & persons
            if named and _close(text, found, last, here, _LIST_GAP if last == first else _NAME_GAP):
                persons, last = named, here
            elif _is_initial(text, found[here]) and _close(text, found, last, here):
                last = here
            elif found[here].plain not in PARTICLES:
                break
            here += 1
        shared = first == last and found[first].plain in self.others
        end = found[last].end + (last != first and _is_initial(text, found[last]))
        return Span(found[at].start, end, frozenset(persons | {""} if shared else persons), last - at + 1)

    def _named_by(self, word: Word) -> set[str]:
        """Who may be called by a word; a word of somebody else's name is taken for a name on record, and for no form of one."""
        index, elsewhere = self.index, word.plain in self.others
        exact = set(index.exact.get(word.plain, ()))
        for skeleton in () if elsewhere else skeletons(word.plain):
            exact |= index.alike.get(skeleton, set())
        if exact:
            return exact if word.big or len(word.plain) >= _SMALL_EXACT else set()
        if elsewhere or not (word.big or len(word.plain) >= _SMALL_LOOSE):
            return set()
        return {person for stem in readings(word.plain) for person in index.loose.get(stem, ())}

    def _inside(self, text: str, about: Set[str] = frozenset(), *, whole: bool = False) -> str:
        """The text without names that stand inside longer words; `whole` looks for names of several words alone.

        Those come first: were one of their words replaced before, the others would be left glued to what is around them.
        """
        lowered, pieces, done = lower(text), list[str](), 0
        for at in self.index.places(lowered):
            name, persons = self.index.inside(lowered, at, whole=whole) if at >= done else ("", frozenset[str]())
            if name and not _in_label(text, at):
                pieces += [text[done:at], self._label(persons, about)]
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
            phrases = (phrase for key in _keys(word) for phrase in self.index.phrases.get(key, ()))
            if any(not phrase.dotted and _stands(identifier, found, at, phrase.words) for phrase in phrases):
                return True
            if word.plain in self.index.exact or (len(word.plain) >= _SMALL_LOOSE and self._named_by(word)):
                return True
        return self._inside(identifier) != identifier


def _keys(word: Word) -> frozenset[str]:
    return skeletons(word.plain) | readings(word.plain)


def _stands(text: str, found: list[Word], at: int, parts: tuple[str, ...]) -> bool:
    """Whether words of a text are those of a name, in order, with no more than punctuation between them."""
    here = found[at : at + len(parts)]
    return (
        len(here) == len(parts)
        and all(fits(word.plain, part) if len(part) > 2 else word.plain == part for word, part in zip(here, parts, strict=True))  # noqa: PLR2004  shorter parts must fit whole
        and all(_GAP.fullmatch(text[one.end : other.start]) for one, other in pairwise(here))
    )


def _close(text: str, found: list[Word], one: int, other: int, gap: re.Pattern[str] = _NAME_GAP) -> bool:
    """Whether only blanks, points and hyphens stand between the words of a name."""
    return all(gap.fullmatch(text[a.end : b.start]) for a, b in pairwise(found[one : other + 1]))


def _is_initial(text: str, word: Word) -> bool:
    return (word.letter or len(word.raw) == 2) and word.big and text[word.end : word.end + 1] == "."  # noqa: PLR2004  “Kh.”


def _set_off(text: str, word: Word) -> bool:
    """Whether a letter stands in quotation marks or has a point."""
    before, after = text[word.start - 1 : word.start], text[word.end : word.end + 1]
    return after == "." or (bool(before) and before in _QUOTES and bool(after) and after in _QUOTES)


def _in_label(text: str, at: int) -> bool:
    """Whether a place lies in a replacement that was made before."""
    return any(
        found.start() <= at < found.end() for found in re.finditer(r"Person [2-9A-Z]{4}-[2-9A-Z]{4}|\[name withheld\]", text)
    )
