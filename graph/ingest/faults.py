"""What can be wrong with a claim of a stream once every entity has come: its ends, its place, its value.

Only the kinds of the entities are known, not the entities: a value is judged by the field that takes it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from graph.model import KINDS, ends_fault
from graph.model.extra import PREFIX as EXTRA

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from graph.errors import Fault
    from graph.model import Claim, Source
    from graph.model.located import Placed

_NOT_STATED = ("id", "datasets", "names", "extra")


def claim_faults(one: Placed, claim: Claim, kinds: Mapping[str, str], source: Source | None) -> list[Fault]:
    """Every fault of a claim, given the kinds of those of its entities that are there and its source."""
    field = "relation" if claim.relation else "about"
    faults = [one.fault("no such entity", field, key) for key in claim.about if key not in kinds]
    faults += [one.fault("no such entity", "by", key) for key in claim.attributed_to if key not in kinds]
    if source is None:
        faults.append(one.fault("no such source", "source", claim.source))
    elif source.length is None and claim.locator_end is not None:
        span = [claim.locator_start, claim.locator_end]
        faults.append(one.fault(f"{source.id} has no document to point into", "at", span))
    if faults:
        return faults
    if claim.relation:
        wrong = ends_fault(claim.property, kinds[claim.about[0]], kinds[claim.about[1]])
        return [one.fault(wrong, "relation", " ".join((claim.about[0], claim.property, claim.about[1])))] if wrong else []
    return _value_faults(one, claim, kinds[claim.about[0]])


def _value_faults(one: Placed, claim: Claim, kind: str) -> list[Fault]:
    name = claim.property
    if name in ("metric", "mention") or name.startswith(EXTRA):
        return []
    if name in _NOT_STATED or name not in KINDS[kind].model_fields:
        return [one.fault(f"a {kind} has no such attribute", "attribute", name)]
    try:
        _field(kind, name)(claim.value)
    except ValidationError as error:
        message = error.errors(include_url=False)[0]["msg"].removeprefix("Value error, ")
        return [one.fault(f"no value of {name}: {message}", "value", claim.value)]
    return []


@lru_cache(maxsize=1024)
def _field(kind: str, name: str) -> Callable[[Any], Any]:
    """What checks a value of one field of a kind."""
    field = KINDS[kind].model_fields[name]
    annotation: Any = field.annotation
    if field.metadata:
        from typing import Annotated

        annotation = Annotated[(annotation, *field.metadata)]
    adapter: TypeAdapter[Any] = TypeAdapter(annotation)
    return adapter.validate_python
