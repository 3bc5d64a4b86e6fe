"""Labels and relation types of a query that the model does not know: a misspelt one is answered with no rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.model import KINDS, RELATIONS
from graph.query.guard import tokens
from graph.text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

_LABELS = ("Entity", "Claim", "Source", "Dataset", "Decision", "Edition", "Load", "Migration", "Version", *KINDS)
_EDGES = ("ABOUT", "ATTRIBUTED_TO", "REPORTED_BY", "PUBLISHED_BY", "CITES", *RELATIONS)


def unknown_names(query: str) -> Iterator[str]:
    """A sentence for each label and relation type of the query that the model does not have, with what is near."""
    told: set[str] = set()
    words = tokens(query)
    brackets: list[str] = []
    for at, word in enumerate(words):
        if word in "([{":
            brackets.append(word)
        elif word in ")]}" and brackets:
            brackets.pop()
        if at and words[at - 1] in ":|&" and brackets[-1:] in (["("], ["["]) and word.isidentifier() and word not in told:
            what, known = ("label", _LABELS) if brackets[-1] == "(" else ("relation type", _EDGES)
            told.add(word)
            if word not in known:
                yield f"the model has no {what} “{word}”; {did_you_mean(word, known, '`casegraph schema` lists them')}"
