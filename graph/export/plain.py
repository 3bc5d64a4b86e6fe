"""Text that shows what it holds: signs that hide text or turn it round become a visible U+FFFD."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def visible(text: str) -> str:
    """The text with control signs, direction overrides, byte order marks and halves of surrogates made visible."""
    return _UNSEEN.sub("\ufffd", text)


def one_line(text: str) -> str:
    """The same on one line: every run of white space is one space."""
    return " ".join(visible(text).split())


_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """The text as XML 1.0 can carry it: one kind of line end, and U+FFFD for the signs that no XML file may have."""
    return _NOT_XML.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def utf8(text: str) -> str:
    """The text as UTF-8 can carry it: U+FFFD for halves of surrogates."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def json_value(value: Any, text: Callable[[str], str], number: Callable[[int | float], int | float | str | None]) -> Any:
    """The value as JSON can carry it, with every text and number made what `text` and `number` make of it."""
    if isinstance(value, dict):
        return {text(str(key)): json_value(item, text, number) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [json_value(item, text, number) for item in value]
    if value is None or isinstance(value, bool):
        return value
    return number(value) if isinstance(value, int | float) else text(str(value))
