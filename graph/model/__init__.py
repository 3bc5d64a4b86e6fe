"""The model: kinds of entity, relations, sources and claims, as frozen records that check themselves."""

from graph.model import business as _business  # noqa: F401  defines more relations
from graph.model.dates import bounds, dated
from graph.model.kinds import KINDS, Entity, kinds_under
from graph.model.relations import HYPOTHESIS, RELATIONS, Relation, ends_fault, path_types, relation_id
from graph.model.sources import Claim, Source
from graph.model.vocabulary import Bound, Identification, Judgement, Reliability, RulingType, Status, best_grade, grade

__all__ = [
    "HYPOTHESIS",
    "KINDS",
    "RELATIONS",
    "Bound",
    "Claim",
    "Entity",
    "Identification",
    "Judgement",
    "Relation",
    "Reliability",
    "RulingType",
    "Source",
    "Status",
    "best_grade",
    "bounds",
    "dated",
    "ends_fault",
    "grade",
    "kinds_under",
    "path_types",
    "relation_id",
]
