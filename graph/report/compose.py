"""From gathered records to a report: which sentence stands in which section, in which order."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from graph.export.report_view import Block, Pieces, Report, Section, Sentence
from graph.model import HYPOTHESIS, KINDS, RELATIONS, Heading, Status, bounds
from graph.report import disputes, header, wording
from graph.report.gaps import gaps
from graph.report.merge import alike
from graph.report.notes import Notes
from graph.report.order import in_order
from graph.report.pieces import capital, plain
from graph.report.sentences import Writer
from graph.report.texts import READING, TITLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from graph.model import Claim
    from graph.report.gather import Gathered

_PROPERTIES = dict.fromkeys(["name", *(name for kind in KINDS.values() for name in kind.own_fields()), *RELATIONS])
_RANKS = {name: at for at, name in enumerate(_PROPERTIES)}
_SECTIONS = ("identity", "relations", "cases", "order", "figures", "word", "mentions", "conflicts", "hypotheses", "open")


def compose(gathered: Gathered, generated: str, known_at: str | None = None, *, public: bool = False) -> Report:
    """The whole report; the same records and the same days give the same report.

    `public` says that protected persons bear pseudonyms in the records already: the report then says so and warns of nobody.
    """
    return Composer(gathered, public=public).report(generated, known_at, public=public)


class Composer:
    """Makes one report; what a section says, no later one says again, and footnotes are numbered as they are needed."""

    def __init__(self, gathered: Gathered, *, public: bool = False) -> None:
        self.gathered, self.focus = gathered, gathered.focus
        self.writer = Writer(gathered.entities, gathered.sources)
        self.notes = Notes(gathered, self.writer, public=public)
        self.order = in_order(gathered.events, gathered.claims.values(), gathered.entities)
        self.said: set[str] = set()

    def report(self, generated: str, known_at: str | None, *, public: bool = False) -> Report:
        """The sections in their order, then what needs all of them: footnotes, sources, counts."""
        makers: dict[str, Callable[[], Iterable[Section]]] = {name: getattr(self, f"_{name}") for name in _SECTIONS}
        sections = [section for make in makers.values() for section in make()]
        return Report(
            title=self.focus.name,
            kind=wording.with_article(self.focus.label),
            facts=header.facts(self.gathered, self.notes, generated, known_at, public=public),
            warnings=() if public else tuple(header.warnings(self.gathered, self.notes)),
            summary=header.summary(self.notes, sections),
            sections=tuple(sections),
            sources=self.notes.entries(),
            reading=READING,
            reliability_key=tuple(wording.RELIABILITY.items()),
            credibility_key=tuple(wording.CREDIBILITY.items()),
            footnotes=self.notes.footnotes(),
        )

    def _sentences(self, claims: Iterable[Claim], *under: str) -> tuple[Sentence, ...]:
        """Sentences on claims that no earlier section has said, under a heading that names some entities."""
        new = sorted((claim for claim in claims if claim.id not in self.said), key=self._rank)
        self.said |= {claim.id for claim in new}
        writer = self.writer.under(*under, self.focus.id)
        groups = alike(new, self.gathered.sources)
        return tuple(self.notes.noted(writer.sentence(group, qualifying), group) for group, qualifying in groups)

    def _rank(self, claim: Claim) -> tuple[object, ...]:
        first, last = bounds(claim.since) if claim.since else (None, None)
        names = tuple(self.gathered.entities[key].name for key in claim.about)
        return (
            _RANKS.get(claim.property, len(_RANKS)), claim.metric or "", claim.scope or "", first or last or date.max,
            Status.strength(claim.status), names, claim.source, claim.locator_start or 0, claim.id,
        )  # fmt: skip

    def _claims(self, keys: Iterable[str], wanted: Callable[[Claim], bool]) -> list[Claim]:
        chosen = set(keys)
        return [claim for claim in self.gathered.claims.values() if chosen.intersection(claim.about) and wanted(claim)]

    def _section(self, key: str, blocks: Iterable[Block]) -> Iterable[Section]:
        """The section, unless nothing stands in it."""
        kept = tuple(block for block in blocks if block.sentences or block.remark)
        title, intro = TITLES[key]
        if kept:
            filled = any(block.sentences for block in kept)
            yield Section(key=key, title=title, intro=intro if filled else "", stated=key != "open", blocks=kept)

    def _identity(self) -> Iterable[Section]:
        yield from self._section("identity", [Block(sentences=self._sentences(self._claims([self.focus.id], self._is_field)))])

    def _is_field(self, claim: Claim) -> bool:
        return claim.relation is None and claim.property not in ("metric", "mention")

    def _is_relation(self, claim: Claim) -> bool:
        return claim.relation is not None and claim.property != HYPOTHESIS

    def _states(self, claim: Claim) -> bool:
        return self._is_field(claim) or self._is_relation(claim)

    def _relations(self) -> Iterable[Section]:
        events = set(self.gathered.events)
        mine = self._claims([self.focus.id], lambda claim: self._is_relation(claim) and not events.intersection(claim.about))
        blocks = []
        for heading in Heading:
            chosen = [claim for claim in mine if RELATIONS[claim.property].heading == heading]
            blocks.append(Block(heading=plain(heading), sentences=self._sentences(chosen)))
        yield from self._section("relations", blocks)

    def _cases(self) -> Iterable[Section]:
        """What is stated of the entity's cases and of their laws."""
        events = set(self.gathered.events)
        blocks = []
        for key in self.gathered.cases:
            chosen = self._claims([key], lambda claim: self._states(claim) and not events.intersection(claim.about))
            blocks.append(self._headed(key, chosen))
        blocks += [self._headed(key, self._claims([key], self._is_field)) for key in self.gathered.laws]
        yield from self._section("cases", blocks)

    def _headed(self, key: str, claims: Iterable[Claim], remark: str = "") -> Block:
        """What is said of one entity, under its name."""
        return Block(heading=capital(self.writer.named(key)), remark=remark, sentences=self._sentences(claims, key))

    def _order(self) -> Iterable[Section]:
        """Rulings and events, earlier ones first; what no source dates or places comes last and is said to be so."""
        blocks = []
        for key, step in self.order.steps.items():
            chosen = self._claims([key], self._states)
            own = [claim for claim in chosen if claim.about[0] == key or claim.about[0] not in self.gathered.events]
            block = self._headed(key, own, self.order.remarks[key])
            number = plain(f"{step}. ") if step is not None else ()
            blocks.append(block.model_copy(update={"heading": (*number, *block.heading)}))
        yield from self._section("order", blocks)

    def _figures(self) -> Iterable[Section]:
        keys = {self.focus.id, *self.gathered.cases, *self.gathered.events}
        chosen = self._claims(keys, lambda claim: claim.property == "metric")
        yield from self._section("figures", [Block(sentences=self._sentences(chosen))])

    def _word(self) -> Iterable[Section]:
        chosen = [self.gathered.claims[key] for key in sorted(self.gathered.on_word)]
        chosen = [claim for claim in chosen if claim.property not in ("mention", HYPOTHESIS)]
        yield from self._section("word", [Block(sentences=self._sentences(chosen))])

    def _mentions(self) -> Iterable[Section]:
        keys = {self.focus.id, *self.gathered.cases, *self.gathered.events}
        chosen = self._claims(keys, lambda claim: claim.property == "mention")
        yield from self._section("mentions", [Block(sentences=self._sentences(chosen))])

    def _conflicts(self) -> Iterable[Section]:
        against = self._noted(disputes.conflicts(self.gathered, self.writer, self.order))
        alike_only = self._noted(disputes.lookalikes(self.gathered, self.writer))
        blocks = [
            Block(sentences=against, remark=disputes.checked(against)),
            Block(heading=plain("What only looks like a conflict"), sentences=alike_only),
        ]
        yield from self._section("conflicts", blocks)

    def _hypotheses(self) -> Iterable[Section]:
        """Each hypothesis with its reasons; the support stands at the first sentence, and is that of all."""
        keys = {self.focus.id, *self.gathered.cases, *self.gathered.events}
        blocks = []
        for heading, supported in disputes.hypotheses(self.gathered, keys, self.writer):
            first, *rest = self._noted(supported)
            going_on = [sentence.model_copy(update={"grade": ""}) for sentence in rest]
            blocks.append(Block(heading=heading, sentences=(first, *going_on)))
        yield from self._section("hypotheses", blocks)

    def _open(self) -> Iterable[Section]:
        """What no source states of the entity, its cases and its rulings."""
        keys = dict.fromkeys((self.focus.id, *self.gathered.cases, *self.order.steps))
        questions = self._noted(gaps([self.gathered.entities[key] for key in keys], self.gathered, self.writer))
        none = "" if questions else "None of the questions that this report asks of an entity of this kind is open."
        yield from self._section("open", [Block(sentences=questions, remark=none)])

    def _noted(self, supported: Iterable[tuple[Pieces, list[Claim]]]) -> tuple[Sentence, ...]:
        return tuple(self.notes.noted(pieces, claims) for pieces, claims in supported)
