"""Ids of what a table speaks of: made of the cells that tell one from another, never the same for different cells."""

from __future__ import annotations

import json
from hashlib import sha256
from re import compile as pattern
from typing import NamedTuple

from graph.model.fields import ID_PATTERN

MAX_ID = 200
BETWEEN = " | "
"""What stands between the cells of a key where it is shown."""
_ID = pattern(ID_PATTERN)


class MadeId(NamedTuple):
    """An id, and the key as the table has it where the id does not say it."""

    id: str
    original: str = ""


def made_id(prefix: str, parts: list[str]) -> MadeId:
    """The id for the cells of a key; `prefix` "-" is none.

    One cell stays as it is where that makes an id as ours are. Several cells, and what no id may hold, become a fingerprint:
    of several it is taken over a list, so that “2-1” and “5” are not “2” and “1-5”.
    """
    before = "" if prefix == "-" else f"{prefix}-"
    key = parts[0] if len(parts) == 1 else json.dumps(parts, ensure_ascii=False)
    whole = before + key
    if len(parts) == 1 and len(whole) <= MAX_ID and not whole.endswith("\n") and _ID.fullmatch(whole):
        return MadeId(whole)
    digits = 16 if len(parts) == 1 else 24
    fits = bool(before) and len(before) <= MAX_ID - digits and _ID.fullmatch(before)
    content = key if fits else whole
    print_ = sha256(content.encode(errors="surrogatepass")).hexdigest()[:digits]
    return MadeId(f"{before if fits else 'x-'}{print_}", BETWEEN.join(parts))
