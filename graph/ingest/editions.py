"""What each data set says of an entity, kept beside it in the store (see `graph.ledger.editions`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph import stores
from graph.ingest import history, protection
from graph.ledger.editions import LEAST, Edition, says_nothing, shown
from graph.model import bounds
from graph.model.extra import ABSENT
from graph.stores import Limits

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.model import Entity, Source
    from graph.stores import Row, Writer

_LIMITS = Limits(timeout=600.0)


def beside(
    store: Writer, wanted: Mapping[str, Entity], known: Mapping[str, Entity], sources: Mapping[str, Source], *, replacing: bool
) -> tuple[dict[str, Entity], list[Edition]]:
    """Entities as they are shown once what is loaded stands beside what other data sets say, and the editions that are new.

    `known` are those that the store has, `sources` what is loaded with them. Unless a data set is `replacing` what it said
    itself, a record of it that only names its entity takes nothing away.
    """
    found, changed = dict(wanted), list[Edition]()
    for key, one in wanted.items():
        if not replacing and key in known and {*known[key].datasets} <= {*one.datasets} and says_nothing(one):
            found[key] = shown([Edition("", known[key]), Edition("", one, "G")])
    shared = {key: one for key, one in wanted.items() if key in known and _by_others(one, known[key])}
    if not shared:
        return found, []
    kept = read(store, shared)
    names = {name for key, one in shared.items() for name in (*one.datasets, *known[key].datasets)}
    worth = _worth(store, names, sources)
    for key, given in shared.items():
        before = kept.get(key, {})
        legacy = known[key].datasets if ABSENT not in known[key].extra else ()
        said = {name: Edition(name, _as_of_one(known[key], name), *worth[name]) for name in legacy}
        said |= before | {name: Edition(name, _as_of_one(given, name), *worth[name]) for name in given.datasets}
        found[key] = shown(said.values()).model_copy(update={"datasets": tuple(sorted({*known[key].datasets, *given.datasets}))})
        changed += [one for name, one in said.items() if len(said) > 1 and (name not in before or before[name].row != one.row)]
    return found, changed


def _by_others(given: Entity, known: Entity) -> bool:
    """Whether a data set beside that of the record speaks of the entity."""
    return bool(given.datasets) and not {*known.datasets} <= {*given.datasets}


def _as_of_one(entity: Entity, dataset: str) -> Entity:
    return entity.model_copy(update={"datasets": (dataset,)})


def _worth(store: Writer, names: set[str], sources: Mapping[str, Source]) -> dict[str, tuple[str, str]]:
    """By data set its reliability and day: those of its best and of its latest source, loaded now or before."""
    letters: dict[str, set[str]] = {name: {LEAST} for name in names}
    days: dict[str, set[str]] = {name: {""} for name in names}
    for row in store.read(_SOURCES, {"names": sorted(names)}).rows:
        letters[row["name"]].add(row["reliability"] or LEAST)
        days[row["name"]].add(str(row["published"] or ""))
    for one in sources.values():
        for name in names.intersection(one.datasets):
            letters[name].add(one.reliability or LEAST)
            days[name].add(str((bounds(one.published).latest if one.published else None) or ""))
    return {name: (min(letters[name]), max(days[name])) for name in names}


_SOURCES = """
UNWIND $names AS name MATCH (s:Source) WHERE name IN s.datasets
RETURN name, min(s.reliability) AS reliability, max(s.published_latest) AS published
"""


def read(store: Writer, ids: Iterable[str]) -> dict[str, dict[str, Edition]]:
    """The editions of some entities, by entity and data set; of those of which one data set speaks there are none."""
    found: dict[str, dict[str, Edition]] = {}
    for edition in map(Edition.of, stores.read_editions(store, ids)):
        found.setdefault(edition.entity.id, {})[edition.dataset] = edition
    return found


def weigh_anew(store: Writer, datasets: Iterable[str], by: str | None = None) -> None:
    """Gives the editions of data sets that were loaded what these are worth now that all their sources are there or gone."""
    worth = _worth(store, {*datasets}, {})
    stale = "WHERE d.reliability <> $reliability OR d.published <> $published RETURN properties(d) AS p"
    changed: list[Row] = []
    for name, (reliability, published) in worth.items():
        now = {"reliability": reliability, "published": published}
        changed += [
            row["p"] | now
            for row in store.read(f"MATCH (d:Edition {{dataset: $name}}) {stale}", {"name": name, **now}, _LIMITS).rows
        ]
    stores.write_editions(store, changed)
    before = stores.read_entities(store, {row["entity"] for row in changed})
    said = read(store, before)
    after = {key: protection.joined(one, shown(said[key].values())) for key, one in before.items()}
    differing = {key: one.model_copy(update={"datasets": before[key].datasets}) for key, one in after.items()}
    differing = {key: one for key, one in differing.items() if one != before[key]}
    history.keep(store, [before[key] for key in differing], by)
    stores.write_entities(store, differing.values(), {key: before[key].kind for key in differing})


def without(within: Writer, ids: Iterable[str], dataset: str) -> dict[str, Entity]:
    """Takes the editions of a data set out; the entities that are left to others, as these give them, by id."""
    found: dict[str, Entity] = {}
    gone: list[str] = []
    for key, said in read(within, ids).items():
        if dataset not in said:
            continue
        rest = [one for name, one in said.items() if name != dataset]
        alone = len(rest) == 1
        gone += [one.row["id"] for one in said.values() if one.dataset == dataset or alone]
        found[key] = shown(rest)
    stores.drop_editions(within, gone)
    return found
