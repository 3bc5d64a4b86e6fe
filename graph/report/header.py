"""What stands above a report: facts about the record and the report, warnings, and what it rests on, in numbers."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from graph.report import wording
from graph.report.pieces import fill, joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from graph.export.report_view import Pieces, Section
    from graph.model import Entity
    from graph.report.gather import Gathered
    from graph.report.notes import Notes

_DIGEST = 16


PUBLIC = "public; protected persons bear pseudonyms, without dates of birth and ages; other traits are kept"


def facts(
    gathered: Gathered, notes: Notes, generated: str, known_at: str | None, *, public: bool = False
) -> tuple[tuple[str, str], ...]:
    """Labels and values: what the record is called, when the report was made, and from which records."""
    focus = gathered.focus
    datasets = {name for claim in notes.claims.values() for name in claim.datasets}
    rows = {
        "Id": focus.id,
        "Other names on record": "; ".join(name for name in focus.names if name != focus.name),
        "Data sets": ", ".join(sorted(datasets | set(focus.datasets))),
        "Generated": f"{wording.day(generated)} (UTC)",
        "As known on": wording.day(known_at) if known_at else "",
        "Profile": PUBLIC if public else "",
        "Fingerprint": _fingerprint(gathered, notes),
    }
    return tuple((label, value) for label, value in rows.items() if value)


def _fingerprint(gathered: Gathered, notes: Notes) -> str:
    """The first digits of a digest over the cited records: reports that rest on the same records share it."""
    content: dict[str, object] = {gathered.focus.id: gathered.focus.model_dump(mode="json")}
    for claim in notes.claims.values():
        source = gathered.sources[claim.source]
        content[f"claim {claim.id}"] = claim.model_dump(mode="json")
        content[f"source {source.id}"] = source.model_dump(mode="json")
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:_DIGEST]


def warnings(gathered: Gathered, notes: Notes) -> Iterator[Pieces]:
    """Whose names must not be published."""
    focus = gathered.focus
    if _protected(focus):
        yield fill("Do not publish this name: “{name}” is a protected person.", name=focus.name)
    named = {key for claim in notes.claims.values() for key in (*claim.about, *claim.attributed_to)} - {focus.id}
    others = [gathered.entities[key] for key in named if _protected(gathered.entities[key])]
    if others:
        names = joined(
            [fill("“{name}”", name=entity.name) for entity in sorted(others, key=lambda entity: (entity.name, entity.id))]
        )
        yield fill("Protected persons appear in this report; do not publish these names: {names}.", names=names)


def _protected(entity: Entity) -> bool:
    return bool(getattr(entity, "protected", False))


def summary(notes: Notes, sections: Sequence[Section]) -> tuple[str, ...]:
    """What the report rests on and what it leaves open, in numbers."""
    sources = {claim.source for claim in notes.claims.values()}
    by_key = {section.key: section for section in sections}
    conflicts = len(by_key["conflicts"].blocks[0].sentences)
    hypotheses = len(by_key["hypotheses"].blocks) if "hypotheses" in by_key else 0
    questions = sum(1 for _ in by_key["open"].sentences())
    return (
        f"This report rests on {wording.many(len(notes.claims), 'claim')} from {wording.many(len(sources), 'source')} and "
        f"{wording.many(len(notes.origins), 'independent origin')}.",
        f"Conflicts: {conflicts or 'none'}. Hypotheses of identity: {hypotheses or 'none'}. "
        f"Open questions: {questions or 'none'}.",
    )
