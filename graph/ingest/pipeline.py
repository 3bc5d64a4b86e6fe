"""A load from its files to its end: checked, written batch by batch, resumed where the last one was cut off.

Into a store without entities, or where faulty records are left out, batches are written while the files are read; a
fault that stops the load then takes everything back that it wrote. Otherwise the files are read twice: checked as a
whole first, then written, so that a fault leaves the store as it was.
"""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from graph.errors import LoadStopped, RecordFaults, StoreFull, StoreInUse, StoreRefused, StoreUnreachable
from graph.ingest import datasets, write
from graph.ingest.plan import Outcome, Rejects
from graph.ingest.prefetch import Feed
from graph.ingest.reading import Reading
from graph.ingest.remove import Order, Removed, drop_claims, drop_entities, remove_dataset
from graph.ingest.spool import Spool
from graph.ingest.worker import entities
from graph.model.located import edge_claim_id
from graph.stores import DONE, Mark, batches, held

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from graph.ingest.batches import Batch
    from graph.ingest.merge import Summary
    from graph.ingest.plan import Plan, Watch
    from graph.stores import Lock, Store, Writer

T = TypeVar("T")
PATIENCE = 180
"""Seconds for which a load waits for a server that went away."""
DIRECT, CHECKED = "direct", "checked"
STAGES = ("entities", "late", "relations", "deletions")
_ABOUT = (
    "UNWIND $ids AS id MATCH (:Entity {id: id})<-[:ABOUT|ATTRIBUTED_TO]-(c:Claim) WHERE $name IN c.datasets RETURN c.id AS id"
)


def load(store: Store, plan: Plan, watch: Watch, reject: Callable[[dict[str, Any]], None] = lambda _: None) -> Outcome:
    """Loads the files of a plan; what is left out goes to `reject`.

    Raises:
        RecordFaults: something is wrong and nothing is to be left out; the store is as it was.
        LoadStopped: somebody stopped it; the same plan goes on from there.
        StoreInUse: another load is running.
    """
    with held(store, plan.by) as lock:
        return _Load(store, plan, watch, lock).run(reject)


class Put(Protocol):
    """Writes a batch, within a transaction."""

    def __call__(self, within: Writer, batch: Batch, by: str | None, *, fresh: bool) -> list[Summary]:
        """What was done."""


