"""Forms of protected names and of what identifies: how many of them pass the public profile, in which no more than 5 % may.

`open.json` was known while the masking was made, `unseen.json` was written before and not tuned to, `later.json` came after
and mended two kinds. All persons are made up.
"""

from __future__ import annotations

import json
import random
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from graph.export.view import GraphView, ViewClaim, ViewNode
from graph.publish import Protected, Publication
from graph.publish.index import Index
from graph.publish.key import Key
from graph.publish.mask import WITHHELD, Masker, Others

KEY = Key(b"0123456789abcdef0123456789abcdef")
FOLDER = Path(__file__).parent / "public_forms"
TEMPLATES = ("The court heard that {} was there.", "Вчера суд назвал: {}, и всё.", "{}")
LEAST = 0.95


def told(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return found


@cache
def people(name: str) -> tuple[Protected, ...]:
    return tuple(
        Protected(
            one["id"],
            (one["name"], *one["names"]),
            "named",
            (one["birth_date"],) if "birth_date" in one else (),
            (one["age"],) if "age" in one else (),
        )
        for one in told(name)["persons"]
    )


def passing(name: str) -> tuple[list[tuple[str, str, bool]], int]:
    """The forms that pass, each with its person and whether the text is about them; and how many were tried."""
    protected = people(name)
    free = [free.split(" (")[0] for free in told(name)["not_protected_beside_them"]]
    nodes = [ViewNode(id=one.id, kind="Person", name=one.names[0], protected=True) for one in protected]
    nodes += [ViewNode(id=f"free-{at}", kind="Person", name=one) for at, one in enumerate(free)]
    nodes.append(ViewNode(id="court", kind="Court", name="The court"))
    forms = [(one["id"], form) for one in told(name)["persons"] for form in one["forms"]]
    claims, tried = [], []
    for person, form in forms:
        for about in (person, "court"):
            text = TEMPLATES[len(tried) // 2 % len(TEMPLATES)].format(form)
            tried.append((person, form, about == person))
            claims.append(ViewClaim(id=f"claim-{len(tried)}", text=text, property="mention", status="asserted", grade="B2",
                                    source="s", about=[about]))  # fmt: skip
    made = Publication(protected, KEY).view(GraphView(title="", nodes=nodes, claims=claims))
    texts = {claim.id: claim.text for claim in made.claims}
    ids = {KEY.other_id(claim.id) for claim in claims}
    assert ids | {claim.id for claim in claims} >= texts.keys()
    leaks = []
    for (person, form, about), claim in zip(tried, claims, strict=True):
        text = texts.get(claim.id) or texts.get(KEY.other_id(claim.id), "")
        if form in re.sub(r"Person ....-....", "", text):
            leaks.append((person, form, about))
    return leaks, len(tried)


@pytest.mark.parametrize("name", ["open", "unseen", "later"])
def test_hardly_a_form_passes(name: str) -> None:
    leaks, tried = passing(name)
    assert 1 - len(leaks) / tried >= LEAST, leaks


def sentences(count: int, seed: int) -> list[str]:
    """Ordinary sentences in sixteen languages, in which nobody who is protected is named."""
    words, chance = told("sentences"), random.Random(seed)
    languages = words["languages"]
    found = []
    for one in chance.choices(languages, [one["weight"] for one in languages], k=count):
        noun, other = chance.choice(one["nouns"]), chance.choice(one["nouns"])
        found.append(
            chance.choice(one["templates"]).format(
                n=noun, n2=other, Cn=noun[:1].upper() + noun[1:], v=chance.choice(one["verbs"]),
                v2=chance.choice(one["other_verbs"]), p=chance.choice(words["cities"]), pl=chance.choice(words["villages"]),
                o=chance.choice(words["bodies"]), x=chance.choice(words["persons"]), d=chance.choice(words["days"]),
                k=chance.randint(2, 60), y=chance.randint(1990, 2024), y2=2025,
            )
        )  # fmt: skip
    return found


def test_ordinary_sentences_are_left_alone() -> None:
    free = [one.split(" (")[0] for name in ("open", "unseen") for one in told(name)["not_protected_beside_them"]]
    masker = Masker(Index([*people("open"), *people("unseen")]), KEY, Others(free))
    written = sentences(5000, 11)
    touched = [(text, masker.text(text)) for text in written if masker.text(text) != text]
    assert len(touched) <= 0.005 * len(written), touched


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("Sergey Petrov and Olga Petrova came from Petrovka village.", True),
        ("Сергея Петрова видели в деревне Петровке.", True),
        ("Boris Petrov spoke.", True),  # nobody of that name is on record; it is another person in full
        ("Ivan Kuznetsov spoke.", True),
        ("I. P. Kuznetsov spoke.", True),
        ("See section P. of the annex.", True),
        ("Дело Петрова", False),
        ("Petrova said", False),
    ],
)
def test_who_is_another_in_full_stays(text: str, stays: bool) -> None:
    masker = Masker(Index(people("open")), KEY, Others(["Sergey Petrov", "Olga Petrova"]))
    assert masker.text(text) == text if stays else WITHHELD in masker.text(text)
