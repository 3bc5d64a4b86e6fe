"""What the models find wrong with a YAML file, as faults with line, field and plain words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph.errors import Fault
from graph.model import RELATIONS
from graph.text import did_you_mean

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

    from loaders.yaml_lines import Lined

_RELATION_CLASSES = frozenset(relation.__name__ for relation in RELATIONS.values())


def faults_of(error: ValidationError, path: Path, item: Lined, name: str) -> list[Fault]:
    """One fault for each place: of what several possible types say of a value, what goes deepest or beyond its type."""
    found: dict[tuple[str | int, ...], Fault] = {}
    for detail in sorted(error.errors(include_url=False), key=lambda detail: detail["type"].endswith("_type")):
        where = _steps(detail, item, ("with",) if error.title in _RELATION_CLASSES else ())
        field = ".".join(filter(None, (name, ".".join(str(step) for step in where))))
        message = _chosen_from(detail) or detail["msg"].removeprefix("Value error, ")
        shown = "" if detail["type"] == "missing" else short(detail["input"])
        found.setdefault(where, Fault(message, str(path), item.at(where), field, shown))
    return [fault for place, fault in found.items() if not any(other[:-1] == place != () for other in found)]


def _steps(detail: ErrorDetails, item: Lined, under: tuple[str, ...]) -> tuple[str | int, ...]:
    """The keys and items that lead to a fault in the file, without the names of types that pydantic puts among them."""
    here, steps = item, []
    for step in (*under, *detail["loc"]):
        if step in here.inner:
            here = here.inner[step]
        elif detail["type"] != "missing":
            continue
        steps.append(step)
    return tuple(steps)


_PLAINER = {"missing": "is missing", "extra_forbidden": "is no field here; mend its name or leave it out"}


def _chosen_from(detail: ErrorDetails) -> str:
    """A message better than pydantic's, where there is one: near words instead of a list of forty."""
    if detail["type"] == "string_type" and isinstance(detail["input"], (int, float, bool)):
        return "must be text; put it in quotes"
    if detail["type"] in _PLAINER:
        return _PLAINER[detail["type"]]
    if detail["type"] not in ("literal_error", "enum"):
        return ""
    allowed = re.findall(r"'([^']*)'", detail["ctx"]["expected"])
    given, otherwise = str(detail["input"]), f"must be one of {', '.join(allowed)}"
    tip = did_you_mean(given.upper(), allowed, "") or did_you_mean(given, allowed, "")
    return f"not one that we know; {tip}" if tip else otherwise


def short(value: object, limit: int = 80) -> str:
    """A value as a message shows it."""
    text = str(value)
    return text if len(text) <= limit else text[: limit - 1] + "…"
