"""Which part of the graph a file shows: the options that choose it, and the view that they choose."""

from __future__ import annotations

import datetime as dt
import functools
import shlex
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, TypeVar

import click

from graph.cli.options import THROUGH_DENIED, StoreChoice, store_option
from graph.cli.profile import ProfileChoice, profile_options, tell_sources
from graph.cli.query import PARAMETERS, QUERIES, pairs, run_canned
from graph.cli.walking import Walk, all_meant, walk_options, walk_words
from graph.errors import NothingFound, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from graph.export.view import GraphView
    from graph.ledger.certainty import Snapshot
    from graph.publish import Publication
    from graph.stores import Store

F = TypeVar("F", bound=Callable[..., Any])
_OPTIONS = {"around": "--around", "ends": "--path", "whole": "--component", "name": "--query", "every": "--all"}


@dataclass(frozen=True, slots=True)
class Choice:
    """The options that choose a part of the graph, as they were given."""

    around: str | None = None
    hops: int = 2
    ends: tuple[str, str] | None = None
    whole: str | None = None
    name: str | None = None
    given: tuple[str, ...] = ()
    queries: Path | None = None
    every: bool = False


@dataclass(frozen=True, slots=True)
class Selection:
    """What was chosen on the command line, of which store, as of which days, under which title and profile.

    `filters` are the filters of the walk between the ends of a path, as they were typed.
    """

    choice: Choice
    walk: Walk
    title: str | None
    store: StoreChoice
    profile: ProfileChoice
    filters: tuple[str, ...] = ()

    @property
    def snapshot(self) -> Snapshot:
        """The days that were asked for."""
        return self.walk.snapshot

    def view(self, store: Store, most: int | None = None) -> tuple[GraphView, Publication | None]:
        """The chosen part as one view, public if that was asked for; at most so many entities, if a number is given."""
        publication = self.profile.publication(store)
        shown = chosen_view(store, self, most)
        if publication is None:
            return shown, None
        tell_sources(publication, shown)
        return publication.view(shown), publication


@dataclass(frozen=True, slots=True)
class Chosen:
    """Ids of the chosen entities, and a description of them."""

    ids: set[str]
    description: str


def selection_options(command: F) -> F:
    """Adds what chooses a part of the graph; the command gets `selection: Selection`."""

    @click.option("--around", metavar="NAME", help="An entity and what lies within --hops of it.")
    @click.option("--hops", type=click.IntRange(0, 6), default=2, show_default=True, help="How far around.")
    @click.option("--path", "ends", nargs=2, metavar="FROM TO", help="All shortest paths between two entities.")
    @click.option("--component", "whole", metavar="NAME", help="Everything that is connected with an entity at all.")
    @click.option("--query", "name", help="The entities that a canned question names; with -p for its parameters.")
    @PARAMETERS
    @QUERIES
    @click.option("--all", "every", is_flag=True, help="Everything in the store.")
    @click.option("--title", help="Heading of what is written.")
    @walk_options
    @profile_options
    @store_option
    @functools.wraps(command)
    def wrapped(**options: Any) -> Any:
        choice = Choice(**{one.name: options.pop(one.name) for one in fields(Choice)})
        rest = {name: options.pop(name) for name in ("walk", "title", "store", "profile")}
        return command(selection=Selection(choice, filters=walk_words(), **rest), **options)

    return wrapped  # type: ignore[return-value]  # click replaces the signature


def chosen_view(store: Store, selection: Selection, most: int | None = None) -> GraphView:
    """The view that the options choose: exactly one of around, path, component, query and all.

    Raises:
        UsageError: none or several of them; or more than `most` entities.
        NothingFound: the choice is empty.
    """
    from graph.ask.view import view

    option, snapshot = _option(selection), selection.snapshot
    chosen = _CHOICES[option](store, selection)
    if not chosen.ids:
        raise NothingFound("there is nothing to show", hint="`casegraph status` says what is in the store")
    _refuse_more(len(chosen.ids), most)
    description = f"{chosen.description}, {snapshot.words()}" if snapshot else chosen.description
    title = selection.title or description
    shown = view(
        store, chosen.ids, title, description, f"{dt.datetime.now(dt.UTC):%Y-%m-%d}", snapshot, denied=selection.walk.denied
    )
    if not shown.nodes:
        raise NothingFound(f"there is nothing to show {snapshot.words()}", hint="ask for a later day, or leave the days out")
    return shown.model_copy(update={"query": _as_typed(option, selection)})


