"""The judgment chain of a case on both engines: its order, what stood on a day, and what no source states."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from graph.ask.case import case_of, find_case
from graph.errors import AmbiguousName, NothingFound
from graph.model import Claim, Source
from graph.query import load_one
from graph.stores import Store
from tests.conftest import alike
from tests.contract.small import PAPER, claim, entity, load, person

pytestmark = pytest.mark.contract

KUBANYCHBEK = "kubanychbek-case"
DAYS = [dt.date(2022, 12, 31), *(dt.date(2023, month, 1) for month in range(1, 13)), dt.date(2023, 5, 31), dt.date(2024, 2, 29),
        dt.date(2024, 3, 1), dt.date(2024, 5, 31), dt.date(2024, 6, 1), dt.date(2030, 1, 1)]  # fmt: skip


def said(about: str, attribute: str, value: Any, **fields: Any) -> Claim:
    """A claim of the paper on one attribute."""
    values = {"id": f"c.{about}.{attribute}", "text": "It says so.", "source": "paper", "property": attribute, "about": (about,)}
    return Claim.model_validate({**values, "value": value, **fields})


def ruling(key: str, **fields: Any) -> Any:
    return entity("Ruling", key, key, **{"ruling": "verdict", **fields})


def chain(store: Store, case: str, day: dt.date | None = None) -> dict[str, Any]:
    return case_of(store, case, day).as_json()


def rows(store: Store, case: str, day: dt.date | None = None) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in chain(store, case, day)["timeline"]}


BASE = (PAPER, person("ann", "Ann"), entity("LegalCase", "k1", "Case one", charge="theft"), claim("ann", "DEFENDANT_IN", "k1"))


def test_the_three_rulings_read_in_order_with_possibly_where_undated(seeded_store: Store) -> None:
    found = [row for row in chain(seeded_store, KUBANYCHBEK)["timeline"] if row["court"] is not None]
    told = [(row["id"], row["date"], row["dating"], row["months"], row["court"]) for row in found]
    supreme = ["Supreme Court of Kyrgyzstan"]
    assert told == [
        ("kubanychbek-ten-years", "2023-05", "definitely", 120, []),
        ("kubanychbek-seven-years", None, "possibly", 84, supreme),
        ("kubanychbek-probation", None, "possibly", None, supreme),
    ]
    assert [row["not_before"] for row in found] == ["2023-05-01"] * 3
    assert [row["not_after"] for row in found] == ["2023-05-31", "2024-05-31", "2024-05-31"]
    assert [[one["id"] for one in row["supersedes"]] for row in found] == [
        [],
        ["kubanychbek-ten-years"],
        ["kubanychbek-seven-years"],
    ]
    assert found[2]["restriction_months"] == 36


def test_events_without_a_date_stand_where_they_are_said_to_and_others_at_the_end(seeded_store: Store) -> None:
    steps = {key: row["step"] for key, row in rows(seeded_store, KUBANYCHBEK).items()}
    assert list(steps)[:5] == ["kubanychbek-ten-years", "zakharova-statement", "kubanychbek-seven-years", "kubanychbek-probation",
                               "kubanychbek-flight"]  # fmt: skip
    assert steps["kubanychbek-application"] == steps["kubanychbek-interview"] == 6
    assert list(steps.items())[-1] == ("kubanychbek-new-contract", None)


def test_every_row_says_who_carries_it(seeded_store: Store) -> None:
    found = chain(seeded_store, KUBANYCHBEK)
    for row in (*found["charge"], *found["timeline"]):
        assert row["grade"]
        assert row["sources"]
        assert row["origins"]


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_what_stood_is_what_the_canned_query_says_of_the_person(seeded_store: Store, day: dt.date) -> None:
    query = load_one("sentence-as-of")
    values = query.values({"person": "askar-kubanychbek", "on": day.isoformat()})
    wanted = {row["ruling_id"]: (row["standing"], row["certainty"]) for row in seeded_store.read(query.text, values).rows}
    found = rows(seeded_store, KUBANYCHBEK, day)
    assert {key: (row["standing"], row["certainty"]) for key, row in found.items() if row["standing"]} == wanted
    assert len(wanted) == 3


def test_both_engines_tell_every_case_alike(seeded_stores: list[Store]) -> None:
    listed = "MATCH (k:LegalCase) RETURN k.id AS id ORDER BY id"
    cases = alike(store.read(listed).column("id") for store in seeded_stores)
    assert len(cases) > 5
    for case in cases:
        for day in (None, dt.date(2025, 1, 14)):
            alike(chain(store, case, day) for store in seeded_stores)


def test_a_case_is_found_by_its_id_its_name_and_its_only_defendant(seeded_store: Store) -> None:
    for name in (KUBANYCHBEK, "case of askar kubanychbek", "Askar Kubanychbek", "Аскар Кубанычбек"):
        assert find_case(seeded_store, name) == KUBANYCHBEK
    with pytest.raises(NothingFound, match="no case, and defendant in none"):
        find_case(seeded_store, "Kazakhstan")
    with pytest.raises(NothingFound, match="no entity is called"):
        find_case(seeded_store, "Nobody At All")


def test_a_defendant_in_several_cases_must_be_told_apart(empty_store: Store) -> None:
    second = (entity("LegalCase", "k2", "Case two"), claim("ann", "DEFENDANT_IN", "k2"))
    bob = (person("bob", "Bob"), claim("bob", "DEFENDANT_IN", "k2", status="denied"))
    load(empty_store, [*BASE, *second, *bob])
    with pytest.raises(AmbiguousName) as caught:
        find_case(empty_store, "Ann")
    assert [one["id"] for one in caught.value.candidates] == ["k1", "k2"]
    with pytest.raises(NothingFound):
        find_case(empty_store, "Bob")


def test_what_belongs_to_a_defendants_other_case_stays_there(empty_store: Store) -> None:
    load(empty_store, [
        *BASE, entity("LegalCase", "k2", "Case two"), claim("ann", "DEFENDANT_IN", "k2"), entity("Law", "l", "L", article="5"),
        ruling("r1", date="2020"), claim("r1", "RULED_IN", "k1"), ruling("r2", date="2021"), claim("r2", "RULED_IN", "k2"),
        claim("r2", "CONCERNS", "ann"), ruling("r3", date="2022"), claim("r3", "CONCERNS", "ann"),
        claim("ann", "PROSECUTED_UNDER", "l"),
    ])  # fmt: skip
    found = chain(empty_store, "k1")
    assert [row["id"] for row in found["timeline"]] == ["r1", "r3"]
    assert [row["tied_by"] for row in found["timeline"]] == ["ruled in", "concerns Ann"]
    assert [row["what"] for row in found["charge"]] == ["charge", "defendant"]


def test_a_ruling_that_concerns_nobody_stands_as_well(empty_store: Store) -> None:
    load(empty_store, [*BASE, ruling("r1", date="2020-01-10", sentence_months=12), claim("r1", "RULED_IN", "k1")])
    assert rows(empty_store, "k1", dt.date(2020, 2, 1))["r1"]["standing"] == "in force"
    found = rows(empty_store, "k1", dt.date(2020, 2, 1))["r1"]
    assert (found["certainty"], found["dating"]) == ("definitely", "definitely")
    assert rows(empty_store, "k1", dt.date(2020, 1, 9))["r1"]["standing"] == "not yet made"


def test_without_any_date_what_stood_is_not_stated(empty_store: Store) -> None:
    load(empty_store, [*BASE, ruling("r1"), claim("r1", "RULED_IN", "k1")])
    found = rows(empty_store, "k1", dt.date(2020, 2, 1))["r1"]
    assert (found["standing"], found["certainty"], found["dating"]) == ("in force", "not stated", "not stated")


def test_the_charge_is_not_taken_for_what_a_ruling_rests_on(empty_store: Store) -> None:
    load(empty_store, [
        *BASE, said("k1", "charge", "theft"), ruling("r1"), ruling("r2"),
        claim("r1", "RULED_IN", "k1"), claim("r2", "RULED_IN", "k1"),
        entity("Law", "l5", "Law five", article="5", code="Criminal Code", part="2", penalty_max_months=36),
        entity("Law", "l6", "Law six", article="6"),
        claim("k1", "PROSECUTED_UNDER", "l5"), claim("r2", "CONCERNS", "l6"),
    ])  # fmt: skip
    found = chain(empty_store, "k1")
    law = next(row for row in found["charge"] if row["what"] == "prosecuted under")
    assert (law["article"], law["penalty"]) == ("5 part 2 (Criminal Code)", "up to 36 months")
    assert (found["charge"][0]["name"], found["charge"][0]["status"]) == ("theft", "asserted")
    first, second = found["timeline"]
    assert (first["article"], first["as_charged"]) == (["5 part 2 (Criminal Code)"], True)
    assert (second["article"], second["as_charged"]) == (["6"], False)


def test_denied_and_retracted_statements_order_nothing(empty_store: Store) -> None:
    load(empty_store, [
        *BASE, ruling("r1"), claim("r1", "RULED_IN", "k1"), ruling("r2"), claim("r2", "RULED_IN", "k1"),
        claim("r1", "SUPERSEDES", "r2", status="denied"), claim("r2", "PRECEDES", "r1", status="retracted"),
    ])  # fmt: skip
    found = rows(empty_store, "k1")
    assert [(row["step"], row["supersedes"], row["follows"]) for row in found.values()] == [(None, [], []), (None, [], [])]


def test_events_of_no_case_bound_those_of_the_case(empty_store: Store) -> None:
    war, peace = entity("Event", "war", "War", date="2020"), entity("Event", "peace", "Peace", date="2022")
    load(empty_store, [*BASE, war, peace, ruling("r1"), claim("r1", "RULED_IN", "k1"), claim("war", "PRECEDES", "r1"),
                       claim("r1", "PRECEDES", "peace")])  # fmt: skip
    (found,) = rows(empty_store, "k1").values()
    assert (found["dating"], found["not_before"], found["not_after"], found["date"]) == (
        "possibly",
        "2020-01-01",
        "2022-12-31",
        None,
    )
    assert [one["name"] for one in found["follows"]] == ["War"]


def test_dates_that_contradict_the_order_are_told(empty_store: Store) -> None:
    load(empty_store, [*BASE, ruling("r1", date="2021"), claim("r1", "RULED_IN", "k1"), ruling("r2", date="2020"),
                       claim("r2", "RULED_IN", "k1"), claim("r2", "SUPERSEDES", "r1")])  # fmt: skip
    found = chain(empty_store, "k1")
    assert [row["id"] for row in found["timeline"]] == ["r2", "r1"]
    assert found["contradictions"] == ["“r1” is said to come before “r2” (asserted), which their dates contradict"]


def test_a_source_that_repeats_another_adds_no_origin_and_a_retracted_claim_nothing(empty_store: Store) -> None:
    copy = Source(id="copy", title="A copy", reliability="C", cites=("paper",))
    other = Source(id="other", title="Another", reliability="A")
    load(empty_store, [
        *BASE, copy, other, ruling("r1"), claim("r1", "RULED_IN", "k1"), claim("r1", "RULED_IN", "k1", id="c.2", source="copy"),
        claim("r1", "RULED_IN", "k1", id="c.3", source="other", status="retracted"),
    ])  # fmt: skip
    (found,) = rows(empty_store, "k1").values()
    assert (found["grade"], found["sources"], found["origins"]) == ("B3", ["copy", "paper"], ["paper"])


def test_a_case_of_which_nothing_is_told_has_an_empty_timeline(empty_store: Store) -> None:
    load(empty_store, [*BASE])
    found = chain(empty_store, "k1", dt.date(2020, 1, 1))
    assert (found["timeline"], found["contradictions"], found["as_of"]) == ([], [], "2020-01-01")
    assert found["charge"][0] == dict.fromkeys(found["charge"][0]) | {
        "what": "charge", "name": "theft", "id": "k1", "sources": [], "origins": [], "disputed_sources": [],
        "disputed_origins": []}  # fmt: skip
