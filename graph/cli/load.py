"""`load` and `check`: dossiers and data sets in, or a list of everything that is wrong with them."""

from __future__ import annotations

import getpass
import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graph.cli.options import StoreChoice, store_option
from graph.cli.output import note, say
from graph.errors import Fault, RecordFaults, UsageError

if TYPE_CHECKING:
    from graph.ledger import Ledger
    from graph.model.located import Loaded
    from graph.stores import Store


def login() -> str:
    """The user's login, or that there is none (as in a container without users)."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


PATIENCE = 60.0
"""Seconds for which the load of a dossier waits for another load to end."""
FILES = click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
DOCUMENTS = click.option(
    "--documents",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    envvar="CASEGRAPH_DOCUMENTS",
    help="Folder with your copies of the documents: checks their hashes.",
)


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
@click.option("--replace", is_flag=True, help="Put the file in the place of what the data set held, in one step.")
@click.option("--resume", is_flag=True, help="Go on with the load that was cut off, or say that there is none.")
@click.option("--bulk", is_flag=True, help="Fill an empty store by the engine's own bulk path.")
@click.option(
    "--import-files",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="With --bulk: write files for `neo4j-admin database import full` instead.",
)
@store_option
def load(files: tuple[Path, ...], on_error: str, rejects: Path, store: StoreChoice, **options: Any) -> None:
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
    from graph.cli.load_streams import StreamChoice, load_streams, stream_files

    by, documents = options.pop("by"), options.pop("documents")
    choice = StreamChoice(**options)
    streams, dossiers = stream_files(files, choice)
    dropped = _load_dossiers(dossiers, on_error == "skip", rejects, documents, by, store) if dossiers else 0
    if streams:
        outcome = load_streams(store, streams, choice, by, rejects if on_error == "skip" else None)
        dropped += outcome.rejected
    if dropped:
        raise click.exceptions.Exit(1)


def _load_dossiers(
    files: list[Path],
    skip: bool,
    rejects: Path,
    documents: Path | None,
    by: str,
    store: StoreChoice,
) -> int:
    """Loads dossiers and says what became of them; how many records were left out."""
    from graph.ingest.merge import ingest, known_to
    from graph.stores import held

    loaded = _loaded(tuple(files))
    faults = loaded.faults + _document_faults(loaded, documents)
    if not skip and (faults or not store.exists()):  # what is at fault leaves no empty store behind
        _check_all(loaded, faults)
    with store.open(create=True) as opened:
        opened.migrate()
        with held(opened, by, PATIENCE, note):
            known = known_to(opened, loaded.records)
            ledger, dropped = _checked(loaded, faults, known, skip=skip)
            if dropped:
                _write_rejects(rejects, dropped)
            summary = ingest(opened, ledger, known, by)
            _note_datasets(opened, loaded, by)
    say(
        f"{summary.new} new, {summary.changed} changed, {summary.same} as before; relations written: {summary.relations}"
        + (f", taken away: {summary.gone}" if summary.gone else "")
        + f"; store: {store.place}"
    )
    if dropped:
        note(f"left out: {len(dropped)}; see {rejects}")
    return len(dropped)


def _note_datasets(store: Store, loaded: Loaded, by: str) -> None:
    """Notes which dossiers were loaded from which files."""
    from graph.ingest import datasets

    pairs = sorted({(name, Path(one.file).name) for one in loaded.records for name in one.record.datasets})
    for name, file in pairs:
        datasets.begin(store, name, file, by, format="dossier")
    datasets.end(store, {name for name, _ in pairs})


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
    loaded = _loaded(files)
    ledger = _check_all(loaded, loaded.faults + _document_faults(loaded, documents))
    figures = sum(claim.property == "metric" for claim in ledger.claims.values())
    relations = {claim.relation for claim in ledger.claims.values() if claim.relation}
    say(
        f"fine: {len(ledger.entities)} entities, {len(relations)} relations, {len(ledger.sources)} sources, "
        f"{len(ledger.claims)} claims, {figures} of them figures"
    )


def _loaded(files: tuple[Path, ...]) -> Loaded:
    from loaders import load_files

    if Path("-") not in files:
        return load_files(files)
    with tempfile.TemporaryDirectory() as folder:
        piped = Path(folder) / "stdin.yml"
        piped.write_bytes(sys.stdin.buffer.read())
        return load_files([piped if file == Path("-") else file for file in files])


def _document_faults(loaded: Loaded, documents: Path | None) -> list[Fault]:
    if documents is None:
        return []
    from graph.documents import document_faults

    return document_faults(loaded.records, documents)


def _check_all(loaded: Loaded, faults: list[Fault]) -> Ledger:
    """The ledger of records that stand on their own; every fault otherwise, of the files and between the records."""
    from graph.ledger import check as check_records

    ledger, between, _ = check_records(loaded.records)
    hidden = {str(record.get("id")) for record in (reject["record"] for reject in loaded.rejects) if isinstance(record, dict)}
    between = [fault for fault in between if fault.value not in hidden]
    if faults or between:
        raise RecordFaults(faults + between)
    return ledger


def _checked(loaded: Loaded, faults: list[Fault], known: Ledger, *, skip: bool) -> tuple[Ledger, list[dict[str, Any]]]:
    """The ledger to write and, when skipping, what was left out of it."""
    from graph.ledger import check as check_records
    from graph.ledger import without

    ledger, between, bad = check_records(loaded.records, known)
    between += [fault for fault in faults if fault.record]
    if not skip:
        if between:
            raise RecordFaults(between)
        return ledger, []
    ledger, dropped = without(loaded.records, bad | {fault.record for fault in between}, known)
    rejects = list(loaded.rejects)
    for one in loaded.records:
        if one.record.id in dropped:
            reasons = [str(fault) for fault in between if fault.record == one.record.id]
            rejects.append(
                {
                    "file": one.file,
                    "line": one.line,
                    "record": one.record.model_dump(mode="json", exclude_defaults=True),
                    "faults": reasons or ["leans on a record that was left out"],
                }
            )
    whole_files = [
        {"file": fault.file, "line": fault.line, "record": None, "faults": [str(fault)]}
        for fault in faults
        if not any(str(fault) in reject["faults"] for reject in rejects)
    ]
    return ledger, rejects + whole_files


def _write_rejects(path: Path, rejects: list[dict[str, Any]]) -> None:
    lines = [json.dumps(reject, ensure_ascii=False, default=str) for reject in rejects]
    try:
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    except OSError as error:
        raise UsageError(
            f"{path} cannot be written: {error.strerror or error}", hint="name another file with --rejects"
        ) from error
