"""`neighbours`: what lies around an entity, by distance, and which relations lead there."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import click

from graph.cli.hops import emit_mermaid, emit_walk, hop_row, named_in, sentence
from graph.cli.options import StoreChoice, store_option
from graph.cli.output import head, note, say
from graph.cli.page import page_beside, page_option
from graph.cli.walking import Walk, meant, walk_format_option, walk_options
from graph.text import counted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from graph.ask.answer import Named
    from graph.cli.output import Row
    from graph.cli.page import PageChoice
    from graph.paths.neighbours import Neighbourhood
    from graph.stores import Store


@click.command()
@click.argument("name", metavar="NAME")
@click.option("--hops", type=int, default=1, show_default=True, help="How far around, 6 at most.")
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True, help="Most entities, the nearest first.")
@walk_options
@walk_format_option
@page_option
@store_option
def neighbours(name: str, *, fmt: str, page: PageChoice, store: StoreChoice, walk: Walk, **asked: int) -> None:
    """What lies around an entity: the nearest first, each with the relations that lead there.

    Of one distance entities come in the order of their ids; --limit cuts there, and says so.

    \b
    Example:
      casegraph neighbours "Wagner Group"
      casegraph neighbours "Wagner Group" --hops 2 --only recruited-by --min-grade B2 --limit 20
    """
    with store.open() as opened:
        answer = _find(opened, name, walk, **asked)
        nodes = (answer.around, *answer.neighbours)
        words = f"{answer.around.name} and what lies within {counted(answer.hops, 'hop')}"
        page_beside(opened, {node.id for node in nodes}, words, walk, page)
        names = named_in(opened, nodes, (hop for one in answer.neighbours for hop in one.relations))
    if fmt == "mermaid":
        emit_mermaid(nodes, [hop for one in answer.neighbours for hop in one.relations])
    elif not emit_walk(answer, answer.neighbours, _rows(answer), fmt):
        _print(answer, names, walk.snapshot.as_of)
    if answer.truncated:
        note(f"only {counted(len(answer.neighbours), 'entity')} are shown, and there are more; allow more with --limit")


def _find(opened: Store, name: str, walk: Walk, hops: int, limit: int) -> Neighbourhood:
    from graph.paths.neighbours import NeighbourQuestion, find_neighbours

    question = NeighbourQuestion(meant(opened, name), hops, limit, walk.walkable(opened))
    return find_neighbours(opened, question, walk.limits())


def _rows(answer: Neighbourhood) -> list[Row]:
    return [
        {"distance": one.distance, "entity": one.id, "kind": one.kind, "name": one.name, **hop_row(hop)}
        for one in answer.neighbours
        for hop in one.relations
    ]


def _print(answer: Neighbourhood, names: Mapping[str, Named], day: dt.date | None) -> None:
    for distance, group in groupby(answer.neighbours, key=lambda one: one.distance):
        there = list(group)
        head(f"{counted(distance, 'hop')} from {answer.around.name}: {counted(len(there), 'entity')}")
        for one in there:
            say(f"  {one.name} ({one.kind})")
            for hop in one.relations:
                for relation in hop.relations():
                    say(f"    {sentence(relation, names, day)}")
