"""Hops as people and machines get them: as sentences, as rows, and as a drawing in Mermaid; the same for all walking commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.cli.output import as_it_is, emit, emit_line, emit_rows, say
from graph.text import counted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from graph.ask.answer import Answer, Named
    from graph.cli.output import Row
    from graph.paths.hops import GradeAndOrigins, Hop
    from graph.stores import Store

COLUMNS = ("relation", "source", "target", "id", "status", "grade", "sources", "origins", "standing", "disputed_grade",
           "disputed_sources", "disputed_origins", "since", "until", "role", "certainty", "hypothesis", "also")  # fmt: skip


def emit_walk(answer: Answer, lines: Iterable[Answer], rows: Sequence[Row], fmt: str) -> bool:
    """The answer for a machine: whole as JSON, its `lines` as JSON lines, its `rows` of hops as CSV; False for people's table."""
    if fmt == "json":
        emit(answer.as_json())
    elif fmt == "jsonl":
        for line in lines:
            emit_line(line.as_json())
    elif fmt == "csv":
        first = tuple(name for name in (rows[0] if rows else ()) if name not in COLUMNS)
        emit_rows(rows, "csv", (*first, *COLUMNS))
    return fmt in ("json", "jsonl", "csv")


def emit_mermaid(nodes: Iterable[Named], hops: Iterable[Hop]) -> None:
    """Entities and the relations of hops as a drawing in text."""
    from graph.export.path_mermaid import render_path_mermaid

    relations = [relation.as_json() for hop in hops for relation in hop.relations()]
    as_it_is(render_path_mermaid([node.as_json() for node in nodes], relations))


def hop_row(hop: Hop) -> Row:
    """A hop as a row: what its first relation is, and which others hold it."""
    return dict.fromkeys(COLUMNS) | hop.as_json() | {"hypothesis": hop.hypothesis, "also": [one.id for one in hop.also]}


def arrow(hop: Hop, arriving: str) -> str:
    """A hop between two names on one line, as it is walked."""
    if hop.hypothesis:
        return "—[possibly the same as (hypothesis)]—"
    words = hop.relation.replace("_", " ").lower() + _role(hop)
    words += f" ({hop.standing})" if hop.disputed_sources else ""
    return f"—[{words}]→" if hop.target == arriving else f"←[{words}]—"


def named_in(store: Store, nodes: Iterable[Named], hops: Iterable[Hop]) -> dict[str, Named]:
    """By id, an answer's entities, whoever stands for or against its disputed relations, and whose a value is."""
    from graph.paths.hops import named

    every = [one for hop in hops for one in hop.relations()]
    voices = {key for one in every if one.disputed_sources for key in (*(one.origins or ()), *one.disputed_origins)}
    voices |= {value.origin for one in every for value in one.stated}
    return {node.id: node for node in nodes} | (named(store, voices) if voices else {})


def say_hop(number: int, hop: Hop, nodes: Mapping[str, Named], day: dt.date | None) -> None:
    """A hop's relations as numbered sentences, below each whose its values are if its claims differ."""
    from graph.ask.stated import whose

    for at, one in enumerate(hop.relations()):
        say(f"     also {sentence(one, nodes, day)}" if at else f"  {number}. {sentence(one, nodes, day)}")
        if one.stated:
            say(f"       {whose(one.stated, lambda key: nodes[key].name if key in nodes else key)}")


def sentence(hop: Hop, nodes: Mapping[str, Named], day: dt.date | None) -> str:
    """A relation in words, with its dates, status, certainty on the day asked for, grade, sources and origins.

    `nodes` has its ends; whoever is not there of those who stand for or against it is called by id.
    """
    from graph.ledger import manner
    from graph.model import Standing, relation_sentence

    source, target = nodes[hop.source], nodes[hop.target]
    said = relation_sentence(hop.relation, source.kind).now.format(a=source.name, b=target.name) + _role(hop)
    dates = ""
    if hop.since or hop.until:
        dates = f", {hop.since or '…'}" + (f" to {hop.until}" if hop.until and hop.until != hop.since else "")
    how = manner(hop, lambda key: nodes[key].name if key in nodes else key)
    status = f", {how}" if how else ""
    status += ", possibly the same as (hypothesis)" if hop.hypothesis else ""
    certainty = f", on {day}: {hop.certainty}" if day and hop.certainty else ""
    if hop.standing is Standing.DENIED_ONLY:
        return f"{said}{dates}{status}{certainty} [{hop.standing}; {_listed(hop.disputed_sources, 'source')}]"
    behind = f"{_listed(hop.sources, 'source')}; {_listed(hop.origins, 'origin')}"
    return f"{said}{dates}{status}{certainty} [{hop.grade or 'ungraded'}; {behind}]"


def _role(hop: Hop) -> str:
    """What a source calls the relation, behind it: “ (co-founder)”."""
    return f" ({hop.role})" if hop.role else ""


def say_support(weakest: GradeAndOrigins | None) -> None:
    """How well the hops are supported: as well as the weakest of them."""
    if weakest is not None:
        say(f"  weakest hop {weakest.grade or 'ungraded'}, {counted(weakest.origins, 'origin')}")


def _listed(things: Sequence[str] | None, noun: str) -> str:
    """How many, and which: “2 sources: src-a, src-b”."""
    things = things or ()
    return f"{counted(len(things), noun)}: {', '.join(things)}"
