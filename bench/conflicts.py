"""`casegraph conflicts` over generated figure claims: whole-process time and memory at growing sizes, in one run.

Half of the scopes hold four statements by different origins, half two; one scope in ten holds a true conflict. The
store is filled through the ordinary load path before anything is measured.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from run import Subject, machine, publish

from graph.ingest.merge import ingest
from graph.ledger import Ledger
from graph.model import KINDS, Claim, Source
from graph.stores import open_store

SOURCES = 50
BEGIN_SIZES = (12_500, 25_000, 50_000, 100_000)


def ledger(claims: int) -> Ledger:
    """So many figure claims about one group, spread over scopes, sources and origins."""
    group = KINDS["Group"](id="counted", name="The counted")
    sources = {f"src-{n}": Source(id=f"src-{n}", title=f"Source {n}", published="2025") for n in range(SOURCES)}
    found: dict[str, Claim] = {}
    scope = 0
    while len(found) < claims:
        scope += 1
        values = (100, 100, 120, 100) if scope % 10 == 0 else (100, 100, 100, 100)[: 2 + 2 * (scope % 2)]
        for voice, value in enumerate(values[: claims - len(found)]):
            key = f"c-{scope}-{voice}"
            found[key] = Claim(
                id=key, text="a generated figure", property="metric", source=f"src-{(scope + voice) % SOURCES}",
                about=("counted",), metric=f"metric-{scope % 200}", scope=f"scope {scope}", value=value,
                bound="exactly" if voice % 2 else "at_least", unit="persons", as_of="2025",
            )  # fmt: skip
    return Ledger({"counted": group}, sources, found)


def main() -> None:
    """Fills, measures and publishes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(BEGIN_SIZES))
    asked = parser.parse_args()
    casegraph = str(Path(sys.executable).with_name("casegraph"))
    with tempfile.TemporaryDirectory() as folder:
        subjects = []
        for size in asked.sizes:
            place = str(Path(folder) / f"store-{size}")
            with open_store(place, create=True) as store:
                store.migrate()
                ingest(store, ledger(size), Ledger())
            command = [casegraph, "conflicts", "--format", "csv", "--store", place]
            subjects.append(Subject(f"{size:,} claims", command))
        for turn in range(asked.runs + 1):
            for subject in subjects:
                subject.run(counted=turn > 0)
    lines = [
        f"`casegraph conflicts`, medians of {asked.runs} whole processes each, taking turns, embedded, {machine()}.",
        "",
        "| figure claims | wall s | min–max | CPU s | peak MB | time against half as many |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    before = None
    for subject in subjects:
        cells = subject.row(before, "").strip("| ").split(" | ")
        lines.append("| " + " | ".join(cells[:6] if before else [*cells[:5], ""]) + " |")
        before = subject
    publish("\n".join(lines), "conflicts")


if __name__ == "__main__":
    main()
