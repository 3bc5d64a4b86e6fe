"""The whole view as one JSON document: what every other format is made from, with claims and sources.

Its shape is a contract, named by its `format` field; `casegraph schema --view` prints it as a JSON Schema.
Values keep their types; dates are EDTF or ISO text.
"""

from __future__ import annotations

import json
import math
from typing import Any

from graph.export.format import Rendered, ViewFormat
from graph.export.plain import json_value, utf8
from graph.export.view import GraphView


def render_json(view: GraphView) -> str:
    """The view as text: the same view gives the same text."""
    return json.dumps(_plain(view.model_dump()), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def read_json(text: str) -> GraphView:
    """The view that such a text was made from; raises pydantic's ValidationError when it is another shape."""
    return GraphView.model_validate_json(text)


def json_schema() -> dict[str, Any]:
    """The JSON Schema of these documents."""
    made = GraphView.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def compact(value: Any) -> str:
    """A value as JSON on one line, for a cell or an attribute of another format."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(", ", ": "), allow_nan=False)


def _plain(value: Any) -> Any:
    """The value as JSON in UTF-8 can carry it; what is no number in JSON (NaN, infinities) is null."""
    return json_value(value, utf8, lambda number: number if isinstance(number, int) or math.isfinite(number) else None)


class Json(ViewFormat):
    """Write everything as one JSON document: nodes, edges, claims, sources and conflicts, by a schema.

    \b
    Example:
      casegraph export json wagner.json --around "Wagner Group" --hops 1
    """

    suffix = ".json"
    readers = "programs"
    holds = "everything, by a schema: `casegraph schema --view`"

    def render(self, view: GraphView) -> Rendered:
        """The document."""
        return Rendered(render_json(view))
