"""What is denied on paths: a denial is no support, and what is denied only is walked when that is asked for, on every engine."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from graph.ask import select
from graph.ask.answer import Named
from graph.errors import NothingFound
from graph.ingest.loading import load
from graph.model import Source
from graph.paths import PathQuestion, Walkable, find_paths
from graph.paths.between import find_between
from graph.paths.connect import ConnectQuestion, connect
from graph.paths.neighbours import NeighbourQuestion, find_neighbours
from graph.stores import Limits, Store
from tests.conftest import Run
from tests.contract.small import PAPER, claim, person
from tests.contract.small import load as put

pytestmark = pytest.mark.contract

HARBOUR = Path("seeds/made-up-harbour/harbour.yml")
BOB, CY = Named(id="bob-arden", kind="Person", name="Bob Arden"), Named(id="cy-morrow", kind="Person", name="Cy Morrow")
LINES = Named(id="harbour-lines", kind="Company", name="Harbour Lines")
JOB, PAYMENT = "cy-morrow|EMPLOYED_BY|harbour-lines", "bob-arden|PAID|cy-morrow"
DENIED = Walkable(denied=True)


@pytest.fixture
def harbour(empty_store: Store) -> Store:
    load(empty_store, [HARBOUR])
    return empty_store


def refused(store: Store, question: PathQuestion) -> str:
    with pytest.raises(NothingFound) as error:
        find_paths(store, question, Limits())
    return f"{error.value}; {error.value.hint}"


def test_denials_lend_a_hop_neither_grade_nor_origins(harbour: Store) -> None:
    [path] = find_paths(harbour, PathQuestion(BOB, CY), Limits()).paths
    [hop] = path.hops
    assert (hop.standing, hop.status, hop.grade, hop.origins) == ("disputed", "alleged", "D4", ("quayside-notes",))
    assert (hop.disputed_grade, hop.disputed_sources) == ("A1", ("src-gazette",))
    assert hop.disputed_origins == ("bob-arden", "cy-morrow")
    assert path.weakest is not None
    assert (path.weakest.grade, path.weakest.origins) == ("D4", 1)
    for asked in (Walkable(min_grade="A1"), Walkable(min_origins=3), Walkable(min_origins=2), Walkable(undisputed=True)):
        assert "one of 1 hop exists" in refused(harbour, PathQuestion(BOB, CY, walkable=asked))


def test_what_is_denied_only_is_walked_when_that_is_asked_for(harbour: Store) -> None:
    question = PathQuestion(CY, LINES, max_hops=1)
    why = refused(harbour, question)
    assert "over what is denied only one of 1 hop exists: Cy Morrow – Harbour Lines; ask with --through-denied" in why
    asked = PathQuestion(CY, LINES, max_hops=1, walkable=DENIED)
    [hop] = find_paths(harbour, asked, Limits()).paths[0].hops
    assert (hop.standing, hop.status, hop.grade, hop.sources, hop.origins) == ("denied only", "denied", "", (), ())
    assert (hop.disputed_grade, hop.disputed_sources, hop.disputed_origins) == ("B2", ("src-courier",), ("harbour-lines",))
    assert [one.id for one in find_between(harbour, asked, Limits()).hops] == [JOB]
    assert JOB not in [one.id for one in find_between(harbour, PathQuestion(CY, LINES, max_hops=3), Limits()).hops]
    assert JOB in [one.id for one in connect(harbour, ConnectQuestion((CY, LINES), walkable=DENIED), Limits()).hops]
    assert JOB not in [one.id for one in connect(harbour, ConnectQuestion((CY, LINES)), Limits()).hops]


def test_it_is_no_neighbour(harbour: Store) -> None:
    def around(walkable: Walkable) -> list[str]:
        return [one.id for one in find_neighbours(harbour, NeighbourQuestion(CY, walkable=walkable), Limits()).neighbours]

    assert around(Walkable()) == ["bob-arden"]
    assert around(DENIED) == ["bob-arden", "harbour-lines"]
    with pytest.raises(NothingFound, match="without the filters"):
        around(Walkable(undisputed=True))
    assert select.around(harbour, CY.id, 1) == {"bob-arden", "cy-morrow"}
    assert select.around(harbour, CY.id, 1, denied=True) == {"bob-arden", "cy-morrow", "harbour-lines"}


def test_where_nothing_else_is_next_to_it_that_is_said(empty_store: Store) -> None:
    put(empty_store, [PAPER, person("a"), person("b"), claim("a", "RELATIVE_OF", "b", status="denied")])
    a, b = (Named(id=key, kind="Person", name=key) for key in "ab")
    with pytest.raises(NothingFound, match="denied only") as error:
        find_neighbours(empty_store, NeighbourQuestion(a), Limits())
    assert "--through-denied" in (error.value.hint or "")
    assert select.component(empty_store, "a") == {"a"}
    assert select.component(empty_store, "a", denied=True) == {"a", "b"}
    assert "over what is denied only" in refused(empty_store, PathQuestion(a, b))


def test_a_denied_hypothesis_is_not_walked_either(empty_store: Store) -> None:
    put(empty_store, [PAPER, person("a"), person("b"), claim("a", "POSSIBLY_SAME_AS", "b", status="denied")])
    a, b = (Named(id=key, kind="Person", name=key) for key in "ab")
    assert "denied only" in refused(empty_store, PathQuestion(a, b, walkable=Walkable(types=("POSSIBLY_SAME_AS",))))


def test_a_claim_taken_back_restores_what_was_before(empty_store: Store) -> None:
    people = [person("a"), person("b")]
    blog = Source(id="blog", title="A blog (made up)", reliability="D")
    said = claim("a", "PAID", "b", source="blog", id="c-said", status="alleged", credibility=4)
    against = claim("a", "PAID", "b", id="c-against", status="denied", attributed_to=("b",))

    def standing() -> dict[str, Any]:
        names = ("standing", "status", "grade", "origins", "disputed_grade", "disputed_sources", "disputed_origins")
        [row] = empty_store.read(f"MATCH ()-[r:PAID]->() RETURN {', '.join(f'r.{name} AS {name}' for name in names)}").rows
        return row

    put(empty_store, [PAPER, blog, *people, said])
    before = standing()
    put(empty_store, [against])
    assert standing()["standing"] == "disputed"
    put(empty_store, [against.model_copy(update={"status": "retracted"})])
    assert standing() == before
    put(empty_store, [against, said.model_copy(update={"status": "retracted"})])
    assert (standing()["standing"], standing()["status"], standing()["origins"]) == ("denied only", "denied", [])


@pytest.fixture
def place(fresh_place: str, run: Run) -> str:
    assert run("load", HARBOUR, "--store", fresh_place).code == 0
    return fresh_place


def test_a_hop_says_who_alleges_and_who_denies(run: Run, place: str) -> None:
    out = run("path", "Bob Arden", "Cy Morrow", "--store", place).out
    assert "—[paid (disputed)]→" in out
    assert "alleged by Quayside Notes (D4); denied by Bob Arden, Cy Morrow (A1)" in out
    for command in ("between", "connect", "neighbours"):
        names = ["Cy Morrow"] if command == "neighbours" else ["Bob Arden", "Cy Morrow"]
        assert "denied by Bob Arden, Cy Morrow (A1)" in run(command, *names, "--store", place).out
    assert run("path", "Bob Arden", "Cy Morrow", "--undisputed", "--store", place).code == 3
    asked = ("path", "Cy Morrow", "Harbour Lines", "--only", "employed-by", "--through-denied", "--store", place)
    assert "—[employed by (denied only)]→" in run(*asked).out
    assert "denied by Harbour Lines (B2) [denied only; 1 source: src-courier]" in run(*asked).out
    assert "denied only" in run(*asked, "--format", "mermaid").out


def test_machines_get_the_same(run: Run, place: str) -> None:
    def asked(fmt: str) -> str:
        return run("path", "Bob Arden", "Cy Morrow", "--store", place, "--format", fmt).out

    wanted = {"standing": "disputed", "disputed_grade": "A1", "disputed_sources": ["src-gazette"],
              "disputed_origins": ["bob-arden", "cy-morrow"]}  # fmt: skip
    whole, line = json.loads(asked("json"))["paths"][0], json.loads(asked("jsonl"))
    assert wanted.items() <= whole["hops"][0].items()
    assert line == whole
    [row] = csv.DictReader(io.StringIO(asked("csv")))
    assert {name: row[name] for name in wanted} == {
        name: "; ".join(value) if isinstance(value, list) else value for name, value in wanted.items()
    }


def drawn(run: Run, place: str, *options: str) -> Iterable[str]:
    out = run("export", "json", "-", "--component", "Cy Morrow", "--store", place, *options)
    assert out.code == 0, out.err
    return {edge["id"] for edge in json.loads(out.out)["edges"]}


def test_it_is_drawn_when_that_is_asked_for(run: Run, place: str, tmp_path: Path) -> None:
    assert JOB not in drawn(run, place)
    assert {JOB, PAYMENT} <= set(drawn(run, place, "--through-denied"))
    page = tmp_path / "page.html"
    asked = ("neighbours", "Harbour Lines", "--store", place, "--html", page)
    assert run(*asked).code == 0
    assert f'"id":"{JOB}"' not in page.read_text(encoding="utf-8")
    assert run(*asked, "--through-denied").code == 0
    assert f'"id":"{JOB}"' in page.read_text(encoding="utf-8")
