"""The texts of the page's interface, one JSON file a language in `page/texts/`.

Texts for kinds, relations and fields are translations of the model's own labels; where there is none the label stands.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources

from graph.model import KINDS, RELATIONS
from graph.model.fields import field_spec, in_words

LANGUAGES = ("en", "ru", "uk", "kk", "ky")
"""English first."""


@cache
def texts() -> dict[str, dict[str, str]]:
    """Return the texts by language and key."""
    folder = resources.files(__package__) / "page" / "texts"
    read = {language: json.loads((folder / f"{language}.json").read_text("utf-8")) for language in LANGUAGES}
    labels = {f"field.{name}": label for name, label in field_labels().items()}
    return {language: {**labels, **words} for language, words in read.items()}


def field_labels() -> dict[str, str]:
    """The labels of fields that are not just their names; kinds and relations have theirs in the view's legend."""
    models = [*KINDS.values(), *RELATIONS.values()]
    labels = {name: field_spec(model, name).label for model in models for name in model.own_fields()}
    return {name: label for name, label in labels.items() if label != in_words(name)}
