"""How well people are told together and apart: F1 at the one threshold, and what passes wrongly at a recall of 0.95.

Three sets: the open one (`names_sets/open.json`), holders of office in the press of many languages, and one of this bench's own
making (`made_names.py`; another seed, other people), with facts and by names alone.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import time
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from made_names import Person, Writer, latin, other_given, person

from graph.identity import THRESHOLD, Record, compare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

SETS = Path(__file__).parent / "names_sets"
OPEN = SETS / "open.json"
RECALL = 0.95
NEED_FACTS = frozenset({"initials-with-date", "namesakes", "father-as-surname", "slip-with-date"})
"""Categories that names alone cannot decide."""


Kind = "Callable[[Person], tuple[dict[str, str], dict[str, str]]]"


class Pair(NamedTuple):
    """Two records, whether they are one person, and what makes the pair hard."""

    one: dict[str, str]
    other: dict[str, str]
    same: bool
    category: str
    needs_facts: bool = False


def opened() -> list[Pair]:
    """The open set."""
    pairs = json.loads(OPEN.read_text(encoding="utf-8"))["pairs"]
    return [Pair(pair["a"], pair["b"], pair["same"], pair["category"], pair["needs_facts"]) for pair in pairs]


def office_holders() -> list[Pair]:
    """Every spelling of holders of office against every other."""
    lines = (SETS / "office_holders.txt").read_text(encoding="utf-8").splitlines()
    people = [line.split("|") for line in lines if not line.startswith("#")]
    spellings = [(number, name) for number, names in enumerate(people) for name in names]
    return [Pair({"name": a}, {"name": b}, one == other, "office holders") for (one, a), (other, b) in combinations(spellings, 2)]


def made(seed: int, count: int) -> list[Pair]:
    """So many pairs, as many true as false, the categories in turn."""
    rng = random.Random(seed)
    writer = Writer(rng)
    true, false = list(_true(writer)), list(_false(rng, writer))
    kinds = [
        (kind, name, same)
        for some, same in ((true, True), (false, False))
        for name, kind in some
        for _ in range(count // 2 // len(some))
    ]
    found = []
    for kind, name, same in kinds:
        one = person(rng)
        while one.given == one.father:
            one = person(rng)
        a, b = kind(one)
        if a["name"] != b["name"] or not same:
            found.append(Pair(a, b, same, name))
    return found


def _true(writer: Writer) -> Iterator[tuple[str, Kind]]:
    def of(first: Callable[[Person], str], second: Callable[[Person], str], *facts: str) -> Kind:
        return lambda one: (_record(one, first(one), facts), _record(one, second(one), facts))

    yield "native-russian", of(writer.native, writer.in_russian)
    yield "native-press", of(writer.native, writer.press)
    yield "russian-press", of(writer.in_russian, writer.press)
    yield "press-press", of(writer.press, writer.press)
    yield "reform-russian", of(writer.reform, writer.in_russian)
    yield "father-as-surname", of(writer.as_father, lambda one: writer.in_russian(replace(one), father=False), "birth_date")
    yield "slip", of(lambda one: writer.slip(writer.in_russian(one, father=False)), writer.press)
    yield "slip-with-date", of(lambda one: writer.slip(writer.press(one)), writer.press, "birth_date")
    yield "initials-with-date", of(lambda one: f"{one.surname} {one.given[0]}.", writer.in_russian, "birth_date")
    yield (
        "year-and-day",
        lambda one: (
            {"name": writer.native(one), "country": one.country, "birth_date": one.birth_date[:4]},
            _record(one, writer.press(one), ("birth_date",)),
        ),
    )


def _false(rng: random.Random, writer: Writer) -> Iterator[tuple[str, Kind]]:
    def other(
        change: Callable[[Person], Person], first: Callable[[Person], str], second: Callable[[Person], str], *facts: str
    ) -> Kind:
        return lambda one: (_record(one, first(one), facts), _record(changed := change(one), second(changed), facts))

    def brother(one: Person) -> Person:
        return replace(one, given=other_given(rng, one))

    def parent(one: Person) -> Person:
        return replace(one, given=one.father, father=one.given, female=False)

    def namesake(one: Person) -> Person:
        year = int(one.birth_date[:4]) + rng.choice([-14, -9, -6, 5, 8, 12])
        return replace(one, birth_date=f"{year}{one.birth_date[4:]}")

    def stranger(one: Person) -> Person:
        there = person(rng, one.country)
        return replace(one, stem=there.stem) if there.stem != one.stem else replace(one, stem=one.stem[::-1].capitalize())

    def fathered(one: Person) -> Person:
        return replace(one, father=other_given(rng, replace(one, given=one.father, father=one.given, female=False)))

    yield (
        "brothers",
        other(brother, lambda one: writer.in_russian(one, father=True), lambda one: writer.in_russian(one, father=True)),
    )
    yield "brothers-in-press", other(brother, writer.native, writer.press)
    yield (
        "father-and-son",
        other(
            parent,
            lambda one: writer.in_russian(replace(one, female=False), father=True),
            lambda one: writer.in_russian(one, father=True),
        ),
    )
    yield "other-surname", other(stranger, writer.in_russian, writer.press)
    yield (
        "other-father",
        other(fathered, lambda one: writer.in_russian(one, father=True), lambda one: writer.in_russian(one, father=True)),
    )
    yield (
        "other-father-kyrgyz",
        lambda one: ({"name": f"{one.father} уулу {one.given}"}, {"name": latin(f"{fathered(one).father} уулу {one.given}", {})}),
    )
    yield "namesakes", other(namesake, writer.in_russian, writer.press, "birth_date")
    yield (
        "initials",
        lambda one: ({"name": f"{one.given[0]}.{one.stem[0]}.", "country": one.country}, _record(one, writer.press(one), ())),
    )
    yield (
        "strangers",
        lambda one: (_record(one, writer.native(one), ()), _record(there := person(rng, one.country), writer.press(there), ())),
    )


def _record(one: Person, name: str, facts: Iterable[str]) -> dict[str, str]:
    return {"name": name, "country": one.country, **({"birth_date": one.birth_date} if "birth_date" in facts else {})}


class Outcome(NamedTuple):
    """F1, precision and recall at the threshold; the share of false pairs that pass where the recall is `RECALL`."""

    f1: float
    precision: float
    recall: float
    passing: float


def outcome(scored: list[tuple[float, bool]]) -> Outcome:
    """What scores and truths come to."""
    hits = sum(score >= THRESHOLD for score, same in scored if same)
    wrong = sum(score >= THRESHOLD for score, same in scored if not same)
    true = sorted((score for score, same in scored if same), reverse=True)
    false = [score for score, same in scored if not same]
    least = true[max(0, -(-len(true) * 95 // 100) - 1)]
    return Outcome(
        2 * hits / (hits + wrong + len(true)),
        hits / (hits + wrong or 1),
        hits / len(true),
        sum(score >= least for score in false) / len(false),
    )


def scored(pairs: list[Pair], *, facts: bool = True) -> list[tuple[float, bool]]:
    """Each pair's score and truth; without facts, by the names alone."""

    def seen(record: dict[str, str]) -> Record:
        return Record.model_validate(record if facts else {"name": record["name"]})

    return [(compare(seen(pair.one), seen(pair.other)).score, pair.same) for pair in pairs]


