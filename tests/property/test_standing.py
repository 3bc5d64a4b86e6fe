"""The algebra of support and dispute: what a thing is worth is a function of the claims that speak of it, and of them alone."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from graph.ledger import DESK, Weight, origin, stance, weigh
from graph.model import Claim, Source, Stance, Standing, Status

IDS = ["s0", "s1", "s2", "s3", "s4", "s5"]
VOICES = ["ministry", "agency", "bob", None]
SUPPORTING = [Status.ASSERTED, Status.ALLEGED, Status.INFERRED]


def _claim(at: int, source: str, status: Status, credibility: int, by: str | None) -> Claim:
    about = {"about": ("bob", "cy"), "property": "PAID", "relation": "bob|PAID|cy"}
    return Claim(
        id=f"c{at}", text="made up", source=source, status=status, credibility=credibility,
        attributed_to=(by,) if by else (), **about,
    )  # fmt: skip


@st.composite
def known(draw: st.DrawFn, *, citing: bool = True) -> dict[str, Source]:
    """Six sources, some of which were published by one outlet or, if `citing`, cite others."""
    found = {}
    for key in IDS:
        cites = draw(st.lists(st.sampled_from([other for other in IDS if other != key]), max_size=2 * citing))
        outlet = draw(st.sampled_from(["paper", "blog", None]))
        grade = draw(st.sampled_from("ABCDEF"))
        found[key] = Source(id=key, title=key, reliability=grade, cites=tuple(cites), published_by=outlet)
    return found


@st.composite
def some_claims(draw: st.DrawFn) -> list[Claim]:
    """Up to eight claims on one payment, of every status."""
    one = st.tuples(st.sampled_from(IDS), st.sampled_from(list(Status)), st.integers(1, 6), st.sampled_from(VOICES))
    return [_claim(at, *values) for at, values in enumerate(draw(st.lists(one, max_size=8)))]


def _more(draw: st.DataObject, statuses: list[Status]) -> Claim:
    values = (st.sampled_from(IDS), st.sampled_from(statuses), st.integers(1, 6), st.sampled_from(VOICES))
    return _claim(99, *(draw.draw(one) for one in values))


@given(known(citing=False), some_claims(), st.data())
def test_a_denial_never_raises_a_grade_or_a_count(sources: dict[str, Source], claims: list[Claim], data: st.DataObject) -> None:
    before, after = weigh(claims, sources), weigh([*claims, _more(data, [Status.DENIED])], sources)
    assert (after.grade, after.sources, after.origins) == (before.grade, before.sources, before.origins)
    assert after.standing in (Standing.DISPUTED, Standing.DENIED_ONLY)
    assert len(after.disputed_origins) >= len(before.disputed_origins)


@given(known(citing=False), some_claims(), st.data())
def test_support_never_lowers_a_grade_or_a_count(sources: dict[str, Source], claims: list[Claim], data: st.DataObject) -> None:
    before, after = weigh(claims, sources), weigh([*claims, _more(data, SUPPORTING)], sources)
    assert after.grade
    assert not before.grade or after.grade <= before.grade
    assert set(after.sources) >= set(before.sources)
    assert len(after.origins) >= max(1, len(before.origins))
    assert (after.disputed_grade, after.disputed_origins) == (before.disputed_grade, before.disputed_origins)


@given(known(), some_claims(), st.randoms())
def test_the_order_of_claims_does_not_matter(sources: dict[str, Source], claims: list[Claim], random: Random) -> None:
    mixed = list(claims)
    random.shuffle(mixed)
    assert weigh(mixed, sources) == weigh(claims, sources)


@given(known(), some_claims(), st.data())
def test_retracting_a_claim_restores_what_was_before(
    sources: dict[str, Source], claims: list[Claim], data: st.DataObject
) -> None:
    further = _more(data, list(Status))
    retracted = further.model_copy(update={"status": Status.RETRACTED})
    assert weigh([*claims, retracted], sources) == weigh(claims, sources)


def test_only_showing_that_two_are_one_lowers_the_number_of_origins() -> None:
    sources = {key: Source(id=key, title="made up") for key in ("s0", "s1")}
    sources["s2"] = Source(id="s2", title="made up", cites=("s0",))
    claims = [_claim(at, key, Status.ASSERTED, 2, None) for at, key in enumerate(("s1", "s2"))]
    assert weigh(claims, sources).origins == ("s1", "s2")
    assert weigh([*claims, _claim(9, "s0", Status.ASSERTED, 2, None)], sources).origins == ("s0", "s1")


def test_what_the_desk_infers_has_the_desk_as_origin() -> None:
    sources = {"s0": Source(id="s0", title="made up", published_by="paper")}
    inferred = _claim(0, "s0", Status.INFERRED, 2, "ministry")
    assert origin(inferred, sources) == DESK
    assert weigh([inferred], sources).origins == (DESK,)
    both = weigh([inferred, _claim(1, "s0", Status.ASSERTED, 2, None)], sources)
    assert both.origins == (DESK, "paper")


def test_every_status_has_a_stance_and_every_mixture_a_standing() -> None:
    sources = {"s0": Source(id="s0", title="made up")}
    expected = {
        (): None,
        (Stance.SILENT,): None,
        (Stance.SUPPORTS,): Standing.SUPPORTED,
        (Stance.DISPUTES,): Standing.DENIED_ONLY,
        (Stance.DISPUTES, Stance.SUPPORTS): Standing.DISPUTED,
    }
    for status in Status:
        for other in [*Status, None]:
            claims = [_claim(at, "s0", one, 3, None) for at, one in enumerate((status, other)) if one is not None]
            stances = {stance(one) for one in claims} - {Stance.SILENT}
            assert weigh(claims, sources).standing == expected[tuple(sorted(stances))]
    assert weigh([], sources) == Weight()


def test_a_denial_by_the_parties_leaves_the_grade_of_the_allegation() -> None:
    """A blog (D4) alleges a payment; both parties deny it in a paper (A1)."""
    sources = {
        "blog": Source(id="blog", title="made up", reliability="D"),
        "paper": Source(id="paper", title="made up", reliability="A"),
    }
    claims = [_claim(0, "blog", Status.ALLEGED, 4, None)]
    claims += [_claim(at, "paper", Status.DENIED, 1, party) for at, party in ((1, "bob"), (2, "cy"))]
    found = weigh(claims, sources)
    assert (found.grade, found.sources, found.origins) == ("D4", ("blog",), ("blog",))
    assert (found.disputed_grade, found.disputed_origins, found.standing) == ("A1", ("bob", "cy"), Standing.DISPUTED)
