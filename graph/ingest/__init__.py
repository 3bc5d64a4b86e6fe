"""Files into a store. `load` is the one way in; what it does with large files, in bounded memory and resumable:

    open streams ─prefetch (its own thread, or a worker process)→ batches by bytes ─one transaction each→ store
                       └ claims wait in a spool on disk until every entity is written ┘

The store keeps how far a load came, written in the transaction of every batch. Loading again what is there changes
nothing, so that a load which was cut off anywhere is made good by the same command.
"""

from graph.ingest.dossiers import load_records
from graph.ingest.loading import check_files, load
from graph.ingest.options import LoadOptions, Progress
from graph.ingest.outcome import Outcome

__all__ = ["LoadOptions", "Outcome", "Progress", "check_files", "load", "load_records"]
