"""Path search in a million entities and five million relations: ours against the engine's own through the bare driver.

For every random pair the sides take turns, in one run, on both engines. Ours gives the path with the evidence of every
hop; the bare driver's side gives the ids of the entities. What the hard pairs get is told beside the time.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import big_stores
from million import RESERVED, Graph
from neo4j import READ_ACCESS, GraphDatabase, Query
from neo4j.exceptions import Neo4jError
from run import machine, publish

from graph.ask.answer import Named
from graph.errors import CasegraphError
from graph.ledger.certainty import Snapshot
from graph.paths import PathQuestion, Walkable, find_paths
from graph.stores import Limits, Store, open_store
from graph.stores.embedded.store import EmbeddedStore

DAY, GRADE, SECONDS = dt.date(2015, 1, 1), "B2", 30.0
FILTERED = Walkable(min_grade=GRADE, snapshot=Snapshot(as_of=DAY))
_ENDS = "MATCH (a:Entity {id: $a}), (b:Entity {id: $b}) "
_IDS = " RETURN [n IN nodes(p) | n.id] AS ids"
_MET = (
    "WHERE r.grade <= $grade AND (r.since_earliest IS NULL OR r.since_earliest <= $day) "
    "AND (r.until_latest IS NULL OR r.until_latest >= $day)"
)
OWN = f"{_ENDS}MATCH p = shortestPath((a)-[*..8]-(b)){_IDS}"
OWN_FILTERED = f"{_ENDS}MATCH p = SHORTEST 1 (a)(()-[r {_MET}]-()){{1,8}}(b){_IDS}"
OWN_FIVE = f"{_ENDS}MATCH p = SHORTEST 5 (a)-[r]-{{1,8}}(b){_IDS}"
Ask = Callable[[str, str], Any]


@dataclass
class Side:
    """One way of asking, and how long it took for each pair, in milliseconds."""

    name: str
    ask: Ask
    times: list[float] = field(default_factory=list)

    def take(self, pair: tuple[str, str]) -> None:
        """Asks once."""
        begun = time.perf_counter()
        self.ask(*pair)
        self.times.append((time.perf_counter() - begun) * 1000)

    @property
    def median(self) -> float:
        """Of all pairs."""
        return statistics.median(self.times)

    @property
    def tail(self) -> float:
        """The 95th percentile."""
        return statistics.quantiles(self.times, n=20)[-1]


def ours(store: Store, **asked: Any) -> Ask:
    """A path question as `casegraph path` asks it."""

    def ask(start: str, end: str) -> Any:
        question = PathQuestion(*(Named(id=key, kind="Person", name=key) for key in (start, end)), **asked)
        try:
            return find_paths(store, question, Limits(timeout=SECONDS)).as_json()
        except CasegraphError as error:
            return str(error)

    return ask


def bare(driver: Any, database: str | None, query: str, **params: Any) -> Ask:
    """The engine's own, through the driver alone; one that takes too long counts as long as it was given."""

    def ask(start: str, end: str) -> Any:
        with driver.session(database=database, default_access_mode=READ_ACCESS) as session:
            try:
                return session.run(Query(query, timeout=SECONDS), a=start, b=end, **params).data()
            except Neo4jError as error:
                return str(error)

    return ask


def compare(title: str, mine: Side, theirs: Side, pairs: list[tuple[str, str]], aim: str) -> str:
    """A line of the table, after the two have taken turns; a pair for which nothing is found is left out."""
    for side in (mine, theirs):
        side.ask(*pairs[0])
    pairs = [pair for pair in pairs if not isinstance(mine.ask(*pair), str)]
    for pair in pairs:
        for side in (mine, theirs):
            side.take(pair)
    cells = (
        title, f"{mine.median:.1f} / {mine.tail:.1f}", theirs.name, f"{theirs.median:.1f} / {theirs.tail:.1f}",
        f"{mine.median / theirs.median:.2f} / {mine.tail / theirs.tail:.2f}", aim, str(len(pairs)),
    )  # fmt: skip
    line = "| " + " | ".join(cells) + " |"
    print(line, file=sys.stderr)  # at once: what comes next may take long
    return line


def explained(store: Store, pairs: list[tuple[str, str]]) -> str:
    """How long it takes to say that nothing qualifies, and what would."""
    side = Side("", ours(store, walkable=FILTERED))
    for pair in pairs:
        if isinstance(side.ask(*pair), str):
            side.take(pair)
    return f"{side.median:.0f} / {side.tail:.0f} ms over {len(side.times)} pairs" if len(side.times) > 1 else "no such pair"


def hard(store: Store, graph: Graph, ordinary: float) -> list[str]:
    """The hard pairs, with what is answered."""
    last = graph.entities
    asked = [
        ("joined through a hub alone", f"e{last - 60}", f"e{last - 61}"),
        ("eight hops apart", f"e{last - 50}", f"e{last - 42}"),
        ("in different components", f"e{last - 50}", f"e{last - RESERVED - 1}"),
        ("both ends the same", f"e{last - RESERVED - 1}", f"e{last - RESERVED - 1}"),
        ("an end that is not there", f"e{last - RESERVED - 1}", "nobody"),
    ]
    lines = []
    for title, start, end in asked:
        side = Side(title, ours(store))
        for _ in range(7):
            side.take((start, end))
        answer = side.ask(start, end)
        said = answer if isinstance(answer, str) else f"{answer['paths'][0]['length']} hops"
        lines.append(f"| {title} | {side.median:.1f} | {side.median / ordinary:.2f} | {said} |")
    return lines


