"""What our own exports of FollowTheMoney write beside the properties of an entity, for what it has no word for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graph.model import KINDS, RELATIONS
from graph.model import ftm as table
from graph.model.extra import extra_name
from loaders.ftm.values import Unfit, texts_of

if TYPE_CHECKING:
    from loaders.ftm.values import Fields, Values

_PARTS = {"kind": str, "fields": dict, "relation": str, "with": dict, "since": str, "until": str, "status": str,
          "standing": dict}  # fmt: skip
_WORDS = {"shown": dict, "words": dict}


@dataclass(frozen=True, slots=True)
class Own:
    """The kind or relation, its fields, and of a relation its own properties (`details`), days and status."""

    kind: str = ""
    relation: str = ""
    fields: Fields = field(default_factory=dict)
    details: Fields = field(default_factory=dict)
    standing: Fields = field(default_factory=dict)


NOTHING = Own()


def own_part(given: Any, values: Values) -> Own:
    """What stands under our key; what the export added to the properties for other programs is taken out of `values`.

    Raises:
        Unfit: it is not as our exports write it.
    """
    if given is None:
        return NOTHING
    parts = _PARTS | _WORDS
    if not isinstance(given, dict) or any(not isinstance(given[name], parts.get(name, type(None))) for name in given):
        raise Unfit("is not as an export of casegraph writes it", table.OWN)
    found = Own(
        given.get("kind", ""), given.get("relation", ""), given.get("fields", {}), given.get("with", {}),
        {name: given[name] for name in ("since", "until", "status") if name in given},
    )  # fmt: skip
    _check(found)
    for name, told in given.get("shown", {}).items():
        texts = texts_of(told, name)
        values[name] = [text for text in values.get(name, ()) if text not in texts]
        if not values[name]:
            del values[name]
    for name, told in given.get("words", {}).items():
        values[extra_name(name)] = [*values.get(extra_name(name), ()), *texts_of(told, name)]
    return found


def _check(own: Own) -> None:
    """Looks whether the model has what an export names.

    Raises:
        Unfit: it has not.
    """
    if (own.kind and own.kind not in KINDS) or (own.relation and own.relation not in RELATIONS):
        raise Unfit("no such kind or relation", table.OWN, own.kind or own.relation)
    known = set(KINDS[own.kind].model_fields) - {"id", "datasets", "extra"} if own.kind else set()
    if set(own.fields) - known or (own.details and not own.relation):
        raise Unfit("holds a field that there is not", table.OWN)
    if own.relation:
        RELATIONS[own.relation].model_validate({"id": "", "source": "a", "target": "b", **own.details})
