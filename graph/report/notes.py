"""Footnotes: one number for each place in a document, in the order in which the report first needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.export.report_view import Footnote, Pieces, Sentence, SourceEntry
from graph.ledger import origins, weigh
from graph.model import best_grade
from graph.report import wording
from graph.report.pieces import plain
from graph.text import counted

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from graph.model import Claim, Source
    from graph.report.gather import Gathered
    from graph.report.sentences import Writer

_DIGEST = 12


def _document(source: Source) -> str:
    return f"{source.length:,} characters, sha256 {source.sha256}" if source.length is not None else "none on record"


def _place(claim: Claim, source: Source) -> str:
    """Where the claim stands: characters of a text, or a row and column of a table; "" where that is not known."""
    if claim.locator_end is not None:
        return f"characters {claim.locator_start}–{claim.locator_end}"
    return claim.cell() + (f" of {source.document}" if claim.row is not None and source.document else "")


class Notes:
    """Numbers the places that claims point to, and keeps count of what was cited; no digest of a document is `public`."""

    def __init__(self, gathered: Gathered, writer: Writer, *, public: bool = False) -> None:
        self.gathered, self.writer, self.public = gathered, writer, public
        self._speaking: dict[str, list[Claim]] = {}
        for claim in gathered.claims.values():
            self._speaking.setdefault(claim.relation or "", []).append(claim)
        self.claims: dict[str, Claim] = {}
        self.origins: set[str] = set()
        self._numbers: dict[Hashable, tuple[int, Claim]] = {}

    def noted(self, pieces: Pieces, claims: Iterable[Claim]) -> Sentence:
        """A sentence with the footnotes of the claims that say it."""
        claims = sorted(claims, key=lambda claim: (claim.source, claim.locator_start or 0, claim.id))
        independent = origins(claims, self.gathered.sources) if claims else ()
        self.claims |= {claim.id: claim for claim in claims}
        self.origins |= set(independent)
        return Sentence(
            pieces=pieces,
            notes=tuple(sorted({self._number(claim) for claim in claims})),
            grade=best_grade([self._grade(claim) for claim in claims]),
            sources=len({claim.source for claim in claims}),
            origins=len(independent),
            dispute=self._dispute(claims),
        )

    def _dispute(self, claims: Sequence[Claim]) -> str:
        """How a relation stands that somebody denies: “disputed, denied by 2 origins at A1”; "" of anything else."""
        relations = {claim.relation for claim in claims}
        if len(relations) != 1 or not (relation := relations.pop()):
            return ""
        weight = weigh(self._speaking[relation], self.gathered.sources)
        if not weight.disputed_sources:
            return ""
        return f"{weight.standing}, denied by {counted(len(weight.disputed_origins), 'origin')} at {weight.disputed_grade}"

    def _grade(self, claim: Claim) -> str:
        return claim.graded(self.gathered.sources[claim.source])

    def _number(self, claim: Claim) -> int:
        key = (
            claim.source, claim.locator_start, claim.locator_end, claim.sheet, claim.row, claim.column, claim.credibility,
            claim.status, claim.attributed_to, self.gathered.known.get(claim.id),
        )  # fmt: skip
        return self._numbers.setdefault(key, (len(self._numbers) + 1, claim))[0]

    def footnotes(self) -> tuple[Footnote, ...]:
        """All footnotes by number."""
        return tuple(self._footnote(number, claim) for number, claim in self._numbers.values())

    def _footnote(self, number: int, claim: Claim) -> Footnote:
        source = self.gathered.sources[claim.source]
        grade = self._grade(claim)
        known = self.gathered.known.get(claim.id)
        return Footnote(
            number=number,
            title=source.title,
            publisher=self._publisher(source),
            published=wording.day(source.published) if source.published else "",
            place=_place(claim, source),
            grade=grade,
            status=str(claim.status),
            word=self._word(claim, source),
            sha256="" if self.public else (source.sha256 or "")[:_DIGEST],
            digest_withheld=self.public,
            url=source.url,
            known=f"{known} known on that day" if known else "",
        )

    def _publisher(self, source: Source) -> str | None:
        entity = self.gathered.entities.get(source.published_by or "")
        return entity.name if entity else None

    def _word(self, claim: Claim, source: Source) -> Pieces:
        """On whose word: “Russian Life, citing Vot Tak”; the source alone when it names nobody."""
        speaker = self.writer.named(source.published_by) if source.published_by else plain("the source")
        pieces = list(speaker)
        for key in claim.attributed_to:
            pieces += [*plain(", citing "), *self.writer.named(key)]
        if claim.status == "inferred":
            return (*plain("the desk, which infers it from "), *pieces)
        return tuple(pieces) if claim.attributed_to else (*pieces, *plain(" in its own name"))

    def entries(self) -> tuple[SourceEntry, ...]:
        """The cited documents by title."""
        cited = sorted({claim.source for claim in self.claims.values()})
        records = sorted((self.gathered.sources[key] for key in cited), key=lambda source: (source.title, source.id))
        return tuple(self._entry(source) for source in records)

    def _entry(self, source: Source) -> SourceEntry:
        places = sum(claim.source == source.id for _, claim in self._numbers.values())
        letter = str(source.reliability)
        rows = [
            ("Publisher", self._publisher(source) or "not stated"),
            ("Published", wording.day(source.published) if source.published else "not stated"),
            ("Retrieved", wording.day(source.retrieved) if source.retrieved else ""),
            ("Language", source.language or ""),
            ("Address", source.url or ""),
            ("Document", "" if self.public else _document(source)),
            ("Cites", ", ".join(source.cites)),
            ("Footnotes", wording.number(places)),
            ("Id", source.id),
        ]
        meaning = f"{letter}, {wording.RELIABILITY[letter]}"
        return SourceEntry(title=source.title, reliability=meaning, rows=tuple(row for row in rows if row[1]))
