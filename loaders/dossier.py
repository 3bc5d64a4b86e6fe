"""The dossier: a case written down by a person, as YAML files of sources, entities and claims.

The models below are the format; the JSON Schema for editors is generated from them (`casegraph schema --dossier`).
What they read is turned into the records of `graph.model`, each with its file and lines; nothing is looked up here,
so that files may be read in any order.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    TypeAdapter,
    ValidationError,
    WithJsonSchema,
)

from graph.errors import Fault
from graph.model import KINDS, RELATIONS, Bound, Claim, Entity, Relation, Source, Status, relation_id
from graph.model.dates import Edtf as Date
from graph.model.kinds import Id, Text
from graph.model.located import Loaded, Placed
from graph.text import did_you_mean
from loaders.yaml_lines import Lined, YamlFault, read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable

SUFFIXES = (".yml", ".yaml")
SECTIONS = ("sources", "entities", "claims")
DatasetName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$")]


def _is_day(value: object) -> object:
    if isinstance(value, dt.date) or (isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value.strip())):
        return value
    msg = "not a full date, such as 2026-11-22"
    raise ValueError(msg)


Day = Annotated[dt.date, BeforeValidator(_is_day), Field(description="a full date, such as 2026-11-22")]


def _is_span(span: tuple[int, int]) -> tuple[int, int]:
    if not 0 <= span[0] < span[1]:
        msg = "a locator is [start, end] with start before end, counted from 0"
        raise ValueError(msg)
    return span


Span = Annotated[tuple[int, int], AfterValidator(_is_span)]


def _is_relation_type(word: str) -> str:
    if word in RELATIONS:
        return word
    msg = f"no such relation type; {did_you_mean(word.upper(), RELATIONS, '`casegraph schema` lists them')}"
    raise ValueError(msg)


RelationType = Annotated[str, AfterValidator(_is_relation_type), WithJsonSchema({"type": "string", "enum": sorted(RELATIONS)})]


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_enum_values=True)


class ClaimForm(_Form):
    """One thing that one source says at one place: about a relation, an attribute or a figure, or a mere mention."""

    says: Text
    source: Id
    id: Id | None = None
    at: Annotated[Span, Field(description="[start, end] in code points, end exclusive")] | None = None
    by: tuple[Id, ...] = Field(default=(), description="the attribution chain; the last is the origin")
    status: Status = Status.ASSERTED
    credibility: Annotated[int, Field(ge=1, le=6)] = 3
    language: Text | None = None
    recorded_by: Text | None = None
    recorded_at: Day | None = None
    relation: Annotated[tuple[Id, RelationType, Id], Field(description="[from, TYPE, to]")] | None = None
    since: Date | None = None
    until: Date | None = None
    with_: dict[str, Any] = Field(default_factory=dict, alias="with", description="the relation type's own properties")
    about: Id | Annotated[tuple[Id, ...], Field(min_length=1)] | None = None
    attribute: str | None = None
    figure: Id | None = None
    scope: Text | None = None
    value: float | int | bool | str | None = None
    bound: Bound | None = None
    unit: Text | None = None
    as_of: Date | None = None


class DossierForm(_Form):
    """One file of a dossier."""

    dossier: DatasetName
    title: Text | None = None
    summary: Text | None = None
    recorded_by: Text | None = None
    recorded_at: Day | None = None
    sources: list[Any] = Field(default_factory=list)
    entities: list[Any] = Field(default_factory=list)
    claims: list[Any] = Field(default_factory=list)


def load_dossier(path: Path) -> Loaded:
    """The records of one dossier file with every fault in it; raises nothing for bad content."""
    loaded = Loaded()
    try:
        whole = read_yaml(path)
        form = DossierForm.model_validate(whole.value if isinstance(whole.value, dict) else {})
    except YamlFault as error:
        loaded.faults.append(error.fault)
        return loaded
    except ValidationError as error:
        loaded.faults += _pydantic_faults(error, path, whole, "")
        return loaded
    reader = _Reader(path, form, loaded)
    for section in SECTIONS:
        part = whole.inner.get(section)
        for item in part.inner.values() if part else ():
            reader.read(section, item)
    return loaded


class _Reader:
    """Turns the items of one file into records."""

    def __init__(self, path: Path, form: DossierForm, loaded: Loaded) -> None:
        self.path, self.form, self.loaded = path, form, loaded

    def read(self, section: str, item: Lined) -> None:
        readers: dict[str, Callable[[Lined], Entity | Source | Claim]] = {
            "sources": self._source,
            "entities": self._entity,
            "claims": self._claim,
        }
        name = str(item.value.get("id") or item.value.get("says") or "") if isinstance(item.value, dict) else ""
        try:
            if not isinstance(item.value, dict):
                self._reject(
                    item, [Fault(f"an item of {section} is a mapping", str(self.path), item.line, value=_short(item.value))]
                )
                return
            record = readers[section](item)
        except ValidationError as error:
            self._reject(item, _pydantic_faults(error, self.path, item, _short(name, 40)))
        except _FormFault as error:
            line = item.at((error.field,)) if error.field else item.line
            field = ".".join(filter(None, (_short(name, 40), error.field)))
            self._reject(item, [Fault(str(error), str(self.path), line, field, _short(error.value))])
        else:
            self.loaded.records.append(Placed(record, str(self.path), item.line, item.lines()))

    def _reject(self, item: Lined, faults: list[Fault]) -> None:
        self.loaded.faults += faults
        self.loaded.rejects.append(
            {"file": str(self.path), "line": item.line, "record": item.value, "faults": [str(fault) for fault in faults]}
        )

    def _source(self, item: Lined) -> Source:
        return Source.model_validate({**_own_keys(item), "datasets": (self.form.dossier,)})

    def _entity(self, item: Lined) -> Entity:
        values = _own_keys(item)
        kind = values.pop("kind", None)
        if not isinstance(kind, str) or kind not in KINDS:
            tip = did_you_mean(str(kind), KINDS, f"the kinds are {', '.join(KINDS)}")
            raise _FormFault(f"{'has no' if kind is None else 'no such'} kind; {tip}", "kind", "" if kind is None else kind)
        return KINDS[kind].model_validate({**values, "datasets": (self.form.dossier,)})

    def _claim(self, item: Lined) -> Claim:
        form = ClaimForm.model_validate(item.value)
        about, shape = _shape(form)
        start, end = form.at or (None, None)
        values: dict[str, Any] = {
            "text": form.says,
            "source": form.source,
            "about": about,
            "status": form.status,
            "locator_start": start,
            "locator_end": end,
            "credibility": form.credibility,
            "attributed_to": form.by,
            "language": form.language,
            "recorded_by": form.recorded_by or self.form.recorded_by,
            "recorded_at": form.recorded_at or self.form.recorded_at,
            "datasets": (self.form.dossier,),
            **shape,
        }
        return Claim.model_validate({"id": form.id or content_id(values), **values})


def _own_keys(item: Lined) -> dict[str, Any]:
    """The item's mapping; the data set that it belongs to is its file's, and not for the item to say."""
    if "datasets" in item.value:
        raise _FormFault("is the dossier's name at the top of the file; take it out", "datasets", item.value["datasets"])
    return dict(item.value)


class _FormFault(Exception):
    """A claim or entity whose keys do not make sense together."""

    def __init__(self, message: str, field: str = "", value: object = "") -> None:
        super().__init__(message)
        self.field, self.value = field, value


_RELATION_CLASSES = frozenset(relation.__name__ for relation in RELATIONS.values())
_RELATION_KEYS = ("since", "until", "with_")
_FIGURE_KEYS = ("scope", "bound", "unit", "as_of")


def _shape(form: ClaimForm) -> tuple[tuple[str, ...], dict[str, Any]]:
    """Whom the claim is about, and the fields of the one form that its keys choose."""
    chosen = [key for key in ("relation", "attribute", "figure") if getattr(form, key) is not None]
    if len(chosen) > 1:
        raise _FormFault(f"says two things at once ({' and '.join(chosen)}); make it two claims", chosen[1])
    kind = chosen[0] if chosen else "mention"
    _refuse_strays(form, kind)
    if kind == "relation":
        return _relation_shape(form)
    about = (form.about,) if isinstance(form.about, str) else form.about
    if not about:
        raise _FormFault("names nobody: give `relation` or `about`", "about")
    if kind == "mention":
        return about, {"property": "mention"}
    if form.value is None:
        raise _FormFault(f"{'an attribute' if kind == 'attribute' else 'a figure'} needs a value", "value")
    if kind == "attribute":
        if len(about) != 1:
            raise _FormFault("an attribute belongs to one entity", "about", list(about))
        return about, {"property": form.attribute, "value": form.value}
    return about, _figure_shape(form)


def _refuse_strays(form: ClaimForm, kind: str) -> None:
    """Keys that mean nothing in the chosen form are faults, not silently dropped."""
    allowed = {
        "relation": _RELATION_KEYS,
        "figure": (*_FIGURE_KEYS, "value", "about"),
        "mention": ("about",),
        "attribute": ("value", "about"),
    }[kind]
    for key in (*_RELATION_KEYS, *_FIGURE_KEYS, "value", "about"):
        if key not in allowed and getattr(form, key) not in (None, {}, ()):
            raise _FormFault(f"has no meaning in a claim of a {kind}", key.rstrip("_"), getattr(form, key))


def _relation_shape(form: ClaimForm) -> tuple[tuple[str, ...], dict[str, Any]]:
    source, type_name, target = form.relation or ("", "", "")
    if source == target:
        raise _FormFault("a relation joins two different entities", "relation", source)
    relation: type[Relation] = RELATIONS[type_name]
    if odd := sorted(set(form.with_) - set(relation.own_fields())):
        known = ", ".join(relation.own_fields()) or "none"
        raise _FormFault(f"{type_name} has no property {', '.join(odd)} (its own: {known})", "with", odd[0])
    identifier = relation_id(source, type_name, target)
    relation.model_validate({"id": identifier, "source": source, "target": target, **form.with_})
    return (source, target), {
        "property": type_name,
        "relation": identifier,
        "since": form.since,
        "until": form.until,
        "details": form.with_,
    }


def _figure_shape(form: ClaimForm) -> dict[str, Any]:
    if isinstance(form.value, (str, bool)):
        raise _FormFault("a figure's value is a number", "value", form.value)
    if form.scope is None:
        raise _FormFault("a figure needs a scope: who is counted, where, in which period", "scope")
    return {
        "property": "metric",
        "metric": form.figure,
        "scope": form.scope,
        "value": form.value,
        "bound": form.bound or Bound.EXACTLY,
        "unit": form.unit,
        "as_of": form.as_of,
    }


def content_id(values: dict[str, Any]) -> str:
    """A claim's id from what it says and where, so that the same claim loaded twice is one claim."""
    keys = ("source", "locator_start", "locator_end", "property", "relation", "about", "metric", "scope", "value", "unit")
    said = [values["text"]] if values.get("property") == "mention" else []
    content = json.dumps([values.get(key) for key in keys] + said, ensure_ascii=False, default=str)
    return "c-" + hashlib.sha256(content.encode()).hexdigest()[:16]


