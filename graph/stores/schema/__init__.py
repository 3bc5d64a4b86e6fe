"""Numbered schema changes, applied once each and in order; every statement may be run again without harm.

`NNNN_name.cypher` is for both engines, `NNNN_name.neo4j.cypher` and `NNNN_name.arcadedb.sql` for one. What was
applied is kept as `:Migration` nodes, so that a server can be asked which it has.
"""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING, Protocol

from graph.stores.base import Engine, Writer

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


STANDING = "0005_standing"
"""Kept by whoever computed grade, sources, origins and standing of all relations from their claims (`graph.ingest.derived`)."""
NAMED = "0008_names"
"""Kept by whoever gave all entities the keys that they are searched by (`graph.ingest.searchable`)."""
__all__ = ["NAMED", "STANDING", "Changeable", "migrate", "neo4j_schema", "neo4j_steps", "statements"]


class Changeable(Writer, Protocol):
    """A store whose schema can be changed."""

    def schema(self, statement: str, language: str = "cypher") -> None:
        """Runs one schema statement, in a transaction of its own."""


def migrate(store: Changeable) -> list[str]:
    """Applies what the store does not have yet and returns the names of it.

    Raises:
        StoreUnreachable: a served ArcadeDB store lacks a migration that only its own process can apply.
    """
    files = _files(store.info.engine)
    applied = set(store.read("MATCH (m:Migration) RETURN m.id AS id").column("id")) if _has_nodes(store) else set()
    new = [file for file in files if _name(file) not in applied]
    for file in new:
        for statement in statements(file.read_text(encoding="utf-8")):
            store.schema(statement, file.name.rsplit(".", 1)[1])
        store.write("MERGE (m:Migration {id: $id})", {"id": _name(file)})
    return [_name(file) for file in new]


def _files(engine: Engine) -> list[Traversable]:
    """The migrations for one engine, in the order of their numbers."""
    folder = resources.files(__package__)
    wanted = (f".{engine.value}.",)
    names = [
        entry
        for entry in folder.iterdir()
        if entry.name[:4].isdigit() and (entry.name.count(".") == 1 or any(part in entry.name for part in wanted))
    ]
    return sorted(names, key=lambda entry: entry.name)


def neo4j_steps() -> list[str]:
    """The names of all migrations of Neo4j."""
    return [_name(file) for file in _files(Engine.NEO4J)]


def neo4j_schema() -> str:
    """Every schema statement of Neo4j, as its importer reads them."""
    texts = [statement for file in _files(Engine.NEO4J) for statement in statements(file.read_text(encoding="utf-8"))]
    return "".join(f"{statement};\n" for statement in texts)


def _name(file: Traversable) -> str:
    return file.name.split(".")[0]


def _has_nodes(store: Changeable) -> bool:
    """Whether anything is there to ask; a store without the label would answer with a warning, not with rows."""
    return bool(store.read("CALL db.labels() YIELD label WHERE label = 'Migration' RETURN label").rows)


def statements(text: str) -> list[str]:
    """The statements of a migration, without comment lines."""
    lines = [line for line in text.splitlines() if not line.lstrip().startswith(("//", "--"))]
    return [part.strip() for part in "\n".join(lines).split(";") if part.strip()]
