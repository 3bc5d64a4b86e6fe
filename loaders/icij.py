"""ICIJ Offshore Leaks as CSV: nodes-*.csv and relationships.csv, known by their headings.

Every node has the id `icij-` and its node_id, so that the files belong together in whatever order they are loaded. Officers and
intermediaries are people or companies; the tables do not say which.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.csv.mapping import Mapping
from loaders.csv.records import open_by
from loaders.loader import Loader

if TYPE_CHECKING:
    from loaders.files import Opened
    from loaders.stream import Stream, StreamInfo, StreamOptions

DAYS = ["%d-%b-%Y", "%b %d, %Y", "%d/%m/%Y"]
_KEY = {"key": "node_id", "prefix": "icij", "extra": "rest"}
_ENDS = {"only_named": True, "prefix": "icij", "kind": "LegalEntity"}
_TIE = {"from": "source", "to": "target", "with": {"role": "link"}, "extra": ["rel_type", "status", "sourceID"]}
_DATED = {"since": {"column": "start_date", "format": DAYS}, "until": {"column": "end_date", "format": DAYS}}


def _mapping(headings: list[str]) -> Mapping:
    """The mapping for the file with these headings."""
    if "node_id_start" in headings:
        ends = {name: {**_ENDS, "key": f"node_id_{end}"} for name, end in (("source", "start"), ("target", "end"))}
        return Mapping.model_validate(
            {"title": "ICIJ Offshore Leaks", "entities": ends, "relations": [{"type": "LINKED_TO", **_TIE, **_DATED}]}
        )
    if "incorporation_date" in headings:
        one = {**_KEY, "kind": "Company", "name": "name"}
    elif "address" in headings:
        one = {**_KEY, "kind": "Place", "name": "address"}
    else:
        one = {**_KEY, "kind": "LegalEntity", "name": "name"}
    return Mapping.model_validate({"title": "ICIJ Offshore Leaks", "entities": {"node": one}})


def _headings(head: bytes) -> list[str]:
    first = head.removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0].decode("utf-8", "replace")
    return [heading.strip().strip('"') for heading in first.strip().split(",")]


def is_icij(head: bytes, options: StreamOptions) -> bool:
    """Whether a file is one of Offshore Leaks, by its headings."""
    headings = set(_headings(head))
    ties = {"node_id_start", "node_id_end", "link", "rel_type", "status", "start_date", "end_date", "sourceID"} <= headings
    return options.mapping is None and (ties or {"node_id", "sourceID"} <= headings)


def open_icij(opened: Opened, info: StreamInfo, options: StreamOptions) -> Stream:
    """The nodes or ties of an open file.

    Raises:
        RecordFaults: a table that is not as ICIJ publishes it.
    """
    return open_by(_mapping(_headings(opened.content.peek(4096))), opened, info, options)


LOADERS = (Loader("icij", (".csv",), open=open_icij, sniff=is_icij),)
