"""Text in pieces, so that every format can tell the product's own words from those of the records."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING

from graph.export.report_view import Piece, Pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

Values = str | Pieces


def fill(template: str, **values: Values) -> Pieces:
    """A template with its places filled: text is a record's own, pieces are taken as they are."""
    pieces: list[Piece] = []
    for text, place, _, _ in Formatter().parse(template):
        if text:
            pieces.append(Piece(text=text))
        if place is not None:
            value = values[place]
            pieces += [Piece(text=value, own=True)] if isinstance(value, str) else value
    return tuple(pieces)


def plain(text: str) -> Pieces:
    """Words of the product as pieces."""
    return (Piece(text=text),)


def joined(parts: Sequence[Pieces]) -> Pieces:
    """“a, b and c” of pieces."""
    pieces: list[Piece] = []
    for at, part in enumerate(parts):
        if at:
            pieces.append(Piece(text=" and " if at == len(parts) - 1 else ", "))
        pieces += part
    return tuple(pieces)


def capital(pieces: Pieces) -> Pieces:
    """The pieces with a capital at the start, where the first word is the product's and not a record's."""
    if not pieces or pieces[0].own:
        return pieces
    first = pieces[0]
    return (first.model_copy(update={"text": first.text[:1].upper() + first.text[1:]}), *pieces[1:])
