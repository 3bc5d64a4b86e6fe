"""The graph on a day, as it was and as it was known, on every engine: show, pages and canned queries tell the same."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from graph.ask import entity as entities
from graph.ask import select as subgraph
from graph.ask.view import view as view_of
from graph.cli.query import run_canned
from graph.ledger.certainty import Snapshot
from graph.model import Claim, Source
from graph.query import load_one
from graph.stores import Limits, Store
from tests.contract.small import Record, claim, entity, load, person

pytestmark = pytest.mark.contract

D = dt.date


def show(*args: Any) -> dict[str, Any]:
    return entities.show(*args).as_json()


def attribute(key: str, name: str, value: Any, source: str) -> Claim:
    """A claim that carries one field of an entity."""
    return Claim(id=f"c.{key}.{name}.{source}", text="It says so.", property=name, source=source, about=(key,), value=value)


def dossier() -> list[Record]:
    """A soldier of whom an early source says less than a late one, and a chain of rulings of which one has a date."""
    early = Source(id="early", title="Early", reliability="C", published="2023-06-01")
    late = Source(id="late", title="Late", reliability="A", published="2024-06", cites=("early",))
    return [
        early,
        late,
        Source(id="desk", title="Desk"),
        person("ann"),
        person("bob"),
        entity("Organization", "force"),
        entity("Organization", "guild"),
        entity("Organization", "club"),
        entity("Court", "court"),
        entity("LegalCase", "case", charge="mercenary activity"),
        entity("Ruling", "first", ruling="verdict", date="2023-05", sentence_months=120),
        entity("Ruling", "second", ruling="appeal", sentence_months=84),
        entity("Event", "march", date="2024~"),
        claim("ann", "FOUGHT_FOR", "force", id="e1", source="early", since="2022", details={"role": "driver"}, credibility=4),
        claim("ann", "FOUGHT_FOR", "force", id="l1", source="late", since="2022-02", until="2022-11", details={"role": "gunner"}),
        claim("ann", "MEMBER_OF", "guild", source="early", since="2021-03-01", until="2023-03-01"),
        claim("ann", "MEMBER_OF", "club", source="late", since="2021?", until="2025"),
        claim("bob", "MEMBER_OF", "club", source="desk", recorded_at="2025-01-01"),
        claim("ann", "RELATIVE_OF", "bob", source="desk"),
        claim("ann", "DEFENDANT_IN", "case", source="early"),
        claim("first", "CONCERNS", "ann", source="early"),
        claim("first", "RULED_IN", "case", source="early"),
        claim("second", "CONCERNS", "ann", source="early"),
        claim("second", "RULED_IN", "case", source="early"),
        claim("second", "ISSUED_BY", "court", source="late"),
        claim("second", "SUPERSEDES", "first", source="early"),
        claim("march", "CONCERNS", "ann", source="late"),
        attribute("second", "sentence_months", 84, "late"),
        attribute("first", "sentence_months", 120, "early"),
        Claim(id="figure", text="It counts.", property="metric", metric="members", scope="members of the club", value=7,
              bound="exactly", as_of="2024-03", source="early", about=("club",)),
    ]  # fmt: skip


@pytest.fixture
def small(empty_store: Store) -> Store:
    load(empty_store, dossier())
    return empty_store


def relations(shown: dict[str, Any]) -> dict[str, Any]:
    return {f"{row['relation']} {row['other_id']}": row.get("certainty") for row in shown["relations"]}


def ask(store: Store, name: str, **given: Any) -> list[dict[str, Any]]:
    one = load_one(name)
    return run_canned(store, one, one.values({key: value for key, value in given.items() if value is not None}), Limits()).rows


def test_as_of_a_day_in_between(small: Store) -> None:
    shown = show(small, "ann", Snapshot(as_of=D(2022, 6, 1)))
    assert shown["moment"] == {"as_of": "2022-06-01"}
    assert relations(shown) == {
        "FOUGHT_FOR force": "definitely",
        "MEMBER_OF guild": "definitely",
        "MEMBER_OF club": "possibly",
        "RELATIVE_OF bob": "not stated",
        "DEFENDANT_IN case": "not stated",
    }
    assert shown["rulings"] == []
    assert {row["id"] for row in shown["claims"]} == {row["id"] for row in show(small, "ann")["claims"]} - {
        "c.first.concerns.ann", "c.second.concerns.ann", "c.march.concerns.ann",
    }  # fmt: skip
    assert len(shown["sources"]) == 3


def test_as_of_a_day_within_the_bounds_of_a_date(small: Store) -> None:
    found = show(small, "ann", Snapshot(as_of=D(2022, 11, 15)))
    assert relations(found)["FOUGHT_FOR force"] == "possibly"
    assert "FOUGHT_FOR force" not in relations(show(small, "ann", Snapshot(as_of=D(2022, 12, 1))))
    within = show(small, "ann", Snapshot(as_of=D(2023, 5, 20)))
    assert [(row["id"], row["certainty"]) for row in within["rulings"]] == [("first", "possibly"), ("second", "not stated")]
    after = show(small, "ann", Snapshot(as_of=D(2024, 3, 1)))
    assert [(row["id"], row["certainty"]) for row in after["rulings"]] == [("first", "definitely"), ("second", "not stated")]
    assert relations(after)["CONCERNS march"] == "not stated"


def test_an_event_that_had_not_happened_has_no_relations(small: Store) -> None:
    for key, day, certainty in (
        ("second", D(2022, 1, 1), "no"),
        ("second", D(2024, 1, 1), "not stated"),
        ("march", D(2024, 6, 1), "possibly"),
    ):
        shown = show(small, key, Snapshot(as_of=day))
        assert shown["certainty"] == certainty
        assert bool(shown["relations"]) == (certainty != "no")


def test_as_known_on_a_day_relations_are_derived_anew(small: Store) -> None:
    today = next(row for row in show(small, "ann")["relations"] if row["other_id"] == "force")
    then = next(row for row in show(small, "ann", Snapshot(known_at=D(2023, 6, 1)))["relations"] if row["other_id"] == "force")
    assert (today["since"], today["until"], today["grade"], today["sources"]) == ("2022-02", "2022-11", "A3", ["early", "late"])
    assert (then["since"], then["until"], then["grade"], then["sources"]) == ("2022", None, "C4", ["early"])
    assert then["origins"] == ["early"]
    assert "certainty" not in then


def test_what_was_not_known_is_left_out(small: Store) -> None:
    shown = show(small, "ann", Snapshot(known_at=D(2024, 6, 15)))
    assert set(relations(shown)) == {
        "FOUGHT_FOR force", "MEMBER_OF guild", "DEFENDANT_IN case", "CONCERNS first", "CONCERNS second",
    }  # fmt: skip
    assert {row["source"] for row in shown["claims"]} == {"early"}
    assert [row["id"] for row in shown["sources"]] == ["early"]
    assert [(row["id"], row["sentence_months"], row["court"]) for row in shown["rulings"]] == [
        ("first", 120, None),
        ("second", None, None),
    ]
    later = show(small, "ann", Snapshot(known_at=D(2024, 6, 30)))
    assert [(row["sentence_months"], row["court"]) for row in later["rulings"]] == [(120, None), (84, "court")]
    assert "MEMBER_OF club" in relations(later)
    nobody = show(small, "ann", Snapshot(known_at=D(2023, 5, 31)))
    assert not any(nobody[part] for part in ("relations", "rulings", "claims", "sources"))


def test_the_day_of_recording_counts_where_publication_is_not_stated(small: Store) -> None:
    assert relations(show(small, "bob", Snapshot(known_at=D(2024, 12, 31)))) == {}
    assert relations(show(small, "bob", Snapshot(known_at=D(2025, 1, 1)))) == {"MEMBER_OF club": None}


def test_both_days_at_once(small: Store) -> None:
    def certainty(snapshot: Snapshot) -> str | None:
        return relations(show(small, "ann", snapshot)).get("FOUGHT_FOR force")

    day = D(2022, 12, 1)
    assert certainty(Snapshot(as_of=day)) is None
    assert certainty(Snapshot(as_of=day, known_at=D(2023, 12, 31))) == "possibly"
    assert certainty(Snapshot(as_of=day, known_at=D(2024, 12, 31))) is None


def test_without_a_day_nothing_is_added(small: Store) -> None:
    shown = show(small, "ann")
    assert "moment" not in shown
    assert all("certainty" not in row for part in ("relations", "rulings") for row in shown[part])
    assert show(small, "ann", Snapshot()) == shown


def page(store: Store, snapshot: Snapshot, ids: set[str] | None = None) -> Any:
    return view_of(store, subgraph.everything(store) if ids is None else ids, "T", "D", "2026-01-01", snapshot)


def test_a_page_as_of_a_day(small: Store) -> None:
    view = page(small, Snapshot(as_of=D(2022, 6, 1)))
    assert {node.id for node in view.nodes} == {"ann", "bob", "force", "guild", "club", "court", "case"}
    assert {edge.id: edge.properties["certainty"] for edge in view.edges} == {
        "ann|FOUGHT_FOR|force": "definitely",
        "ann|MEMBER_OF|guild": "definitely",
        "ann|MEMBER_OF|club": "possibly",
        "bob|MEMBER_OF|club": "not stated",
        "ann|RELATIVE_OF|bob": "not stated",
        "ann|DEFENDANT_IN|case": "not stated",
    }
    assert not {claim.id for claim in view.claims} & {"figure", "c.first.concerns.ann"}
    later = page(small, Snapshot(as_of=D(2024, 4, 1)))
    assert {node.id: node.properties.get("certainty") for node in later.nodes if node.kind in ("Ruling", "Event")} == {
        "first": "definitely", "second": "not stated", "march": "possibly",
    }  # fmt: skip
    assert "figure" in {claim.id for claim in later.claims}
    assert "ann|MEMBER_OF|guild" not in {edge.id for edge in later.edges}


def test_a_page_as_known_on_a_day(small: Store) -> None:
    view = page(small, Snapshot(known_at=D(2023, 6, 1)))
    assert {node.id for node in view.nodes} == {"ann", "force", "guild", "case", "first", "second", "club"}
    edge = next(edge for edge in view.edges if edge.relation == "FOUGHT_FOR")
    assert (edge.since, edge.until, edge.grade, edge.sources, edge.properties) == (
        "2022",
        None,
        "C4",
        ["early"],
        {"role": "driver"},
    )
    assert {source.id for source in view.sources} == {"early"} == {key for node in view.nodes for key in node.sources}
    assert {claim.source for claim in view.claims} == {"early"}
    months = {node.id: node.properties.get("sentence_months") for node in view.nodes if node.kind == "Ruling"}
    assert months == {"first": 120, "second": None}


def test_around_an_entity_only_the_relations_of_that_day_are_walked(small: Store) -> None:
    assert "force" in subgraph.around(small, "ann", 1)
    assert "force" not in subgraph.around(small, "ann", 1, Snapshot(as_of=D(2022, 12, 1)))
    assert subgraph.around(small, "guild", 2, Snapshot(as_of=D(2024, 1, 1))) == {"guild"}
    assert subgraph.around(small, "bob", 3, Snapshot(known_at=D(2023, 12, 31))) == {"bob"}
    assert subgraph.around(small, "force", 2, Snapshot(known_at=D(2023, 6, 1))) == {
        "force",
        "ann",
        "guild",
        "case",
        "first",
        "second",
    }


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (D(2022, 6, 1), {"force": "definitely", "guild": "definitely", "club": "possibly"}),
        (D(2022, 11, 15), {"force": "possibly", "guild": "definitely", "club": "possibly"}),
        (D(2024, 1, 1), {"club": "possibly"}),
        (D(2020, 1, 1), {}),
    ],
)
def test_neighbours_of_a_day(small: Store, day: dt.date, expected: dict[str, str]) -> None:
    rows = ask(small, "neighbours", entity="ann", kind="Organization", as_of=day)
    assert {row["name_id"]: row["certainty"] for row in rows} == expected


def test_a_canned_query_leaves_out_what_was_not_known_and_shows_the_rest_as_today(small: Store) -> None:
    assert [row["organization_id"] for row in ask(small, "members-of", known_at=D(2024, 6, 15))] == ["guild"]
    (fighter,) = ask(small, "fighters-of", known_at=D(2023, 6, 1))
    assert (fighter["since"], fighter["grade"], fighter["sources"], fighter["certainty"]) == (
        "2022-02",
        "A3",
        ["early", "late"],
        None,
    )
    assert ask(small, "fighters-of", known_at=D(2023, 5, 31)) == []


def test_rulings_and_figures_of_a_day(small: Store) -> None:
    def rulings(day: dt.date) -> list[tuple[str, str]]:
        return [(row["ruling_id"], row["certainty"]) for row in ask(small, "rulings-of", person="ann", as_of=day)]

    assert rulings(D(2023, 4, 30)) == []
    assert rulings(D(2023, 5, 15)) == [("first", "possibly"), ("second", "not stated")]
    assert rulings(D(2023, 5, 31)) == [("first", "definitely"), ("second", "not stated")]
    for day, expected in ((D(2024, 2, 28), []), (D(2024, 3, 1), ["possibly"]), (D(2024, 3, 31), ["definitely"])):
        assert [row["certainty"] for row in ask(small, "figures", as_of=day)] == expected


def test_claims_of_a_day(small: Store) -> None:
    found = {row["claim"]: row["certainty"] for row in ask(small, "claims-of", entity="ann", as_of=D(2022, 12, 1))}
    assert "l1" not in found
    assert found["e1"] == "possibly"
    assert found["c.ann.member_of.guild"] == "definitely"
    assert found["c.ann.relative_of.bob"] == "not stated"
    known = {row["claim"] for row in ask(small, "claims-of", entity="ann", known_at=D(2025, 1, 1))}
    assert "l1" in known
    assert "c.ann.relative_of.bob" not in known  # neither published nor recorded on any day that is stated


def test_timeline_of_a_day(small: Store) -> None:
    found = {row["id"]: row["certainty_as_of"] for row in ask(small, "timeline", entity="ann", as_of=D(2024, 6, 1))}
    assert found == {"first": "definitely", "second": "not stated", "march": "possibly", "ann|MEMBER_OF|club": "possibly"}
