"""Media, and what people say in them and in public."""

from __future__ import annotations

from graph.model.define import Heading, PublicText, Relation, happening
from graph.model.organizations import Organization


class MediaOutlet(Organization):
    """A newspaper, broadcaster or site that publishes."""

    colour, shape = "#CC79A7", "square"


class StatementAbout(Relation, heading=Heading.MEDIA):
    """Somebody said something about an entity in public."""

    sources_of = ("Person", "Organization")
    sentence = happening("made a statement about")
    topic: PublicText = None


class InterviewedBy(Relation, heading=Heading.MEDIA):
    """Who gave an interview to an outlet."""

    sources_of, targets_of = ("Person",), ("MediaOutlet",)
    sentence = happening("was interviewed by")


class QuotedBy(Relation, heading=Heading.MEDIA):
    """Whom an outlet quotes."""

    sources_of, targets_of = ("Person",), ("MediaOutlet",)
    sentence = happening("was quoted by")
