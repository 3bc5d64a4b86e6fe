"""The open questions: what one would ask of an entity of its kind, and no source states."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.model import Status
from graph.model.fields import field_spec
from graph.report import wording
from graph.report.pieces import fill, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.export.report_view import Pieces
    from graph.model import Claim, Entity
    from graph.report.gather import Gathered
    from graph.report.sentences import Writer


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and the fields and relations whose claims answer it.

    `only_if` names relations or rulings that make the question worth asking; empty, it always is.
    """

    asked: str
    fields: tuple[str, ...] = ()
    out: tuple[str, ...] = ()
    into: tuple[str, ...] = ()
    only_if: tuple[str, ...] = ()


_FOUGHT = ("FOUGHT_FOR", "DEPLOYED_TO", "WOUNDED_IN", "DIED_IN", "RECRUITED_BY", "SIGNED_CONTRACT_WITH", "COERCED_BY")
QUESTIONS: dict[str, tuple[Question, ...]] = {
    "Person": (
        Question("the date of birth of {e}", fields=("birth_date",)),
        Question("the citizenship of {e}", out=("CITIZEN_OF",)),
        Question("the force in which {e} served", out=("FOUGHT_FOR", "SIGNED_CONTRACT_WITH"), only_if=_FOUGHT),
        Question("who recruited {e}", out=("RECRUITED_BY", "COERCED_BY"), only_if=_FOUGHT),
    ),
    "Group": (
        Question("how many {e} counts", fields=("size",)),
        Question("the citizenship of {e}", out=("CITIZEN_OF",)),
    ),
    "LegalCase": (
        Question("the law under which {e} is prosecuted", out=("PROSECUTED_UNDER",)),
        Question("the court that heard {e}", out=("HEARD_BY",)),
        Question("the charge in {e}", fields=("charge",)),
        Question("when {e} was opened", fields=("opened",)),
        Question("the defendant in {e}", into=("DEFENDANT_IN",)),
    ),
    "CaseGroup": (
        Question("how many {e} counts", fields=("size",)),
        Question("the law under which {e} is prosecuted", out=("PROSECUTED_UNDER",)),
        Question("the day for which {e} is counted", fields=("as_of",)),
    ),
    "Ruling": (
        Question("the date of {e}", fields=("date",)),
        Question("the court that issued {e}", out=("ISSUED_BY",)),
        Question(
            "the months that {e} sets",
            fields=("sentence_months", "restriction_months"),
            only_if=("verdict", "appeal", "cassation", "probation", "other"),
        ),
    ),
    "Event": (Question("the date of {e}", fields=("date",)),),
    "Law": (
        Question("the penalty under {e}", fields=("penalty_min_months", "penalty_max_months", "penalty_life")),
        Question("since when {e} has been in force", fields=("in_force_from",)),
        Question("the code to which {e} belongs", fields=("code",)),
        Question("the article of {e}", fields=("article",)),
        Question("who enacted {e}", out=("ENACTED_BY",)),
    ),
    "Organization": (Question("the country of {e}", out=("LOCATED_IN", "PART_OF")),),
}
_WEAK = {Status.ALLEGED: "alleged", Status.INFERRED: "inferred", Status.DENIED: "denied"}
_OUR_OWN = frozenset({"identification", "protected", "event", "size_bound"})
"""Fields by which we sort the records; nobody need state them."""
Supported = tuple["Pieces", list["Claim"]]


def gaps(entities: Iterable[Entity], gathered: Gathered, writer: Writer) -> Iterator[Supported]:
    """Sentences on what is open about some entities, each with the claims that answer it without stating it.

    A question that nothing answers is asked once, of all whom it concerns.
    """
    unanswered: dict[str, list[Entity]] = {}
    weak: list[Supported] = []
    unsourced: list[Supported] = []
    for entity in entities:
        claims = [claim for claim in gathered.claims.values() if entity.id in claim.about]
        kept_back = gathered.withheld.get(entity.id, frozenset())
        for question in _asked(entity, claims):
            if kept_back.intersection(question.fields):
                continue  # a source may state it; this report does not say so
            if any(getattr(entity, name, None) is not None for name in question.fields) and entity.datasets:
                continue  # its data set states it
            if found := _answers(question, entity, claims):
                weak += _only_weak(question, entity, found, writer)
            else:
                unanswered.setdefault(question.asked, []).append(entity)
        unsourced += _unsourced(entity, claims, writer)
    for asked, concerned in unanswered.items():
        whom = joined([writer.named(entity.id) for entity in concerned])
        yield fill("No source states {what}.", what=fill(asked, e=whom)), []
    yield from (*weak, *unsourced)


def _asked(entity: Entity, claims: list[Claim]) -> list[Question]:
    """The questions that are worth asking of this entity."""
    asked = next((QUESTIONS[kind] for kind in reversed(entity.labels()) if kind in QUESTIONS), ())
    stated = {claim.property for claim in claims if claim.about[0] == entity.id} | {str(getattr(entity, "ruling", ""))}
    return [question for question in asked if not question.only_if or stated.intersection(question.only_if)]


def _answers(question: Question, entity: Entity, claims: list[Claim]) -> list[Claim]:
    return [
        claim
        for claim in claims
        if (claim.about[0] == entity.id and claim.property in (*question.fields, *question.out))
        or (claim.about[-1] == entity.id and claim.property in question.into)
    ]


def _only_weak(question: Question, entity: Entity, found: list[Claim], writer: Writer) -> Iterator[Supported]:
    """What is answered, and not stated: nothing when a source states the answer."""
    if any(claim.status == Status.ASSERTED for claim in found):
        return
    manners = [word for status, word in _WEAK.items() if any(claim.status == status for claim in found)]
    what = fill(question.asked, e=writer.named(entity.id))
    yield fill(f"No source states {{what}}; it is only {' or '.join(manners)}.", what=what), found


def _unsourced(entity: Entity, claims: list[Claim], writer: Writer) -> Iterator[Supported]:
    """Fields that the record holds and no claim states."""
    claimed = {claim.property for claim in claims if claim.about[0] == entity.id and not claim.relation}
    for field in type(entity).own_fields():
        value = getattr(entity, field)
        if value in (None, ()) or field in claimed or field in _OUR_OWN:
            continue
        label = field_spec(type(entity), field).label
        template = f"The record of {{e}} holds the field {label} (“{{v}}”), and no claim carries it."
        shown = wording.listed([wording.number(part) for part in (value if isinstance(value, list | tuple) else [value])])
        yield fill(template, e=writer.named(entity.id), v=shown), []
