"""What is asked of a path search: the two ends, how many paths, what may be walked and what makes a path costly."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from graph.ask.search import relation_type
from graph.errors import UsageError
from graph.ledger.certainty import Snapshot
from graph.model import HYPOTHESIS, KINDS, kinds_under, path_types

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.ask.answer import Named

MAX_HOPS = 15
MOST_PATHS = 1000
MOST_VIA = 4


class Prefer(StrEnum):
    """What a good path is: few hops, well supported ones, or ones that do not lead over what everybody touches."""

    SHORT = "short"
    EVIDENCE = "evidence"
    SPECIFIC = "specific"


@dataclass(frozen=True, slots=True)
class Walkable:
    """Which relations and entities a search may walk; empty of everything, all but hypotheses and what is denied only.

    `types` are relation types; `min_grade` such as "B2" asks for that grade or a better one, by the source's letter and
    then the claim's number; `directed` walks a relation from its source to its target only. `denied` lets what is denied
    only be walked, `undisputed` keeps out whatever any claim denies.
    """

    types: tuple[str, ...] = field(default_factory=path_types)
    min_grade: str | None = None
    min_origins: int = 1
    snapshot: Snapshot = field(default_factory=Snapshot)
    directed: bool = False
    denied: bool = False
    undisputed: bool = False
    avoid: frozenset[str] = frozenset()
    avoid_kinds: frozenset[str] = frozenset()

    @property
    def hypotheses(self) -> bool:
        """Whether POSSIBLY_SAME_AS is walked."""
        return HYPOTHESIS in self.types

    def without(self, name: str) -> Walkable:
        """The same with one of its filters taken off: the name of a field."""
        return replace(self, **{name: getattr(Walkable(), name)})

    def narrowing(self) -> list[str]:
        """The names of the fields that keep something out."""
        free = Walkable()
        names = ("min_grade", "min_origins", "snapshot", "directed", "undisputed", "avoid", "avoid_kinds")
        narrowed = [name for name in names if getattr(self, name) != getattr(free, name)]
        return [*narrowed, "types"] if set(free.types) - set(self.types) else narrowed


@dataclass(frozen=True, slots=True)
class PathQuestion:
    """From where to where, how far, how many, and by which measure.

    `every` asks for all of the shortest, at most `most` of them; otherwise the `k` best ones of at most `max_hops`.
    """

    start: Named
    end: Named
    max_hops: int = 8
    every: bool = False
    most: int = 100
    k: int = 1
    prefer: Prefer = Prefer.SHORT
    via: tuple[str, ...] = ()
    walkable: Walkable = field(default_factory=Walkable)

    def check(self) -> None:
        """Raises UsageError for a number that cannot be meant, or an end that is to be avoided."""
        if not 1 <= self.max_hops <= MAX_HOPS:
            raise UsageError(f"--max-hops is between 1 and {MAX_HOPS}, not {self.max_hops}", hint="leave it out for 8")
        if not 1 <= self.k <= MOST_PATHS:
            raise UsageError(f"-k is between 1 and {MOST_PATHS}, not {self.k}", hint="leave it out for one path")
        if self.every and self.prefer is not Prefer.SHORT:
            raise UsageError("--all is of the shortest paths", hint=f"ask for the best few by {self.prefer} with -k")
        for end in (self.start, self.end):
            if end.id in self.walkable.avoid:
                raise UsageError(f"“{end.name}” is an end of the path and to be avoided as well", hint="leave out --avoid")
        if len(self.via) > MOST_VIA:
            raise UsageError(f"--via may be given {MOST_VIA} times, not {len(self.via)}", hint="ask for two paths instead")
        if spoilt := self.walkable.avoid.intersection(self.via):
            raise UsageError(f"{min(spoilt)} is both --via and --avoid", hint="leave out one of the two")

    @property
    def wanted(self) -> int:
        """How many paths are to be found."""
        return self.most if self.every else self.k


def types_of(only: Iterable[str], leave_out: Iterable[str], *, hypotheses: bool) -> tuple[str, ...]:
    """The relation types that may be walked, in the order of their names.

    Raises:
        UsageError: no such type, or none is left.
    """
    only, leave_out = [relation_type(name) for name in only], [relation_type(name) for name in leave_out]
    chosen = set(only or path_types()) - set(leave_out)
    chosen = chosen | {HYPOTHESIS} if hypotheses else chosen - {HYPOTHESIS}
    if not chosen:
        raise UsageError("no relation type is left to walk", hint="leave out --only or --not")
    return tuple(sorted(chosen))


def kinds_named(name: str) -> frozenset[str] | None:
    """The kinds under a kind of that name, in whatever case it is written; None where there is no such kind."""
    for kind in KINDS:
        if kind.lower() == name.strip().lower():
            return kinds_under(kind)
    return None
