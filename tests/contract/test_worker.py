"""Files read by a process of their own: the same graph, the same faults, and nothing is lost when that process is."""

from __future__ import annotations

import gzip
import os
import pickle
import signal
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bench.ftm_file import write
from graph.errors import AmbiguousName, CasegraphError, RecordFaults
from graph.ingest.bulk_store import bulk_load
from graph.ingest.outcome import Outcome, Reject
from graph.ingest.streams import write_streams
from graph.ingest.walk import Walk
from graph.ingest.worker import Workers
from graph.stores import Store, open_store
from loaders import StreamOptions, open_stream
from tests.contract.small import clear
from tests.contract.streams import Quiet, graph_of, walk
from tests.faults.loading import write_wordy

pytestmark = pytest.mark.contract

BAD = '{"id": "x", "schema": "Nonsense"}\nnot json\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "made.ftm.json"
    write(path, 1200)
    with path.open("a", encoding="utf-8") as more:
        more.write('{"id": "last", "schema": "Ownership", "properties": {"owner": ["nobody"], "asset": ["nothing"]}}\n')
    return path


@pytest.fixture
def workers() -> Iterator[Workers]:
    with Workers() as one:
        yield one


def over(file: Path, workers: Workers | None = None, **options: Any) -> Walk:
    return walk(partial(open_stream, file, StreamOptions(dataset="set")), workers=workers, **options)


def told(outcome: Outcome) -> dict[str, Any]:
    return {name: getattr(outcome, name) for name in ("read", "rejected", "datasets", "census", "tally")}


def test_the_graph_and_what_is_told_are_the_same(empty_store: Store, file: Path, workers: Workers) -> None:
    wanted_outcome = write_streams(empty_store, over(file))
    wanted = graph_of(empty_store)
    clear(empty_store)
    outcome = write_streams(empty_store, over(file, workers))
    assert told(outcome) == told(wanted_outcome)
    assert graph_of(empty_store) == wanted
    again = write_streams(empty_store, over(file, workers))  # what is there is unpacked and compared, read by a second process
    assert (again.tally.new, again.tally.changed) == (0, 0)


def test_so_it_is_in_bulk(empty_store: Store, file: Path, workers: Workers, tmp_path: Path) -> None:
    write_streams(empty_store, over(file))
    bulk_load(tmp_path / "bulk.db", over(file, workers))
    with open_store(str(tmp_path / "bulk.db")) as store:
        assert graph_of(store) == graph_of(empty_store)


def test_faults_have_their_places_and_rejects_are_written(empty_store: Store, file: Path, workers: Workers) -> None:
    with file.open("a", encoding="utf-8") as more:
        more.write(BAD)
    with pytest.raises(RecordFaults) as caught:
        write_streams(empty_store, over(file, workers))
    assert [(fault.file, fault.line) for fault in caught.value.faults] == [(str(file), 1202), (str(file), 1203)]
    assert graph_of(empty_store) == {"nodes": [], "edges": []}
    rejects: list[Reject] = []
    outcome = write_streams(empty_store, over(file, workers, skip=True, reject=rejects.append))
    assert (outcome.rejected, [one.line for one in rejects]) == (2, [1202, 1203])


def test_a_file_that_cannot_be_read_on_is_told(empty_store: Store, tmp_path: Path, file: Path, workers: Workers) -> None:
    cut = tmp_path / "cut.ftm.json.gz"
    cut.write_bytes(gzip.compress(file.read_bytes())[:-2000])
    with pytest.raises(RecordFaults) as caught:
        write_streams(empty_store, over(cut, workers))
    assert "cut off" in str(caught.value.faults[0])


def test_a_reader_that_is_killed_is_told_and_the_load_goes_on_later(empty_store: Store, file: Path, workers: Workers) -> None:
    write_wordy(file)
    worker = workers.worker()

    class Killing(Quiet):
        def moved(self, records: int, at: int, rejected: int) -> None:
            super().moved(records, at, rejected)
            if self.batches == 1:
                os.kill(worker.pid, signal.SIGKILL)

    workers.give_back(worker)
    with pytest.raises(CasegraphError, match=r"ended too early \(signal 9\)"):
        write_streams(empty_store, over(file, workers, digest="d", progress=Killing()))
    assert write_streams(empty_store, over(file, workers, digest="d")).resumed
    found = graph_of(empty_store)
    clear(empty_store)
    write_streams(empty_store, over(file))
    assert graph_of(empty_store) == found


def test_a_reader_that_nobody_needs_ends() -> None:
    with Workers() as workers:
        worker = workers.worker()
        workers.give_back(worker)
    assert worker.ended == "exit 0"


def test_every_error_goes_from_process_to_process() -> None:
    error = AmbiguousName("Anna", [{"id": "a"}])
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), again.candidates, again.hint) == (AmbiguousName, str(error), error.candidates, error.hint)
