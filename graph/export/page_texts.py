"""The texts of the page's interface, one JSON file a language in `page/texts/`."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources

LANGUAGES = ("en", "ru", "uk", "kk", "ky")
"""English first: what another language lacks is not guessed, a test finds it."""


@cache
def texts() -> dict[str, dict[str, str]]:
    """Return the texts by language and key."""
    folder = resources.files(__package__) / "page" / "texts"
    return {language: json.loads((folder / f"{language}.json").read_text("utf-8")) for language in LANGUAGES}
