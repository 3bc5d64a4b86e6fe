"""The user's own copies of the documents: read to check that they are the ones that the sources mean.

Documents stay where they are; nothing of their text is kept.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from graph.model import Source

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from graph.errors import Fault
    from graph.model.placed import Placed


def document_faults(placed: Iterable[Placed], folder: Path) -> list[Fault]:
    """What is wrong with the documents of some sources: missing, another hash, another length."""
    faults: list[Fault] = []
    for one in placed:
        if isinstance(one.record, Source) and one.record.document:
            faults += _faults(one, one.record, folder)
    return faults


def _faults(one: Placed, source: Source, folder: Path) -> list[Fault]:
    path = folder / str(source.document)
    if not path.resolve().is_relative_to(folder.resolve()):
        return [one.fault("leads out of the documents folder", "document", source.document)]
    if not path.is_file():
        return [one.fault(f"is not in {folder}", "document", source.document)]
    content = path.read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if source.sha256 and found != source.sha256:
        return [one.fault(f"is not the sha256 of {path}, which is {found}", "sha256", source.sha256)]
    length = len(content.decode("utf-8", errors="replace"))
    if source.length is not None and length != source.length:
        return [one.fault(f"{path} has {length} characters", "length", source.length)]
    return []
