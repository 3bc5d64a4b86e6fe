"""From the fields of claims to sentences: nothing of a claim's own text is printed, only what its fields hold.

A clause says what is claimed, a sentence how it is put forward: stated, by whom it is reported, alleged, inferred or denied.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.ledger import origin
from graph.model import HYPOTHESIS, RELATIONS, Entity, Status, relation_sentence
from graph.model.fields import field_spec, in_words
from graph.report import wording
from graph.report.pieces import capital, fill, joined, plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.export.report_view import Piece, Pieces
    from graph.model import Claim, Source
    from graph.model.fields import FieldSpec
    from graph.model.relation import Sentence
    from graph.report.pieces import Values

_DAYS_OF_COUNTS = ("as_of", "age_at")


class Writer:
    """Writes clauses and sentences about claims whose entities and sources it knows; those in `brief` by their lead alone."""

    def __init__(
        self, entities: Mapping[str, Entity], sources: Mapping[str, Source], brief: frozenset[str] = frozenset()
    ) -> None:
        self.entities, self.sources, self.brief = entities, sources, brief

    def under(self, *keys: str) -> Writer:
        """A writer for what stands under a heading that names these entities: “the ruling” instead of its name.

        Of several entities of one sort only the first is named so.
        """
        leads: dict[str, str] = {}
        for key in keys:
            if key in self.entities and (lead := self._lead(key)):
                leads.setdefault(lead, key)
        return Writer(self.entities, self.sources, frozenset(leads.values()))

    def named(self, key: str) -> Pieces:
        """An entity, or the source that speaks for itself, as a sentence names it."""
        if entity := self.entities.get(key):
            lead = self._lead(key)
            if key in self.brief:
                return plain(lead)
            return fill(f"{lead} “{{name}}”" if lead else "{name}", name=entity.name)
        source = self.sources.get(key)
        return fill("“{title}”", title=source.title) if source else fill("{key}", key=key)

    def _lead(self, key: str) -> str:
        entity = self.entities[key]
        return entity.lead if getattr(entity, "identification", "named") == "named" else f"the {entity.label}"

    def sentence(self, claims: Sequence[Claim], qualifying: str | None = None) -> Pieces:
        """One sentence for claims that say the same (see `graph.report.merge`), with its full stop."""
        first, clause = claims[0], self.clause(claims[0], qualifying)
        by = joined([self.named(key) for key in sorted({origin(claim, self.sources) for claim in claims})])
        if first.status == Status.DENIED:
            pieces = fill("{who} denies that {clause}.", who=by, clause=clause)
        elif first.status == Status.ALLEGED:
            pieces = fill("Allegedly, on the word of {who}, {clause}.", who=by, clause=clause)
        elif first.status == Status.INFERRED:
            pieces = fill("It is inferred that {clause}.", clause=clause)
        elif first.property != "mention" and all(claim.attributed_to for claim in claims):
            pieces = fill("According to {who}, {clause}.", who=by, clause=clause)
        else:
            pieces = fill("{clause}.", clause=clause)
        return capital(pieces)

    def clause(self, claim: Claim, qualifying: str | None = None) -> Pieces:
        """What a claim says, beginning in lower case and without a full stop."""
        if claim.relation is not None:
            return self._relation(claim)
        if claim.property == "metric":
            return _figure(claim)
        if claim.property == "mention":
            speaker = self.sources[claim.source]
            return fill("“{title}” mentions {about}", title=speaker.title, about=joined([self.named(key) for key in claim.about]))
        return self._attribute(claim, qualifying)

    def _relation(self, claim: Claim) -> Pieces:
        start, end = claim.about[:2]
        kind = self._kind(start)
        counted = "size" in kind.model_fields  # what happens once to each of many happens at many times
        template, time = _period(relation_sentence(claim.property, kind.__name__), claim, counted=counted)
        pieces = fill(template, a=self.named(start), b=self.named(end)) + plain(time)
        return pieces + (() if claim.property == HYPOTHESIS else _own_properties(claim))

    def _kind(self, key: str) -> type[Entity]:
        return type(self.entities[key]) if key in self.entities else Entity

    def spec(self, claim: Claim) -> FieldSpec:
        """What is known of the field that a claim gives the value of."""
        return field_spec(self._kind(claim.about[0]), claim.property)

    def is_dated(self, claim: Claim) -> bool:
        """Whether a claim's value is a date."""
        return claim.property in self._kind(claim.about[0]).date_fields()

    def _attribute(self, claim: Claim, qualifying: str | None) -> Pieces:
        subject, field, spec = claim.about[0], claim.property, self.spec(claim)
        template = spec.sentence
        if field == "name" and subject in self.entities and claim.value == self.entities[subject].name:
            template = "the name “{v}” is given"
        if field == "age" and qualifying:
            template = f"{{e}} was {{v}} years old {wording.when(qualifying)}"
        value = self.value(claim, qualifying if field == "size" else None)
        return fill(template, e=self.named(subject), v=value, field=spec.label)

    def value(self, claim: Claim, bound: str | None = None) -> Values:
        """What an attribute or figure holds, as words of the product or the record's own text."""
        field, value, spec = claim.property, claim.value, self.spec(claim)
        if field == "metric":
            return wording.quantity(value, claim.bound, claim.unit)
        if field == "jurisdiction":
            return self.named(str(value))
        if str(value) in spec.values:
            return plain(spec.values[str(value)])
        if self.is_dated(claim):
            return plain(wording.as_of(str(value)) if field in _DAYS_OF_COUNTS else wording.when(str(value)))
        if spec.unit == "months" and isinstance(value, int | float):
            return plain(wording.term(int(value)))
        return wording.quantity(value, bound, spec.unit)