class _Load:
    def __init__(self, store: Store, plan: Plan, watch: Watch, lock: Lock) -> None:
        self.store, self.plan, self.watch, self.lock = store, plan, watch, lock
        found = lock.mark
        self.resumed = bool(plan.digest) and found.of == plan.digest and found.stage != DONE
        empty = not store.read("MATCH (n:Entity) RETURN n.id AS id LIMIT 1").rows
        self.fresh = empty and not self.resumed
        mode = DIRECT if empty or plan.skip else CHECKED
        self.mark = found if self.resumed else Mark(plan.digest, STAGES[0], 0, mode)
        self.outcome = Outcome(write.Tally(), resumed=self.resumed)
        self.began: set[str] = set()

    def run(self, reject: Callable[[dict[str, Any]], None]) -> Outcome:
        """All stages; see `load`."""
        if self.mark.mode == CHECKED and not self.resumed:
            self._check()
        rejects = Rejects(self.plan.skip, reject)
        with Spool() as spool:
            reading = Reading(self.plan, spool, rejects, self.outcome)
            self._stage("entities", lambda: entities(reading), write.write_entities, rejects)
            self._stage("late", lambda: reading.late(self.store), write.write_entities, rejects)
            self._stage("relations", lambda: reading.claims(self.store), write.write_claims, rejects, spool.claims.count)
            if rejects.fatal:
                self._take_back()
                raise RecordFaults(rejects.faults)
            self._deletions(spool)
        self.outcome.rejected = rejects.count
        self._finish()
        return self.outcome

    def _check(self) -> None:
        """Reads everything once and writes nothing.

        Raises:
            RecordFaults: something is wrong.
        """
        rejects = Rejects(skip=False, write=lambda _: None)
        outcome = Outcome(write.Tally())
        with Spool() as spool:
            reading = Reading(self.plan, spool, rejects, outcome)
            self.watch.stage("checking", None)
            stages: tuple[Callable[[], Iterator[Batch]], ...] = (
                lambda: entities(reading),
                lambda: reading.late(self.store),
                lambda: reading.claims(self.store),
            )
            for make in stages:
                for batch in make():
                    self._maybe_stop("", batch)
                    self.lock.beat(self.store)
                    self.watch.moved(batch.done, batch.offset, rejects.count)
        if rejects.faults:
            raise RecordFaults(rejects.faults)

    def _stage(
        self,
        name: str,
        make: Callable[[], Iterator[Batch]],
        put: Put,
        rejects: Rejects,
        total: int | None = None,
    ) -> None:
        if name != "late":
            self.watch.stage(name, total)
        with Feed(make) as feed:
            for batch in feed:
                self._maybe_stop(name, batch)
                if rejects.fatal or self._is_written(name, batch):
                    self.lock.beat(self.store)
                else:
                    self._put(name, batch, put)
                self.watch.moved(batch.done, batch.done if total is not None else batch.offset, rejects.count)

    def _put(self, name: str, batch: Batch, put: Put) -> None:
        mark = self.mark if batch.opens else Mark(self.mark.of, name, batch.done, self.mark.mode)

        def work(within: Writer) -> tuple[list[Summary], bool]:
            fresh, self.fresh = self.fresh, False  # whatever must be done again is done with looking
            if batch.opens is not None:
                info = batch.opens
                datasets.begin(within, info.dataset, info.file, self.plan.by, title=info.source.title, format=info.format)
            done = put(within, batch, self.plan.by, fresh=fresh)
            self.lock.move(within, mark)
            return done, fresh

        done, self.fresh = self._patiently(lambda: self.store.transaction(work))
        for summary in done:
            self.outcome.tally.add(summary)
        self.mark = mark
        if batch.opens is not None:
            self.began.add(batch.opens.dataset)
        gc.collect(1)  # the driver's transaction and its results hold each other, and all rows of the batch

    def _is_written(self, name: str, batch: Batch) -> bool:
        """Whether an earlier, cut-off load of the same files wrote the batch."""
        if not self.resumed or batch.opens is not None:
            return False
        reached, here = STAGES.index(self.mark.stage), STAGES.index(name)
        return here < reached or (here == reached and batch.done <= self.mark.done)

    def _maybe_stop(self, name: str, batch: Batch) -> None:
        if not self.watch.stopped():
            return
        where = f" ({batch.file}:{batch.line})" if batch.line else ""
        reached = f"{self.mark.done} records of the {self.mark.stage} are written" if self.mark.done else "nothing is written yet"
        raise LoadStopped(
            f"stopped while {'checking' if not name else f'writing {name}'}{where}; {reached}",
            hint="the same command goes on from there",
        )

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
                if self.store.info.embedded or gone > PATIENCE or self.watch.stopped():
                    raise
                self.watch.waiting(gone)
                time.sleep(1)

    def _take_back(self) -> None:
        """After a fault in a load that wrote at once: the store held no entity before it."""
        if self.mark.mode == DIRECT:
            for name in sorted(self.began):
                remove_dataset(self.store, Order(name, self.plan.by))
        self._patiently(lambda: self.store.transaction(lambda within: self.lock.move(within, Mark())))

    def _deletions(self, spool: Spool) -> None:
        if not spool.deletions:
            return
        self.watch.stage("deletions", spool.deletions)
        done = 0
        by_set: dict[str, list[str]] = {}
        for key, name in spool.gone():
            by_set.setdefault(name, []).append(key)
        for name, keys in by_set.items():
            for page in batches(keys):
                part = self._patiently(lambda name=name, page=page: self.store.transaction(lambda w: self._drop(w, name, page)))  # type: ignore[misc]  # mypy infers no lambda with defaults
                self.outcome.tally.deleted += part.entities + part.claims + part.sources
                self.outcome.tally.gone += part.relations
                done += len(page)
                self.watch.moved(done, done, 0)

    def _drop(self, within: Writer, name: str, keys: list[str]) -> Removed:
        """Takes away what a data set says under some ids, its own claims about those entities included."""
        part, order = Removed(), Order(name, self.plan.by, keep_all=True)
        about = within.read(_ABOUT, {"ids": list(keys), "name": name}).column("id")
        drop_claims(within, {*about, *keys, *(edge_claim_id(name, key) for key in keys)}, order, part)
        drop_entities(within, keys, order, part)
        self.lock.move(within, Mark(self.mark.of, "deletions", 0, self.mark.mode))
        return part

    def _finish(self) -> None:
        def work(within: Writer) -> None:
            datasets.end(within, self.outcome.datasets)
            self.lock.move(within, Mark(self.mark.of, DONE, 0, self.mark.mode))

        self._patiently(lambda: self.store.transaction(work))
