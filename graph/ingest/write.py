"""One batch into the store, within a transaction of the caller's: new records by the short way, all others by `ingest`.

What is there already is looked up, unless the store is `fresh`: it held nothing when the load began. Then what is made
twice breaks a constraint, and the caller does the batch again with looking.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph import stores
from graph.ingest import decisions, protection
from graph.ingest.merge import Summary, ingest, still_protected
from graph.ledger import Ledger, derive
from graph.model import Claim, Status

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from graph.ingest.batches import Batch, EntityKey
    from graph.model import Source
    from graph.stores import Writer

_CLAIMED = (
    "UNWIND $ids AS id MATCH (c:Claim {relation: id}) RETURN DISTINCT c.relation AS id",
    "UNWIND $ids AS id MATCH (c:Claim {pair: id}) RETURN DISTINCT c.pair AS id",
)
_TWO = 2


def write_entities(
    within: Writer, batch: Batch, by: str | None, *, fresh: bool = False, replacing: bool = False
) -> list[Summary]:
    """Writes the sources and entities of a batch, and which source lists which entity; `replacing` is as for `ingest`.

    Raises:
        QueryError: the store is not as fresh as was said.
    """
    done = [write_sources(within, batch.sources(), by)]
    there = set() if fresh else stores.present(within, "Entity", (key.id for key in batch.keys))
    new: dict[str, EntityKey] = {}
    for key in batch.keys:
        if key.id not in there:
            new.setdefault(key.id, key)
    still = _remembered(within, batch, new)
    stores.append_entities(within, ((one.kind, one.reported_by, batch.rows[one.id]) for one in new.values()))
    done.append(Summary(new=len(new), still_protected=still))
    if there:
        other = batch.entities(there)
        known = Ledger(entities=stores.read_entities(within, there))
        given = Ledger(entities={one.record.id: one.record for one in other})  # type: ignore[misc]  # heads are of entities alone
        done.append(ingest(within, given, known, by, replacing=replacing))
        stores.list_entities(within, ((one.record.id, source) for one in other for source in one.reported_by))
    return done


def _remembered(within: Writer, batch: Batch, new: Iterable[str]) -> tuple[str, ...]:
    """Changes the rows of those about whose protection somebody decided before; the ids of those who are protected by that."""
    if not protection.any_decided(within):
        return ()
    given = {one.record.id: one.record for one in batch.entities({*new})}
    stated = protection.effective(within, given)  # type: ignore[arg-type]  # heads are of entities alone
    for key, one in stated.items():
        if one is not given[key]:
            batch.rows[key]["protected"] = protection.is_protected(one)
    return still_protected(given, stated)  # type: ignore[arg-type]  # likewise


def write_sources(within: Writer, sources: Iterable[Source], by: str | None) -> Summary:
    """Writes sources; what they refer to must be there."""
    wanted = {source.id: source for source in sources}
    if not wanted:
        return Summary()
    return ingest(within, Ledger(sources=wanted), Ledger(sources=stores.read_sources(within, wanted)), by)


def write_claims(within: Writer, batch: Batch, by: str | None, *, fresh: bool = False) -> list[Summary]:
    """Writes the claims of a batch with the relations that they carry; all ends are there or in the batch.

    Raises:
        QueryError: the store is not as fresh as was said.
    """
    ends = write_entities(within, batch, by, fresh=fresh) if batch.keys or batch.sources() else []
    stated = {claim.id: claim for claim in batch.claims()}
    claims = decisions.effective(within, Ledger(claims=stated)).claims
    there = set() if fresh else stores.present(within, "Claim", claims)
    touched = {claim.relation for claim in claims.values() if claim.relation}
    plain, other = _split(claims, there, _claimed(within, touched & batch.repeated if fresh else touched))
    sources = stores.read_sources(within, {claim.source for claim in claims.values()})
    done = [_append(within, plain, sources, batch.listed)] if plain else []
    if other:  # as stated: ingest applies the decisions itself
        known = Ledger(sources=sources, claims=stores.read_claims(within, other))
        done.append(ingest(within, Ledger(claims={key: stated[key] for key in other}), known, by))
    return ends + done


def _claimed(within: Writer, pairs: Iterable[str]) -> set[str]:
    """Those of some pairs that the store has a claim on the relations of."""
    ids = sorted(pairs)
    return {row["id"] for query in _CLAIMED for row in within.read(query, {"ids": ids}).rows} if ids else set()


def _split(claims: Mapping[str, Claim], there: Container[str], claimed: set[str]) -> tuple[dict[str, Claim], dict[str, Claim]]:
    """Claims that the store lacks, of the usual shape, whose relations it lacks too; and the others."""
    odd = {key for key, claim in claims.items() if key in there or claim.relation in claimed or not _is_plain(claim)}
    claimed |= {claim.relation for key, claim in claims.items() if key in odd and claim.relation}
    odd |= {key for key, claim in claims.items() if claim.relation in claimed}
    return {key: one for key, one in claims.items() if key not in odd}, {key: claims[key] for key in odd}


def _is_plain(claim: Claim) -> bool:
    about = claim.about
    return claim.status != Status.RETRACTED and not claim.attributed_to and len(about) == len(set(about)) <= _TWO


def _append(within: Writer, claims: Mapping[str, Claim], sources: Mapping[str, Source], listed: set[tuple[str, str]]) -> Summary:
    relations = derive(claims.values(), sources)
    stores.append_claims(within, claims.values(), relations, sources)
    pairs = {(key, claim.source) for claim in claims.values() for key in claim.about}
    stores.report_entities(within, pairs - listed)
    return Summary(new=len(claims), relations=len(relations))