def _pydantic_faults(error: ValidationError, path: Path, item: Lined, name: str) -> list[Fault]:
    """One fault for each place: of what several possible types say of a value, what goes deepest or beyond its type."""
    found: dict[tuple[str | int, ...], Fault] = {}
    for detail in sorted(error.errors(include_url=False), key=lambda detail: detail["type"].endswith("_type")):
        where = _steps(detail, item, ("with",) if error.title in _RELATION_CLASSES else ())
        field = ".".join(filter(None, (name, ".".join(str(step) for step in where))))
        message = _chosen_from(detail) or detail["msg"].removeprefix("Value error, ")
        shown = "" if detail["type"] == "missing" else _short(detail["input"])
        found.setdefault(where, Fault(message, str(path), item.at(where), field, shown))
    return [fault for place, fault in found.items() if not any(other[:-1] == place != () for other in found)]


def _steps(detail: Any, item: Lined, under: tuple[str, ...]) -> tuple[str | int, ...]:
    """The keys and items that lead to a fault in the file, without the names of types that pydantic puts among them."""
    here, steps = item, []
    for step in (*under, *detail["loc"]):
        if step in here.inner:
            here = here.inner[step]
        elif detail["type"] != "missing":
            continue
        steps.append(step)
    return tuple(steps)


