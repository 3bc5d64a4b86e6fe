"""The relations between entities: one class each, known to the product by being defined here.

The class says which kinds may stand at either end and which properties are its own. A relation in the graph is
always *derived*: it exists because at least one claim carries it, and its dates, status, grade, sources and origins
are computed from those claims (see `graph.ledger`).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, ClassVar

from pydantic import Field

from graph.model.dates import Edtf as Date
from graph.model.dates import dated
from graph.model.extra import Extra, WithExtra, flat
from graph.model.kinds import Id, Record, Text, kinds_under
from graph.model.vocabulary import Judgement, Status

RELATIONS: dict[str, type[Relation]] = {}
HYPOTHESIS = "POSSIBLY_SAME_AS"
PEOPLE = ("Person", "Group")
CASES = ("LegalCase", "CaseGroup")
ANY = ("Entity",)
PARTIES = (*PEOPLE, "Organization", "LegalEntity")
BODIES = ("Organization", "LegalEntity")


class Relation(WithExtra, Record):
    """One edge between two entities, by the claims that carry it."""

    sources_of: ClassVar[tuple[str, ...]] = ANY
    targets_of: ClassVar[tuple[str, ...]] = ANY
    phrase: ClassVar[str] = ""
    undirected: ClassVar[bool] = False

    id: str
    source: Id
    target: Id
    since: Date | None = None
    until: Date | None = None
    status: Status = Status.ASSERTED
    grade: str = ""
    sources: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    datasets: tuple[str, ...] = ()
    extra: Extra = Field(default_factory=dict)

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        RELATIONS[cls.type_name()] = cls

    @classmethod
    def type_name(cls) -> str:
        """The relationship type in the graph: the class's name in capitals, `RecruitedBy` → `RECRUITED_BY`."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).upper()

    @classmethod
    def words(cls) -> str:
        """The type as words, for lines that people read: “recruited by”."""
        return cls.phrase or cls.type_name().replace("_", " ").lower()

    @classmethod
    def own_fields(cls) -> tuple[str, ...]:
        """The properties that the type adds to those of every relation."""
        return tuple(name for name in cls.model_fields if name not in Relation.model_fields)

    @classmethod
    def ends(cls) -> tuple[frozenset[str], frozenset[str]]:
        """The kinds that may stand at the source and at the target."""
        return kinds_under(*cls.sources_of), kinds_under(*cls.targets_of)

    def properties(self) -> dict[str, Any]:
        """What the graph keeps on the edge; the ends stay out, and so do lists of its own that are empty."""
        found: dict[str, Any] = {}
        for name, value in self.__dict__.items():
            if value is None or name in ("source", "target") or (value == () and name not in Relation.model_fields):
                continue
            if name == "extra":
                found |= flat(value)
            elif name in ("since", "until"):
                found |= dated(name, value)
            else:
                found[name] = list(value) if isinstance(value, tuple) else value
        return found


def relation_id(source: str, type_name: str, target: str) -> str:
    """The id of the relation between two entities: one for each type and direction."""
    return f"{source}|{type_name}|{target}"


class RecruitedBy(Relation):
    """Somebody was brought into a force by an organization or a person."""

    sources_of, targets_of = PEOPLE, ("Organization", "Person")
    channel: Text | None = None
    place: Text | None = None
    pay: Text | None = None


class FoughtFor(Relation):
    """Somebody fought in the ranks of an organization."""

    sources_of, targets_of = PEOPLE, ("Organization",)
    unit: Text | None = None
    role: Text | None = None


class SignedContractWith(Relation):
    """Somebody signed a contract of service."""

    sources_of, targets_of = PEOPLE, ("Organization",)
    pay: Text | None = None
    term: Text | None = None


class CoercedBy(Relation):
    """Somebody was pressed into service."""

    sources_of, targets_of = PEOPLE, ("Organization",)
    means: Text | None = None


class DefendantIn(Relation):
    """Somebody is the accused in a case."""

    sources_of, targets_of = PARTIES, ("LegalCase",)


class ProsecutedUnder(Relation):
    """A person or case is prosecuted under a law that a source names."""

    sources_of, targets_of = (*PEOPLE, *CASES), ("Law",)


class ProsecutedBy(Relation):
    """A body or state that prosecutes."""

    sources_of, targets_of = (*CASES, *PEOPLE), ("PublicBody", "Country")


class InvestigatedBy(Relation):
    """A body or state that investigates."""

    sources_of, targets_of = (*CASES, *PEOPLE), ("PublicBody", "Country")


class ArrestedBy(Relation):
    """A body or state that arrested somebody."""

    sources_of, targets_of = (*CASES, *PEOPLE), ("PublicBody", "Country")


class HeardBy(Relation):
    """The court that hears a case."""

    sources_of, targets_of = ("LegalCase",), ("Court",)


class RuledIn(Relation):
    """The case that a ruling decides."""

    sources_of, targets_of = ("Ruling",), ("LegalCase",)


class IssuedBy(Relation):
    """The court that issued a ruling."""

    sources_of, targets_of = ("Ruling",), ("Court",)


class Concerns(Relation):
    """Whom or what a ruling, event or sanction is about."""

    sources_of = ("Ruling", "Event")


class Supersedes(Relation):
    """A later ruling that takes the place of an earlier one."""

    sources_of, targets_of = ("Ruling",), ("Ruling",)


class Precedes(Relation):
    """An order that a source gives where it gives no dates; it never means *caused*."""

    sources_of, targets_of = ("Event",), ("Event",)


