"""Hops as people and machines get them: as sentences, as rows, and as a drawing in Mermaid; the same for all walking commands."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from graph.cli.output import emit, emit_rows, say
from graph.text import counted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

Node = dict[str, Any]
Hop = dict[str, Any]
COLUMNS = ("relation", "source", "target", "id", "status", "grade", "sources", "origins", "since", "until")


def emit_drawn(
    answer: Mapping[str, Any], lines: Sequence[Mapping[str, Any]], rows: Sequence[Mapping[str, Any]], fmt: str
) -> bool:
    """The answer for a machine: whole as JSON, its `lines` as JSON lines, its `rows` of hops as CSV; False for people's table."""
    if fmt == "json":
        emit(answer)
    elif fmt == "jsonl":
        for one in lines:
            click.echo(json.dumps(one, ensure_ascii=False))
    elif fmt == "csv":
        first = tuple(name for name in (rows[0] if rows else ()) if name not in hop_row({}))
        emit_rows([dict(row) for row in rows], "csv", (*first, *hop_row({})))
    return fmt in ("json", "jsonl", "csv")


def emit_mermaid(nodes: Iterable[Node], hops: Iterable[Hop]) -> None:
    """Entities and the relations of hops as a drawing in text."""
    from graph.export.path_mermaid import render_path_mermaid

    every = [one for hop in hops for one in (hop, *hop.get("also", ()))]
    click.echo(render_path_mermaid(list(nodes), every), nl=False)


def hop_row(hop: Hop) -> dict[str, Any]:
    """A hop as a row: what its first relation is, and which others hold it."""
    row = {name: hop.get(name) for name in COLUMNS}
    also = [one["id"] for one in hop.get("also", ())]
    return row | {"certainty": hop.get("certainty"), "hypothesis": bool(hop.get("hypothesis")), "also": also}


def arrow(hop: Hop, arriving: str) -> str:
    """A hop between two names on one line, as it is walked."""
    if hop.get("hypothesis"):
        return "—[possibly the same as (hypothesis)]—"
    words = hop["relation"].replace("_", " ").lower()
    return f"—[{words}]→" if hop["target"] == arriving else f"←[{words}]—"


def say_hop(number: int, hop: Hop, nodes: Mapping[str, Node], day: dt.date | None) -> None:
    """A hop's relations as numbered sentences."""
    say(f"  {number}. {sentence(hop, nodes, day)}")
    for other in hop.get("also", ()):
        say(f"     also {sentence(other, nodes, day)}")


def sentence(hop: Hop, nodes: Mapping[str, Node], day: dt.date | None) -> str:
    """A relation in words, with its dates, status, certainty on the day asked for, grade, sources and origins."""
    from graph.model import relation_sentence

    source, target = nodes[hop["source"]], nodes[hop["target"]]
    said = relation_sentence(hop["relation"], source["kind"]).now.format(a=source["name"], b=target["name"])
    dates = ""
    if hop["since"] or hop["until"]:
        dates = f", {hop['since'] or '…'}" + (f" to {hop['until']}" if hop["until"] and hop["until"] != hop["since"] else "")
    status = "" if hop["status"] == "asserted" else f", {hop['status']}"
    status += ", possibly the same as (hypothesis)" if hop.get("hypothesis") else ""
    certainty = f", on {day}: {hop['certainty']}" if day and "certainty" in hop else ""
    graded = hop["grade"] or "ungraded"
    return (
        f"{said}{dates}{status}{certainty} [{graded}; {_number(hop['sources'], 'source')}; {_number(hop['origins'], 'origin')}]"
    )


def say_support(weakest: Mapping[str, Any] | None) -> None:
    """How well the hops are supported: as well as the weakest of them."""
    if weakest is not None:
        say(f"  weakest hop {weakest['grade'] or 'ungraded'}, {counted(weakest['origins'], 'origin')}")


def _number(things: list[str] | None, noun: str) -> str:
    """How many, and which: “2 sources: src-a, src-b”."""
    things = things or []
    return f"{counted(len(things), noun)}: {', '.join(things)}"
