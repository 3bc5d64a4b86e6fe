"""Reads a store's relations through the engine in this process, and writes the arrays beside it.

The arrays appear under their name when they are whole. What is held meanwhile is a few numbers a relation.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from array import array
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from graph.model import KINDS, RELATIONS, Judgement, Status
from graph.paths.arrays import facts
from graph.paths.arrays.arrays import FOLDER, FORMAT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.paths.arrays.facts import Numbers
    from graph.stores import Files

_CHUNK = 50_000
_EPOCH = date(1970, 1, 1).toordinal()


def build(files: Files) -> None:
    """Writes the arrays of a store's files in the state that they are in.

    Raises:
        OSError: there is no room for them, or the folder may not be written to.
    """
    ids, kinds = _entities(files)
    sources, targets, packed, since, until = _relations(files, ids)
    folder = files.folder
    scratch = Path(tempfile.mkdtemp(prefix=f"{FOLDER}-", dir=folder))
    try:
        _save(scratch, _turned_to_arrays(len(ids), sources, targets, packed, since, until))
        np.save(scratch / "ids.npy", ids)
        np.save(scratch / "kinds.npy", kinds)
        about = {"format": FORMAT, "state": files.state, "types": list(RELATIONS), "kinds": list(KINDS)}
        (scratch / "about.json").write_text(json.dumps(about), encoding="utf-8")
        shutil.rmtree(folder / FOLDER, ignore_errors=True)
        scratch.rename(folder / FOLDER)
    except BaseException:
        shutil.rmtree(scratch, ignore_errors=True)
        raise


def _save(folder: Path, named: dict[str, Numbers]) -> None:
    for name, values in named.items():
        np.save(folder / f"{name}.npy", values)


def _entities(files: Files) -> tuple[Numbers, Numbers]:
    """Ids in order, as UTF-8, and for each the number of its kind."""
    at = {name: place for place, name in enumerate(KINDS)}
    ids: list[bytes] = []
    kinds = array("B")
    for row in files.entities():
        ids.append(row["id"].encode())
        kinds.append(at[row["kind"]])
    every = np.array(ids or [b""], dtype=np.bytes_)
    order = np.argsort(every, kind="stable")
    return every[order][: len(ids)], np.frombuffer(kinds or b"\0", dtype=np.uint8)[order][: len(ids)]


def _relations(files: Files, ids: Numbers) -> tuple[Numbers, ...]:
    """Source, target, facts, first and last day of every relation."""
    parts: list[tuple[Numbers, ...]] = []
    there = files.types()
    for at, name in enumerate(RELATIONS):
        if name not in there:
            continue
        for chunk in _chunks(files.relations(name)):
            parts.append(_read(chunk, at, ids))
    return tuple(np.concatenate(column) for column in zip(*parts, strict=True)) if parts else (np.zeros(0, np.int32),) * 5


def _chunks(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while chunk := list(islice(rows, _CHUNK)):
        yield chunk


def _read(chunk: list[dict[str, Any]], at: int, ids: Numbers) -> tuple[Numbers, ...]:
    ends = [row["id"].split("|") for row in chunk]
    packed = [facts.packed(at, row["grade"] or "", row["origins"] or 0, _flags(row)) for row in chunk]
    since, until = _days(chunk, "since", facts.ALWAYS), _days(chunk, "until", facts.NEVER)
    sources, targets = (_places(ids, [one[end] for one in ends]) for end in (0, 2))
    return sources, targets, np.array(packed, dtype=np.int32), since, until


def _flags(row: dict[str, Any]) -> int:
    refuted = facts.REFUTED if row["judgement"] == Judgement.NEGATIVE else 0
    return refuted | (facts.DENIED if row["status"] == Status.DENIED else 0) | (facts.DISPUTED if row["disputed"] else 0)


def _days(chunk: list[dict[str, Any]], name: str, missing: int) -> Numbers:
    days = (row[name] for row in chunk)
    return np.array([missing if day is None else day.toordinal() - _EPOCH for day in days], dtype=np.int32)


def _places(ids: Numbers, wanted: list[str]) -> Numbers:
    found: Numbers = np.searchsorted(ids, np.array([key.encode() for key in wanted], dtype=np.bytes_)).astype(np.int32)
    return found


def _turned_to_arrays(count: int, sources: Numbers, targets: Numbers, packed: Numbers, *days: Numbers) -> dict[str, Numbers]:
    """Every relation from both ends, in the order of the entities."""
    here = np.concatenate((sources, targets))
    order = np.argsort(here, kind="stable")
    begins = np.zeros(count + 1, dtype=np.int64)
    np.cumsum(np.bincount(here, minlength=count), out=begins[1:])
    del here
    turned = {"there": np.concatenate((targets, sources))[order], "begins": begins}
    turned["facts"] = np.concatenate((packed, packed | facts.BACKWARDS))[order]
    for name, values in zip(("since", "until"), days, strict=True):
        turned[name] = np.concatenate((values, values))[order]
    return turned
