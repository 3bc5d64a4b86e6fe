"""The user's own copies of the documents: read to check that they are the ones that the sources mean.

Documents stay where they are; nothing of their text is kept or written. Only a document whose hash and length are
those of its source is ever read for its words.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.model import Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.errors import Fault
    from graph.model import Claim
    from graph.model.located import Located

VERIFIED = ("source", "document", "ok", "claims", "wrong")


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of a source's document: its text, or what is wrong with it: `field` of the source, message, what it states."""

    text: str | None = None
    field: str = ""
    message: str = ""
    stated: object = ""

    @property
    def wrong(self) -> str:
        """What is wrong with it as one line, with what the source states; nothing when it is the one that is meant."""
        if self.field in ("sha256", "length"):
            return f"{self.field} as the source states it, {self.stated}, {self.message}"
        return f"{self.stated} {self.message}" if self.message else ""


def copy_of(source: Source, folder: Path) -> Copy:
    """The user's copy of a source's document, which must be in the folder and be the one that the source means."""
    path = folder / str(source.document)
    if not path.resolve().is_relative_to(folder.resolve()):
        return Copy(None, "document", "leads out of the documents folder", source.document)
    if not path.is_file():
        return Copy(None, "document", f"is not in {folder}", source.document)
    content = path.read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if source.sha256 and found != source.sha256:
        return Copy(None, "sha256", f"is not the sha256 of {path}, which is {found}", source.sha256)
    text = content.decode("utf-8", errors="replace")
    if source.length is not None and len(text) != source.length:
        return Copy(None, "length", f"{path} has {len(text)} characters", source.length)
    return Copy(text)


def document_faults(located: Iterable[Located], folder: Path) -> list[Fault]:
    """What is wrong with the documents of some sources: missing, another hash, another length.

    What is not in the folder may be in the folder `documents` beside the dossier, which goes with it from desk to desk.
    """
    faults: list[Fault] = []
    for one in located:
        if isinstance(one.record, Source) and one.record.document:
            beside = Path(one.file).parent / "documents"
            there = (folder / one.record.document).is_file() or not (beside / one.record.document).is_file()
            copy = copy_of(one.record, folder if there else beside)
            faults += [one.fault(copy.message, copy.field, copy.stated)] if copy.message else []
    return faults


RowFaults = Callable[[Path, Source, list["Claim"]], Mapping[str, str]]
"""What is wrong with the rows that claims point to in a table, by the claim's id."""


def verified(sources: Iterable[Source], claims: Iterable[Claim], folder: Path, row_faults: RowFaults) -> list[dict[str, Any]]:
    """A row for every source with a document, under `VERIFIED`: is its copy the one meant, and do all locators hold."""
    by_source: dict[str, list[Claim]] = {}
    for claim in claims:
        by_source.setdefault(claim.source, []).append(claim)
    return [
        _verified(source, by_source.get(source.id, []), folder, row_faults)
        for source in sorted(sources, key=lambda source: source.id)
        if source.document
    ]


def _verified(source: Source, claims: list[Claim], folder: Path, row_faults: RowFaults) -> dict[str, Any]:
    copy = copy_of(source, folder)
    if copy.text is None:
        wrong, checked = [copy.wrong], 0
    else:
        in_table = [claim for claim in claims if claim.row is not None]
        rows = row_faults(folder / str(source.document), source, in_table) if in_table else {}
        told = sorted(claims, key=lambda claim: claim.id)
        faults = [(one, rows.get(one.id, "") if one.row is not None else _locator_fault(one, copy.text)) for one in told]
        wrong, checked = [f"{claim.id} {fault}" for claim, fault in faults if fault], len(claims)
        wrong += [] if source.sha256 else ["the source states no sha256"]
    return {"source": source.id, "document": source.document, "ok": not wrong, "claims": checked, "wrong": wrong}


def _locator_fault(claim: Claim, text: str) -> str:
    start, end = claim.locator_start, claim.locator_end
    if start is None or end is None:
        return "says no place"
    if end > len(text):
        return f"points to {start}–{end}, outside the {len(text)} characters"
    return "" if text[start:end].strip() else f"points to {start}–{end}, where there are only blanks"
