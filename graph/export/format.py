"""What a format is: one class in a file of its own in graph/export/formats/, which says all there is to know of it.

The command, its help and the guide's table follow from the class. Its fields are the options of its command: a `bool` is a
flag, a `Literal` a choice, and a field's description is the option's help.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from graph.export.view import GraphView


class Rendered(NamedTuple):
    """What is written: the content of one file, or of several by their names; remarks are for whoever asked for it."""

    content: str | bytes | Mapping[str, str]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EdgeClaim:
    """What one claim says of the relation that it supports: dates (EDTF), properties, and its data set's own words."""

    since: str | None = None
    until: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    extra: Mapping[str, list[str]] = field(default_factory=dict)
    status: str = "asserted"


class Format(BaseModel):
    """The facts of a format; its docstring is the help of its command and ends with an example."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    suffix: ClassVar[str]
    """How such files usually end."""
    readers: ClassVar[str]
    """Who or what reads it; Markdown."""
    holds: ClassVar[str]
    """What of a view is in it; Markdown."""
    is_picture: ClassVar[bool] = False
    """Whether people look at it: it needs a layout, and more entities than anyone can read are refused without --force."""
    one_file: ClassVar[str] = ""
    """Of a format of several files, the option that leaves one; without it they go into a folder or a .zip."""

    @classmethod
    def name(cls) -> str:
        """The name of the format and of its command: that of its file."""
        return cls.__module__.rpartition(".")[2].replace("_", "-")


class ViewFormat(Format):
    """A format of what a view holds. It takes --profile public: the view that it is given is then public already."""

    def render(self, view: GraphView) -> Rendered:
        """The view in this format: the same view gives the same content."""
        raise NotImplementedError


class LedgerFormat(Format):
    """A format that also holds what single claims say, in their own words: for these there is no public profile."""

    def render(self, view: GraphView, edge_claims: Mapping[str, EdgeClaim]) -> Rendered:
        """The view in this format; `edge_claims` by claim id."""
        raise NotImplementedError
