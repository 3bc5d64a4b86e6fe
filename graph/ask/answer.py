"""What answers are made of: frozen models, whose JSON is the contract of the commands."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict


class Answer(BaseModel):
    """An answer or a part of one; a field that was not set is not in its JSON, one that is None is."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    def as_json(self) -> dict[str, Any]:
        """The JSON contract: fields in their order, under the names that the contract gives them."""
        return self.model_dump(mode="json", by_alias=True, exclude_unset=True)


class Named(Answer):
    """An entity as other answers name it."""

    id: str
    kind: str
    name: str
