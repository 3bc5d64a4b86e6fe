"""The relations of business, office and property, which data sets of entities bring along: one class each.

They fit the schemas of FollowTheMoney that describe an edge. Their ends are as wide as those schemas', because a
stream does not know yet what kind the other end of an edge will turn out to be.
"""

from __future__ import annotations

from graph.model.kinds import Text
from graph.model.relations import ANY, BODIES, PARTIES, PEOPLE, Relation

HOLDERS = (*PARTIES, "Country")
WORTH = ("Organization", "LegalEntity", "Thing")


class Owns(Relation):
    """Property: somebody owns a thing, an account or a company; `percentage` as the data set gives it."""

    sources_of, targets_of = HOLDERS, WORTH
    role: Text | None = None
    percentage: Text | None = None


class Controls(Relation):
    """Control by other means than property."""

    sources_of, targets_of = HOLDERS, (*HOLDERS, "Thing")
    role: Text | None = None


class DirectorOf(Relation):
    """A seat in the management of a body."""

    sources_of, targets_of = PARTIES, BODIES
    phrase = "director of"
    role: Text | None = None


class HoldsPosition(Relation):
    """A public office that somebody holds or held."""

    sources_of, targets_of = ("Person", "LegalEntity"), ("Position",)


class AssociateOf(Relation):
    """Two people who have to do with each other; undirected in meaning."""

    sources_of, targets_of = (*PEOPLE, "LegalEntity"), (*PEOPLE, "LegalEntity")
    undirected = True
    role: Text | None = None


class PartyTo(Relation):
    """Somebody takes part in a case in a role that is not that of the accused."""

    targets_of = ("LegalCase",)
    role: Text | None = None


class Represents(Relation):
    """Somebody acts for somebody else."""

    sources_of, targets_of = HOLDERS, HOLDERS
    role: Text | None = None


class SucceededBy(Relation):
    """A body that was followed by another one."""

    sources_of, targets_of = HOLDERS, HOLDERS


class Owes(Relation):
    """A debt."""

    sources_of, targets_of = HOLDERS, HOLDERS


class Paid(Relation):
    """Payments from one to the other; each claim is one of them."""

    sources_of, targets_of = HOLDERS, HOLDERS


class AwardedTo(Relation):
    """A contract that somebody was given."""

    sources_of, targets_of = ("Thing",), HOLDERS
    role: Text | None = None


class ParticipatesIn(Relation):
    """A part in a project."""

    sources_of, targets_of = HOLDERS, ("Thing",)
    role: Text | None = None


class HasAddress(Relation):
    """An address where somebody or something can be found; never a statement about residence."""

    targets_of = ("Place",)


class LinkedTo(Relation):
    """A link of which a data set says no more than `role`."""

    sources_of, targets_of = ANY, ANY
    role: Text | None = None
