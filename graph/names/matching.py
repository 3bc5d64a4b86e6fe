"""Names in any script, made comparable letter by letter: folded to plain ASCII words.

Folding is compatibility decomposition (Unicode NFKC), case folding and transliteration to ASCII, so that
“Кубанычбек” and “Kubanychbek” meet. It serves finding only; what is stored and shown stays as the source wrote it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS = 64  # of a text that is looked for: enough for any name, and Lucene refuses more than 1,024 clauses


@lru_cache(maxsize=65536)
def folded(name: str) -> str:
    """A name as lower-case ASCII words with single spaces: “А.Т.” → “a t”."""
    from anyascii import anyascii

    ascii_ = name if name.isascii() else anyascii(unicodedata.normalize("NFKC", name))
    plain = ascii_.casefold().replace("'", "").replace("`", "")
    return " ".join(_WORD.findall(plain))


def words(text: str) -> list[str]:
    """The folded words of a text, each once, in order; of a text too long for a name, its beginning."""
    return list(dict.fromkeys(folded(text).split()))[:_MOST_WORDS]


def same(name: str, names: Iterable[str]) -> bool:
    """Whether one of the names is this name, up to script, case and punctuation."""
    wanted = folded(name)
    return bool(wanted) and any(folded(other) == wanted for other in names)


def likeness(text: str, names: Iterable[str]) -> float:
    """How alike the text and the best of the names are as wholes, 0 to 100: tells names apart that are equally near."""
    from rapidfuzz import fuzz

    wanted = folded(text)
    return max((fuzz.ratio(wanted, folded(name)) for name in names), default=0.0)
