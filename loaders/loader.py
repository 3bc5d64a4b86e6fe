"""What a loader declares: a module or folder of `loaders/` with a tuple `LOADERS` of these is known by being there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from graph.model.located import Loaded
    from loaders.files import Opened
    from loaders.stream import Stream, StreamInfo, StreamOptions


@dataclass(frozen=True, slots=True)
class Loader:
    """How one format is read: `open` gives a stream of any size, `read` all records of a file that fits in memory.

    A file is read by the loader of its ending. Where several have it, the one whose `sniff` says yes to the first bytes
    (unpacked) comes first, and the one without a `sniff` takes the rest.
    """

    name: str
    suffixes: tuple[str, ...]
    open: Callable[[Opened, StreamInfo, StreamOptions], Stream] | None = None
    read: Callable[[Path], Loaded] | None = None
    sniff: Callable[[bytes, StreamOptions], bool] | None = None
