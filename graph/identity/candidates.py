"""Which of many records are worth comparing: those that share a key, as long as not too many do.

Keys are two parts of a name, and one part with a year of birth. A key that more than `MOST` records bear tells too little: its
records are told apart by their year of birth, and beyond that left out.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from graph.names.keys import pair_keys, part_keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graph.identity.record import Record

MOST = 25
_YEAR = 4


def candidates(records: Mapping[str, Record]) -> Iterator[tuple[str, str]]:
    """Pairs of ids in the order of their names, each once, the smaller id first; other years of birth are never paired."""
    blocks: dict[str, list[str]] = defaultdict(list)
    for key, record in records.items():
        for block in _keys(record):
            blocks[block].append(key)
    done: set[tuple[str, str]] = set()
    for some in blocks.values():
        for pair in _pairs(some, records):
            if pair not in done:
                done.add(pair)
                yield pair


def _keys(record: Record) -> Iterable[str]:
    year = _year(record)
    found = [key for name in record.names for key in pair_keys(name)]
    found += [f"{key}{year}" for name in record.names if year for key in part_keys(name)]
    return dict.fromkeys(found)


def _year(record: Record) -> str:
    return (record.birth_date or "")[:_YEAR] if (record.birth_date or "")[:_YEAR].isdigit() else ""


def _pairs(block: list[str], records: Mapping[str, Record]) -> Iterator[tuple[str, str]]:
    if len(block) > MOST:
        by_year: dict[str, list[str]] = defaultdict(list)
        for key in block:
            by_year[_year(records[key])].append(key)
        for year, some in by_year.items():
            if year and len(some) <= MOST:
                yield from _pairs(some, records)
        return
    for one, other in combinations(sorted(block), 2):
        years = {_year(records[one]), _year(records[other])} - {""}
        about = any("~" in (records[key].birth_date or "") for key in (one, other))
        if len(years) < 2 or about:  # noqa: PLR2004  two that conflict
            yield one, other
