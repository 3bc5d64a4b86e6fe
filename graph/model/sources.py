"""Sources and claims: who says what, where the words stand, and on whose word.

A claim stores the place of the words in the document, never the words: `locator_start` and `locator_end` are 0-based
code points, end exclusive. Credibility and reliability follow the Admiralty system (NATO AJP-2.1).
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from graph.model.dates import Edtf as Date
from graph.model.extra import Extra, WithExtra
from graph.model.fields import INT64, Id, Text
from graph.model.record import Record, kept
from graph.model.relation import event_bounds
from graph.model.vocabulary import Bound, Reliability, Status, grade

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Offset = Annotated[int, Field(ge=0, le=INT64)]
Whole = Annotated[int, Field(ge=-INT64 - 1, le=INT64)]
OnceEach = AfterValidator(lambda ids: tuple(sorted(set(ids))))


class Source(WithExtra, Record):
    """A document or data set that says something; `sha256` is of the document's bytes, `length` in code points."""

    id: Id
    title: Text
    url: Text | None = None
    language: Text | None = None
    published: Date | None = None
    retrieved: Date | None = None
    document: Text | None = None
    sha256: Sha256 | None = None
    length: Offset | None = None
    reliability: Reliability = Reliability.F
    published_by: Id | None = None
    cites: Annotated[tuple[Id, ...], OnceEach] = ()
    datasets: tuple[str, ...] = ()
    extra: Extra = Field(default_factory=dict)

    @model_validator(mode="after")
    def _document_is_whole(self) -> Source:
        given = [self.sha256 is not None, self.length is not None]
        if any(given) and not all(given):
            msg = "a document has both sha256 and length"
            raise ValueError(msg)
        return self

    def properties(self) -> dict[str, Any]:
        """What the graph keeps on the node; publisher and citations are edges and stay out."""
        return kept(self, without={"published_by", "cites"})


class Claim(WithExtra, Record):
    """One statement of one source about one or more entities.

    `property` is a relation type, a field of the entity's kind, `x_` and a name of its `extra`, `mention`, or, for a
    figure, `metric`. `sheet`, `row` and `column` are the place in a table: of a workbook the sheet, the row as a
    spreadsheet counts it or else the line, and the heading of the column. The file is the `document` of its source.
    """

    id: Id
    text: Text
    property: str
    source: Id
    about: tuple[Id, ...] = Field(min_length=1)
    status: Status = Status.ASSERTED
    locator_start: Offset | None = None
    locator_end: Offset | None = None
    sheet: Text | None = None
    row: Offset | None = None
    column: Text | None = None
    credibility: Annotated[int, Field(ge=1, le=6)] = 3
    attributed_to: tuple[Id, ...] = ()
    recorded_at: dt.date | None = None
    recorded_by: Text | None = None
    language: Text | None = None
    relation: str | None = None
    since: Date | None = None
    until: Date | None = None
    details: dict[str, Any] = Field(default_factory=dict)
    value: float | Whole | bool | str | None = None
    metric: Id | None = None
    scope: Text | None = None
    bound: Bound | None = None
    unit: Text | None = None
    as_of: Date | None = None
    datasets: tuple[str, ...] = ()
    extra: Extra = Field(default_factory=dict)

    @model_validator(mode="after")
    def _locator_is_a_span(self) -> Claim:
        start, end = self.locator_start, self.locator_end
        if (start is None) != (end is None) or (start is not None and end is not None and start >= end):
            msg = "a locator is [start, end] with start before end"
            raise ValueError(msg)
        return self

    def cell(self) -> str:
        """The place in a table in words: “sheet “People”, row 17, column “Firm””; "" where there is none."""
        if self.row is None:
            return ""
        sheet = f"sheet “{self.sheet}”, " if self.sheet else ""
        return f"{sheet}row {self.row}" + (f", column “{self.column}”" if self.column else "")

    def graded(self, source: Source) -> str:
        """The claim's grade by the Admiralty system, such as "B2"."""
        return grade(source.reliability, self.credibility)

    def properties(self) -> dict[str, Any]:
        """What the graph keeps on the node; `about`, `source` and `attributed_to` are edges, `details` are JSON."""
        from json import dumps

        found = kept(self, without={"source", "attributed_to", "details"}) | event_bounds(self.property, self)
        if self.details:
            found["details"] = dumps(self.details, ensure_ascii=False, sort_keys=True)
        return found
