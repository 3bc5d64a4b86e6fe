"""Dossiers into a store: checked as a whole, against each other and against what the store holds, then merged."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graph.documents import document_faults
from graph.errors import RecordFaults
from graph.ingest import datasets
from graph.ingest.derived import bring_up_to_date
from graph.ingest.merge import ingest, known_to
from graph.ingest.outcome import Outcome
from graph.ledger import check, without
from graph.model.located import RejectedRecord
from graph.stores import held
from loaders import load_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.ingest.merge import Summary
    from graph.ingest.options import LoadOptions, StorePlace
    from graph.ingest.outcome import Rejects
    from graph.ledger import Ledger
    from graph.model.located import Loaded, Located
    from graph.stores import Store, Writer


def load_dossiers(files: Sequence[Path], options: LoadOptions, place: StorePlace, rejects: Rejects) -> Outcome:
    """Writes the records of some dossiers; what is at fault leaves no empty store behind.

    Raises:
        RecordFaults: something is wrong and nothing is to be left out; the store is as it was.
        StoreInUse: another load is running, and does not end in time.
    """
    loaded = read_dossiers(files, options.documents)
    if not options.skip and (loaded.faults or not place.exists()):
        check_alone(loaded)
    with place.open(create=True) as store:
        bring_up_to_date(store)
        with held(store, options.by, options.patience, options.progress.remark):
            return _write(store, loaded, options.by, rejects)


def read_dossiers(files: Sequence[Path], documents: Path | None = None) -> Loaded:
    """The records of some dossiers, with the faults of the documents if their folder is given.

    Raises:
        UsageError: a file that is not there or no dossier.
        NothingFound: folders without any dossier.
    """
    loaded = load_files(files)
    if documents is not None:
        loaded.faults += document_faults(loaded.records, documents)
    return loaded


def check_alone(loaded: Loaded) -> Ledger:
    """The ledger of records that stand on their own.

    Raises:
        RecordFaults: every fault, of the files and between the records.
    """
    ledger, between, _ = check(loaded.records)
    hidden = {one.id for one in loaded.rejects if one.id}
    between = [fault for fault in between if fault.value not in hidden]
    if loaded.faults or between:
        raise RecordFaults(loaded.faults + between)
    return ledger


def load_records(store: Writer, located: Iterable[Located], by: str | None = None) -> Summary:
    """Checks some records against each other and the store, and writes them.

    Raises:
        RecordFaults: something is wrong; the store is as it was.
    """
    located = list(located)
    known = known_to(store, located)
    ledger, faults, _ = check(located, known)
    if faults:
        raise RecordFaults(faults)
    return ingest(store, ledger, known, by)


def _write(store: Store, loaded: Loaded, by: str | None, rejects: Rejects) -> Outcome:
    before = rejects.count
    known = known_to(store, loaded.records)
    ledger = _left(loaded, known, rejects)
    outcome = Outcome(ingest(store, ledger, known, by), len(loaded.records), rejects.count - before, dossiers=True)
    files = sorted({(name, Path(one.file).name) for one in loaded.records for name in one.record.datasets})
    for name, file in files:
        datasets.begin_file(store, name, file, by)
    outcome.datasets = {name for name, _ in files}
    datasets.end(store, outcome.datasets)
    return outcome


def _left(loaded: Loaded, known: Ledger, rejects: Rejects) -> Ledger:
    """The ledger to write: all of it, or what is left when what is at fault, and what leans on it, is left out.

    Raises:
        RecordFaults: something is wrong and nothing is to be left out.
    """
    ledger, faults, bad = check(loaded.records, known)
    faults += [fault for fault in loaded.faults if fault.record]
    if not rejects.skip:
        if faults:
            raise RecordFaults(faults)
        return ledger
    ledger, dropped = without(loaded.records, bad | {fault.record for fault in faults}, known)
    for one in loaded.rejects:
        rejects.add(one)
    for located in (one for one in loaded.records if one.record.id in dropped):
        own = [fault for fault in faults if fault.record == located.record.id]
        rejects.add_record(located, own or [located.fault("leans on a record that was left out")])
    told = {fault for one in loaded.rejects for fault in one.faults}.union(faults)
    for fault in (one for one in loaded.faults if one not in told):  # of whole files
        rejects.add(RejectedRecord((fault,), fault.file, fault.line))
    return ledger
