"""The items of dossier files into records, each with its file and lines; nothing is looked up, so that order does not matter."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from graph.errors import Fault
from graph.model import KINDS, Claim, Entity, Source
from graph.model.located import Loaded, Located, RejectedRecord
from graph.text import did_you_mean
from loaders.dossier.claims import FormFault, claim_shape, content_id
from loaders.dossier.forms import SECTIONS, ClaimForm, DossierForm
from loaders.yaml_faults import faults_of, short
from loaders.yaml_lines import YamlFault, read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable

    from loaders.dossier.claims import Values
    from loaders.yaml_lines import Lined


def load_dossier(path: Path) -> Loaded:
    """The records of one dossier file with every fault in it; raises nothing for bad content."""
    loaded = Loaded()
    try:
        whole = read_yaml(path)
        form = DossierForm.model_validate(whole.value if isinstance(whole.value, dict) else {})
    except YamlFault as error:
        loaded.faults.append(error.fault)
        return loaded
    except ValidationError as error:
        loaded.faults += faults_of(error, path, whole, "")
        return loaded
    reader = _Reader(path, form, loaded)
    for section in SECTIONS:
        part = whole.inner.get(section)
        for item in part.inner.values() if part else ():
            reader.read(section, item)
    return loaded


class _Reader:
    """Turns the items of one file into records."""

    def __init__(self, path: Path, form: DossierForm, loaded: Loaded) -> None:
        self.path, self.form, self.loaded = path, form, loaded

    def read(self, section: str, item: Lined) -> None:
        readers: dict[str, Callable[[Lined], Entity | Source | Claim]] = {
            "sources": self._source,
            "entities": self._entity,
            "claims": self._claim,
        }
        name = _id_of(item) or (str(item.value.get("says") or "") if isinstance(item.value, dict) else "")
        try:
            if not isinstance(item.value, dict):
                self._reject(
                    item, [Fault(f"an item of {section} is a mapping", str(self.path), item.line, value=short(item.value))]
                )
                return
            record = readers[section](item)
        except ValidationError as error:
            self._reject(item, faults_of(error, self.path, item, short(name, 40)))
        except FormFault as error:
            line = item.at((error.field,)) if error.field else item.line
            field = ".".join(filter(None, (short(name, 40), error.field)))
            self._reject(item, [Fault(str(error), str(self.path), line, field, short(error.value))])
        else:
            self.loaded.records.append(Located(record, str(self.path), item.line, item.lines()))

    def _reject(self, item: Lined, faults: list[Fault]) -> None:
        self.loaded.faults += faults
        self.loaded.rejects.append(RejectedRecord(tuple(faults), str(self.path), item.line, _id_of(item), item.value))

    def _source(self, item: Lined) -> Source:
        return Source.model_validate({**_own_keys(item), "datasets": (self.form.dossier,)})

    def _entity(self, item: Lined) -> Entity:
        values = _own_keys(item)
        kind = values.pop("kind", None)
        if not isinstance(kind, str) or kind not in KINDS:
            tip = did_you_mean(str(kind), KINDS, f"the kinds are {', '.join(KINDS)}")
            raise FormFault(f"{'has no' if kind is None else 'no such'} kind; {tip}", "kind", "" if kind is None else kind)
        return KINDS[kind].model_validate({**values, "datasets": (self.form.dossier,)})

    def _claim(self, item: Lined) -> Claim:
        form = ClaimForm.model_validate(item.value)
        about, shape = claim_shape(form)
        start, end = form.at or (None, None)
        values: Values = {
            "text": form.says,
            "source": form.source,
            "about": about,
            "status": form.status,
            "locator_start": start,
            "locator_end": end,
            "credibility": form.credibility,
            "attributed_to": form.by,
            "language": form.language,
            "recorded_by": form.recorded_by or self.form.recorded_by,
            "recorded_at": form.recorded_at or self.form.recorded_at,
            "datasets": (self.form.dossier,),
            **shape,
        }
        return Claim.model_validate({"id": form.id or content_id(values), **values})


def _id_of(item: Lined) -> str:
    return str(item.value.get("id") or "") if isinstance(item.value, dict) else ""


def _own_keys(item: Lined) -> Values:
    """The item's mapping; the data set that it belongs to is its file's, and not for the item to say."""
    if "datasets" in item.value:
        raise FormFault("is the dossier's name at the top of the file; take it out", "datasets", item.value["datasets"])
    return dict(item.value)
