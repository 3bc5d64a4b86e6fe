"""Pairs of records in a file of JSON lines: `{"a": {"name": …}, "b": {"name": …}}`, one a line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pydantic import ValidationError

from graph.errors import Fault, RecordFaults
from graph.identity.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable

_HINT = 'a line is {"a": {"name": "…", "birth_date": "1983"}, "b": {"name": "…"}}; nothing was compared'


def read_pairs(lines: Iterable[str], file: str) -> list[tuple[Record, Record]]:
    """The pairs, in the order of their lines; empty lines are none.

    Raises:
        RecordFaults: with every line that is no pair.
    """
    found: list[tuple[Record, Record]] = []
    faults: list[Fault] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found.append(_pair(json.loads(line)))
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(map(str, first["loc"]))
            faults.append(Fault(first["msg"].removeprefix("Value error, "), file, number, field, str(first["input"])[:80]))
        except (ValueError, RecursionError) as error:
            faults.append(Fault(f"no pair of records: {error}", file, number, value=line.strip()[:80]))
    if faults:
        raise RecordFaults(faults, hint=_HINT)
    return found


def _pair(given: object) -> tuple[Record, Record]:
    if not isinstance(given, dict):
        msg = "a line is an object with “a” and “b”"
        raise ValueError(msg)  # noqa: TRY004  told as a fault of its line
    return _side(given, "a"), _side(given, "b")


def _side(given: dict[str, object], side: str) -> Record:
    if not isinstance(given.get(side), dict):
        msg = f"“{side}” is missing, or is no object"
        raise ValueError(msg)  # noqa: TRY004  told as a fault of its line
    record = Record.model_validate(given[side])
    if not record.names:
        msg = f"“{side}” has no name"
        raise ValueError(msg)
    return record
