"""The formats of an export, one file each: whatever lies in this folder is a format."""

from __future__ import annotations

import inspect
import pkgutil
from functools import cache
from importlib import import_module

from graph.export.format import LedgerFormat, ViewFormat

__all__ = ["formats"]


@cache
def formats() -> dict[str, type[ViewFormat] | type[LedgerFormat]]:
    """All formats by name.

    Raises:
        TypeError: a file in this folder defines no format, or more than one.
    """
    return {one.name(): one for one in (_format(module.name) for module in pkgutil.iter_modules(__path__))}


def _format(name: str) -> type[ViewFormat] | type[LedgerFormat]:
    module = import_module(f"{__name__}.{name}")
    defined = [one for _, one in inspect.getmembers(module, inspect.isclass) if one.__module__ == module.__name__]
    found = [one for one in defined if issubclass(one, ViewFormat | LedgerFormat)]
    if len(found) != 1:
        raise TypeError(f"{module.__name__} defines {len(found)} formats; a file in this folder defines one")
    return found[0]
