"""The kinds of entity: one class each, known to the product by being defined here.

A kind's labels are its own name and those of the kinds that it specialises, so that a `Court` is found as a
`PublicBody` and as an `Organization`. `colour` and `shape` are how it is drawn everywhere; the colours are the
Okabe–Ito palette and its shades, told apart by people with any colour vision, and doubled by shape.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from graph.model.dates import Edtf as Date
from graph.model.dates import bounds, date_fields, dated
from graph.model.extra import Extra, WithExtra, flat
from graph.model.vocabulary import Bound, Identification, RulingType

ID_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._-]*$"
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=200)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=10_000)]
Months = Annotated[int, Field(ge=0, le=12 * 200)]
INT64 = 2**63 - 1  # the largest whole number that a store takes
Count = Annotated[int, Field(ge=0, le=INT64)]

KINDS: dict[str, type[Entity]] = {}


class Record(BaseModel):
    """Base of everything that is loaded: it cannot change and holds no field that it does not declare."""

    # defer_build: sixty classes are defined at import, most commands build none of them
    model_config = ConfigDict(
        frozen=True, extra="forbid", use_enum_values=True, validate_default=True, allow_inf_nan=False, defer_build=True
    )


class Entity(WithExtra, Record):
    """Anything that a source speaks of; `id` is chosen by us and the only key that anyone may rely on."""

    colour: ClassVar[str] = "#999999"
    shape: ClassVar[str] = "dot"

    id: Id
    name: Text
    names: tuple[Text, ...] = ()
    summary: Text | None = None
    datasets: tuple[str, ...] = ()
    extra: Extra = Field(default_factory=dict)

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        KINDS[cls.__name__] = cls

    @property
    def kind(self) -> str:
        """The most specific kind: the name of the class."""
        return type(self).__name__

    @classmethod
    def labels(cls) -> tuple[str, ...]:
        """Engine labels from the general to the specific: Entity, …, the kind itself."""
        line = [base.__name__ for base in cls.__mro__ if isinstance(base, type) and issubclass(base, Entity)]
        return tuple(reversed(line))

    @classmethod
    def own_fields(cls) -> tuple[str, ...]:
        """The fields that the kind adds to those of every entity."""
        return tuple(name for name in cls.model_fields if name not in Entity.model_fields)

    @model_validator(mode="before")
    @classmethod
    def _name_is_a_name(cls, values: Any) -> Any:
        """`names` always holds `name`, first and once."""
        if isinstance(values, dict) and isinstance(values.get("names") or (), (list, tuple)):
            every = (values.get("name"), *(values.get("names") or ()))
            if all(isinstance(name, str) and name.strip() for name in every):
                return {**values, "names": tuple(dict.fromkeys(name.strip() for name in every))}
        return values

    def properties(self) -> dict[str, Any]:
        """What the graph keeps of it: fields that are set, dates with their bounds; no nested values."""
        found: dict[str, Any] = {"kind": self.kind}
        dates = type(self).date_fields()
        for name, value in self.__dict__.items():  # a tenth of the time of model_dump, and every value is plain
            if value is None:
                continue
            if name == "extra":
                found |= flat(value)
            elif name in dates:
                found |= dated(name, value)
            else:
                found[name] = list(value) if isinstance(value, tuple) else value
        return found

    @classmethod
    def date_fields(cls) -> frozenset[str]:
        """The fields that hold EDTF text."""
        return date_fields(cls)


class Person(Entity):
    """One human being, named or not; `protected` marks one whom a publication must not name."""

    colour, shape = "#0072B2", "dot"
    identification: Identification
    protected: bool = False
    birth_date: Date | None = None
    age: Annotated[int, Field(ge=0, le=130)] | None = None
    age_at: Date | None = None
    occupation: Text | None = None
    motive: Text | None = None


class LegalEntity(Entity):
    """A person or a body, where the data set does not say which."""

    colour, shape = "#A6761D", "dot"


class Group(Entity):
    """A set of unnamed people that a source counts or describes together."""

    colour, shape = "#56B4E9", "triangle"
    size: Count | None = None
    size_bound: Bound | None = None


class Organization(Entity):
    """Any body that acts under a name."""

    colour, shape = "#E69F00", "square"
    founded: Date | None = None
    dissolved: Date | None = None


class Company(Organization):
    """A body that trades."""

    colour, shape = "#B37700", "square"


class PublicBody(Organization):
    """A ministry, committee, parliament or agency of a state."""

    colour, shape = "#D55E00", "square"


class Court(PublicBody):
    """A body that judges."""

    colour, shape = "#8C3D00", "hexagon"


class ArmedForce(Organization):
    """An army, a unit or a private military company."""

    colour, shape = "#5B5B5B", "hexagon"


class MediaOutlet(Organization):
    """A newspaper, broadcaster or site that publishes."""

    colour, shape = "#CC79A7", "square"


class Initiative(Organization):
    """A project that bears a name, such as "I Want to Live"."""

    colour, shape = "#009E73", "star"


class LegalCase(Entity):
    """One matter before investigators or a court."""

    colour, shape = "#C9A800", "diamond"
    opened: Date | None = None
    closed: Date | None = None
    reference: Text | None = None
    charge: Text | None = None


class CaseGroup(Entity):
    """A number of cases that a source counts together."""

    colour, shape = "#E3CF57", "diamond"
    size: Count | None = None
    size_bound: Bound | None = None
    as_of: Date | None = None


class Law(Entity):
    """A rule of one country in one version: code, article, part, when in force and what it threatens."""

    colour, shape = "#6A3D9A", "star"
    jurisdiction: Id | None = None
    code: Text | None = None
    article: Text | None = None
    part: Text | None = None
    in_force_from: Date | None = None
    in_force_until: Date | None = None
    penalty_min_months: Months | None = None
    penalty_max_months: Months | None = None
    penalty_life: bool | None = None

    @model_validator(mode="after")
    def _penalty_is_a_range(self) -> Law:
        low, high = self.penalty_min_months, self.penalty_max_months
        if low is not None and high is not None and low > high:
            msg = f"penalty_min_months {low} is above penalty_max_months {high}"
            raise ValueError(msg)
        return self

    @model_validator(mode="after")
    def _in_force_is_a_period(self) -> Law:
        """Refused is only what no reading of two imprecise dates allows; the last day in force is still in force."""
        since, until = self.in_force_from, self.in_force_until
        first = bounds(since).earliest if since else None
        last = bounds(until).latest if until else None
        if first and last and first > last:
            msg = f"in_force_from {since} is after in_force_until {until}"
            raise ValueError(msg)
        return self


class Event(Entity):
    """Something that happened; `date` may be missing where a source gives only an order."""

    colour, shape = "#117A65", "ellipse"
    date: Date | None = None
    event: Text | None = None


class Ruling(Event):
    """One decision of a court in a case; months are what the ruling itself sets."""

    colour, shape = "#882255", "box"
    ruling: RulingType
    sentence_months: Months | None = None
    restriction: Text | None = None
    restriction_months: Months | None = None


class Sanction(Event):
    """A measure of an authority against somebody, as sanctions lists give it; never the sentence of a court."""

    colour, shape = "#CC3311", "box"
    authority: Text | None = None
    programme: Text | None = None


class Position(Entity):
    """A public office that people hold one after the other."""

    colour, shape = "#44AA99", "star"


class Thing(Entity):
    """Anything of a data set that no other kind fits; `type` is what the data set calls it, `extra` all that it says."""

    colour, shape = "#777777", "box"
    type: Text | None = None


class Asset(Thing):
    """Something that can be owned: a ship, a house, an account, a security, a contract."""

    colour, shape = "#997700", "box"


class Place(Entity):
    """A place of any size."""

    colour, shape = "#7F9F3F", "triangleDown"


class Country(Place):
    """A state as a place and as a party."""

    colour, shape = "#4C7A1E", "triangleDown"


def kinds_under(*names: str) -> frozenset[str]:
    """The named kinds and all that specialise them; every kind for the name "Entity"."""
    tops = tuple(Entity if name == "Entity" else KINDS[name] for name in names)
    return frozenset(name for name, kind in KINDS.items() if issubclass(kind, tops))
