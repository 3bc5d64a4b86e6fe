"""The public profile of a view, a report or a file name: the same thing, without anything that names a protected person.

Ids are exchanged, texts masked, and what would identify somebody is left out: dates of birth and ages, the places of words
in a document, and hypotheses that would tie a pseudonym to somebody who bears a name.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.model import kinds_under
from graph.publish.index import Index
from graph.publish.mask import Masker
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


_NAMED = kinds_under("Person", "Place")


@dataclass(frozen=True, slots=True)
class Publication:
    """What to protect, and the key for it; `kin` are ids of those whose names may not stand because they share them."""

    people: tuple[Protected, ...]
    key: Key = field(repr=False)
    kin: frozenset[str] = frozenset()

    @classmethod
    def of(cls, store: Store, key: Key) -> Publication:
        """Everybody who is protected in a store."""
        people = tuple(protected_people(store))
        return cls(people, key, relatives(store, people))

    def view(self, view: GraphView) -> GraphView:
        """The view as it may leave; a protected person of it whom the store did not name is protected, too."""
        known = {person.id for person in self.people}
        others = [Protected(node.id, (node.name, *node.names)) for node in view.nodes if node.protected and node.id not in known]
        index = Index((*self.people, *others))
        named = ((node.id, node.kind, (node.name, *node.names)) for node in view.nodes)
        return PublicView(self._masker(index, named), view).made()

    def report(self, gathered: Gathered, generated: dt.date, known_at: dt.date | None = None) -> Report:
        """The report made from records as they may leave, with every text of it looked through once more."""
        public = self._for_report(gathered)
        made = compose(public.gathered(), generated.isoformat(), known_at.isoformat() if known_at else None, public=True)
        return public.looked_through(made)

    def _for_report(self, gathered: Gathered) -> PublicReport:
        """The names that stay are those of everybody else in the records."""
        named = ((entity.id, entity.kind, entity.names) for entity in gathered.entities.values())
        return PublicReport(self._masker(Index(self.people), named), gathered)

    def _masker(self, index: Index, named: Iterable[tuple[str, str, Iterable[str]]]) -> Masker:
        """What knows the names of the others, given as id, kind and names.

        Only persons and places have names of their own: that of a case or a ruling may be made of a protected person's.
        """
        free = [(kind, names) for key, kind, names in named if key not in index.people and key not in self.kin]
        others = [name for kind, names in free if kind in _NAMED for name in names]
        return Masker(index, self.key, others, [name for kind, names in free if kind == "Person" for name in names])

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
