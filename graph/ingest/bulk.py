"""Files into a new store as whole nodes and edges, for the bulk path of an engine: every record once, nothing looked up.

Ids and what the engine calls them are kept on disk. What one relation gathers from several claims is derived again at
the end, when all of them are there. The `Sink` writes: into the embedded engine, or into files for Neo4j's importer.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, cast

from graph.errors import LoadStopped, RecordFaults
from graph.ingest.plan import Outcome, Rejects
from graph.ingest.prefetch import Feed
from graph.ingest.reading import Reading
from graph.ingest.spool import Spool
from graph.ingest.worker import entities
from graph.ingest.write import Tally
from graph.ledger import derive
from graph.model import Claim, Source, Status
from graph.query.result import Result
from graph.stores import by_ends, claim_edges, claim_row, reports, source_edges

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from graph.ingest.batches import Batch, Head
    from graph.ingest.plan import Plan, Watch
    from graph.model.located import Placed
    from graph.stores import BulkEdge, Edge, Ends, Sink, Writer


class _Nothing:
    def read(self, *_: Any, **__: Any) -> Result:
        """No rows."""
        return Result((), [])


NOTHING: Writer = cast("Writer", _Nothing())
"""A store that holds nothing, for looking up what the files do not have."""


class Bulk:
    """One bulk load. `opened` says of every file its data set, name, title and format."""

    def __init__(self, plan: Plan, sink: Sink, watch: Watch) -> None:
        self.plan, self.sink, self.watch = plan, sink, watch
        self.outcome = Outcome(Tally())
        self.opened: list[tuple[str, str, str, str]] = []

    def run(self, reject: Callable[[dict[str, Any]], None], nowhere: Writer) -> Outcome:
        """Reads and writes everything.

        Raises:
            RecordFaults: something is wrong and nothing is to be left out; what was written is to be thrown away.
        """
        rejects = Rejects(self.plan.skip, reject)
        with Spool() as spool:
            reading = Reading(self.plan, spool, rejects, self.outcome)
            stages: tuple[tuple[str, Callable[[], Iterator[Batch]], int | None], ...] = (
                ("entities", lambda: entities(reading), None),
                ("late", lambda: reading.late(nowhere), None),
                ("relations", lambda: reading.claims(nowhere), 1),
            )
            for name, make, total in stages:
                self.watch.stage(name, spool.claims.count if total else None)
                with Feed(make) as feed:
                    for batch in feed:
                        if self.watch.stopped():
                            raise LoadStopped("stopped; nothing was written", hint="the same command begins anew")
                        if not rejects.fatal:
                            self._write(batch, spool)
                        self.watch.moved(batch.done, batch.done if total else batch.offset, rejects.count)
            if rejects.fatal:
                raise RecordFaults(rejects.faults)
            for group in spool.gathered():
                entity = spool.named("Entity", {key for claim in group for key in claim.about})
                self._relations(group, entity, spool.sources(claim.source for claim in group))
        self.outcome.rejected = rejects.count
        return self.outcome

    def _write(self, batch: Batch, spool: Spool) -> None:
        if batch.opens:
            info = batch.opens
            self.opened.append((info.dataset, info.file, info.source.title, info.format))
        self._sources(batch.sources(), spool)
        self._entities(batch, spool)
        self._claims(batch, spool)

    def _sources(self, sources: Iterable[Source], spool: Spool) -> None:
        every = {source.id: source for source in sources}
        there = spool.named("Source", every)
        fresh = {key: source for key, source in every.items() if key not in there}
        rows = [source.properties() for source in fresh.values()]
        spool.name("Source", zip(fresh, self.sink.nodes("Source", rows), strict=True))
        publishers = spool.named("Entity", [source.published_by for source in fresh.values() if source.published_by])
        cited = spool.named("Source", [*fresh, *(key for source in fresh.values() for key in source.cites)])
        self._edges(source_edges(fresh.values()), {"Source": cited, "Entity": publishers})
        self.outcome.tally.new += len(fresh)

    def _entities(self, batch: Batch, spool: Spool) -> None:
        heads = {head.id: head for head in batch.heads}
        there = spool.named("Entity", heads)
        by_kind: dict[str, list[Head]] = defaultdict(list)
        for key, head in heads.items():
            if key not in there:
                by_kind[head.kind].append(head)
        named = spool.named("Source", {source for head in heads.values() for source in head.reported_by})
        for kind, group in by_kind.items():
            names = self.sink.nodes(kind, [batch.rows[head.id] for head in group])
            spool.name("Entity", zip((head.id for head in group), names, strict=True))
            listed = [
                (name, named[s], {"listed": True}) for name, head in zip(names, group, strict=True) for s in head.reported_by
            ]
            self.sink.edges("REPORTED_BY", listed)
            self.outcome.tally.new += len(group)
        if there:
            raise _again(batch.entities(there)[0])

    def _claims(self, batch: Batch, spool: Spool) -> None:
        claims = {claim.id: claim for claim in batch.claims()}
        if not claims:
            return
        fresh = spool.new("Claim", claims)
        for one in batch.others:
            if isinstance(one.record, Claim) and one.record.id not in fresh:
                raise _again(one)
            fresh.discard(one.record.id)
        sources = spool.sources(claim.source for claim in claims.values())
        names = self.sink.nodes("Claim", [claim_row(claim, sources) for claim in claims.values()])
        node = dict(zip(claims, names, strict=True))
        source = spool.named("Source", {claim.source for claim in claims.values()})
        entity = spool.named("Entity", {key for claim in claims.values() for key in (*claim.about, *claim.attributed_to)})
        self._edges(claim_edges(claims.values()), {"Claim": node, "Source": source, "Entity": entity})
        standing = [claim for claim in claims.values() if claim.status != Status.RETRACTED]
        pairs = reports(standing) - batch.listed
        reported = [pair.split() for pair in sorted(spool.new("Report", map(" ".join, pairs)))]
        self.sink.edges("REPORTED_BY", [(entity[key], source[by], None) for key, by in reported])
        spool.gather([claim for claim in standing if claim.relation in batch.repeated])
        self._relations([claim for claim in standing if claim.relation and claim.relation not in batch.repeated], entity, sources)
        self.outcome.tally.new += len(claims)

    def _edges(self, edges: Iterable[tuple[Ends, Edge]], called: Mapping[str, Mapping[str, str]]) -> None:
        """Edges of records; `called` is by family what the engine calls those with some ids."""
        for ends, group in by_ends(edges).items():
            start, end = called[ends.start], called[ends.end]
            self.sink.edges(ends.type_name, [(start[edge.start], end[edge.end], edge.row) for edge in group])

    def _relations(self, claims: list[Claim], entity: Mapping[str, str], sources: Mapping[str, Source]) -> None:
        """The relations of claims, all of each of which are given; `entity` is what the engine calls the claims' entities."""
        relations = derive(claims, sources)
        by_type: dict[str, list[BulkEdge]] = defaultdict(list)
        for relation in relations.values():
            row = (entity[relation.source], entity[relation.target], relation.properties())
            by_type[type(relation).type_name()].append(row)
        for name, rows in by_type.items():
            self.sink.edges(name, rows)
        self.outcome.tally.relations += len(relations)


def _again(one: Placed) -> RecordFaults:
    """The fault of an id that another file had, too: what a bulk load does not join."""
    return RecordFaults(
        [one.fault("the id stands in another file, too", "id", one.record.id)],
        hint="load files that share ids one after the other, without --bulk",
    )
