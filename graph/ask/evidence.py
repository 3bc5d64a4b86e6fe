"""Every place that carries a relation or a claim, and, in the user's own copies of the documents, the words themselves.

Words are read for showing and kept nowhere; a document that is not the one its source means gives none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph import stores
from graph.ask.answer import Answer
from graph.ask.cells import cells_of, words_at
from graph.ask.search import relation_type, resolve
from graph.ask.stated import stated_by
from graph.documents import Copy, copy_of
from graph.errors import NothingFound, UsageError
from graph.ledger import origin, weigh, with_denials
from graph.ledger.made_text import with_names
from graph.model import HYPOTHESIS, RELATIONS, Claim, Source, Standing, relation_id, relation_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from graph.stores import Store


class Place(Answer):
    """Where a claim stands; with documents also the words there and around them, or the problem for which there are none.

    `states` has the dates and properties that the claim itself gives its relation.
    """

    claim: str
    text: str
    status: str
    grade: str
    source: str
    title: str
    url: str | None
    document: str | None
    locator_start: int | None
    locator_end: int | None
    origin: str
    attributed_to: tuple[str, ...]
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    states: dict[str, Any] | None = None
    before: str | None = None
    words: str | None = None
    after: str | None = None
    problem: str | None = None


WORDS = ("before", "words", "after", "problem")
COLUMNS = tuple(name for name in Place.model_fields if name not in WORDS)


class Evidence(Answer):
    """What a relation or a claim rests on, a place for every claim; `names` has the entities that are spoken of."""

    of: str
    text: str
    relation: str | None
    grade: str | None
    sources: tuple[str, ...]
    origins: tuple[str, ...]
    standing: Standing | None
    disputed_grade: str | None
    disputed_sources: tuple[str, ...]
    disputed_origins: tuple[str, ...]
    places: tuple[Place, ...]
    names: dict[str, str]


_TRIPLE = 3
_SAME = ("property", "value", "metric", "scope", "bound", "unit", "as_of")


def find_claims(store: Store, words: Sequence[str]) -> tuple[str, list[Claim]]:
    """What is meant by a claim's id, a relation's id, or A TYPE B: its id, and every claim that says it.

    A claim asked for by its id comes first, retracted or not; of the others only those that stand.

    Raises:
        NothingFound: no such claim, or no claim carries such a relation.
        UsageError: neither one word nor three, or no type of relation.
    """
    if len(words) == _TRIPLE:
        return _carrying(store, *_of_triple(store, *words))
    if len(words) != 1:
        raise UsageError("name a claim, a relation id, or a relation as FROM TYPE TO", hint=_FORMS)
    if relation_parts(words[0]):
        return _carrying(store, words[0], words[0])
    claim = stores.read_claims(store, words).get(words[0])
    if claim is None:
        raise NothingFound(f"there is no claim “{words[0]}”", hint=_FORMS)
    alike = [other for other in _alike(store, claim) if other.id != claim.id and other.status != "retracted"]
    return claim.id, [claim, *alike]


_FORMS = "`casegraph claims NAME` lists claims with their ids; a relation is FROM TYPE TO, or its id FROM|TYPE|TO"


def _of_triple(store: Store, start: str, type_name: str, end: str) -> tuple[str, str]:
    """The id of the relation, and how it was asked for."""
    wanted = relation_type(type_name)
    one, other = resolve(store, start), resolve(store, end)
    asked = f"{one.name} {RELATIONS[wanted].label} {other.name}"
    key = relation_id(one.id, wanted, other.id)
    if RELATIONS[wanted].undirected and not stores.read_claims_of_pairs(store, [key]).claims:
        key = relation_id(other.id, wanted, one.id)
    return key, asked


def _carrying(store: Store, key: str, asked: str) -> tuple[str, list[Claim]]:
    claims = _of_relation(store, key)
    standing = [claim for claim in claims if claim.status != "retracted"]
    if standing:
        return key, standing
    if claims:
        ids = ", ".join(sorted(claim.id for claim in claims))
        raise NothingFound(f"every claim that carried “{asked}” is retracted", hint=f"`casegraph history` of {ids} says why")
    parts = relation_parts(key)
    ends = [parts.source, parts.target] if parts else []
    between = [row["id"] for row in store.read(_BETWEEN, {"ids": ends}).rows]
    raise NothingFound(f"no claim carries “{asked}”", hint=f"there is {' and '.join(between)}" if between else _FORMS)


def _of_relation(store: Store, key: str) -> list[Claim]:
    """The claims that speak of a relation; of all relations between a pair where that is named."""
    parts = relation_parts(key)
    if not parts:
        return []
    of_pair = stores.read_claims_of_pairs(store, [parts.pair])
    return with_denials(of_pair.by_relation()).get(key, []) if parts.episode else list(of_pair.claims.values())


_BETWEEN = """
MATCH (a:Entity)-[r]->(b:Entity) WHERE a.id IN $ids AND b.id IN $ids AND a.id <> b.id AND r.id IS NOT NULL
RETURN r.id AS id ORDER BY id LIMIT 5
"""


def _alike(store: Store, claim: Claim) -> list[Claim]:
    """The claims that say the same: carry the same relation, or give the same entity the same value or figure."""
    if claim.relation:
        carried = stores.read_claims_of_pairs(store, [claim.relation])
        return with_denials(carried.by_relation())[carried.relations[claim.id]]
    if claim.property == "mention":
        return [claim]
    about = stores.read_claims_about(store, claim.about[:1]).values()
    said = [getattr(claim, name) for name in _SAME]
    return [other for other in about if other.about == claim.about and [getattr(other, name) for name in _SAME] == said]


def evidence(store: Store, words: Sequence[str], folder: Path | None = None, context: int = 200) -> Evidence:
    """What a claim or a relation rests on; with a folder of documents also the words at each place.

    `context` is how many characters there are before and after.
    """
    key, claims = find_claims(store, words)
    sources = stores.read_sources(store, {claim.source for claim in claims})
    if key != claims[0].id:
        claims.sort(key=lambda claim: (claim.source, claim.locator_start or 0, claim.id))
    spoken = _spoken(claims, sources, folder, context) if folder else {}
    ends = {end for claim in claims for end in (*claim.about, *claim.attributed_to)}
    names = {end: entity.name for end, entity in sorted(stores.read_entities(store, ends).items())}
    claims = [claim.model_copy(update={"text": with_names(claim.text, claim.property, claim.about, names)}) for claim in claims]
    places = [_place(claim, sources, spoken[claim.id] if folder else {}) for claim in claims]
    standing = [claim for claim in claims if claim.status != "retracted"]
    carried = key if relation_parts(key) else claims[0].relation
    return Evidence(of=key, text=_title(claims[0], names), relation=carried, **_worth(claims[0], standing, sources),
                    places=tuple(places), names=names)  # fmt: skip


def _worth(asked: Claim, claims: Sequence[Claim], sources: Mapping[str, Source]) -> dict[str, Any]:
    """What supports and what disputes that which some claims speak of, and how it stands."""
    return weigh(claims, sources).shown() | ({"standing": Standing.HYPOTHESIS} if asked.property == HYPOTHESIS else {})


def _spoken(claims: list[Claim], sources: dict[str, Source], folder: Path, context: int) -> dict[str, dict[str, str | None]]:
    """The words of every claim, by its id; those of a table from their cells."""
    copies = _copies(sources.values(), folder)
    found = {claim.id: _words(claim, copies.get(claim.source), context) for claim in claims}
    for source, copy in copies.items():
        at = [claim for claim in claims if claim.source == source and claim.row is not None]
        rows = cells_of(folder / str(sources[source].document), sources[source], at) if at and copy.text is not None else {}
        for claim in at:
            cells = rows.get((claim.sheet, claim.row))
            words = (*words_at(claim, cells), None) if cells else (None, None, None, copy.wrong or "has no such row")
            found[claim.id] = dict(zip(WORDS, words, strict=True))
    return found


def _copies(sources: Iterable[Source], folder: Path) -> dict[str, Copy]:
    return {source.id: copy_of(source, folder) for source in sources if source.document}


def _place(claim: Claim, sources: dict[str, Source], words: dict[str, str | None]) -> Place:
    source = sources[claim.source]
    return Place(claim=claim.id, text=claim.text, status=str(claim.status), grade=claim.graded(source), source=source.id,
                 title=source.title, url=source.url, document=source.document, locator_start=claim.locator_start,
                 locator_end=claim.locator_end, origin=origin(claim, sources), attributed_to=claim.attributed_to,
                 sheet=claim.sheet, row=claim.row, column=claim.column, states=stated_by(claim) or None, **words)  # fmt: skip


def _words(claim: Claim, copy: Copy | None, context: int) -> dict[str, str | None]:
    """The words at a locator with what stands around them; none of a document that is not the one meant."""
    start, end = claim.locator_start, claim.locator_end
    if copy is None or start is None or end is None:
        return dict.fromkeys(WORDS)
    if copy.text is None:
        return dict.fromkeys(WORDS) | {"problem": copy.wrong}
    before, after = copy.text[max(0, start - context) : start], copy.text[end : end + context]
    return {"before": before, "words": copy.text[start:end], "after": after, "problem": None}


def _title(claim: Claim, names: dict[str, str]) -> str:
    """What is carried, in words: the relation between two names, an attribute with its value, a figure with its scope."""
    if claim.relation:
        one, other = (names.get(end, end) for end in claim.about[:2])
        return f"{one} {RELATIONS[claim.property].label} {other}"
    about = ", ".join(names.get(end, end) for end in claim.about)
    if claim.metric:
        unit = f" {claim.unit}" if claim.unit else ""
        return f"{about}: {claim.metric} {claim.bound or ''} {claim.value}{unit} ({claim.scope})"
    return f"{about}: {claim.property.replace('_', ' ')}" + (f" {claim.value}" if claim.value is not None else "")
