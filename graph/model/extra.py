"""Properties in the words of a data set: what a file says beyond the fields of our own kinds, kept as lists of text.

A record holds them as `extra`, a mapping of names to values; the graph keeps each as a list `x_<name>`, so that a
query can ask `'ru' IN p.x_nationality`. A record is made from either form.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, WithJsonSchema, model_validator

if TYPE_CHECKING:
    from collections.abc import Mapping

PREFIX = "x_"
ABSENT = "absent_from"
"""The property of what was made because a data set points at it: which data sets lack it."""
MAX_NAME = 100
_NAME = re.compile(r"[^\W\d_]\w*")
_ODD = re.compile(r"\W+")


def extra_name(text: str) -> str:
    """A name that the graph takes, as near to some text as can be: “Дата рождения” becomes `Дата_рождения`."""
    name = _ODD.sub("_", text.strip()).strip("_")[:MAX_NAME]
    return name if _NAME.fullmatch(name) else f"n_{name}"[:MAX_NAME].rstrip("_")


def _as_lists(value: Any) -> Any:
    """One text is a list of one; a mapping of anything else is left for pydantic to judge."""
    if not isinstance(value, dict):
        return value
    return {key: (text,) if isinstance(text, str) else text for key, text in value.items()}


@lru_cache(maxsize=4096)
def _is_name(name: str) -> bool:
    return len(name) <= MAX_NAME and _NAME.fullmatch(name) is not None


def _named(extra: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    for name in extra:
        if not _is_name(name):
            msg = f"“{name}” is no name of a property: letters, digits and _, a letter first, at most {MAX_NAME}"
            raise ValueError(msg)
    return {
        name: values if len(values) == 1 else tuple(dict.fromkeys(values)) for name, values in sorted(extra.items()) if values
    }


_SCHEMA = {
    "type": "object",
    "additionalProperties": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
    "description": "properties in the words of a data set; kept in the graph as lists x_<name>",
}
Extra = Annotated[
    dict[str, tuple[str, ...]], BeforeValidator(_as_lists), AfterValidator(_named), WithJsonSchema(_SCHEMA, mode="validation")
]
"""A field for them: names to lists of text, sorted by name, each value once."""


class WithExtra(BaseModel):
    """A record with a field `extra`, which is also made from the properties `x_…` that the graph holds."""

    @model_validator(mode="before")
    @classmethod
    def _gathered(cls, values: Any) -> Any:
        if not isinstance(values, dict) or not any(key.startswith(PREFIX) for key in values if isinstance(key, str)):
            return values
        rest = {key: value for key, value in values.items() if not str(key).startswith(PREFIX)}
        found = {str(key)[len(PREFIX) :]: value for key, value in values.items() if str(key).startswith(PREFIX)}
        return {**rest, "extra": {**found, **(rest.get("extra") or {})}}


def flat(extra: Mapping[str, tuple[str, ...]]) -> dict[str, list[str]]:
    """The properties as the graph keeps them."""
    return {PREFIX + name: list(values) for name, values in extra.items()}


def joined(*parts: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Every value of every name, each once, in the order of the parts."""
    found: dict[str, tuple[str, ...]] = {}
    for part in parts:
        for name, given in part.items():
            values = (given,) if isinstance(given, str) else tuple(given)
            found[name] = (*found[name], *values) if name in found else values
    return {name: values if len(values) == 1 else tuple(dict.fromkeys(values)) for name, values in sorted(found.items())}
