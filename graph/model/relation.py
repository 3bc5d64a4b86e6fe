"""The base of every relation: a relation is one class, known to the product by being defined in a file beside this one.

The class says which kinds may stand at either end, how the relation is read out and which properties are its own. A
relation in the graph is always *derived*: it exists because at least one claim carries it, and its dates, status, grade,
sources and origins are computed from those claims (see `graph.ledger`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, NamedTuple, Protocol

from pydantic import Field

from graph.model.dates import Edtf as Date
from graph.model.dates import bounds
from graph.model.entity import KINDS, kinds_under
from graph.model.extra import Extra
from graph.model.fields import Id, unless_protected
from graph.model.record import GraphRecord, kept
from graph.model.vocabulary import Standing, Status

RELATIONS: dict[str, type[Relation]] = {}
HYPOTHESIS = "POSSIBLY_SAME_AS"
DISPUTE = ("disputed_grade", "disputed_sources", "disputed_origins")
"""What stands on a relation only where claims dispute it."""
ANY = ("Entity",)


@dataclass(frozen=True, slots=True)
class Sentence:
    """How a relation is read out; `was` and `since` are "" for what happens at a time, `once` when it happens once.

    Each has the places {a} and {b} for the two ends.
    """

    now: str
    was: str = ""
    since: str = ""
    once: bool = False


def happening(verb: str, *, once: bool = False) -> Sentence:
    """What happens at a time: “fought for”."""
    return Sentence(f"{{a}} {verb} {{b}}", once=once)


def lasting(now: str, was: str, since: str) -> Sentence:
    """What lasts: “lives in”, “lived in”, “has lived in”."""
    return Sentence(f"{{a}} {now} {{b}}", f"{{a}} {was} {{b}}", f"{{a}} {since} {{b}}")


def being(rest: str) -> Sentence:
    """What somebody is, was and has been: “a citizen of”."""
    return lasting(f"is {rest}", f"was {rest}", f"has been {rest}")


def at_source(**by_kind: Sentence) -> Mapping[str, Sentence]:
    """Sentences for certain kinds at the source: `at_source(Group=happening("includes citizens of"))`."""
    return MappingProxyType(by_kind)


class _Dated(Protocol):
    @property
    def since(self) -> str | None: ...
    @property
    def until(self) -> str | None: ...


class Relation(GraphRecord):
    """One edge between two entities, by the claims that carry it.

    `sentence_from` reads it out otherwise where a certain kind, or one that specialises it, stands at the source.
    `dates_identify` says that its dates tell who a protected person is, `identifies` that its other end and its days help to,
    together with other things. `dates` names what its day is the day of, where its
    source has only one such day in a life: birth or death. What is an `event` happened at a time and does not
    last: each of several is a relation of its own. What is `once` can be so only once between two entities, so that claims
    with other dates contradict each other; of anything else each period is a relation of its own.
    """

    sources_of: ClassVar[tuple[str, ...]] = ANY
    targets_of: ClassVar[tuple[str, ...]] = ANY
    sentence: ClassVar[Sentence | None] = None
    sentence_from: ClassVar[Mapping[str, Sentence]] = MappingProxyType({})
    undirected: ClassVar[bool] = False
    dates_identify: ClassVar[bool] = False
    identifies: ClassVar[bool] = False
    dates: ClassVar[str] = ""
    event: ClassVar[bool] = False
    once: ClassVar[bool] = False

    id: str
    source: Id
    target: Id
    since: Date | None = None
    until: Date | None = None
    status: Status = Status.ASSERTED
    grade: str = ""
    sources: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    standing: Standing = Standing.SUPPORTED
    disputed_grade: str = ""
    disputed_sources: tuple[str, ...] = ()
    disputed_origins: tuple[str, ...] = ()
    datasets: tuple[str, ...] = ()
    extra: Annotated[Extra, unless_protected()] = Field(default_factory=dict)

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        RELATIONS[cls.type_name()] = cls

    @classmethod
    def type_name(cls) -> str:
        """The relationship type in the graph: the class's name in capitals, `RecruitedBy` → `RECRUITED_BY`."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).upper()

    @classmethod
    def ends(cls) -> tuple[frozenset[str], frozenset[str]]:
        """The kinds that may stand at the source and at the target."""
        return kinds_under(*cls.sources_of), kinds_under(*cls.targets_of)

    @classmethod
    def pair_fault(cls, source_kind: str, target_kind: str) -> str:  # noqa: ARG003  what a type may look at
        """Why two kinds that may each stand at their end do not go together; "" when they do."""
        return ""

    def properties(self) -> dict[str, Any]:
        """What the graph keeps on the edge; the ends stay out, and so do lists of its own that are empty."""
        leaving = (*self.own_fields(), *DISPUTE)
        empty = {name for name in leaving if getattr(self, name) in ((), "")}
        return kept(self, without={"source", "target", *empty}, dates=("since", "until")) | event_bounds(self.type_name(), self)


