"""Property, business and office, which data sets of entities bring along.

The relations fit the schemas of FollowTheMoney that describe an edge. Their ends are as wide as those schemas', because a
stream does not know yet what kind the other end of an edge will turn out to be.
"""

from __future__ import annotations

from typing import Annotated

from graph.model.define import ANY, Entity, Heading, PublicText, Relation, Text, being, happening, lasting, public
from graph.model.organizations import BODIES, PARTIES

HOLDERS = (*PARTIES, "Country")


class Position(Entity, heading=Heading.BUSINESS):
    """A public office that people hold one after the other."""

    colour, shape = "#44AA99", "star"


class Thing(Entity, heading=Heading.BUSINESS):
    """Anything of a data set that no other kind fits; `type` is what the data set calls it, `extra` all that it says."""

    colour, shape = "#777777", "box"
    type: Annotated[Text | None, public("{e} is of the type “{v}”", single=True)] = None


class Asset(Thing):
    """Something that can be owned: a ship, a house, an account, a security, a contract."""

    colour, shape = "#997700", "box"


class Owns(Relation, heading=Heading.BUSINESS):
    """Property: somebody owns a thing, an account or a company; `percentage` as the data set gives it."""

    sources_of, targets_of = HOLDERS, (*BODIES, "Thing")
    sentence = lasting("owns", "owned", "has owned")
    role: PublicText = None
    percentage: Annotated[Text | None, public(single=True, share=True)] = None


class Controls(Relation, heading=Heading.BUSINESS):
    """Control by other means than property."""

    sources_of, targets_of = HOLDERS, (*HOLDERS, "Thing")
    sentence = lasting("controls", "controlled", "has controlled")
    role: PublicText = None


class DirectorOf(Relation, heading=Heading.BUSINESS):
    """A seat in the management of a body."""

    sources_of, targets_of = PARTIES, BODIES
    identifies = True
    sentence = being("a director of")
    role: PublicText = None


class HoldsPosition(Relation, heading=Heading.BUSINESS):
    """A public office that somebody holds or held."""

    sources_of, targets_of = ("Person", "LegalEntity"), ("Position",)
    identifies = True
    sentence = lasting("holds the position", "held the position", "has held the position")


class Represents(Relation, heading=Heading.BUSINESS):
    """Somebody acts for somebody else."""

    sources_of, targets_of = HOLDERS, HOLDERS
    sentence = lasting("represents", "represented", "has represented")
    role: PublicText = None


class SucceededBy(Relation, heading=Heading.BUSINESS):
    """A body that was followed by another one."""

    sources_of, targets_of = HOLDERS, HOLDERS
    sentence = happening("was succeeded by", once=True)
    once = True


class Owes(Relation, heading=Heading.BUSINESS):
    """A debt."""

    sources_of, targets_of = HOLDERS, HOLDERS
    sentence = lasting("owes money to", "owed money to", "has owed money to")


class Paid(Relation, heading=Heading.BUSINESS):
    """Payments from one to the other; each claim is one of them."""

    sources_of, targets_of = HOLDERS, HOLDERS
    sentence = happening("transferred money to")
    event = True


class AwardedTo(Relation, heading=Heading.BUSINESS):
    """A contract that somebody was given."""

    sources_of, targets_of = ("Thing",), HOLDERS
    sentence = happening("was awarded to", once=True)
    event = True
    role: PublicText = None


class ParticipatesIn(Relation, heading=Heading.BUSINESS):
    """A part in a project."""

    sources_of, targets_of = HOLDERS, ("Thing",)
    sentence = lasting("takes part in", "took part in", "has taken part in")
    role: PublicText = None


class HasAddress(Relation, heading=Heading.BUSINESS):
    """An address where somebody or something can be found; never a statement about residence."""

    targets_of = ("Place",)
    identifies = True
    sentence = lasting("has the address", "had the address", "has had the address")


class LinkedTo(Relation, heading=Heading.BUSINESS):
    """A link of which a data set says no more than `role`."""

    sources_of, targets_of = ANY, ANY
    sentence = being("linked to")
    role: PublicText = None
