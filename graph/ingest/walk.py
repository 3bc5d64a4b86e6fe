"""The one walk over the files of a load: entities, then records that refer to others, then claims, batch by batch.

What is done with a batch is its taker's: written, checked, compared with the store, or created in bulk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from graph.errors import RecordFaults
from graph.ingest.options import SILENT
from graph.ingest.outcome import Outcome, Rejects
from graph.ingest.prefetch import Prefetch
from graph.ingest.reading import Reading
from graph.ingest.worker import entities

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from graph.errors import LoadStopped
    from graph.ingest.batches import Batch
    from graph.ingest.options import Plan, Progress
    from graph.ingest.outcome import Reject
    from graph.ingest.spool import Spool
    from graph.ingest.worker import Workers
    from graph.stores import Writer

STAGES = ("entities", "late", "relations", "deletions")


class Taker(Protocol):
    """Does something with every batch."""

    def take(self, stage: str, batch: Batch) -> None:
        """One batch of a stage, in order."""

    def stopped(self, stage: str, batch: Batch) -> LoadStopped:
        """What to raise when the load is stopped before the batch."""


class Walk:
    """The files of a plan, gone through once by `run`; counts and faults of the load are collected here.

    What is left out goes to `reject`; with `workers` another process reads.
    """

    def __init__(
        self,
        plan: Plan,
        progress: Progress = SILENT,
        reject: Callable[[Reject], None] = lambda _: None,
        workers: Workers | None = None,
    ) -> None:
        self.plan, self.progress, self.workers = plan, progress, workers
        self.rejects = Rejects(plan.skip, reject)
        self.outcome = Outcome()

    def rehearsal(self) -> Walk:
        """The same walk, for looking only."""
        return Walk(self.plan, self.progress, workers=self.workers)

    def run(self, store: Writer, spool: Spool, taker: Taker, shown_as: str = "") -> None:
        """Hands every batch to the taker; `store` is looked into for what the files refer to and do not have.

        Raises:
            RecordFaults: something is wrong and nothing is to be left out.
            LoadStopped: somebody stopped it.
        """
        reading = Reading(self.plan, spool, self.rejects, self.outcome)
        stages: tuple[tuple[str, Callable[[], Iterator[Batch]]], ...] = (
            ("entities", lambda: entities(reading, self.workers)),
            ("late", lambda: reading.late(store)),
            ("relations", lambda: reading.claims(store)),
        )
        if shown_as:
            self.progress.stage(shown_as, None)
        for stage, make in stages:
            total = spool.claims.count if stage == "relations" and not shown_as else None
            if stage != "late" and not shown_as:
                self.progress.stage(stage, total)
            self._stage(stage, make, taker, total)
        self.outcome.rejected = self.rejects.count
        if self.rejects.fatal:
            raise RecordFaults(self.rejects.faults)

    def _stage(self, stage: str, make: Callable[[], Iterator[Batch]], taker: Taker, total: int | None) -> None:
        with Prefetch(make) as batches:
            for batch in batches:
                if self.progress.stopped():
                    raise taker.stopped(stage, batch)
                taker.take(stage, batch)
                self.progress.moved(batch.done, batch.offset if total is None else batch.done, self.rejects.count)
