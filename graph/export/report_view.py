"""What a report shows: sections of sentences, each with the numbers of its footnotes; already decided and in order.

A sentence is made of pieces, so that every format can tell the words of the product from those of the records and
escape the latter. Exporters see nothing else, neither a store nor a record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, model_validator

from graph.text import counted

if TYPE_CHECKING:
    from collections.abc import Iterator


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Piece(_Part):
    """A run of text; `own` when it comes from a record and not from the product."""

    text: str
    own: bool = False


Pieces = tuple[Piece, ...]


class Sentence(_Part):
    """One sentence with its footnotes, the best grade among them, and how many documents and independent origins support it."""

    pieces: Pieces
    notes: tuple[int, ...] = ()
    grade: str = ""
    sources: int = 0
    origins: int = 0
    dispute: str = ""

    @property
    def text(self) -> str:
        """The sentence without its footnotes."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def support(self) -> str:
        """What stands behind it: “B2; 2 sources, 1 origin”, and the dispute; nothing for a sentence that only goes on."""
        if not self.grade:
            return ""
        behind = f"{self.grade}; {counted(self.sources, 'source')}, {counted(self.origins, 'origin')}"
        return f"{behind}; {self.dispute}" if self.dispute else behind


class Block(_Part):
    """Sentences that belong together, under a heading or none; `remark` says what is missing, such as a date."""

    heading: Pieces = ()
    remark: str = ""
    sentences: tuple[Sentence, ...] = ()


class Section(_Part):
    """One part of the report; every sentence of a `stated` section has a footnote.

    Raises:
        ValueError: a sentence of a stated section has none.
    """

    key: str
    title: str
    intro: str = ""
    stated: bool = True
    blocks: tuple[Block, ...] = ()

    @model_validator(mode="after")
    def _stated_has_sources(self) -> Section:
        for sentence in self.sentences() if self.stated else ():
            if not sentence.notes:
                msg = f"a sentence without a source in {self.key}: {sentence.text}"
                raise ValueError(msg)
        return self

    def sentences(self) -> Iterator[Sentence]:
        """All sentences, in order."""
        for block in self.blocks:
            yield from block.sentences


class Footnote(_Part):
    """One place in one document that says something, and how far it is relied on."""

    number: int
    title: str
    publisher: str | None = None
    published: str = ""
    place: str = ""
    grade: str = ""
    status: str = ""
    word: Pieces = ()
    sha256: str = ""
    digest_withheld: bool = False
    url: str | None = None
    known: str = ""

    @property
    def text(self) -> str:
        """All of it but the address: title, publisher, date; place; grade; status; on whose word; digest."""
        published = f"published {self.published}" if self.published else "no date of publication stated"
        parts = [
            ", ".join(part for part in (f"“{self.title}”", self.publisher, published) if part),
            self.place or "no place in a document",
            f"grade {self.grade}",
            self.status,
            f"said by {''.join(piece.text for piece in self.word)}",
            "" if self.digest_withheld else f"sha256 begins {self.sha256}" if self.sha256 else "no document on record",
            self.known,
        ]
        return "; ".join(part for part in parts if part)


class SourceEntry(_Part):
    """One document that the report rests on; `rows` are labels and values."""

    title: str
    reliability: str
    rows: tuple[tuple[str, str], ...] = ()


class Report(_Part):
    """A whole report on one entity; `kind` is “a person”, `facts` are labels and values of the record, not statements."""

    title: str
    kind: str
    facts: tuple[tuple[str, str], ...] = ()
    warnings: tuple[Pieces, ...] = ()
    summary: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    sources: tuple[SourceEntry, ...] = ()
    reading: tuple[str, ...] = ()
    reliability_key: tuple[tuple[str, str], ...] = ()
    credibility_key: tuple[tuple[str, str], ...] = ()
    footnotes: tuple[Footnote, ...] = ()
