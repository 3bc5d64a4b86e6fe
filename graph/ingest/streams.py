"""Streams into a store: checked, written batch by batch, resumed where the last load was cut off.

Into a store without entities, or where faulty records are left out, batches are written while the files are read; a
fault that stops the load then takes everything back that it wrote. Otherwise the files are read twice: checked as a
whole first, then written, so that a fault leaves the store as it was.
"""

from __future__ import annotations

import gc
import time
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from graph.errors import LoadStopped, RecordFaults, StoreFull, StoreInUse, StoreRefused, StoreUnreachable
from graph.ingest import datasets
from graph.ingest.remove import Order, drop_deleted, remove_dataset
from graph.ingest.spool import Spool
from graph.ingest.walk import STAGES
from graph.ingest.write import write_claims, write_entities
from graph.stores import DONE, Mark, held

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.ingest.batches import Batch
    from graph.ingest.merge import Summary
    from graph.ingest.outcome import Outcome
    from graph.ingest.walk import Walk
    from graph.stores import Lock, Store, Writer

T = TypeVar("T")
SERVER_PATIENCE = 180
"""Seconds for which a load waits for a server that went away."""
DIRECT, CHECKED = "direct", "checked"


def write_streams(store: Store, walk: Walk) -> Outcome:
    """Writes what the streams of a walk have.

    Raises:
        RecordFaults: something is wrong and nothing is to be left out; the store is as it was.
        LoadStopped: somebody stopped it; the same plan goes on from there.
        StoreInUse: another load is running.
    """
    with held(store, walk.plan.by) as lock, Spool() as spool:
        return _Writing(store, walk, lock).run(spool)


class _Checking:
    """Takes batches and writes nothing."""

    def __init__(self, store: Store, lock: Lock) -> None:
        self.store, self.lock = store, lock

    def take(self, stage: str, batch: Batch) -> None:  # noqa: ARG002  every taker is told both
        """That this load is alive is all that is said."""
        self.lock.beat(self.store)

    def stopped(self, stage: str, batch: Batch) -> LoadStopped:  # noqa: ARG002  likewise
        """Nothing was written yet."""
        return _stopped("checking", batch, "nothing is written yet")


class _Writing:
    """Writes each batch in a transaction of its own, which also says how far the load is."""

    def __init__(self, store: Store, walk: Walk, lock: Lock) -> None:
        self.store, self.walk, self.lock = store, walk, lock
        plan, found = walk.plan, lock.mark
        self.resumed = walk.outcome.resumed = bool(plan.digest) and found.of == plan.digest and found.stage != DONE
        empty = not store.read("MATCH (n:Entity) RETURN n.id AS id LIMIT 1").rows
        self.fresh = empty and not self.resumed
        mode = DIRECT if empty or plan.skip else CHECKED
        self.mark = found if self.resumed else Mark(plan.digest, STAGES[0], 0, mode)
        self.began: set[str] = set()

    def run(self, spool: Spool) -> Outcome:
        """All stages; see `write_streams`."""
        if self.mark.mode == CHECKED and not self.resumed:
            with Spool() as looked_at:
                self.walk.rehearsal().run(self.store, looked_at, _Checking(self.store, self.lock), "checking")
        try:
            self.walk.run(self.store, spool, self)
        except RecordFaults:
            if self.walk.rejects.fatal:
                self._take_back()
            raise
        self._deletions(spool)
        self._move(Mark(self.mark.of, DONE, 0, self.mark.mode), lambda w: datasets.end(w, self.walk.outcome.datasets))
        return self.walk.outcome

    def take(self, stage: str, batch: Batch) -> None:
        """Writes it, unless it is written already or something is wrong."""
        if self.walk.rejects.fatal or self._is_written(stage, batch):
            self.lock.beat(self.store)
            return
        mark = self.mark if batch.opens else Mark(self.mark.of, stage, batch.done, self.mark.mode)

        def work(within: Writer) -> tuple[list[Summary], bool]:
            fresh, self.fresh = self.fresh, False  # whatever must be done again is done with looking
            if batch.opens is not None:
                datasets.begin(within, batch.opens, self.walk.plan.by)
            put = write_claims if stage == "relations" else write_entities
            done = put(within, batch, self.walk.plan.by, fresh=fresh)
            self.lock.move(within, mark)
            return done, fresh

        done, self.fresh = self._patiently(lambda: self.store.transaction(work))
        self.walk.outcome.add(done)
        self.mark = mark
        if batch.opens is not None:
            self.began.add(batch.opens.dataset)
        gc.collect(1)  # the driver's transaction and its results hold each other, and all rows of the batch

    def stopped(self, stage: str, batch: Batch) -> LoadStopped:
        """With how much is written."""
        reached = f"{self.mark.done} records of the {self.mark.stage} are written"
        return _stopped(f"writing {stage}", batch, reached if self.mark.done else "nothing is written yet")

    def _is_written(self, stage: str, batch: Batch) -> bool:
        """Whether an earlier, cut-off load of the same files wrote the batch."""
        if not self.resumed or batch.opens is not None:
            return False
        reached, here = STAGES.index(self.mark.stage), STAGES.index(stage)
        return here < reached or (here == reached and batch.done <= self.mark.done)

    def _patiently(self, work: Callable[[], T]) -> T:
        """The work; when a server goes away, done again when it is back."""
        since = time.monotonic()
        while True:
            try:
                return work()
            except (StoreFull, StoreInUse, StoreRefused):
                raise
            except StoreUnreachable:
                gone = int(time.monotonic() - since)
                if self.store.info.embedded or gone > SERVER_PATIENCE or self.walk.progress.stopped():
                    raise
                self.walk.progress.remark(f"the server does not answer{f' for {gone} s' if gone else ''}; waiting for it")
                time.sleep(1)

    def _move(self, mark: Mark, work: Callable[[Writer], T]) -> T:
        """Some work in one transaction with the mark that says so."""

        def both(within: Writer) -> T:
            done = work(within)
            self.lock.move(within, mark)
            return done

        return self._patiently(lambda: self.store.transaction(both))

    def _take_back(self) -> None:
        """After a fault in a load that wrote at once: the store held no entity before it."""
        if self.mark.mode == DIRECT:
            for name in sorted(self.began):
                remove_dataset(self.store, Order(name, self.walk.plan.by, remember=False))
        self._move(Mark(), lambda _: None)

    def _deletions(self, spool: Spool) -> None:
        if not spool.deletions:
            return
        self.walk.progress.stage("deletions", spool.deletions)
        mark, done = Mark(self.mark.of, "deletions", 0, self.mark.mode), 0
        for name, page in spool.gone_by_set():
            order = Order(name, self.walk.plan.by, keep_all=True)
            self.walk.outcome.tally += self._move(mark, partial(drop_deleted, ids=page, order=order)).summary()
            done += len(page)
            self.walk.progress.moved(done, done, 0)


def _stopped(doing: str, batch: Batch, reached: str) -> LoadStopped:
    where = f" ({batch.file}:{batch.line})" if batch.line else ""
    return LoadStopped(f"stopped while {doing}{where}; {reached}", hint="the same command goes on from there")
