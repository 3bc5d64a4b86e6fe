"""From the fields of claims to sentences: nothing of a claim's own text is printed, only what its fields hold.

A clause says what is claimed, a sentence how it is put forward: stated, by whom it is told, alleged, inferred or denied.
"""

from __future__ import annotations

import json
from string import Formatter
from typing import TYPE_CHECKING, Any

from graph.export.report_view import Piece, Pieces
from graph.ledger import origin
from graph.model import HYPOTHESIS, KINDS, Status, kinds_under
from graph.model.sentences import (
    ATTRIBUTE_FORMS,
    COMPANIONS,
    ENTITY_FORMS,
    OTHER_ATTRIBUTE,
    SAME_NAME,
    SIZE_UNITS,
    UNNAMED_PERSON,
    VALUES,
    Form,
    relation_form,
)
from graph.report import wording

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    from graph.model import Claim, Entity, Source

Values = str | Pieces
_BARE = "{name}"
MONTHS = frozenset({"penalty_min_months", "penalty_max_months", "sentence_months", "restriction_months"})
EVENTS = kinds_under("Event")
DATED = frozenset(name for kind in KINDS.values() for name in kind.date_fields())


def fill(template: str, **values: Values) -> Pieces:
    """A template with its places filled: text is a record's own, pieces are taken as they are."""
    pieces: list[Piece] = []
    for words, place, _, _ in Formatter().parse(template):
        if words:
            pieces.append(Piece(text=words))
        if place is not None:
            value = values[place]
            pieces += [Piece(text=value, own=True)] if isinstance(value, str) else value
    return tuple(pieces)


def words(text: str) -> Pieces:
    """Words of the product as pieces."""
    return (Piece(text=text),)


def joined(parts: Sequence[Pieces]) -> Pieces:
    """“a, b and c” of pieces."""
    found: list[Piece] = []
    for at, part in enumerate(parts):
        if at:
            found.append(Piece(text=" and " if at == len(parts) - 1 else ", "))
        found += part
    return tuple(found)


class Writer:
    """Writes clauses and sentences about claims whose entities and sources it knows."""

    def __init__(
        self, entities: Mapping[str, Entity], sources: Mapping[str, Source], brief: frozenset[str] = frozenset()
    ) -> None:
        self.entities, self.sources, self.brief = entities, sources, brief

    def under(self, *keys: str) -> Writer:
        """A writer for what stands under a heading that names these entities: “the ruling” instead of its name.

        Of several entities of one sort only the first is named so.
        """
        forms: dict[str, str] = {}
        for key in keys:
            if key in self.entities and (form := self._form(key)) != _BARE:
                forms.setdefault(form, key)
        return Writer(self.entities, self.sources, frozenset(forms.values()))

    def named(self, key: str) -> Pieces:
        """An entity, or the source that speaks for itself, as a sentence names it."""
        if entity := self.entities.get(key):
            form = self._form(key)
            return words(form.removesuffix(" “{name}”")) if key in self.brief else fill(form, name=entity.name)
        source = self.sources.get(key)
        return fill("“{title}”", title=source.title) if source else fill("{key}", key=key)

    def _form(self, key: str) -> str:
        entity = self.entities[key]
        if getattr(entity, "identification", "named") != "named":
            return UNNAMED_PERSON
        return ENTITY_FORMS.get(entity.kind, _BARE)

    def sentence(self, claims: Sequence[Claim], bound: str | None = None) -> Pieces:
        """One sentence for claims that say the same (see `said`), with its full stop."""
        first, clause = claims[0], self.clause(claims[0], bound)
        voices = [self.named(key) for key in sorted({origin(claim, self.sources) for claim in claims})]
        if first.status == Status.DENIED:
            found = fill("{who} denies that {clause}.", who=joined(voices), clause=clause)
        elif first.status == Status.ALLEGED:
            found = fill("Allegedly, on the word of {who}, {clause}.", who=joined(voices), clause=clause)
        elif first.status == Status.INFERRED:
            found = fill("It is inferred that {clause}.", clause=clause)
        elif first.property != "mention" and all(claim.attributed_to for claim in claims):
            found = fill("According to {who}, {clause}.", who=joined(voices), clause=clause)
        else:
            found = fill("{clause}.", clause=clause)
        return capital(found)

    def clause(self, claim: Claim, bound: str | None = None) -> Pieces:
        """What a claim says, beginning in lower case and without a full stop."""
        if claim.relation is not None:
            return self._relation(claim)
        if claim.property == "metric":
            return _figure(claim)
        if claim.property == "mention":
            speaker = self.sources[claim.source]
            return fill("“{title}” mentions {about}", title=speaker.title, about=joined([self.named(key) for key in claim.about]))
        return self._attribute(claim, bound)

    def _relation(self, claim: Claim) -> Pieces:
        start, end = claim.about[:2]
        kind = self._kind(start)
        form = relation_form(claim.property, "Event" if kind in EVENTS else kind)
        template, time = _period(form, claim.since, claim.until, once=form.once and self._one(start))
        found = fill(template, a=self.named(start), b=self.named(end)) + words(time)
        return found + (() if claim.property == HYPOTHESIS else _bracketed(sorted(claim.details.items())))

    def _kind(self, key: str) -> str:
        return self.entities[key].kind if key in self.entities else ""

    def _one(self, key: str) -> bool:
        return self._kind(key) not in ("Group", "CaseGroup")

    def _attribute(self, claim: Claim, bound: str | None) -> Pieces:
        subject, field = claim.about[0], claim.property
        form = ATTRIBUTE_FORMS.get(field, OTHER_ATTRIBUTE)
        if field == "date" and self._kind(subject) == "Ruling":
            form = "{e} was made {v}"
        if field == "name" and subject in self.entities and claim.value == self.entities[subject].name:
            form = SAME_NAME
        if field == "age" and bound:
            form = f"{{e}} was {{v}} years old {wording.when(bound)}"
        value = self.value(claim, bound if field == "size" else None)
        return fill(form, e=self.named(subject), v=value, field=wording.spaced(field))

    def value(self, claim: Claim, bound: str | None = None) -> Values:
        """What an attribute or figure holds, as words of the product or the record's own text."""
        field, value = claim.property, claim.value
        if field == "metric":
            return wording.quantity(value, claim.bound, claim.unit)
        if field == "jurisdiction":
            return self.named(str(value))
        if str(value) in VALUES.get(field, {}):
            return words(VALUES[field][str(value)])
        if field in DATED:
            return words(wording.as_of(str(value)) if field in ("as_of", "age_at") else wording.when(str(value)))
        if field in MONTHS and isinstance(value, int | float):
            return words(wording.term(int(value)))
        return wording.quantity(value, bound, SIZE_UNITS.get(self._kind(claim.about[0])) if field == "size" else None)


