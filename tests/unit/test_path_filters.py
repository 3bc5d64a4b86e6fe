"""What may be walked, as a test in Python and as a condition for the engine, and what a hop costs. All names are made up."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from graph.ledger.certainty import Snapshot
from graph.model import HYPOTHESIS, RELATIONS, Relation
from graph.paths import Prefer, Walkable, filters
from graph.paths.costs import TIE, Step, hub_cost, least, most, shown_cost, weakness, weight
from graph.paths.filters import Condition, RelationStep, StepFilter, entity_condition, relation_condition, step_condition
from graph.query import fragment

DAY = dt.date(2024, 5, 31)
STANDS = fragment("stands", "r")
STEP = RelationStep(
    here="ann", there="bob", kind="Person", id="ann|RELATIVE_OF|bob", status="asserted", grade="B2", origins=("paper",),
    disputed_sources=(), since="2024", until="2025", judgement=None,
)  # fmt: skip


@pytest.mark.parametrize(
    ("walkable", "step", "removed"),
    [
        (Walkable(min_grade="B2"), STEP, {}),
        (Walkable(min_grade="B1"), STEP, {"min_grade": 1}),
        (Walkable(min_grade="F6"), replace(STEP, grade=None), {"min_grade": 1}),
        (Walkable(), replace(STEP, grade=None, origins=None), {}),
        (Walkable(min_origins=2), STEP, {"min_origins": 1}),
        (Walkable(min_origins=2), replace(STEP, origins=None), {"min_origins": 1}),
        (Walkable(min_origins=2), replace(STEP, origins=("paper", "radio")), {}),
        (Walkable(min_origins=1), replace(STEP, origins=()), {}),
        (Walkable(snapshot=Snapshot(as_of=DAY)), STEP, {}),
        (Walkable(snapshot=Snapshot(as_of=DAY)), replace(STEP, since=None, until=None), {}),
        (Walkable(snapshot=Snapshot(as_of=DAY)), replace(STEP, since="2024-06-01"), {"as_of": 1}),
        (Walkable(snapshot=Snapshot(as_of=DAY)), replace(STEP, since="2023", until="2024-05-30"), {"as_of": 1}),
        (Walkable(), replace(STEP, judgement="negative"), {"judgement": 1}),
        (Walkable(), replace(STEP, judgement="positive"), {}),
        (Walkable(avoid=frozenset({"bob"})), STEP, {"avoid": 1}),
        (Walkable(avoid=frozenset({"ann"})), STEP, {}),
        (Walkable(avoid_kinds=frozenset({"Person"})), STEP, {"avoid_kinds": 1}),
        (Walkable(avoid_kinds=frozenset({"Person"})), replace(STEP, there="end"), {}),
        (Walkable(avoid_kinds=frozenset({"Court"})), STEP, {}),
        (Walkable(min_grade="A1", avoid=frozenset({"bob"})), STEP, {"min_grade": 1}),
    ],
)
def test_a_step_is_taken_away_by_the_first_filter_that_objects(
    walkable: Walkable, step: RelationStep, removed: dict[str, int]
) -> None:
    found = StepFilter(walkable, frozenset({"end"}))
    assert found.passes(step) is (not removed)
    assert dict(found.removed) == removed


def test_every_step_taken_away_is_counted() -> None:
    found = StepFilter(Walkable(min_origins=2), frozenset())
    assert [found.passes(step) for step in (STEP, replace(STEP, origins=("a", "b")), STEP)] == [False, True, False]
    assert dict(found.removed) == {"min_origins": 2}


def test_a_step_derived_anew_keeps_its_ends_and_takes_the_rest_of_the_relation() -> None:
    fields = {"source": "ann", "target": "bob", "status": "asserted", "sources": ("radio",), "since": "2020", "until": "2021"}
    made = RELATIONS[HYPOTHESIS].model_validate(
        {"id": "other", "grade": "C3", "origins": ("radio",), "judgement": "negative", **fields}
    )
    then = STEP.derived_anew(made)
    assert then == replace(STEP, grade="C3", origins=("radio",), since="2020", until="2021", judgement="negative")
    plain = RELATIONS["RELATIVE_OF"].model_validate({"id": "other", "grade": "C3", "origins": ("radio",), **fields})
    assert replace(STEP, judgement="negative").derived_anew(plain).judgement is None


def test_the_engine_is_asked_for_nothing_where_everything_may_be_walked() -> None:
    assert relation_condition(Walkable(denied=True)) == Condition("TRUE", {})
    assert entity_condition(Walkable(), ["a"], "n") == Condition("TRUE", {})
    assert step_condition(Walkable(denied=True), ["a"]) == Condition("TRUE", {})


def test_what_is_denied_only_is_not_walked_unless_asked() -> None:
    assert relation_condition(Walkable()) == Condition(STANDS, {})
    assert step_condition(Walkable(), ["a"]) == Condition(STANDS, {})


def test_what_the_engine_is_asked_of_a_relation() -> None:
    walkable = Walkable(types=(HYPOTHESIS, "RELATIVE_OF"), min_grade="B2", min_origins=2, snapshot=Snapshot(as_of=DAY))
    parts = [STANDS, fragment("meets_grade", "r"), "size(r.origins) >= $min_origins", fragment("may_hold", "r"),
             "coalesce(r.judgement, '') <> 'negative'"]  # fmt: skip
    params = {"min_grade": "B2", "min_origins": 2, "as_of": DAY}
    assert relation_condition(walkable) == Condition(" AND ".join(parts), params)
    assert relation_condition(Walkable(min_origins=2, denied=True)).text == "size(r.origins) >= $min_origins"


def test_what_the_engine_is_asked_of_an_entity_and_of_a_step() -> None:
    walkable = Walkable(min_origins=3, avoid=frozenset({"y", "x"}), avoid_kinds=frozenset({"Person", "Court"}))
    asked = "NOT o.id IN $avoid AND (NOT o.kind IN $avoid_kinds OR o.id IN $ends)"
    params = {"avoid": ["x", "y"], "avoid_kinds": ["Court", "Person"], "ends": ["a", "b"]}
    assert entity_condition(walkable, {"b", "a"}, "o") == Condition(asked, params)
    assert entity_condition(Walkable(avoid=frozenset({"x"})), [], "n") == Condition("NOT n.id IN $avoid", {"avoid": ["x"]})
    whole = Condition(f"{asked} AND {STANDS} AND size(r.origins) >= $min_origins", {**params, "min_origins": 3})
    assert step_condition(walkable, {"b", "a"}) == whole
    known_then = replace(walkable, snapshot=Snapshot(known_at=DAY))
    assert step_condition(known_then, {"b", "a"}) == Condition(asked, params)
    assert step_condition(replace(known_then, avoid=frozenset(), avoid_kinds=frozenset()), []) == Condition("TRUE", {})


@pytest.mark.parametrize(
    ("grade", "origins", "cost"),
    [("A1", 100, 101), ("A1", 1, 200), ("A2", 1, 210), ("B1", 1, 210), ("B2", 2, 170), ("F6", 1, 300), (None, 1, 300),
     ("", 0, 300), ("C3", 3, 173)],
)  # fmt: skip
def test_how_weakly_a_relation_is_supported(grade: str | None, origins: int, cost: int) -> None:
    assert weakness(grade, origins) == cost


@pytest.mark.parametrize(("degree", "cost"), [(0, 100), (1, 100), (2, 150), (3, 179), (4, 200), (1024, 600), (2**24, 1300)])
def test_each_doubling_of_its_relations_makes_an_entity_costlier_to_pass(degree: int, cost: int) -> None:
    assert hub_cost(degree) == cost


def test_what_a_hop_costs_by_what_is_preferred() -> None:
    step = Step(170, 4)
    assert weight(Prefer.SHORT, step, last=False) == weight(Prefer.SHORT, step, last=True) == 1_000_170
    assert weight(Prefer.EVIDENCE, step, last=False) == weight(Prefer.EVIDENCE, step, last=True) == 170_000_001
    assert weight(Prefer.SPECIFIC, step, last=False) == 200_000_001
    assert weight(Prefer.SPECIFIC, step, last=True) == 100_000_001
    assert weight(Prefer.SPECIFIC, Step(170), last=False) == 100_000_001


@pytest.mark.parametrize("prefer", list(Prefer))
def test_no_hop_costs_less_than_the_least_or_more_than_the_most(prefer: Prefer) -> None:
    steps = [Step(weakness("A1", 100), 1), Step(weakness("F6", 1), 2**24)]
    costs = [weight(prefer, step, last=last) for step in steps for last in (False, True)]
    assert all(least(prefer) <= cost <= most(prefer) for cost in costs)
    assert max(costs) == most(prefer) or prefer is Prefer.SHORT
    assert least(prefer) == {Prefer.SHORT: TIE}.get(prefer, 100 * TIE)
    assert most(prefer) == (300 if prefer is Prefer.EVIDENCE else 1300) * TIE + 1


def test_a_cost_is_shown_without_what_breaks_its_ties() -> None:
    assert [shown_cost(cost) for cost in (3 * TIE, 3 * TIE + 510, 4 * TIE - 1)] == [3, 3, 3]


class Then:
    """What a store would answer of a day, with what was asked of it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, known: tuple[str, ...] = (), absent: tuple[str, ...] = ()) -> None:
        self.known, self.gone = known, set(absent)
        self.asked: list[set[str]] = []
        monkeypatch.setattr(filters, "relations_known", self.relations_known)
        monkeypatch.setattr(filters, "absent", self.absent)

    def relations_known(self, store: object, ids: set[str], day: dt.date) -> dict[str, Relation]:
        """The known ones among some relations, graded F6 by what was known then."""
        assert (store, day) == (self, DAY)
        common = {"source": "ann", "target": "bob", "status": "asserted", "grade": "F6", "sources": ("s",), "origins": ("s",)}
        return {key: RELATIONS["RELATIVE_OF"].model_validate({"id": key, **common}) for key in self.known if key in ids}

    def absent(self, store: object, ids: set[str], snapshot: Snapshot) -> set[str]:
        """Those among some entities that were not there then."""
        assert store is self
        assert snapshot
        self.asked.append(ids)
        return self.gone & ids