class CitizenOf(Relation):
    """Citizenship."""

    sources_of, targets_of = PEOPLE, ("Country",)


class ResidentOf(Relation):
    """Where somebody lives."""

    sources_of, targets_of = PEOPLE, ("Country",)


class SeeksCitizenshipOf(Relation):
    """A citizenship that somebody has asked for."""

    sources_of, targets_of = PEOPLE, ("Country",)
    phrase = "seeks citizenship of"


class BornIn(Relation):
    """Where somebody was born."""

    sources_of, targets_of = ("Person",), ("Place",)


class RaisedIn(Relation):
    """Where somebody grew up."""

    sources_of, targets_of = ("Person",), ("Place",)


class LocatedIn(Relation):
    """Where something is, or which country it belongs to."""

    sources_of, targets_of = ("Organization", "Event", "Group", *CASES, "Place"), ("Place",)


class DeployedTo(Relation):
    """Where somebody was sent to fight."""

    sources_of, targets_of = (*PEOPLE, "ArmedForce"), ("Place",)


class TravelledTo(Relation):
    """Where somebody went."""

    sources_of, targets_of = PEOPLE, ("Place",)


class DepartedFrom(Relation):
    """Where somebody left from."""

    sources_of, targets_of = PEOPLE, ("Place",)


class ReturnedTo(Relation):
    """Where somebody came back to."""

    sources_of, targets_of = PEOPLE, ("Place",)


class WoundedIn(Relation):
    """Where somebody was wounded."""

    sources_of, targets_of = PEOPLE, ("Place",)
    injury: Text | None = None


class DiedIn(Relation):
    """Where somebody died."""

    sources_of, targets_of = PEOPLE, ("Place",)


class DetainedIn(Relation):
    """Where somebody was held."""

    sources_of, targets_of = PEOPLE, ("Place",)


class PartOf(Relation):
    """A part of a whole of its own family."""

    sources_of, targets_of = ("Organization", "Place", "Group"), ("Organization", "Place", "Group")

    @classmethod
    def families(cls) -> tuple[frozenset[str], ...]:
        """Both ends lie in one of these: bodies in bodies, places in places, groups in groups."""
        return tuple(kinds_under(name) for name in cls.sources_of)


class MemberOf(Relation):
    """Membership."""

    sources_of, targets_of = ("Person", *BODIES), BODIES
    role: Text | None = None


class EmployedBy(Relation):
    """Employment."""

    sources_of, targets_of = ("Person", "LegalEntity"), BODIES
    role: Text | None = None


class StudiedAt(Relation):
    """Where somebody studied."""

    sources_of, targets_of = ("Person",), ("Organization",)


class Heads(Relation):
    """Who leads an organization."""

    sources_of, targets_of = ("Person",), ("Organization",)
    role: Text | None = None


class SpokespersonFor(Relation):
    """Who speaks for an organization."""

    sources_of, targets_of = ("Person",), ("Organization",)


class StatementAbout(Relation):
    """Somebody said something about an entity in public."""

    sources_of = ("Person", "Organization")
    topic: Text | None = None


class InterviewedBy(Relation):
    """Who gave an interview to an outlet."""

    sources_of, targets_of = ("Person",), ("MediaOutlet",)


class QuotedBy(Relation):
    """Whom an outlet quotes."""

    sources_of, targets_of = ("Person",), ("MediaOutlet",)


class RelativeOf(Relation):
    """Kinship; undirected in meaning."""

    sources_of, targets_of = ("Person", "LegalEntity"), ("Person", "LegalEntity")
    undirected = True
    kinship: Text | None = None


class InForceIn(Relation):
    """The country where a law is in force."""

    sources_of, targets_of = ("Law",), ("Country",)


class EnactedBy(Relation):
    """The body that made a law."""

    sources_of, targets_of = ("Law",), ("Country", "PublicBody")


class PossiblySameAs(Relation):
    """A hypothesis that two entities are one; reversible, never merged, never walked by a path unless asked."""

    undirected = True
    reasons_for: tuple[Text, ...] = ()
    reasons_against: tuple[Text, ...] = ()
    judgement: Judgement | None = None
    judged_by: Text | None = None
    judged_on: Date | None = None


@lru_cache(maxsize=4096)
def ends_fault(type_name: str, source_kind: str, target_kind: str) -> str:
    """Why a relation cannot stand between two kinds; "" when it can."""
    relation = RELATIONS[type_name]
    sources, targets = relation.ends()
    if source_kind not in sources:
        return f"{type_name} starts at {_kinds(relation.sources_of)}, not at a {source_kind}"
    if target_kind not in targets:
        return f"{type_name} ends at {_kinds(relation.targets_of)}, not at a {target_kind}"
    if type_name == HYPOTHESIS and source_kind != target_kind:
        return f"{HYPOTHESIS} joins two entities of one kind, not a {source_kind} and a {target_kind}"
    if issubclass(relation, PartOf) and not any({source_kind, target_kind} <= family for family in relation.families()):
        return f"{type_name} joins a part and a whole of one family, not a {source_kind} and a {target_kind}"
    return ""


def _kinds(names: tuple[str, ...]) -> str:
    return " or ".join("any entity" if name == "Entity" else name for name in names)


def path_types() -> tuple[str, ...]:
    """The relation types that a path may walk: all but hypotheses, sorted."""
    return tuple(sorted(name for name in RELATIONS if name != HYPOTHESIS))
