"""Versions of one article of one country's law: which was in force when, what each threatens, and on whose word.

Which versions there are and which was in force is asked of the canned query law-in-force; what is added here are the
independent origins among the claims about each version.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from graph import stores
from graph.ask.search import resolve
from graph.errors import NothingFound
from graph.ledger import support
from graph.model import HYPOTHESIS
from graph.query import load_one

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from graph.stores import Store

COLUMNS = ("law", "law_id", "code", "article", "part", "country", "in_force_from", "in_force_until", "min_months", "max_months",
           "life", "certainty", "grade", "sources", "origins")  # fmt: skip
_WORD = re.compile(r"^(?:articles?|art\.?|статья|статьи|ст\.?|§)\s*(?=\d)", re.IGNORECASE)


def versions(store: Store, article: str, country: str, day: dt.date | None = None) -> list[dict[str, Any]]:
    """The versions of an article in a country, oldest first, under `COLUMNS`; with a day, those that may have been in force.

    `certainty` is definitely, possibly or not stated, and None without a day.

    Raises:
        NothingFound: no country of that name, no such article there, or no version that may have been in force on the day.
    """
    place = resolve(store, country)
    if place["kind"] != "Country":
        raise NothingFound(f"“{place['name']}” is a {place['kind']}, not a country", hint="a law belongs to one country")
    number = _WORD.sub("", article.strip())
    rows = _asked(store, number, place["id"], day)
    if not rows:
        raise _nothing(store, number, place, day)
    _support(store, rows)
    return rows


def _asked(store: Store, number: str, country: str, day: dt.date | None) -> list[dict[str, Any]]:
    query = load_one("law-in-force")
    given = {"country": country, "article": number} | ({"on": day.isoformat()} if day else {})
    return store.read(query.text, query.values(given)).rows


def _nothing(store: Store, number: str, place: dict[str, Any], day: dt.date | None) -> NothingFound:
    every = _asked(store, number, place["id"], None) if day else []
    if every:
        periods = "; ".join(f"{row['law_id']}: {row['in_force_from'] or '…'} to {row['in_force_until'] or '…'}" for row in every)
        return NothingFound(f"no version of article {number} of {place['name']} was in force on {day}", hint=periods)
    numbers = store.read(_NUMBERS, {"country": place["id"]}).column("article")
    hint = f"articles with a number there: {', '.join(numbers)}" if numbers else "no law of that country has a number"
    return NothingFound(f"no law of {place['name']} is article {number}", hint=hint)


_NUMBERS = """
MATCH (l:Law) WHERE l.jurisdiction = $country AND l.article IS NOT NULL
RETURN DISTINCT l.article AS article ORDER BY article
"""


def _support(store: Store, rows: list[dict[str, Any]]) -> None:
    """Counts as one origin what two documents have from each other; the query tells origins apart by name only."""
    claims = [
        claim
        for claim in stores.read_claims_about(store, [row["law_id"] for row in rows]).values()
        if claim.status != "retracted" and claim.property != HYPOTHESIS
    ]
    sources = stores.read_sources(store, {claim.source for claim in claims})
    for row in rows:
        row.update(support([claim for claim in claims if claim.about[0] == row["law_id"]], sources))


def article(law: Mapping[str, Any]) -> str | None:
    """An article with its part and code as one text, such as “172 part 2 (Criminal Code)”; None for a law without number."""
    if not law.get("article"):
        return None
    part = f" part {law['part']}" if law.get("part") else ""
    return f"{law['article']}{part}" + (f" ({law['code']})" if law.get("code") else "")


def penalty(law: Mapping[str, Any]) -> str:
    """The range that a law threatens, in words; “not stated” where no source states it."""
    low, high = law.get("penalty_min_months"), law.get("penalty_max_months")
    if low is not None and high is not None:
        months = f"{low} to {high} months"
    else:
        months = f"from {low} months" if low is not None else f"up to {high} months" if high is not None else ""
    life = "life" if law.get("penalty_life") else ""
    return " or ".join(part for part in (months, life) if part) or "not stated"
