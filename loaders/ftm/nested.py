"""Entities within entities, as OpenSanctions nests them: taken apart into entities that name each other by id.

Where a property points from the nested entity back to the one around it, as an Ownership's `owner` does, it is filled in:
the nested form says it by where the entity stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.model.ftm import library
from loaders.ftm.values import Unfit

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST = 20
"""Levels of entities within entities."""
_LISTS = ("results", "entities", "items", "data")


def each(read: Any) -> list[Any]:
    """The entities of a line: one, a list of them, or those of an answer of OpenSanctions' programming interface."""
    if isinstance(read, dict) and "schema" not in read and "op" not in read:
        return next((read[name] for name in _LISTS if isinstance(read.get(name), list)), [read])
    return read if isinstance(read, list) else [read]


def has_nested(entity: Any) -> bool:
    """Whether a property holds an entity and not just its id."""
    properties = entity.get("properties") if isinstance(entity, dict) else None
    if not isinstance(properties, dict):
        return False
    return any(_is_entity(value) for given in properties.values() for value in _values(given))


def apart(entity: dict[str, Any], level: int = 0) -> Iterator[dict[str, Any]]:
    """The entity with ids in the place of what is nested in it, then each of those, taken apart in the same way.

    Raises:
        Unfit: a nested entity has no id, or they are nested too deep.
    """
    if level > MOST:
        raise Unfit(f"entities are nested more than {MOST} deep", "properties")
    properties: dict[str, list[Any]] = {}
    inner: list[dict[str, Any]] = []
    for name, given in entity["properties"].items():
        back = _back(str(entity.get("schema")), name)
        for value in _values(given):
            if not _is_entity(value):
                properties.setdefault(name, []).append(value)
                continue
            inner.append(_pointing(value, back, entity.get("id"), f"properties.{name}"))
            if not back:
                properties.setdefault(name, []).append(value["id"])
    yield {**entity, "properties": properties}
    for one in inner:
        yield from apart(one, level + 1)


def _values(given: Any) -> list[Any]:
    return given if isinstance(given, list) else [given]


def _is_entity(value: Any) -> bool:
    return isinstance(value, dict) and ("properties" in value or "schema" in value)


def _pointing(nested: dict[str, Any], back: str, outer: Any, where: str) -> dict[str, Any]:
    """A nested entity that names the one around it, if a property of it does that."""
    if not isinstance(nested.get("id"), str) or not nested["id"]:
        raise Unfit("an entity within an entity has no id", where)
    if not isinstance(nested.get("schema"), str):
        raise Unfit("an entity within an entity has no schema", f"{where}.schema", nested["id"])
    properties = nested.get("properties") or {}
    if not isinstance(properties, dict):
        raise Unfit("properties are a mapping of names to lists", where, type(properties).__name__)
    if back:
        told = [value["id"] if isinstance(value, dict) else value for value in _values(properties.get(back) or [])]
        properties = {**properties, back: list(dict.fromkeys([*told, *([outer] if isinstance(outer, str) else [])]))}
    return {**nested, "properties": properties}


def _back(schema: str, name: str) -> str:
    """The property by which what stands under a property names the entity around it; "" where it does not."""
    model = library().get(schema)
    found = model.properties.get(name) if model is not None else None
    return str(found.reverse.name) if found is not None and found.stub and found.reverse is not None else ""
