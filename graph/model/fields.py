"""What a field of a record may hold, and what is known of it beside its type: its words, and who may read it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field, StringConstraints

if TYPE_CHECKING:
    from pydantic import BaseModel

ID_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._-]*$"
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=200)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=10_000)]
Months = Annotated[int, Field(ge=0, le=12 * 200)]
INT64 = 2**63 - 1  # the largest whole number that a store takes
Count = Annotated[int, Field(ge=0, le=INT64)]
_BY_LABEL = "the {field} of {e} is “{v}”"


class Publish(IntEnum):
    """Whether a field leaves under the public profile; a field that does not say so never does."""

    NEVER = 0
    UNLESS_PROTECTED = 1
    ALWAYS = 2


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """What is known of a field beside its type.

    `sentence` has places for the entity {e}, the value {v} and the label {field}; `values` are words for the values of a
    closed vocabulary that fit into it. `unit` is what a number counts. `qualifies` names the field whose sentence says this
    one, too, when one place states both. `single` says that a thing has one value of it at a time, so that two values conflict;
    `share` that it is a part of a whole in per cent; `ends` names the field of the day on which began what ends on this one.
    `identifies` says that it helps, together with other things, to tell who a person without a name is.
    """

    sentence: str = _BY_LABEL
    publish: Publish = Publish.NEVER
    label: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""
    qualifies: str = ""
    single: bool = False
    share: bool = False
    ends: str = ""
    identifies: bool = False


def public(sentence: str = _BY_LABEL, **more: Any) -> FieldSpec:
    """Marks a field, by `Annotated`, as one that may be published of everybody; `more` as in `FieldSpec`."""
    return FieldSpec(sentence, Publish.ALWAYS, **more)


def unless_protected(sentence: str = _BY_LABEL, **more: Any) -> FieldSpec:
    """Marks a field as one that would tell who a protected person is, and may be published of all others."""
    return FieldSpec(sentence, Publish.UNLESS_PROTECTED, **more)


PublicText = Annotated[Text | None, public()]
"""An optional text that may be published of everybody, such as somebody's role in a relation."""
OneText = Annotated[Text | None, public(single=True)]
"""An optional text of which a relation has one at a time, such as somebody's pay."""


@lru_cache(maxsize=1024)
def field_spec(model: type[BaseModel], name: str) -> FieldSpec:
    """What is known of a field of a model; its label is its name in words unless the model says otherwise.

    A field that the model does not have is known by its name alone, and so never published.
    """
    info = model.model_fields.get(name)
    found = next((one for one in info.metadata if isinstance(one, FieldSpec)), FieldSpec()) if info else FieldSpec()
    return found if found.label else replace(found, label=in_words(name))


def in_words(name: str) -> str:
    """A name of the model as words: `criminal-cases`, `birth_date` and `LegalCase` are “criminal cases”, “birth date”, …"""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).replace("_", " ").replace("-", " ").lower()
