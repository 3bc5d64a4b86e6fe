"""Claims on one pair of entities told apart by period, in whatever order they come."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph.ledger.episodes import by_relation, episodes, period, with_denials
from graph.model import Claim, Status

PAIR = "ana|EMPLOYED_BY|harbor"
DATES = st.sampled_from(["", "2001", "2001-05", "2003-06-01", "2005-12-31", "2008", "2010-01-01", "2012", "2012?"])


def _claim(at: int, since: str = "", until: str = "", amount: str = "") -> Claim:
    extra = {"amount": (amount,)} if amount else {}
    return Claim(
        id=f"c{at}", text="made up", source="s", property="EMPLOYED_BY", relation=PAIR, about=("ana", "harbor"),
        since=since or None, until=until or None, extra=extra,
    )  # fmt: skip


def _told_apart(*periods: tuple[str, ...], event: bool = False) -> dict[str, list[str]]:
    claims = [_claim(at, *one) for at, one in enumerate(periods)]
    found = episodes(PAIR, claims, event=event)
    return {key.removeprefix(PAIR).lstrip("|"): [claim.id for claim in group] for key, group in found.items()}


@example(periods=[("", "2003-06-01"), ("2001", ""), ("2001", "2001")], event=False, random=Random(0))
@given(st.lists(st.tuples(DATES, DATES), max_size=6), st.booleans(), st.randoms())
def test_every_claim_is_in_one_episode_whatever_the_order(periods: list[tuple[str, str]], event: bool, random: Random) -> None:
    claims = [_claim(at, *one) for at, one in enumerate(periods)]
    found = episodes(PAIR, claims, event=event)
    assert sorted(claim.id for group in found.values() for claim in group) == sorted(claim.id for claim in claims)
    random.shuffle(claims)
    assert episodes(PAIR, claims, event=event) == found


@given(st.lists(st.tuples(DATES, DATES), max_size=6), st.booleans())
def test_periods_that_cannot_be_one_are_never_folded(periods: list[tuple[str, str]], event: bool) -> None:
    for group in episodes(PAIR, [_claim(at, *one) for at, one in enumerate(periods)], event=event).values():
        stated = [period(claim) for claim in group]
        assert all(one.one_with(other, event=event) for one in stated for other in stated if one != other)


@pytest.mark.parametrize(
    ("periods", "expected"),
    [
        ([("2001-01-01", "2005-12-31"), ("2010-01-01", "2012-12-31")],
         {"2001-01-01/2005-12-31": ["c0"], "2010-01-01/2012-12-31": ["c1"]}),
        ([("2001", "2005"), ("2005", "2008")], {"2001/2005": ["c0"], "2005/2008": ["c1"]}),
        ([("2001", "2005"), ("2002", "2005")], {"": ["c0", "c1"]}),
        ([("2001", ""), ("2001-05-03", "2004")], {"": ["c0", "c1"]}),
        ([("2001", "2005"), ("", "")], {"": ["c0", "c1"]}),
        ([("2001", "2005"), ("2010", "2012"), ("", ""), ("", "")], {"": ["c2", "c3"], "2001/2005": ["c0"], "2010/2012": ["c1"]}),
        ([("2001", "2005"), ("2010", "2012"), ("", "2005-06")], {"2001/2005": ["c0", "c2"], "2010/2012": ["c1"]}),
        ([("", "")], {"": ["c0"]}),
        ([], {}),
    ],
)  # fmt: skip
def test_what_lasts(periods: list[tuple[str, str]], expected: dict[str, list[str]]) -> None:
    assert _told_apart(*periods) == expected


@pytest.mark.parametrize(
    ("periods", "expected"),
    [
        ([("2020-05-01",), ("2020-06-01",), ("2020-05-01",)], {"2020-05-01": ["c0", "c2"], "2020-06-01": ["c1"]}),
        ([("2020",), ("2020-06-01",)], {"": ["c0", "c1"]}),
        ([("2020",), ("2020-06-01",), ("2020-05-01",)], {"2020": ["c0"], "2020-05-01": ["c2"], "2020-06-01": ["c1"]}),
        ([("2020", "", "500"), ("2020", "", "700"), ("2020", "", "500")], {"2020|500": ["c0", "c2"], "2020|700": ["c1"]}),
    ],
)  # fmt: skip
def test_what_happens_on_a_day(periods: list[tuple[str, ...]], expected: dict[str, list[str]]) -> None:
    assert _told_apart(*periods, event=True) == expected


def _spoken_of(*told: tuple[str, str, Status]) -> dict[str, set[str]]:
    claims = [_claim(at, since, until).model_copy(update={"status": status}) for at, (since, until, status) in enumerate(told)]
    found = with_denials(by_relation(claims))
    return {key.removeprefix(PAIR).lstrip("|"): {claim.id for claim in group} for key, group in found.items()}


def test_a_denial_without_dates_speaks_of_every_term() -> None:
    terms = [("2001", "2005", Status.ASSERTED), ("2010", "2012", Status.ASSERTED)]
    never = ("", "", Status.DENIED)
    assert _spoken_of(*terms, never) == {"2001/2005": {"c0", "c2"}, "2010/2012": {"c1", "c2"}, "": {"c2"}}
    perhaps = ("", "", Status.ALLEGED)
    assert _spoken_of(*terms, never, perhaps) == {"2001/2005": {"c0", "c2"}, "2010/2012": {"c1", "c2"}, "": {"c2", "c3"}}


def test_a_denial_of_one_term_leaves_the_other_alone() -> None:
    terms = [("2001", "2005", Status.ASSERTED), ("2010", "2012", Status.ASSERTED)]
    assert _spoken_of(*terms, ("2010", "2012", Status.DENIED)) == {"2001/2005": {"c0"}, "2010/2012": {"c1", "c2"}}


@given(st.lists(st.tuples(DATES, DATES, st.sampled_from(list(Status))), max_size=6))
def test_a_denial_speaks_of_what_it_carries_and_supports_nothing(told: list[tuple[str, str, Status]]) -> None:
    claims = [_claim(at, since, until).model_copy(update={"status": status}) for at, (since, until, status) in enumerate(told)]
    carried = by_relation(claims)
    for key, group in with_denials(carried).items():
        assert [claim for claim in group if claim in carried[key]] == carried[key]
        assert all(claim.status == Status.DENIED for claim in group if claim not in carried[key])
