"""What claims are worth together, put into words and into relations: manner, support, standing, periods. All is made up."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from graph.ledger import Support, Weight, by_relation, derive, episode_of, manner, relation_of, support, weigh
from graph.ledger.episodes import Period, episodes, meet, period
from graph.model import Claim, Source, Standing
from graph.model.dates import bounds

SOURCES = {
    "blog": Source(id="blog", title="A blog", reliability="D"),
    "paper": Source(id="paper", title="A paper", reliability="A"),
}


def claim(key: str, name: str, source: str = "blog", *, of: tuple[str, str] = ("ann", "firm"), **values: object) -> Claim:
    basis = {"id": key, "text": "It says so.", "property": name, "relation": "|".join((of[0], name, of[1])), "about": of}
    return Claim(**{**basis, "source": source, **values})


@dataclass(frozen=True)
class Shown:
    """A relation as an answer shows it."""

    status: str | None = "alleged"
    grade: str | None = "D4"
    origins: tuple[str, ...] | None = ("blog",)
    disputed_grade: str | None = "A1"
    disputed_sources: tuple[str, ...] = ("report",)
    disputed_origins: tuple[str, ...] = ("bob", "cy")


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (Shown(), "alleged by BLOG (D4); denied by BOB, CY (A1)"),
        (Shown(grade=None, disputed_grade=""), "alleged by BLOG (ungraded); denied by BOB, CY (ungraded)"),
        (Shown(origins=("blog", "paper")), "alleged by BLOG, PAPER (D4); denied by BOB, CY (A1)"),
        (Shown(origins=None), "denied by BOB, CY (A1)"),
        (Shown(disputed_sources=()), "alleged"),
        (Shown(status="asserted", disputed_sources=()), ""),
        (Shown(status=None, disputed_sources=()), ""),
    ],
)
def test_how_a_relation_is_put_forward(shown: Shown, words: str) -> None:
    assert manner(shown, str.upper) == words
    assert manner(shown).upper() == words.upper()


def test_a_weight_as_answers_show_it() -> None:
    weight = Weight("B2", ("s",), ("paper",), "C3", ("t",), ("blog",))
    assert weight.shown() == {
        "grade": "B2", "sources": ("s",), "origins": ("paper",), "disputed_grade": "C3", "disputed_sources": ("t",),
        "disputed_origins": ("blog",), "standing": Standing.DISPUTED,
    }  # fmt: skip
    nothing = Weight().shown()
    assert (nothing["grade"], nothing["disputed_grade"], nothing["standing"], nothing["origins"]) == (None, None, None, ())


def test_support_counts_no_denial() -> None:
    claims = [claim("c1", "OWNS", credibility=4), claim("c2", "OWNS", "paper", status="denied", credibility=1)]
    assert support(claims, SOURCES) == Support("D4", ("blog",), ("blog",))
    assert support(claims[1:], SOURCES) == Support(None, (), ())


def test_what_somebody_inferred_is_his_own_and_no_repetition() -> None:
    citing = SOURCES | {"copy": Source(id="copy", title="A copy", cites=("paper",))}
    claims = [claim("c1", "OWNS", "paper"), claim("c2", "OWNS", "copy", status="inferred")]
    assert weigh(claims, citing).origins == ("desk", "paper")


def test_a_hypothesis_stands_as_one_whoever_supports_it() -> None:
    guess = claim("c1", "POSSIBLY_SAME_AS", of=("ann", "anna"), status="inferred")
    assert relation_of("k", [guess], SOURCES).standing == Standing.HYPOTHESIS
    assert relation_of("k", [claim("c1", "OWNS")], SOURCES).standing == Standing.SUPPORTED
    denial = claim("c2", "OWNS", status="denied", since="2020")
    found = relation_of("k", [denial], SOURCES)
    assert (found.standing, found.since, found.status) == (Standing.DENIED_ONLY, "2020", "denied")


def test_a_relation_has_what_data_sets_say_beyond_its_own_properties() -> None:
    said = [claim(f"c{at}", "OWNS", details={"extra": {"role": (role,)}}) for at, role in enumerate(("owner", "holder"))]
    assert sorted(relation_of("k", said, SOURCES).extra["role"]) == ["holder", "owner"]
    assert relation_of("k", [claim("c", "OWNS")], SOURCES).extra == {}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Period("2001", "2005"), Period("2001", "2005"), True),
        (Period("2001", "2005"), Period("2002", "2004"), True),  # both surely lasted in 2003
        (Period("2001", "2005"), Period("2005", "2008"), False),
        (Period("2001-01-01", "2005-01-01"), Period("2005-01-01", "2008"), True),  # on that day both lasted
        (Period("2001", ""), Period("", "2000"), False),
        (Period("2001", ""), Period("", "2001"), True),
        (Period("2001-06", ""), Period("", "2001-06"), True),
        (Period("2001", ""), Period("", "2001-06"), True),  # from January to June
        (Period("2001-06", ""), Period("", "2001-06-01"), True),
        (Period("2001-06-01", ""), Period("", "2001-06-01"), True),
        (Period("2001", ""), Period("2002", "2004"), True),
        (Period("2003", ""), Period("2002", "2002"), False),
        (Period("", "2005"), Period("2001", "2002"), True),
        (Period("", "2001"), Period("2001", "2002"), False),
        (Period("", "2001"), Period("2002", ""), False),
        (Period("2001", "2001"), Period("2001", "2002"), False),
        (Period("2002", "2002"), Period("2001", "2002"), False),
        (Period("2001", "2005", "500"), Period("2001", "2005", "700"), False),
        (Period("2001", "2005", "500"), Period("2001", "2005"), True),
        (Period("2001", "2005"), Period("2001", "2005", "700"), True),
    ],
)
def test_when_two_claims_can_be_about_one_period(one: Period, other: Period, *, same: bool) -> None:
    assert one.one_with(other, event=False) is same
    assert other.one_with(one, event=False) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Period("2001"), Period("", "2001"), True),
        (Period("2001", "2003"), Period("2003", ""), True),
        (Period("2001", "2003"), Period("2004", ""), False),
        (Period("2001"), Period("2002", ""), False),
        (Period(), Period("2002"), True),
        (Period("2001", "", "500"), Period("2001", "", "700"), False),
    ],
)
def test_when_two_claims_can_be_about_one_event(one: Period, other: Period, *, same: bool) -> None:
    assert one.one_with(other, event=True) is other.one_with(one, event=True) is same


def test_how_vague_a_period_is() -> None:
    assert Period("2001-01-01", "2001-12-31").vagueness() == (0, 364)
    assert Period("2001").vagueness() == (1, 364)
    assert Period("", "2001-02").vagueness() == (1, 27)
    ever = Period().vagueness()
    assert ever[0] == 2
    assert ever[1] > 3_000_000
    assert Period("2001/..", "2002").vagueness()[1] == 729
    assert Period("../2001").vagueness() == Period("2001/..").vagueness() == (1, ever[1])


def test_a_period_as_it_stands_in_an_id() -> None:
    texts = {Period("2001", "2002"): "2001/2002", Period("2001"): "2001", Period("", "2002"): "/2002", Period(): "",
             Period("2001", "", "5"): "2001|5", Period("", "", "5"): "5"}  # fmt: skip
    assert {one: one.text for one in texts} == texts


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [("2001", "2001-12-31", True), ("2001", "2002", False), ("2001/..", "2005", True), ("../2001", "2002", False),
     ("../2001", "../2005", True), ("2001/2005", "2003", True), ("2001/..", "../2001-01-01", True)],
)  # fmt: skip
def test_two_stretches_of_days_share_one(one: str, other: str, *, shared: bool) -> None:
    assert meet(bounds(one), bounds(other)) is meet(bounds(other), bounds(one)) is shared


def test_the_amount_tells_payments_apart() -> None:
    assert period(claim("c", "PAID", details={"amount": "500 USD"}, extra={"amount": ("7",)})).detail == "500 USD"
    assert period(claim("c", "PAID", extra={"amount": ("500", "USD")})).detail == "500 USD"
    assert period(claim("c", "PAID", since="2020")) == Period("2020", "", "")


def test_what_nobody_calls_an_event_lasts() -> None:
    spans = [claim("c1", "OWNS", since="2001", until="2005"), claim("c2", "OWNS", since="2005", until="2008")]
    assert list(episodes("pair", spans)) == ["pair|2001/2005", "pair|2005/2008"]
    assert list(episodes("pair", spans, event=True)) == ["pair"]


def test_each_period_of_a_pair_is_a_relation_unless_it_can_be_so_only_once() -> None:
    claims = [
        claim("o1", "OWNS", since="2001", until="2002"), claim("o2", "OWNS", since="2005", until="2006"),
        claim("t1", "TRAVELLED_TO", since="2001", until="2003"), claim("t2", "TRAVELLED_TO", since="2003", until="2005"),
        claim("b1", "BORN_IN", since="1990", until="1990"), claim("b2", "BORN_IN", since="1995", until="1995"),
        claim("h1", "HEADS", since="2001"), claim("h2", "HEADS", since="2000", status="retracted"),
    ]  # fmt: skip
    found = {key: [one.id for one in group] for key, group in by_relation(claims).items()}
    assert found == {
        "ann|BORN_IN|firm": ["b1", "b2"], "ann|HEADS|firm": ["h1"], "ann|OWNS|firm|2001/2002": ["o1"],
        "ann|OWNS|firm|2005/2006": ["o2"], "ann|TRAVELLED_TO|firm": ["t1", "t2"],
    }  # fmt: skip
    assert sorted(derive(claims, SOURCES)) == sorted(found)
    assert episode_of(claims) == {"o1": "ann|OWNS|firm|2001/2002", "o2": "ann|OWNS|firm|2005/2006"}
