"""One FollowTheMoney statement, and the claim that it is: an attribute of an entity, or a part of a relation."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from graph.model import Claim
from graph.model import ftm as table
from graph.model.extra import extra_name
from loaders.ftm.schemas import Plan, plan
from loaders.ftm.values import Unfit, edtf, our_id
from loaders.naming import dataset_source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graph.model import Entity
    from loaders.ftm.values import Fields

NEEDED = ("entity_id", "schema", "prop", "value", "dataset")
PROVENANCE = ("id", "entity_id", "original_value", "origin", "first_seen", "last_seen", "external")
"""What a claim keeps of its statement, beside the value, the language and the data set."""
_NOTHING = Plan("", "")


@dataclass(frozen=True, slots=True)
class Statement:
    """One value of one property of an entity (`key`), by a data set; `given` is the whole row."""

    key: str
    schema: str
    prop: str
    value: str
    dataset: str
    line: int
    given: Mapping[str, object]


def statement(row: Any, line: int) -> Statement:
    """The statement of a row or line; text says what is wrong with it.

    Raises:
        Unfit: it is none.
    """
    if not isinstance(row, dict):
        raise Unfit(row if isinstance(row, str) else "a line holds one statement")
    row = {name: value for name, value in row.items() if value not in (None, "")}
    missing = [name for name in NEEDED if not isinstance(row.get(name), str)]
    if "entity_id" in missing and isinstance(row.get("canonical_id"), str):
        missing.remove("entity_id")
    if missing:
        raise Unfit(f"the statement has no {missing[0]}")
    key = row.get("canonical_id") or row["entity_id"]
    return Statement(key, row["schema"], row["prop"], row["value"], row["dataset"], line, row)


def own_name(dataset: str) -> str:
    """A data set's name as our ids take it."""
    return our_id(dataset.lower())


def said_of(node: Entity | None, one: Statement, claims: list[Claim], schema: str) -> Iterator[Fields]:
    """What a statement claims: an attribute of a node, or the relation that carries it; `claims` and `schema` are the whole
    entity's.
    """
    of_schema = plan(schema) or _NOTHING
    if node is not None:
        pointed = [claim for claim in claims if our_id(one.value) in (*claim.about, claim.source)]
        own = [claim for claim in pointed if claim.details.get("role", one.prop) == one.prop]
        if own and one.prop in of_schema.pointing():
            yield _like(own[0])
        else:
            yield {"property": _attribute(node, one), "value": _value(one), "about": (node.id,)}
        return
    ends = (of_schema.edge.source, of_schema.edge.target) if of_schema.edge else ()
    for claim in claims:
        if one.prop not in ends:
            yield _like(claim, **_part(claim, one.prop, one.value))
        elif our_id(one.value) in (*claim.about, claim.source):
            yield _like(claim, details={}, since=None, until=None)


def _value(one: Statement) -> str:
    """A value as a field of ours takes it: dates without the time of day."""
    return (edtf(one.value) or one.value) if one.prop.endswith("Date") or one.prop == "date" else one.value


def _attribute(node: Entity, one: Statement) -> str:
    """The field that holds a property; `x_` and its name where none does, or where the field does not take the value."""
    if one.prop in table.NAMES:
        return "name"
    for field, properties in {**table.FIELDS.get(node.kind, {}), "summary": ("summary",)}.items():
        if one.prop == properties[0] and (field not in node.date_fields() or edtf(one.value)):
            return field
    return "x_" + extra_name(one.prop)


def _like(claim: Claim, **change: object) -> Fields:
    """The form of a claim that the whole entity would make, for one of its statements."""
    keep = ("property", "about", "relation", "details", "since", "until", "text")
    shape = {name: getattr(claim, name) for name in keep} | change
    return shape | ({"source": claim.source} if claim.property == "mention" else {})


def _part(claim: Claim, prop: str, value: str) -> Fields:
    """The one date or property of a relation that a statement gives."""
    nothing: Fields = {"since": None, "until": None, "details": {}}
    if prop == table.SINCE[0] and edtf(value):
        return {**nothing, "since": edtf(value)}
    if prop == table.UNTIL[0] and edtf(value):
        return {**nothing, "until": edtf(value)}
    field = next((name for name, text in claim.details.items() if text == value and name != "extra"), None)
    if field:
        return {**nothing, "details": {field: value}}
    since = edtf(value) if prop in table.SINCE and claim.since == edtf(value) else None
    return {**nothing, "since": since, "details": {"extra": {extra_name(prop): [value]}}}


def claim_of(shape: Fields, one: Statement, at: int, dataset: str) -> Claim:
    """The claim of a statement; `at` tells those of one statement apart."""
    key = one.given.get("id") or [one.given.get(name) for name in NEEDED]
    said = json.dumps([one.dataset, key, at], ensure_ascii=False)
    about: Any = shape["about"]
    values = {
        "id": "c-" + sha256(said.encode()).hexdigest()[:20],
        "text": shape.pop("text", None) or f"{one.prop} of {about[0]}: {one.value[:500]}",
        "source": dataset_source(own_name(one.dataset)),
        "status": "inferred" if str(one.given.get("external", "")).lower() in ("1", "true", "t", "yes") else "asserted",
        "language": one.given.get("lang"),
        "recorded_at": _day(one.given.get("first_seen")),
        "row": one.line,
        "datasets": (dataset,),
        "extra": {name: [str(one.given[name])] for name in PROVENANCE if name in one.given} | {"prop": [one.prop]},
        **shape,
    }
    try:
        return Claim.model_validate(values)
    except ValidationError:
        return Claim.model_validate({**values, "recorded_at": None, "language": None})


def _day(text: object) -> str | None:
    return text[:10] if isinstance(text, str) and edtf(text[:10]) == text[:10] and len(text) >= len("2020-01-01") else None
