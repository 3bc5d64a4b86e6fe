"""Tables by a mapping: CSV in any usual encoding, rows into entities and claims."""

from loaders.csv.records import open_csv
from loaders.loader import Loader

LOADERS = (Loader("csv", (".csv", ".tsv"), open=open_csv),)

__all__ = ["LOADERS"]
