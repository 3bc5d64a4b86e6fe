"""Spellings that hide a name from a search and not from a reader: signs of another script, digits for letters, escapes."""

from __future__ import annotations

import base64
import html
import re
from contextlib import suppress
from functools import lru_cache
from urllib.parse import unquote

_LIKE_LATIN = str.maketrans("аеорсухіјѕԁһԛԝмтквнгАЕОРСУХІЈЅМТКВНΑΒΕΖΗΙΚΜΝΟΡΤΥΧαερτυχονκι",
                            "aeopcyxijsdhqwmtkbhrAEOPCYXIJSMTKBHABEZHIKMNOPTYXaeptyxovki")  # fmt: skip
_LIKE_CYRILLIC = str.maketrans("aeopcyxijsmtkbhABCEHKMOPTXYi", "аеорсухіјѕмткьнАВСЕНКМОРТХУі")
_DIGITS = str.maketrans("03457@$", "oeastas")
_ONES = ("i", "l")
_ESCAPED = re.compile(r"&(?:#\d+|#x[0-9a-f]+|[a-z]+);|%[0-9a-f]{2}|\\u[0-9a-f]{4}|\bxn--[a-z0-9-]+", re.IGNORECASE)
_PUNYCODE = re.compile(r"\bxn--[a-z0-9-]+", re.IGNORECASE)
_UNICODE = re.compile(r"\\u([0-9a-fA-F]{4})")
_UZBEK_O = re.compile("[oO]['\u2018\u2019\u02bb\u02bc`]")
"""A letter that other romanisations write as u: Jo'rayev, Jurayev."""
_LEAST = 5
_MOST_BYTES = 200


def unescaped(text: str) -> str:
    """A text without the escapes of HTML, JSON, addresses and their hosts; the same text where it has none."""
    if not _ESCAPED.search(text):
        return text
    plain = _UNICODE.sub(lambda found: chr(int(found[1], 16)), html.unescape(unquote(text)))
    return _PUNYCODE.sub(lambda found: decoded(found[0]) or found[0], plain)


@lru_cache(maxsize=65536)
def undisguised(raw: str) -> tuple[str, ...]:
    """Other spellings that a word may stand for, in the form in which they are compared; none for a plain word."""
    found = [*_scripts(raw), *_with_digits(raw), _UZBEK_O.sub("u", raw)]
    if len(raw) >= _LEAST and raw[-1].isupper() and raw[0].islower():
        found.append(raw[::-1])
    return tuple(dict.fromkeys(one for one in found if one != raw))


def _scripts(raw: str) -> list[str]:
    """A word with letters of several scripts, or of capitals that look the same in them, in one script."""
    if raw.isascii():
        return []
    return [raw.translate(_LIKE_LATIN), raw.translate(_LIKE_CYRILLIC)]


def _with_digits(raw: str) -> list[str]:
    """A word with digits: those in it as the letters that they look like, those around it away."""
    if raw.isalpha() or not any(sign.isalpha() for sign in raw):
        return []
    bare = raw.strip("0123456789")
    return [one.translate(_DIGITS).replace("1", like) for one in (raw, bare) for like in _ONES] + [bare]


def decoded(text: str) -> str:
    """What a word in Base64 or of an internationalised address says; "" where that is no text."""
    with suppress(ValueError, UnicodeError):
        if text[:4].lower() == "xn--":
            return text.encode().decode("idna")
        if len(text) >= 8 and len(text) <= _MOST_BYTES and text.isascii():  # noqa: PLR2004  six letters and more
            plain = base64.b64decode(text + "=" * (-len(text) % 4), validate=True).decode()
            return plain if plain.isprintable() else ""
    return ""
