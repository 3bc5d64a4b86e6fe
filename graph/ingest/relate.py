"""The relations of pairs of entities, computed anew from all of their claims, old and new.

Between two entities there are as many relations of a type as the claims tell periods apart: when a claim comes or goes one
may split or two become one. Then the claims that stand are told which of them they carry.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph import stores
from graph.ledger import derive, episode_of, stance
from graph.model import Stance

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from graph.model import Claim, Source
    from graph.stores import Carried, Writer


@dataclass(frozen=True, slots=True)
class Related:
    """How many relations were written and taken away; by claim id the one that it carries, of several between its pair."""

    written: int = 0
    gone: int = 0
    episode_of: Mapping[str, str] = field(default_factory=dict)


def relate(
    store: Writer,
    before: Carried,
    now: Mapping[str, Claim],
    sources: Mapping[str, Source],
    writing: Collection[str] = (),
) -> Related:
    """Writes the relations of some pairs; `before` are all claims that the store has of these, `now` all that there are to be.

    Claims that the caller writes himself afterwards (`writing`) are not told what they carry. `sources` are looked up
    where some are not given.
    """
    pairs = {claim.relation for claim in (*before.claims.values(), *now.values()) if claim.relation}
    claims = [claim for claim in now.values() if claim.relation in pairs]
    others = stores.read_sources(store, {claim.source for claim in claims} - sources.keys())
    relations = derive(claims, {**others, **sources})
    standing = {key for key, claim in before.claims.items() if stance(claim) is not Stance.SILENT}
    gone = {before.relations[key] for key in standing} - relations.keys()
    stores.write_relations(store, relations.values(), gone)
    episodes = episode_of(claims)
    moved = [
        claim for claim in claims
        if claim.id in before.relations and claim.id not in writing
        and before.relations[claim.id] != episodes.get(claim.id, claim.relation)
    ]  # fmt: skip
    stores.move_claims(store, moved, episodes)
    return Related(len(relations), len(gone), episodes)
