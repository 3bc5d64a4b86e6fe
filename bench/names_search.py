"""Search among made-up people: whether the right one comes first, how long it takes, and what absent names are answered.

People bear composed names; what is asked is another spelling of a person, as in `made_names.py`, half of them without the
father's name, some with a slip.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from made_names import Person, Writer, person

from graph.ask.search import search
from graph.identity import THRESHOLD
from graph.ingest.loading import load
from graph.ingest.options import LoadOptions
from graph.stores import open_store

if TYPE_CHECKING:
    from graph.stores import Store

_MAPPING = """dataset: people
title: Made-up people
reliability: C
entities: {p: {kind: Person, key: n, name: name, fields: {birth_date: born}}}
"""
_MADE = yaml.safe_load((Path(__file__).parent / "names_sets" / "made.yaml").read_text(encoding="utf-8"))["composed"]
_FIRST, _LAST, _GIVEN_ENDS, _STEM_ENDS = (_MADE[name].split() for name in ("first", "last", "given_ends", "stem_ends"))


def people(rng: random.Random, count: int) -> list[Person]:
    """So many invented people, no two of one name."""
    found: dict[tuple[str, str], Person] = {}
    while len(found) < count:
        one = person(rng)
        if one.country in ("kz", "kg") and rng.random() < 0.8:
            stem = rng.choice(_FIRST) + rng.choice(_LAST)
            given = one.given if one.female else rng.choice([one.given, rng.choice(_FIRST) + rng.choice(_LAST)])
            one = replace(one, stem=stem, given=given)
        elif one.country in ("tj", "uz"):
            given, stem = rng.choice(["", *_GIVEN_ENDS]), rng.choice(["", *_STEM_ENDS])
            one = replace(one, given=one.given + given, stem=one.stem + stem)
        found.setdefault((one.given, one.surname), one)
    return list(found.values())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--seed", type=int, default=31)
    parser.add_argument("--store", help="a folder or URL to fill, or one that is filled already; a temporary folder otherwise")
    parser.add_argument("--wrong", action="store_true", help="print what did not come first")
    options = parser.parse_args()
    rng = random.Random(options.seed)
    everybody = people(rng, options.count + options.queries)
    with tempfile.TemporaryDirectory() as folder:
        place = options.store or str(Path(folder) / "store")
        with open_store(place, create=True) as store:
            if not store.read("MATCH (e:Entity) RETURN e.id AS id LIMIT 1").rows:
                begun = time.perf_counter()
                _fill(store, Path(folder), everybody[: options.count], Writer(rng))
                print(f"{options.count} people loaded in {time.perf_counter() - begun:.0f} s")
            _ask(store, everybody, options)


def _fill(store: Store, folder: Path, some: list[Person], writer: Writer) -> None:
    rows = (f"{number},{writer.in_russian(one, father=True)},{one.birth_date}" for number, one in enumerate(some))
    (folder / "people.csv").write_text("\n".join(("n,name,born", *rows)) + "\n", encoding="utf-8")
    (folder / "people.yml").write_text(_MAPPING, encoding="utf-8")
    load(store, [folder / "people.csv"], LoadOptions(mapping=folder / "people.yml"))


def _ask(store: Store, everybody: list[Person], options: argparse.Namespace) -> None:
    rng = random.Random(options.seed + 1)
    writer = Writer(rng)
    first, taken, answered = 0, [], 0
    for number in rng.sample(range(options.count), options.queries):
        one = everybody[number]
        text = rng.choice([writer.press, writer.native, writer.reform, writer.in_russian])(one)
        if rng.random() < 0.15:
            text = writer.slip(text)
        begun = time.perf_counter()
        found = search(store, text)
        taken.append(time.perf_counter() - begun)
        right = bool(found) and found[0].id.split("-")[-1].split(":")[-1] == str(number)
        first += right
        if not right and options.wrong:
            print(text, "|", one.given, one.father, one.surname, "|", [(match.name, match.score) for match in found[:3]])
    for one in everybody[options.count :]:
        answered += any(match.score >= THRESHOLD * 100 for match in search(store, writer.press(one)))
    late = sorted(taken)[int(len(taken) * 0.95)]
    print(f"first hit {first / options.queries:.3f} of {options.queries} queries")
    print(f"median {statistics.median(taken) * 1000:.0f} ms, 95 % within {late * 1000:.0f} ms")
    print(f"absent names answered above the threshold: {answered / options.queries:.3f}")


if __name__ == "__main__":
    main()
