"""Who may read what a command writes: the user alone, but for files that are made to be published."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_OTHERS = 0o077
_before: list[int] = []


@contextmanager
def private() -> Iterator[None]:
    """Files and folders made inside, by this process and those that it starts, are 0600 and 0700."""
    _before.append(os.umask(_OTHERS))
    try:
        yield
    finally:
        os.umask(_before.pop())


@contextmanager
def published() -> Iterator[None]:
    """Within `private`: files made inside have the mode that the user's own umask gives."""
    within = os.umask(_before[-1]) if _before else None
    try:
        yield
    finally:
        if within is not None:
            os.umask(within)
