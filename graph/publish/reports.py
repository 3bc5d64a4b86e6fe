"""The records of a report without the names of protected persons, and the report made of them looked through once more."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from graph.model import RELATIONS, Claim, Relation, Source
from graph.publish.exchange import SOURCE_WITHHELD, Exchange, may_leave

if TYPE_CHECKING:
    from graph.ask.conflicts import Comparison
    from graph.export.report_view import Report
    from graph.model import Entity
    from graph.publish.mask import Masker
    from graph.report.gather import Gathered

_PRODUCT = frozenset({"grade", "published", "reliability", "key", "kind", "reading", "reliability_key", "credibility_key"})
"""Fields of a report that hold words of the product, or none."""


class PublicReport:
    """One report on its way out."""

    def __init__(self, masker: Masker, gathered: Gathered, *, withhold: bool = False) -> None:
        self.exchange, self.old, self.withhold = Exchange(masker), gathered, withhold
        self.kinds = {key: entity.kind for key, entity in gathered.entities.items()}
        leaving = [claim for claim in gathered.claims.values() if not self.exchange.is_closed(claim, self.kinds)]
        self.claim_ids = {claim.id: self.exchange.claim_id(claim) for claim in leaving}

    def gathered(self) -> Gathered:
        """The records as they may leave; a comparison does when both its claims do."""
        old, exchange, ids = self.old, self.exchange, self.claim_ids
        return replace(
            old,
            focus=self._entity(old.focus),
            entities={exchange.id(key): self._entity(entity) for key, entity in old.entities.items()},
            sources=dict(sorted((exchange.id(key), self._source(source)) for key, source in old.sources.items())),
            claims=dict(sorted((made, self._claim(old.claims[key], made)) for key, made in ids.items())),
            cases=tuple(exchange.ids(old.cases)),
            events=tuple(exchange.ids(old.events)),
            laws=tuple(exchange.ids(old.laws)),
            on_word=frozenset(ids[key] for key in old.on_word if key in ids),
            comparisons=tuple(self._comparison(one) for one in old.comparisons if ids.keys() >= {*one.claims}),
            withheld={exchange.id(key): self._withheld(entity) for key, entity in old.entities.items()},
            known={ids[key]: known for key, known in old.known.items() if key in ids},
        )

    def looked_through(self, made: Report) -> Report:
        """A report in which no text has a name: what the records' fields put together is seen here."""
        masked: Report = type(made).model_validate(self._texts("", made.model_dump()))
        return masked

    def _texts(self, name: str, value: Any) -> Any:
        if isinstance(value, str):
            if name == "url":
                return None if self.exchange.tells(value) else value
            return value if name in _PRODUCT else self.exchange.text(value)
        if isinstance(value, list | tuple):
            return value if name in _PRODUCT else tuple(self._texts(name, item) for item in value)
        return {key: self._texts(key, item) for key, item in value.items()} if isinstance(value, dict) else value

    def _withheld(self, entity: Entity) -> frozenset[str]:
        """The fields that may not leave of an entity."""
        protected = bool(self.exchange.protected([entity.id]))
        return frozenset(name for name in entity.own_fields() if not may_leave(type(entity), name, protected=protected))

    def _entity(self, entity: Entity) -> Entity:
        exchange, model = self.exchange, type(entity)
        about = exchange.protected([entity.id])
        values = {name: getattr(entity, name) for name in model.model_fields if name not in ("id", "datasets")}
        changed = {**dict.fromkeys(values), **exchange.properties(model, values, about)}
        changed |= {"id": exchange.id(entity.id), "datasets": tuple(map(exchange.id, entity.datasets))}
        if about:
            name = exchange.masker.key.pseudonym(entity.id)
            changed |= {"name": name, "names": (name,), "extra": {}}
        else:
            changed["names"] = tuple(dict.fromkeys(changed["names"]))
        return entity.model_copy(update=changed)

    def _source(self, source: Source) -> Source:
        exchange = self.exchange
        if self.withhold and exchange.names_somebody(source.title, source.url):
            datasets = tuple(map(exchange.id, source.datasets))
            return Source(id=exchange.id(source.id), title=SOURCE_WITHHELD, reliability=source.reliability, datasets=datasets)
        return Source(
            id=exchange.id(source.id),
            title=exchange.text(source.title),
            url=None if source.url is None or exchange.tells(source.url) else source.url,
            language=source.language,
            published=source.published,
            retrieved=source.retrieved,
            reliability=source.reliability,
            published_by=exchange.id(source.published_by) if source.published_by else None,
            cites=tuple(map(exchange.id, source.cites)),
            datasets=tuple(map(exchange.id, source.datasets)),
        )

    def _claim(self, claim: Claim, identifier: str) -> Claim:
        exchange = self.exchange
        about = exchange.protected((*claim.about, *claim.attributed_to))
        values = exchange.claim(claim, self.kinds) | {
            "id": identifier,
            "source": exchange.id(claim.source),
            "about": tuple(map(exchange.id, claim.about)),
            "attributed_to": tuple(map(exchange.id, claim.attributed_to)),
            "datasets": tuple(map(exchange.id, claim.datasets)),
            "details": exchange.properties(RELATIONS.get(claim.property, Relation), claim.details, about),
        }
        return Claim(**values)

    def _comparison(self, compared: Comparison) -> Comparison:
        text = self.exchange.text
        known = compared.scope in self.kinds
        masked = {name: text(getattr(compared, name)) for name in ("one", "other", "why", "subject")}
        masked["scope"] = self.exchange.id(compared.scope) if known else text(compared.scope)
        claims: dict[str, Any] = {name: self.claim_ids.get(getattr(compared, name), "") for name in ("one_claim", "other_claim")}
        claims |= {name: tuple(self.claim_ids[key] for key in getattr(compared, name)) for name in ("one_claims", "other_claims")}
        unsaid = dict.fromkeys(("one_origin", "one_source", "other_origin", "other_source")) | dict.fromkeys(
            ("one_origins", "other_origins"), ()
        )
        origins = tuple(self.exchange.ids(compared.origins))
        return compared.model_copy(update={**masked, **claims, **unsaid, "sources": (), "origins": origins})
