"""People: those who have names, those who are counted together, where they come from, and their kin."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from graph.model.define import (
    Bound,
    Count,
    Date,
    Entity,
    Heading,
    Identification,
    PublicText,
    Relation,
    Text,
    at_source,
    being,
    happening,
    lasting,
    public,
    unless_protected,
)

PEOPLE = ("Person", "Group")
_KNOWN_AS = {
    "named": "identified by name",
    "pseudonym": "known by a pseudonym or initials only",
    "unnamed": "not named",
}


class Person(Entity, heading=Heading.PEOPLE):
    """One human being, named or not; `protected` marks one whom a publication must not name."""

    colour, shape = "#0072B2", "dot"
    identification: Annotated[Identification, unless_protected("{e} is {v}", values=_KNOWN_AS, single=True)]
    protected: Annotated[bool, unless_protected("the name of {e} is to be protected: {v}")] = False
    birth_date: Annotated[Date | None, unless_protected("{e} was born {v}", single=True)] = None
    age: Annotated[Annotated[int, Field(ge=0, le=130)] | None, unless_protected("{e} is {v} years old")] = None
    age_at: Annotated[Date | None, unless_protected("the age of {e} is given {v}", label="age as of", qualifies="age")] = None
    occupation: Annotated[Text | None, public(identifies=True)] = None
    motive: PublicText = None


class LegalEntity(Entity, heading=Heading.PEOPLE):
    """A person or a body, where the data set does not say which."""

    colour, shape, label = "#A6761D", "dot", "person or organization"


class Group(Entity, heading=Heading.PEOPLE):
    """A set of unnamed people that a source counts or describes together."""

    colour, shape, lead = "#56B4E9", "triangle", "the group"
    size: Annotated[Count | None, public("{e} counts {v}", unit="persons")] = None
    size_bound: Annotated[Bound | None, public("the count of {e} is given as “{v}”", label="size is", qualifies="size")] = None


class CitizenOf(Relation, heading=Heading.PEOPLE):
    """Citizenship."""

    sources_of, targets_of = PEOPLE, ("Country",)
    identifies = True
    sentence, sentence_from = being("a citizen of"), at_source(Group=happening("includes citizens of"))


class SeeksCitizenshipOf(Relation, heading=Heading.PEOPLE):
    """A citizenship that somebody has asked for."""

    sources_of, targets_of = PEOPLE, ("Country",)
    sentence = lasting("seeks citizenship of", "sought citizenship of", "has sought citizenship of")


class ResidentOf(Relation, heading=Heading.PEOPLE):
    """Where somebody lives."""

    sources_of, targets_of = PEOPLE, ("Country",)
    identifies = True
    sentence = lasting("lives in", "lived in", "has lived in")
    sentence_from = at_source(Group=happening("includes people who live in"))


class BornIn(Relation, heading=Heading.PEOPLE):
    """Where somebody was born."""

    sources_of, targets_of = ("Person",), ("Place",)
    identifies = True
    sentence, dates_identify, dates = happening("was born in", once=True), True, "birth_date"
    once = True


class RaisedIn(Relation, heading=Heading.PEOPLE):
    """Where somebody grew up."""

    sources_of, targets_of = ("Person",), ("Place",)
    identifies = True
    sentence = happening("was raised in")


class RelativeOf(Relation, heading=Heading.ORGANIZATIONS):
    """Kinship; undirected in meaning."""

    sources_of, targets_of = ("Person", "LegalEntity"), ("Person", "LegalEntity")
    sentence, undirected = being("a relative of"), True
    kinship: PublicText = None


class AssociateOf(Relation, heading=Heading.BUSINESS):
    """Two people who have to do with each other; undirected in meaning."""

    sources_of, targets_of = (*PEOPLE, "LegalEntity"), (*PEOPLE, "LegalEntity")
    sentence, undirected = being("an associate of"), True
    role: PublicText = None
