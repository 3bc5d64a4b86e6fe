"""Values of FollowTheMoney entities as they come: ids, dates, lists of text."""

from __future__ import annotations

import json
from functools import lru_cache
from hashlib import sha256
from re import compile as pattern
from typing import TYPE_CHECKING, Any

from graph.model import ftm as table
from graph.model.dates import bounds
from graph.model.extra import extra_name
from graph.model.fields import ID_PATTERN

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_ID = 200
MAX_TEXT = 10_000
_ID = pattern(ID_PATTERN)
_DAY = pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?=[T ])")
_IDENTITY = frozenset({"id", "schema", "properties", table.OWN})
Values = dict[str, list[str]]
"""Lists of text by the name of their property."""
Fields = dict[str, object]
"""Fields of a record of ours before they are checked."""


class Unfit(Exception):
    """An entity that cannot be read; carries the faults of it."""

    def __init__(self, message: str, field: str = "", value: object = "") -> None:
        super().__init__(message)
        self.field, self.value = field, value


@lru_cache(maxsize=4096)
def our_id(key: str) -> str:
    """The id under which an entity of a data set is kept: its own where ours may look so, else a fingerprint of it."""
    fits = len(key) <= MAX_ID and _ID.fullmatch(key) and not key.endswith("\n")
    return key if fits else "x-" + sha256(key.encode()).hexdigest()[:24]


@lru_cache(maxsize=65536)
def edtf(text: str) -> str | None:
    """A date of FollowTheMoney as EDTF; the time of day is left out; None for what is no date."""
    if cut := _DAY.match(text):
        text = cut.group()
    try:
        bounds(text)
    except ValueError:
        return None
    return text


def texts_of(given: Any, name: str) -> list[str]:
    """The texts of a property.

    Raises:
        Unfit: a value is a list or mapping.
    """
    if type(given) is not list:
        given = [] if given is None else [given]
    texts = []
    for value in given:
        if type(value) is str:
            if value and not value.isspace():
                texts.append(value)
        elif isinstance(value, dict) and isinstance(value.get("id"), str):
            texts.append(value["id"])
        elif isinstance(value, (int, float)):
            texts.append(json.dumps(value))
        elif value is not None:
            raise Unfit("a value is text, not a list or mapping", f"properties.{name}", type(value).__name__)
    return texts


def context(data: Mapping[str, object]) -> Values:
    """What stands beside the properties, such as datasets, referents and first_seen, as lists of text."""
    found: Values = {}
    for name, given in data.items():
        if name in _IDENTITY or given in (None, [], "", {}):
            continue
        values = given if isinstance(given, list) else [given]
        found[extra_name(name)] = [value if isinstance(value, str) else json.dumps(value, ensure_ascii=False) for value in values]
    return found
