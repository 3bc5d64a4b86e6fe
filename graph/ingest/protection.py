"""Protection only grows: a person once marked stays so through every load, until somebody says otherwise by name.

What is decided by name is a decision of the history. One that takes the mark away speaks of the data sets that the person
had by then; a mark that another data set brings later counts anew. A marked person who leaves with a data set leaves a
decision behind, so that the mark is there when the person comes back.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from graph import stores
from graph.errors import UsageError
from graph.ingest import history
from graph.ingest.decisions import Decision, latest, record
from graph.stores import held

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.model import Entity
    from graph.stores import Store, Writer

PROTECT, UNPROTECT = "protect", "unprotect"
_ACTIONS = (PROTECT, UNPROTECT)


def is_protected(entity: Entity) -> bool:
    """Whether it is a person who bears the mark."""
    return bool(getattr(entity, "protected", False))


def any_decided(store: Writer) -> bool:
    """Whether anything was decided about anybody's protection."""
    query = "MATCH (d:Decision) WHERE d.action IN $actions RETURN d.id AS id LIMIT 1"
    return bool(store.read(query, {"actions": list(_ACTIONS)}).rows)


def effective(store: Writer, entities: Mapping[str, Entity]) -> dict[str, Entity]:
    """Entities with what was decided about their protection; of a kind that bears no mark as they are."""
    found = dict(entities)
    for key, row in latest(store, [key for key, one in entities.items() if hasattr(one, "protected")], _ACTIONS).items():
        one = found[key]
        if row["action"] == PROTECT:
            found[key] = one.model_copy(update={"protected": True})
        elif {*one.datasets} <= {*json.loads(row["before"])}:
            found[key] = one.model_copy(update={"protected": False})
    return found


def joined(earlier: Entity, later: Entity) -> Entity:
    """What a protected person is when a load states the entity otherwise: marked still, with the names of other data sets.

    A kind that bears no mark, such as Company, does not take the place of the person.
    """
    if not is_protected(earlier):
        return later
    if not hasattr(later, "protected"):
        return earlier.model_copy(update={"names": _names(earlier, later)})
    names = later.names if {*earlier.datasets} <= {*later.datasets} else _names(later, earlier)
    return later.model_copy(update={"protected": True, "names": names})


def _names(first: Entity, other: Entity) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first.names, *other.names)))


def remember(within: Writer, going: Iterable[Entity], dataset: str, by: str | None) -> None:
    """Writes of marked persons who leave the store that they are to be protected when they come back."""
    marked = [one.id for one in going if is_protected(one)]
    standing = latest(within, marked, _ACTIONS)
    for key in marked:
        if key not in standing or standing[key]["action"] != PROTECT:
            reason = f"was marked when the data set {dataset} was taken out"
            record(within, Decision(PROTECT, key, reason, by or "casegraph", history.now()))


def protect(store: Store, entity: Entity, reason: str, by: str) -> None:
    """Marks a person, whatever the data sets say.

    Raises:
        UsageError: it is no person, or one who is protected by a decision already.
    """
    _decide(store, entity, PROTECT, reason, by)


def unprotect(store: Store, entity: Entity, reason: str, by: str) -> None:
    """Takes the mark away, also from what the data sets say that the person has now.

    Raises:
        UsageError: it is no person, or one who is not protected.
    """
    _decide(store, entity, UNPROTECT, reason, by)


def _decide(store: Store, entity: Entity, action: str, reason: str, by: str) -> None:
    if not hasattr(entity, "protected"):
        raise UsageError(f"{entity.id} is a {entity.kind}; only a person is protected", hint="name a person")

    def work(within: Writer) -> None:
        one = stores.read_entities(within, [entity.id])[entity.id]
        standing = latest(within, [one.id], _ACTIONS).get(one.id, {"action": ""})
        if is_protected(one) == (action == PROTECT) and (action == UNPROTECT or standing["action"] == PROTECT):
            said = "protected already" if action == PROTECT else "not protected"
            raise UsageError(f"{one.id} is {said}", hint=f"`casegraph history {one.id}` tells since when")
        history.keep(within, [one], by)
        record(within, Decision(action, one.id, reason, by, history.now(), before=json.dumps(one.datasets, ensure_ascii=False)))
        changed = one.model_copy(update={"protected": action == PROTECT})
        stores.write_entities(within, [changed], {one.id: one.kind})

    with held(store, by):
        store.transaction(work)
