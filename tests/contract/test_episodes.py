"""Several relations between one pair: two terms in one office, payments on several days; people and firms are made up."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.ask.evidence import evidence
from graph.ask.snapshot import relations_known
from graph.ingest import decide, load_records
from graph.ingest.remove import Order, remove_dataset
from graph.ledger import derive
from graph.model import RELATIONS, Claim, Entity, Source, Status
from graph.model.located import Located
from graph.model.organizations import Company
from graph.model.people import Person
from graph.stores import Store, read_ledger
from tests.conftest import Run
from tests.contract.test_properties_on_stores import FEW, graph
from tests.engines import wipe

pytestmark = pytest.mark.contract

PAIR = "p1|EMPLOYED_BY|c1"
JOBS = [
    {"id": "p1", "schema": "Person", "properties": {"name": ["Ana Rost"]}},
    {"id": "c1", "schema": "Company", "properties": {"name": ["Harbor Co"]}},
    {"id": "e1", "schema": "Employment", "properties": {"employee": ["p1"], "employer": ["c1"], "role": ["clerk"],
                                                        "startDate": ["2001-01-01"], "endDate": ["2005-12-31"]}},
    {"id": "e2", "schema": "Employment", "properties": {"employee": ["p1"], "employer": ["c1"], "role": ["director"],
                                                        "startDate": ["2010-01-01"], "endDate": ["2012-12-31"]}},
]  # fmt: skip
TABLE = "person,firm,from,to,role\np1,c1,2001-01-01,2005-12-31,clerk\np1,c1,2010-01-01,2012-12-31,director\n"
MAPPING = """
entities:
  person: {kind: Person, key: person, prefix: "", name: person}
  firm: {kind: Company, key: firm, prefix: "", name: firm}
relations:
  - {type: EMPLOYED_BY, from: person, to: firm, since: from, until: to, with: {role: role}}
"""


@pytest.fixture(params=["FollowTheMoney", "a table"])
def jobs(request: pytest.FixtureRequest, run: Run, fresh_place: str, tmp_path: Path) -> str:
    """A store with two terms of one person in one firm, made up."""
    if request.param == "a table":
        (tmp_path / "jobs.csv").write_text(TABLE, encoding="utf-8")
        (tmp_path / "jobs.yml").write_text(MAPPING, encoding="utf-8")
        words: list[Any] = [tmp_path / "jobs.csv", "--mapping", tmp_path / "jobs.yml"]
    else:
        words = [tmp_path / "jobs.ftm.json"]
        words[0].write_text("".join(json.dumps(one) + "\n" for one in JOBS), encoding="utf-8")
    done = run("load", *words, "--store", fresh_place)
    assert done.code == 0, done.err
    return fresh_place


def test_a_path_finds_the_term_of_the_day(run: Run, jobs: str) -> None:
    for day, since, until in (("2003-06-01", "2001-01-01", "2005-12-31"), ("2011-06-01", "2010-01-01", "2012-12-31")):
        out = run("path", "p1", "c1", "--as-of", day, "--store", jobs).out
        assert "1 hop" in out
        assert f"{since} to {until}, on {day}: definitely" in out
        assert "also" not in out
    between = run("path", "p1", "c1", "--as-of", "2007-06-01", "--store", jobs)
    assert between.code == 3
    assert "no path" in between.err


def test_show_evidence_and_gexf_tell_both_terms(run: Run, jobs: str, tmp_path: Path) -> None:
    shown = json.loads(run("show", "p1", "--format", "json", "--store", jobs).out)
    first, second = (row["id"] for row in shown["relations"])
    pair = first.rpartition("|")[0]
    assert [first, second] == [f"{pair}|2001-01-01/2005-12-31", f"{pair}|2010-01-01/2012-12-31"]
    on_a_day = json.loads(run("show", "p1", "--as-of", "2003-06-01", "--format", "json", "--store", jobs).out)
    assert [(row["id"], row["certainty"]) for row in on_a_day["relations"]] == [(first, "definitely")]
    assert len(on_a_day["claims"]) == len(shown["claims"]) - 1
    places = {key: json.loads(run("evidence", key, "--format", "json", "--store", jobs).out)["places"] for key in (pair, first)}
    assert [len(places[key]) for key in (pair, first)] == [2, 1]
    file = tmp_path / "all.gexf"
    assert run("export", "gexf", file, "--all", "--store", jobs).code == 0
    text = file.read_text(encoding="utf-8")
    assert 'start="2001-01-01" end="2005-12-31"' in text
    assert 'start="2010-01-01" end="2012-12-31"' in text


def test_other_programs_get_two_employments(run: Run, jobs: str, tmp_path: Path) -> None:
    file = tmp_path / "all.ftm.json"
    assert run("export", "ftm", file, "--all", "--store", jobs).code == 0
    written = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    terms = [one["properties"] for one in written if one["schema"] == "Employment"]
    assert sorted((one["startDate"], one["role"]) for one in terms) == [
        (["2001-01-01"], ["clerk"]),
        (["2010-01-01"], ["director"]),
    ]


PERIODS = st.tuples(st.sampled_from([None, "2001", "2003-06", "2010"]), st.sampled_from([None, "2012-03", "2014"]))


def _ground() -> list[Entity | Source]:
    source = Source(id="s", title="Made up", published="2024", datasets=("made",))
    person = Person(id="p1", name="Ana Rost", identification="named", datasets=("made",))
    return [source, person, Company(id="c1", name="Harbor Co", datasets=("made",))]


def _claim(at: int, type_name: str, period: tuple[str | None, str | None], name: str = "made") -> Claim:
    return Claim(id=f"k{at}", text="made up", property=type_name, source="s", about=("p1", "c1"), since=period[0],
                 until=period[1], relation=f"p1|{type_name}|c1", datasets=(name,))  # fmt: skip


def _load(store: Store, records: Sequence[Entity | Source | Claim]) -> None:
    load_records(store, [Located(one, "made.yml") for one in records])


def _check(store: Store) -> None:
    """A relation's claims are those whose `relation` is its id, and the edges are those that follow from the claims."""
    ledger = read_ledger(store)
    derived = derive(ledger.claims.values(), ledger.sources)
    rows = store.read("MATCH ()-[r]->() WHERE type(r) IN $types RETURN r.id AS id", {"types": list(RELATIONS)}).rows
    assert sorted(row["id"] for row in rows) == sorted(derived)
    carried = store.read("MATCH (c:Claim) WHERE c.relation IS NOT NULL AND c.status <> 'retracted' RETURN c.relation AS id").rows
    assert {row["id"] for row in carried} == derived.keys()