def _period(form: Form, since: str | None, until: str | None, *, once: bool) -> tuple[str, str]:
    """The form of a relation that suits its dates, and the dates as words behind it."""
    if since is None and until is None:
        return form.now, ""
    if since is not None and (since == until or (until is None and once)):
        return form.was or form.now, f" {wording.when(since)}"
    if since is not None and until is not None:
        return form.was or form.now, f" from {wording.day(since)} until {wording.day(until)}"
    if until is not None:
        return form.was or form.now, f" until {wording.day(until)}"
    if form.since:
        return form.since, f" since {wording.day(str(since))}"
    return form.now, f" from {wording.day(str(since))} on"


def _bracketed(told: list[tuple[str, Any]]) -> Pieces:
    """A relation's own properties behind it: “ (channel: “billboard”; place: “Moscow”)”."""
    inner: list[Piece] = []
    for name, value in told:
        shown = (
            wording.listed([wording.number(one) for one in value]) if isinstance(value, list | tuple) else wording.number(value)
        )
        inner += [*words("; " if inner else " ("), *fill(f"{wording.spaced(name)}: “{{value}}”", value=shown)]
    return (*inner, *words(")")) if inner else ()


def _figure(claim: Claim) -> Pieces:
    """“the figure for criminal cases is exactly 116 cases as of April 2025 (counted: “…”)”."""
    time = f" {wording.as_of(claim.as_of)}" if claim.as_of else ""
    found = fill(
        f"the figure for {{metric}} is {{value}}{time}",
        metric=wording.spaced(claim.metric or ""),
        value=wording.quantity(claim.value, claim.bound, claim.unit),
    )
    return found + (fill(" (counted: “{scope}”)", scope=claim.scope) if claim.scope else ())


def capital(pieces: Pieces) -> Pieces:
    """The pieces with a capital at the start, where the first word is the product's and not a record's."""
    if not pieces or pieces[0].own:
        return pieces
    first = pieces[0]
    return (first.model_copy(update={"text": first.text[:1].upper() + first.text[1:]}), *pieces[1:])


def companions(claims: Iterable[Claim]) -> dict[str, str]:
    """For the claims that a companion qualifies (the bound of a size, the day of an age), and for it: the qualifying value."""
    found: dict[str, str] = {}
    by_place: dict[Hashable, dict[str, Claim]] = {}
    for claim in claims:
        if claim.property in COMPANIONS or claim.property in COMPANIONS.values():
            by_place.setdefault((claim.about, *_place(claim)), {})[claim.property] = claim
    for place in by_place.values():
        for field, main in COMPANIONS.items():
            if field in place and main in place:
                found[place[main].id] = found[place[field].id] = str(place[field].value)
    return found


def _place(claim: Claim) -> tuple[Hashable, ...]:
    return (claim.source, claim.locator_start, claim.locator_end, claim.status, claim.attributed_to)


def alike(claims: Iterable[Claim], sources: Mapping[str, Source]) -> list[tuple[list[Claim], str | None]]:
    """Claims that one sentence can tell, together, in the order in which they come, each with its companion's value."""
    claims = list(claims)
    bound = companions(claims)
    groups: dict[Hashable, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(_said(claim, bound.get(claim.id), sources), []).append(claim)
    told = []
    for group in groups.values():
        group.sort(key=lambda claim: claim.property in COMPANIONS)
        told.append((group, bound.get(group[0].id)))
    return told


def _said(claim: Claim, bound: str | None, sources: Mapping[str, Source]) -> Hashable:
    """What a claim says, as a key: claims with the same key are told in one sentence."""
    voice = origin(claim, sources) if claim.status in (Status.ALLEGED, Status.DENIED) else bool(claim.attributed_to)
    if bound is not None:
        main = COMPANIONS.get(claim.property, claim.property)
        return (main, claim.about, bound, claim.status, voice, *_place(claim))
    return (
        claim.property, claim.about, claim.status, voice, claim.source if claim.property == "mention" else None,
        claim.since, claim.until, json.dumps(claim.details, sort_keys=True),
        repr(claim.value), claim.metric, claim.scope, claim.bound, claim.unit, claim.as_of,
    )  # fmt: skip
