"""Large files into a store: in bounded memory, in batches that are there whole or not at all, and resumable.

    open streams ─feed (its own thread)→ batches by bytes ─one transaction each→ store
                       └ claims wait in a spool on disk until every entity is written ┘

The store keeps how far a load came, written in the transaction of every batch. Loading again what is there changes
nothing, so that a load which was cut off anywhere is made good by the same command.
"""

__all__ = [
    "batches", "bulk", "bulk_embedded", "datasets", "decide", "decisions", "faults", "history", "merge", "neo4j_import",
    "pipeline", "placeholders", "plan", "prefetch", "reading", "remove", "replace", "spool", "worker", "write",
]  # fmt: skip
