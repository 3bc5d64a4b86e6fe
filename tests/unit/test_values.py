"""What contests the value that is shown: how values of a field are read and compared, and whose claims count. All is made up."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

import pytest

from graph.ledger.statements import facts, figures
from graph.ledger.values import (
    Contested,
    Reading,
    Spoken,
    attribute_readings,
    behind,
    best_of,
    contest_text,
    contested,
    days,
    excludes,
    lasts,
    period,
    readings,
    share,
    span,
    spoken,
)
from graph.model import KINDS, RELATIONS, Claim, Source, Stance

CASE = readings(KINDS["LegalCase"])


def said(
    key: str, name: str, *about: str, by: str = "bob", grade: str = "B2", status: str = "asserted", **more: object
) -> Spoken:
    """A claim whose source is its own origin."""
    return Spoken(key, name, about, status, grade, f"{by}-report", by, **more)  # type: ignore[arg-type]  # fields by name


def opened(key: str, value: object, **more: object) -> Spoken:
    return said(key, "opened", "case", value=value, **more)


def test_how_fields_are_compared() -> None:
    readings.cache_clear()
    attribute_readings.cache_clear()
    assert CASE == {"opened": Reading.DAY, "closed": Reading.DAY, "reference": Reading.PLAIN}
    assert readings(RELATIONS["OWNS"]) == {"percentage": Reading.SHARE, "since": Reading.DAY, "until": Reading.DAY}
    assert readings(RELATIONS["BORN_IN"]) == {"since": Reading.DAY, "until": Reading.DAY}  # happens once in a life
    assert readings(RELATIONS["SIGNED_CONTRACT_WITH"]) == {"pay": Reading.PLAIN, "term": Reading.PLAIN}  # on any day
    assert {attribute_readings()[name] for name in ("birth_date", "dissolved", "date")} == {Reading.DAY}
    assert attribute_readings()["sentence_months"] is Reading.PLAIN
    assert "occupation" not in attribute_readings()
    assert [lasts(name) for name in ("OWNS", "TRAVELLED_TO", "BORN_IN")] == [True, False, False]


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("50", (50, 50)), (" 50 % ", (50, 50)), ("50 percent", (50, 50)), ("50 PERCENT", (50, 50)), ("12,5", (12.5, 12.5)),
        ("12.5 to 25 %", (12.5, 25)), ("25-50", (25, 50)), ("25 – 50", (25, 50)), ("25—50", (25, 50)), ("25..50", (25, 50)),
        (">75", (75, 100)), ("≥ 75 %", (75, 100)), ("<75", (0, 75)), ("≤75", (0, 75)), ("0", (0, 0)), ("100", (100, 100)),
        ("half", None), ("", None), ("101", None), ("50-25", None), ("99-101", None), ("50 shares", None), ("-5", None),
    ],
)  # fmt: skip
def test_what_a_share_can_be(text: str, limits: tuple[float, float] | None) -> None:
    assert share(text) == limits


@pytest.mark.parametrize(
    ("value", "reading", "found"),
    [
        ("2021-02", Reading.DAY, (date(2021, 2, 1).toordinal(), date(2021, 2, 28).toordinal(), None)),
        ("2021/..", Reading.DAY, (date(2021, 1, 1).toordinal(), math.inf, None)),
        ("../2021", Reading.DAY, (-math.inf, date(2021, 12, 31).toordinal(), None)),
        ("in  Spring", Reading.DAY, (0, 0, "in spring")),
        ("25-50 %", Reading.SHARE, (25, 50, None)),
        (30, Reading.SHARE, (30, 30, None)),
        ("Half", Reading.SHARE, (0, 0, "half")),
        (72, Reading.PLAIN, (72, 72, None)),
        (7.5, Reading.PLAIN, (7.5, 7.5, None)),
        (True, Reading.PLAIN, (0, 0, "true")),
        ("72", Reading.PLAIN, (0, 0, "72")),
        (" Straße  1 ", Reading.PLAIN, (0, 0, "strasse 1")),
        ("2021", Reading.PLAIN, (0, 0, "2021")),
    ],
)
def test_a_value_as_the_numbers_or_words_that_it_allows(
    value: object, reading: Reading, found: tuple[float, float, str | None]
) -> None:
    assert span(value, reading) == found


@pytest.mark.parametrize(
    ("one", "other", "reading", "apart"),
    [
        ("2021", "2021-03", Reading.DAY, False),
        ("2021", "2022-01-01", Reading.DAY, True),
        ("2021/2022-01-01", "2022", Reading.DAY, False),
        ("in spring", "2021", Reading.DAY, True),
        ("in spring", "In  Spring", Reading.DAY, False),
        (72, 84, Reading.PLAIN, True),
        (72, 72.0, Reading.PLAIN, False),
        (0, "zero", Reading.PLAIN, True),
        ("25-50", "50-75", Reading.SHARE, False),
        ("25-50", "51", Reading.SHARE, True),
    ],
)
def test_two_values_that_cannot_both_be_right(one: object, other: object, reading: Reading, *, apart: bool) -> None:
    assert excludes(one, other, reading) is excludes(other, one, reading) is apart


def test_what_is_no_date_has_no_days() -> None:
    assert days("in spring") is None
    assert days("2021") == (date(2021, 1, 1), date(2021, 12, 31))


@pytest.mark.parametrize(
    ("name", "since", "until", "found"),
    [
        ("OWNS", "2020", "2021", (date(2020, 1, 1), date(2021, 12, 31))),
        ("OWNS", "2020", None, (date(2020, 1, 1), None)),
        ("OWNS", None, "2021", (None, date(2021, 12, 31))),
        ("OWNS", "before the war", "after it", (None, None)),
        ("TRAVELLED_TO", "2020", None, (date(2020, 1, 1), date(2020, 12, 31))),
        ("TRAVELLED_TO", None, "2021", (date(2021, 1, 1), date(2021, 12, 31))),
        ("TRAVELLED_TO", "2020", "2021", (date(2020, 1, 1), date(2021, 12, 31))),
        ("TRAVELLED_TO", None, None, (None, None)),
    ],
)
def test_when_a_relation_may_hold(
    name: str, since: str | None, until: str | None, found: tuple[date | None, date | None]
) -> None:
    assert period(said("c", name, "ann", "firm", since=since, until=until)) == found


def test_what_a_claim_gives_for_a_field() -> None:
    owns = said("c", "OWNS", "ann", "firm", value="x", since="2020", details={"percentage": "50", "until": "never read here"})
    assert [owns.gives(name) for name in ("since", "percentage", "OWNS", "value")] == ["2020", "50", None, None]
    assert replace(owns, until="2021").gives("until") == "2021"
    assert [opened("c", "2020").gives(name) for name in ("opened", "closed")] == ["2020", None]


def test_the_ends_of_an_undirected_relation_have_one_order() -> None:
    assert said("c", "RELATIVE_OF", "zoe", "ann").pair == ("RELATIVE_OF", "ann", "zoe")
    assert said("c", "OWNS", "zoe", "ann", "further").pair == ("OWNS", "zoe", "ann")


def test_claims_are_ranked_by_status_then_grade_then_id() -> None:
    ranked = [opened("z", 1, grade="A1"), opened("a", 1), opened("b", 1), opened("0", 1, grade="A1", status="alleged")]
    assert sorted(ranked, key=lambda claim: (claim.strength, claim.id)) == ranked
    assert [opened("c", 1, status=status).stance for status in ("inferred", "denied", "retracted")] == list(Stance)


def test_other_values_contest_the_one_that_is_shown_the_strongest_claim_first() -> None:
    claims = [
        opened("c4", "2023", by="zoe", grade="D4"), opened("c3", "2022", by="ann", grade="C3"), opened("c1", "2021", grade="A1"),
        opened("c2", "2022", by="carl"), opened("c5", "2021-03", by="dan"), opened("c6", "2024", status="retracted"),
        said("c7", "closed", "case", value="2025"),
    ]  # fmt: skip
    others = contested(claims, CASE, {})
    assert others == (
        Contested("opened", "2022", "supports", "B2", ("ann-report", "carl-report"), ("ann", "carl"), ("c2", "c3")),
        Contested("opened", "2023", "supports", "D4", ("zoe-report",), ("zoe",), ("c4",)),
    )
    assert [one.text for one in others] == ["2022 by ann, carl, B2", "2023 by zoe, D4"]
    assert contest_text(others, "opened") == " (contested: 2022 by ann, carl, B2; 2023 by zoe, D4)"
    assert contest_text(others, "closed") == ""
    assert [one.value for one in contested(claims, CASE, {"opened": "2022"})] == ["2021", "2021-03", "2023"]


def test_a_denial_contests_the_value_that_it_denies() -> None:
    claims = [opened("c1", "2021"), opened("c2", "2021-03", by="carl", status="denied"),
              opened("c3", "2022", by="zoe", status="denied")]  # fmt: skip
    (denial,) = contested(claims, CASE, {})
    assert denial == Contested("opened", "2021", "disputes", "B2", ("carl-report",), ("carl",), ("c2",))
    assert denial.text == "denied by carl, B2"
    assert replace(denial, grade="").text == "denied by carl"
    assert contested(claims[1:], CASE, {"opened": "2021"}) == ()  # nothing but denials
    assert [one.claims for one in contested(claims, CASE, {"opened": "2022"})] == [("c1",), ("c3",)]


def test_fields_are_listed_by_name_and_truth_is_no_number() -> None:
    claims = [opened("c1", "2021"), opened("c2", "2022"), said("c3", "closed", "case", value=True),
              said("c4", "closed", "case", value="2022")]  # fmt: skip
    assert [(one.field, one.value) for one in contested(claims, CASE, {})] == [("closed", "2022"), ("opened", "2022")]
    assert contested(claims, {"opened": Reading.DAY}, {})[0].field == "opened"
    terms = [said(f"c{at}", "sentence_months", "ruling", value=value) for at, value in enumerate((72, 84.5))]
    assert [one.value for one in contested(terms, {"sentence_months": Reading.PLAIN}, {})] == [84.5]
    rest = [one.value for one in contested([opened("c1", "x"), opened("c2", ("y", "z"))], CASE, {})]
    assert rest == ["('y', 'z')"]  # whatever it is, it is shown as text


def test_parts_held_at_different_times_do_not_contest_each_other() -> None:
    own = readings(RELATIONS["OWNS"])
    first = said("c1", "OWNS", "ann", "firm", until="2019", details={"percentage": "50"})
    later = said("c2", "OWNS", "ann", "firm", since="2020", details={"percentage": "75"})
    assert contested([first, later], own, {}) == ()
    (contest,) = contested([first, replace(later, since="2019")], own, {})
    assert (contest.field, contest.value) == ("percentage", "75")


def test_who_only_repeats_another_adds_no_origin() -> None:
    first, second = opened("c1", 1, by="ann"), opened("c2", 1, by="bob", repeats=frozenset({"ann-report"}))
    assert behind([second, first]) == (("ann-report", "bob-report"), ("ann",))
    assert behind([second]) == (("bob-report",), ("bob",))
    both = [replace(first, repeats=frozenset({"bob-report"})), second]
    assert behind(both)[1] == ("ann", "bob")
    assert best_of([opened("c1", 1, grade=""), opened("c2", 1, grade="C3"), opened("c3", 1, grade="B6")]) == "B6"
    assert best_of([]) == best_of([opened("c1", 1, grade="")]) == ""


SOURCE = Source(id="report", title="A report", reliability="B", published_by="paper", cites=("first", "second"))
WHOLE = {
    "id": "c1", "text": "It says so.", "property": "OWNS", "relation": "ann|OWNS|firm", "about": ("ann", "firm"),
    "source": "report", "status": "alleged", "credibility": 4, "since": "2020", "until": "2021", "details": {"percentage": "50"},
}  # fmt: skip


def test_a_claim_as_the_rules_read_it() -> None:
    assert spoken(Claim(**WHOLE), {"report": SOURCE}) == Spoken(
        "c1", "OWNS", ("ann", "firm"), "alleged", "B4", "report", "paper", None, "2020", "2021", {"percentage": "50"},
        frozenset({"first", "second"}),
    )  # fmt: skip
    named = spoken(Claim(**WHOLE | {"attributed_to": ("zoe",)}), {"report": SOURCE})
    assert (named.origin, named.repeats) == ("zoe", frozenset())
    figure = {"id": "c2", "text": "It counts.", "property": "metric", "about": ("war",), "source": "report", "value": 300,
              "metric": "cases", "scope": "the north", "bound": "about", "unit": "persons", "as_of": "2025"}  # fmt: skip
    found = spoken(Claim(**figure), {"report": SOURCE})
    assert (found.value, found.metric, found.scope, found.bound, found.unit, found.as_of) == (
        300, "cases", "the north", "about", "persons", "2025",
    )  # fmt: skip


FIGURE = said(
    "c1", "metric", "war", value=300, metric="cases", scope="the north", bound="at_least", unit="persons", as_of="2025-02",
    repeats=frozenset({"first"}),
)  # fmt: skip


def test_a_figure_as_a_statement() -> None:
    (found,) = figures([FIGURE, replace(FIGURE, status="denied"), replace(FIGURE, property="mention")])
    assert (found.claim, found.measure, found.scope, found.unit, found.low, found.high) == (
        "c1", "cases", "the north", "persons", 300, math.inf,
    )  # fmt: skip
    assert (found.shown, found.source, found.origin, found.grade) == ("at least 300 persons", "bob-report", "bob", "B2")
    assert (found.since, found.until, found.text, found.repeats) == (date(2025, 2, 1), date(2025, 2, 28), None, {"first"})


def test_what_a_figure_leaves_open() -> None:
    (found,) = figures([said("c1", "metric", "war", value=7)])
    assert (found.measure, found.scope, found.unit, found.low, found.high, found.since, found.until) == (
        "",
        "",
        "",
        7,
        7,
        None,
        None,
    )
    assert found.shown == "exactly 7"
    assert next(figures([said("c1", "metric", "war", value="many")])).shown == "exactly 0"


def read(claim: Spoken) -> list[tuple[str, str, str, tuple[date | None, date | None]]]:
    return [(one.measure, one.scope, one.shown, (one.since, one.until)) for one in facts([claim])]


def test_the_facts_that_a_claim_gives() -> None:
    ever, days_of_2020 = (None, None), (date(2020, 1, 1), date(2020, 12, 31))
    assert read(opened("c", "2021")) == [("opened", "case", "opened 2021", ever)]
    assert read(opened("c", None)) == read(opened("c", "2021", status="denied")) == []
    assert read(said("c", "occupation", "ann", value="cook")) == read(FIGURE) == []
    owns = said("c", "OWNS", "ann", "firm", since="2020", until="2020", details={"percentage": "50"})
    scope = "ann|OWNS|firm"
    assert read(owns) == [
        ("percentage", scope, "percentage 50", days_of_2020), ("since", scope, "since 2020", days_of_2020),
        ("until", scope, "until 2020", days_of_2020),
    ]  # fmt: skip
    born = said("c", "BORN_IN", "ann", "town", since="2020")
    assert read(born) == [("birth_date", "ann", "birth date 2020", ever)]
    assert read(replace(born, since=None, until="2020")) == read(born)
    assert read(replace(born, since=None)) == []
    assert [(one.low, one.text) for one in facts([born])] == [(date(2020, 1, 1).toordinal(), None)]
    assert [one.claim for one in facts([opened("c0", "2021", status="denied"), opened("c1", "2021")])] == ["c1"]
    assert read(said("c", "RELATIVE_OF", "zoe", "ann", since="2020"))[0][:2] == ("since", "ann|RELATIVE_OF|zoe")


def test_a_fact_as_a_statement() -> None:
    (found,) = facts([said("c1", "reference", "case", value="No.  7 B", repeats=frozenset({"first"}))])
    assert (found.claim, found.unit, found.low, found.high, found.text) == ("c1", "", 0, 0, "no. 7 b")
    assert (found.source, found.origin, found.grade, found.repeats) == ("bob-report", "bob", "B2", {"first"})
    (day,) = facts([opened("c1", "2021-02")])
    assert (day.low, day.high, day.text) == (date(2021, 2, 1).toordinal(), date(2021, 2, 28).toordinal(), None)
    (part,) = facts([said("c1", "OWNS", "ann", "firm", details={"percentage": ">75"})])
    assert (part.low, part.high, part.text) == (75, 100, None)
