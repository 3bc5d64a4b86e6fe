"""Names of data sets, and the sources that stand for them."""

from __future__ import annotations

import re

from graph.errors import UsageError
from graph.model import Source

_DATASET = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")


def dataset_source(name: str) -> str:
    """The id of the source that stands for a data set."""
    return f"dataset-{name}"


def named_source(dataset: str, title: str | None = None) -> Source:
    """The source that stands for a data set.

    Raises:
        UsageError: the name is none.
    """
    if not _DATASET.fullmatch(dataset):
        raise UsageError(
            f"“{dataset}” is no name of a data set",
            hint="lower-case letters, digits, dots, - and _, such as --dataset us_ofac_sdn",
        )
    return Source(id=dataset_source(dataset), title=title or dataset, datasets=(dataset,))
