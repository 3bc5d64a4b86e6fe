"""Stores: where the graph lives, and all that the rest of the product may use of it.

base.py       the protocols: Reader, Writer, Store, and what a store says of itself
open.py       a URL or a folder turned into a store; a folder shared with other programs
records.py    records out of a store      writing.py, append.py   records into one      rows.py   what is kept of each
lock.py       one load at a time          neo4j_import.py         files for an importer

How an engine is reached, and what it does in a way of its own, is known in this package alone.
"""

# fmt: off
from graph.stores.append import append_claims, append_entities, list_entities, present, report_entities, unlist_entities
from graph.stores.base import (
    DEFAULT_LIMIT,
    DEFAULT_TIMEOUT,
    BulkEdge,
    EngineInfo,
    Features,
    Files,
    Limits,
    Parameters,
    Reader,
    Row,
    Sink,
    Store,
    Writer,
)
from graph.stores.embedded.folder import building, check_whole, is_store, unmake
from graph.stores.lock import DONE, Lock, Mark, held, read_mark
from graph.stores.neo4j_import import ImportFiles
from graph.stores.open import DEFAULT_STORE, SCHEMES, is_url, mended_copy, open_store, share
from graph.stores.records import (
    Carried,
    batches,
    read_claims,
    read_claims_about,
    read_claims_carrying,
    read_claims_of_pairs,
    read_claims_of_sources,
    read_editions,
    read_entities,
    read_ledger,
    read_listed,
    read_sources,
)
from graph.stores.rows import (
    LOOKED_UP,
    Edge,
    Ends,
    by_ends,
    claim_edges,
    claim_row,
    entity_row,
    pairs_of,
    reports,
    source_edges,
    stored,
)
from graph.stores.schema import NAMED, STANDING
from graph.stores.temporary import scratch
from graph.stores.writing import (
    drop_editions,
    drop_stale_reports,
    move_claims,
    write_claims,
    write_editions,
    write_entities,
    write_relations,
    write_sources,
)

__all__ = [
    "DEFAULT_LIMIT", "DEFAULT_STORE", "DEFAULT_TIMEOUT", "DONE", "LOOKED_UP", "NAMED", "SCHEMES", "STANDING", "BulkEdge",
    "Carried", "Edge", "Ends", "EngineInfo", "Features", "Files", "ImportFiles", "Limits", "Lock", "Mark", "Parameters",
    "Reader", "Row", "Sink", "Store", "Writer", "append_claims", "append_entities", "batches", "building", "by_ends",
    "check_whole", "claim_edges", "claim_row", "drop_editions", "drop_stale_reports", "entity_row", "held", "is_store",
    "is_url", "list_entities", "mended_copy", "move_claims", "open_store", "pairs_of", "present", "read_claims",
    "read_claims_about", "read_claims_carrying", "read_claims_of_pairs", "read_claims_of_sources", "read_editions",
    "read_entities", "read_ledger", "read_listed", "read_mark", "read_sources", "report_entities", "reports", "scratch",
    "share", "source_edges", "stored", "unlist_entities", "unmake", "write_claims", "write_editions", "write_entities",
    "write_relations", "write_sources",
]
