"""Words for people: numbers of things, names that were nearly right, and characters that would hide or steer text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_BLANKS = "\n\t\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
_PROPOSED = 3


def plural(count: int, noun: str) -> str:
    """The noun in the number that fits the count: “hop”, “hops”, “entities”."""
    if count == 1:
        return noun
    return f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"


def counted(count: int, noun: str) -> str:
    """“1 hop”, “2 hops”, “2 entities”."""
    return f"{count} {plural(count, noun)}"


def did_you_mean(name: str, known: Iterable[str], otherwise: str, likeness: float = 0.6) -> str:
    """A hint with up to three known names that are like the one given, such as “did you mean path?”; else `otherwise`.

    `likeness` is how alike they must be, 0 to 1 (difflib's ratio).
    """
    from difflib import get_close_matches

    near = get_close_matches(name, list(known), _PROPOSED, likeness)
    return f"did you mean {' or '.join(near)}?" if near else otherwise


def visible(text: str) -> str:
    """The text with control characters, direction overrides, byte order marks and lone surrogates as U+FFFD."""
    return _HIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)


def printable(text: str) -> str:
    """The text as a terminal may show it: whatever could steer it or takes no room there is U+FFFD as well."""
    return "".join(letter if letter.isprintable() or letter in _BLANKS else "\N{REPLACEMENT CHARACTER}" for letter in text)
