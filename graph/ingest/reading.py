"""Streams into batches: entities at once, claims and what refers to others from the spool when every entity has come."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from graph import stores
from graph.ingest.batches import Batch
from graph.ingest.known import Known
from graph.ingest.placeholders import Missing
from graph.ledger import Ledger, check
from graph.ledger.faults import claim_faults
from graph.model import KINDS, Claim, Entity, Source
from graph.model.laws import Law
from graph.model.located import Deletion, Located

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.ingest.options import Plan
    from graph.ingest.outcome import Outcome, Rejects
    from graph.ingest.placeholders import Placeholders
    from graph.ingest.spool import Remembered, Spool
    from graph.model.located import RejectedRecord
    from graph.stores import Writer
    from loaders.stream import Stream

GROUP = 1000  # claims that are looked at together


class _Named(NamedTuple):
    """What a group of claims names: entities of the files with kind and listing sources, kinds of all, sources; all by id."""

    seen: dict[str, tuple[str, frozenset[str]]]
    kinds: dict[str, str]
    sources: dict[str, Source]


class Reading:
    """One reading of all files of a plan, into a spool and a list of rejects."""

    def __init__(self, plan: Plan, spool: Spool, rejects: Rejects, outcome: Outcome) -> None:
        self.plan, self.spool, self.rejects, self.outcome = plan, spool, rejects, outcome
        self._unseen: list[tuple[str, str, str]] = []
        self._claimed: list[str] = []
        self._sources: list[Source] = []
        self._missing: Missing | None = None

    def entities(self) -> Iterator[Batch]:
        """Batches of entities and sources, each file's own source first; all else goes into the spool."""
        before = 0
        for opening in self.plan.files:
            with opening() as stream:
                first = Batch(opens=stream.info, done=self.outcome.read, file=stream.info.file, offset=before)
                self._sort(Located(stream.info.source, stream.info.file), first)
                yield first
                yield from self._batches(stream, before)
                before += stream.info.size or 0
                self.outcome.datasets.add(stream.info.dataset)
                self.outcome.census += stream.census
            if self.rejects.enough:
                return

    def take_over(self, outcome: Outcome, left: Remembered) -> None:
        """Goes on with what another process read."""
        self.spool.take_over(left)
        self.outcome += outcome

    def _batches(self, stream: Stream, before: int) -> Iterator[Batch]:
        batch = Batch(file=stream.info.file)
        for group in stream.groups():
            self.outcome.read += 1
            for item in group:
                self._sort(item, batch)
            if batch.full() or self.rejects.enough:
                yield self._finished(batch, stream, before)
                batch = Batch(file=stream.info.file)
            if self.rejects.enough:
                return
        yield self._finished(batch, stream, before)

    def _sort(self, item: Located | RejectedRecord | Deletion, batch: Batch) -> None:
        if isinstance(item, Deletion):
            self._flush()
            self.spool.delete(item.id, item.dataset)
        elif not isinstance(item, Located):
            self.rejects.add(item)
        elif isinstance(item.record, Claim):
            self.spool.claims.add(item)
            if item.record.relation:
                self._claimed.append(item.record.relation)
        elif _refers(item.record):
            self._note(item)
            self.spool.late.add(item)
        else:
            self._note(item)
            batch.add(item)

    def _note(self, one: Located) -> None:
        record = one.record
        if isinstance(record, Source):
            self._sources.append(record)
        elif isinstance(record, Entity):
            self._unseen.append((record.id, record.kind, " ".join(one.reported_by)))

    def _flush(self) -> None:
        self.spool.see(self._unseen)
        self.spool.count_claims(self._claimed)
        self.spool.keep(self._sources)
        self._unseen, self._claimed, self._sources = [], [], []

    def _finished(self, batch: Batch, stream: Stream, before: int) -> Batch:
        self._flush()
        position = stream.position()
        batch.done, batch.line, batch.offset = self.outcome.read, position.line, before + position.offset
        return batch

    def _there(self, store: Writer) -> Known:
        """The store as the files see it, now that their data sets are known."""
        return Known(store, self.outcome.datasets if self.plan.replace else ())

    def late(self, store: Writer) -> Iterator[Batch]:
        """Entities and sources that refer to others, now that those are there; few, and checked as a dossier's are."""
        there = self._there(store)
        for group in stores.batches(list(self.spool.late.read())):
            batch = Batch()
            _, faults, bad = check(group, self._known(there, list(group)))
            for one in group:
                if one.record.id in bad:
                    self.rejects.add_record(one, [fault for fault in faults if fault.record == one.record.id])
                else:
                    batch.add(one)
            yield batch

    def _known(self, there: Known, group: list[Located]) -> Ledger:
        """What the group refers to: as the store has it, or, of what came in these files, as much as its kind says."""
        known = there.ledger(group)
        ids = {getattr(one.record, name, None) for one in group for name in ("published_by", "jurisdiction")}
        came = self.spool.kinds(key for key in ids if key)
        known.entities.update({key: KINDS[kind].model_construct(id=key, name=key) for key, (kind, _) in came.items()})
        known.sources.update(self.spool.sources(key for one in group for key in getattr(one.record, "cites", ())))
        return known

    def claims(self, store: Writer) -> Iterator[Batch]:
        """Batches of claims whose ends are there; a claim with a fault is rejected."""
        taken, batch, there = 0, Batch(), self._there(store)
        group: list[Located] = []
        for one in self.spool.claims.read():
            group.append(one)
            if len(group) == GROUP:
                taken = self._check(there, group, batch, taken)
                group = []
                if batch.full():
                    yield batch
                    batch = Batch()
                if self.rejects.enough:
                    return
        self._check(there, group, batch, taken)
        yield batch

    def _check(self, there: Known, group: list[Located], batch: Batch, taken: int) -> int:
        claims = [one.record for one in group if isinstance(one.record, Claim)]
        named = self._named(there, claims)
        batch.repeated |= self.spool.repeated({claim.relation for claim in claims if claim.relation})
        for one, claim in zip(group, claims, strict=True):
            self._take(one, claim, named, batch)
        batch.done = taken + len(group)
        return batch.done

    def _named(self, there: Known, claims: list[Claim]) -> _Named:
        """What some claims name, as the files or the store have it."""
        ids = {key for claim in claims for key in (*claim.about, *claim.attributed_to)}
        seen = self.spool.kinds(ids)
        kinds = {key: kind for key, (kind, _) in seen.items()}
        kinds |= there.kinds(ids - kinds.keys())[0]
        if ids - kinds.keys() and self._missing is None:
            self._missing = self._survey(there)
        wanted = {claim.source for claim in claims}
        sources = self.spool.sources(wanted)
        return _Named(seen, kinds, sources | there.sources(wanted - sources.keys()))

    def _take(self, one: Located, claim: Claim, named: _Named, batch: Batch) -> None:
        """Puts a claim into the batch, after what it names and nobody has; one with a fault is rejected."""
        made = (self._missing or Missing()).needed(one, claim, named.kinds, named.sources)
        kinds = {**named.kinds, **made.kinds()} if made else named.kinds
        if faults := claim_faults(one, claim, kinds, named.sources.get(claim.source) or made.source()):
            self.rejects.add_record(one, faults)
            return
        if made:
            self._add(made, named, batch)
        batch.add(one)
        ends = {*claim.about, *claim.attributed_to} & named.seen.keys()
        batch.listed |= {(key, claim.source) for key in ends if claim.source in named.seen[key][1]}

    def _survey(self, known: Known) -> Missing:
        """Looks through all claims for ends that are nowhere, so that each is made of a kind that all of them take."""
        found = Missing()
        claims = (one.record for one in self.spool.claims.read() if isinstance(one.record, Claim))
        while group := list(islice(claims, GROUP)):
            ids = {key for claim in group for key in claim.about}
            kinds = {key: kind for key, (kind, _) in self.spool.kinds(ids).items()}
            there, made = known.kinds(ids - kinds.keys())
            kinds |= there
            for claim in group:
                found.look(claim, kinds, made)
        return found

    def _add(self, made: Placeholders, named: _Named, batch: Batch) -> None:
        """Puts what a claim names and nobody has into the batch before it, and remembers it."""
        for note, one in made.notes():
            self.outcome.census.note(note, one.place())
            batch.add(one)
            self._note(one)
        self._flush()
        named.kinds.update(made.kinds())
        named.sources.update({source.id: source for source in (made.source(),) if source})


def _refers(record: Entity | Source | Claim) -> bool:
    """Whether a record must wait for others that it names."""
    if isinstance(record, Source):
        return bool(record.published_by or record.cites)
    return isinstance(record, Law) and record.jurisdiction is not None
