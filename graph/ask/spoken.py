"""Claims as the rules on contradictions read them: of a whole store only those that could contradict another one.

The store groups claims by what they are about and gives those groups in which something differs; a hundred thousand
figures that agree are never fetched. Of one entity, all that could contradict what is said about it is read.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from graph import stores
from graph.ledger.clashes import DEATHS, end_fields
from graph.ledger.values import Reading, Spoken, attribute_readings, readings
from graph.model import RELATIONS
from graph.stores import Limits

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.stores import Store

_LIMITS = Limits(timeout=120.0)
_MAP = """c{.id, .property, .about, .status, .grade, .source, .origin, .value, .since, .until, .details, .metric, .scope,
.bound, .unit, .as_of, .attributed_to}"""
_SAID = "c.status <> 'retracted'"
_DIFFER = "WHERE values > 1 OR stances > 1 RETURN told"
_FIGURES = f"""
MATCH (c:Claim {{property: 'metric'}}) WHERE {_SAID} AND ($metrics = [] OR c.metric IN $metrics)
WITH c.metric AS metric, c.scope AS scope, count(DISTINCT c.value) + count(DISTINCT c.unit) - 1 AS values,
     count(DISTINCT c.status) AS stances, collect({_MAP}) AS told
"""
_FACTS = f"""
MATCH (c:Claim) WHERE c.property IN $names AND {_SAID} AND c.relation IS NULL
WITH c.about AS about, c.property AS property, count(DISTINCT c.value) AS values, count(DISTINCT c.status) AS stances,
     collect({_MAP}) AS told
{_DIFFER}
"""
_DATES = f"""
MATCH (c:Claim) WHERE {_SAID} AND c.relation IS NOT NULL AND (c.since IS NOT NULL OR c.until IS NOT NULL)
WITH c.about AS about, c.property AS property, count(DISTINCT c.since) AS begun, count(DISTINCT c.until) AS ended,
     collect({_MAP}) AS told
WHERE begun > 1 OR ended > 1 OR (begun > 0 AND ended > 0 AND size(told) > 1) RETURN told
"""
_AT_END = f"""
MATCH (c:Claim) WHERE c.property IN $types AND {_SAID} AND c.details IS NOT NULL
WITH c.property AS property, c.about[$end] AS thing, count(c) AS values, 1 AS stances, collect({_MAP}) AS told
{_DIFFER}
"""
_NAMED = f"MATCH (c:Claim) WHERE c.property IN $names AND {_SAID} RETURN collect({_MAP}) AS told"
_DENIED = f"MATCH (c:Claim) WHERE c.status = 'denied' RETURN collect({_MAP}) AS told"
_ABOUT = f"""
UNWIND $ids AS id MATCH (:Entity {{id: id}})<-[:ABOUT]-(c:Claim)
WHERE {_SAID} AND ($names = [] OR c.property IN $names) RETURN collect({_MAP}) AS told
"""
_BY = f"MATCH (c:Claim {{property: 'metric'}}) WHERE c.origin = $id AND {_SAID} RETURN collect({_MAP}) AS told"


class Telling:
    """Reads claims from a store, each once."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.claims: dict[str, Spoken] = {}
        pairs = store.read("MATCH (s:Source)-[:CITES]->(cited:Source) RETURN s.id AS id, collect(cited.id) AS cited", {}).rows
        self._cites = {row["id"]: frozenset(row["cited"]) for row in pairs}

    def take(self, query: str, **asked: Any) -> list[Spoken]:
        """Takes in the claims that a query gives as lists of maps under `told`."""
        rows = self.store.read(query, asked, _LIMITS).rows
        told = [spoken(one, self._cites) for row in rows for one in row["told"]]
        self.claims |= {claim.id: claim for claim in told}
        return told

    def about(self, ids: Iterable[str], names: Iterable[str] = ()) -> list[Spoken]:
        """Takes in the claims about some entities, on some properties or all."""
        wanted = sorted(set(names))
        return [claim for batch in stores.batches(sorted(set(ids))) for claim in self.take(_ABOUT, ids=list(batch), names=wanted)]


def figures(telling: Telling, metrics: tuple[str, ...], *, agreeing: bool) -> None:
    """Takes in the figures of some metrics or all; unless `agreeing`, only where those of one scope differ."""
    telling.take(_FIGURES + ("RETURN told" if agreeing else _DIFFER), metrics=list(metrics))


def everywhere(telling: Telling) -> None:
    """Takes in what could contradict another claim anywhere in a store, figures apart."""
    begins = end_fields()
    telling.take(_FACTS, names=sorted(attribute_readings()))
    telling.take(_DATES)
    for end, types in enumerate(_types()):
        telling.take(_AT_END, types=types, end=end)
    ended = telling.take(_NAMED, names=sorted(begins))
    telling.about((claim.about[0] for claim in ended), begins.values())
    _denied(telling, telling.take(_DENIED))
    births, ends = _days_of_life()
    _lives(telling, telling.take(_NAMED, names=[*(name for name in births if name in RELATIONS), *ends]))


def concerning(telling: Telling, entity: str) -> None:
    """Takes in what could contradict what is said about an entity, and the figures that come from it."""
    told = telling.about([entity])
    telling.take(_BY, id=entity)
    shared = {claim.about[1] for claim in told if claim.property in _types()[1]}
    telling.about(shared, _types()[1])
    died = [claim for claim in told if claim.property in _days_of_life()[1]]
    concerned = {claim.about[1] for claim in told if claim.property == "CONCERNS"} - {entity}
    died += telling.about(concerned, _days_of_life()[1]) if concerned else []
    _lives(telling, died)


def _denied(telling: Telling, denied: list[Spoken]) -> None:
    """Takes in what others say of that which some claims deny."""
    telling.about((claim.about[0] for claim in denied), {claim.property for claim in denied} or {"nothing"})


def _lives(telling: Telling, lived: list[Spoken]) -> None:
    """Takes in the births of some people, and the dates of the rulings on them."""
    births, _ = _days_of_life()
    people = {claim.about[0] for claim in lived}
    told = telling.about(people, [*births, "CONCERNS"])
    telling.about((claim.about[0] for claim in told if claim.property == "CONCERNS"), ["date"])


@lru_cache(maxsize=1)
def _days_of_life() -> tuple[list[str], list[str]]:
    """The properties of claims that give the day of a birth, and of a death."""
    by_day = {name: [key for key, one in RELATIONS.items() if one.dates == name] for name in ("birth_date", "death_date")}
    return ["birth_date", *by_day["birth_date"]], [*DEATHS, *by_day["death_date"]]


@lru_cache(maxsize=1)
def _types() -> tuple[list[str], list[str]]:
    """The relations that have a single-valued property, by the end at which their claims are compared: shares at the thing."""
    ways = {key: set(readings(relation).values()) for key, relation in RELATIONS.items()}
    return [key for key in ways if Reading.PLAIN in ways[key]], [key for key in ways if Reading.SHARE in ways[key]]


def spoken(stored: Mapping[str, Any], cites: Mapping[str, frozenset[str]]) -> Spoken:
    """A claim as the store gives it, with the sources that its own source cites."""
    values = {name: value for name, value in stored.items() if value is not None}
    named = values.pop("attributed_to", None)
    values["about"] = tuple(values["about"])
    values["details"] = json.loads(values.get("details") or "{}")
    values["grade"] = values.get("grade", "")
    return Spoken(**values, repeats=frozenset() if named else cites.get(values["source"], frozenset()))