def _period(sentence: Sentence, claim: Claim, *, counted: bool) -> tuple[str, str]:
    """The tense of a relation that suits a claim's dates, and the dates as words behind it."""
    since, until = claim.since, claim.until
    if since is None and until is None:
        return sentence.now, ""
    if since is not None and (since == until or (until is None and sentence.once and not counted)):
        return sentence.was or sentence.now, f" {wording.when(since)}"
    if since is not None and until is not None:
        return sentence.was or sentence.now, f" from {wording.day(since)} until {wording.day(until)}"
    if until is not None:
        return sentence.was or sentence.now, f" until {wording.day(until)}"
    if sentence.since:
        return sentence.since, f" since {wording.day(str(since))}"
    return sentence.now, f" from {wording.day(str(since))} on"


def _own_properties(claim: Claim) -> Pieces:
    """A relation's own properties behind it: “ (channel: “billboard”; place: “Moscow”)”."""
    inner: list[Piece] = []
    own = {field_spec(RELATIONS[claim.property], name).label: claim.details[name] for name in sorted(claim.details)}
    extra = own.pop("extra", {})
    for label, value in (own | {in_words(name): value for name, value in sorted(extra.items())}).items():
        shown = wording.listed([wording.number(part) for part in (value if isinstance(value, list | tuple) else [value])])
        inner += [*plain("; " if inner else " ("), *fill("{label}: “{value}”", label=plain(label), value=shown)]
    return (*inner, *plain(")")) if inner else ()


def _figure(claim: Claim) -> Pieces:
    """“the figure for criminal cases is exactly 116 cases as of April 2025 (counted: “…”)”."""
    time = f" {wording.as_of(claim.as_of)}" if claim.as_of else ""
    pieces = fill(
        f"the figure for {{metric}} is {{value}}{time}",
        metric=in_words(claim.metric or ""),
        value=wording.quantity(claim.value, claim.bound, claim.unit),
    )
    return pieces + (fill(" (counted: “{scope}”)", scope=claim.scope) if claim.scope else ())
