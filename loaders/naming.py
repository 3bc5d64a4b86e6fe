"""Names of data sets, in any script, and the sources and ids that are made of them."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256

from graph.errors import UsageError
from graph.model import Source

MOST = 100
_PLAIN = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
_ODD = re.compile(r"[^a-z0-9._-]+")


def dataset_source(name: str) -> str:
    """The id of the source that stands for a data set."""
    return f"dataset-{id_part(name)}"


def id_part(name: str) -> str:
    """What ids say of a data set: its name, or its Latin letters and a fingerprint, for ids hold no others."""
    if _PLAIN.fullmatch(name):
        return name
    from anyascii import anyascii

    latin = _ODD.sub("-", anyascii(name).lower()).strip("-._")[:40]
    return "-".join(filter(None, (latin, sha256(name.encode()).hexdigest()[:8])))


def name_from(text: str) -> str:
    """A data set's name from that of a file or another: small letters of any script, digits, dots, - and _."""
    plain = unicodedata.normalize("NFC", text.lower())
    kept = "".join(sign if _fits(sign) else " " for sign in plain)
    name = "-".join(kept.split()).strip("-._")[:MOST]
    return name or ("data" if text.isascii() else f"data-{sha256(text.encode()).hexdigest()[:8]}")


def _fits(sign: str) -> bool:
    return sign in "._-" or (sign.isalnum() and sign == sign.lower()) or unicodedata.category(sign)[0] == "M"


def named_source(dataset: str, title: str | None = None) -> Source:
    """The source that stands for a data set.

    Raises:
        UsageError: the name is none.
    """
    if not (0 < len(dataset) <= MOST and all(map(_fits, dataset)) and dataset[0] not in "._-"):
        raise UsageError(
            f"“{dataset}” is no name of a data set",
            hint="lower-case letters, digits, dots, - and _, such as --dataset us_ofac_sdn",
        )
    return Source(id=dataset_source(dataset), title=title or dataset, datasets=(dataset,))