def relation_id(source: str, type_name: str, target: str) -> str:
    """The id of a pair of entities and a type, with its direction: also that of their relation, where they have one only."""
    return f"{source}|{type_name}|{target}"


class RelationParts(NamedTuple):
    """What a relation's id consists of; `episode` is "" where the pair has one relation only, or one without a date."""

    source: str
    type_name: str
    target: str
    episode: str

    @property
    def pair(self) -> str:
        """The id that all episodes of the pair begin with."""
        return relation_id(self.source, self.type_name, self.target)


def relation_parts(key: str) -> RelationParts | None:
    """The parts of a relation's or a pair's id; None of any other text."""
    source, _, rest = key.partition("|")
    type_name, _, rest = rest.partition("|")
    target, _, episode = rest.partition("|")
    return RelationParts(source, type_name, target, episode) if source and type_name and target else None


def is_event(type_name: str) -> bool:
    """Whether a relation of that type happens at a time and does not last."""
    return type_name in RELATIONS and RELATIONS[type_name].event


def event_bounds(type_name: str, dated_record: _Dated) -> dict[str, date]:
    """What the graph keeps of an event for which one date only is stated: it lies within that, so both ends have its bounds."""
    since, until = dated_record.since, dated_record.until
    if not is_event(type_name) or (since is None) == (until is None):
        return {}
    first, last = bounds(since or until or "")
    name = "until" if until is None else "since"
    return {key: day for key, day in ((f"{name}_earliest", first), (f"{name}_latest", last)) if day is not None}


def relation_sentence(type_name: str, source_kind: str = "") -> Sentence:
    """How a relation that begins at a kind is read out; one without a sentence of its own is read out by its label."""
    relation = RELATIONS[type_name]
    for kind in reversed(KINDS[source_kind].labels() if source_kind in KINDS else ()):
        if kind in relation.sentence_from:
            return relation.sentence_from[kind]
    return relation.sentence or Sentence(f"{{a}} has the relation “{relation.label}” to {{b}}")


@lru_cache(maxsize=4096)
def ends_fault(type_name: str, source_kind: str, target_kind: str) -> str:
    """Why a relation cannot stand between two kinds; "" when it can."""
    relation = RELATIONS[type_name]
    sources, targets = relation.ends()
    if source_kind not in sources:
        return f"{type_name} starts at {_kinds(relation.sources_of)}, not at a {source_kind}"
    if target_kind not in targets:
        return f"{type_name} ends at {_kinds(relation.targets_of)}, not at a {target_kind}"
    return relation.pair_fault(source_kind, target_kind)


def _kinds(names: tuple[str, ...]) -> str:
    return " or ".join("any entity" if name == "Entity" else name for name in names)


def path_types() -> tuple[str, ...]:
    """The relation types that a path may walk: all but hypotheses, sorted."""
    return tuple(sorted(name for name in RELATIONS if name != HYPOTHESIS))
