"""FollowTheMoney entities as JSON lines, and their deltas: one input record a line.

A line is an entity, or an operation on one (`{"op": "ADD" | "MOD" | "DEL", "entity": {…}}`, as OpenSanctions publishes
its deltas). The same entity on two lines is one; two different ones under one id are a fault at the later line, because
a stream cannot go back to join them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.errors import Fault
from graph.model.ftm import library
from graph.model.located import Deletion, RejectedRecord
from loaders.files import MAX_LINE, TOO_LONG, lines
from loaders.ftm.joined import joined_entity
from loaders.ftm.nested import apart, each, has_nested
from loaders.ftm.records import Converter
from loaders.ftm.seen import Seen
from loaders.ftm.values import Unfit, our_id, texts_of
from loaders.sorting import Spool
from loaders.stream import Census, Stream, StreamInfo, StreamOptions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.files import Opened
    from loaders.stream import Item

SUFFIXES = (".json", ".jsonl", ".ijson", ".ndjson")
MAX_ID_LINE = 1000
OPERATIONS = ("ADD", "MOD", "DEL")


def open_ftm(opened: Opened, info: StreamInfo, _: StreamOptions) -> Stream:
    """The entities of an open file.

    Raises:
        UsageError: the followthemoney library is not installed.
    """
    library()
    reader = _Lines(info)

    def close() -> None:
        reader.spool.close()
        opened.close()

    return Stream(info, reader.groups(opened), reader.census, opened.offset).on_close(close)


class _Lines:
    """Lines into items, with the ids that were met."""

    def __init__(self, info: StreamInfo) -> None:
        self.info, self.census = info, Census()
        self.converter, self.seen = Converter(info.file, info.dataset, self.census), Seen()
        self.spool = Spool()

    def groups(self, opened: Opened) -> Iterator[list[Item]]:
        """The items of each line, none for what stood there before; then those of what stood within others."""
        for number, line in lines(opened):
            read = self._parsed(line, number)
            if isinstance(read, RejectedRecord):
                self.census.count("(line)", "(rejected)")
                yield [read]
                continue
            found = each(read)
            for one in found:
                again = self._again(one, line if len(found) == 1 else str(one), number)
                yield self._items(one, number) if again is None else again
        for key, pieces in self.spool.groups():
            if key not in self.seen:
                yield self._nested(key, pieces)

    def _parsed(self, line: Any, number: int) -> Any:
        if line is TOO_LONG:
            return self._rejected(f"the line is longer than {MAX_LINE // 2**20} MiB", number)
        try:
            return parse(line)
        except ValueError as error:
            return self._rejected(f"not JSON: {error}{_hint(line)}", number, line[:200].decode(errors="replace"))

    def _rejected(self, message: str, number: int, raw: str | None = None) -> RejectedRecord:
        return RejectedRecord((Fault(message, self.info.file, number),), self.info.file, number, "", raw)

    def _again(self, read: Any, line: object, number: int) -> list[Item] | None:
        """None for an entity that is new, else what to give for one that stood here before; deltas may repeat theirs."""
        if not isinstance(read, dict) or "op" in read or not isinstance(read.get("id"), str):
            return None
        before = self.seen.before(read["id"], line)
        if before is None:
            return None
        if before:
            self.census.note("the same entity twice, taken once", f"{self.info.file}:{number}")
            return []
        message = "something else stood under this id further up; join the two first, for example with `ftm aggregate`"
        return [self.converter.rejected(read, number, Unfit(message, "id", read["id"]))]

    def _items(self, read: Any, number: int) -> list[Item]:
        if not isinstance(read, dict) or "op" not in read:
            return self._taken_apart(read, number)
        entity = read.get("entity")
        if read["op"] not in OPERATIONS or not isinstance(entity, dict):
            message = f"an operation is one of {', '.join(OPERATIONS)}, on an entity"
            return [self.converter.rejected(read, number, Unfit(message, "op", read["op"]))]
        if read["op"] != "DEL":
            return self._taken_apart(entity, number)
        if not isinstance(entity.get("id"), str) or not entity["id"]:
            return [self.converter.rejected(entity, number, Unfit("the entity has no id", "id"))]
        self.census.count("(deletion)", "(deleted)")
        return [Deletion(our_id(entity["id"]), self.info.dataset, self.info.file, number)]

    def _taken_apart(self, entity: Any, number: int) -> list[Item]:
        """The items of an entity; those of the entities within it come when all lines were read, joined."""
        if not has_nested(entity):
            return self.converter.items(entity, number)
        try:
            outer, *inner = apart(entity)
        except Unfit as error:
            return [self.converter.rejected(entity, number, error)]
        self.census.note("entity that holds others, which become entities of their own", f"{self.info.file}:{number}")
        for one in inner:
            beside = {name: value for name, value in one.items() if name != "properties"}
            self.spool.add(one["id"], (one["schema"], one["properties"], number, beside))
        return self.converter.items(outer, number)

    def _nested(self, key: str, pieces: list[Any]) -> list[Item]:
        """The items of an entity that stands within others."""
        schema, _, number, beside = pieces[0]
        try:
            texts = [
                (name, {prop: texts_of(given, prop) for prop, given in values.items()}, at) for name, values, at, _ in pieces
            ]
            joined, line = joined_entity(key, texts)
        except Unfit as error:
            return [self.converter.rejected({"id": key, "schema": schema}, number, error)]
        return self.converter.items({**beside, **joined}, line)


def parse(line: bytes) -> Any:
    """The value of a line of JSON.

    Raises:
        ValueError: it is none, holds half of a surrogate pair, or is nested too deep.
    """
    import orjson  # comes with followthemoney

    return orjson.loads(line)


def _hint(line: bytes) -> str:
    if line.startswith(b"["):
        return "; if the file is one array, make lines of it: jq -c '.[]'"
    if line == b"{":
        return "; if the entities are spread over several lines, put each on one: jq -c ."
    return ""


def open_ids(opened: Opened, info: StreamInfo, _: StreamOptions) -> Stream:
    """A plain list of ids, one a line, each to be deleted."""
    census = Census()

    def groups() -> Iterator[list[Item]]:
        for number, line in lines(opened):
            if not isinstance(line, bytes) or len(line) > MAX_ID_LINE:
                yield [RejectedRecord((Fault("not an id", info.file, number),), info.file, number)]
            else:
                census.count("(deletion)", "(deleted)")
                yield [Deletion(our_id(str(line, "utf-8", "replace")), info.dataset, info.file, number)]

    return Stream(info, groups(), census, opened.offset).on_close(opened.close)