@FEW
@given(data=st.data(), told=st.lists(PERIODS, min_size=1, max_size=5))
def test_order_parts_and_loading_again_mean_nothing(empty_store: Store, data: st.DataObject, told: list[Any]) -> None:
    claims = [_claim(at, data.draw(st.sampled_from(["EMPLOYED_BY", "MEMBER_OF"])), one) for at, one in enumerate(told)]
    wipe(empty_store)
    _load(empty_store, [*_ground(), *claims])
    _check(empty_store)
    whole = graph(empty_store)
    _load(empty_store, [*_ground(), *claims])
    assert graph(empty_store) == whole
    wipe(empty_store)
    _load(empty_store, _ground())
    for claim in data.draw(st.permutations(claims)):
        _load(empty_store, [claim])
        _check(empty_store)
    assert graph(empty_store) == whole


@FEW
@given(told=st.lists(PERIODS, min_size=2, max_size=4), denied=st.booleans())
def test_retracting_and_restoring_a_claim_restores_what_was(empty_store: Store, told: list[Any], denied: bool) -> None:
    first, *others = (_claim(at, "EMPLOYED_BY", one) for at, one in enumerate(told))
    claims = [first.model_copy(update={"status": Status.DENIED}) if denied else first, *others]
    wipe(empty_store)
    _load(empty_store, [*_ground(), *claims[1:]])
    without = _edges(empty_store)
    _load(empty_store, claims[:1])
    whole = _edges(empty_store)
    decide.retract(empty_store, "k0", "made up", "a test")
    _check(empty_store)
    assert _edges(empty_store) == without
    decide.restore(empty_store, "k0", "made up", "a test")
    _check(empty_store)
    assert _edges(empty_store) == whole


def test_an_episode_goes_with_its_data_set(empty_store: Store) -> None:
    first, second = ("2001", "2005"), ("2010", "2012")
    _load(empty_store, [*_ground(), _claim(0, "EMPLOYED_BY", first), _claim(1, "EMPLOYED_BY", second, "other")])
    assert {edge["id"] for edge in _edges(empty_store)} == {f"{PAIR}|2001/2005", f"{PAIR}|2010/2012"}
    remove_dataset(empty_store, Order("other"))
    assert {edge["id"] for edge in _edges(empty_store)} == {PAIR}
    _check(empty_store)
    assert empty_store.read("MATCH (c:Claim) WHERE c.pair IS NOT NULL RETURN c.id AS id").rows == []


