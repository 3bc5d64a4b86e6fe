"""Files into a store: the one way in, for the command, the demo, tests and benchmarks.

Dossiers are checked and written as a whole, streams of any size in batches; both leave the store as it was when
anything is wrong and nothing is to be left out.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from graph import __version__
from graph.errors import RecordFaults, UsageError
from graph.ingest.datasets import refuse_strangers
from graph.ingest.derived import bring_up_to_date
from graph.ingest.dossiers import check_alone, load_dossiers, read_dossiers
from graph.ingest.options import LoadOptions, Plan, StorePlace
from graph.ingest.outcome import Outcome, Rejects, RejectsFile
from graph.ingest.replace import replace
from graph.ingest.streams import write_streams
from graph.ingest.walk import Walk
from graph.ingest.worker import Workers, collect_rarely
from graph.stores import DONE, Store, is_url, read_mark
from loaders import StreamOptions, check_file, is_stream, open_stream, piped_suffix, unnamed_dataset

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

    from graph.ledger import Ledger

_ENDS = 2**16  # bytes at both ends of a file that stand for it, with its size
_LARGE = 2**20
"""From so many bytes on a worker reads."""


@dataclass(frozen=True, slots=True)
class _Open:
    """A store that is open already."""

    store: Store

    @property
    def place(self) -> str:
        return self.store.info.address

    def exists(self) -> bool:
        return True

    def open(self, *, create: bool = False) -> AbstractContextManager[Store]:  # noqa: ARG002  it is there
        return nullcontext(self.store)


def load(store: Store | StorePlace, files: Sequence[Path], options: LoadOptions | None = None) -> Outcome:
    """Loads files into a store, open or to be opened: dossiers first, then streams; `-` is stdin.

    Raises:
        UsageError: options that do not go together or with the files; a file that is not there or of no known format.
        RecordFaults: something is wrong and nothing is to be left out; the store is as it was.
        LoadStopped: somebody stopped it; the same call goes on from there.
        StoreInUse: another load is running.
    """
    options = options or LoadOptions()
    place = store if isinstance(store, StorePlace) else _Open(store)
    with ExitStack() as stack:
        files = [stack.enter_context(on_disk(file)) for file in files]
        streams, dossiers = _divided(files, options)
        rejects = stack.enter_context(RejectsFile(options.rejects))
        whole = Outcome()
        if dossiers:
            with _nothing_left(place):
                whole += (part := load_dossiers(dossiers, options, place, Rejects(options.skip, rejects.add)))
            options.progress.finished(part)
        if streams:
            with _nothing_left(place):
                whole += (part := _load_streams(place, streams, options, rejects, stack))
            options.progress.finished(part)
    return whole


@contextmanager
def _nothing_left(place: StorePlace) -> Iterator[None]:
    """Takes away a store that was made for records at fault, since nothing was written into it."""
    folder = None if is_url(place.place) else Path(place.place).expanduser()
    is_new = folder is not None and not folder.exists()
    try:
        yield
    except RecordFaults:
        if is_new and folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
        raise


def check_files(files: Sequence[Path], documents: Path | None = None) -> Ledger:
    """The ledger of some dossiers, `-` for stdin; `documents` is the folder of the copies whose hashes are checked.

    Raises:
        RecordFaults: every fault in them.
    """
    with ExitStack() as stack:
        return check_alone(read_dossiers([stack.enter_context(on_disk(file)) for file in files], documents))


def _divided(files: Sequence[Path], options: LoadOptions) -> tuple[list[Path], list[Path]]:
    """The files that are read as streams, and the others.

    Raises:
        UsageError: an option that only streams take, and no stream; options that do not go together.
    """
    options.check()
    how = _how(options)
    streams = [file for file in files if is_stream(file, how)]
    if not streams and (option := options.for_streams()):
        raise UsageError(f"{option} is for entities, statements and tables, not for dossiers", hint="name the file to load")
    return streams, [file for file in files if file not in streams]


def _how(options: LoadOptions) -> StreamOptions:
    return StreamOptions(options.dataset, options.mapping, options.encoding, options.sheet)


@contextmanager
def on_disk(file: Path) -> Iterator[Path]:
    """The file, or what stdin gives as one, so that it can be read twice."""
    if str(file) != "-":
        yield file
        return
    with tempfile.TemporaryDirectory(prefix="casegraph-stdin-") as folder:
        piped = Path(folder) / "stdin"
        with piped.open("wb") as out:
            shutil.copyfileobj(sys.stdin.buffer, out, 2**20)
        with piped.open("rb") as begun:
            named = piped.with_suffix(piped_suffix(begun.read(16)))
        yield piped.rename(named)


def _load_streams(
    place: StorePlace, files: Sequence[Path], options: LoadOptions, rejects: RejectsFile, stack: ExitStack
) -> Outcome:
    how = _how(options)
    for file in files:
        check_file(file, how)
    collect_rarely()
    names = {file: unnamed_dataset(file, how) for file in files}
    _told_apart(names)
    plan = Plan([partial(open_stream, file, how) for file in files], options.by, options.skip, _digest(files, options))
    large = sum(file.stat().st_size for file in files if file.is_file()) >= _LARGE
    walk = Walk(plan, options.progress, rejects.add, stack.enter_context(Workers()) if large else None)
    begun = time.monotonic()
    outcome = _load_bulk(place, walk, options) if options.bulk else _load_batches(place, walk, options, names)
    outcome.seconds = time.monotonic() - begun
    return outcome


def _told_apart(names: Mapping[Path, str | None]) -> None:
    """Looks whether two files of one load would share a data set because of their names.

    Raises:
        UsageError: they would.
    """
    seen: dict[str, Path] = {}
    for file, name in names.items():
        if name is not None and seen.setdefault(name, file) != file:
            raise UsageError(
                f"{seen[name]} and {file} would both be the data set {name}",
                hint=f"--dataset {name} if they are one set; otherwise load them one by one, each with its --dataset",
            )


def _load_batches(place: StorePlace, walk: Walk, options: LoadOptions, names: Mapping[Path, str | None]) -> Outcome:
    with place.open(create=True) as store:
        bring_up_to_date(store)
        refuse_strangers(store, names)
        if options.resume:
            mark = read_mark(store)
            if mark.stage == DONE or mark.of != walk.plan.digest:
                hint = "the file, its mapping and the options must be the same; without --resume it is loaded from the beginning"
                raise UsageError("there is no cut-off load of these files to go on with", hint=hint)
        return replace(store, walk) if options.replace else write_streams(store, walk)


def _load_bulk(place: StorePlace, walk: Walk, options: LoadOptions) -> Outcome:
    from graph.ingest.bulk_store import bulk_load
    from graph.ingest.neo4j_import import bulk_files

    if options.import_files is not None:
        return bulk_files(options.import_files, walk)
    if is_url(place.place):
        raise UsageError(
            "a server is filled in bulk by its own importer, while it is stopped",
            hint="add --import-files DIR, which writes what the importer reads, and the script that calls it",
        )
    return bulk_load(Path(place.place).expanduser(), walk)


def _digest(files: Sequence[Path], options: LoadOptions) -> str:
    """What stands for the files and options, so that a load goes on only with the same."""
    found = hashlib.sha256(f"{__version__} {options.dataset} {options.skip} {options.encoding} {options.sheet}".encode())
    if options.mapping is not None and options.mapping.is_file():
        found.update(options.mapping.read_bytes())
    for file in files:
        if not file.is_file():
            continue
        with file.open("rb") as opened:
            size = file.stat().st_size
            found.update(f"{size}".encode() + opened.read(_ENDS))
            opened.seek(max(0, size - _ENDS))
            found.update(opened.read(_ENDS))
    return found.hexdigest()[:32]
