"""The case that comes along, loaded, asked and drawn: what `casegraph demo` and `make demo` show."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.ingest.merge import Summary
    from graph.stores import Store

STORE = "casegraph.db"
PAGE = "central-asia.html"
TITLE = "Hired to fight, tried at home"
DESCRIPTION = "Central Asians recruited to fight for Wagner or Russia’s Ministry of Defense, as five news articles tell it"


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the demo: in words, the canned query that answers it, and which columns to print."""

    words: str
    query: str
    given: dict[str, str]
    columns: tuple[str, ...]


QUESTIONS = (
    Question("Who was recruited by whom?", "recruited-by", {}, ("person", "recruited_by", "channel", "place", "status", "grade")),
    Question(
        "Which rulings were passed on Askar Kubanychbek, and in which order?",
        "rulings-of",
        {"person": "Askar Kubanychbek"},
        ("step", "ruling", "date", "months", "restriction_months", "court", "grade"),
    ),
    Question(
        "How many criminal cases, says who?",
        "figures",
        {"metric": "criminal-cases"},
        ("scope", "value", "bound", "as_of", "origin_name", "grade"),
    ),
)
PATH = ("Askar Kubanychbek", "Russian Foreign Ministry")


def seeds() -> Path:
    """The folder of the dossier that comes along."""
    return Path(str(resources.files("seeds") / "central-asia"))


def load_seeds(store: Store) -> Summary:
    """Loads the dossier into a store; raises RecordFaults if it were ever wrong."""
    from graph.errors import RecordFaults
    from graph.ingest.merge import ingest, known_to
    from graph.ledger import check
    from loaders import load_files

    loaded = load_files([seeds()])
    store.migrate()
    known = known_to(store, loaded.records)
    ledger, faults, _ = check(loaded.records, known)
    if faults or loaded.faults:
        raise RecordFaults([*loaded.faults, *faults])
    return ingest(store, ledger, known)
