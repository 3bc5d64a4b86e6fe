"""The cases that come along: what `casegraph demo` asks each of them, and how its page is called."""

from __future__ import annotations

from dataclasses import dataclass, field

DEFAULT = "central-asia"


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the demo: in words, the canned query that answers it, and which columns to print."""

    words: str
    query: str
    given: dict[str, str] = field(default_factory=dict)
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DemoCase:
    """A dossier in seeds/, as the demo shows it: three questions, a path between two entities, what to ask next."""

    name: str
    store: str
    title: str
    description: str
    questions: tuple[Question, ...]
    path: tuple[str, str]
    next: str

    @property
    def page(self) -> str:
        """The name of its page."""
        return f"{self.name}.html"


CENTRAL_ASIA = DemoCase(
    name=DEFAULT,
    store="casegraph.db",
    title="Hired to fight, tried at home",
    description="Central Asians recruited to fight for Wagner or Russia’s Ministry of Defense, as five news articles tell it",
    questions=(
        Question(
            "Who was recruited by whom?",
            "recruited-by",
            columns=("person", "recruited_by", "channel", "place", "status", "grade"),
        ),
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
    ),
    path=("Askar Kubanychbek", "Russian Foreign Ministry"),
    next='casegraph show "Askar Kubanychbek"',
)
HARBOUR = DemoCase(
    name="made-up-harbour",
    store="made-up-harbour.db",
    title="Made up: the shipbroker of Port Ennet",
    description="A made-up case with a denial, a contested share and a sentence told in two ways; nobody in it exists",
    questions=(
        Question(
            "What ties Cy Morrow to anybody, and who denies it?",
            "neighbours",
            {"entity": "Cy Morrow"},
            ("relation", "name", "since", "status", "grade", "origins", "disputed_grade", "disputed_origins"),
        ),
        Question(
            "Who worked for Harbour Lines, and when?",
            "members-of",
            {"organization": "Harbour Lines"},
            ("person", "tie", "since", "until", "status", "grade", "disputed_origins"),
        ),
        Question(
            "Which rulings were passed on Bob Arden?",
            "rulings-of",
            {"person": "Bob Arden"},
            ("step", "ruling", "date", "months", "months_contested", "court", "grade"),
        ),
    ),
    path=("Cy Morrow", "Harbour Lines"),
    next="casegraph conflicts",
)
CASES = {case.name: case for case in (CENTRAL_ASIA, HARBOUR)}
