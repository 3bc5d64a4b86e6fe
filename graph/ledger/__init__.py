"""The ledger, pure and without a store: what records say together.

    located records ─check→ Ledger (entities, sources, claims) ─derive→ relations

`standing` weighs what supports a relation against what disputes it, `episodes` tells periods apart, `conflicts` what cannot
all be true, `chronology` what came before what, `certainty` what held on a day.
"""

from graph.ledger.check import Ledger, check, without
from graph.ledger.derive import Support, derive, relation_of, support
from graph.ledger.episodes import by_relation, episode_of, with_denials
from graph.ledger.standing import DESK, Weight, manner, origin, origins, stance, weigh

__all__ = [
    "DESK",
    "Ledger",
    "Support",
    "Weight",
    "by_relation",
    "check",
    "derive",
    "episode_of",
    "manner",
    "origin",
    "origins",
    "relation_of",
    "stance",
    "support",
    "weigh",
    "with_denials",
    "without",
]
