"""A backup holds all of a store, and what is made of it is that store: on every engine, from one to the other, while served."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.ingest import backup
from graph.ingest.decide import grade, retract
from graph.stores import Store, open_store, read_claims
from tests.conftest import alike
from tests.contract.small import clear
from tests.contract.streams import graph_of, node, stream_in, tie

pytestmark = pytest.mark.contract
KEPT = "MATCH (n) WHERE n:Version OR n:Decision OR n:Dataset RETURN properties(n) AS p"


def everything(store: Store) -> tuple[object, object]:
    """The graph, and what is kept beside it."""
    return graph_of(store), sorted(str(sorted(row["p"].items())) for row in store.read(KEPT).rows)


def test_what_is_made_of_a_backup_is_the_store(seeded_store: Store, tmp_path: Path) -> None:
    counts = backup.write_backup(seeded_store, tmp_path / "b")
    assert counts["Claim"] == len(read_claims(seeded_store))
    with open_store(str(tmp_path / "new"), create=True) as made:
        made.migrate()
        backup.fill(made, backup.read_backup(tmp_path / "b"))
        assert everything(made) == everything(seeded_store)


def test_decisions_versions_and_listings_are_in_it(empty_store: Store, tmp_path: Path) -> None:
    stream_in(empty_store, [node("a"), node("b"), node("c"), tie("a", "RELATIVE_OF", "b"), tie("a", "LINKED_TO", "far")])
    stream_in(empty_store, [node("a", name="Anna")])
    retract(empty_store, "set-a.a.relative_of.b", "r", "me")
    grade(empty_store, "dataset-set-a", "E", "r", "me")
    before = everything(empty_store)
    backup.write_backup(empty_store, tmp_path / "b")
    clear(empty_store)
    backup.fill(empty_store, backup.read_backup(tmp_path / "b"))
    assert everything(empty_store) == before


def test_a_backup_is_the_same_from_every_engine(seeded_stores: list[Store]) -> None:
    alike([sorted(map(str, (line for line in backup.lines_of(store) if line[0] in GIVEN))) for store in seeded_stores])


GIVEN = ("Entity", "Source", "Claim", "Listed")
