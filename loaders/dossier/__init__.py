"""Dossiers: a case written down by a person in YAML, read as a whole."""

from loaders.dossier.claims import content_id
from loaders.dossier.forms import SECTIONS, SUFFIXES
from loaders.dossier.records import load_dossier
from loaders.dossier.schema import dossier_schema
from loaders.loader import Loader

__all__ = ["LOADERS", "SECTIONS", "SUFFIXES", "content_id", "dossier_schema", "load_dossier"]
LOADERS = (Loader("dossier", SUFFIXES, read=load_dossier),)
