"""What cannot all be true, what only looks like it, and which entities may be one: each with the claims behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.ask.conflicts import OUTSIDE_LAW
from graph.ledger import origin
from graph.ledger.conflicts import Finding
from graph.model import HYPOTHESIS
from graph.report import wording
from graph.report.sentences import DATED, capital, fill, joined, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.export.report_view import Pieces
    from graph.model import Claim
    from graph.report.gather import Gathered
    from graph.report.order import Order
    from graph.report.sentences import Values, Writer

Told = tuple["Pieces", list["Claim"]]
_ENDINGS = {
    Finding.CONFLICT: "cannot both hold",
    Finding.COMPATIBLE: "can both hold",
}
_REASONS = (("reasons_for", "For"), ("reasons_against", "Against"))


def conflicts(gathered: Gathered, writer: Writer, order: Order) -> Iterator[Told]:
    """What cannot all be true, and terms outside what a law allows."""
    for row in gathered.verdicts:
        if row["finding"] == OUTSIDE_LAW:
            yield _outside_law(row), _terms(row, gathered)
        elif row["finding"] == Finding.CONFLICT:
            yield _pair(row, gathered, writer)
    for said, claims in order.contradictions:
        yield fill("On the order of events: {said}.", said=said), claims


def lookalikes(gathered: Gathered, writer: Writer) -> Iterator[Told]:
    """What only looks like a conflict: compatible bounds, one voice told twice, different measures."""
    apart: dict[str, list[Claim]] = {}
    for row in gathered.verdicts:
        if row["finding"] in (Finding.COMPATIBLE, Finding.REPEATED):
            yield _pair(row, gathered, writer)
        elif row["finding"] == Finding.DIFFERENT:
            one, other = _claims(row, gathered)
            if one.metric == other.metric:
                yield _different(row, one, other, writer)
            else:
                apart |= {wording.spaced(str(claim.metric)): [claim] for claim in (one, other)}
    if apart:
        measures = joined([fill("{measure}", measure=measure) for measure in sorted(apart)])
        claims = [claim for told in apart.values() for claim in told]
        form = "The figures for {measures} measure different things: they are neither compared nor added up."
        yield fill(form, measures=measures), claims


def _claims(row: dict[str, Any], gathered: Gathered) -> tuple[Claim, Claim]:
    return gathered.claims[row["one_claim"]], gathered.claims[row["other_claim"]]


def _subject(claim: Claim, writer: Writer) -> Pieces:
    if claim.metric is None:
        return fill(f"the {wording.spaced(claim.property)} of {{e}}", e=writer.named(claim.about[0]))
    return fill("{metric} (counted: “{scope}”)", metric=wording.spaced(claim.metric), scope=claim.scope or "")


def _shown(claim: Claim, writer: Writer) -> Values:
    """A value as it stands against another one: a date as a noun, a number with its bound and unit."""
    return words(wording.day(str(claim.value))) if claim.property in DATED else writer.value(claim)


def _pair(row: dict[str, Any], gathered: Gathered, writer: Writer) -> Told:
    """One sentence on two claims about the same thing."""
    one, other = _claims(row, gathered)
    parts = {"subject": _subject(one, writer), "one": _shown(one, writer), "other": _shown(other, writer)}
    voices = [writer.named(origin(claim, gathered.sources)) for claim in (one, other)]
    if row["finding"] == Finding.REPEATED:
        shared = writer.named(row["origins"][0])
        return fill("On {subject}: {one} and {other} rest on one voice, {who}, told twice.", **parts, who=shared), [one, other]
    ending = _ENDINGS[Finding(row["finding"])]
    form = f"On {{subject}}: {{one}} (by {{first}}) and {{other}} (by {{second}}) {ending}."
    return fill(form, **parts, first=voices[0], second=voices[1]), [one, other]


def _different(row: dict[str, Any], one: Claim, other: Claim, writer: Writer) -> Told:
    form = "On {metric}: {one} and {other} are no conflict, for {why}."
    parts = {"metric": wording.spaced(str(one.metric)), "why": row["why"]}
    return fill(form, one=writer.value(one), other=writer.value(other), **parts), [one, other]


def _outside_law(row: dict[str, Any]) -> Pieces:
    """A term and the range of the law, side by side; neither is corrected."""
    return fill("{one} lies outside what the law allows as stated, {other}; look at both.", one=row["one"], other=row["other"])


def _terms(row: dict[str, Any], gathered: Gathered) -> list[Claim]:
    """The claims behind a term outside its law: its months, the law of the case, and the penalties of the law."""
    cases = {
        claim.about[1] for claim in gathered.claims.values() if claim.property == "RULED_IN" and claim.about[0] == row["scope"]
    }
    under = [claim for claim in gathered.claims.values() if claim.property == "PROSECUTED_UNDER" and claim.about[0] in cases]
    laws = {claim.about[1] for claim in under}
    return under + [
        claim
        for claim in gathered.claims.values()
        if (claim.property == "sentence_months" and claim.about[0] == row["scope"])
        or (claim.property.startswith("penalty_") and claim.about[0] in laws)
    ]


def hypotheses(gathered: Gathered, ids: Iterable[str], writer: Writer) -> Iterator[tuple[Pieces, list[Told]]]:
    """Conjectures that an entity of the report is another one: what may be the same, and the reasons on either side."""
    chosen = set(ids)
    for _, claim in sorted(gathered.claims.items(), key=lambda item: (item[1].about, item[0])):
        if claim.property == HYPOTHESIS and chosen.intersection(claim.about):
            yield _ends(claim, writer), list(_reasons(claim, writer))


def _ends(claim: Claim, writer: Writer) -> Pieces:
    return capital(joined([writer.named(key) for key in claim.about[:2]]))


def _reasons(claim: Claim, writer: Writer) -> Iterator[Told]:
    told = claim.details
    yield capital(fill("As a hypothesis, {clause}.", clause=writer.clause(claim))), [claim]
    for name, side in _REASONS:
        for reason in told.get(name) or ():
            yield fill(f"{side}: “{{reason}}”.", reason=str(reason)), [claim]
    if not told.get("judgement"):
        yield words("Nobody has judged it yet."), [claim]
        return
    by = fill(" by {who}", who=str(told["judged_by"])) if told.get("judged_by") else ()
    on = words(f" {wording.when(str(told['judged_on']))}") if told.get("judged_on") else ()
    yield (*fill("It was judged “{judgement}”", judgement=str(told["judgement"])), *by, *on, *words(".")), [claim]
