"""`between`: everything on any path of at most so many hops between two entities."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import click

from graph.cli.hops import emit_mermaid, emit_walk, hop_row, named_in, say_hop, say_support
from graph.cli.options import StoreChoice, store_option
from graph.cli.output import head, note, say
from graph.cli.page import page_beside, page_option
from graph.cli.walking import Walk, all_meant, walk_format_option, walk_options
from graph.text import counted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from graph.ask.answer import Named
    from graph.cli.page import PageChoice
    from graph.paths.between import Between
    from graph.stores import Store


@click.command()
@click.argument("start", metavar="FROM")
@click.argument("end", metavar="TO")
@click.option("--max-hops", type=int, default=3, show_default=True, help="Longest path that counts.")
@click.option(
    "--limit", type=click.IntRange(2), default=500, show_default=True, help="Most entities, those of short paths first."
)
@walk_options
@walk_format_option
@page_option
@store_option
def between(start: str, end: str, *, fmt: str, page: PageChoice, store: StoreChoice, walk: Walk, **asked: int) -> None:
    """Everything on any path of at most --max-hops hops between two entities, and the hops that such paths take.

    A path comes to no entity twice, so what only hangs on the way from one to the other does not count.

    \b
    Example:
      casegraph between "A.T." "Wagner Group" --max-hops 3
      casegraph between "A.T." "Wagner Group" --max-hops 4 --avoid Country --html between.html
    """
    with store.open() as opened:
        answer = _find(opened, (start, end), walk, **asked)
        words = f"Between {answer.start.name} and {answer.end.name}, within {counted(answer.max_hops, 'hop')}"
        page_beside(opened, {node.id for node in answer.nodes}, words, walk, page)
        names = named_in(opened, answer.nodes, answer.hops)
    if fmt == "mermaid":
        emit_mermaid(answer.nodes, answer.hops)
    elif not emit_walk(answer, answer.hops, [hop_row(hop) for hop in answer.hops], fmt):
        _print(answer, names, walk.snapshot.as_of)
    if answer.truncated:
        note(f"only {counted(len(answer.nodes), 'entity')} of the shortest paths are shown, and there are more; see --limit")
    if answer.note:
        note(answer.note)


def _find(opened: Store, ends: tuple[str, str], walk: Walk, max_hops: int, limit: int) -> Between:
    from graph.paths import PathQuestion
    from graph.paths.between import find_between

    start, end = all_meant(opened, ends)
    question = PathQuestion(start, end, max_hops, walkable=walk.walkable(opened))
    return find_between(opened, question, walk.limits(), limit, notice=note)


def _print(answer: Between, names: Mapping[str, Named], day: dt.date | None) -> None:
    paths = f"on paths of at most {counted(answer.max_hops, 'hop')} from {answer.start.name} to {answer.end.name}"
    head(f"{counted(len(answer.nodes), 'entity')} and {counted(len(answer.hops), 'hop')} {paths}")
    for away, group in groupby(answer.nodes, key=lambda node: node.from_start):
        say(f"  {counted(away, 'hop')} on: {', '.join(f'{node.name} ({node.kind})' for node in group)}")
    for number, hop in enumerate(answer.hops, 1):
        say_hop(number, hop, names, day)
    say_support(answer.weakest)