_PLAINER = {"missing": "is missing", "extra_forbidden": "is no field of this record; mend its name or leave it out"}


def _chosen_from(detail: Any) -> str:
    """A message better than pydantic's, where there is one: near words instead of a list of forty."""
    if detail["type"] == "string_type" and isinstance(detail["input"], (int, float, bool)):
        return "must be text; put it in quotes"
    if detail["type"] in _PLAINER:
        return _PLAINER[detail["type"]]
    if detail["type"] not in ("literal_error", "enum"):
        return ""
    allowed = re.findall(r"'([^']*)'", detail["ctx"]["expected"])
    tip = did_you_mean(str(detail["input"]).upper(), allowed, "") or did_you_mean(str(detail["input"]), allowed, "")
    return f"not one that we know; {tip}" if tip else f"must be one of {', '.join(allowed)}"


def _short(value: object, limit: int = 80) -> str:
    text = str(value)
    return text if len(text) <= limit else text[: limit - 1] + "…"


def dossier_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a dossier file, for editors; generated from the models."""
    schema = DossierForm.model_json_schema(by_alias=True)
    definitions: dict[str, Any] = schema.setdefault("$defs", {})
    kinds = []
    for name, kind in KINDS.items():
        definitions[name] = _without(_hoisted(kind.model_json_schema(mode="validation"), definitions), "datasets")
        definitions[name]["properties"]["kind"] = {"const": name}
        definitions[name]["required"] = ["kind", *definitions[name].get("required", [])]
        kinds.append({"$ref": f"#/$defs/{name}"})
    definitions["Source"] = _without(_hoisted(Source.model_json_schema(mode="validation"), definitions), "datasets")
    definitions["Claim"] = _hoisted(TypeAdapter(ClaimForm).json_schema(by_alias=True), definitions)
    schema["properties"]["entities"]["items"] = {"anyOf": kinds}
    schema["properties"]["sources"]["items"] = {"$ref": "#/$defs/Source"}
    schema["properties"]["claims"]["items"] = {"$ref": "#/$defs/Claim"}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _hoisted(schema: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """The schema with its own definitions moved to the common ones."""
    definitions.update(schema.pop("$defs", {}))
    return schema


def _without(schema: dict[str, Any], name: str) -> dict[str, Any]:
    schema["properties"].pop(name)
    return schema
