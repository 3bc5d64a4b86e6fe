"""What entities are searched by, written anew: stores of earlier versions hold words without keys (graph/names/keys.py)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.names import search_text
from graph.stores import NAMED

if TYPE_CHECKING:
    from graph.stores import Store

_BATCH = 1000
_ENTITIES = "MATCH (e:Entity) WHERE e.id > $after RETURN e.id AS id, e.names AS names, e.search AS search ORDER BY id LIMIT $most"
_WRITE = "UNWIND $rows AS row MATCH (e:Entity {id: row.id}) SET e.search = row.search"


def index_names(store: Store) -> int:
    """Writes the words and keys of every entity that has others, notes that it was done, and counts them."""
    after, written = "", 0
    while rows := store.read(_ENTITIES, {"after": after, "most": _BATCH}).rows:
        wanted = [{"id": row["id"], "search": search_text(row["names"] or ())} for row in rows]
        changed = [new for new, old in zip(wanted, rows, strict=True) if new["search"] != old["search"]]
        if changed:
            store.write(_WRITE, {"rows": changed})
        written += len(changed)
        after = rows[-1]["id"]
    store.write("MERGE (m:Migration {id: $id})", {"id": NAMED})
    return written
