"""The base of every record, and what kinds of entity and relations have in common: a label and a heading."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict

from graph.model.dates import date_fields, dated
from graph.model.extra import WithExtra, flat
from graph.model.fields import in_words


class Heading(StrEnum):
    """Under what kinds and relations are listed; the order is that of legends, of reports and of the reference."""

    PEOPLE = "Citizenship and origin"
    ORGANIZATIONS = "Ties and offices"
    SERVICE = "Recruitment and service"
    CASES = "Cases and prosecution"
    LAWS = "Law"
    EVENTS = "Rulings and their order"
    PLACES = "Movements and places"
    MEDIA = "Statements and interviews"
    BUSINESS = "Property and business"
    OTHER = "Other relations"


class Record(BaseModel):
    """Base of everything that is loaded: it cannot change and holds no field that it does not declare."""

    # defer_build: some eighty classes are defined at import, and most commands build none of them
    model_config = ConfigDict(
        frozen=True, extra="forbid", use_enum_values=True, validate_default=True, allow_inf_nan=False, defer_build=True
    )


def kept(record: BaseModel, without: Collection[str] = (), dates: Collection[str] | None = None) -> dict[str, Any]:
    """What the graph keeps of the fields that are set: dates with their bounds, tuples as lists, no nested values.

    `dates` are the fields that get bounds, where these are not all that hold EDTF text.
    """
    found: dict[str, Any] = {}
    dates = date_fields(type(record)) if dates is None else dates
    for name, value in record.__dict__.items():  # a tenth of the time of model_dump, and every value is plain
        if value is None or name in without:
            continue
        if name == "extra":
            found |= flat(value)
        elif name in dates:
            found |= dated(name, value)
        else:
            found[name] = list(value) if isinstance(value, tuple) else value
    return found


class GraphRecord(WithExtra, Record):
    """Base of kinds and relations; a subclass names its heading where it is defined: `class Person(Entity, heading=…)`.

    `label` is the English name in small letters; unless a class says otherwise, its own name in words. Translations are
    looked up by type, and where there is none the label stands.
    """

    label: ClassVar[str] = ""
    heading: ClassVar[Heading] = Heading.OTHER

    def __init_subclass__(cls, *, heading: Heading | None = None, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.label = cls.__dict__.get("label", "") or in_words(cls.__name__)
        cls.heading = heading or cls.heading

    @classmethod
    def own_fields(cls) -> tuple[str, ...]:
        """The fields that a kind adds to those of every entity, or a type to those of every relation."""
        base = next(one for one in cls.__mro__ if issubclass(one, GraphRecord) and GraphRecord in one.__bases__)
        return tuple(name for name in cls.model_fields if name not in base.model_fields)
