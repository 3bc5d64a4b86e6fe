"""`connect`: the smallest part of the graph that ties several entities together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from graph.cli.hops import emit_mermaid, emit_walk, hop_row, named_in, say_hop, say_support
from graph.cli.options import StoreChoice, store_option
from graph.cli.output import head, note, say
from graph.cli.page import page_beside, page_option
from graph.cli.walking import Walk, all_meant, prefer_option, walk_format_option, walk_options
from graph.text import counted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from graph.ask.answer import Named
    from graph.cli.page import PageChoice
    from graph.paths.connect import Tie
    from graph.stores import Store

_PAIR = 2


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="NAME NAME…")
@click.option("--max-hops", type=int, default=8, show_default=True, help="Longest way between two of them to look for.")
@prefer_option
@walk_options
@walk_format_option
@page_option
@store_option
def connect(names: tuple[str, ...], *, fmt: str, page: PageChoice, store: StoreChoice, walk: Walk, **asked: Any) -> None:
    """The smallest part of the graph that ties several entities together, ten at most.

    From three entities on it is an approximation: how much larger than the smallest it is at worst is said. Those that
    cannot be tied are named, with the reason.

    \b
    Example:
      casegraph connect "A.T." "Wagner Group" "Maria Zakharova"
      casegraph connect "A.T." "Wagner Group" "Maria Zakharova" --avoid Country --html tied.html
    """
    if len(names) < _PAIR:
        raise click.UsageError("name two entities or more")
    with store.open() as opened:
        answer = _find(opened, names, walk, **asked)
        words = f"What ties {' and '.join(one.name for one in answer.asked)}"
        page_beside(opened, {node.id for node in answer.nodes}, words, walk, page)
        called = named_in(opened, answer.nodes, answer.hops)
    if fmt == "mermaid":
        emit_mermaid(answer.nodes, answer.hops)
    elif not emit_walk(answer, answer.hops, [hop_row(hop) for hop in answer.hops], fmt):
        _print(answer, called, walk.snapshot.as_of)
    _say_limits(answer)


def _find(opened: Store, names: tuple[str, ...], walk: Walk, max_hops: int, prefer: str) -> Tie:
    from graph.paths import Prefer
    from graph.paths.connect import ConnectQuestion, connect

    entities = tuple(all_meant(opened, names))
    question = ConnectQuestion(entities, max_hops, Prefer(prefer), walk.walkable(opened))
    return connect(opened, question, walk.limits(), notice=note)


def _print(answer: Tie, names: Mapping[str, Named], day: dt.date | None) -> None:
    """Each component under a heading of its own."""
    from graph.paths.steiner import components

    nodes = {node.id: node for node in answer.nodes}
    groups = components(((hop.source, hop.target) for hop in answer.hops), nodes)
    for group in groups:
        hops = [hop for hop in answer.hops if hop.source in group]
        asked = [one.name for one in answer.asked if one.id in group]
        others = [nodes[key].name for key in group if not nodes[key].asked]
        by_way = f", by way of {', '.join(others)}" if others else ""
        head(f"{counted(len(hops), 'hop')}: {', '.join(asked)}{by_way}")
        for number, hop in enumerate(hops, 1):
            say_hop(number, hop, names, day)
    if len(groups) > 1:
        say("all parts together:")
    say_support(answer.weakest)


def _say_limits(answer: Tie) -> None:
    """What could not be tied, and how good the answer is."""
    names = {node.id: node.name for node in answer.nodes}
    for pair in answer.apart:
        note(f"“{names[pair.start]}” and “{names[pair.end]}” could not be tied{f': {pair.why}' if pair.why else ''}")
    if answer.note:
        note(answer.note)
    if (answer.at_worst or 0) > 1:
        note(f"this is an approximation: at worst {answer.at_worst:.2f} times as much as the best tree costs")
