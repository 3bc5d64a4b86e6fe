"""How large a view is, and what follows from it for the page: who draws it, and which names show.

Beyond a few hundred labelled nodes nobody reads a drawing, whatever paints it. Up to SMALL all names show; up to MEDIUM
those of the best connected, of what is chosen and of its neighbours; up to LARGE entities are dots that are searched
first. Beyond that a page is refused unless it is forced.
"""

from __future__ import annotations

SMALL, MEDIUM, LARGE = 300, 2_000, 10_000
"""Nodes, each the largest number of its class."""
VIS_UP_TO = SMALL
"""Nodes that vis-network draws; more are drawn by the page's own canvas (docs/adr/0012, docs/performance.md)."""


def size_class(nodes: int) -> str:
    """Return small, medium or large."""
    if nodes <= SMALL:
        return "small"
    return "medium" if nodes <= MEDIUM else "large"
