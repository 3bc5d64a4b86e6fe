"""All that a file of this folder needs to define kinds of entity and relations."""

from graph.model.dates import Edtf as Date
from graph.model.entity import Entity, kinds_under
from graph.model.fields import Count, FieldSpec, Id, Months, OneText, PublicText, Text, public, unless_protected
from graph.model.record import Heading
from graph.model.relation import ANY, Relation, Sentence, at_source, being, happening, lasting
from graph.model.vocabulary import Bound, Identification, Judgement, RulingType

__all__ = [
    "ANY", "Bound", "Count", "Date", "Entity", "FieldSpec", "Heading", "Id", "Identification", "Judgement", "Months",
    "OneText", "PublicText", "Relation", "RulingType", "Sentence", "Text", "at_source", "being", "happening", "kinds_under",
    "lasting", "public", "unless_protected",
]  # fmt: skip
