"""Words for people: numbers of things, proposals, and characters that would hide or steer text."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.text import counted, did_you_mean, printable, visible

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(("count", "noun", "said"), [(1, "hop", "1 hop"), (0, "hop", "0 hops"), (2, "entity", "2 entities")])
def test_a_noun_goes_with_its_count(count: int, noun: str, said: str) -> None:
    assert counted(count, noun) == said


def test_near_names_are_proposed_and_far_ones_are_not() -> None:
    known = {"path": "", "page": "", "neighbours": ""}
    assert did_you_mean("paht", known, "see all") == "did you mean path?"
    assert did_you_mean("zzz", known, "see all") == "see all"
    assert did_you_mean("pae", known, "", 0.5) == "did you mean page or path?"


def test_what_turns_text_round_is_visible_and_what_steers_a_terminal_as_well() -> None:
    assert visible("a\u202eb\ud800\r\n\tc") == "a\ufffdb\ufffd\r\n\tc"
    assert printable("a\u202eb\u200b\r\x1b[2J\n\tc\u00a0d") == "a\ufffdb\ufffd\ufffd\ufffd[2J\n\tc\u00a0d"


def test_nobody_looks_for_near_names_or_counts_things_alone() -> None:
    """One place proposes names and one makes plurals: graph/text.py."""
    found = [
        str(file.relative_to(ROOT))
        for folder in ("graph", "loaders")
        for file in sorted((ROOT / folder).rglob("*.py"))
        if file.name != "text.py" and any(word in file.read_text("utf-8") for word in ("difflib", "== 1 else 's'"))
    ]
    assert not found
