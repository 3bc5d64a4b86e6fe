"""Legal cases and courts: who is accused, who prosecutes, and who hears the case."""

from __future__ import annotations

from typing import Annotated

from graph.model.define import Bound, Count, Date, Entity, Heading, PublicText, Relation, Text, being, happening, public
from graph.model.organizations import PARTIES, PublicBody
from graph.model.people import PEOPLE

CASES = ("LegalCase", "CaseGroup")
AUTHORITIES = ("PublicBody", "Country")


class LegalCase(Entity, heading=Heading.CASES):
    """One matter before investigators or a court."""

    colour, shape, lead = "#C9A800", "diamond", "the case"
    opened: Annotated[Date | None, public("{e} was opened {v}", single=True)] = None
    closed: Annotated[Date | None, public("{e} was closed {v}", single=True, ends="opened")] = None
    reference: Annotated[Text | None, public("{e} bears the reference “{v}”", single=True)] = None
    charge: Annotated[Text | None, public("the charge in {e} is “{v}”")] = None


class CaseGroup(Entity, heading=Heading.CASES):
    """A number of cases that a source counts together."""

    colour, shape, lead = "#E3CF57", "diamond", "the group of cases"
    size: Annotated[Count | None, public("{e} counts {v}", unit="cases")] = None
    size_bound: Annotated[Bound | None, public("the count of {e} is given as “{v}”", label="size is", qualifies="size")] = None
    as_of: Annotated[Date | None, public("the count of {e} is given {v}")] = None


class Court(PublicBody):
    """A body that judges."""

    colour, shape = "#8C3D00", "hexagon"


class DefendantIn(Relation, heading=Heading.CASES):
    """Somebody is the accused in a case."""

    sources_of, targets_of = PARTIES, ("LegalCase",)
    identifies = True
    sentence = being("a defendant in")


class ProsecutedUnder(Relation, heading=Heading.CASES):
    """A person or case is prosecuted under a law that a source names."""

    sources_of, targets_of = (*PEOPLE, *CASES), ("Law",)
    sentence = being("prosecuted under")


class ProsecutedBy(Relation, heading=Heading.CASES):
    """A body or state that prosecutes."""

    sources_of, targets_of = (*CASES, *PEOPLE), AUTHORITIES
    sentence = being("prosecuted by")


class InvestigatedBy(Relation, heading=Heading.CASES):
    """A body or state that investigates."""

    sources_of, targets_of = (*CASES, *PEOPLE), AUTHORITIES
    sentence = being("under investigation by")


class ArrestedBy(Relation, heading=Heading.CASES):
    """A body or state that arrested somebody."""

    sources_of, targets_of = (*CASES, *PEOPLE), AUTHORITIES
    identifies = True
    sentence = happening("was arrested by", once=True)
    event = True


class DetainedIn(Relation, heading=Heading.CASES):
    """Where somebody was held."""

    sources_of, targets_of = PEOPLE, ("Place",)
    identifies = True
    sentence = happening("was held in")


class HeardBy(Relation, heading=Heading.CASES):
    """The court that hears a case."""

    sources_of, targets_of = ("LegalCase",), ("Court",)
    sentence = happening("came before")


class PartyTo(Relation, heading=Heading.CASES):
    """Somebody takes part in a case in a role that is not that of the accused."""

    targets_of = ("LegalCase",)
    sentence = being("a party to")
    role: PublicText = None
