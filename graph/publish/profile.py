"""The public profile of a view, a report or a file name: the same thing, without anything that names a protected person.

Ids are exchanged, texts masked, and what would identify somebody is left out: dates of birth and ages, the places of words
in a document, and hypotheses that would tie a pseudonym to somebody who bears a name.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.model import kinds_under
from graph.publish.coarsen import coarsened
from graph.publish.exchange import Exchange
from graph.publish.index import Index
from graph.publish.mask import Masker, Others
from graph.publish.people import Protected, protected_people, relatives
from graph.publish.reports import PublicReport
from graph.publish.views import PublicView
from graph.report.compose import compose

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from graph.export.report_view import Report
    from graph.export.view import GraphView
    from graph.publish.key import Key
    from graph.report.gather import Gathered
    from graph.stores import Store


_PLACES = kinds_under("Place")


@dataclass(frozen=True, slots=True)
class Choices:
    """What is made coarse or withheld beyond names: persons share what identifies with `k`, sources that tell a name."""

    k: int = 1
    withhold_sources: bool = False


@dataclass(frozen=True, slots=True)
class Publication:
    """What to protect, and the key for it; `kin` are ids of those whose names may not stand because they share them."""

    people: tuple[Protected, ...]
    key: Key = field(repr=False)
    kin: frozenset[str] = frozenset()
    choices: Choices = Choices()

    @classmethod
    def of(cls, store: Store, key: Key, choices: Choices = Choices()) -> Publication:
        """Everybody who is protected in a store."""
        people = tuple(protected_people(store))
        return cls(people, key, relatives(store, people), choices)

    def view(self, view: GraphView) -> GraphView:
        """The view as it may leave; a protected person of it whom the store did not name is protected, too."""
        known = {person.id for person in self.people}
        others = [Protected(node.id, (node.name, *node.names)) for node in view.nodes if node.protected and node.id not in known]
        index = Index((*self.people, *others))
        if self.choices.k > 1:
            view = coarsened(view, [node.id for node in view.nodes if node.id in index.people], self.choices.k)
        named = ((node.id, node.kind, (node.name, *node.names)) for node in view.nodes)
        return PublicView(self._masker(index, named), view, withhold=self.choices.withhold_sources).made()

    def telling_sources(self, view: GraphView) -> int:
        """How many sources of a view have the name of a protected person in their title or address."""
        exchange = Exchange(Masker(Index(self.people), self.key))
        return sum(exchange.names_somebody(source.title, source.url) for source in view.sources)

    def report(self, gathered: Gathered, generated: dt.date, known_at: dt.date | None = None) -> Report:
        """The report made from records as they may leave, with every text of it looked through once more."""
        public = self._for_report(gathered)
        made = compose(public.gathered(), generated.isoformat(), known_at.isoformat() if known_at else None, public=True)
        return public.looked_through(made)

    def _for_report(self, gathered: Gathered) -> PublicReport:
        """The names that stay are those of everybody else in the records."""
        named = ((entity.id, entity.kind, entity.names) for entity in gathered.entities.values())
        return PublicReport(self._masker(Index(self.people), named), gathered, withhold=self.choices.withhold_sources)

    def _masker(self, index: Index, named: Iterable[tuple[str, str, Iterable[str]]]) -> Masker:
        """What knows the names of the others, given as id, kind and names.

        Only persons and places have names of their own: that of a case or a ruling may be made of a protected person's.
        """
        rest = [(key, kind, list(names)) for key, kind, names in named if key not in index.people]
        free = [(kind, names) for key, kind, names in rest if key not in self.kin]
        persons = [name for kind, names in free if kind == "Person" for name in names]
        places = [name for kind, names in free if kind in _PLACES for name in names]
        kin = [name for key, _, names in rest if key in self.kin for name in names]
        return Masker(index, self.key, Others(persons, places, kin))

    def file_name(self, name: str) -> str:
        """A file's name without names: what is left of it is fit for a file."""
        masker = Masker(Index(self.people), self.key)
        stem, ending = _parted(name, masker)
        if not _tells(stem, masker):
            return name
        masked = masker.text(stem.replace("_", " "))
        plain = "-".join("".join(sign if sign.isalnum() else " " for sign in masked).split()).lower()
        return f"{plain if not masker.id_tells(_without_labels(plain)) else self.key.other_id(stem)}{ending}"


def _parted(name: str, masker: Masker) -> tuple[str, str]:
    """A file's name and its ending: the last two suffixes, such as .tar.gz, or one, as far as they tell nobody."""
    for most in (2, 1):
        stem, *suffixes = name.rsplit(".", most)
        ending = "".join(f".{suffix}" for suffix in suffixes)
        if stem and not _tells(ending, masker):
            return stem, ending
    return name, ""


def _tells(text: str, masker: Masker) -> bool:
    plain = text.replace("_", " ")
    return masker.text(plain) != plain or masker.id_tells(text)


def _without_labels(name: str) -> str:
    import re

    return re.sub(r"person-[2-9a-z]{4}-[2-9a-z]{4}|name-withheld", "", name)
