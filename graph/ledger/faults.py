"""What can be wrong with one claim against the records that it names: its ends, its place, its value.

The one rule for dossiers and streams. Of a stream's entities only the kinds are known: a value is then judged by the
field that takes it, and otherwise together with the entity's other fields.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import TypeAdapter, ValidationError

from graph.model import KINDS, bounds, ends_fault
from graph.model.extra import PREFIX

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from graph.errors import Fault
    from graph.model import Claim, Entity, Source
    from graph.model.located import Located

COUNTED = frozenset({"cases", "days", "months", "persons", "times", "years"})
"""Units of figures that are never negative."""
_NOT_STATED = ("id", "datasets", "names", "extra")


def claim_faults(
    one: Located, claim: Claim, kinds: Mapping[str, str], source: Source | None, whole: Entity | None = None
) -> list[Fault]:
    """Every fault of a claim, given the kinds of those of its entities that are there and its source.

    `whole` is the first entity that it is about, where more than its kind is known.
    """
    field = "relation" if claim.relation else "about"
    faults = [one.fault("no such entity", field, key) for key in claim.about if key not in kinds]
    faults += [one.fault("no such entity", "by", key) for key in claim.attributed_to if key not in kinds]
    if claim.relation and not faults and (wrong := ends_fault(claim.property, *(kinds[key] for key in claim.about))):
        faults.append(one.fault(wrong, "relation", " ".join((claim.about[0], claim.property, claim.about[1]))))
    if source is None:
        faults.append(one.fault("no such source", "source", claim.source))
    else:
        faults += _place_faults(one, claim, source)
    if not claim.relation and claim.about[0] in kinds:
        faults += _value_faults(one, claim, kinds[claim.about[0]], whole)
    return faults + _order_faults(one, claim) + _count_faults(one, claim)


def _order_faults(one: Located, claim: Claim) -> list[Fault]:
    """What begins does not end before that."""
    if claim.since is None or claim.until is None:
        return []
    first, last = bounds(claim.since).earliest, bounds(claim.until).latest
    if first is None or last is None or first <= last:
        return []
    return [one.fault(f"lies before since, {claim.since}: swap the two, or mend the one that is wrong", "until", claim.until)]


def _count_faults(one: Located, claim: Claim) -> list[Fault]:
    """Nobody counts fewer than none."""
    if claim.unit not in COUNTED or not isinstance(claim.value, int | float) or claim.value >= 0:
        return []
    message = (
        f"{claim.unit} are counted, and there are never fewer than 0: leave out the minus, or name what was measured as unit"
    )
    return [one.fault(message, "value", claim.value)]


def _place_faults(one: Located, claim: Claim, source: Source) -> list[Fault]:
    """A claim points into its document where there is one, and nowhere where there is none."""
    start, end = claim.locator_start, claim.locator_end
    if source.length is None:
        return [one.fault(f"{source.id} has no document to point into", "at", [start, end])] if end is not None else []
    if end is None and claim.row is not None:
        return []  # a row of a table
    if end is None:
        return [one.fault(f"says no place in the document of {source.id}", "at")]
    if end > source.length:
        message = f"lies outside the document of {source.id}, which has {source.length} characters"
        return [one.fault(message, "at", [start, end])]
    return []


def _value_faults(one: Located, claim: Claim, kind: str, whole: Entity | None) -> list[Fault]:
    """An attribute is a field of the entity's kind, and its value one that the field takes."""
    name = claim.property
    if name in ("metric", "mention"):
        return []
    if name.startswith(PREFIX):
        return [] if isinstance(claim.value, str) else [one.fault("a property of a data set is text", "value", claim.value)]
    if name in _NOT_STATED or name not in KINDS[kind].model_fields:
        known = ", ".join(("name", "summary", *KINDS[kind].own_fields()))
        return [one.fault(f"a {kind} has no such attribute; it has {known}", "attribute", name)]
    try:
        if whole is None:
            _field(kind, name)(claim.value)
        else:
            KINDS[kind].model_validate({**whole.model_dump(exclude_none=True), name: claim.value})
    except ValidationError as error:
        message = error.errors(include_url=False)[0]["msg"].removeprefix("Value error, ")
        return [one.fault(f"no value of {name}: {message}", "value", claim.value)]
    return []


@lru_cache(maxsize=1024)
def _field(kind: str, name: str) -> Callable[[Any], Any]:
    """What checks a value of one field of a kind."""
    field = KINDS[kind].model_fields[name]
    annotation: Any = Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation
    adapter: TypeAdapter[Any] = TypeAdapter(annotation)
    return adapter.validate_python
