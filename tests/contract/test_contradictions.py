"""What cannot all be true, on every engine: denials, values, shares, deaths and ends; all people here are made up."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from graph.ask.case import case_of
from graph.ask.conflicts import CompareQuestion, Comparison, comparisons
from graph.ask.entity import show
from graph.ask.view import view
from graph.export.markdown import render_markdown
from graph.ingest import load
from graph.model import Claim
from graph.publish import Publication
from graph.publish.key import Key
from graph.report import report
from graph.stores import Store
from tests.contract.small import NOTE, PAPER, Record, claim, entity, person
from tests.contract.small import load as put

HARBOUR = Path(__file__).parents[2] / "seeds" / "made-up-harbour"


def found(store: Store, entity: str | None = None) -> list[Comparison]:
    """The contradictions in a store alone."""
    return comparisons(store, CompareQuestion(entity=entity, alike=False))


def said(about: str, name: str, value: object, source: str = "paper", **more: object) -> Claim:
    """A claim on one attribute."""
    key = f"c.{about}.{name}.{value}.{source}"
    return Claim.model_validate(
        {"id": key, "text": "It says so.", "property": name, "source": source, "about": (about,), "value": value, **more}
    )


@pytest.fixture
def harbour(empty_store: Store) -> Store:
    """The made-up dossier in a store of each engine."""
    load(empty_store, [HARBOUR])
    return empty_store


def test_the_made_up_dossier_has_a_denial_a_sum_and_two_terms(harbour: Store) -> None:
    rows = {row.measure: row for row in found(harbour)}
    assert set(rows) == {"PAID", "percentage", "sentence_months"}
    paid = rows["PAID"]
    assert paid.why == "alleged by Quayside Notes (D4), denied by Bob Arden, Cy Morrow (A1)"
    assert (paid.one_grade, paid.one_origins) == ("D4", ("quayside-notes",))
    assert (paid.other_grade, paid.other_origins, len(paid.other_claims)) == ("A1", ("bob-arden", "cy-morrow"), 2)
    assert rows["percentage"].why.endswith("add up to 150 % or more of Harbour Lines at one time")
    assert {rows["sentence_months"].one_source, rows["sentence_months"].other_source} == {"src-gazette", "src-courier"}


@pytest.mark.parametrize(
    ("who", "measures"),
    [
        ("bob-arden", {"PAID", "percentage"}), ("cy-morrow", {"PAID"}), ("harbour-lines", {"percentage"}),
        ("ennet-holding", {"percentage"}), ("arden-verdict", {"sentence_months"}), ("ana-rost", set()),
    ],
)  # fmt: skip
def test_of_one_entity_is_found_what_concerns_it(harbour: Store, who: str, measures: set[str]) -> None:
    assert {row.measure for row in found(harbour, who)} == measures


CASES: dict[str, tuple[list[Record], str]] = {
    "what is only denied conflicts with nobody": ([claim("ann", "PAID", "bo", status="denied")], ""),
    "a denial at another time denies nothing": ([
        claim("ann", "EMPLOYED_BY", "firm", since="2001", until="2005"),
        claim("ann", "EMPLOYED_BY", "firm", id="c.2", source="note", status="denied", since="2010", until="2012"),
    ], ""),
    "a denial without a day denies every term": ([
        claim("ann", "EMPLOYED_BY", "firm", since="2001", until="2005"),
        claim("ann", "EMPLOYED_BY", "firm", id="c.2", source="note", status="denied"),
    ], "asserted by paper (B3), denied by note (F3)"),
    "an attribute is asserted and denied": ([
        said("ann", "occupation", "clerk"), said("ann", "occupation", "Clerk", "note", status="denied"),
    ], "clerk: asserted by paper (B3), denied by note (F3)"),
    "another value is denied": ([
        said("ann", "occupation", "clerk"), said("ann", "occupation", "cook", "note", status="denied"),
    ], ""),
    "two shares of one owner": ([
        claim("ann", "OWNS", "firm", details={"percentage": "25-50"}),
        claim("ann", "OWNS", "firm", id="c.2", source="note", details={"percentage": "60 %"}),
    ], "percentage 60 % and percentage 25-50 cannot both hold of the same thing"),
    "a share within another": ([
        claim("ann", "OWNS", "firm", details={"percentage": "25-50"}),
        claim("ann", "OWNS", "firm", id="c.2", source="note", details={"percentage": "30"}),
    ], ""),
    "owners one after the other": ([
        claim("ann", "OWNS", "firm", since="2001", until="2004", details={"percentage": "100"}),
        claim("bo", "OWNS", "firm", since="2005", details={"percentage": "100"}),
    ], ""),
    "two births": ([said("ann", "birth_date", "1990"), said("ann", "birth_date", "1991-02", "note")],
                   "birth date 1990 and birth date 1991-02 cannot both hold of the same thing"),
    "a birth by field and by relation": ([
        said("ann", "birth_date", "1990"), claim("ann", "BORN_IN", "town", since="1989"),
    ], "birth date 1990 and birth date 1989 cannot both hold of the same thing; both come from paper"),
    "a year and its month agree": ([said("ann", "birth_date", "1990"), said("ann", "birth_date", "1990-02", "note")], ""),
    "two dates of one event": ([said("meeting", "date", "2020-05"), said("meeting", "date", "2020-06", "note")],
                               "date 2020-05 and date 2020-06 cannot both hold of the same thing"),
    "a ruling on the dead": ([
        claim("ann", "DIED_IN", "town", since="2019"), claim("verdict", "CONCERNS", "ann"), said("verdict", "date", "2021-03"),
    ], "died 2019 lies before verdict concerns ann and is of 2021-03"),
    "a ruling in the year of the death": ([
        claim("ann", "DIED_IN", "town", since="2021"), claim("verdict", "CONCERNS", "ann"), said("verdict", "date", "2021-03"),
    ], ""),
    "a death that is denied": ([
        claim("ann", "DIED_IN", "town", since="2019", status="denied"), claim("verdict", "CONCERNS", "ann"),
        said("verdict", "date", "2021-03"),
    ], ""),
    "a case closed before it was opened": ([said("case", "opened", "2020"), said("case", "closed", "2019", "note")],
                                           "closed 2019 lies before opened 2020"),
    "a job that ends before it begins": ([
        claim("ann", "EMPLOYED_BY", "firm", since="2010"),
        claim("ann", "EMPLOYED_BY", "firm", id="c.2", source="note", until="2005"),
    ], "until 2005 lies before since 2010"),
    "two terms in one job": ([
        claim("ann", "EMPLOYED_BY", "firm", since="2001", until="2005"),
        claim("ann", "EMPLOYED_BY", "firm", id="c.2", source="note", since="2010", until="2012"),
    ], ""),
    "two payments": ([claim("ann", "PAID", "bo", since="2001"), claim("ann", "PAID", "bo", id="c.2", since="2003")], ""),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_each_kind_of_contradiction_and_what_only_looks_like_it(empty_store: Store, case: str) -> None:
    records, why = CASES[case]
    things = [entity("Company", "firm"), entity("Place", "town"), entity("LegalCase", "case"), entity("Event", "meeting"),
              entity("Ruling", "verdict", ruling="verdict")]  # fmt: skip
    put(empty_store, [PAPER, NOTE, person("ann"), person("bo"), *things, *records])
    assert [row.why for row in found(empty_store)] == ([why] if why else [])


def test_taking_a_claim_back_takes_its_contradiction_back(harbour: Store) -> None:
    from graph.ingest.decide import retract

    denials = next(row for row in found(harbour) if row.measure == "PAID").other_claims
    for one in denials:
        retract(harbour, one, "a test", "tester")
    assert "PAID" not in {row.measure for row in found(harbour)}


def test_the_whole_store_and_its_entities_tell_the_same(harbour: Store) -> None:
    everywhere = {(row.measure, row.one_claims, row.other_claims) for row in found(harbour)}
    ids = harbour.read("MATCH (e:Entity) RETURN e.id AS id", {}).column("id")
    by_entity = {(row.measure, row.one_claims, row.other_claims) for key in ids for row in found(harbour, key)}
    assert by_entity == everywhere


def test_what_is_shown_says_that_it_is_contested(harbour: Store) -> None:
    verdict = show(harbour, "arden-verdict")
    assert [(one.field, one.value, one.origins, one.grade) for one in verdict.contested] == [
        ("sentence_months", 84, ("ennet-courier",), "B2")
    ]
    assert verdict.as_json()["contested"][0]["value"] == 84
    assert [one.contested for one in show(harbour, "bob-arden").rulings] == [verdict.contested]
    assert [event.contested for event in case_of(harbour, "arden-case").timeline] == [verdict.contested]
    shares = {one.other_id: one.properties for one in show(harbour, "harbour-lines").relations if one.relation == "OWNS"}
    assert shares == {"bob-arden": {"percentage": "50"}, "ennet-holding": {"percentage": "100"}}


def test_a_contested_share_and_date_are_shown_at_their_relation(empty_store: Store) -> None:
    put(empty_store, [
        PAPER, NOTE, person("ann"), entity("Company", "firm"),
        claim("ann", "OWNS", "firm", since="2001", details={"percentage": "25-50"}),
        claim("ann", "OWNS", "firm", id="c.2", source="note", since="2002-05", details={"percentage": "60"}),
        claim("ann", "OWNS", "firm", id="c.3", source="note", status="denied", details={"percentage": "30"}),
    ])  # fmt: skip
    (owns,) = show(empty_store, "ann").relations
    assert [(one.field, one.value, one.stance, one.text) for one in owns.contested] == [
        ("percentage", "60", "supports", "60 by note, F3"),
        ("percentage", "25-50", "disputes", "denied by note, F3"),
        ("since", "2002-05", "supports", "2002-05 by note, F3"),
    ]


def test_what_nobody_contests_is_not_contested(harbour: Store) -> None:
    for key in ("bob-arden", "ana-rost", "harbour-lines", "arden-case"):
        shown = show(harbour, key)
        assert (shown.contested, [one.contested for one in shown.relations if one.contested]) == ((), [])


def test_a_view_has_the_other_values_and_the_contradictions(harbour: Store) -> None:
    ids = harbour.read("MATCH (e:Entity) RETURN e.id AS id", {}).column("id")
    shown = view(harbour, ids, "Made up", "", "2026-01-01")
    contested = {
        node.id: [(one.field, one.value, one.origins) for one in node.contested] for node in shown.nodes if node.contested
    }
    assert contested == {"arden-verdict": [("sentence_months", 84, ["ennet-courier"])]}
    assert [edge.id for edge in shown.edges if edge.contested] == []
    assert {one.measure for one in shown.conflicts if one.finding == "conflict"} == {"PAID", "percentage", "sentence_months"}
    public = Publication.of(harbour, Key(b"0123456789abcdef0123456789abcdef")).view(shown)
    assert [one.value for node in public.nodes for one in node.contested] == [84]


def test_a_report_says_what_was_checked_and_never_that_nothing_contradicts(harbour: Store) -> None:
    made = render_markdown(report(harbour, "bob-arden", dt.date(2026, 1, 1), None))
    assert "alleged by Quayside Notes (D4), denied by Bob Arden, Cy Morrow (A1)" in made
    assert "add up to 150 % or more of Harbour Lines" in made
    assert "Nothing that was checked contradicts itself" not in made
    calm = render_markdown(report(harbour, "ana-rost", dt.date(2026, 1, 1), None))
    assert "Nothing that was checked contradicts itself. Checked: figures of one scope" in calm
    for text in (made, calm):
        assert "what some say and others deny" in text
        assert "Not checked: free text" in text
