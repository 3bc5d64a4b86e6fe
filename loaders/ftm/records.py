"""One FollowTheMoney entity into records of ours: an entity, a source, or the claim that carries a relation.

What no field of ours takes stays in `extra`, lists as lists; what points to another entity becomes a relation. Nothing
is cleaned: FollowTheMoney data are clean by convention, and what a date field cannot take stays as text and is counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from graph.errors import Fault
from graph.model import KINDS, Claim, Source, relation_id, relation_sentence
from graph.model import ftm as table
from graph.model.extra import extra_name, joined
from graph.model.located import Located, RejectedRecord, edge_claim_id
from loaders.ftm.own import own_part
from loaders.ftm.schemas import Plan, plan
from loaders.ftm.values import MAX_TEXT, Unfit, Values, context, edtf, our_id, texts_of
from loaders.naming import dataset_source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from loaders.ftm.own import Own
    from loaders.ftm.values import Fields
    from loaders.stream import Census, Item

MAX_SHOWN = 80


class Converter:
    """Turns entities of one file into records of one data set, and counts what becomes what."""

    def __init__(self, file: str, dataset: str, census: Census) -> None:
        self.file, self.dataset, self.census = file, dataset, census
        self.source = dataset_source(dataset)

    def items(self, data: Any, line: int, said_by: tuple[str, ...] = ()) -> list[Item]:
        """The records of one entity, or why there are none; `said_by` are sources other than the data set."""
        try:
            return self._items(data, line, said_by or (self.source,))
        except Unfit as error:
            return [self.rejected(data, line, error)]
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            where = ".".join(str(step) for step in first["loc"])
            return [self.rejected(data, line, Unfit(first["msg"].removeprefix("Value error, "), where, first["input"]))]

    def rejected(self, data: Any, line: int, error: Unfit) -> RejectedRecord:
        """The rejection of an entity."""
        key = data.get("id") if isinstance(data, dict) else None
        key = key if isinstance(key, str) else ""
        self.census.count(str(data.get("schema") or "?") if isinstance(data, dict) else "?", "(rejected)")
        shown = str(error.value)
        shown = shown if len(shown) <= MAX_SHOWN else shown[: MAX_SHOWN - 1] + "…"
        return RejectedRecord((Fault(str(error), self.file, line, error.field, shown, key),), self.file, line, key, data)

    def _items(self, data: Any, line: int, said_by: tuple[str, ...]) -> list[Item]:
        if not isinstance(data, dict):
            raise Unfit('a line holds one entity: {"id": …, "schema": …, "properties": {…}}')
        key, schema = data.get("id"), data.get("schema")
        if not isinstance(key, str) or not key.strip():
            raise Unfit("the entity has no id", "id", "" if key is None else key)
        if not isinstance(schema, str) or not schema:
            raise Unfit("the entity has no schema", "schema", "" if schema is None else schema)
        found = plan(schema)
        if found is None:
            raise Unfit(
                "no such schema in the followthemoney library that is installed; a newer one may know it", "schema", schema
            )
        values = self._values(data.get("properties"), found, f"{self.file}:{line}")
        for name in found.dates & values.keys():
            for text in values[name]:
                if edtf(text) is None:
                    self.census.note(f"{name} that is no date, kept as text", f"{self.file}:{line}: {text[:40]}")
        own = own_part(data.get(table.OWN), values)
        reader = _Reader(self, found, _Entity(key, values, context(data), line, said_by, own))
        records: list[Item] = list(reader.records())
        self.census.count(schema, reader.became)
        return records

    def _values(self, properties: Any, found: Plan, where: str) -> Values:
        if not isinstance(properties, dict):
            if properties is None:
                return {}
            raise Unfit("properties are a mapping of names to lists", "properties", type(properties).__name__)
        values: Values = {}
        for name, given in properties.items():
            texts = texts_of(given, name)
            if not texts:
                continue
            if name not in found.properties:
                self.census.note(f"property that {found.schema} does not have, kept as text: {name[:80]}", where)
                name = extra_name(name)  # noqa: PLW2901  its name from here on
            values[name] = texts
        return values


@dataclass(frozen=True, slots=True)
class _Entity:
    """An entity taken apart: its own id, its properties, what stands beside them, its line and who says it.

    `own` is what an export of ours wrote down beside the properties, where this is one.
    """

    key: str
    values: Values
    context: Values
    line: int
    said_by: tuple[str, ...]
    own: Own


class _Reader:
    """One entity on its way to records."""

    def __init__(self, converter: Converter, found: Plan, entity: _Entity) -> None:
        self.converter, self.plan, self.line, self.said_by = converter, found, entity.line, entity.said_by
        self.key, self.values, self.context = entity.key, entity.values, entity.context
        self.own, self.id = entity.own, our_id(entity.key)
        self.became = (self.own.kind if found.edge is None else self.own.relation) or found.becomes

    def records(self) -> Iterator[Located]:
        edge = self.plan.edge
        if edge is None:
            yield from self._source() if self.became == "Source" else self._node(self.became)
            return
        pairs = [(a, b) for a in self.values.get(edge.source, ()) for b in self.values.get(edge.target, ()) if a != b]
        if not pairs:
            self.became = "Thing"
            message = f"{self.plan.schema} without two different ends, kept as a Thing"
            self.converter.census.note(message, f"{self.converter.file}:{self.line}")
            yield from self._node("Thing")
        elif edge.relation == "mention":
            yield from self._mentions(edge, pairs)
        else:
            yield from self._relations(edge, pairs)

    def _located(self, record: Any, *, reported: bool = False) -> Located:
        return Located(record, self.converter.file, self.line, reported_by=self.said_by if reported else ())

    # nodes

    def _node(self, kind: str) -> Iterator[Located]:
        pointing = dict(self.plan.links)
        if self.plan.edge is not None:
            pointing = dict.fromkeys((self.plan.edge.source, self.plan.edge.target), "LINKED_TO")
        targets = {name: self.values.pop(name) for name in (*pointing, *self.plan.papers) if name in self.values}
        for name in [name for name, ends in targets.items() if self.key in ends]:  # itself: no relation, but kept
            self.values[name] = [self.key]
            targets[name] = [end for end in targets[name] if end != self.key]
        record: Fields = {"id": self.id, "datasets": (self.converter.dataset,), **self._named(kind)}
        record |= self._fields(self.plan.fields)
        if summary := self._first("summary", MAX_TEXT):
            record["summary"] = summary
        record |= self.own.fields
        extra: Fields = {**joined(self.values, self.context)}
        if not self.plan.exact and not self.own.kind:
            extra["schema"] = [self.plan.schema]
        record["extra"] = self._with_id(extra)
        yield self._located(KINDS[kind].model_validate(record), reported=True)
        for name, ends in targets.items():
            for end in ends:
                yield from self._link(name, end, pointing.get(name, ""))

    def _named(self, kind: str) -> Fields:
        names = [name for prop in table.NAMES for name in self.values.get(prop, ())]
        found: Fields = {}
        if names:
            found = {"name": names[0], "names": tuple(names)}
            if len(self.values.get("name", ())) == 1:
                del self.values["name"]
            if self.context.get("caption") == [names[0]]:
                del self.context["caption"]
        else:
            caption = self._caption()
            found["name"], self.context["caption"] = caption, [caption]
        if kind == "Person":
            found["identification"] = "named" if names else "unnamed"
        elif kind in ("Thing", "Asset") and not self.own.kind:
            found["type"] = self.plan.schema
        return found

    def _caption(self) -> str:
        """What to show for what has no name; `x_caption` keeps that it is no more than that."""
        if caption := self.context.get("caption"):
            return caption[0][:MAX_TEXT]
        for prop in self.plan.captions:
            for value in self.values.get(prop, ()):
                if len(value) <= MAX_TEXT:
                    return value
        return self.key[:MAX_TEXT]

    def _fields(self, wanted: dict[str, tuple[str, ...]]) -> dict[str, str]:
        """Fields of ours from the first value of their properties; a value that moved whole leaves `values`."""
        found = {}
        for name, properties in wanted.items():
            for at, prop in enumerate(properties):
                if (value := self._field(prop, name, keep=at > 0)) is not None:
                    found[name] = value
                    break
        return found

    def _field(self, prop: str, name: str, *, keep: bool) -> str | None:
        given = self.values.get(prop)
        if not given:
            return None
        value: str | None = given[0]
        if name in _DATES:
            value = next((date for date in map(edtf, given) if date), None)
        elif len(given[0]) > MAX_TEXT:
            value = None
        if value is not None and not keep and given == [value] and prop not in self.context:
            del self.values[prop]
        return value

    def _first(self, prop: str, limit: int) -> str | None:
        given = self.values.get(prop)
        if not given or len(given[0]) > limit:
            return None
        if len(given) == 1:
            del self.values[prop]
        return given[0]

    def _with_id(self, extra: Fields) -> Fields:
        return extra if self.id == self.key else {**extra, "id": [self.key]}

    def _source(self) -> Iterator[Located]:
        targets = {name: self.values.pop(name) for name in self.plan.links if name in self.values}
        record: Fields = {"id": self.id, "title": self._caption(), "datasets": (self.converter.dataset,)}
        for name, properties in table.SOURCE_FIELDS.items():
            if (value := self._fields({name: properties}).get(name)) is not None:
                record[name] = value
        if self.values.get("title") == [record["title"]]:
            del self.values["title"]
        record["extra"] = self._with_id({**self.context, **self.values, "schema": [self.plan.schema]})
        yield self._located(Source.model_validate(record))
        for name, ends in targets.items():
            for end in ends:
                yield self._mention(self.id, end, name, edge_claim_id(self.converter.dataset, f"{self.key}.{name}.{end}"), {})

    # relations

    def _link(self, name: str, end: str, relation: str) -> Iterator[Located]:
        """A property that points to another entity; one that points to a document is a mention in it."""
        claim_id = edge_claim_id(self.converter.dataset, f"{self.key}.{name}.{end}")
        if not relation:
            yield self._mention(our_id(end), self.key, name, claim_id, {})
            return
        details = {"role": name} if relation == "LINKED_TO" else {}
        yield self._claim(claim_id, relation, (self.id, our_id(end)), {"details": details})

    def _relations(self, edge: table.Edge, pairs: list[tuple[str, str]]) -> Iterator[Located]:
        del self.values[edge.source], self.values[edge.target]
        relation, roles = self.became, self.values.get(edge.role, [])
        shape: Fields = {}
        details: Fields = {}
        for name, value in self._fields({"since": table.SINCE, "until": table.UNTIL}).items():
            shape[name] = value
        if edge.relation == "PARTY_TO" and not self.own.relation and roles and roles[0].strip().lower() in table.ACCUSED:
            relation = self.became = "DEFENDANT_IN"
        elif edge.field and edge.relation == relation and (role := self._first(edge.role, MAX_TEXT)):
            details[edge.field] = role
        if relation == "OWNS" and (share := self._first("percentage", MAX_TEXT)):
            details["percentage"] = share
        details |= self.own.details
        if self.values:
            details["extra"] = {name: self.values[name] for name in sorted(self.values)}
        shape |= self.own.standing
        shape |= {"details": details, "extra": {**self.context, "id": [self.key]}}
        first = edge_claim_id(self.converter.dataset, self.key)
        for at, (a, b) in enumerate(pairs):
            yield self._claim(f"{first}-{at}" if at else first, relation, (our_id(a), our_id(b)), shape)

    def _mentions(self, edge: table.Edge, pairs: list[tuple[str, str]]) -> Iterator[Located]:
        del self.values[edge.source], self.values[edge.target]
        extra = {**self.context, **self.values, "id": [self.key], "schema": [self.plan.schema]}
        first = edge_claim_id(self.converter.dataset, self.key)
        for at, (document, entity) in enumerate(pairs):
            yield self._mention(our_id(document), entity, self.plan.schema, f"{first}-{at}" if at else first, extra)

    def _mention(self, source: str, entity: str, role: str, claim_id: str, extra: Values) -> Located:
        values = {
            "id": claim_id,
            "text": f"{our_id(entity)} is named in {source} ({role})",
            "property": "mention",
            "source": source,
            "about": (our_id(entity),),
            "row": self.line,
            "datasets": (self.converter.dataset,),
            "extra": extra or {"property": [role]},
        }
        return self._located(Claim.model_validate(values))

    def _claim(self, claim_id: str, relation: str, ends: tuple[str, str], shape: Fields) -> Located:
        values = {
            "id": claim_id,
            "text": relation_sentence(relation).now.format(a=ends[0], b=ends[1]),
            "property": relation,
            "source": self.said_by[0],
            "about": ends,
            "relation": relation_id(ends[0], relation, ends[1]),
            "row": self.line,
            "datasets": (self.converter.dataset,),
            **shape,
        }
        return self._located(Claim.model_validate(values))


def _date_names() -> frozenset[str]:
    kinds: Iterable[Any] = KINDS.values()
    return frozenset({"since", "until", "published", "retrieved"}.union(*(kind.date_fields() for kind in kinds)))


_DATES = _date_names()
