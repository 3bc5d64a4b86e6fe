"""Nothing is lost: what a record was before it changed, with when and by whom, and what was decided about it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import TYPE_CHECKING, Any

from graph.model import Claim, Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.model import Entity
    from graph.stores.base import Store

COLUMNS = ("at", "what", "by", "reason", "changed")
_VERSIONS = """
MATCH (v:Version {of: $id})
RETURN v.content AS content, v.replaced_at AS at, v.replaced_by AS by ORDER BY at, v.id
"""
_DECISIONS = """
MATCH (d:Decision {target: $id})
RETURN d.action AS action, d.value AS value, d.reason AS reason, d.at AS at, d.by AS by ORDER BY at, d.id
"""


def family(record: Entity | Source | Claim) -> str:
    """Claim, Source or Entity."""
    return "Claim" if isinstance(record, Claim) else "Source" if isinstance(record, Source) else "Entity"


def now() -> str:
    """This moment, in UTC, as ISO text to the microsecond."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="microseconds")


def keep(store: Store, earlier: Iterable[Entity | Source | Claim], by: str | None) -> None:
    """Writes the earlier versions of records that are about to change; the same version is kept once."""
    rows = []
    for record in earlier:
        content = record.model_dump(mode="json", exclude_defaults=True)
        if family(record) == "Entity":
            content["kind"] = type(record).__name__
        text = json.dumps(content, ensure_ascii=False, sort_keys=True)
        digest = hashlib.sha256(text.encode()).hexdigest()[:16]
        rows.append({"id": f"{record.id}@{digest}", "of": record.id, "content": text, "at": now(), "by": by,
                     "family": family(record)})  # fmt: skip
    if rows:
        store.write(
            "UNWIND $rows AS row MERGE (v:Version {id: row.id}) "
            "SET v.of = row.of, v.family = row.family, v.content = row.content, v.replaced_at = row.at, v.replaced_by = row.by",
            {"rows": rows},
        )


def of(store: Store, record: Entity | Source | Claim) -> list[dict[str, Any]]:
    """What became of a record, oldest first: `{"at", "what", "by", "reason", "changed"}`.

    `changed` has, for every field that differs, the earlier and the later value; the last row is what stands now.
    """
    versions = store.read(_VERSIONS, {"id": record.id}).rows
    contents = [json.loads(row["content"]) for row in versions]
    current = json.loads(json.dumps(record.model_dump(mode="json", exclude_defaults=True)))
    rows = [
        {"at": row["at"], "what": "replaced", "by": row["by"], "reason": None, "changed": _differences(earlier, later)}
        for row, earlier, later in zip(versions, contents, [*contents[1:], current], strict=True)
    ]
    rows += [
        {"at": row["at"], "what": row["action"], "by": row["by"], "reason": row["reason"],
         "changed": {"value": [None, row["value"]]} if row["value"] is not None else {}}
        for row in store.read(_DECISIONS, {"id": record.id}).rows
    ]  # fmt: skip
    rows.sort(key=lambda row: row["at"])
    return [*rows, {"at": None, "what": "stands now", "by": None, "reason": None, "changed": {}}]


def _differences(earlier: dict[str, Any], later: dict[str, Any]) -> dict[str, list[Any]]:
    keys = sorted({*earlier, *later} - {"kind"})
    return {key: [earlier.get(key), later.get(key)] for key in keys if earlier.get(key) != later.get(key)}
