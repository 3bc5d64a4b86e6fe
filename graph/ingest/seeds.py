"""The dossiers that come along: where they are, and loaded."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from graph.ingest.loading import load

if TYPE_CHECKING:
    from graph.ingest.merge import Summary
    from graph.stores import Store


def seeds(name: str = "central-asia") -> Path:
    """The folder of a dossier."""
    return Path(str(resources.files("seeds") / name))


def load_seeds(store: Store, name: str = "central-asia") -> Summary:
    """Loads one into an open store, with constraints and indexes; raises RecordFaults if it were ever wrong."""
    return load(store, [seeds(name)]).tally
