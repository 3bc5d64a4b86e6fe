"""What is shown: one model of nodes, edges, claims and sources that every output format is written from.

Exporters see nothing else: neither a store nor a record. A view is made by `graph.ask.select` from a store and is
already decided: which entities, in which order, under which title.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from graph.model import Standing

FORMAT: Literal["casegraph-view/1"] = "casegraph-view/1"
"""Names this shape where it leaves the system as JSON; a field that is taken away or means something else changes the number."""
Profile = Literal["internal", "public"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ViewContested(_Part):
    """Another value for a shown one, or a denial of it, by claims of this view.

    `field` is a property, `date`, `since` or `until`; `stance` is “supports” for another value and “disputes” for a denial.
    """

    field: str
    value: float | int | bool | str | None
    stance: str
    grade: str = ""
    sources: list[str] = Field(default_factory=list)
    origins: list[str] = Field(default_factory=list)
    claims: list[str] = Field(default_factory=list)


class ViewNode(_Part):
    """An entity on the page; `properties` holds the fields of its kind, dates as EDTF text, `contested` other values of them.

    `date` is an event's own date (EDTF) with the first and last day that it can mean, as ISO text; no other kind has one.
    """

    id: str
    kind: str
    name: str
    names: list[str] = Field(default_factory=list)
    summary: str = ""
    datasets: list[str] = Field(default_factory=list)
    protected: bool = False
    sources: list[str] = Field(default_factory=list)
    date: str | None = None
    date_earliest: str | None = None
    date_latest: str | None = None
    properties: dict[str, Any] = Field(default_factory=dict)
    contested: list[ViewContested] = Field(default_factory=list)


class ViewEdge(_Part):
    """A relation on the page, in its own direction; `sources` are source ids, `origins` independent ones behind them.

    `since` and `until` are EDTF text as stated; beside them the first and last day that each can mean, as ISO text,
    None where that end is open or not stated. Grade, sources and origins are of the claims that support it, the
    `disputed_` ones of those that deny it. `origins` are ids of entities or sources, not all of them in the view.
    """

    id: str
    relation: str
    source: str
    target: str
    status: str = "asserted"
    grade: str = ""
    since: str | None = None
    until: str | None = None
    since_earliest: str | None = None
    since_latest: str | None = None
    until_earliest: str | None = None
    until_latest: str | None = None
    sources: list[str] = Field(default_factory=list)
    origins: list[str] = Field(default_factory=list)
    standing: Standing = Standing.SUPPORTED
    disputed_grade: str = ""
    disputed_sources: list[str] = Field(default_factory=list)
    disputed_origins: list[str] = Field(default_factory=list)
    properties: dict[str, Any] = Field(default_factory=dict)
    contested: list[ViewContested] = Field(default_factory=list)


class ViewClaim(_Part):
    """One thing that one source says; `about` are entity ids, `relation` the id of the edge that it supports.

    `attributed_to` are entity ids where the entity is in the view, and names where it is not; `origin` is the independent
    origin of the claim, named in the same way, or a source's id. `credibility` is 1 to 6, `reliability` A to F (its
    source's); together they are the `grade`. `row` and `column` are the place in a
    table. `recorded_at` is the day when we learnt it, as ISO text.
    """

    id: str
    text: str
    property: str
    status: str
    grade: str
    source: str
    origin: str = ""
    credibility: int | None = None
    reliability: str | None = None
    recorded_at: str | None = None
    language: str | None = None
    since: str | None = None
    until: str | None = None
    locator_start: int | None = None
    locator_end: int | None = None
    row: int | None = None
    column: str | None = None
    about: list[str] = Field(default_factory=list)
    attributed_to: list[str] = Field(default_factory=list)
    relation: str | None = None
    metric: str | None = None
    scope: str | None = None
    value: float | int | str | bool | None = None
    bound: str | None = None
    unit: str | None = None
    as_of: str | None = None


class ViewSource(_Part):
    """A document; `url` is shown as text and linked only when it is http or https."""

    id: str
    title: str
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    reliability: str | None = None
    document: str | None = None


class ViewConflict(_Part):
    """Two claims of this view set side by side; `finding` as `casegraph conflicts` words it, `why` in a sentence.

    Findings are “conflict”, “compatible bounds” and “same origin repeated”.
    """

    finding: str
    measure: str
    scope: str
    one: str
    other: str
    why: str


class LegendEntry(_Part):
    """One row of the legend: a kind or a relation type with its count and, for a kind, how it is drawn."""

    key: str
    label: str
    count: int
    colour: str = ""
    shape: str = ""


class GraphView(_Part):
    """Everything that a page, a table or a file shows; nodes and edges in a stable order (by id).

    `query` is the choice that made it, as options of the command; `as_of` and `known_at` are the days asked for, and
    `generated` the day when it was made, as ISO text. `profile` says whether protected persons bear their names
    (internal) or pseudonyms (public); `version` is that of casegraph. `one` and `other` of a conflict are ids of claims.
    """

    format: Literal["casegraph-view/1"] = FORMAT
    title: str
    description: str = ""
    query: str = ""
    as_of: str | None = None
    known_at: str | None = None
    profile: Profile = "internal"
    generated: str = ""
    version: str = ""
    nodes: list[ViewNode] = Field(default_factory=list)
    edges: list[ViewEdge] = Field(default_factory=list)
    claims: list[ViewClaim] = Field(default_factory=list)
    sources: list[ViewSource] = Field(default_factory=list)
    conflicts: list[ViewConflict] = Field(default_factory=list)
    kinds: list[LegendEntry] = Field(default_factory=list)
    relations: list[LegendEntry] = Field(default_factory=list)

    def ends(self) -> list[tuple[int, int]]:
        """For each edge the places of its two nodes among the nodes.

        Raises:
            ValueError: an edge names a node that the view lacks.
        """
        index = {node.id: number for number, node in enumerate(self.nodes)}
        for edge in self.edges:
            for end in (edge.source, edge.target):
                if end not in index:
                    message = f"the edge {edge.id!r} names a node that the view lacks: {end!r}"
                    raise ValueError(message)
        return [(index[edge.source], index[edge.target]) for edge in self.edges]

    def degree(self) -> Counter[str]:
        """How many edges of this view touch each node, by node id."""
        return Counter(end for edge in self.edges for end in (edge.source, edge.target))