def _sets(made_pairs: list[Pair]) -> Iterator[tuple[str, list[Pair], bool]]:
    """Each set's name and pairs, and whether facts are looked at."""
    yield "open", opened(), True
    yield "open, names alone", [one for one in opened() if not one.needs_facts], False
    yield "made", made_pairs, True
    yield "made, names alone", [one for one in made_pairs if one.category not in NEED_FACTS], False
    yield "office holders", office_holders(), False


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=4000, help="pairs of the made set")
    parser.add_argument("--seed", type=int, default=29)
    parser.add_argument("--wrong", action="store_true", help="print what is judged wrongly")
    options = parser.parse_args()
    made_pairs = made(options.seed, options.count)
    print("set                      pairs    F1  precision  recall  false of 50 at recall 0.95")
    for name, pairs, facts in _sets(made_pairs):
        found = outcome(scored(pairs, facts=facts))
        print(
            f"{name:22}{len(pairs):>8}  {found.f1:.3f}      {found.precision:.3f}   {found.recall:.3f}  {found.passing * 50:5.1f}"
        )
    _wrong(office_holders()) if options.wrong else None
    for category in dict.fromkeys(pair.category for pair in made_pairs):
        some = [pair for pair in made_pairs if pair.category == category]
        right = statistics.fmean((score >= THRESHOLD) == same for score, same in scored(some))
        print(f"  {category:22}{right:.3f} right")
        if options.wrong:
            _wrong(some)
    begun = time.perf_counter()
    scored(made_pairs)
    print(f"{(time.perf_counter() - begun) / len(made_pairs) * 1e6:.0f} µs a pair, the names read before")


def _wrong(pairs: list[Pair]) -> None:
    wrong = [pair for pair, (score, same) in zip(pairs, scored(pairs), strict=True) if (score >= THRESHOLD) != same]
    for pair in wrong[:40]:
        verdict = compare(Record.model_validate(pair.one), Record.model_validate(pair.other))
        print(
            "     ", pair.one, pair.other, round(verdict.score, 3), [(one.words, round(one.weight, 1)) for one in verdict.reasons]
        )


if __name__ == "__main__":
    main()
