"""`load` of files that may be large: how it is asked for, what is told while it runs, and how it ends."""

from __future__ import annotations

import hashlib
import json
import shutil
import signal
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from graph import __version__
from graph.cli.output import emit_rows, note, progress, say
from graph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.cli.options import StoreChoice
    from graph.ingest.plan import Outcome, Plan
    from graph.stores import Store
    from loaders.stream import StreamOptions

_HEAD = 2**16  # bytes at both ends of a file that stand for it, with its size and time
_LARGE = 2**20
"""From so many bytes on a process of its own reads."""
_PACKED = {b"\x1f\x8b": ".gz", b"\x28\xb5": ".zst"}


@dataclass(frozen=True, slots=True)
class StreamChoice:
    """What the options of `load` say about streams."""

    dataset: str | None = None
    mapping: Path | None = None
    replace: bool = False
    resume: bool = False
    bulk: bool = False
    import_files: Path | None = None

    def given(self) -> str:
        """The first option that only streams take, or ""."""
        names: dict[str, object] = {
            "--dataset": self.dataset,
            "--mapping": self.mapping,
            "--replace": self.replace,
            "--resume": self.resume,
        }
        names |= {"--bulk": self.bulk, "--import-files": self.import_files}
        return next((name for name, value in names.items() if value), "")

    def options(self) -> StreamOptions:
        """How the files are to be read."""
        from loaders import StreamOptions

        return StreamOptions(dataset=self.dataset, mapping=self.mapping)


def load_streams(store: StoreChoice, files: Sequence[Path], choice: StreamChoice, by: str, rejects: Path | None) -> Outcome:
    """Loads the files and prints what became of them; with `rejects`, what is at fault is left out and written there.

    Raises:
        CasegraphError: see `graph.ingest.pipeline.load`.
    """
    from graph.ingest.worker import Apart, collect_rarely

    collect_rarely()
    with ExitStack() as stack:
        files = [stack.enter_context(_on_disk(file)) for file in files]
        plan = _plan(files, choice, by, skip=rejects is not None)
        if sum(file.stat().st_size for file in files if file.is_file()) >= _LARGE:
            plan = replace(plan, apart=stack.enter_context(Apart()))
        lines = stack.enter_context(_Lines(rejects))
        begun = time.monotonic()
        with _Shown() as shown, _stoppable(shown):
            outcome = _run(store, plan, choice, shown, lines)
    _tell(outcome, time.monotonic() - begun, rejects)
    return outcome


def _run(store: StoreChoice, plan: Plan, choice: StreamChoice, shown: _Shown, lines: _Lines) -> Outcome:
    from graph.ingest.pipeline import load
    from graph.ingest.replace import replace as put_in_place

    if choice.import_files is not None and not choice.bulk:
        raise UsageError("--import-files goes with --bulk", hint="a store is written out by `casegraph export neo4j-import`")
    if choice.bulk:
        return _run_bulk(store, plan, choice, shown, lines)
    with store.open(create=True) as opened:
        opened.migrate()
        if choice.resume:
            _check_resume(opened, plan)
        if choice.replace:
            return put_in_place(opened, plan, shown, lines.add)
        return load(opened, plan, shown, lines.add)


def _run_bulk(store: StoreChoice, plan: Plan, choice: StreamChoice, shown: _Shown, lines: _Lines) -> Outcome:
    from graph.ingest.bulk_embedded import bulk_load
    from graph.ingest.neo4j_import import bulk_files
    from graph.stores import is_url

    if choice.replace or choice.resume:
        raise UsageError("--bulk begins with an empty store", hint="leave out --replace and --resume, or --bulk")
    if choice.import_files is not None:
        return bulk_files(choice.import_files, plan, shown, lines.add)
    if is_url(store.place):
        raise UsageError(
            "a server is filled in bulk by its own importer, while it is stopped",
            hint="add --import-files DIR, which writes what the importer reads, and the script that calls it",
        )
    return bulk_load(Path(store.place).expanduser(), plan, shown, lines.add)


def _check_resume(store: Store, plan: Plan) -> None:
    from graph.stores import DONE, read_mark

    mark = read_mark(store)
    if mark.stage == DONE or mark.of != plan.digest:
        raise UsageError(
            "there is no cut-off load of these files to go on with",
            hint="the file, its mapping and the options must be the same; without --resume it is loaded from the beginning",
        )


def _plan(files: Sequence[Path], choice: StreamChoice, by: str, *, skip: bool) -> Plan:
    from graph.ingest.plan import Plan
    from loaders import open_stream

    options = choice.options()
    return Plan([partial(open_stream, file, options) for file in files], by, skip, _digest(files, choice, skip))


