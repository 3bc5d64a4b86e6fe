"""What a package gives: each says so in `__all__`, in order, and all of it is there: names, or its modules."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PACKAGES = sorted(
    ".".join(init.parent.relative_to(ROOT).parts)
    for folder in ("graph", "loaders")
    for init in (ROOT / folder).rglob("__init__.py")
)


@pytest.mark.parametrize("package", PACKAGES)
def test_it_names_what_it_gives(package: str) -> None:
    module = importlib.import_module(package)
    names: list[str] = module.__all__
    assert names == sorted(names, key=lambda name: (not name.isupper(), not name[0].isupper(), name))
    assert len(set(names)) == len(names)
    for name in names:
        assert hasattr(module, name) or importlib.util.find_spec(f"{package}.{name}"), name
