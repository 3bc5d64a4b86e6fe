"""The base of every kind of entity: a kind is one class, known to the product by being defined in a file beside this one.

A kind's labels are its own name and those of the kinds that it specialises, so that a `Court` is found as a `PublicBody`
and as an `Organization`. `colour` and `shape` are how it is drawn everywhere; the colours are the Okabe–Ito palette and
its shades, told apart by people with any colour vision, and doubled by shape.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import Field, model_validator

from graph.model.dates import date_fields
from graph.model.extra import Extra
from graph.model.fields import Id, Text, public, unless_protected
from graph.model.record import GraphRecord, kept

KINDS: dict[str, type[Entity]] = {}


class Entity(GraphRecord):
    """Anything that a source speaks of; `id` is chosen by us and the only key that anyone may rely on.

    `lead` stands before its name in a sentence (“the case”), where the bare name would not read as one.
    """

    colour: ClassVar[str] = "#999999"
    shape: ClassVar[str] = "dot"
    lead: ClassVar[str] = ""

    id: Id
    name: Annotated[Text, unless_protected("{e} is also called “{v}”")]
    names: Annotated[tuple[Text, ...], unless_protected()] = ()
    summary: Annotated[Text | None, public()] = None
    datasets: Annotated[tuple[str, ...], public()] = ()
    extra: Annotated[Extra, unless_protected()] = Field(default_factory=dict)

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        KINDS[cls.__name__] = cls

    @property
    def kind(self) -> str:
        """The most specific kind: the name of the class."""
        return type(self).__name__

    @classmethod
    def labels(cls) -> tuple[str, ...]:
        """Engine labels from the general to the specific: Entity, …, the kind itself."""
        line = [base.__name__ for base in cls.__mro__ if issubclass(base, Entity)]
        return tuple(reversed(line))

    @model_validator(mode="before")
    @classmethod
    def _name_is_a_name(cls, values: Any) -> Any:
        """`names` always holds `name`, first and once."""
        if isinstance(values, dict) and isinstance(values.get("names") or (), (list, tuple)):
            every = (values.get("name"), *(values.get("names") or ()))
            if all(isinstance(name, str) and name.strip() for name in every):
                return {**values, "names": tuple(dict.fromkeys(name.strip() for name in every))}
        return values

    def properties(self) -> dict[str, Any]:
        """What the graph keeps of it."""
        return {"kind": self.kind, **kept(self)}

    @classmethod
    def date_fields(cls) -> frozenset[str]:
        """The fields that hold EDTF text."""
        return date_fields(cls)


def kinds_under(*names: str) -> frozenset[str]:
    """The named kinds and all that specialise them; every kind for the name "Entity"."""
    tops = tuple(Entity if name == "Entity" else KINDS[name] for name in names)
    return frozenset(name for name, kind in KINDS.items() if issubclass(kind, tops))
