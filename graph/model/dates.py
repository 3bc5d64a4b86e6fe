"""Dates as sources give them: EDTF text (ISO 8601-2) and the first and last day that it can mean.

The text is kept as it was written; the bounds are derived and never stored by hand. Bounds are *strict*: `2024~`
(about) and `2025?` (inferred) keep the bounds of the year itself, the qualifier stays readable in the text. An open
or unknown end has no bound.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, get_args

from pydantic import BeforeValidator, WithJsonSchema

if TYPE_CHECKING:
    from pydantic import BaseModel

_OVER_NEW_YEAR = ("24", "28", "30")  # winter, northern winter, southern summer
_PLAIN = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?[?~%]?")
_FORMS = "2023, 2023-05, 2023-05-01, 2024-21 (spring), 2025? or 2023/2024"


class DateBounds(tuple[date | None, date | None]):
    """`(earliest, latest)` day, inclusive; None where the source leaves that end open."""

    __slots__ = ()

    @property
    def earliest(self) -> date | None:
        """The first day that the text can mean."""
        return self[0]

    @property
    def latest(self) -> date | None:
        """The last day that the text can mean."""
        return self[1]


@lru_cache(maxsize=4096)
def bounds(text: str) -> DateBounds:
    """The days that an EDTF text can mean.

    Raises:
        ValueError: the text is no EDTF, or names a day that does not exist.
    """
    if plain := _PLAIN.fullmatch(text):
        return _plain_bounds(*plain.groups())
    if text.count("/") == 1 and text != "/":
        start, end = text.split("/")
        return DateBounds((_end_of_interval(start).earliest, _end_of_interval(end).latest))
    parsed = _parsed(text)
    return DateBounds((_strict(parsed, "lower_strict"), _strict(parsed, "upper_strict")))


def _end_of_interval(text: str) -> DateBounds:
    """Bounds of one end of an interval; none where it is open (`..`) or unknown (nothing)."""
    return DateBounds((None, None)) if text in ("", "..") else bounds(text)


def _parsed(text: str) -> Any:
    """The EDTF object of a text that is neither plain nor an interval."""
    from contextlib import redirect_stdout
    from io import StringIO

    from edtf import parse_edtf
    from edtf.parser.parser_classes import EDTFObject

    try:
        with redirect_stdout(StringIO()):  # the parser prints when it stumbles
            parsed = parse_edtf(text)
    except Exception:  # a text such as 2023-1X stumbles inside the parser
        parsed = None
    if not isinstance(parsed, EDTFObject):
        msg = f"not a date in EDTF (ISO 8601-2), such as {_FORMS}"
        raise ValueError(msg)  # noqa: TRY004  pydantic reports ValueError as a fault of the record
    return parsed


def _plain_bounds(year: str, month: str | None, day: str | None) -> DateBounds:
    """Bounds of a date whatever its qualifier; checked by the calendar, which the EDTF grammar does not do."""
    if month and 21 <= int(month) <= 41 and not day:  # noqa: PLR2004  EDTF seasons and quarters
        return _season_bounds(int(year), month)
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError as error:
        msg = f"a day that does not exist: {error}"
        raise ValueError(msg) from None
    if day:
        return DateBounds((first, first))
    if month:
        return DateBounds((first, first.replace(day=monthrange(first.year, first.month)[1])))
    return DateBounds((first, date(first.year, 12, 31)))


def _season_bounds(year: int, code: str) -> DateBounds:
    """Bounds of a season or quarter; one over New Year may be the one that ends or the one that begins in that year."""
    if code in _OVER_NEW_YEAR:
        return DateBounds((date(year - 1, 12, 1), date(year + 1, 2, monthrange(year + 1, 2)[1])))
    parsed = _parsed(f"{year:04d}-{code}")
    return DateBounds((_strict(parsed, "lower_strict"), _strict(parsed, "upper_strict")))


def _strict(parsed: Any, method: str) -> date | None:
    """One bound of a parsed EDTF object as a day; None for an open or unknown end.

    Raises:
        ValueError: the bound is no day of the calendar, as in Y17000 or 2023-02-3X.
    """
    try:
        found = getattr(parsed, method)()
        return None if found is None or isinstance(found, (int, float)) else date(*found[:3])
    except (TypeError, AttributeError):
        return None
    except ValueError:
        msg = "a day that does not exist, or a year that is not one of 1 to 9999"
        raise ValueError(msg) from None


def _as_text(value: object) -> object:
    """What YAML and JSON make of a bare date (an int, a date) as the text that was written."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return f"{value:04d}"
    if isinstance(value, date):
        return value.isoformat()
    return value


def _checked(value: object) -> object:
    text = _as_text(value)
    if not isinstance(text, str):
        msg = "a date is written as text, such as 2023-05"
        raise ValueError(msg)  # noqa: TRY004  pydantic reports ValueError as a fault of the record
    first, last = bounds(text.strip())
    if first and last and first > last:
        msg = "ends before it begins"
        raise ValueError(msg)
    return text.strip()


_SCHEMA = {"type": ["string", "integer"], "description": "a date in EDTF (ISO 8601-2), such as 2023-05 or 2024-21"}

Edtf = Annotated[str, BeforeValidator(_checked), WithJsonSchema(_SCHEMA, mode="validation")]
"""A field that holds EDTF text; anything else is refused when the record is made."""


@lru_cache(maxsize=256)
def date_fields(model: type[BaseModel]) -> frozenset[str]:
    """The fields of a model that hold EDTF text."""
    return frozenset(
        name for name, field in model.model_fields.items() if Edtf == field.annotation or Edtf in get_args(field.annotation)
    )


def dated(name: str, text: str | None) -> dict[str, str | date]:
    """`{name, name_earliest, name_latest}` for the graph; nothing for a date that is not stated."""
    if text is None:
        return {}
    first, last = bounds(text)
    found = {name: text, f"{name}_earliest": first, f"{name}_latest": last}
    return {key: value for key, value in found.items() if value is not None}
