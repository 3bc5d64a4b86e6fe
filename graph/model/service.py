"""Armed forces: how people came to serve in them, where they fought, and what became of them."""

from __future__ import annotations

from graph.model.define import Heading, OneText, PublicText, Relation, happening
from graph.model.organizations import Organization
from graph.model.people import PEOPLE


class ArmedForce(Organization):
    """An army, a unit or a private military company."""

    colour, shape = "#5B5B5B", "hexagon"


class RecruitedBy(Relation, heading=Heading.SERVICE):
    """Somebody was brought into a force by an organization or a person."""

    sources_of, targets_of = PEOPLE, ("Organization", "Person")
    identifies = True
    sentence = happening("was recruited by", once=True)
    channel: PublicText = None
    place: PublicText = None
    pay: OneText = None


class CoercedBy(Relation, heading=Heading.SERVICE):
    """Somebody was pressed into service."""

    sources_of, targets_of = PEOPLE, ("Organization",)
    sentence = happening("was pressed into service by", once=True)
    means: PublicText = None


class SignedContractWith(Relation, heading=Heading.SERVICE):
    """Somebody signed a contract of service."""

    sources_of, targets_of = PEOPLE, ("Organization",)
    identifies = True
    sentence = happening("signed a contract of service with", once=True)
    pay: OneText = None
    term: OneText = None


class FoughtFor(Relation, heading=Heading.SERVICE):
    """Somebody fought in the ranks of an organization."""

    sources_of, targets_of = PEOPLE, ("Organization",)
    identifies = True
    sentence = happening("fought for")
    unit: PublicText = None
    role: PublicText = None


class DeployedTo(Relation, heading=Heading.SERVICE):
    """Where somebody was sent to fight."""

    sources_of, targets_of = (*PEOPLE, "ArmedForce"), ("Place",)
    identifies = True
    sentence = happening("was deployed to", once=True)
    event = True


class WoundedIn(Relation, heading=Heading.SERVICE):
    """Where somebody was wounded."""

    sources_of, targets_of = PEOPLE, ("Place",)
    identifies = True
    sentence = happening("was wounded in", once=True)
    event = True
    injury: PublicText = None


class DiedIn(Relation, heading=Heading.SERVICE):
    """Where somebody died."""

    sources_of, targets_of = PEOPLE, ("Place",)
    identifies = True
    sentence, dates = happening("died in", once=True), "death_date"
    once = True
