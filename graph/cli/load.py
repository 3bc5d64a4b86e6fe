"""`load` and `check`: dossiers and data sets in, or a list of everything that is wrong with them."""

from __future__ import annotations

import getpass
import signal
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graph.cli.options import StoreChoice, store_option
from graph.cli.output import emit_rows, note, progress, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.cli.output import Bar, NoBar
    from graph.ingest.outcome import Outcome


_MOST_SHOWN = 10


def login() -> str:
    """The user's login, or that there is none (as in a container without users)."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


FILES = click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
DOCUMENTS = click.option(
    "--documents",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    envvar="CASEGRAPH_DOCUMENTS",
    help="Folder with your copies of the documents: checks their hashes.",
)

ENCODING = click.option("--encoding", metavar="NAME", help="Encoding of a table, such as cp1251; otherwise it is told from it.")
SHEET = click.option("--sheet", metavar="NAME", help="The sheet of a workbook; otherwise every one that has the columns.")


@click.command()
@FILES
@click.option(
    "--on-error",
    type=click.Choice(["stop", "skip"]),
    default="stop",
    show_default=True,
    help="stop: write nothing if anything is wrong; skip: leave out what is wrong and write the rest.",
)
@click.option(
    "--rejects",
    type=click.Path(path_type=Path),
    default=Path("rejects.jsonl"),
    show_default=True,
    help="Where --on-error skip writes what it left out, and why.",
)
@DOCUMENTS
@click.option(
    "--loaded-by",
    "by",
    envvar="CASEGRAPH_BY",
    default=login,
    show_default="your login",
    help="Who changes records by this load; it stays in their history.  [env: CASEGRAPH_BY]",
)
@click.option("--dataset", metavar="NAME", help="Name of the data set; otherwise the file's name says it.")
@click.option("--mapping", type=click.Path(path_type=Path, dir_okay=False), help="How a table's columns become records.")
@ENCODING
@SHEET
@click.option("--replace", is_flag=True, help="Put the file in the place of what the data set held, in one step.")
@click.option("--resume", is_flag=True, help="Go on with the load that was cut off, or say that there is none.")
@click.option("--fast", is_flag=True, help="Do not wait for the disk at each commit: a power cut may cost the whole store.")
@click.option("--bulk", is_flag=True, help="Fill an empty store by the engine's own bulk path.")
@click.option(
    "--import-files",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="With --bulk: write files for `neo4j-admin database import full` instead.",
)
@store_option
def load(files: tuple[Path, ...], store: StoreChoice, *, fast: bool, **options: Any) -> None:
    """Validate files, join them with what is there, and write them into the store. Loading twice changes nothing.

    Dossiers are checked as a whole. Entities, statements and tables are read as streams, of any size; a load that was
    cut off goes on when the same command is given again.

    \b
    Example:
      casegraph load seeds/
      casegraph load my-case/ more.yml --on-error skip
      casegraph load entities.ftm.json --dataset us_ofac_sdn
      casegraph load entities.ftm.json --replace --on-error skip --rejects bad.jsonl
    """
    from graph.ingest import LoadOptions
    from graph.ingest import load as load_files

    with _Shown(store.place, options["rejects"]) as shown, _stoppable(shown):
        outcome = load_files(replace(store, fast=fast), files, LoadOptions(progress=shown, **options))
    if outcome.rejected:
        raise click.exceptions.Exit(1)


class _Shown:
    """A bar on a terminal while streams are loaded, and a line for each part at its end."""

    def __init__(self, place: str, rejects: Path) -> None:
        self.place, self.rejects = place, rejects
        self.stop = self.remarked = False
        self.bar: Bar | NoBar | None = None

    def __enter__(self) -> _Shown:
        return self

    def __exit__(self, *_: object) -> None:
        if self.bar is not None:
            self.bar.__exit__()

    def stage(self, name: str, total: int | None) -> None:
        if self.bar is None:
            self.bar = progress().__enter__()
        self.bar.stage(name, total)

    def moved(self, records: int, at: int, rejected: int) -> None:
        self.remarked = False
        if self.bar is not None:
            self.bar.moved(records, at, rejected)

    def remark(self, text: str) -> None:
        if not self.remarked:
            note(text)
            self.remarked = True

    def stopped(self) -> bool:
        return self.stop

    def finished(self, outcome: Outcome) -> None:
        self.__exit__()
        _say_dossiers(outcome, self.place) if outcome.dossiers else _say_streams(outcome)
        _note_protected(outcome.tally.still_protected)
        if outcome.rejected:
            note(f"left out: {outcome.rejected}; see {self.rejects}")


@contextmanager
def _stoppable(shown: _Shown) -> Iterator[None]:
    """Ctrl-C ends the load after the batch that is being written; a second one, or one before any batch, ends it at once."""

    def stop(*_: object) -> None:
        if shown.stop or shown.bar is None:
            raise KeyboardInterrupt
        shown.stop = True

    try:
        before = signal.signal(signal.SIGINT, stop)
    except ValueError:  # not the main thread, as in a test
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _say_dossiers(outcome: Outcome, place: str) -> None:
    tally = outcome.tally
    gone = f", taken away: {tally.gone}" if tally.gone else ""
    counts = f"{tally.new} new, {tally.changed} changed, {tally.same} as before"
    say(f"{counts}; relations written: {tally.relations}{gone}; store: {place}")


def _note_protected(ids: Sequence[str]) -> None:
    """Names those who stay protected although what was loaded does not say so."""
    if ids:
        shown = ", ".join(ids[:_MOST_SHOWN]) + (f" and {len(ids) - _MOST_SHOWN} more" if len(ids) > _MOST_SHOWN else "")
        note(f"protected still, though this load does not say so: {shown}; only `casegraph unprotect` takes a mark away")


def _say_streams(outcome: Outcome) -> None:
    if rows := outcome.census.table():
        emit_rows(rows, "table", ("from", "to", "count", *(["first"] if outcome.census.notes else [])))
    tally = outcome.tally
    parts = [f"{tally.new} new", f"{tally.changed} changed", f"{tally.same} as before", f"relations written: {tally.relations}"]
    parts += [f"taken away: {tally.gone}"] * bool(tally.gone) + [f"deleted: {tally.deleted}"] * bool(tally.deleted)
    went = " (went on where the last load was cut off)" if outcome.resumed else ""
    say(
        f"{', '.join(sorted(outcome.datasets))}: {outcome.read} records read, {', '.join(parts)}; "
        f"{outcome.seconds:.1f} s, {outcome.read / max(outcome.seconds, 0.001):.0f} records/s{went}"
    )


@click.command()
@FILES
@DOCUMENTS
def check(files: tuple[Path, ...], documents: Path | None) -> None:
    """Validate dossiers and write nothing; every fault is named with its file, line, field and value.

    \b
    Example:
      casegraph check seeds/
      casegraph check my-case/ --documents ~/documents
    """
    from graph.ingest import check_files
    from graph.ledger import by_relation

    ledger = check_files(files, documents)
    figures = sum(claim.property == "metric" for claim in ledger.claims.values())
    relations = by_relation(ledger.claims.values())
    say(
        f"fine: {len(ledger.entities)} entities, {len(relations)} relations, {len(ledger.sources)} sources, "
        f"{len(ledger.claims)} claims, {figures} of them figures"
    )
