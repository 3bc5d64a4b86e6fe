"""Nothing is lost: what a record was before it changed, with when and by whom, and what was decided about it."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

from graph.model import Claim, Source, Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.model import Entity
    from graph.stores import Writer

Content = dict[str, Any]
"""A record, or a row about one, as JSON."""
COLUMNS = ("at", "what", "by", "reason", "changed")
_VERSIONS = """
MATCH (v:Version {of: $id})
RETURN v.content AS content, v.replaced_at AS at, v.replaced_by AS by ORDER BY v.number
"""
_KEPT = "UNWIND $ids AS id MATCH (v:Version {of: id}) RETURN v.of AS of, v.content AS content ORDER BY of, v.number"
_KEEP = """
UNWIND $rows AS row MERGE (v:Version {id: row.id})
SET v.of = row.of, v.number = row.number, v.family = row.family, v.content = row.content, v.replaced_at = row.at,
    v.replaced_by = row.by
"""
_DECISIONS = """
MATCH (d:Decision {target: $id})
RETURN d.action AS action, d.value AS value, d.reason AS reason, d.at AS at, d.by AS by ORDER BY at, d.id
"""


def family(record: Entity | Source | Claim) -> str:
    """Claim, Source or Entity."""
    return "Claim" if isinstance(record, Claim) else "Source" if isinstance(record, Source) else "Entity"


def now() -> str:
    """This snapshot, in UTC, as ISO text to the microsecond."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="microseconds")


def keep(store: Writer, earlier: Iterable[Entity | Source | Claim], by: str | None) -> None:
    """Writes the earlier versions of records that are about to change; one that a cut-off load kept already, once."""
    earlier = list(earlier)
    if not earlier:
        return
    kept: dict[str, list[str]] = {}
    for row in store.read(_KEPT, {"ids": [record.id for record in earlier]}).rows:
        kept.setdefault(row["of"], []).append(row["content"])
    rows = []
    for record in earlier:
        text = json.dumps(_content(record), ensure_ascii=False, sort_keys=True)
        before = kept.get(record.id, [])
        number = len(before) if before and before[-1] == text else len(before) + 1
        rows.append(
            {"id": f"{record.id}@{number}", "of": record.id, "number": number, "content": text, "at": now(), "by": by,
             "family": family(record)}
        )  # fmt: skip
    store.write(_KEEP, {"rows": rows})


def _content(record: Entity | Source | Claim) -> Content:
    """A record as JSON, without what it leaves unsaid."""
    content: Content = record.model_dump(mode="json", exclude_none=True)
    return {"kind": type(record).__name__, **content} if family(record) == "Entity" else content


def of(store: Writer, record: Entity | Source | Claim) -> list[Content]:
    """What became of a record, oldest first: `{"at", "what", "by", "reason", "changed"}`.

    `changed` has, for every field that differs, the earlier and the later value; the last row is what stands now.
    """
    versions = store.read(_VERSIONS, {"id": record.id}).rows
    contents = [json.loads(row["content"]) for row in versions]
    current = json.loads(json.dumps(_content(record)))
    rows = [
        {"at": row["at"], "what": "replaced", "by": row["by"], "reason": None, "changed": _differences(earlier, later)}
        for row, earlier, later in zip(versions, contents, [*contents, current][1:], strict=True)
    ]
    rows += [
        {"at": row["at"], "what": row["action"], "by": row["by"], "reason": row["reason"],
         "changed": {"value": [None, row["value"]]} if row["value"] is not None else {}}
        for row in store.read(_DECISIONS, {"id": record.id}).rows
    ]  # fmt: skip
    rows.sort(key=lambda row: row["at"])
    retracted = isinstance(record, Claim) and record.status == Status.RETRACTED
    now = "retracted now" if retracted else "stands now"
    return [*rows, {"at": None, "what": now, "by": None, "reason": None, "changed": {}}]


def _differences(earlier: Content, later: Content) -> dict[str, list[Any]]:
    keys = sorted({*earlier, *later})
    return {key: [earlier.get(key), later.get(key)] for key in keys if earlier.get(key) != later.get(key)}