def test_each_episode_is_as_it_was_known(empty_store: Store) -> None:
    _load(empty_store, [*_ground(), _claim(0, "EMPLOYED_BY", ("2001", "2005")), _claim(1, "EMPLOYED_BY", ("2010", "2012"))])
    known = relations_known(empty_store, [f"{PAIR}|2001/2005"], dt.date(2025, 1, 1))
    assert [(key, one.since) for key, one in known.items()] == [(f"{PAIR}|2001/2005", "2001")]
    assert relations_known(empty_store, [f"{PAIR}|2001/2005"], dt.date(2020, 1, 1)) == {}


def test_payments_are_so_many_relations_and_none_lasts(empty_store: Store) -> None:
    _load(empty_store, [*_ground(), *(_claim(at, "PAID", (day, None)) for at, day in enumerate(("2020-05-01", "2020-06-01")))])
    edges = _edges(empty_store)
    assert [(edge["since"], edge.get("until"), edge["until_latest"]) for edge in edges] == [
        ("2020-05-01", None, "2020-05-01"), ("2020-06-01", None, "2020-06-01"),
    ]  # fmt: skip


def _edges(store: Store) -> list[dict[str, Any]]:
    query = "MATCH ()-[r]->() WHERE type(r) IN $types RETURN properties(r) AS p ORDER BY r.id"
    return [row["p"] for row in store.read(query, {"types": list(RELATIONS)}).rows]


def test_each_value_is_the_word_of_the_claim_that_states_it(run: Run, fresh_place: str, tmp_path: Path) -> None:
    dossier = """
dossier: made
sources: [{id: s, title: Made up, reliability: A}, {id: t, title: Made up too, reliability: D}]
entities: [{id: p1, kind: Person, name: Ana Rost, identification: named}, {id: c1, kind: Company, name: Harbor Co}]
claims:
- {id: loud, says: she works there, source: s, relation: [p1, EMPLOYED_BY, c1]}
- {id: faint, says: she began in 2001, source: t, relation: [p1, EMPLOYED_BY, c1], since: 2001}
"""
    (tmp_path / "made.yml").write_text(dossier, encoding="utf-8")
    assert run("load", tmp_path / "made.yml", "--store", fresh_place).code == 0
    [relation] = json.loads(run("show", "p1", "--format", "json", "--store", fresh_place).out)["relations"]
    assert (relation["grade"], relation["since"]) == ("A3", "2001")
    assert relation["stated"] == [{"name": "since", "value": "2001", "claim": "faint", "grade": "D3", "origin": "t"}]
    assert "states since: 2001" in run("evidence", PAIR, "--store", fresh_place).out
    assert "since 2001: t (D3)" in run("show", "p1", "--store", fresh_place).out
    assert "       since 2001: t (D3)\n" in run("path", "p1", "c1", "--store", fresh_place).out
    walked = json.loads(run("path", "p1", "c1", "--format", "json", "--store", fresh_place).out)
    assert walked["paths"][0]["hops"][0]["stated"] == relation["stated"]


def test_a_denial_without_dates_disputes_every_term(empty_store: Store) -> None:
    denial = _claim(2, "EMPLOYED_BY", (None, None)).model_copy(update={"status": Status.DENIED})
    terms = [_claim(0, "EMPLOYED_BY", ("2001", "2005")), _claim(1, "EMPLOYED_BY", ("2010", "2012"))]
    _load(empty_store, [*_ground(), *terms])
    before = _edges(empty_store)
    _load(empty_store, [denial])
    standing = {edge["id"].removeprefix(PAIR): edge["standing"] for edge in _edges(empty_store)}
    assert standing == {"": "denied only", "|2001/2005": "disputed", "|2010/2012": "disputed"}
    _check(empty_store)
    told = evidence(empty_store, [f"{PAIR}|2001/2005"])
    assert [(place.claim, place.status) for place in told.places] == [("k0", "asserted"), ("k2", "denied")]
    known = relations_known(empty_store, [f"{PAIR}|2001/2005"], dt.date(2025, 1, 1))
    assert [one.standing for one in known.values()] == ["disputed"]
    decide.retract(empty_store, "k2", "made up", "a test")
    assert _edges(empty_store) == before
