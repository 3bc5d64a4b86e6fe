"""The text of a claim that a loader made of ids, told with names; what somebody wrote stays as it is.

A loader knows no names while it reads, so the store keeps ids in such a text, and names come in when it is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.model import RELATIONS, relation_sentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def is_made(text: str, prop: str, about: Sequence[str]) -> bool:
    """Whether a loader made a claim's text: a relation between two ids, a mention of one, or a property of one."""
    if prop in RELATIONS and text == _relation(prop, about):
        return True
    label, colon, _ = text.partition(": ")
    return text.startswith(f"{about[0]} is named in ") or bool(colon and label.endswith(f" of {about[0]}"))


def with_names(text: str, prop: str, about: Sequence[str], names: Mapping[str, str]) -> str:
    """The text as it is shown; an id without a name stays."""
    if not about or not is_made(text, prop, about):
        return text
    called = [names.get(key, key) for key in about]
    if prop in RELATIONS and text == _relation(prop, about):
        return _relation(prop, called)
    return text.replace(about[0], called[0], 1)


def _relation(prop: str, ends: Sequence[str]) -> str:
    return relation_sentence(prop).now.format(a=ends[0], b=ends[-1])
