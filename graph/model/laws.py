"""Laws: which rule, in which version, when in force, and what it threatens."""

from __future__ import annotations

from typing import Annotated

from pydantic import model_validator

from graph.model.cases import AUTHORITIES
from graph.model.dates import bounds
from graph.model.define import Date, Entity, Heading, Id, Months, Relation, Text, being, happening, public

_LIFE = {"True": "allows a life sentence", "False": "does not allow a life sentence"}


class Law(Entity, heading=Heading.LAWS):
    """A rule of one country in one version: code, article, part, when in force and what it threatens."""

    colour, shape, lead = "#6A3D9A", "star", "the law"
    jurisdiction: Annotated[Id | None, public("{e} is a law of {v}", single=True)] = None
    code: Annotated[Text | None, public("{e} belongs to the code “{v}”", single=True)] = None
    article: Annotated[Text | None, public("{e} is numbered as article {v}", single=True)] = None
    part: Annotated[Text | None, public("{e} is part {v} of its article", single=True)] = None
    in_force_from: Annotated[Date | None, public("{e} came into force {v}", single=True)] = None
    in_force_until: Annotated[Date | None, public("{e} ceased to be in force {v}", single=True, ends="in_force_from")] = None
    penalty_min_months: Annotated[
        Months | None, public("the lowest penalty under {e} is {v}", label="shortest penalty, months", unit="months", single=True)
    ] = None
    penalty_max_months: Annotated[
        Months | None, public("the highest penalty under {e} is {v}", label="longest penalty, months", unit="months", single=True)
    ] = None
    penalty_life: Annotated[bool | None, public("{e} {v}", label="life sentence possible", values=_LIFE, single=True)] = None

    @model_validator(mode="after")
    def _penalty_is_a_range(self) -> Law:
        low, high = self.penalty_min_months, self.penalty_max_months
        if low is not None and high is not None and low > high:
            msg = f"penalty_min_months {low} is above penalty_max_months {high}"
            raise ValueError(msg)
        return self

    @model_validator(mode="after")
    def _in_force_is_a_period(self) -> Law:
        """Refused is only what no reading of two imprecise dates allows; the last day in force is still in force."""
        since, until = self.in_force_from, self.in_force_until
        first = bounds(since).earliest if since else None
        last = bounds(until).latest if until else None
        if first and last and first > last:
            msg = f"in_force_from {since} is after in_force_until {until}"
            raise ValueError(msg)
        return self


class InForceIn(Relation, heading=Heading.LAWS):
    """The country where a law is in force."""

    sources_of, targets_of = ("Law",), ("Country",)
    sentence = being("in force in")


class EnactedBy(Relation, heading=Heading.LAWS):
    """The body that made a law."""

    sources_of, targets_of = ("Law",), AUTHORITIES
    sentence = happening("was enacted by", once=True)
    once = True
