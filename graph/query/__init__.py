"""Questions: canned queries with their typed parameters, and the guard that keeps reading queries reading."""

from graph.query.catalogue import CannedQuery, Catalogue, load_catalogue, load_one, parse
from graph.query.fragments import expand, fragment
from graph.query.guard import refuse_writing
from graph.query.unknown import unknown_names

__all__ = [
    "CannedQuery",
    "Catalogue",
    "expand",
    "fragment",
    "load_catalogue",
    "load_one",
    "parse",
    "refuse_writing",
    "unknown_names",
]
