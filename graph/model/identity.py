"""Hypotheses that two records speak of one entity."""

from __future__ import annotations

from typing import Annotated

from graph.model.define import Date, Judgement, PublicText, Relation, Sentence, Text, public


class PossiblySameAs(Relation):
    """A hypothesis that two entities are one; reversible, never merged, never walked by a path unless asked."""

    sentence, undirected = Sentence("{a} and {b} may be one and the same"), True
    once = True
    reasons_for: Annotated[tuple[Text, ...], public()] = ()
    reasons_against: Annotated[tuple[Text, ...], public()] = ()
    judgement: Annotated[Judgement | None, public()] = None
    judged_by: PublicText = None
    judged_on: Annotated[Date | None, public()] = None

    @classmethod
    def pair_fault(cls, source_kind: str, target_kind: str) -> str:
        """Two records of one entity are of one kind."""
        if source_kind == target_kind:
            return ""
        return f"{cls.type_name()} joins two entities of one kind, not a {source_kind} and a {target_kind}"
