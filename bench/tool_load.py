"""Ready rows into an embedded store by the engine's own bulk tool alone: the yardstick for `casegraph load --bulk`.

Usage: python bench/tool_load.py write STORE ROWS, then python bench/tool_load.py load ROWS STORE. `write` takes what a
loaded store holds into a file of ready rows, which is not measured; `load` gives them to GraphBatch and makes the indexes.
"""

import pickle
import sys
from collections import defaultdict

from graph.model import KINDS
from graph.stores import open_store

CHUNK = 5000


def write(place, rows):
    """Rows of nodes by kind, and of edges by type and ends, in chunks."""
    with open_store(place) as store, open(rows, "wb") as file:  # noqa: PTH123  a script
        for family in ("Source", "Entity", "Claim"):
            chunks = defaultdict(list)
            for row in store.scan(f"MATCH (n:{family}) RETURN properties(n) AS p", native=True):
                kind = row["p"].get("kind", family) if family == "Entity" else family
                chunks[kind].append(row["p"])
                if len(chunks[kind]) == CHUNK:
                    pickle.dump(("nodes", kind, chunks.pop(kind)), file)
            for kind, chunk in chunks.items():
                pickle.dump(("nodes", kind, chunk), file)
        chunks = defaultdict(list)
        for row in store.scan("MATCH (a)-[r]->(b) RETURN type(r) AS t, a.id AS a, b.id AS b, properties(r) AS p", native=True):
            chunks[row["t"]].append((row["a"], row["b"], row["p"] or None))
            if len(chunks[row["t"]]) == CHUNK:
                pickle.dump(("edges", row["t"], chunks.pop(row["t"])), file)
        for kind, chunk in chunks.items():
            pickle.dump(("edges", kind, chunk), file)


def load(rows, place):
    """The rows into GraphBatch, then constraints and indexes."""
    names = {}
    with open_store(place, create=True) as store:
        with store.files.bulk() as batch, open(rows, "rb") as file:  # noqa: PTH123  a script
            while True:
                try:
                    what, kind, chunk = pickle.load(file)
                except EOFError:
                    break
                if what == "nodes":
                    assert kind in KINDS or kind in ("Source", "Claim")
                    names.update(zip((row["id"] for row in chunk), batch.nodes(kind, chunk), strict=True))
                else:
                    batch.edges(kind, [(names[a], names[b], p) for a, b, p in chunk])
        store.migrate()


if __name__ == "__main__":
    {"write": write, "load": load}[sys.argv[1]](*sys.argv[2:])
