"""The dossier's format: a case written down by a person, as YAML files of sources, entities and claims.

The JSON Schema for editors is generated from these models (`casegraph schema --dossier`).
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema

from graph.model import RELATIONS, Bound, Status
from graph.model.dates import Edtf as Date
from graph.model.fields import Id, Text
from graph.text import did_you_mean

SUFFIXES = (".yml", ".yaml")
SECTIONS = ("sources", "entities", "claims")
DatasetName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$")]


def _is_day(value: object) -> object:
    if isinstance(value, dt.date) or (isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value.strip())):
        return value
    msg = "not a full date, such as 2026-11-22"
    raise ValueError(msg)


Day = Annotated[dt.date, BeforeValidator(_is_day), Field(description="a full date, such as 2026-11-22")]


def _is_span(span: tuple[int, int]) -> tuple[int, int]:
    if not 0 <= span[0] < span[1]:
        msg = "a locator is [start, end] with start before end, counted from 0"
        raise ValueError(msg)
    return span


Span = Annotated[tuple[int, int], AfterValidator(_is_span)]


def _is_relation_type(word: str) -> str:
    if word in RELATIONS:
        return word
    msg = f"no such relation type; {did_you_mean(word.upper(), RELATIONS, '`casegraph schema` lists them')}"
    raise ValueError(msg)


RelationType = Annotated[str, AfterValidator(_is_relation_type), WithJsonSchema({"type": "string", "enum": sorted(RELATIONS)})]


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_enum_values=True)


class ClaimForm(_Form):
    """One thing that one source says at one place: about a relation, an attribute or a figure, or a mere mention."""

    says: Text
    source: Id
    id: Id | None = None
    at: Annotated[Span, Field(description="[start, end] in code points, end exclusive")] | None = None
    by: tuple[Id, ...] = Field(default=(), description="the attribution chain; the last is the origin")
    status: Status = Status.ASSERTED
    credibility: Annotated[int, Field(ge=1, le=6)] = 3
    language: Text | None = None
    recorded_by: Text | None = None
    recorded_at: Day | None = None
    relation: Annotated[tuple[Id, RelationType, Id], Field(description="[from, TYPE, to]")] | None = None
    since: Date | None = None
    until: Date | None = None
    with_: dict[str, Any] = Field(default_factory=dict, alias="with", description="the relation type's own properties")
    about: Id | Annotated[tuple[Id, ...], Field(min_length=1)] | None = None
    attribute: str | None = None
    figure: Id | None = None
    scope: Text | None = None
    value: float | int | bool | str | None = None
    bound: Bound | None = None
    unit: Text | None = None
    as_of: Date | None = None


class DossierForm(_Form):
    """One file of a dossier."""

    dossier: DatasetName
    title: Text | None = None
    summary: Text | None = None
    recorded_by: Text | None = None
    recorded_at: Day | None = None
    sources: list[Any] = Field(default_factory=list)
    entities: list[Any] = Field(default_factory=list)
    claims: list[Any] = Field(default_factory=list)
