"""The nodes and edges of a view as flat attributes, for formats that know nothing but names and simple values.

What such a format cannot hold stays readable: lists are joined by `; ` (graph/export/cells.py), mappings are JSON. Claims and
sources do not fit; their numbers are given, and the JSON and CSV formats have them whole.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Any

from graph.export.cells import cell
from graph.export.legend import relation_label, undirected
from graph.export.plain import xml_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.export.view import GraphView, ViewEdge, ViewNode

Flat = dict[str, "str | int | float | bool"]
ABOUT = ("title", "description", "query", "as_of", "known_at", "profile", "generated", "version")
_LONG = 2**63


def about(view: GraphView) -> dict[str, str]:
    """What a file says of itself: title, query, days, profile, date, version; nothing for what is not set."""
    values = {name: getattr(view, name) for name in ABOUT}
    return {name: xml_text(str(value)) for name, value in values.items() if value}


def flat_nodes(view: GraphView) -> dict[str, Flat]:
    """Attributes of every node by its id."""
    claims = Counter(key for claim in view.claims for key in dict.fromkeys(claim.about))
    return {node.id: _flat(node, {"id"}, {"label": node.name, "claims": claims[node.id]}) for node in view.nodes}


def flat_edges(view: GraphView) -> dict[str, Flat]:
    """Attributes of every edge by its id."""
    claims = Counter(claim.relation for claim in view.claims if claim.relation)
    return {
        edge.id: _flat(
            edge,
            {"id", "source", "target"},
            {"label": relation_label(edge.relation), "claims": claims[edge.id], "directed": not undirected(edge.relation)},
        )
        for edge in view.edges
    }


def _flat(part: ViewNode | ViewEdge, without: set[str], more: Flat) -> Flat:
    """Fields, then properties; one that has the name of a field is `property_name`."""
    found: Flat = {}
    for name, value in part.model_dump(exclude={*without, "properties"}).items():
        _put(found, name, value)
    for name, value in more.items():
        _put(found, name, value)
    taken = {*type(part).model_fields, *more}
    for name, value in part.properties.items():
        _put(found, f"property_{name}" if name in taken else xml_text(str(name)), value)
    return found


def _put(found: Flat, name: str, value: Any) -> None:
    if value is None or value == [] or (isinstance(value, float) and not math.isfinite(value)):
        return
    if isinstance(value, bool | float) or (isinstance(value, int) and -_LONG <= value < _LONG):
        found[name] = value
    else:
        found[name] = xml_text(cell(value))


def types_of(rows: Iterable[Flat]) -> dict[str, str]:
    """The one type of each attribute over all rows, by name: boolean, long, double or, where they differ, string."""
    found: dict[str, set[str]] = {}
    for row in rows:
        for name, value in row.items():
            found.setdefault(name, set()).add(_type(value))
    return {name: _joint(types) for name, types in sorted(found.items())}


def _type(value: object) -> str:
    if isinstance(value, bool):
        return "boolean"
    return "long" if isinstance(value, int) else "double" if isinstance(value, float) else "string"


def _joint(types: set[str]) -> str:
    return next(iter(types)) if len(types) == 1 else "double" if types == {"long", "double"} else "string"


def written(value: object) -> str:
    """A simple value as XML formats write it."""
    return str(value).lower() if isinstance(value, bool) else str(value)
