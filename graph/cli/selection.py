"""Which part of the graph a file shows: the options that choose it, and the view that they choose."""

from __future__ import annotations

import datetime as dt
import functools
import shlex
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

import click

from graph.cli.options import StoreChoice, snapshot_options, store_option
from graph.cli.profile import ProfileChoice, profile_options
from graph.cli.query import PARAMETERS, QUERIES, pairs, run_canned
from graph.errors import NothingFound, UsageError

if TYPE_CHECKING:
    from graph.export.view import GraphView
    from graph.ledger.certainty import Snapshot
    from graph.publish import Publication
    from graph.stores.base import Store

F = TypeVar("F", bound=Callable[..., Any])
Chosen = tuple[set[str], str]
_OPTIONS = {"around": "--around", "ends": "--path", "whole": "--component", "name": "--query", "every": "--all"}


@dataclass(frozen=True, slots=True)
class Selection:
    """What was chosen on the command line, of which store, under which profile."""

    store: StoreChoice
    profile: ProfileChoice
    title: str | None = None
    choice: dict[str, Any] = field(default_factory=dict)

    def view(self, most: int | None = None) -> tuple[GraphView, Publication | None]:
        """The chosen part as one view, public if that was asked for; at most so many entities, if a number is given."""
        with self.store.open() as opened:
            publication = self.profile.publication(opened)
            shown = chosen_view(opened, self.title, most=most, **self.choice)
        return (publication.view(shown) if publication else shown), publication


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
    @snapshot_options
    @profile_options
    @store_option
    @functools.wraps(command)
    def wrapped(**options: Any) -> Any:
        choice = {name: options.pop(name) for name in (*_OPTIONS, "hops", "given", "queries", "snapshot")}
        selection = Selection(options.pop("store"), options.pop("profile"), options.pop("title"), choice)
        return command(selection=selection, **options)

    return wrapped  # type: ignore[return-value]  # click replaces the signature


def chosen_view(store: Store, title: str | None, *, most: int | None = None, **choice: Any) -> GraphView:
    """The view that the options choose: exactly one of around, path, component, query and all.

    Raises:
        UsageError: none or several of them; or more than `most` entities.
        NothingFound: the choice is empty.
    """
    from graph.ask.view import view

    asked = [key for key in _OPTIONS if choice.get(key)]
    if len(asked) != 1:
        raise UsageError(
            "say what to show: one of --around NAME, --path FROM TO, --component NAME, --query NAME or --all",
            hint='for example: --around "Wagner Group" --hops 1',
        )
    ids, description = _CHOICES[asked[0]](store, choice)
    if not ids:
        raise NothingFound("there is nothing to show", hint="`casegraph status` says what is in the store")
    _refuse_more(len(ids), most)
    snapshot: Snapshot = choice["snapshot"]
    if snapshot:
        description = f"{description}, {snapshot.words()}"
    shown = view(store, ids, title or description, description, f"{dt.datetime.now(dt.UTC):%Y-%m-%d}", snapshot)
    if not shown.nodes:
        raise NothingFound(f"there is nothing to show {snapshot.words()}", hint="ask for a later day, or leave the days out")
    return shown.model_copy(update={"query": _words(asked[0], choice)})


def _refuse_more(count: int, most: int | None) -> None:
    """Refuses a picture that nobody could read, before anything is laid out."""
    if most is None or count <= most:
        return
    raise UsageError(
        f"{count:,} entities are more than a picture can show; {most:,} are the most",
        hint="show a part: --around NAME --hops 1, --path FROM TO, --component NAME or --query NAME; or take it all along with "
        "`casegraph export gexf` or `casegraph export graphml`, for Gephi, Cytoscape and others; --force draws it all the same",
    )


def _words(asked: str, choice: dict[str, Any]) -> str:
    """The choice as it was typed, so that what is written says how it was made."""
    value = choice[asked]
    words = [_OPTIONS[asked], *(value if isinstance(value, tuple) else [] if value is True else [value])]
    if asked == "around":
        words += ["--hops", str(choice["hops"])]
    for given in choice.get("given") or () if asked == "name" else ():
        words += ["-p", given]
    for name, day in choice["snapshot"].asked().items():
        words += [f"--{name.replace('_', '-')}", day]
    return shlex.join(words)


def _around(store: Store, choice: dict[str, Any]) -> Chosen:
    from graph.ask import select as subgraph
    from graph.ask.search import resolve

    entity, hops = resolve(store, choice["around"]), choice["hops"]
    ids = subgraph.around(store, entity.id, hops, choice["snapshot"])
    return ids, f"{entity.name} and what lies within {hops} {'hop' if hops == 1 else 'hops'}"


def _path(store: Store, choice: dict[str, Any]) -> Chosen:
    from graph.ask.search import resolve
    from graph.paths import PathQuestion, find_paths
    from graph.stores.base import Limits

    start, end = (resolve(store, name) for name in choice["ends"])
    found = find_paths(store, PathQuestion(start, end, every=True), Limits())
    return {node.id for one in found.paths for node in one.nodes}, f"From {start.name} to {end.name}"


def _component(store: Store, choice: dict[str, Any]) -> Chosen:
    from graph.ask import select as subgraph
    from graph.ask.search import resolve

    entity = resolve(store, choice["whole"])
    return subgraph.component(store, entity.id), f"{entity.name} and everything connected with it"


def _query(store: Store, choice: dict[str, Any]) -> Chosen:
    from graph.ask import select as subgraph
    from graph.query import load_one
    from graph.stores.base import DEFAULT_LIMIT, Limits

    one = load_one(choice["name"], choice.get("queries"))
    given = pairs(choice.get("given", ()))
    takes = {parameter.name for parameter in one.parameters}
    given |= {key: day for key, day in choice["snapshot"].asked().items() if key in takes and key not in given}
    values = one.values(given)
    result = run_canned(store, one, values, Limits(rows=DEFAULT_LIMIT))
    asked = {key: value for key, value in values.items() if value is not None}
    return subgraph.mentioned(store, [*result.rows, asked]), one.summary


def _all(store: Store, choice: dict[str, Any]) -> Chosen:  # noqa: ARG001  one signature for all choices
    from graph.ask import select as subgraph

    return subgraph.everything(store), "Everything in the store"


_CHOICES = {"around": _around, "ends": _path, "whole": _component, "name": _query, "every": _all}
