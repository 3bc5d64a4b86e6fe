"""Loaders: files into records. One module a format.

`load_files` reads dossiers, whole; `open_stream` reads what may be large (FollowTheMoney, CSV), record by record.
Both choose by the file's ending.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import NothingFound, UsageError
from graph.model.located import Loaded
from loaders import dossier
from loaders.opening import open_stream, streams
from loaders.stream import Stream, StreamOptions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["LOADERS", "Stream", "StreamOptions", "load_files", "open_stream", "streams"]

LOADERS: dict[str, Callable[[Path], Loaded]] = dict.fromkeys(dossier.SUFFIXES, dossier.load_dossier)


def load_files(paths: Iterable[Path]) -> Loaded:
    """The records of files and of all files in folders that a loader knows, with every fault in them.

    Raises:
        UsageError: a path that is not there, or a file of a format that no loader knows.
        NothingFound: folders without any file to load.
    """
    files: dict[Path, None] = {}
    for path in paths:
        files |= dict.fromkeys(_files(path))
    if not files:
        raise NothingFound(
            "there is nothing to load in those folders",
            hint=f"a dossier is a file that ends in {' or '.join(LOADERS)}; see docs/guide/dossier.md",
        )
    loaded = Loaded()
    for file in files:
        loaded.extend(LOADERS[file.suffix](file))
    return loaded


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(file for file in path.rglob("*") if file.suffix in LOADERS and file.is_file())
    if not path.exists():
        raise UsageError(f"{path} is not there", hint="name a dossier file or a folder of them")
    if path.suffix not in LOADERS:
        raise UsageError(f"no loader knows {path.name}", hint=f"known endings: {', '.join(LOADERS)}")
    return [path]
