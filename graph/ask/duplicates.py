"""Entities of a store that may be the same, by the one score; nothing is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from graph.ask.compared import records_of
from graph.identity import compare
from graph.identity.candidates import candidates

if TYPE_CHECKING:
    from graph.stores import Store


class Duplicate(BaseModel):
    """Two entities that may be one, the smaller id first, with each reason for and against in words."""

    model_config = ConfigDict(frozen=True)

    a: str
    a_name: str
    b: str
    b_name: str
    score: float
    supporting: tuple[str, ...]
    contrary: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """As rows are printed: `for` and `against` are no names in Python."""
        row = self.model_dump(mode="json")
        return {
            **{name: row[name] for name in ("a", "a_name", "b", "b_name", "score")},
            "for": row["supporting"],
            "against": row["contrary"],
        }


def duplicates(
    store: Store, kinds: frozenset[str], least: float, dataset: str | None = None, against: str | None = None
) -> list[Duplicate]:
    """Pairs of entities of some kinds that reach the score, likeliest first.

    With `dataset` only pairs with an entity of that data set count, and with `against` the other must be of that one.
    """
    found = records_of(store, kinds, tuple(name for name in (dataset, against) if name) if against else ())
    records = {key: one.record for key, one in found.items()}
    made = []
    for a, b in candidates(records):
        if dataset and not _between(found[a].datasets, found[b].datasets, dataset, against):
            continue
        verdict = compare(records[a], records[b])
        if verdict.score >= least:
            names = (records[key].names[0] for key in (a, b))
            made.append(Duplicate(a=a, a_name=next(names), b=b, b_name=next(names), score=round(verdict.score, 4),
                                  supporting=tuple(verdict.supporting), contrary=tuple(verdict.contrary)))  # fmt: skip
    return sorted(made, key=lambda one: (-one.score, one.a, one.b))


def _between(ones: frozenset[str], others: frozenset[str], dataset: str, against: str | None) -> bool:
    if against is None:
        return dataset in ones or dataset in others
    return (dataset in ones and against in others) or (dataset in others and against in ones)