@dataclass
class Figures:
    """What was measured on one engine: lines of the two tables, megabytes that we needed beside the engine, and reasons."""

    lines: list[str]
    hard: list[str]
    grown: float
    explained: str


def on_embedded(graph: Graph, folder: Path, pairs: list[tuple[str, str]]) -> Figures:
    """The lines of the embedded engine, the hard pairs', and how many megabytes we needed beside the engine."""
    with ExitStack() as stack:
        store = stack.enter_context(open_store(str(big_stores.embedded(graph, folder))))
        assert isinstance(store, EmbeddedStore)
        driver = stack.enter_context(GraphDatabase.driver(store.url, auth=store.engine.accounts.reader))
        own = bare(driver, store.database, OWN)
        for pair in pairs[:20]:
            own(*pair)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        plain = Side("ours", ours(store))
        plain.ask(*pairs[0])
        lines = [
            compare("embedded: shortest", plain, Side("`shortestPath`", own), pairs, "≤ 1.3"),
            compare(
                f"embedded: at {GRADE} or better, as of {DAY}",
                Side("ours", ours(store, walkable=FILTERED)),
                Side("`shortestPath`, unfiltered", own),
                pairs,
                "≤ 4",
            ),
            compare("embedded: five best", Side("ours", ours(store, k=5)), Side("`shortestPath`, one", own), pairs, ""),
        ]
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        return Figures(lines, hard(store, graph, plain.median), grown, explained(store, pairs))


def on_neo4j(graph: Graph, folder: Path, pairs: list[tuple[str, str]], few: int) -> Figures:
    """The lines of Neo4j, the hard pairs', and how many megabytes we needed."""
    with ExitStack() as stack:
        uri = stack.enter_context(big_stores.serving(big_stores.neo4j(graph, folder)))
        store = stack.enter_context(open_store(uri))
        driver = stack.enter_context(GraphDatabase.driver(uri, auth=None))
        store.migrate()
        store.write("CALL db.awaitIndexes(600)")
        own = bare(driver, None, OWN)
        for pair in pairs[:20]:
            own(*pair)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        plain = Side("ours", ours(store))
        lines = [
            compare("Neo4j: shortest", plain, Side("`shortestPath`", own), pairs, "≤ 1.3"),
            compare(
                f"Neo4j: at {GRADE} or better, as of {DAY}",
                Side("ours", ours(store, walkable=FILTERED)),
                Side("`SHORTEST 1`, the same predicate inline", bare(driver, None, OWN_FILTERED, grade=GRADE, day=DAY)),
                pairs,
                "≤ 1.3",
            ),
            compare(
                "Neo4j: five best",
                Side("ours", ours(store, k=5)),
                Side("`SHORTEST 5`", bare(driver, None, OWN_FIVE)),
                pairs[:few],
                "≤ 1",
            ),
        ]
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        return Figures(lines, hard(store, graph, plain.median), grown, explained(store, pairs))


def main() -> None:
    """Builds what is not there, measures and publishes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entities", type=int, default=1_000_000)
    parser.add_argument("--relations", type=int, default=5_000_000)
    parser.add_argument("--pairs", type=int, default=200)
    parser.add_argument("--few", type=int, default=4, help="pairs for SHORTEST 5, which takes from seconds to minutes")
    parser.add_argument("--folder", type=Path, help="where the stores are made, and kept")
    asked = parser.parse_args()
    graph = Graph(asked.entities, asked.relations)
    chance, (first, _) = random.Random(3), graph.bounds()["Person"]
    people = (first, graph.entities - RESERVED)
    pairs = [(f"e{chance.randrange(*people)}", f"e{chance.randrange(*people)}") for _ in range(asked.pairs)]
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.folder or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        here = on_embedded(graph, folder, pairs)
        there = on_neo4j(graph, folder, pairs, asked.few)
    head = f"{graph.entities:,} entities, {graph.relations:,} relations, {asked.pairs} random pairs of people, {machine()}."
    publish("\n".join([head, "", *_tables(here, there)]), "paths")


def _tables(here: Figures, there: Figures) -> list[str]:
    return [
        "| question | ours, median / p95 ms | engine's own | median / p95 ms | ratio, median / p95 | aim | pairs |",
        "| --- | --- | --- | --- | --- | --- | --- |",
        *here.lines,
        *there.lines,
        "",
        f"Peak memory of our process beside the engine grew by {here.grown:.0f} MB on embedded (numpy and the mapped arrays) "
        f"and by {there.grown:.0f} MB on Neo4j. Pairs without a filtered path are left out above; to say so, and at which grade "
        f"there is one, takes {here.explained} (median / p95) on embedded, {there.explained} on Neo4j.",
        "",
        "| hard pair, embedded | median ms | against ordinary pairs | answer |",
        "| --- | --- | --- | --- |",
        *here.hard,
        "",
        "| hard pair, Neo4j | median ms | against ordinary pairs | answer |",
        "| --- | --- | --- | --- |",
        *there.hard,
    ]


if __name__ == "__main__":
    main()
