"""What the keys of a claim in a dossier make of it: a relation, an attribute, a figure or a mere mention."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from graph.model import RELATIONS, Bound, Relation, relation_id

if TYPE_CHECKING:
    from loaders.dossier.forms import ClaimForm

Values = dict[str, object]
"""Fields of a record before they are checked."""


class FormFault(Exception):
    """A claim or entity whose keys do not make sense together."""

    def __init__(self, message: str, field: str = "", value: object = "") -> None:
        super().__init__(message)
        self.field, self.value = field, value


_RELATION_KEYS = ("since", "until", "with_")
_FIGURE_KEYS = ("scope", "bound", "unit", "as_of")


def claim_shape(form: ClaimForm) -> tuple[tuple[str, ...], Values]:
    """Whom the claim is about, and the fields of the one form that its keys choose."""
    chosen = [key for key in ("relation", "attribute", "figure") if getattr(form, key) is not None]
    if len(chosen) > 1:
        raise FormFault(f"says two things at once ({' and '.join(chosen)}); make it two claims", chosen[1])
    kind = chosen[0] if chosen else "mention"
    _refuse_strays(form, kind)
    if kind == "relation":
        return _relation_shape(form)
    about = (form.about,) if isinstance(form.about, str) else form.about
    if not about:
        raise FormFault("names nobody: give `relation` or `about`", "about")
    if kind == "mention":
        return about, {"property": "mention"}
    if form.value is None:
        raise FormFault(f"{'an attribute' if kind == 'attribute' else 'a figure'} needs a value", "value")
    if kind == "attribute":
        if len(about) != 1:
            raise FormFault("an attribute belongs to one entity", "about", list(about))
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
            raise FormFault(f"has no meaning in a claim of a {kind}", key.rstrip("_"), getattr(form, key))


def _relation_shape(form: ClaimForm) -> tuple[tuple[str, ...], Values]:
    source, type_name, target = form.relation or ("", "", "")
    if source == target:
        raise FormFault("a relation joins two different entities", "relation", source)
    relation: type[Relation] = RELATIONS[type_name]
    if odd := sorted(set(form.with_) - set(relation.own_fields())):
        known = ", ".join(relation.own_fields()) or "none"
        raise FormFault(f"{type_name} has no property {', '.join(odd)} (its own: {known})", "with", odd[0])
    identifier = relation_id(source, type_name, target)
    relation.model_validate({"id": identifier, "source": source, "target": target, **form.with_})
    return (source, target), {
        "property": type_name,
        "relation": identifier,
        "since": form.since,
        "until": form.until,
        "details": form.with_,
    }


def _figure_shape(form: ClaimForm) -> Values:
    if isinstance(form.value, (str, bool)):
        raise FormFault("a figure's value is a number", "value", form.value)
    if form.scope is None:
        raise FormFault("a figure needs a scope: who is counted, where, in which period", "scope")
    return {
        "property": "metric",
        "metric": form.figure,
        "scope": form.scope,
        "value": form.value,
        "bound": form.bound or Bound.EXACTLY,
        "unit": form.unit,
        "as_of": form.as_of,
    }


def content_id(values: Values) -> str:
    """A claim's id from what it says and where, so that the same claim loaded twice is one claim."""
    keys = ("source", "locator_start", "locator_end", "property", "relation", "about", "metric", "scope", "value", "unit")
    said = [values["text"]] if values.get("property") == "mention" else []
    content = json.dumps([values.get(key) for key in keys] + said, ensure_ascii=False, default=str)
    return "c-" + hashlib.sha256(content.encode()).hexdigest()[:16]
