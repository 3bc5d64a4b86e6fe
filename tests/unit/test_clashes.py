"""Contradictions that lie in claims together: who is on which side, at what time, and how it reads. All is made up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.ledger.clashes import Clash, clashes, deaths, denials, end_fields, ends, shares
from graph.ledger.values import Spoken

NAMES = {"ann": "Ann", "army": "the army", "firm": "Firm", "carl": "Carl", "verdict": "The verdict"}


def said(
    key: str, name: str, *about: str, by: str = "bob", grade: str = "B2", status: str = "asserted", **more: object
) -> Spoken:
    """A claim whose source is its own origin."""
    return Spoken(key, name, about, status, grade, by, by, **more)  # type: ignore[arg-type]  # fields by name


def denied(key: str, name: str, *about: str, by: str = "carl", grade: str = "A1", **more: object) -> Spoken:
    return said(key, name, *about, by=by, grade=grade, status="denied", **more)


def read(clash: Clash) -> tuple[str, str, str, list[str], list[str]]:
    """What it is about, the reason, and the claims on both sides."""
    one, other = ([claim.id for claim in side.claims] for side in (clash.one, clash.other))
    return clash.measure, clash.scope, clash.why, one, other


def only(found: list[Clash]) -> tuple[str, str, str, list[str], list[str]]:
    (clash,) = found
    return read(clash)


def test_a_relation_that_some_assert_and_another_denies() -> None:
    claims = [
        said("c1", "HEADS", "ann", "army"), denied("c2", "HEADS", "ann", "army"),
        said("c3", "HEADS", "ann", "army", by="ann", status="alleged", grade="C3"),
    ]  # fmt: skip
    (clash,) = clashes(claims, NAMES)
    why = "asserted by Ann, bob (B2), denied by Carl (A1)"
    assert read(clash) == ("HEADS", "ann|HEADS|army", why, ["c1", "c3"], ["c2"])
    assert (clash.one.shown, clash.other.shown) == ("asserted by Ann, bob", "denied by Carl")
    assert (clash.one.grade, clash.one.sources, clash.one.origins) == ("B2", ("ann", "bob"), ("ann", "bob"))
    assert (clash.other.grade, clash.other.sources, clash.other.origins) == ("A1", ("carl",), ("carl",))


def test_of_an_undirected_relation_it_does_not_matter_who_comes_first() -> None:
    claims = [said("c1", "RELATIVE_OF", "bob", "ann"), denied("c2", "RELATIVE_OF", "ann", "bob")]
    assert only(clashes(claims, {}))[:2] == ("RELATIVE_OF", "bob|RELATIVE_OF|ann")
    assert clashes([said("c1", "HEADS", "bob", "ann"), denied("c2", "HEADS", "ann", "bob")], {}) == []


@pytest.mark.parametrize(
    ("until", "since", "sides"),
    [
        ("2019", "2020", None),
        ("2020", "2020", (["c1"], ["c2"])),
        (None, "2020", (["c1"], ["c2"])),
        ("2019", None, (["c1"], ["c2"])),
    ],
)
def test_a_denial_denies_what_is_said_of_its_own_time(
    until: str | None, since: str | None, sides: tuple[list[str], list[str]] | None
) -> None:
    claims = [said("c1", "HEADS", "ann", "army", until=until), denied("c2", "HEADS", "ann", "army", since=since)]
    assert [read(clash)[3:] for clash in denials(claims, {})] == ([sides] if sides else [])


def test_on_each_side_stand_those_alone_whom_the_other_side_contradicts() -> None:
    claims = [
        said("now", "HEADS", "ann", "army", since="2020"), said("before", "HEADS", "ann", "army", until="2010"),
        denied("no", "HEADS", "ann", "army", since="2020"), denied("apart", "HEADS", "ann", "army", since="2012", until="2013"),
        said("back", "HEADS", "ann", "army", status="retracted", since="2012"),
    ]  # fmt: skip
    assert only(list(denials(claims, {})))[3:] == (["now"], ["no"])


def test_what_is_only_denied_or_only_said_contradicts_nobody() -> None:
    assert clashes([denied("c1", "HEADS", "ann", "army")], {}) == []
    assert clashes([said("c1", "HEADS", "ann", "army"), said("c2", "HEADS", "ann", "army", status="retracted")], {}) == []


@pytest.mark.parametrize(
    ("name", "value", "denial", "contradicts"),
    [
        ("birth_date", "1994-05-03", "1994", True),  # a date that can be that day
        ("birth_date", "1994-05-03", "1995", False),
        ("birth_date", "1994", None, True),  # a denial of whatever is said
        ("occupation", "cook", "Cook", True),
        ("occupation", "cook", "baker", False),
        ("occupation", "1994-05-03", "1994", False),  # no field for dates
    ],
)
def test_a_value_is_denied_by_whoever_denies_that_value(name: str, value: str, denial: str | None, contradicts: bool) -> None:
    claims = [said("c1", name, "ann", value=value), denied("c2", name, "ann", value=denial)]
    why = f"{value}: asserted by bob (B2), denied by Carl (A1)"
    assert [read(one) for one in denials(claims, NAMES)] == [(name, "ann", why, ["c1"], ["c2"])] * contradicts


def test_attributes_of_others_and_other_attributes_are_no_answer() -> None:
    claim = said("c1", "occupation", "ann", value="cook")
    for other in (denied("c2", "occupation", "bob", value="cook"), denied("c2", "name", "ann", value="cook")):
        assert clashes([claim, other], {}) == []


FIGURE = said("c1", "metric", "war", value=300, bound="exactly", metric="cases", scope="the north", unit="persons")


def test_a_figure_is_denied_by_whoever_denies_that_number_of_that_scope() -> None:
    denial = replace(FIGURE, id="c2", status="denied", source="carl", origin="carl", grade="A1")
    why = "300: asserted by bob (B2), denied by carl (A1)"
    assert only(clashes([FIGURE, denial], {})) == ("cases", "the north", why, ["c1"], ["c2"])
    for changes in ({"value": 301}, {"bound": "at_least"}, {"scope": "the south"}, {"metric": "deaths"}, {"unit": "days"}):
        assert clashes([FIGURE, replace(denial, **changes)], {}) == []
    bare = replace(FIGURE, unit=None, scope=None), replace(denial, unit="", scope=None)
    assert [clash.scope for clash in clashes([FIGURE, denial, *bare], {})] == ["", "the north"]


def test_denials_are_listed_by_what_they_are_about() -> None:
    claims = [
        *(said(f"{key}1", "occupation", key, value="cook") for key in ("zoe", "ann")),
        *(denied(f"{key}2", "occupation", key) for key in ("zoe", "ann")),
    ]
    assert [clash.scope for clash in denials(claims, {})] == ["ann", "zoe"]


def owns(key: str, owner: str, part: object, *, of: str = "firm", status: str = "asserted", **more: object) -> Spoken:
    return said(key, "OWNS", owner, of, status=status, details={"percentage": part}, **more)


def test_more_than_the_whole_is_told_with_the_greatest_part_first() -> None:
    (clash,) = shares([owns("c1", "bob", "40-60"), owns("c2", "ann", 50), owns("c3", "zoe", "20 %")], NAMES)
    why = "Ann 50 % and bob 40-60 % and zoe 20 % add up to 110 % or more of Firm at one time"
    assert read(clash) == ("percentage", "firm", why, ["c2"], ["c1", "c3"])
    assert (clash.one.shown, clash.other.shown) == ("Ann 50 %", "bob 40-60 %; zoe 20 %")


def test_of_equal_parts_the_strongest_claim_comes_first() -> None:
    (clash,) = shares([owns("c1", "ann", "60", grade="C3"), owns("c2", "bob", "60", grade="A1")], {})
    assert read(clash)[2:] == ("bob 60 % and ann 60 % add up to 120 % or more of firm at one time", ["c2"], ["c1"])


@pytest.mark.parametrize(
    "parts",
    [
        ("50", "50"), ("33.3", "33.3", "33.3", "0.1"), ("14.3",) * 6 + ("14.2",),  # decimals whose sum is off by a hair
        ("60", "half"), ("60", ""), ("50-60", "50-60"), ("<60", "60"),
    ],
)  # fmt: skip
def test_the_whole_is_not_more_than_the_whole(parts: tuple[str, ...]) -> None:
    assert list(shares([owns(f"c{at}", f"o{at}", part) for at, part in enumerate(parts)], {})) == []


def test_a_hair_beyond_the_whole_is_too_much() -> None:
    (clash,) = shares([owns("c1", "ann", "100"), owns("c2", "bob", "0.1")], {})
    assert "add up to 100.1 % or more" in clash.why


@pytest.mark.parametrize(
    "other",
    [
        owns("c2", "bob", "60", of="mill"),
        owns("c2", "bob", "60", status="denied"),
        owns("c2", "bob", "60", status="retracted"),
        owns("c2", "bob", "60", until="2019-12-31"),
        said("c2", "CONTROLS", "bob", "firm", details={"percentage": "60"}),  # a type that has no share
        said("c2", "OWNS", "bob", "firm"),
    ],
)
def test_parts_of_other_things_and_times_and_of_nobody_do_not_count(other: Spoken) -> None:
    assert clashes([owns("c1", "ann", "60", since="2020-01-01"), other], {}) == []


def test_a_day_in_common_is_enough() -> None:
    found = list(shares([owns("c1", "ann", "60", since="2020-01-01"), owns("c2", "bob", "60", until="2020-01-01")], {}))
    assert len(found) == 1


def test_the_least_that_is_said_of_an_owner_counts_as_long_as_it_is_said() -> None:
    always, little = owns("c1", "ann", "90"), owns("c2", "ann", "10", since="2000", until="2001")
    other = owns("c3", "bob", "50", since="2000", until="2001")
    assert list(shares([always, little, other], {})) == []
    assert only(list(shares([always, little, replace(other, until="2002-01-01")], {})))[2:] == (
        "ann 90 % and bob 50 % add up to 140 % or more of firm at one time", ["c1"], ["c3"],
    )  # fmt: skip
    assert only(list(shares([always, replace(always, id="c4", grade="A1"), other], {})))[3:] == (["c4"], ["c3"])


def test_of_the_days_with_most_the_one_with_fewest_owners_is_told() -> None:
    two = [owns("c1", "ann", "60"), owns("c2", "bob", "60")]
    for added in (owns("c3", "carl", "0", since="2020"), owns("c3", "carl", "0", until="2020")):
        assert only(list(shares([*two, added], {})))[3:] == (["c1"], ["c2"])


def test_what_lasts_to_the_end_of_days_is_added_up_too() -> None:
    found = list(shares([owns("c1", "ann", "60", until="9999-12-31"), owns("c2", "bob", "60")], {}))
    assert len(found) == 1


def test_things_are_listed_by_their_ids() -> None:
    claims = [owns(f"{of}{owner}", owner, "60", of=of) for of in ("mill", "firm") for owner in ("ann", "bob")]
    assert [clash.scope for clash in shares(claims, {})] == ["firm", "mill"]


DIED = said("d1", "death_date", "ann", value="2020-03-05", by="paper")


@pytest.mark.parametrize(
    "died", [DIED, replace(DIED, property="x_deathDate"),
             said("d1", "DIED_IN", "ann", "town", since="2020-03-05"), said("d1", "DIED_IN", "ann", "town", until="2020-03-05")],
)  # fmt: skip
def test_nobody_is_ruled_on_after_death(died: Spoken) -> None:
    concerns, dated = said("r1", "CONCERNS", "verdict", "ann"), said("r2", "date", "verdict", value="2020-03-06")
    why = "died 2020-03-05 lies before The verdict concerns Ann and is of 2020-03-06"
    (clash,) = clashes([concerns, dated, died], NAMES)
    assert read(clash) == ("death_date", "ann", why, ["d1"], ["r2", "r1"])
    assert (clash.one.shown, clash.other.shown) == ("died 2020-03-05", "The verdict concerns Ann and is of 2020-03-06")
    assert "verdict concerns ann and" in only(clashes([concerns, dated, died], {}))[2]
    for day in ("2020-03-05", "2020-03", "2020", "2019"):
        assert clashes([concerns, replace(dated, value=day), died], {}) == []
    for other in (
        replace(concerns, status="denied"),
        replace(concerns, about=("verdict", "bob")),
        replace(concerns, property="PART_OF"),
    ):
        assert clashes([other, dated, died], {}) == []
    for other in (replace(dated, status="denied"), replace(dated, about=("trial",)), replace(dated, value=None)):
        assert clashes([concerns, other, died], {}) == []


@pytest.mark.parametrize(
    "born", [said("b1", "birth_date", "ann", value="2021"), said("b1", "BORN_IN", "ann", "town", since="2021"),
             said("b1", "BORN_IN", "ann", "town", until="2021")],
)  # fmt: skip
def test_nobody_is_born_after_death(born: Spoken) -> None:
    assert only(clashes([born, DIED], {})) == (
        "death_date", "ann", "died 2020-03-05 lies before born 2021", ["d1"], ["b1"],
    )  # fmt: skip
    assert clashes([replace(born, status="denied"), DIED], {}) == []
    assert clashes([replace(born, about=("bob", "town")), DIED], {}) == []


def test_the_strongest_that_contradict_each_other_stand_on_the_two_sides() -> None:
    births = [said("b1", "birth_date", "ann", value="1990"), said("b2", "birth_date", "ann", value="2021", grade="C3"),
              said("b3", "birth_date", "ann", value="2022", grade="D4")]  # fmt: skip
    later = replace(DIED, id="d0", value="2030", grade="A1")
    assert only(clashes([*births, DIED, later], {}))[3:] == (["d1"], ["b2"])
    assert only(clashes([*births, DIED, replace(DIED, id="d2", grade="C3", value="2010")], {}))[3:] == (["d1"], ["b2"])


def test_the_dead_are_listed_by_their_ids_and_rulings_come_first() -> None:
    claims = [
        replace(DIED, id="z1", about=("zoe",)), DIED, said("b1", "birth_date", "ann", value="2021"),
        said("b2", "birth_date", "zoe", value="2021"), said("r1", "CONCERNS", "verdict", "zoe"),
        said("r2", "date", "verdict", value="2022"),
    ]  # fmt: skip
    assert [(clash.scope, len(clash.other.claims)) for clash in deaths(claims, {})] == [("zoe", 2), ("ann", 1), ("zoe", 1)]


@pytest.mark.parametrize(
    ("death", "birth"), [("in spring", "2021"), ("2020", "in spring"), ("2020/..", "2021"), ("2020", "../2021")]
)
def test_what_is_no_date_or_has_no_end_contradicts_nothing(death: str, birth: str) -> None:
    assert clashes([replace(DIED, value=death), said("b1", "birth_date", "ann", value=birth)], {}) == []


@pytest.mark.parametrize(
    ("end", "begin", "words"),
    [
        ("dissolved", "founded", ("dissolved", "founded")),
        ("closed", "opened", ("closed", "opened")),
        ("in_force_until", "in_force_from", ("in force until", "in force from")),
    ],
)
def test_nothing_ends_before_it_begins(end: str, begin: str, words: tuple[str, str]) -> None:
    claims = [said("c1", begin, "x", value="2021"), said("c2", end, "x", value="2020")]
    ended, began = f"{words[0]} 2020", f"{words[1]} 2021"
    (clash,) = clashes(claims, {})
    assert read(clash) == (end, "x", f"{ended} lies before {began}", ["c2"], ["c1"])
    assert (clash.one.shown, clash.other.shown) == (ended, began)
    assert clashes([claims[0], replace(claims[1], value="2021")], {}) == []
    assert clashes([claims[0], replace(claims[1], about=("y",))], {}) == []


def test_ends_are_listed_by_field_and_then_by_id() -> None:
    years = {"founded": "2021", "dissolved": "2020", "opened": "2021", "closed": "2020"}
    found = [said(f"{key}{name}", name, key, value=year) for name, year in years.items() for key in ("z", "a")]
    assert [(clash.measure, clash.scope) for clash in ends(found, {})] == [
        ("closed", "a"), ("closed", "z"), ("dissolved", "a"), ("dissolved", "z"),
    ]  # fmt: skip
    assert end_fields() == {"dissolved": "founded", "closed": "opened", "in_force_until": "in_force_from"}


def test_no_relation_that_lasts_ends_before_it_begins() -> None:
    end, begin = said("c1", "HEADS", "ann", "army", until="2019"), said("c2", "HEADS", "ann", "army", since="2020", by="carl")
    (clash,) = clashes([begin, end], {})
    assert read(clash) == ("until", "ann|HEADS|army", "until 2019 lies before since 2020", ["c1"], ["c2"])
    assert (clash.one.shown, clash.other.shown) == ("until 2019", "since 2020")
    for other in (replace(begin, since="2019"), replace(begin, until="2022"), replace(begin, status="denied"),
                  replace(begin, about=("bob", "army")), replace(begin, property="PART_OF")):  # fmt: skip
        assert clashes([other, end], {}) == []
    travel = [replace(one, property="TRAVELLED_TO") for one in (begin, end)]
    assert clashes(travel, {}) == []


def test_an_undirected_relation_ends_under_one_name_whoever_comes_first() -> None:
    end, begin = said("c1", "RELATIVE_OF", "bob", "ann", until="2019"), said("c2", "RELATIVE_OF", "ann", "bob", since="2020")
    assert only(clashes([begin, end], {}))[1] == "ann|RELATIVE_OF|bob"
    both = [replace(one, id=f"z{one.id}", property="HEADS", about=("ann", "army")) for one in (begin, end)]
    assert [clash.scope for clash in clashes([begin, end, *both], {})] == ["ann|HEADS|army", "ann|RELATIVE_OF|bob"]
