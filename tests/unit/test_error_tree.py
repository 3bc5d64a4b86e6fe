"""The tree of errors that graph/errors.py prints on top is the tree of its classes, with their exit codes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph import errors
from graph.errors import CasegraphError

LINE = re.compile(r"^([ │├└─]*)(\w+) +(\d+)   \S")


def printed() -> Iterator[tuple[int, str, int]]:
    """Depth, name and exit code of each line."""
    for line in (errors.__doc__ or "").splitlines():
        if match := LINE.match(line):
            yield len(match[1]) // 4, match[2], int(match[3])


def walked(cls: type[CasegraphError], depth: int = 0) -> Iterator[tuple[int, str, int]]:
    """The classes in the order in which they are written."""
    yield depth, cls.__name__, cls.exit_code
    for below in sorted(cls.__subclasses__(), key=list(vars(errors).values()).index):
        yield from walked(below, depth + 1)


def test_the_printed_tree_is_the_tree() -> None:
    assert list(printed()) == list(walked(CasegraphError))


def test_every_error_of_ours_has_its_place_there() -> None:
    assert {name for _, name, _ in printed()} == {
        name for name, cls in vars(errors).items() if isinstance(cls, type) and issubclass(cls, Exception)
    }
