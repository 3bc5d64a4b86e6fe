"""Mermaid of the entities and hops of an answer: a flowchart as text that wikis and forges draw.

Every sign of a name that is neither a letter, a digit nor a blank is written by its number (#…;), so that a name can
neither end its label nor be read as Markdown, HTML or a directive.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.export.formats.mermaid import coded
from graph.model import HYPOTHESIS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


_UNSAID = ("asserted", "denied")
"""What needs no word: the first goes without saying, the other is said by the standing."""


def render_path_mermaid(nodes: Sequence[Mapping[str, Any]], hops: Sequence[Mapping[str, Any]]) -> str:
    """Entities with id, kind and name, and relations in their own direction, as a flowchart.

    Solid lines are asserted relations that nobody denies, dashed ones anything less, and a hypothesis has no direction.
    What stands twice is drawn once; the order is that of the answer.
    """
    return "\n".join(_lines(nodes, hops)) + "\n"


def _lines(nodes: Sequence[Mapping[str, Any]], hops: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    yield "flowchart LR"
    names: dict[str, str] = {}
    for node in nodes:
        if node["id"] not in names:
            names[node["id"]] = f"n{len(names)}"
            yield f'  {names[node["id"]]}["{coded(node["name"])} #40;{coded(node["kind"])}#41;"]'
    for hop in {hop["id"]: hop for hop in hops}.values():
        yield f'  {names[hop["source"]]} {_line(hop)}|"{coded(_label(hop))}"| {names[hop["target"]]}'


def _line(hop: Mapping[str, Any]) -> str:
    if hop["relation"] == HYPOTHESIS:
        return "-.-"
    return "-->" if hop["status"] == "asserted" and not hop["disputed_sources"] else "-.->"


def _label(hop: Mapping[str, Any]) -> str:
    role = f" ({hop['role']})" if hop.get("role") else ""
    if hop["relation"] == HYPOTHESIS:
        label = "possibly the same as (hypothesis)"
    else:
        label = hop["relation"].replace("_", " ").lower() + role + ("" if hop["status"] in _UNSAID else f", {hop['status']}")
        label += f", {hop['standing']} ({hop['disputed_grade'] or 'ungraded'})" if hop["disputed_sources"] else ""
    dates = f" {hop['since'] or '…'}–{hop['until'] or '…'}" if hop["since"] or hop["until"] else ""
    certainty = f", {hop['certainty']}" if "certainty" in hop else ""
    return f"{label}{dates}{certainty} [{hop['grade'] or 'ungraded'}]"
