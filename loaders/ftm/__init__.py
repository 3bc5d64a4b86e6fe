"""FollowTheMoney: entities and deltas, statements, tables by a mapping of its own form, and lists of ids to delete."""

from loaders.ftm.entities import SUFFIXES, open_ftm, open_ids
from loaders.ftm.mapped import is_mapping, open_mapped
from loaders.ftm.statements import are_statements, open_statements
from loaders.loader import Loader

TABLES = (".csv", ".tsv")
LOADERS = (
    Loader("ftm", SUFFIXES, open=open_ftm),
    Loader("statements", (*SUFFIXES, *TABLES), open=open_statements, sniff=are_statements),
    Loader("ftm mapping", TABLES, open=open_mapped, sniff=is_mapping),
    Loader("ids", (), open=open_ids),
)

__all__ = ["LOADERS"]
