"""Tables by a mapping: CSV in any usual encoding and sheets of workbooks, rows into entities and claims."""

from loaders.csv.records import open_csv
from loaders.files import WORKBOOKS
from loaders.loader import Loader

LOADERS = (Loader("csv", (".csv", ".tsv", *WORKBOOKS), open=open_csv),)

__all__ = ["LOADERS"]
