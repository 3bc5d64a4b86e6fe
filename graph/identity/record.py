"""What is known of somebody or something that is compared: names and a few facts."""

from __future__ import annotations

from typing import Any, Self

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, field_validator, model_validator

_GENDERS = {
    "m": "male",
    "f": "female",
    "male": "male",
    "female": "female",
    "man": "male",
    "woman": "female",
    "м": "male",
    "ж": "female",
}


class Record(BaseModel):
    """One side of a comparison; what else a line holds, such as an id, is not looked at.

    Dates are EDTF as far as a year, month or day can be read; countries are codes or names, in lower case.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", str_strip_whitespace=True)

    names: tuple[str, ...] = ()
    kind: str | None = Field(default=None, validation_alias=AliasChoices("kind", "schema"))
    birth_date: str | None = Field(default=None, validation_alias=AliasChoices("birth_date", "birth_year"))
    gender: str | None = Field(default=None, validation_alias=AliasChoices("gender", "sex"))
    countries: frozenset[str] = Field(default=frozenset(), validation_alias=AliasChoices("countries", "country", "citizenship"))
    identifiers: frozenset[str] = frozenset()
    source: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _names(cls, given: Any) -> Any:
        """`name` before `names` and `aliases`, each once."""
        if not isinstance(given, dict):
            return given
        found = [given.get("name"), *_several(given.get("names")), *_several(given.get("aliases"))]
        for name in found:
            if not (name is None or isinstance(name, str)):
                raise ValueError(f"a name is a text, not {name!r}")
        return {**given, "names": tuple(dict.fromkeys(name for name in found if name and name.strip()))}

    @field_validator("birth_date", mode="before")
    @classmethod
    def _year(cls, given: Any) -> Any:
        return str(given) if isinstance(given, int) and not isinstance(given, bool) else given or None

    @field_validator("gender", mode="before")
    @classmethod
    def _gender(cls, given: Any) -> Any:
        return _GENDERS.get(given.strip().casefold()) if isinstance(given, str) else given

    @field_validator("countries", "identifiers", mode="before")
    @classmethod
    def _set(cls, given: Any) -> Any:
        if isinstance(given, dict):
            return frozenset(f"{kind}:{value}".casefold() for kind, value in given.items())
        return frozenset(one.strip().casefold() if isinstance(one, str) else one for one in _several(given) if one)

    @classmethod
    def named(cls, *names: str, kind: str | None = None) -> Self:
        """A record of names alone."""
        return cls(names=names, kind=kind)


def _several(given: Any) -> list[Any]:
    if given is None:
        return []
    return list(given) if isinstance(given, (list, tuple, set, frozenset)) else [given]
