"""What cannot all be true, what only looks like it, and which entities may be one: each with the claims behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.ask.conflicts import CHECKED, NOT_CHECKED, OUTSIDE_LAW
from graph.ledger import origin
from graph.ledger.conflicts import Finding
from graph.model import HYPOTHESIS, Status
from graph.model.fields import in_words
from graph.report import wording
from graph.report.pieces import capital, fill, joined, plain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from graph.ask.conflicts import Comparison
    from graph.export.report_view import Pieces
    from graph.model import Claim
    from graph.report.gather import Gathered
    from graph.report.order import Order
    from graph.report.pieces import Values
    from graph.report.sentences import Writer

Supported = tuple["Pieces", list["Claim"]]
_ENDINGS = {
    Finding.CONFLICT: "cannot both hold",
    Finding.COMPATIBLE: "can both hold",
}
_REASONS = (("reasons_for", "For"), ("reasons_against", "Against"))


def checked(against: Collection[object]) -> str:
    """What was looked at for contradictions and what was not; that there are none is said only where none was found."""
    none = "" if against else "Nothing that was checked contradicts itself. "
    return f"{none}Checked: {'; '.join((*CHECKED, 'the order of events'))}. Not checked: {'; '.join(NOT_CHECKED)}."


def conflicts(gathered: Gathered, writer: Writer, order: Order) -> Iterator[Supported]:
    """What cannot all be true, and terms outside what a law allows."""
    for compared in gathered.comparisons:
        if compared.finding == OUTSIDE_LAW:
            yield _outside_law(compared), _terms(compared, gathered)
        elif compared.finding == Finding.CONFLICT:
            yield _pair(compared, gathered, writer)
    for said, claims in order.contradictions:
        yield fill("On the order of events: {said}.", said=said), claims


def lookalikes(gathered: Gathered, writer: Writer) -> Iterator[Supported]:
    """What only looks like a conflict: compatible bounds, one origin reported twice, different measures."""
    measures: dict[str, list[Claim]] = {}
    for compared in gathered.comparisons:
        if compared.finding in (Finding.COMPATIBLE, Finding.REPEATED):
            yield _pair(compared, gathered, writer)
        elif compared.finding == Finding.DIFFERENT:
            one, other = _claims(compared, gathered)
            if one.metric == other.metric:
                yield _different(compared, one, other, writer)
            else:
                measures |= {in_words(str(claim.metric)): [claim] for claim in (one, other)}
    if measures:
        names = joined([fill("{measure}", measure=measure) for measure in sorted(measures)])
        template = "The figures for {measures} measure different things: they are neither compared nor added up."
        yield fill(template, measures=names), [claim for claims in measures.values() for claim in claims]


def _claims(compared: Comparison, gathered: Gathered) -> tuple[Claim, Claim]:
    return gathered.claims[str(compared.one_claim)], gathered.claims[str(compared.other_claim)]


def _subject(claim: Claim, writer: Writer) -> Pieces:
    if claim.metric is None:
        return fill(f"the {writer.spec(claim).label} of {{e}}", e=writer.named(claim.about[0]))
    return fill("{metric} (counted: “{scope}”)", metric=in_words(claim.metric), scope=claim.scope or "")


def _shown(claim: Claim, writer: Writer) -> Values:
    """A value as it stands against another one: a date as a noun, a number with its bound and unit."""
    return plain(wording.day(str(claim.value))) if writer.is_dated(claim) else writer.value(claim)


def _pair(compared: Comparison, gathered: Gathered, writer: Writer) -> Supported:
    """One sentence on two claims about the same thing, or on the two sides of another contradiction."""
    one, other = _claims(compared, gathered)
    if one.relation or other.relation or Status.DENIED in (one.status, other.status) or one.property != other.property:
        sides = [gathered.claims[key] for key in compared.claims]
        return fill("On {subject}: {why}.", subject=compared.subject, why=compared.why), sides
    parts = {"subject": _subject(one, writer), "one": _shown(one, writer), "other": _shown(other, writer)}
    if compared.finding == Finding.REPEATED:
        shared = writer.named(compared.origins[0])
        return fill("On {subject}: {one} and {other} rest on one origin, {who}, reported twice.", **parts, who=shared), [
            one,
            other,
        ]
    by = [writer.named(origin(claim, gathered.sources)) for claim in (one, other)]
    ending = _ENDINGS[Finding(compared.finding)]
    template = f"On {{subject}}: {{one}} (by {{first}}) and {{other}} (by {{second}}) {ending}."
    return fill(template, **parts, first=by[0], second=by[1]), [one, other]


def _different(compared: Comparison, one: Claim, other: Claim, writer: Writer) -> Supported:
    template = "On {metric}: {one} and {other} are no conflict, for {why}."
    parts = {"metric": in_words(str(one.metric)), "why": compared.why}
    return fill(template, one=writer.value(one), other=writer.value(other), **parts), [one, other]


def _outside_law(compared: Comparison) -> Pieces:
    """A term and the range of the law, side by side; neither is corrected."""
    return fill(
        "{one} lies outside what the law allows as stated, {other}; look at both.", one=compared.one, other=compared.other
    )


def _terms(compared: Comparison, gathered: Gathered) -> list[Claim]:
    """The claims behind a term outside its law: its months, the law of the case, and the penalties of the law."""
    cases = {
        claim.about[1] for claim in gathered.claims.values() if claim.property == "RULED_IN" and claim.about[0] == compared.scope
    }
    under = [claim for claim in gathered.claims.values() if claim.property == "PROSECUTED_UNDER" and claim.about[0] in cases]
    laws = {claim.about[1] for claim in under}
    return under + [
        claim
        for claim in gathered.claims.values()
        if (claim.property == "sentence_months" and claim.about[0] == compared.scope)
        or (claim.property.startswith("penalty_") and claim.about[0] in laws)
    ]


def hypotheses(gathered: Gathered, ids: Iterable[str], writer: Writer) -> Iterator[tuple[Pieces, list[Supported]]]:
    """Conjectures that an entity of the report is another one: what may be the same, and the reasons on either side."""
    chosen = set(ids)
    for _, claim in sorted(gathered.claims.items(), key=lambda item: (item[1].about, item[0])):
        if claim.property == HYPOTHESIS and chosen.intersection(claim.about):
            yield _ends(claim, writer), list(_reasons(claim, writer))


def _ends(claim: Claim, writer: Writer) -> Pieces:
    return capital(joined([writer.named(key) for key in claim.about[:2]]))


def _reasons(claim: Claim, writer: Writer) -> Iterator[Supported]:
    details = claim.details
    yield capital(fill("As a hypothesis, {clause}.", clause=writer.clause(claim))), [claim]
    for name, side in _REASONS:
        for reason in details.get(name) or ():
            yield fill(f"{side}: “{{reason}}”.", reason=str(reason)), [claim]
    if not details.get("judgement"):
        yield plain("Nobody has judged it yet."), [claim]
        return
    by = fill(" by {who}", who=str(details["judged_by"])) if details.get("judged_by") else ()
    on = plain(f" {wording.when(str(details['judged_on']))}") if details.get("judged_on") else ()
    yield (*fill("It was judged “{judgement}”", judgement=str(details["judgement"])), *by, *on, *plain(".")), [claim]
