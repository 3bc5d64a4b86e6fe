"""Versions of one article of one country's law: which was in force when, what each threatens, and on whose word.

Which versions there are and which was in force is asked of the canned query law-in-force; what is added here are the
independent origins among the claims about each version.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from graph import stores
from graph.ask.answer import Answer
from graph.ask.search import resolve
from graph.errors import NothingFound
from graph.ledger import support
from graph.ledger.certainty import Certainty
from graph.model import HYPOTHESIS
from graph.query import load_one

if TYPE_CHECKING:
    import datetime as dt

    from graph.ask.answer import Named
    from graph.stores import Store

_WORD = re.compile(r"^(?:articles?|art\.?|статья|статьи|ст\.?|§)\s*(?=\d)", re.IGNORECASE)


class LawVersion(Answer):
    """One version of an article; `certainty` is definitely, possibly or not stated on a day, and None without one."""

    law: str
    law_id: str
    code: str | None
    article: str | None
    part: str | None
    country: str | None
    in_force_from: str | None
    in_force_until: str | None
    min_months: int | None
    max_months: int | None
    life: bool | None
    certainty: str | None
    grade: str | None
    sources: tuple[str, ...]
    origins: tuple[str, ...]


COLUMNS = tuple(LawVersion.model_fields)


def versions(store: Store, article: str, country: str, day: dt.date | None = None) -> list[LawVersion]:
    """The versions of an article in a country, oldest first; with a day, those that may have been in force.

    Raises:
        NothingFound: no country of that name, no such article there, or no version that may have been in force on the day.
    """
    place = resolve(store, country)
    if place.kind != "Country":
        raise NothingFound(f"“{place.name}” is a {place.kind}, not a country", hint="a law belongs to one country")
    number = _WORD.sub("", article.strip())
    rows = _asked(store, number, place.id, day)
    if not rows:
        raise _nothing(store, number, place, day)
    return _supported(store, rows)


def _asked(store: Store, number: str, country: str, day: dt.date | None) -> list[LawVersion]:
    query = load_one("law-in-force")
    given = {"country": country, "article": number} | ({"on": day.isoformat()} if day else {})
    return [LawVersion(**row) for row in store.read(query.text, query.values(given)).rows]


def _nothing(store: Store, number: str, place: Named, day: dt.date | None) -> NothingFound:
    every = _asked(store, number, place.id, None) if day else []
    if every:
        periods = "; ".join(f"{row.law_id}: {row.in_force_from or '…'} to {row.in_force_until or '…'}" for row in every)
        return NothingFound(f"no version of article {number} of {place.name} was in force on {day}", hint=periods)
    numbers = store.read(_NUMBERS, {"country": place.id}).column("article")
    hint = f"articles with a number there: {', '.join(numbers)}" if numbers else "no law of that country has a number"
    return NothingFound(f"no law of {place.name} is article {number}", hint=hint)


_NUMBERS = """
MATCH (l:Law) WHERE l.jurisdiction = $country AND l.article IS NOT NULL
RETURN DISTINCT l.article AS article ORDER BY article
"""


def _supported(store: Store, rows: list[LawVersion]) -> list[LawVersion]:
    """Counts as one origin what two documents have from each other; the query knows origins by name only."""
    about = stores.read_claims_about(store, [row.law_id for row in rows]).values()
    claims = [claim for claim in about if claim.status != "retracted" and claim.property != HYPOTHESIS]
    sources = stores.read_sources(store, {claim.source for claim in claims})
    return [
        row.model_copy(update=asdict(support([claim for claim in claims if claim.about[0] == row.law_id], sources)))
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class LawText:
    """What a law's article and penalty are written from; terms in months."""

    article: str | None = None
    part: str | None = None
    code: str | None = None
    penalty_min_months: int | None = None
    penalty_max_months: int | None = None
    penalty_life: bool | None = None


def article(law: LawText) -> str | None:
    """An article with its part and code as one text, such as “172 part 2 (Criminal Code)”; None for a law without number."""
    if not law.article:
        return None
    return law.article + (f" part {law.part}" if law.part else "") + (f" ({law.code})" if law.code else "")


def penalty(law: LawText) -> str:
    """The range that a law threatens, in words; “not stated” where no source states it."""
    low, high = law.penalty_min_months, law.penalty_max_months
    if low is not None and high is not None:
        months = f"{low} to {high} months"
    else:
        months = f"from {low} months" if low is not None else f"up to {high} months" if high is not None else ""
    life = "life" if law.penalty_life else ""
    return " or ".join(part for part in (months, life) if part) or str(Certainty.NOT_STATED)
