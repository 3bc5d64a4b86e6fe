"""What is in a store as a whole, for `status`, and what there may be, for `schema`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import Field

from graph.ask.answer import Answer
from graph.model import KINDS, RELATIONS
from graph.model.entity import Entity
from graph.model.relation import Relation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.stores import Store


_COLUMNS = {"kinds": ("kind", "count"), "relations": ("relation", "count"), "families": ("family", "count"),
            "datasets": ("dataset", "claims")}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counts:
    """How many entities of each kind, relations of each type, records of each family, and claims of each data set."""

    kinds: Mapping[str, int]
    relations: Mapping[str, int]
    families: Mapping[str, int]
    datasets: Mapping[str, int]

    def as_json(self) -> dict[str, list[dict[str, str | int]]]:
        """The JSON contract of `status`."""
        return {
            part: [{what: name, number: count} for name, count in getattr(self, part).items()]
            for part, (what, number) in _COLUMNS.items()
        }

    def rows(self) -> list[dict[str, str | int]]:
        """All counts under `what`, `name` and `count`."""
        parts = ((_COLUMNS[part][0], getattr(self, part)) for part in ("families", "kinds", "relations", "datasets"))
        return [{"what": what, "name": name, "count": count} for what, counts in parts for name, count in counts.items()]


class SchemaRow(Answer):
    """A kind or a relation; `source` and `target` are the kinds that a relation joins, None of a kind."""

    what: str
    name: str
    labels: tuple[str, ...]
    source: tuple[str, ...] | None = Field(alias="from")
    target: tuple[str, ...] | None = Field(alias="to")
    properties: tuple[str, ...]
    count: int
    help: str


_COUNTED = {
    "kinds": "MATCH (e:Entity) RETURN e.kind AS name, count(*) AS count ORDER BY count DESC, name",
    "relations": "MATCH (:Entity)-[r]->(:Entity) WHERE type(r) IN $types "
                 "RETURN type(r) AS name, count(*) AS count ORDER BY count DESC, name",
    "datasets": "MATCH (c:Claim) UNWIND c.datasets AS name RETURN name, count(*) AS count ORDER BY name",
}  # fmt: skip
_FAMILIES = {family: f"MATCH (n:{family}) RETURN count(n) AS count" for family in ("Entity", "Source", "Claim")}
_FAMILIES["Figure"] = "MATCH (c:Claim) WHERE c.property = 'metric' RETURN count(c) AS count"


def counts(store: Store) -> Counts:
    """How much is in a store, the most first."""
    params = {"types": list(RELATIONS)}
    counted = {part: {row["name"]: row["count"] for row in store.read(query, params).rows} for part, query in _COUNTED.items()}
    return Counts(families={name: store.read(query).column("count")[0] for name, query in _FAMILIES.items()}, **counted)


def schema_rows(found: Counts | None) -> list[SchemaRow]:
    """Every kind and relation with its ends and properties and, given a store's counts, how many there are."""
    many = {**found.kinds, **found.relations} if found else {}
    common = [field for field in Relation.model_fields if field not in ("source", "target")]
    kinds = [
        SchemaRow(what="kind", name=name, labels=kind.labels(), source=None, target=None, help=_first_line(kind),
                  properties=(*Entity.model_fields, *kind.own_fields()), count=many.get(name, 0))
        for name, kind in KINDS.items()
    ]  # fmt: skip
    relations = [
        SchemaRow(what="relation", name=name, labels=(name,), source=relation.sources_of, target=relation.targets_of,
                  properties=(*common, *relation.own_fields()), count=many.get(name, 0), help=_first_line(relation))
        for name, relation in sorted(RELATIONS.items())
    ]  # fmt: skip
    return kinds + relations


def _first_line(documented: type[Any]) -> str:
    return (documented.__doc__ or "").strip().splitlines()[0]
