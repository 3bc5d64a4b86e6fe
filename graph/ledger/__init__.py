"""The ledger, pure and without a store: what records say together.

    located records ─check→ Ledger (entities, sources, claims) ─derive→ relations

`conflicts` tells what cannot all be true, `chronology` what came before what, `certainty` what held on a day.
"""

from graph.ledger.check import Ledger, check, without
from graph.ledger.derive import Support, derive, origin, origins, support

__all__ = ["Ledger", "Support", "check", "derive", "origin", "origins", "support", "without"]
