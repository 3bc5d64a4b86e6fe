"""The report on one entity: from a store to sentences with footnotes, for an exporter to write out.

store ─gather→ records ─compose→ Report (graph.export.report_view) ─markdown or report_html→ a file
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.report.compose import compose
from graph.report.gather import gather

if TYPE_CHECKING:
    import datetime as dt

    from graph.export.report_view import Report
    from graph.stores import Store

__all__ = ["gather", "report"]


def report(store: Store, entity_id: str, generated: dt.date, known_at: dt.date | None = None) -> Report:
    """The report on an entity that is in the store, as it is or as it was known on a day."""
    return compose(gather(store, entity_id, known_at), generated.isoformat(), known_at.isoformat() if known_at else None)
