"""Stores that earlier versions wrote: opened, brought up to date and used. Everybody in them is made up.

`tests/stores_before/VERSION` has the folder of an embedded store, packed, and the Cypher that makes the same in Neo4j.
Both were written by the released code of that version: a dossier of ten records, again with one of them changed, a
FollowTheMoney file of three, one claim retracted and one source graded.
"""

from __future__ import annotations

import json
import os
import tarfile
from pathlib import Path

import pytest

from graph.stores import Store, open_store
from tests.conftest import Run

pytestmark = pytest.mark.contract

BEFORE = Path(__file__).parent.parent / "stores_before"
MORE = """dossier: made-up
sources:
  - {id: made-up-letter, title: A made-up letter}
entities:
  - {id: made-up-ada, kind: Person, name: Ada Made-Up, identification: named, occupation: judge}
  - {id: made-up-club, kind: MediaOutlet, name: The Made-Up Club}
claims:
  - {id: c-head-club, relation: [made-up-head, MEMBER_OF, made-up-club], says: Cem is in (made up)., source: made-up-letter}
"""


def replay(store: Store, statements: list[str]) -> None:
    """Makes in Neo4j what an earlier version left there, and nothing else."""
    for what, every in (("CONSTRAINT", "CONSTRAINTS"), ("INDEX", "INDEXES")):
        for name in store.read(f"SHOW {every} YIELD name, type WHERE type <> 'LOOKUP' RETURN name").column("name"):
            store.write(f"DROP {what} {name}")
    store.write("MATCH (n) DETACH DELETE n")
    for statement in statements:
        store.write(statement)


@pytest.fixture(params=sorted(folder.name for folder in BEFORE.iterdir()))
def place(request: pytest.FixtureRequest, fresh_place: str) -> str:
    """What to give to --store for a store of an earlier version, on each engine."""
    folder = BEFORE / request.param
    if "://" in fresh_place:
        with open_store(fresh_place, os.environ["CASEGRAPH_USER"], os.environ["CASEGRAPH_PASSWORD"]) as store:
            replay(
                store, (folder / "neo4j.cypher").read_text(encoding="utf-8").split("\n", 1)[1].strip().rstrip(";").split(";\n")
            )
        return fresh_place
    with tarfile.open(folder / "embedded.tar.xz") as packed:
        packed.extractall(Path(fresh_place).parent, filter="data")
    return str(Path(fresh_place).parent / "store")


def test_it_is_read_as_it_is(run: Run, place: str) -> None:
    def ask(*words: str) -> dict[str, object]:
        done = run(*words, "--store", place, "--format", "json")
        assert done.code == 0, done.err
        answer: dict[str, object] = json.loads(done.out)
        return answer

    assert "club" in str(ask("show", "made-up-ada"))
    [path] = ask("path", "made-up-ada", "made-up-bek")["paths"]  # type: ignore[misc]  # a list, as the path ends in
    assert [node["id"] for node in path["nodes"]] == ["made-up-ada", "made-up-club", "made-up-bek"]
    assert "c-bek-club-2" in str(ask("claims", "made-up-bek"))
    assert sorted(word for word in ("cook", "baker") if word in str(ask("history", "made-up-ada"))) == ["baker", "cook"]
    assert "retract" in str(ask("history", "c-ada-bek"))
    assert "выдуманный" in str(ask("search", "Bek Vydumannyi")).casefold()


def test_it_is_brought_up_to_date_and_goes_on(run: Run, place: str, tmp_path: Path) -> None:
    more = tmp_path / "more.yml"
    more.write_text(MORE, encoding="utf-8")
    done = run("load", more, "--store", place)
    assert done.code == 0, done.err
    assert "2 new, 2 changed" in done.out
    done = run("path", "made-up-ada", "made-up-firm", "--store", place, "--format", "json")
    [path] = json.loads(done.out)["paths"]
    assert [node["id"] for node in path["nodes"]] == ["made-up-ada", "made-up-club", "made-up-head", "made-up-firm"]
    assert run("restore", "c-ada-bek", "--reason", "made up", "--decided-by", "made-up", "--store", place).code == 0
    done = run("path", "made-up-ada", "made-up-bek", "--store", place, "--format", "json")
    assert [path["length"] for path in json.loads(done.out)["paths"]] == [1]
    assert run("datasets", "remove", "stream", "--store", place).code == 0
    assert run("show", "made-up-firm", "--store", place).code == 3


def test_what_follows_from_its_claims_is_made_good(run: Run, place: str) -> None:
    done = run("doctor", "--repair", "--store", place, "--format", "json")
    assert done.code == 0, done.err
    changed = json.loads(done.out)
    assert {row["name"] for row in changed} >= {"standing"}
    assert all(row["after"] == "supported" for row in changed if row["name"] == "standing")
    assert json.loads(run("doctor", "--repair", "--store", place, "--format", "json").out) == []
