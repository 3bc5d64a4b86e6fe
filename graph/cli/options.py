"""Options that many commands share, and how a command gets its store."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from graph.ledger.certainty import Snapshot
    from graph.stores import Limits, Store

F = TypeVar("F", bound=Callable[..., Any])
FORMATS = ("table", "json", "jsonl", "csv")


@dataclass(frozen=True, slots=True)
class StoreChoice:
    """Which store a command was told to use."""

    place: str
    user: str
    database: str | None
    fast: bool = False

    def exists(self) -> bool:
        """Whether something may be there: a server may always, a folder when it holds a store."""
        from pathlib import Path

        from graph.stores import is_store, is_url

        return is_url(self.place) or is_store(Path(self.place).expanduser())

    def open(self, *, create: bool = False) -> Store:
        """The store, opened; the password comes from CASEGRAPH_PASSWORD and is shown nowhere."""
        import os

        from graph.stores import open_store

        password = os.environ.get("CASEGRAPH_PASSWORD", "")
        return open_store(self.place, self.user, password, self.database, create=create, fast=self.fast)


def store_option(command: F) -> F:
    """Adds --store, --user and --database; the command gets them as `store: StoreChoice`."""

    @click.option(
        "--store",
        "store_place",
        envvar="CASEGRAPH_STORE",
        default="casegraph.db",
        show_default=True,
        metavar="WHERE",
        help="A folder (embedded engine) or bolt://, neo4j://, neo4j+s:// (a server).  [env: CASEGRAPH_STORE]",
    )
    @click.option(
        "--user",
        envvar="CASEGRAPH_USER",
        default="neo4j",
        show_default=True,
        help="User of a server; the password is read from CASEGRAPH_PASSWORD.  [env: CASEGRAPH_USER]",
    )
    @click.option("--database", envvar="CASEGRAPH_DATABASE", default=None, help="Database of a server, if not its default.")
    @functools.wraps(command)
    def wrapped(store_place: str, user: str, database: str | None, **options: Any) -> Any:
        return command(store=StoreChoice(store_place, user, database), **options)

    return wrapped  # type: ignore[return-value]  # click replaces the signature


def format_option(command: F) -> F:
    """Adds --format; the command gets it as `fmt`, and a long table on a terminal goes through a pager."""
    return format_choice(command, FORMATS, "How rows are printed; json is a contract, jsonl gives one object a line.")


def format_choice(command: F, formats: tuple[str, ...], text: str) -> F:
    """The same with formats and a help text of its own."""
    from graph.cli.output import paged

    @functools.wraps(command)
    def wrapped(*args: Any, fmt: str, **options: Any) -> Any:
        with paged() if fmt == "table" else nullcontext():
            return command(*args, fmt=fmt, **options)

    option = click.option("--format", "fmt", type=click.Choice(formats), default="table", show_default=True, help=text)
    return option(wrapped)  # type: ignore[return-value]  # click replaces the signature


def whole_day(ctx: click.Context, param: click.Parameter, value: str | None) -> dt.date | None:
    """A day as it was written on the command line.

    Raises:
        click.BadParameter: it is not YYYY-MM-DD, or no day of the calendar.
    """
    if value is None:
        return None
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise click.BadParameter(f"“{value}” is not a whole date; write YYYY-MM-DD, such as 2024-05-31", ctx, param)
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"“{value}” is no day of the calendar", ctx, param) from None


def min_grade_option(text: str) -> Callable[[F], F]:
    """Adds --min-grade; the command gets a grade in capitals, or None."""
    return click.option("--min-grade", callback=_grade, metavar="GRADE", help=text)


THROUGH_DENIED = "--through-denied"


def through_denied_option(text: str) -> Callable[[F], F]:
    """Adds --through-denied; the command gets `denied`."""
    return click.option(THROUGH_DENIED, "denied", is_flag=True, help=text)


def _grade(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    from graph.model.vocabulary import parse_grade

    return None if value is None else parse_grade(value)


def day_option(name: str, text: str) -> Callable[[F], F]:
    """Adds an option for a day; the command gets a date, or None."""
    return click.option(name, callback=whole_day, metavar="DATE", help=text)


as_of_option = functools.partial(day_option, "--as-of")
known_at_option = functools.partial(day_option, "--known-at")


def snapshot_options(command: F) -> F:
    """Adds --as-of and --known-at; the command gets `snapshot: Snapshot`."""

    @as_of_option("The world on that day: what surely did not hold is left out.")
    @known_at_option("Only what was published or recorded by that day.")
    @functools.wraps(command)
    def wrapped(as_of: dt.date | None, known_at: dt.date | None, **options: Any) -> Any:
        return command(snapshot=_snapshot(as_of, known_at), **options)

    return wrapped  # type: ignore[return-value]  # click replaces the signature


def _snapshot(as_of: dt.date | None, known_at: dt.date | None) -> Snapshot:
    from graph.ledger.certainty import Snapshot

    return Snapshot(as_of, known_at)


def limit_options(command: F) -> F:
    """Adds --limit and --timeout; the command gets `limits: Limits`."""

    @click.option("--limit", type=click.IntRange(1), default=1000, show_default=True, help="Most rows to print.")
    @click.option(
        "--timeout",
        type=click.FloatRange(0, min_open=True),
        default=30.0,
        show_default=True,
        help="Seconds after which the query is ended.",
    )
    @functools.wraps(command)
    def wrapped(limit: int, timeout: float, **options: Any) -> Any:
        return command(limits=_limits(limit, timeout), **options)

    return wrapped  # type: ignore[return-value]  # click replaces the signature


def _limits(rows: int, timeout: float) -> Limits:
    from graph.stores import Limits

    return Limits(timeout=timeout, rows=rows)
