"""The text of a claim that a loader made of ids is told with names; what somebody wrote stays. All is made up."""

from __future__ import annotations

import pytest

from graph.ledger.made_text import is_made, with_names
from graph.model import relation_sentence

NAMES = {"p-1": "Ann", "o-2": "Harbor Ltd"}
OWNS = relation_sentence("OWNS").now


@pytest.mark.parametrize(
    ("text", "prop", "about", "told"),
    [
        (OWNS.format(a="p-1", b="o-2"), "OWNS", ("p-1", "o-2"), OWNS.format(a="Ann", b="Harbor Ltd")),
        (OWNS.format(a="p-1", b="o-9"), "OWNS", ("p-1", "o-9"), OWNS.format(a="Ann", b="o-9")),
        ("p-1 is named in A list (owner)", "mention", ("p-1",), "Ann is named in A list (owner)"),
        ("p-1 is named in p-1.csv (owner)", "mention", ("p-1",), "Ann is named in p-1.csv (owner)"),
        ("nationality of p-1: se", "x_nationality", ("p-1",), "nationality of Ann: se"),
        ("nationality of p-1: of p-1: se", "x_nationality", ("p-1",), "nationality of Ann: of p-1: se"),
        ("share of o-2: 51", "OWNS", ("o-2", "p-1"), "share of Harbor Ltd: 51"),
    ],
)
def test_a_made_text_is_told_with_names(text: str, prop: str, about: tuple[str, ...], told: str) -> None:
    assert is_made(text, prop, about)
    assert with_names(text, prop, about, NAMES) == told


@pytest.mark.parametrize(
    ("text", "prop", "about"),
    [
        (OWNS.format(a="p-1", b="o-2"), "CONTROLS", ("p-1", "o-2")),
        (OWNS.format(a="p-1", b="o-2"), "OWNS", ("o-2", "p-1")),
        (OWNS.format(a="p-1", b="o-2") + ".", "OWNS", ("p-1", "o-2")),
        (OWNS.format(a="p-1", b="o-2"), "mention", ("p-1", "o-2")),
        ("It says that p-1 is named in A list", "mention", ("p-1",)),
        ("p-1 is named", "mention", ("p-1",)),
        ("She said: the house of p-1: mine", "x_house", ("p-1",)),
        ("the house of p-1", "x_house", ("p-1", "o-2")),
        ("the house of o-2: hers", "x_house", ("p-1", "o-2")),
        ("house of p-1,2: hers", "x_house", ("p-1",)),
    ],
)
def test_what_somebody_wrote_stays(text: str, prop: str, about: tuple[str, ...]) -> None:
    assert not is_made(text, prop, about)
    assert with_names(text, prop, about, NAMES) == text


def test_a_text_about_nobody_stays() -> None:
    assert with_names("p-1 is named in A list", "mention", (), NAMES) == "p-1 is named in A list"
