"""The records of a report without the names of protected persons, and the report made of them looked through once more."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from graph.model import HYPOTHESIS, relation_id
from graph.publish.views import CLOSED, IDENTIFYING, names

if TYPE_CHECKING:
    from graph.export.report_view import Report
    from graph.model import Claim, Entity, Source
    from graph.publish.mask import Masker
    from graph.report.gather import Gathered

_PRODUCT = frozenset(
    {"grade", "published", "sha256", "reliability", "key", "kind", "reading", "reliability_key", "credibility_key"}
)
"""Fields of a report that hold words of the product, or none."""
_KEPT = frozenset({"id", "kind", "sha256", "reliability", "language", "status", "bound", "property", "relation"})


class PublicReport:
    """One report on its way out."""

    def __init__(self, masker: Masker, gathered: Gathered) -> None:
        self.masker, self.old = masker, gathered
        self.people = masker.index.people

    def gathered(self) -> Gathered:
        """The records as they may leave."""
        old = self.old
        claims = {key: claim for key, claim in old.claims.items() if not self._left_out(claim)}
        ids = {key: self._claim_id(claim) for key, claim in claims.items()}
        made = {ids[key]: self._claim(claim, ids[key]) for key, claim in claims.items()}
        rows = [
            row for row in old.verdicts if all(row.get(side) is None or row[side] in ids for side in ("one_claim", "other_claim"))
        ]
        return replace(
            old,
            focus=self._entity(old.focus),
            entities={self.masker.id(key): self._entity(entity) for key, entity in old.entities.items()},
            sources=dict(sorted((self.masker.id(key), self._source(source)) for key, source in old.sources.items())),
            claims=dict(sorted(made.items())),
            cases=tuple(sorted(map(self.masker.id, old.cases))),
            events=tuple(sorted(map(self.masker.id, old.events))),
            laws=tuple(sorted(map(self.masker.id, old.laws))),
            on_word=frozenset(ids[key] for key in old.on_word if key in ids),
            verdicts=tuple(self._verdict(row, ids) for row in rows),
            withheld={self.masker.id(key): IDENTIFYING for key in self.people if key in old.entities},
            known={ids[key]: known for key, known in old.known.items() if key in ids},
        )

    def looked_through(self, made: Report) -> Report:
        """A report in which no text has a name: what the records' fields put together is seen here."""
        masked: Report = type(made).model_validate(self._texts("", made.model_dump()))
        return masked

    def _texts(self, name: str, value: Any) -> Any:
        if isinstance(value, str):
            if name == "url":
                return None if self.masker.tells(value) else value
            return value if name in _PRODUCT else self.masker.text(value)
        if isinstance(value, list | tuple):
            return value if name in _PRODUCT else tuple(self._texts(name, item) for item in value)
        return {key: self._texts(key, item) for key, item in value.items()} if isinstance(value, dict) else value

    def _left_out(self, claim: Claim) -> bool:
        """Whether a claim says what identifies, or ties a pseudonym to somebody who bears a name."""
        protected = [key in self.people for key in claim.about]
        if claim.property == HYPOTHESIS:
            return any(protected) and not all(protected)
        return claim.relation is None and names(claim.property) and any(protected)

    def _touches(self, claim: Claim) -> bool:
        ends = {*claim.about, *claim.attributed_to}
        texts = (claim.text, claim.scope or "", claim.value if isinstance(claim.value, str) else "")
        return not self.people.keys().isdisjoint(ends) or any(self.masker.text(one) != one for one in texts)

    def _claim_id(self, claim: Claim) -> str:
        return self.masker.key.other_id(claim.id) if self._touches(claim) else self.masker.id(claim.id)

    def _value(self, name: str, value: Any, about: frozenset[str]) -> Any:
        if isinstance(value, str) and name not in CLOSED:
            return self.masker.id(value) if name == "jurisdiction" else self.masker.text(value, about)
        if isinstance(value, list | tuple):
            return type(value)(self._value(name, item, about) for item in value)
        return {key: self._value(key, item, about) for key, item in value.items()} if isinstance(value, dict) else value

    def _entity(self, entity: Entity) -> Entity:
        own = entity.id in self.people
        about = frozenset({entity.id} & self.people.keys())
        changed = {
            name: self._value(name, getattr(entity, name), about) for name in type(entity).model_fields if name not in _KEPT
        }
        changed |= {"id": self.masker.id(entity.id), "datasets": tuple(map(self.masker.id, entity.datasets))}
        if own:
            name = self.masker.key.pseudonym(entity.id)
            changed |= {"name": name, "names": (name,), "identification": "pseudonym", "extra": {}, **dict.fromkeys(IDENTIFYING)}
        else:
            changed["names"] = tuple(dict.fromkeys(changed["names"]))
        return entity.model_copy(update=changed)

    def _source(self, source: Source) -> Source:
        return source.model_copy(
            update={
                "id": self.masker.id(source.id),
                "title": self.masker.text(source.title),
                "url": None if source.url is None or self.masker.tells(source.url) else source.url,
                "document": None,
                "published_by": self.masker.id(source.published_by) if source.published_by else None,
                "cites": tuple(sorted(map(self.masker.id, source.cites))),
                "datasets": tuple(map(self.masker.id, source.datasets)),
            }
        )

    def _claim(self, claim: Claim, identifier: str) -> Claim:
        about = frozenset({*claim.about, *claim.attributed_to} & self.people.keys())
        changed: dict[str, Any] = {
            "id": identifier,
            "text": self.masker.text(claim.text, about),
            "source": self.masker.id(claim.source),
            "about": tuple(map(self.masker.id, claim.about)),
            "attributed_to": tuple(map(self.masker.id, claim.attributed_to)),
            "relation": self._relation(claim),
            "details": self._value("details", claim.details, about),
            "value": self._value(claim.property, claim.value, about),
            "metric": self.masker.id(claim.metric) if claim.metric else None,
            "datasets": tuple(map(self.masker.id, claim.datasets)),
        }
        changed |= {
            name: self.masker.text(getattr(claim, name) or "", about) or None for name in ("scope", "unit", "recorded_by")
        }
        if self._touches(claim):
            changed |= {"locator_start": None, "locator_end": None, "extra": {}}
        if claim.property == "BORN_IN" and about:
            changed |= {"since": None, "until": None}
        return claim.model_copy(update=changed)

    def _relation(self, claim: Claim) -> str | None:
        if claim.relation is None:
            return None
        source, kind, target = claim.relation.split("|")
        return relation_id(self.masker.id(source), kind, self.masker.id(target))

    def _verdict(self, row: dict[str, Any], ids: dict[str, str]) -> dict[str, Any]:
        changed: dict[str, Any] = {}
        for name, value in row.items():
            if name in ("one_claim", "other_claim"):
                changed[name] = ids[value] if value is not None else None
            elif name in ("one_origin", "other_origin", "one_source", "other_source"):
                changed[name] = self.masker.id(value) if value is not None else None
            elif name in ("sources", "origins"):
                changed[name] = sorted(map(self.masker.id, value))
            elif name == "scope" and (value in self.old.entities):
                changed[name] = self.masker.id(value)
            else:
                changed[name] = self.masker.text(value) if isinstance(value, str) and name != "finding" else value
        return changed
