"""GEXF and GraphML, as Gephi and other network programs write them: nodes as things, edges as ties between them.

A file is read as a whole by networkx. What a node or edge has beside its label stays in `extra`; a node's `kind`, where it is one
of ours, is taken, and days of an edge where they are dates.
"""

from __future__ import annotations

import io
from functools import partial
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from graph.errors import Fault
from graph.model import KINDS, Claim, relation_id, relation_sentence
from graph.model.extra import extra_name
from graph.model.located import Located, RejectedRecord, edge_claim_id
from loaders.csv.ids import made_id
from loaders.csv.rows import read_date
from loaders.files import MAX_LINE, fault
from loaders.loader import Loader
from loaders.naming import id_part
from loaders.stream import Census, Stream

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.files import Opened
    from loaders.stream import Item, StreamInfo, StreamOptions

MOST = 64 * MAX_LINE
"""Bytes of a file, unpacked."""
_NAMES = ("label", "name", "title", "caption")
_TIES = ("label", "role", "type", "relation", "relationship", "kind")


def open_network(form: str, opened: Opened, info: StreamInfo, _: StreamOptions) -> Stream:
    """The nodes, then the edges, of an open file.

    Raises:
        RecordFaults: it is no such file, too large, or defines entities of XML.
    """
    graph = _graph(form, opened)
    census = Census()
    return Stream(info, _Network(graph, info, census).groups(), census, opened.offset).on_close(opened.close)


def _graph(form: str, opened: Opened) -> Any:
    import networkx

    content = opened.content.read(MOST + 1)
    if len(content) > MOST:
        raise fault(f"is larger than {MOST // 2**20} MiB; save it as CSV of nodes and of edges", opened.name)
    if b"<!ENTITY" in content or b"<!DOCTYPE" in content:
        raise fault("defines entities of XML, which no network file needs", opened.name)
    read = networkx.read_gexf if form == "gexf" else networkx.read_graphml
    try:
        return read(io.BytesIO(content))
    except Exception as error:  # the library and the parser raise whatever they meet
        raise fault(f"is no {form} that can be read: {error}", opened.name) from error


class _Network:
    """Nodes and edges into records."""

    def __init__(self, graph: Any, info: StreamInfo, census: Census) -> None:
        self.graph, self.info, self.census = graph, info, census

    def groups(self) -> Iterator[list[Item]]:
        for key, values in self.graph.nodes(data=True):
            yield [self._made("node", str(key), partial(self._node, str(key), _texts(values)))]
        for at, (one, other, values) in enumerate(self.graph.edges(data=True), 1):
            yield [self._made("edge", f"{one} – {other}", partial(self._edge, at, (str(one), str(other)), _texts(values)))]

    def _made(self, what: str, key: str, make: Any) -> Item:
        try:
            record = make()
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            self.census.count(what, "(rejected)")
            message = first["msg"].removeprefix("Value error, ")
            one = Fault(message, self.info.file, 0, f"{what} {key}"[:120], str(first["input"])[:80])
            return RejectedRecord((one,), self.info.file, 0, key)
        self.census.count(what, record.property if isinstance(record, Claim) else record.kind)
        reported = () if isinstance(record, Claim) else (self.info.source.id,)
        return Located(record, self.info.file, reported_by=reported)

    def _id(self, key: str) -> Any:
        return made_id(id_part(self.info.dataset), [key])

    def _node(self, key: str, values: dict[str, str]) -> Any:
        made = self._id(key)
        kind = values.pop("kind", "")
        name = next((values.pop(one) for one in _NAMES if values.get(one)), key)
        fields: dict[str, object] = {"id": made.id, "name": name, "datasets": (self.info.dataset,)}
        if kind not in KINDS or any(
            info.is_required() for field, info in KINDS[kind].model_fields.items() if field not in _FILLED
        ):
            values |= {"kind": kind} if kind else {}
            kind = "Thing"
        if kind == "Person":
            fields["identification"] = "named"
        extra = {extra_name(one): (text,) for one, text in values.items()} | ({"id": (key,)} if made.original else {})
        return KINDS[kind].model_validate({**fields, "extra": extra})

    def _edge(self, at: int, pair: tuple[str, str], values: dict[str, str]) -> Claim:
        ends = self._id(pair[0]).id, self._id(pair[1]).id
        days = {
            ours: values[name] for ours, name in (("since", "start"), ("until", "end")) if read_date(values.get(name, ""), ())
        }
        role = next((values.pop(one) for one in _TIES if values.get(one)), "")
        details: dict[str, object] = {"role": role} if role else {}
        if extra := {extra_name(one): [text] for one, text in values.items()}:
            details["extra"] = extra
        said = {"id": edge_claim_id(self.info.dataset, f"edge {at}"), "property": "LINKED_TO", "about": ends, "details": details}
        text = relation_sentence("LINKED_TO").now.format(a=ends[0], b=ends[1])
        said |= {"text": text, "source": self.info.source.id, "datasets": (self.info.dataset,), **days}
        return Claim.model_validate({**said, "relation": relation_id(ends[0], "LINKED_TO", ends[1])})


_FILLED = ("id", "name", "identification")


def _texts(values: dict[str, object]) -> dict[str, str]:
    """Attributes as texts; positions and colours, which are of the drawing, are left out."""
    return {name: str(value) for name, value in values.items() if name != "viz" and str(value).strip()}


LOADERS = (
    Loader("gexf", (".gexf",), open=partial(open_network, "gexf")),
    Loader("graphml", (".graphml",), open=partial(open_network, "graphml")),
)
