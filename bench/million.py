"""A generated graph of any size, the same for every engine: entities, and relations with hubs, dates, grades and origins.

Countries, places and organizations come first and are few; relations choose them with a heavy tail, so that at five
million relations the best known country, place and organization have about a hundred thousand each. Among the last
entities are the hard pairs: two whose only relation is to the same hub, and nine in a row that touch nothing else.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

GRADES = ("A1", "A2", "B1", "B2", "B3", "C2", "C3", "C4", "D4", "E5", "F6")
LABELS = {
    "Country": ("Entity", "Place", "Country"),
    "Place": ("Entity", "Place"),
    "Organization": ("Entity", "Organization"),
    "LegalCase": ("Entity", "LegalCase"),
    "Person": ("Entity", "Person"),
}
_SHARES = (("Country", 200), ("Place", 20_000), ("Organization", 100_000), ("LegalCase", 100_000))
_FIRST_DAY, _DAYS, _SOURCES, _VOICES = dt.date(1990, 1, 1), 12_000, 2000, 700
_KINDS_OF_RELATION: tuple[tuple[float, str, str, float | None], ...] = (
    (0.08, "CITIZEN_OF", "Country", 0.34),
    (0.16, "RESIDENT_OF", "Place", 0.3),
    (0.36, "MEMBER_OF", "Organization", 0.11),
    (0.50, "EMPLOYED_BY", "Organization", None),
    (0.60, "DEFENDANT_IN", "LegalCase", None),
    (0.85, "RELATIVE_OF", "people", None),
    (1.00, "STATEMENT_ABOUT", "anything", None),
)
"""Up to which draw a type is taken, where its target is from, and how heavy the tail is; None for an even choice."""
RESERVED = 100
"""The last entities, which no ordinary relation touches."""


@dataclass(frozen=True)
class Graph:
    """So many entities and relations; the same numbers give the same graph."""

    entities: int = 1_000_000
    relations: int = 5_000_000
    seed: int = 7

    def bounds(self) -> dict[str, tuple[int, int]]:
        """First number of a kind and the first after it, in proportion to a million."""
        found, first = {}, 0
        for kind, share in _SHARES:
            after = first + max(1, share * self.entities // 1_000_000)
            found[kind], first = (first, after), after
        return found | {"Person": (first, self.entities)}

    def nodes(self) -> Iterator[dict[str, Any]]:
        """Every entity's properties, in the order of their numbers."""
        for kind, (first, after) in self.bounds().items():
            for number in range(first, after):
                name = f"{kind} {number}"
                yield {
                    "id": f"e{number}", "kind": kind, "name": name, "names": [name], "search": name.lower(), "datasets": ["bench"]
                }  # fmt: skip

    def edges(self) -> Iterator[tuple[int, str, int, dict[str, Any]]]:
        """Source, type, target and properties of every relation, none twice."""
        chance = random.Random(self.seed)
        for source, name, target in self.hard():
            yield source, name, target, self._about(chance, source, name, target)
        seen: set[tuple[int, str, int]] = set()
        while len(seen) < self.relations:
            key = self._ends(chance)
            if key[0] != key[2] and key not in seen:
                seen.add(key)
                yield *key, self._about(chance, *key)

    def hard(self) -> list[tuple[int, str, int]]:
        """The relations of the hard pairs."""
        chain = [(self.entities - 50 + at, "RELATIVE_OF", self.entities - 49 + at) for at in range(8)]
        return [*chain, *((self.entities - at, "CITIZEN_OF", 0) for at in (60, 61))]

    def _ends(self, chance: random.Random) -> tuple[int, str, int]:
        bounds, draw = self.bounds(), chance.random()
        people = (bounds["Person"][0], self.entities - RESERVED)
        source = chance.randrange(*people)
        name, within, alpha = next((name, within, alpha) for limit, name, within, alpha in _KINDS_OF_RELATION if draw < limit)
        where = bounds.get(within, people if within == "people" else (0, people[1]))
        return source, name, chance.randrange(*where) if alpha is None else _heavy(chance, where, alpha)

    def _about(self, chance: random.Random, source: int, name: str, target: int) -> dict[str, Any]:
        about: dict[str, Any] = {
            "id": f"e{source}|{name}|e{target}",
            "status": "asserted" if chance.random() < 0.9 else "alleged",
        }
        about["grade"] = chance.choice(GRADES)
        said = sorted(chance.sample(range(_SOURCES), chance.choice((1, 1, 1, 2, 3))))
        about |= {"sources": [f"s{one}" for one in said], "origins": [f"o{one % _VOICES}" for one in said], "datasets": ["bench"]}
        if chance.random() < 0.5:
            since = _FIRST_DAY + dt.timedelta(days=chance.randrange(_DAYS))
            about |= dict.fromkeys(("since", "since_earliest", "since_latest"), since.isoformat())
            if chance.random() < 0.4:
                until = since + dt.timedelta(days=chance.randrange(3000))
                about |= dict.fromkeys(("until", "until_earliest", "until_latest"), until.isoformat())
        return about


def _heavy(chance: random.Random, within: tuple[int, int], alpha: float) -> int:
    """A number in a range, the first ones by far the likeliest (Pareto)."""
    first, after = within
    while True:
        number = int(first - 1 + chance.paretovariate(alpha))
        if first <= number < after:
            return number
