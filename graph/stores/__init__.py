"""Stores: where the graph lives. `open_store` turns a URL or a folder into one."""

from graph.stores.base import DEFAULT_LIMIT, DEFAULT_TIMEOUT, Engine, EngineInfo, Limits, Store
from graph.stores.open import DEFAULT_STORE, SCHEMES, is_url, open_store

__all__ = [
    "DEFAULT_LIMIT",
    "DEFAULT_STORE",
    "DEFAULT_TIMEOUT",
    "SCHEMES",
    "Engine",
    "EngineInfo",
    "Limits",
    "Store",
    "is_url",
    "open_store",
]
