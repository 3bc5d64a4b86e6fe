"""Text as lines, XML and UTF-8 can carry it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

from graph.text import visible


def one_line(text: str) -> str:
    """The text on one line, what hides or turns it round made visible: every run of white space is one space."""
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
