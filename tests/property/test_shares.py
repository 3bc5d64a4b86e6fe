"""Sums of shares: what must hold of every set of owners."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.ledger.clashes import shares
from graph.ledger.values import Reading, Spoken, excludes, share

YEARS = st.integers(2000, 2010)


@st.composite
def holdings(draw: st.DrawFn) -> list[Spoken]:
    """Claims that some owners hold parts of one thing at some time."""
    found = []
    for at in range(draw(st.integers(0, 7))):
        low = draw(st.integers(0, 100))
        high = draw(st.integers(low, 100))
        since, until = sorted((draw(YEARS), draw(YEARS)))
        found.append(Spoken(
            f"c-{at}", "OWNS", (draw(st.sampled_from("abcd")), "firm"), draw(st.sampled_from(["asserted", "alleged", "denied"])),
            "B2", "src", "src", since=draw(st.sampled_from([None, str(since)])), until=draw(st.sampled_from([None, str(until)])),
            details={"percentage": str(low) if low == high else f"{low}-{high} %"},
        ))  # fmt: skip
    return found


def held(claims: list[Spoken], year: int) -> float:
    """The sum, counted out year by year: of each owner the least that is said to be held then."""
    least: dict[str, float] = {}
    for one in claims:
        if one.status != "denied" and int(one.since or 0) <= year <= int(one.until or 9999):
            low = (share(str(one.details["percentage"])) or (0.0, 0.0))[0]
            least[one.about[0]] = min(low, least.get(one.about[0], low))
    return sum(least.values())


@given(holdings())
def test_a_sum_is_found_exactly_where_some_year_holds_more_than_the_whole(claims: list[Spoken]) -> None:
    most = max(held(claims, year) for year in range(1999, 2012))
    found = list(shares(claims, {}))
    assert len(found) == (most > 100)
    if found:
        assert f"add up to {most:g} % or more of firm" in found[0].why


@given(holdings(), st.randoms())
def test_the_order_of_claims_does_not_matter(claims: list[Spoken], random: object) -> None:
    shuffled = list(claims)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a Random
    assert [one.why for one in shares(shuffled, {})] == [one.why for one in shares(claims, {})]


@given(holdings())
def test_denials_hold_no_share(claims: list[Spoken]) -> None:
    standing = [one for one in claims if one.status != "denied"]
    assert [one.why for one in shares(standing, {})] == [one.why for one in shares(claims, {})]


@given(st.integers(0, 100), st.integers(0, 100), st.sampled_from(["{}-{}", "{} – {} %", "{} % to {} percent"]))
def test_a_share_reads_as_its_least_and_greatest(one: int, other: int, form: str) -> None:
    low, high = sorted((one, other))
    assert share(form.format(low, high)) == (low, high)
    assert not excludes(str(low), form.format(low, high), Reading.SHARE)
    assert share(f">{low}") == (low, 100)
    assert share("half") is share(f"{high + 101}") is None
