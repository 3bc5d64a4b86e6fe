"""Events, rulings of courts and measures against somebody: whom they concern, and in which order they came."""

from __future__ import annotations

from typing import Annotated

from graph.model.define import Date, Entity, Heading, Months, Relation, RulingType, Text, happening, public

_RULINGS = {
    "verdict": "is a verdict",
    "appeal": "is a decision on appeal",
    "cassation": "is a decision in cassation",
    "probation": "orders probation",
    "release": "orders a release",
    "acquittal": "is an acquittal",
    "pardon": "is a pardon",
    "other": "is of a kind that the record calls “other”",
}


class Event(Entity, heading=Heading.EVENTS):
    """Something that happened; `date` may be missing where a source gives only an order."""

    colour, shape, lead = "#117A65", "ellipse", "the event"
    date: Annotated[Date | None, public("{e} took place {v}", single=True)] = None
    event: Annotated[Text | None, public("{e} is an event of the type “{v}”")] = None


class Ruling(Event):
    """One decision of a court in a case; months are what the ruling itself sets."""

    colour, shape, lead = "#882255", "box", "the ruling"
    date: Annotated[Date | None, public("{e} was made {v}", single=True)] = None
    ruling: Annotated[RulingType, public("{e} {v}", values=_RULINGS, single=True)]
    sentence_months: Annotated[
        Months | None, public("{e} sets a term of {v}", label="sentence, months", unit="months", single=True)
    ] = None
    restriction: Annotated[Text | None, public("{e} imposes the restriction “{v}”")] = None
    restriction_months: Annotated[
        Months | None, public("the restriction of {e} lasts {v}", label="restriction, months", unit="months", single=True)
    ] = None


class Sanction(Event):
    """A measure of an authority against somebody, as sanctions lists give it; never the sentence of a court."""

    colour, shape, lead = "#CC3311", "box", ""
    authority: Annotated[Text | None, public("{e} is a measure of “{v}”", single=True)] = None
    programme: Annotated[Text | None, public("{e} belongs to the programme “{v}”", single=True)] = None


class RuledIn(Relation, heading=Heading.EVENTS):
    """The case that a ruling decides."""

    sources_of, targets_of = ("Ruling",), ("LegalCase",)
    sentence = happening("was made in")
    once = True


class IssuedBy(Relation, heading=Heading.EVENTS):
    """The court that issued a ruling."""

    sources_of, targets_of = ("Ruling",), ("Court",)
    sentence = happening("was issued by")
    once = True


class Concerns(Relation, heading=Heading.EVENTS):
    """Whom or what a ruling, event or sanction is about."""

    sources_of = ("Ruling", "Event")
    identifies = True
    sentence = happening("concerns")
    once = True


class Supersedes(Relation, heading=Heading.EVENTS):
    """A later ruling that takes the place of an earlier one."""

    sources_of, targets_of = ("Ruling",), ("Ruling",)
    sentence = happening("takes the place of")
    once = True


class Precedes(Relation, heading=Heading.EVENTS):
    """An order that a source gives where it gives no dates; it never means *caused*."""

    sources_of, targets_of = ("Event",), ("Event",)
    sentence = happening("came before")
    once = True
