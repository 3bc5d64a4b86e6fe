"""Values of the driver as plain ones: nodes and relationships as mappings, dates as ISO text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from neo4j.graph import Node, Path, Relationship

from graph.stores.rows import LOOKED_UP

if TYPE_CHECKING:
    from graph.stores.base import Row

_LABEL_FAMILIES = ("Claim", "Source", "Version", "Decision", "Edition", "Migration", "Dataset", "Load")


def plain(value: Any) -> Any:
    """A value that JSON, CSV and a table can show; containers keep their shape."""
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(item) for item in value]
    return _graph_value(value) if isinstance(value, (Node, Relationship, Path)) else _scalar(value)


def native(value: Any) -> Any:
    """The driver's dates as Python's; all else as it is."""
    if isinstance(value, dict):
        return {key: native(item) for key, item in value.items()}
    return value.to_native() if hasattr(value, "to_native") else value


def _graph_value(value: Node | Relationship | Path) -> Row:
    if isinstance(value, Node):
        return _node(value)
    if isinstance(value, Relationship):
        return {"relation": value.type, **{key: plain(item) for key, item in sorted(value.items())}}
    return {"nodes": [_node(node) for node in value.nodes], "relationships": [plain(r) for r in value.relationships]}


def _scalar(value: Any) -> str:
    """Dates, times and durations as ISO text, bytes as hexadecimal digits."""
    for method in ("iso_format", "isoformat", "hex"):
        if hasattr(value, method):
            return str(getattr(value, method)())
    return str(value)


def _node(node: Node) -> Row:
    """`{"id", "kind", "name", …}`; a claim or source has its family as kind."""
    properties = dict(node.items())
    family = next((label for label in _LABEL_FAMILIES if label in node.labels), None)
    kind = properties.pop("kind", None) or family or ":".join(sorted(node.labels))
    first = {"id": properties.pop("id", None), "kind": kind, "name": properties.pop("name", None)}
    if first["name"] is None:
        del first["name"]
    for name in LOOKED_UP:
        properties.pop(name, None)
    return first | {key: plain(item) for key, item in sorted(properties.items())}
