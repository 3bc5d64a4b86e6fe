"""Laws as versions on both engines: two versions and two countries, each day by what its bounds allow."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from pydantic import ValidationError

from graph.ask.laws import LawText, penalty, versions
from graph.errors import NothingFound
from graph.ledger.certainty import Certainty, holds
from graph.model import KINDS, Claim, Source, bounds
from graph.stores import Store
from tests.conftest import alike
from tests.contract.small import PAPER, claim, entity, load

pytestmark = pytest.mark.contract

WORDS = {Certainty.DEFINITELY: "definitely", Certainty.POSSIBLY: "possibly", Certainty.NOT_STATED: "not stated"}
PERIODS: tuple[tuple[str | None, str | None], ...] = (
    ("2010-01-01", "2019-12-31"), ("2020-01-01", "2025-06/.."), ("2015", "2018-06"), ("2015?", "2018"), (None, "2018-06-30"),
    ("2018-06-30", None), (None, None), ("2018~", "2020~"), ("../2012", "2020"), ("2018-22", "2018-23"),
)  # fmt: skip
DAYS = [dt.date(year, month, day) for year in (2009, 2010, 2015, 2018, 2020, 2025) for month in (1, 6, 12) for day in (1, 30)]


def law(key: str, country: str | None, **fields: Any) -> Any:
    return entity("Law", key, key, **{"jurisdiction": country, "article": "172", **fields})


def said(about: str, attribute: str, value: Any, source: str = "paper", **fields: Any) -> Claim:
    values = {"id": f"c.{about}.{attribute}.{source}", "text": "So it says.", "property": attribute, "about": (about,)}
    return Claim.model_validate({**values, "value": value, "source": source, **fields})


COUNTRIES = (entity("Country", "left", "Leftland"), entity("Country", "right", "Rightland"))
COPY = Source(id="copy", title="A copy", reliability="A", cites=("paper",))
TWO_BY_TWO = (
    PAPER, COPY, *COUNTRIES,
    law("left-old", "left", in_force_from="2010", in_force_until="2019-12-31", penalty_max_months=60),
    law("left-new", "left", in_force_from="2020-01-01", in_force_until="2025-06/..", penalty_min_months=60),
    law("right-only", "right", in_force_from="2000", penalty_life=True),
    law("left-other", "left", article="170"),
    said("left-old", "article", "172"), said("left-new", "article", "172"), said("left-new", "penalty_max_months", 108, "copy"),
    said("right-only", "article", "172"), said("left-new", "penalty_min_months", 60, "paper", status="retracted"),
)  # fmt: skip


def found(store: Store, *args: Any) -> list[tuple[str, str | None]]:
    return [(row.law_id, row.certainty) for row in versions(store, *args)]


def test_each_version_has_its_days_and_no_country_meets_another(empty_store: Store) -> None:
    load(empty_store, TWO_BY_TWO)
    assert found(empty_store, "172", "Leftland") == [("left-old", None), ("left-new", None)]
    assert found(empty_store, "172", "Rightland") == [("right-only", None)]
    assert found(empty_store, "172", "left", dt.date(2015, 1, 1)) == [("left-old", "definitely")]
    assert found(empty_store, "172", "left", dt.date(2019, 12, 31)) == [("left-old", "definitely")]
    assert found(empty_store, "172", "left", dt.date(2020, 1, 1)) == [("left-new", "definitely")]
    assert found(empty_store, "172", "left", dt.date(2010, 6, 1)) == [("left-old", "possibly")]
    assert found(empty_store, "172", "left", dt.date(2026, 1, 1)) == [("left-new", "possibly")]
    assert found(empty_store, "172", "right", dt.date(2015, 1, 1)) == [("right-only", "possibly")]


def test_an_article_is_known_by_its_number_however_it_is_written(empty_store: Store) -> None:
    load(empty_store, TWO_BY_TWO)
    for words in ("172", " 172 ", "Article 172", "art. 172", "Art.172", "§ 172", "ст. 172", "статья 172"):
        assert found(empty_store, words, "Rightland") == [("right-only", None)]


def test_grade_sources_and_origins_are_of_the_claims_about_the_law(empty_store: Store) -> None:
    case = (entity("LegalCase", "k", "K"), claim("k", "PROSECUTED_UNDER", "left-new", source="elsewhere"))
    load(empty_store, [*TWO_BY_TWO, *case, Source(id="elsewhere", title="E", reliability="A")])
    old, new = versions(empty_store, "172", "Leftland")
    assert (old.grade, old.sources, old.origins) == ("B3", ("paper",), ("paper",))
    assert (new.grade, new.sources, new.origins) == ("A3", ("copy", "paper"), ("paper",))


def test_what_is_not_there_is_said_with_what_there_is(empty_store: Store) -> None:
    load(empty_store, TWO_BY_TWO)
    with pytest.raises(NothingFound, match="no version of article 172 of Leftland was in force on 2009-12-31") as before:
        versions(empty_store, "172", "Leftland", dt.date(2009, 12, 31))
    assert before.value.hint == "left-old: 2010 to 2019-12-31; left-new: 2020-01-01 to 2025-06/.."
    with pytest.raises(NothingFound, match="no law of Rightland is article 170") as number:
        versions(empty_store, "170", "Rightland")
    assert number.value.hint == "articles with a number there: 172"
    with pytest.raises(NothingFound, match="is a Law, not a country"):
        versions(empty_store, "170", "left-old")


def test_every_day_is_judged_as_everywhere_else(empty_store: Store) -> None:
    laws = [law(f"v{at}", "left", in_force_from=since, in_force_until=until) for at, (since, until) in enumerate(PERIODS)]
    load(empty_store, [*COUNTRIES, *laws])
    for day in DAYS:
        judged = {f"v{at}": holds(since, until, day) for at, (since, until) in enumerate(PERIODS)}
        wanted = {key: WORDS[sure] for key, sure in judged.items() if sure != Certainty.NO}
        assert dict(found(empty_store, "172", "left", day)) == wanted


def test_a_law_without_jurisdiction_belongs_where_a_source_says_that_it_is_in_force(empty_store: Store) -> None:
    load(empty_store, [PAPER, *COUNTRIES, law("stray", None), law("held", "left"), claim("stray", "IN_FORCE_IN", "right"),
                       claim("held", "IN_FORCE_IN", "right")])  # fmt: skip
    assert found(empty_store, "172", "right") == [("stray", None)]
    assert found(empty_store, "172", "left") == [("held", None)]


def test_both_engines_give_the_same_versions(seeded_stores: list[Store]) -> None:
    for args in (("172", "Kazakhstan"), ("170", "Kazakhstan", dt.date(2025, 6, 30))):
        rows = alike(versions(store, *args) for store in seeded_stores)
        assert [row.origins for row in rows] == [("desk", "dw")]


@pytest.mark.parametrize(("since", "until"), [("2020", "2019"), ("2020-01-02", "2020-01-01"), ("2021/2022", "2020?")])
def test_a_period_that_ends_before_it_begins_is_refused(since: str, until: str) -> None:
    with pytest.raises(ValidationError, match=f"in_force_from {since} is after in_force_until".replace("?", r"\?")):
        law("l", "left", in_force_from=since, in_force_until=until)


@pytest.mark.parametrize(("since", "until"), [*PERIODS, ("2020", "2020"), ("2020-05", "2020"), ("2020", "2020-01-01")])
def test_a_period_that_some_reading_allows_is_kept(since: str | None, until: str | None) -> None:
    kept = law("l", "left", in_force_from=since, in_force_until=until)
    assert isinstance(kept, KINDS["Law"])
    for date in filter(None, (since, until)):
        assert bounds(date)


@pytest.mark.parametrize(
    ("low", "high", "life", "words"),
    [
        (60, 108, None, "60 to 108 months"),
        (60, None, None, "from 60 months"),
        (None, 108, False, "up to 108 months"),
        (None, None, True, "life"),
        (84, 240, True, "84 to 240 months or life"),
        (None, None, None, "not stated"),
        (0, 12, None, "0 to 12 months"),
    ],
)
def test_a_penalty_in_words(low: int | None, high: int | None, life: bool | None, words: str) -> None:
    assert penalty(LawText(penalty_min_months=low, penalty_max_months=high, penalty_life=life)) == words
