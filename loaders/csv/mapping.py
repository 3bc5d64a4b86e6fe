"""The mapping file: which column of a CSV file is what, written by a person, checked before the first row is read.

The models below are the format. A `Value` is a column, by its heading, or a mapping that says more: a format of dates, a
fixed text, words to be replaced, a sign at which a cell is split.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from graph.errors import Fault, RecordFaults
from graph.model import KINDS, RELATIONS, Reliability, Status
from graph.model.dates import Edtf as Date
from graph.model.dates import date_fields
from graph.model.fields import Text
from loaders.dossier.forms import RelationType
from loaders.yaml_faults import faults_of
from loaders.yaml_lines import YamlFault, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILLED = ("id", "name", "identification")
Column = Annotated[str, Field(min_length=1, description="a column, by its heading")]


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_enum_values=True)


class Value(_Form):
    """Where a text comes from: a column, or always the same `text`."""

    column: Column | None = None
    text: str | None = Field(default=None, description="the same for every row")
    format: tuple[str, ...] = Field(default=(), description="how dates are written, such as %d.%m.%Y; the first that fits")
    words: dict[str, str] = Field(default_factory=dict, description="what to put for a cell, such as {м: male}")
    split: str | None = Field(default=None, min_length=1, description="the sign between several values in a cell")

    @model_validator(mode="after")
    def _one_origin(self) -> Value:
        if (self.column is None) == (self.text is None):
            msg = "give either a column or a text"
            raise ValueError(msg)
        return self


def _value(given: Any) -> Any:
    return {"column": given} if isinstance(given, str) else given


def _list(given: Any) -> Any:
    return [given] if isinstance(given, (str, dict)) else given


def _formats(given: Any) -> Any:
    if isinstance(given, dict) and isinstance(given.get("format"), str):
        return {**given, "format": [given["format"]]}
    return given


AnyValue = Annotated[Value, BeforeValidator(_formats), BeforeValidator(_value)]
Values = Annotated[tuple[AnyValue, ...], BeforeValidator(_list)]
Where = dict[Column, Annotated[tuple[str, ...], BeforeValidator(_list), Field(min_length=1)]]
Columns = Annotated[tuple[Column, ...], BeforeValidator(_list)]


def _is_kind(word: str) -> str:
    if word in KINDS:
        return word
    msg = f"no such kind; the kinds are {', '.join(KINDS)}"
    raise ValueError(msg)


class EntityForm(_Form):
    """What a row says of one entity; rows with the same `key` speak of the same one."""

    kind: Annotated[str, AfterValidator(_is_kind)]
    key: Columns = Field(min_length=1, description="the columns that tell one from another")
    where: Where = Field(default_factory=dict, description="columns and what must stand in them, such as {schema: [Person]}")
    only_named: bool = Field(default=False, description="true: the rows say nothing of it but its id, as those of an edge list")
    split: str | None = Field(default=None, min_length=1, description="the sign between several entities in the cell of the key")
    prefix: str | None = Field(default=None, description="put before the key to make the id; - for none")
    name: Columns = Field(default=(), description="columns whose texts, one after the other, are the name")
    names: Values = Field(default=(), description="further names")
    fields: dict[str, AnyValue] = Field(default_factory=dict, description="fields of the kind")
    extra: dict[str, AnyValue] | Literal["rest", "none"] | Columns = Field(
        default="none", description="columns to keep as they are; rest: all that nothing else reads"
    )

    @model_validator(mode="after")
    def _split_has_one_column(self) -> EntityForm:
        if self.split is not None and (len(self.key) > 1 or self.name not in ((), self.key)):
            msg = "what is split has one column as its key, and that as its name"
            raise ValueError(msg)
        return self

    @model_validator(mode="after")
    def _fields_are_known(self) -> EntityForm:
        known = {"summary", *KINDS[self.kind].own_fields()}
        if odd := sorted(set(self.fields) - known):
            msg = f"a {self.kind} has no field {odd[0]}; it has {', '.join(sorted(known))}"
            raise ValueError(msg)
        if needed := [name for name in _needed(self.kind) if name not in self.fields]:
            msg = f"a {self.kind} needs the field {needed[0]}: give it a column, or {{text: …}}"
            raise ValueError(msg)
        return self


def _needed(kind: str) -> list[str]:
    """Fields that a kind cannot be without, but for those that the loader fills in itself."""
    return [name for name, info in KINDS[kind].model_fields.items() if info.is_required() and name not in FILLED]


class RelationForm(_Form):
    """A relation that every row claims, if both its ends are there; `from` and `to` name entities of this mapping."""

    type: RelationType
    from_: str = Field(alias="from")
    to: str
    when: Column | None = Field(default=None, description="a column that must not be empty")
    where: Where = Field(default_factory=dict, description="columns and what must stand in them")
    since: AnyValue | None = None
    until: AnyValue | None = None
    with_: dict[str, AnyValue] = Field(default_factory=dict, alias="with", description="the relation type's own properties")
    extra: Columns = ()
    says: Text | None = None
    status: Status = Status.ASSERTED
    credibility: Annotated[int, Field(ge=1, le=6)] = 3

    @model_validator(mode="after")
    def _properties_are_known(self) -> RelationForm:
        known = RELATIONS[self.type].own_fields()
        if odd := sorted(set(self.with_) - set(known)):
            msg = f"{self.type} has no property {odd[0]} (its own: {', '.join(known) or 'none'})"
            raise ValueError(msg)
        return self


class Mapping(_Form):
    """One CSV file: how it is written, what it is as a source, and what its columns say."""

    dataset: str | None = None
    title: Text | None = None
    url: Text | None = None
    language: Text | None = None
    published: Date | None = None
    retrieved: Date | None = None
    reliability: Reliability = Reliability.F
    encoding: str = "auto"
    sheet: Text | None = Field(default=None, description="of a workbook; otherwise every sheet that has the columns")
    heading_row: Annotated[int, Field(ge=1)] | None = Field(default=None, description="otherwise the first with all columns")
    delimiter: Annotated[str, Field(pattern=r"^(auto|tab|.)$")] = "auto"
    empty: tuple[str, ...] = Field(default=(), description="cells that mean nothing, such as - or n/a")
    entities: dict[str, EntityForm] = Field(min_length=1)
    relations: tuple[RelationForm, ...] = ()

    @model_validator(mode="after")
    def _ends_are_there(self) -> Mapping:
        for relation in self.relations:
            for end in (relation.from_, relation.to):
                if end not in self.entities:
                    msg = f"relation {relation.type}: no entity {end} in this mapping; it has {', '.join(self.entities)}"
                    raise ValueError(msg)
        rest = [name for name, entity in self.entities.items() if entity.extra == "rest" and not entity.where]
        if len(rest) > 1:
            msg = f"only one entity can keep the rest of the columns, not {' and '.join(rest)}"
            raise ValueError(msg)
        return self

    def columns(self) -> Iterator[str]:
        """Every column that the mapping reads, as often as it does."""
        for entity in self.entities.values():
            yield from (*entity.key, *entity.name, *entity.where)
            yield from _columns((*entity.names, *entity.fields.values()))
            if isinstance(entity.extra, dict):
                yield from _columns(tuple(entity.extra.values()))
            elif isinstance(entity.extra, tuple):
                yield from entity.extra
        for relation in self.relations:
            values = (relation.since, relation.until, *relation.with_.values())
            yield from _columns(tuple(value for value in values if value is not None))
            yield from (*relation.extra, *relation.where, *((relation.when,) if relation.when else ()))


def _columns(values: tuple[Value, ...]) -> Iterator[str]:
    return (value.column for value in values if value.column is not None)


def is_date(kind: str, field: str) -> bool:
    """Whether a field of a kind holds a date."""
    return field in date_fields(KINDS[kind])


def read_mapping(path: Path) -> Mapping:
    """A mapping file.

    Raises:
        RecordFaults: every fault in the file, with its line.
    """
    try:
        whole = read_yaml(path)
        if not isinstance(whole.value, dict):
            raise _faults([Fault("a mapping file has `entities:`; `casegraph map` proposes one", str(path))])
        return Mapping.model_validate(whole.value)
    except YamlFault as error:
        raise _faults([error.fault]) from None
    except ValidationError as error:
        raise _faults(faults_of(error, path, whole, "")) from None


def _faults(faults: list[Fault]) -> RecordFaults:
    return RecordFaults(faults, hint="mend the mapping; `casegraph map FILE.csv` proposes one")
