"""Letters of other scripts in Latin ones, for the page's search: what is typed in one script finds names in another.

The page transliterates both the names and the question with this table, so it does not matter which of them is in
which script. It holds the alphabets of the region's languages and every other letter that occurs in a name.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

ALPHABETS = ((0x370, 0x400), (0x400, 0x530), (0x531, 0x588), (0x5D0, 0x5EB), (0x621, 0x64B), (0x66E, 0x6D4), (0x10D0, 0x10FB))
"""Greek, Cyrillic, Armenian, Hebrew, Arabic twice, Georgian."""


def latin_letters(names: Iterable[str]) -> dict[str, str]:
    """Return what each letter is in ASCII (anyascii's table), in the order of their code points."""
    from anyascii import anyascii

    found = {sign for name in names for sign in unicodedata.normalize("NFC", name) if ord(sign) > 0x7F and sign.isalpha()}  # noqa: PLR2004  ASCII ends there
    found |= {chr(code) for first, end in ALPHABETS for code in range(first, end) if chr(code).isalpha()}
    return {sign: anyascii(sign) for sign in sorted(found)}