def _digest(files: Sequence[Path], choice: StreamChoice, skip: bool) -> str:
    """What stands for the files and options, so that a load goes on only with the same."""
    found = hashlib.sha256(f"{__version__} {choice.dataset} {skip}".encode())
    if choice.mapping is not None and choice.mapping.is_file():
        found.update(choice.mapping.read_bytes())
    for file in files:
        if not file.is_file():
            continue
        with file.open("rb") as opened:
            size = file.stat().st_size
            found.update(f"{size}".encode() + opened.read(_HEAD))
            opened.seek(max(0, size - _HEAD))
            found.update(opened.read(_HEAD))
    return found.hexdigest()[:32]


@contextmanager
def _on_disk(file: Path) -> Iterator[Path]:
    """The file, or what stdin gives as one, so that it can be read twice."""
    if file != Path("-"):
        yield file
        return
    with tempfile.TemporaryDirectory(prefix="casegraph-stdin-") as folder:
        head = sys.stdin.buffer.peek(2)[:2] if hasattr(sys.stdin.buffer, "peek") else b""
        piped = Path(folder) / f"stdin.ftm.json{_PACKED.get(bytes(head), '')}"
        with piped.open("wb") as out:
            shutil.copyfileobj(sys.stdin.buffer, out, 2**20)
        yield piped


class _Lines:
    """The file of rejects, made when the first one comes."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._file: IO[str] | None = None

    def add(self, reject: dict[str, Any]) -> None:
        if self.path is None:
            return
        try:
            if self._file is None:
                self._file = self.path.open("w", encoding="utf-8", errors="backslashreplace")
            self._file.write(json.dumps(reject, ensure_ascii=False, default=str) + "\n")
        except OSError as error:
            hint = "name another file with --rejects"
            raise UsageError(f"{self.path} cannot be written: {error.strerror or error}", hint=hint) from error

    def __enter__(self) -> _Lines:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()


class _Shown:
    """How a load goes on: a bar on a terminal, nothing otherwise; a remark when a server does not answer."""

    def __init__(self) -> None:
        self.stop = False
        self._bar = progress()
        self._told = False

    def __enter__(self) -> _Shown:
        self._bar.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.__exit__(None, None, None)

    def stage(self, name: str, total: int | None) -> None:
        self._bar.stage(name, total)

    def moved(self, records: int, at: int, rejected: int) -> None:
        self._told = False
        self._bar.moved(records, at, rejected)

    def waiting(self, seconds: int) -> None:
        if not self._told:
            note(f"the server does not answer{f' for {seconds} s' if seconds else ''}; waiting for it")
            self._told = True

    def stopped(self) -> bool:
        return self.stop


@contextmanager
def _stoppable(shown: _Shown) -> Iterator[None]:
    """Ctrl-C ends the load after the batch that is being written; a second one ends it at once."""

    def stop(*_: object) -> None:
        if shown.stop:
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


def _tell(outcome: Outcome, seconds: float, rejects: Path | None) -> None:
    rows: list[dict[str, Any]] = [{"from": a, "to": b, "count": n} for (a, b), n in sorted(outcome.census.items())]
    first = outcome.examples
    rows += [{"from": text, "to": "(noted)", "count": n, "first": first.get(text)} for text, n in sorted(outcome.notes.items())]
    if rows:
        emit_rows(rows, "table", ("from", "to", "count", *(["first"] if outcome.notes else [])))
    tally = outcome.tally
    parts = [f"{tally.new} new", f"{tally.changed} changed", f"{tally.same} as before", f"relations written: {tally.relations}"]
    parts += [f"taken away: {tally.gone}"] * bool(tally.gone) + [f"deleted: {tally.deleted}"] * bool(tally.deleted)
    went = " (went on where the last load was cut off)" if outcome.resumed else ""
    say(
        f"{', '.join(sorted(outcome.datasets))}: {outcome.read} records read, {', '.join(parts)}; "
        f"{seconds:.1f} s, {outcome.read / max(seconds, 0.001):.0f} records/s{went}"
    )
    if outcome.rejected:
        note(f"left out: {outcome.rejected}; see {rejects}")


def stream_files(files: Sequence[Path], choice: StreamChoice) -> tuple[list[Path], list[Path]]:
    """The files that stream loaders read, and the others.

    Raises:
        UsageError: an option that only streams take, and no stream.
    """
    from loaders import streams

    found = [file for file in files if choice.mapping is not None or (not file.is_dir() and streams(file))]
    others = [file for file in files if file not in found]
    if not found and (option := choice.given()):
        raise UsageError(f"{option} is for entities, statements and tables, not for dossiers", hint="name the file to load")
    return found, others