def steps(*keys: str, kind: str = "Person") -> list[RelationStep]:
    return [replace(STEP, id=f"r-{key}", there=key, kind=kind) for key in keys]


def kept(found: StepFilter, then: object, walked: list[RelationStep]) -> list[str]:
    return [step.there for step in found.kept(then, walked)]  # type: ignore[arg-type]  # Then stands for a store


def test_without_a_day_no_store_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    then = Then(monkeypatch, absent=("b",))
    found = StepFilter(Walkable(avoid=frozenset({"c"})), frozenset())
    assert kept(found, then, steps("a", "b", "c")) == ["a", "b"]
    assert (then.asked, dict(found.removed)) == ([], {"avoid": 1})


def test_as_known_on_a_day_steps_are_those_of_that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Unknown relations go, the others are graded as they were then, and whoever nobody had heard of goes."""
    then = Then(monkeypatch, known=("r-a", "r-b"), absent=("b",))
    found = StepFilter(Walkable(snapshot=Snapshot(known_at=DAY)), frozenset())
    (left,) = found.kept(then, steps("a", "b", "c", "d", "e"))  # type: ignore[arg-type]  # Then stands for a store
    assert (left.there, left.grade, left.since) == ("a", "F6", None)
    assert then.asked == [{"a", "b"}]
    assert dict(found.removed) == {"known_at": 4}
    assert kept(found, then, steps("a", "c")) == ["a"]
    assert dict(found.removed) == {"known_at": 5}
    strict = StepFilter(Walkable(min_grade="B2", snapshot=Snapshot(known_at=DAY)), frozenset())
    assert kept(strict, then, steps("a", "c")) == []
    assert dict(strict.removed) == {"known_at": 1, "min_grade": 1}
    assert len(then.asked) == 2


def test_as_of_a_day_events_alone_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    then = Then(monkeypatch, absent=("raid", "trial", "ann"))
    found = StepFilter(Walkable(snapshot=Snapshot(as_of=DAY)), frozenset())
    walked = [*steps("ann", "bob"), *steps("raid", "siege", "trial", kind="Event")]
    assert kept(found, then, walked) == ["ann", "bob", "siege"]
    assert then.asked == [{"raid", "siege", "trial"}]
    assert dict(found.removed) == {"as_of": 2}
