"""What comes out of a store: rows under columns, and whether the row limit cut them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Result:
    """Rows as plain values (text, numbers, booleans, lists, mappings, None); dates as ISO text."""

    columns: tuple[str, ...] = ()
    rows: list[dict[str, Any]] = field(default_factory=list)
    truncated: bool = False

    def column(self, name: str) -> list[Any]:
        """One column's values, from the first row to the last."""
        return [row[name] for row in self.rows]

    def as_json(self) -> dict[str, Any]:
        """The JSON contract of `query run` and `cypher`."""
        return {"columns": list(self.columns), "rows": self.rows, "truncated": self.truncated}