def _option(selection: Selection) -> str:
    """The name of the one option that was given."""
    given = [name for name in _OPTIONS if getattr(selection.choice, name)]
    if len(given) != 1:
        raise UsageError(
            "say what to show: one of --around NAME, --path FROM TO, --component NAME, --query NAME or --all",
            hint='for example: --around "Wagner Group" --hops 1',
        )
    of_walk = [word for word in selection.filters if word != THROUGH_DENIED]
    if of_walk and given != ["ends"]:
        hint = f"the days, --as-of and --known-at, and {THROUGH_DENIED} are for every choice"
        raise UsageError(f"{of_walk[0]} is for --path", hint=hint)
    return given[0]


def _refuse_more(count: int, most: int | None) -> None:
    """Refuses a picture that nobody could read, before anything is laid out."""
    if most is None or count <= most:
        return
    raise UsageError(
        f"{count:,} entities are more than a picture can show; {most:,} are the most",
        hint="show a part: --around NAME --hops 1, --path FROM TO, --component NAME or --query NAME; or take it all along with "
        "`casegraph export gexf` or `casegraph export graphml`, for Gephi, Cytoscape and others; --force draws it all the same",
    )


def _as_typed(option: str, selection: Selection) -> str:
    """The choice as it was typed, so that what is written says how it was made."""
    choice = selection.choice
    value = getattr(choice, option)
    words = [_OPTIONS[option], *(value if isinstance(value, tuple) else [] if value is True else [value])]
    if choice.around:
        words += ["--hops", str(choice.hops)]
    for given in choice.given if choice.name else ():
        words += ["-p", given]
    words += selection.filters
    for name, day in selection.snapshot.asked().items():
        words += [f"--{name.replace('_', '-')}", day]
    return shlex.join(words)


def _around(store: Store, selection: Selection) -> Chosen:
    from graph.ask import select as subgraph
    from graph.ask.search import resolve

    hops = selection.choice.hops
    entity = resolve(store, selection.choice.around or "")
    ids = subgraph.around(store, entity.id, hops, selection.snapshot, denied=selection.walk.denied)
    return Chosen(ids, f"{entity.name} and what lies within {hops} {'hop' if hops == 1 else 'hops'}")


def _path(store: Store, selection: Selection) -> Chosen:
    from graph.paths import PathQuestion, find_paths

    start, end = all_meant(store, selection.choice.ends or ())
    question = PathQuestion(start, end, every=True, walkable=selection.walk.walkable(store))
    found = find_paths(store, question, selection.walk.limits())
    ids = {node.id for path in found.paths for node in path.nodes}
    return Chosen(ids, f"From {start.name} to {end.name}")


def _component(store: Store, selection: Selection) -> Chosen:
    from graph.ask import select as subgraph
    from graph.ask.search import resolve

    entity = resolve(store, selection.choice.whole or "")
    return Chosen(
        subgraph.component(store, entity.id, selection.snapshot, denied=selection.walk.denied),
        f"{entity.name} and everything connected with it",
    )


def _query(store: Store, selection: Selection) -> Chosen:
    from graph.ask import select as subgraph
    from graph.query import load_one
    from graph.stores import DEFAULT_LIMIT, Limits

    query = load_one(selection.choice.name or "", selection.choice.queries)
    given = pairs(selection.choice.given)
    takes = {parameter.name for parameter in query.parameters}
    days = {name: day for name, day in selection.snapshot.asked().items() if name in takes}
    values = query.values({**days, **given})
    result = run_canned(store, query, values, Limits(rows=DEFAULT_LIMIT))
    asked = {name: value for name, value in values.items() if value is not None}
    return Chosen(subgraph.mentioned(store, [*result.rows, asked]), query.summary)


def _all(store: Store, selection: Selection) -> Chosen:  # noqa: ARG001  one signature for all choices
    from graph.ask import select as subgraph

    return Chosen(subgraph.everything(store), "Everything in the store")


_CHOICES = {"around": _around, "ends": _path, "whole": _component, "name": _query, "every": _all}
