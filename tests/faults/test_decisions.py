"""A decision that is cut off anywhere was made or was not: history and graph never tell two stories; and it waits its turn."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from graph.errors import StoreInUse
from graph.ingest import decide
from graph.stores import Lock, Store, open_store
from tests.cli.commands import SECONDS, environment
from tests.contract.small import NOTE, PAPER, claim, load, person
from tests.contract.streams import graph_of

CLAIM = "c.a.relative_of.b"
KILLED = """
import os, signal, sys
from graph.stores import bolt
written = 0
def counting(write):
    def counted(self, *args, **more):
        global written
        written += 1
        if written == int(os.environ["KILLED_AT"]):
            os.kill(os.getpid(), signal.SIGKILL)
        return write(self, *args, **more)
    return counted
bolt.Within.write = counting(bolt.Within.write)
from graph.cli.main import run
run()
"""


def story(store: Store) -> tuple[object, ...]:
    """What was decided, and the graph."""
    return store.read("MATCH (d:Decision) RETURN d.action AS action, d.value AS value").rows, graph_of(store)


def killed(at: int, place: str, *words: str) -> int:
    """The exit code of a decision that is killed at its nth write."""
    done = subprocess.run(
        [sys.executable, "-c", KILLED, *words, "--store", place, "--reason", "r", "--decided-by", "me"],
        check=False, capture_output=True, text=True, timeout=SECONDS, env=environment({"KILLED_AT": str(at)}),
    )  # fmt: skip
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    return done.returncode


@pytest.mark.parametrize("words", [("retract", CLAIM), ("grade", "paper", "E")], ids=["retract", "grade"])
def test_a_killed_decision_was_made_or_was_not(fresh_place: str, words: tuple[str, ...]) -> None:
    account = os.environ.get("CASEGRAPH_USER", ""), os.environ.get("CASEGRAPH_PASSWORD", "")
    with open_store(fresh_place, *account, create=True) as store:
        store.migrate()
        load(store, [PAPER, NOTE, person("a"), person("b"), claim("a", "RELATIVE_OF", "b"), claim("b", "RELATIVE_OF", "a")])
        before = story(store)
    seen = [before]
    for at in (2, 3, 4, 6, 8, 10, 99):
        ended = killed(at, fresh_place, *words)
        with open_store(fresh_place, *account) as store:
            seen.append(story(store))
        if ended == 0:
            break
    assert ended == 0
    assert [one == before for one in seen] == [True] * (len(seen) - 1) + [False]
    assert len(seen) > 4


def test_a_decision_waits_for_a_load(empty_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    load(empty_store, [PAPER, person("a"), person("b"), claim("a", "RELATIVE_OF", "b")])
    lock = Lock.take(empty_store, "a load")
    monkeypatch.setattr(decide, "PATIENCE", 0.5)
    before = story(empty_store)
    for decision in (
        lambda: decide.retract(empty_store, CLAIM, "r", "me"),
        lambda: decide.restore(empty_store, CLAIM, "r", "me"),
        lambda: decide.grade(empty_store, "paper", "E", "r", "me"),
    ):
        with pytest.raises(StoreInUse, match="another load is running"):
            decision()
    assert story(empty_store) == before
    lock.release(empty_store)
    decide.retract(empty_store, CLAIM, "r", "me")
    assert empty_store.read("MATCH (:Entity)-[r:RELATIVE_OF]->() RETURN r.id AS id").rows == []
