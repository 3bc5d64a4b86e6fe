"""Loaders: files into records. One module or folder a format, known by the `LOADERS` that it declares.

`load_files` reads dossiers, whole; `open_stream` reads what may be large, record by record.
"""

from loaders.loader import Loader
from loaders.registry import (
    check_file,
    is_stream,
    known_loaders,
    known_suffixes,
    load_files,
    open_stream,
    piped_suffix,
    unnamed_dataset,
)
from loaders.stream import Stream, StreamOptions

__all__ = [
    "Loader",
    "Stream",
    "StreamOptions",
    "check_file",
    "is_stream",
    "known_loaders",
    "known_suffixes",
    "load_files",
    "open_stream",
    "piped_suffix",
    "unnamed_dataset",
]
