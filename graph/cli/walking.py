"""The options that all walking commands share (path, connect, neighbours, between), and what they make of names."""

from __future__ import annotations

import functools
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from graph.cli.options import FORMATS, F, format_choice, min_grade_option, snapshot_options, through_denied_option
from graph.cli.output import note
from graph.errors import AmbiguousName, NothingFound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from graph.ask.search import Candidate
    from graph.ledger.certainty import Snapshot
    from graph.paths import Walkable
    from graph.stores import Limits, Store

_OPTIONS = (
    click.option(
        "--avoid",
        multiple=True,
        metavar="NAME|KIND",
        help="Never over this entity (a name, alias or id), or over entities of this kind and the kinds below it, such as "
        "Country. The name of a kind always means the kind. May be repeated.",
    ),
    click.option(
        "--only",
        multiple=True,
        metavar="RELATION",
        help="Only over relations of this type, such as recruited-by; `casegraph schema` lists them. May be repeated.",
    ),
    click.option("--not", "leave_out", multiple=True, metavar="RELATION", help="Never over this type. May be repeated."),
    click.option("--directed", is_flag=True, help="Along the direction of each relation only, not against it."),
    min_grade_option("Only over relations of this grade or a better one, such as B2."),
    click.option(
        "--min-origins", type=click.IntRange(1), default=1, help="Only over relations with so many independent origins."
    ),
    click.option(
        "--through-hypotheses",
        "hypotheses",
        is_flag=True,
        help="Also over POSSIBLY_SAME_AS, unless it was judged wrong; such a hop is marked.",
    ),
    through_denied_option("Also over relations that are denied only; such a hop is marked."),
    click.option("--undisputed", is_flag=True, help="Only over relations that nobody denies."),
    click.option(
        "--timeout",
        type=click.FloatRange(0, min_open=True),
        default=30.0,
        show_default=True,
        help="Seconds after which the search is ended.",
    ),
)


@dataclass(frozen=True, slots=True)
class Walk:
    """What may be walked, as it was typed and checked; `avoid` is resolved when there is a store to ask."""

    types: tuple[str, ...]
    avoid: tuple[str, ...]
    directed: bool
    denied: bool
    undisputed: bool
    min_grade: str | None
    min_origins: int
    snapshot: Snapshot
    timeout: float

    def walkable(self, store: Store) -> Walkable:
        """The same for a search in a store.

        Raises:
            AmbiguousName, NothingFound: what is to be avoided is not known by that name.
        """
        from graph.paths import Walkable
        from graph.paths.question import kinds_named

        kinds = {name: kinds_named(name) for name in self.avoid}
        return Walkable(
            types=self.types,
            min_grade=self.min_grade,
            min_origins=self.min_origins,
            snapshot=self.snapshot,
            directed=self.directed,
            denied=self.denied,
            undisputed=self.undisputed,
            avoid=frozenset(meant(store, name).id for name, under in kinds.items() if not under),
            avoid_kinds=frozenset(kind for under in kinds.values() for kind in under or ()),
        )

    def limits(self) -> Limits:
        """How long the search may take."""
        from graph.stores import Limits

        return Limits(timeout=self.timeout)


def walk_options(command: F) -> F:
    """Adds the filters, the days and --timeout; the command gets `walk: Walk`."""

    @functools.wraps(command)
    def wrapped(*, only: tuple[str, ...], leave_out: tuple[str, ...], hypotheses: bool, **options: Any) -> Any:
        from graph.paths.question import types_of

        rest = {one.name: options.pop(one.name) for one in fields(Walk) if one.name != "types"}
        return command(walk=Walk(types_of(only, leave_out, hypotheses=hypotheses), **rest), **options)

    return all_of(_OPTIONS)(snapshot_options(wrapped))  # type: ignore[no-any-return]  # click replaces the signature


def walk_words() -> tuple[str, ...]:
    """The filters of the running command as they were typed; neither the days nor --timeout."""
    ctx, words = click.get_current_context(), list[str]()
    for param in ctx.command.params:
        name = param.name or ""
        if name not in _filters() or ctx.get_parameter_source(name) != ParameterSource.COMMANDLINE:
            continue
        value = ctx.params[name]
        for one in value if isinstance(value, tuple) else (value,):
            words += [param.opts[0]] if one is True else [param.opts[0], str(one)]
    return tuple(words)


def _filters() -> set[str]:
    """The names of the parameters that filter."""

    def bare() -> None: ...

    return {param.name for param in all_of(_OPTIONS)(bare).__click_params__} - {"timeout"}


def all_of(options: Sequence[Callable[[Any], Any]]) -> Callable[[Any], Any]:
    """Several options as one decorator, in the order in which help shows them."""

    def decorate(command: Any) -> Any:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def prefer_option(command: F) -> F:
    """Adds --prefer; the command gets `prefer` as text."""
    return click.option(
        "--prefer",
        type=click.Choice(("short", "evidence", "specific")),
        default="short",
        show_default=True,
        help="What is best: few hops; hops that are well supported; or ways that do not lead over what everybody touches.",
    )(command)


def walk_format_option(command: F) -> F:
    """Adds --format with mermaid among the choices; the command gets it as `fmt`."""
    text = "How the answer is printed; json is a contract, jsonl gives one object a line, mermaid is a drawing as text."
    return format_choice(command, (*FORMATS, "mermaid"), text)


def meant(store: Store, name: str) -> Candidate:
    """The entity of that name, alias or id, else the one whose name has that word, and it is said whom that is.

    A name that fits several is an error that says which of those given it was.
    """
    from graph.ask.search import by_word, resolve

    try:
        try:
            return resolve(store, name)
        except NothingFound:
            found = by_word(store, name)
            if found is None:
                raise
    except AmbiguousName as error:
        error.hint = f"name one of them by its id, for “{name}”"
        raise
    note(f"“{name}” is taken to be {found.name} ({found.id})")
    return found


def all_meant(store: Store, names: Iterable[str]) -> list[Candidate]:
    """The entities of some names."""
    return [meant(store, name) for name in names]
