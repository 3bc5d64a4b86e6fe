"""Places and countries, where things lie, and how people moved between them."""

from __future__ import annotations

from graph.model.cases import CASES
from graph.model.define import Entity, Heading, Relation, at_source, being, happening
from graph.model.people import PEOPLE


class Place(Entity, heading=Heading.PLACES):
    """A place of any size."""

    colour, shape = "#7F9F3F", "triangleDown"


class Country(Place):
    """A state as a place and as a party."""

    colour, shape = "#4C7A1E", "triangleDown"


class TravelledTo(Relation, heading=Heading.PLACES):
    """Where somebody went."""

    sources_of, targets_of = PEOPLE, ("Place",)
    identifies = True
    sentence = happening("travelled to", once=True)
    event = True


class DepartedFrom(Relation, heading=Heading.PLACES):
    """Where somebody left from."""

    sources_of, targets_of = PEOPLE, ("Place",)
    identifies = True
    sentence = happening("departed from", once=True)
    event = True


class ReturnedTo(Relation, heading=Heading.PLACES):
    """Where somebody came back to."""

    sources_of, targets_of = PEOPLE, ("Place",)
    identifies = True
    sentence = happening("returned to", once=True)
    event = True


class LocatedIn(Relation, heading=Heading.PLACES):
    """Where something is, or which country it belongs to."""

    sources_of, targets_of = ("Organization", "Event", "Group", *CASES, "Place"), ("Place",)
    sentence = being("located in")
    sentence_from = at_source(Event=happening("took place in"), **dict.fromkeys(CASES, happening("belongs to")))
