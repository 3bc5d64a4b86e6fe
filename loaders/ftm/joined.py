"""FollowTheMoney entities that lie in pieces (statements, rows of a mapped table): sorted on disk, joined one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.model.ftm import library
from loaders.ftm.values import Unfit

if TYPE_CHECKING:
    from collections.abc import Iterable

Piece = tuple[str, dict[str, list[str]], int]
"""A schema, properties, and the line."""
Entity = dict[str, Any]
"""An entity as JSON lines have it."""


def joined_entity(key: str, pieces: Iterable[Piece]) -> tuple[Entity, int]:
    """The entity of some pieces, of the schema that fits them all, and the line of the first.

    Raises:
        Unfit: pieces of schemas that have nothing in common.
    """
    schema, first = "", 0
    values: dict[str, dict[str, None]] = {}
    for name, properties, line in pieces:
        first = first or line
        schema = name if not schema or schema == name else _common(schema, name)
        for prop, texts in properties.items():
            values.setdefault(prop, {}).update(dict.fromkeys(texts))
    return {"id": key, "schema": schema, "properties": {prop: list(texts) for prop, texts in values.items()}}, first


def _common(one: str, other: str) -> str:
    """The more special of two schemas.

    Raises:
        Unfit: neither is a kind of the other.
    """
    try:
        return str(library().common_schema(one, other).name)
    except Exception as error:  # the library raises its own error
        message = f"is a {one} at one place and a {other} at another"
        raise Unfit(message, "schema", other) from error
