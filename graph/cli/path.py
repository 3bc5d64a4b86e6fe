"""`path`: how two entities are connected, as a line that a person reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from graph.cli.hops import arrow, emit_mermaid, emit_walk, hop_row, named_in, say_hop, say_support
from graph.cli.options import StoreChoice, store_option
from graph.cli.output import head, note, say
from graph.cli.page import page_beside, page_option
from graph.cli.walking import Walk, all_meant, all_of, prefer_option, walk_format_option, walk_options
from graph.errors import UsageError
from graph.text import counted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from graph.ask.answer import Named
    from graph.cli.output import Row
    from graph.cli.page import PageChoice
    from graph.paths import Path, Paths
    from graph.stores import Store

_REMOVED = {
    "min_grade": "--min-grade",
    "min_origins": "--min-origins",
    "as_of": "--as-of",
    "known_at": "--known-at",
    "denied": "being denied only",
    "undisputed": "--undisputed",
    "judgement": "a hypothesis judged wrong",
    "avoid": "--avoid NAME",
    "avoid_kinds": "--avoid KIND",
}
_ENDS = {"start": "FROM", "end": "TO"}


_OPTIONS = (
    click.option("-k", "k", type=int, default=None, metavar="N", help="The N best paths, not one of them."),
    click.option("--all", "every", is_flag=True, help="All shortest paths, not one of them."),
    click.option("--max-hops", type=int, default=8, show_default=True, help="Longest path to look for."),
    click.option("--via", multiple=True, metavar="NAME", help="Only by way of this entity. May be repeated."),
    prefer_option,
    walk_options,
    click.option("--explain", is_flag=True, help="Say how the search went, and which filter took away how much."),
    walk_format_option,
    page_option,
    store_option,
)


@click.command()
@click.argument("start", metavar="FROM")
@click.argument("end", metavar="TO")
@all_of(_OPTIONS)
def path(start: str, end: str, *, fmt: str, page: PageChoice, store: StoreChoice, walk: Walk, **asked: Any) -> None:
    """How two entities are connected: the shortest way in either direction, not over hypotheses or what is denied only.

    Filters work inside the search: with one, the shortest path that qualifies is found, however long the detour.

    \b
    Example:
      casegraph path "Askar Kubanychbek" "Russian Foreign Ministry"
      casegraph path "Askar Kubanychbek" "I Want to Live" --all --format json
      casegraph path "A.T." "Wagner Group" -k 3 --avoid Country --min-grade B3
      casegraph path "A.T." "Wagner Group" --prefer specific --as-of 2023-06-01 --html how.html
    """
    if asked["every"] and asked["k"] is not None:
        raise UsageError("--all and -k cannot both be meant", hint="--all gives every shortest path, -k the best few")
    with store.open() as opened:
        answer = _find(opened, (start, end), walk, **asked)
        nodes = [node for shown in answer.paths for node in shown.nodes]
        names = named_in(opened, nodes, (hop for shown in answer.paths for hop in shown.hops))
        words = f"From {answer.start.name} to {answer.end.name}"
        page_beside(opened, {node.id for node in nodes}, words, walk, page)
    if fmt == "mermaid":
        emit_mermaid(nodes, [hop for shown in answer.paths for hop in shown.hops])
    elif not emit_walk(answer, answer.paths, _hop_rows(answer), fmt):
        for shown in answer.paths:
            print_path(shown, names, walk.snapshot.as_of)
    _say_limits(answer, say if fmt == "table" else note)


def _find(opened: Store, ends: tuple[str, str], walk: Walk, **asked: Any) -> Paths:
    """The paths between two names."""
    from graph.paths import PathQuestion, Prefer, find_paths

    start, end, *via = all_meant(opened, (*ends, *asked["via"]))
    question = PathQuestion(
        start,
        end,
        asked["max_hops"],
        every=asked["every"],
        k=1 if asked["k"] is None else asked["k"],
        prefer=Prefer(asked["prefer"]),
        via=tuple(dict.fromkeys(one.id for one in via)),
        walkable=walk.walkable(opened),
    )
    return find_paths(opened, question, walk.limits(), explain=asked["explain"], notice=note)


def _hop_rows(answer: Paths) -> list[Row]:
    return [
        {"path": at, "hop": step, **hop_row(hop)}
        for at, shown in enumerate(answer.paths, 1)
        for step, hop in enumerate(shown.hops, 1)
    ]


def print_path(answer: Path, names: Mapping[str, Named] | None = None, day: dt.date | None = None) -> None:
    """A path as one line, below it each hop with its dates, grade, sources and origins, and how well it is supported."""
    names = names or {node.id: node for node in answer.nodes}
    line = answer.nodes[0].name
    for node, hop in zip(answer.nodes[1:], answer.hops, strict=True):
        line += f" {arrow(hop, node.id)} {node.name}"
    head(f"{counted(answer.length, 'hop')}: {line}")
    for step, hop in enumerate(answer.hops, 1):
        say_hop(step, hop, names, day)
    say_support(answer.weakest)


def _say_limits(answer: Paths, put: Callable[[str], None]) -> None:
    """What keeps the answer from being all there is, and how the search went if that was asked."""
    if answer.truncated:
        note(f"there are more than the {len(answer.paths)} paths shown")
    if answer.note:
        note(answer.note)
    if how := answer.explain:
        put(f"looked at {counted(how.visited, 'entity')} in {how.seconds:.2f} s, way: {how.way}")
        for step, (side, new) in enumerate(how.frontiers, 1):
            put(f"  step {step}, outwards from {_ENDS.get(side, side)}: {new} new")
        removed = [f"{count} by {_REMOVED.get(name, name)}" for name, count in how.removed.items() if count]
        put(f"  relations taken away: {', '.join(removed) or 'none'}")
