"""Where a text names somebody: whole names, runs of name words and initials, names in pieces or with signs struck out.

A whole name of somebody who is not protected is found as well, so that it stays.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from graph.publish.index import PARTICLES, Index, Phrase
from graph.publish.meaning import SMALL_EXACT, Lexicon, is_given, is_like_a_surname
from graph.publish.words import Word, fits, readings, skeletons, stems, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

_GAP = re.compile(r"[^\w\n]{0,4}|_|[^\S\n]*\n[^\S\n]*")
_NAME_GAP = re.compile(r"[\s.\-\u2010-\u2015_]{1,3}")
_LIST_GAP = re.compile(r"[\s.\-\u2010-\u2015_]{1,3}|, ")
_BLANK = re.compile(r"[^\S\n]")
_BREAK = re.compile(r"[-\u2010-\u2012]?[^\S\n]*\n[^\S\n]*|[-\u2010-\u2012]| ")
_SPACED = re.compile(r"[\s.\-*·_]{1,3}")
_STRUCK = re.compile(r"(\w+?)([*•·█▇#]+|…|\.{3}(?!\.))(\w*)")
_QUOTES = "\"'\u201c\u201d\u2018\u2019\u00ab\u00bb\u201e"
_ALSO_WORDS = frozenset("AIАВИКОСУЯ")
"""Single letters that are words of English or Russian as well."""
_MOST_INITIALS = 3
_MOST_LETTERS = 30
_LEAST_PIECES = 5
_LEAST_STRUCK = 4
_ABBREVIATIONS = frozenset(map(tuple, ("us", "un", "uk", "eu", "ad", "bc", "dc", "tv", "rf", "am", "pm")))
_TITLE = re.compile(
    r"(?i)(?<!\w)(?:(?:mr|mrs|ms|miss|dr|prof|suspect|defendant|accused|convict|witness|citizen|detainee|prisoner|bay|herr|frau|"
    r"pan|pani|пан|пані|пана|гр|г-н\w?|г-ж\w|некий|некоего)\.?|господин\w*|госпож\w*|граждан\w*|обвиняем\w*|подозреваем\w*|"
    r"подсудим\w*|осужд[её]н\w*|свидетел\w*|заключ[её]нн\w*|обвинувач\w*|підозрюван\w*|засуджен\w*)\s+$"
)
_LONGEST_TITLE = 24
_PLACES = (
    "villag", "town", "city", "district", "region", "street", "settlement", "river", "lake", "station", "avenue", "selo", "sele",
    "sela", "derevn", "poselk", "poselok", "posyol", "gorod", "raion", "rayon", "oblast", "ulits", "ulic", "vulyts", "vulits",
    "aul", "ail", "aiyl", "kishlak", "qishloq", "wies", "wsi", "mahall", "kvartal", "stantsi", "stanci", "ozero", "ozer", "reka",
    "reki", "prospekt", "koche", "kocho", "mist", "misto", "gmina",
)  # fmt: skip
_NUMBERED = (
    "punkt", "podpunkt", "chast", "stat", "prilozh", "razdel", "liter", "klass", "vitamin", "grup", "blok", "korpus", "tip",
    "kategori", "bukv", "zon", "section", "annex", "appendix", "article", "part", "class", "type", "grade", "plan", "exhibit",
    "block", "hall", "point", "item", "paragraph", "figure", "table", "schedule", "hepatit", "model", "line", "league", "letter",
    "version", "option", "gate", "terminal", "wing", "lit", "dodatk", "dodatok", "rozdil", "ust", "art",
)  # fmt: skip
"""How words begin that a letter follows as a number would."""
_TOPONYM = re.compile(r"(?:[oei]v?k[auieo]|kui?|koi|koy|ino|ine|sk|skoe|skogo|skom|abad|grad|pol|burg)$")


class Span(NamedTuple):
    """A part of a text that names somebody; no persons for one that is to stay, "" for somebody who is not protected."""

    start: int
    end: int
    persons: frozenset[str]
    size: int


class Finder:
    """Finds what begins at a word of a text; `kept` are names of several words that stay."""

    def __init__(self, index: Index, lexicon: Lexicon, kept: Iterable[str]) -> None:
        self.index, self.lexicon = index, lexicon
        self.kept: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for name in sorted(set(kept)):
            parts = tuple(word.plain for word in words(name))
            if len(parts) > 1:
                for order in (parts, parts[::-1]):
                    for one in skeletons(order[0]) | stems(order[0]):
                        self.kept[one].append(order)

    def at(self, text: str, found: list[Word], at: int, about: Set[str]) -> Span | None:
        """What begins at a word: the longer of a whole name of a protected person and of somebody else, or single words."""
        phrase, kept = self._phrase(text, found, at, about), self._kept_at(text, found, at)
        if phrase is not None and phrase.size >= kept:
            return self._grown(text, found, at, phrase if phrase.size > kept else _shared(phrase))
        if kept:
            return self._kept(text, found, at, kept)
        for look in (self._struck, self._run, self._dotted, self._broken, self._acronym, self._letter):
            if (span := look(text, found, at, about)) is not None:
                return span
        return None

    def _kept(self, text: str, found: list[Word], at: int, size: int) -> Span:
        """Somebody else's whole name, which stays unless every word of it is one of a protected person's, too."""
        run = self._run(text, found, at, frozenset())
        if run is not None and run.persons and run.size >= size:
            return _shared(run)
        return Span(found[at].start, found[at + size - 1].end, frozenset(), size)

    def tells(self, text: str, found: list[Word], at: int) -> bool:
        """Whether a whole name or an id of a protected person begins at a word, in any letters."""
        phrases = (phrase for key in _keys(found[at]) for phrase in self.index.phrases.get(key, ()))
        return any(_stands(text, found, at, phrase.words) for phrase in phrases)

    def _grown(self, text: str, found: list[Word], at: int, phrase: Span) -> Span:
        """A whole name, or the longer run of name words that begins where it does."""
        run = self._run(text, found, at, frozenset())
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
        return Span(found[at].start, end, frozenset(phrase.person for phrase in fitting if len(phrase.words) == size), size)

    def _is_meant(self, text: str, found: list[Word], at: int, phrase: Phrase, about: Set[str]) -> bool:
        if not _stands(text, found, at, phrase.words):
            return False
        here = found[at : at + len(phrase.words)]
        if any(word.letter and not word.big for word in here) and not any(part.isdigit() for part in phrase.words):
            return False
        if len(here) > 1 or len(here[0].raw) > 2:  # noqa: PLR2004  a name of one or two letters needs a second look
            return len(here) > 1 or here[0].big or len(here[0].plain) >= SMALL_EXACT
        return here[0].big and (here[0].raw not in _ALSO_WORDS or phrase.person in about or _set_off(text, here[0]))

    def _run(self, text: str, found: list[Word], at: int, about: Set[str]) -> Span | None:  # noqa: ARG002  as all that look
        """Words next to each other that name one person, with initials before, between and after them."""
        first = at
        while first < len(found) and first - at < _MOST_INITIALS and self._is_lead(text, found, first):
            first += 1
        persons: Set[str] = frozenset()
        if first < len(found) and _close(text, found, at, first):
            persons = self.lexicon.meant(found[first]).persons
        if not persons or (at < first and not self._are_initials(found[at:first], persons)):
            return None
        last, persons = self._to_the_end(text, found, first, persons)
        if at == last and self._is_another(text, found, at, persons):
            return Span(found[at].start, found[at].end, frozenset(), 1)
        shared = at == last and self.lexicon.is_shared(found[first])
        end = found[last].end + (last != first and _is_initial(text, found[last]))
        return Span(found[at].start, end, frozenset(persons | {""} if shared else persons), last - at + 1)

    def _to_the_end(self, text: str, found: list[Word], first: int, persons: Set[str]) -> tuple[int, Set[str]]:
        """The last word of a run, and whom all its words may mean."""
        last, here = first, first + 1
        while here < len(found):
            named = self.lexicon.meant(found[here]).persons & persons
            if named and _close(text, found, last, here, _LIST_GAP if last == first else _NAME_GAP):
                persons, last = named, here
            elif _is_initial(text, found[here]) and _close(text, found, last, here):
                last = here
            elif found[here].plain not in PARTICLES:
                break
            here += 1
        return last, persons

    @staticmethod
    def _is_lead(text: str, found: list[Word], at: int) -> bool:
        """Whether a word may be initials before a name: “I.”, or “IS” before one more word."""
        word = found[at]
        together = word.raw.isupper() and 1 < len(word.raw) <= _MOST_INITIALS and at + 1 < len(found)
        return _is_initial(text, word) or (together and bool(_BLANK.fullmatch(text[word.end : found[at + 1].start])))

    def _are_initials(self, leads: list[Word], persons: Set[str]) -> bool:
        """Whether the capitals before a name are initials; a single one with a point always is."""
        together = [word for word in leads if len(word.raw) > 1 and word.raw.isupper()]
        return all({*word.plain} <= {letter for one in persons for letter in self.index.initials[one]} for word in together)

    def _is_another(self, text: str, found: list[Word], at: int, persons: Set[str]) -> bool:
        """Whether a single word is part of the whole name of somebody else, or the name of a place."""
        word, before = found[at], found[at - 1] if at else None
        after = found[at + 1] if at + 1 < len(found) else None
        before = before if before and _BLANK.fullmatch(text[before.end : word.start]) else None
        after = after if after and _BLANK.fullmatch(text[word.end : after.start]) else None
        if not self.lexicon.meant(word).sure and _TOPONYM.search(word.plain) and (_is_place(before) or _is_place(after)):
            return True
        if before and is_given(before) and not is_given(word) and not self.lexicon.meant(before).persons:
            return not self.lexicon.is_of_kin(before)
        return bool(after and is_given(word) and is_like_a_surname(after) and not self.lexicon.meant(after).persons & persons)

    def _dotted(self, text: str, found: list[Word], at: int, about: Set[str]) -> Span | None:
        """Initials with points: “I. P.”, unless somebody else's surname follows."""
        size = at
        while size < len(found) and size - at < _MOST_INITIALS + 1 and _is_initial(text, found[size]):
            if size > at and not _NAME_GAP.fullmatch(text[found[size - 1].end : found[size].start]):
                break
            size += 1
        for end in range(size, at + 1, -1):
            parts = tuple(word.plain for word in found[at:end])
            persons = frozenset(self.index.dots.get(parts, ()))
            if persons and (persons & about or parts not in _ABBREVIATIONS):
                after = found[end] if end < len(found) and found[end].start - found[end - 1].end <= 2 else None  # noqa: PLR2004  a point and a blank
                if after and is_like_a_surname(after) and not self.lexicon.meant(after).persons:
                    return None
                return Span(found[at].start, found[end - 1].end + 1, persons, end - at)
        return None

    def _acronym(self, text: str, found: list[Word], at: int, about: Set[str]) -> Span | None:  # noqa: ARG002  likewise
        """All initials of a name of three words or more, written together."""
        word = found[at]
        if not word.raw.isupper() or word.plain not in self.index.acronyms:
            return None
        return Span(word.start, word.end, frozenset(self.index.acronyms[word.plain]), 1)

    def _letter(self, text: str, found: list[Word], at: int, about: Set[str]) -> Span | None:
        """A single initial: behind a title, with a point within a sentence, or where the text is about the person."""
        word = found[at]
        if not word.letter or not word.big or word.plain not in self.index.letters:
            return None
        persons = frozenset(self.index.letters[word.plain])
        dotted = text[word.end : word.end + 1] == "."
        title = bool(_TITLE.search(text[max(0, word.start - _LONGEST_TITLE) : word.start]))
        if at and not title and found[at - 1].plain.startswith(_NUMBERED):
            return None
        meant = persons & about if word.raw not in _ALSO_WORDS or dotted else frozenset[str]()
        within = dotted and re.match(r"\.,|\.\s+[^\W\d_]", text[word.end :]) and not _begins_big(text, word.end + 1)
        if not (title or meant or within) or (dotted and _begins_big(text, word.end + 1) and not (title or meant)):
            return None
        return Span(word.start, word.end + dotted, meant or persons, 1)

    def _broken(self, text: str, found: list[Word], at: int, about: Set[str]) -> Span | None:  # noqa: ARG002  likewise
        """A name in two or three pieces, at the end of a line or by hyphens, or letter by letter."""
        if found[at].letter:
            return self._spelled_out(text, found, at)
        for size in (3, 2):
            here = found[at : at + size]
            gaps = [text[one.end : other.start] for one, other in pairwise(here)]
            joined = "".join(word.raw for word in here)
            if len(here) < size or len(joined) < _LEAST_PIECES or not all(map(_BREAK.fullmatch, gaps)):
                continue
            if " " in gaps and not here[1].raw.islower():
                continue
            if persons := self.lexicon.spelled(joined, loosely=any("\n" in gap for gap in gaps)):
                return Span(here[0].start, here[-1].end, frozenset(persons), size)
        return None

    def _spelled_out(self, text: str, found: list[Word], at: int) -> Span | None:
        end = at + 1
        while end < len(found) and end - at < _MOST_LETTERS and found[end].letter:
            if not _SPACED.fullmatch(text[found[end - 1].end : found[end].start]):
                break
            end += 1
        for last in range(end, at + SMALL_EXACT - 1, -1):
            joined = "".join(word.raw for word in found[at:last])
            if persons := self.lexicon.spelled(joined, loosely=False):
                stop = found[last - 1].end
                return Span(found[at].start, stop + (text[stop : stop + 1] == "."), frozenset(persons), last - at)
        return None

    def _struck(self, text: str, found: list[Word], at: int, about: Set[str]) -> Span | None:  # noqa: ARG002  likewise
        """A name with signs struck out: “P***v”, “Petr…”."""
        word = found[at]
        if text[word.end : word.end + 1] not in tuple("*•·█▇#….") or not word.big:
            return None
        match = _STRUCK.match(text, word.start)
        if match is None or (match[2] in ("…", "...") and (len(match[1]) < _LEAST_STRUCK or match[3])):
            return None
        start, end = (words(part)[0].plain if part else "" for part in (match[1], match[3]))
        persons = frozenset(
            person for name, person in self.index.first.get(start[0], ())
            if name.startswith(start) and name.endswith(end) and len(name) > len(start) + len(end)
        )  # fmt: skip
        size = 1 + bool(match[3])
        return Span(word.start, match.end(), persons, size) if persons else None


def _shared(span: Span) -> Span:
    """A span that may also name somebody who is not protected."""
    return span._replace(persons=span.persons | {""})


def _keys(word: Word) -> frozenset[str]:
    return skeletons(word.plain) | readings(word.plain)


def _stands(text: str, found: list[Word], at: int, parts: tuple[str, ...]) -> bool:
    """Whether words of a text are those of a name, in order, with no more than punctuation or a line's end between them."""
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


def _begins_big(text: str, at: int) -> bool:
    """Whether the next word begins with a capital, or a number follows."""
    rest = text[at : at + 3].lstrip()
    return bool(rest) and (rest[0].isupper() or rest[0].isdigit())


def _is_place(word: Word | None) -> bool:
    return word is not None and word.plain.startswith(_PLACES)
