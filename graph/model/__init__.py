"""The model: kinds of entity, relations, sources and claims, as frozen records that check themselves.

One file holds one topic, kinds and relations together. Every file of this folder is read at import, so that a class is
known to the product by being defined in one; what all classes rest on is in `fields`, `record`, `entity` and `relation`.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TypeVar

from graph.model.dates import bounds, dated
from graph.model.entity import KINDS, Entity, kinds_under
from graph.model.record import GraphRecord, Heading
from graph.model.relation import (
    HYPOTHESIS,
    RELATIONS,
    Relation,
    ends_fault,
    is_event,
    path_types,
    relation_id,
    relation_parts,
    relation_sentence,
)
from graph.model.sources import Claim, Source
from graph.model.vocabulary import (
    Bound,
    Identification,
    Judgement,
    Reliability,
    RulingType,
    Stance,
    Standing,
    Status,
    best_grade,
    grade,
)

__all__ = [
    "HYPOTHESIS",
    "KINDS",
    "RELATIONS",
    "Bound",
    "Claim",
    "Entity",
    "GraphRecord",
    "Heading",
    "Identification",
    "Judgement",
    "Relation",
    "Reliability",
    "RulingType",
    "Source",
    "Stance",
    "Standing",
    "Status",
    "best_grade",
    "bounds",
    "dated",
    "ends_fault",
    "grade",
    "is_event",
    "kinds_under",
    "path_types",
    "relation_id",
    "relation_parts",
    "relation_sentence",
]

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")


_Class = TypeVar("_Class", bound=GraphRecord)
_ORDER = list(Heading)


def _in_order(registry: dict[str, type[_Class]]) -> None:
    """Under their headings, each in the order of its file."""
    in_order = sorted(registry.items(), key=lambda item: _ORDER.index(item[1].heading))
    registry.clear()
    registry.update(in_order)


_in_order(KINDS)
_in_order(RELATIONS)
