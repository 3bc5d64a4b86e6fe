"""The names that ids stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.ask.snapshot import rows_about

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.stores import Store


def names_of(store: Store, ids: Iterable[str]) -> dict[str, str]:
    """The names of those of some ids that are entities."""
    query = "UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN e.id AS id, e.name AS name"
    return {row["id"]: row["name"] for row in rows_about(store, query, ids)}
