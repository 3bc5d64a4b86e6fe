"""An entity of another kind: its labels change, everything that hangs on it stays.

Labels are of the registry. An engine that moves labels takes one statement. Where nodes of different labels lie in different
places, a record is moved at most once within a transaction: a node that loses and gains labels is made anew with its edges.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.model import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.stores.base import Writer

_ASIDE = "UNWIND $rows AS row MATCH (n:Entity {id: row.id}) SET n.id = row.aside"
_OLD = "UNWIND $rows AS row MATCH (o:Entity {id: row.aside}) "
_NEW = "MATCH (n:Entity {id: row.id}) "
_ITSELF = _OLD + "MATCH (o)-[r:`%s`]->(o) " + _NEW + "CREATE (n)-[q:`%s`]->(n) SET q = properties(r) DELETE r"
_FROM = _OLD + "MATCH (o)-[r:`%s`]->(m) " + _NEW + "CREATE (n)-[q:`%s`]->(m) SET q = properties(r) DELETE r"
_TO = _OLD + "MATCH (m)-[r:`%s`]->(o) " + _NEW + "CREATE (m)-[q:`%s`]->(n) SET q = properties(r) DELETE r"


def relabel(store: Writer, before: str, after: str, ids: Sequence[str]) -> None:
    """Makes entities of one kind of another, in one transaction; their properties are still to be written."""
    old, new = set(KINDS[before].labels()), set(KINDS[after].labels())
    lost, gained = ":".join(sorted(old - new)), ":".join(sorted(new - old))
    if lost and gained and not store.features.moves_labels:
        labels = ":".join(KINDS[after].labels())
        store.transaction(lambda within: _made_anew(within, labels, ids))
        return
    steps = (f"REMOVE n:{lost} " if lost else "") + (f"SET n:{gained}" if gained else "")
    if steps:
        store.write(f"UNWIND $rows AS id MATCH (n:Entity {{id: id}}) {steps}", {"rows": list(ids)})


def _made_anew(within: Writer, labels: str, ids: Sequence[str]) -> None:
    rows = {"rows": [{"id": key, "aside": f"casegraph-aside {key}"} for key in ids]}
    within.write(_ASIDE, rows)
    within.write(f"UNWIND $rows AS row CREATE (:{labels} {{id: row.id}})", rows)
    for name in within.read(f"{_OLD}MATCH (o)-[r]-() RETURN DISTINCT type(r) AS t ORDER BY t", rows).column("t"):
        quoted = name.replace("`", "``")
        for step in (_ITSELF, _FROM, _TO):
            within.write(step % (quoted, quoted), rows)
    within.write(f"{_OLD}DETACH DELETE o", rows)
