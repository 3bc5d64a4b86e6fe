"""Typed parameters of canned queries: what a user wrote on the command line as what the query expects."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from graph.errors import UsageError
from graph.model.vocabulary import parse_grade

TYPES = {
    "text": "any text",
    "entity": "an entity, by id, name or alias",
    "integer": "a whole number",
    "number": "a number",
    "date": "a day, such as 2024-05-31",
    "flag": "true or false",
    "grade": "a grade such as B2",
}
_FLAGS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One declared parameter; without a default it must be given."""

    name: str
    type: str
    help: str
    default: Any = None
    required: bool = True

    def value(self, given: Any, query: str) -> Any:
        """The given text as a value of the type, or the default.

        Raises:
            UsageError: missing, or no value of the type.
        """
        if given is None:
            if self.required:
                raise UsageError(f"{query} needs {self.name}: {self.help}", hint=f"add -p {self.name}=…")
            given = self.default
        if given is None:
            return None
        try:
            return _typed(self.type, given)
        except (ValueError, KeyError):
            raise UsageError(f"{self.name} of {query} is {TYPES[self.type]}, not “{given}”") from None

    def literal(self, value: Any) -> str:
        """The value as Cypher, for pasting into Neo4j Browser; an entity is looked up by its name there and then."""
        if self.type == "entity" and value is not None:
            name = json.dumps(value, ensure_ascii=False)
            return f"head(COLLECT {{ MATCH (e:Entity) WHERE e.id = {name} OR {name} IN e.names RETURN e.id }})"
        if self.type == "date" and value is not None:
            return f"date('{value}')"
        return json.dumps(value, ensure_ascii=False, default=str)


def _whole(given: Any) -> int:
    number = int(given)
    if number.bit_length() > 63:  # noqa: PLR2004  the engines know no larger ones
        raise ValueError
    return number


def _typed(kind: str, given: Any) -> Any:
    if kind == "integer":
        return _whole(given)
    if kind == "number":
        return float(given)
    if kind == "flag":
        return given if isinstance(given, bool) else _FLAGS[str(given).lower()]
    if kind == "date":
        return given if isinstance(given, dt.date) else dt.date.fromisoformat(str(given))
    return parse_grade(str(given)) if kind == "grade" else str(given)
