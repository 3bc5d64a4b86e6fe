"""The dossier that comes along: where it is, and loaded."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from graph.ingest.loading import load

if TYPE_CHECKING:
    from graph.ingest.merge import Summary
    from graph.stores import Store


def seeds() -> Path:
    """The folder of the dossier."""
    return Path(str(resources.files("seeds") / "central-asia"))


def load_seeds(store: Store) -> Summary:
    """Loads it into an open store, with constraints and indexes; raises RecordFaults if it were ever wrong."""
    return load(store, [seeds()]).tally
