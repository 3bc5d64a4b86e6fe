"""`path`: how two entities are connected, as a line that a person reads."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from graph.cli.options import StoreChoice, format_option, store_option
from graph.cli.output import emit, emit_rows, head, note, say
from graph.errors import AmbiguousName

if TYPE_CHECKING:
    from graph.stores.base import Store


@click.command()
@click.argument("start", metavar="FROM")
@click.argument("end", metavar="TO")
@click.option("--all", "every", is_flag=True, help="All shortest paths, not one of them.")
@click.option("--max-hops", type=int, default=6, show_default=True, help="Longest path to look for.")
@click.option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    default=30.0,
    show_default=True,
    help="Seconds after which the search is ended.",
)
@format_option
@store_option
def path(start: str, end: str, fmt: str, store: StoreChoice, **asked: Any) -> None:
    """How two entities are connected: the shortest way over any relation but hypotheses, in either direction.

    \b
    Example:
      casegraph path "Askar Kubanychbek" "Russian Foreign Ministry"
      casegraph path "Askar Kubanychbek" "I Want to Live" --all --format json
    """
    with store.open() as opened:
        found = _find(opened, (start, end), **asked)
    if fmt == "json":
        emit(found)
    elif fmt == "jsonl":
        for one in found["paths"]:
            click.echo(json.dumps(one, ensure_ascii=False))
    elif fmt == "csv":
        emit_rows(_hop_rows(found), "csv")
    else:
        for one in found["paths"]:
            print_path(one)
    if found["truncated"]:
        note(f"there are more than the {len(found['paths'])} paths shown")


def _find(opened: Store, ends: tuple[str, str], *, every: bool, max_hops: int, timeout: float) -> dict[str, Any]:
    """The paths between two names; a name that fits several entities is an error that says which of the two it was."""
    from graph.paths import PathQuestion, find_paths
    from graph.search import resolve
    from graph.stores.base import Limits

    found = []
    for name in ends:
        try:
            found.append(resolve(opened, name))
        except AmbiguousName as error:
            error.hint = f"name one of them by its id, for “{name}”"
            raise
    return find_paths(opened, PathQuestion(found[0], found[1], max_hops, every), Limits(timeout=timeout))


def _hop_rows(found: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"path": at, "hop": step, **{key: value for key, value in hop.items() if key != "also"}}
        for at, one in enumerate(found["paths"], 1)
        for step, hop in enumerate(one["hops"], 1)
    ]


def print_path(one: dict[str, Any]) -> None:
    """A path as one line, and below it each hop with its dates, grade, sources and origins."""
    nodes = {node["id"]: node for node in one["nodes"]}
    line = one["nodes"][0]["name"]
    for node, hop in zip(one["nodes"][1:], one["hops"], strict=True):
        line += f" {_arrow(hop, node['id'])} {node['name']}"
    head(f"{one['length']} {'hop' if one['length'] == 1 else 'hops'}: {line}")
    for step, hop in enumerate(one["hops"], 1):
        say(f"  {step}. {_sentence(hop, nodes)}")
        for other in hop["also"]:
            say(f"     also {_sentence(other, nodes)}")


def _arrow(hop: dict[str, Any], arriving: str) -> str:
    words = hop["relation"].replace("_", " ").lower()
    return f"—[{words}]→" if hop["target"] == arriving else f"←[{words}]—"


def _sentence(hop: dict[str, Any], nodes: dict[str, dict[str, Any]]) -> str:
    from graph.model.forms import relation_form

    source, target = nodes[hop["source"]], nodes[hop["target"]]
    said = relation_form(hop["relation"], source["kind"]).now.format(a=source["name"], b=target["name"])
    dates = ""
    if hop["since"] or hop["until"]:
        dates = f", {hop['since'] or '…'}" + (f" to {hop['until']}" if hop["until"] and hop["until"] != hop["since"] else "")
    status = "" if hop["status"] == "asserted" else f", {hop['status']}"
    return f"{said}{dates}{status} [{hop['grade']}; {_number(hop['sources'], 'source')}; {_number(hop['origins'], 'origin')}]"


def _number(things: list[str], noun: str) -> str:
    """How many, and which: “2 sources: src-a, src-b”."""
    return f"{len(things)} {noun}{'' if len(things) == 1 else 's'}: {', '.join(things)}"
