"""What `casegraph demo` asks the case that comes along, and how its page is called."""

from __future__ import annotations

from dataclasses import dataclass

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
