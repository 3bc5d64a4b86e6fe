"""Bodies that act under a name, and how people and other bodies belong to them."""

from __future__ import annotations

from typing import Annotated

from graph.model.define import Date, Entity, Heading, PublicText, Relation, being, happening, kinds_under, lasting, public
from graph.model.people import PEOPLE

BODIES = ("Organization", "LegalEntity")
PARTIES = (*PEOPLE, *BODIES)


class Organization(Entity, heading=Heading.ORGANIZATIONS):
    """Any body that acts under a name."""

    colour, shape = "#E69F00", "square"
    founded: Annotated[Date | None, public("{e} was founded {v}", single=True)] = None
    dissolved: Annotated[Date | None, public("{e} was dissolved {v}", single=True, ends="founded")] = None


class Company(Organization):
    """A body that trades."""

    colour, shape = "#B37700", "square"


class PublicBody(Organization):
    """A ministry, committee, parliament or agency of a state."""

    colour, shape = "#D55E00", "square"


class Initiative(Organization):
    """A project that bears a name, such as "I Want to Live"."""

    colour, shape = "#009E73", "star"


class MemberOf(Relation, heading=Heading.ORGANIZATIONS):
    """Membership."""

    sources_of, targets_of = ("Person", *BODIES), BODIES
    identifies = True
    sentence = being("a member of")
    role: PublicText = None


class EmployedBy(Relation, heading=Heading.ORGANIZATIONS):
    """Employment."""

    sources_of, targets_of = ("Person", "LegalEntity"), BODIES
    identifies = True
    sentence = being("employed by")
    role: PublicText = None


class StudiedAt(Relation, heading=Heading.ORGANIZATIONS):
    """Where somebody studied."""

    sources_of, targets_of = ("Person",), ("Organization",)
    identifies = True
    sentence = happening("studied at")


class Heads(Relation, heading=Heading.ORGANIZATIONS):
    """Who leads an organization."""

    sources_of, targets_of = ("Person",), ("Organization",)
    identifies = True
    sentence = lasting("heads", "headed", "has headed")
    role: PublicText = None


class SpokespersonFor(Relation, heading=Heading.ORGANIZATIONS):
    """Who speaks for an organization."""

    sources_of, targets_of = ("Person",), ("Organization",)
    identifies = True
    sentence = being("a spokesperson for")


class PartOf(Relation, heading=Heading.ORGANIZATIONS):
    """A part of a whole of its own family."""

    sources_of, targets_of = ("Organization", "Place", "Group"), ("Organization", "Place", "Group")
    sentence = being("part of")

    @classmethod
    def families(cls) -> tuple[frozenset[str], ...]:
        """Both ends lie in one of these: bodies in bodies, places in places, groups in groups."""
        return tuple(kinds_under(name) for name in cls.sources_of)

    @classmethod
    def pair_fault(cls, source_kind: str, target_kind: str) -> str:
        """A part and its whole are of one family."""
        if any({source_kind, target_kind} <= family for family in cls.families()):
            return ""
        return f"{cls.type_name()} joins a part and a whole of one family, not a {source_kind} and a {target_kind}"
