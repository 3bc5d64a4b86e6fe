"""Who may log in to a running engine: two accounts with passwords made for it alone, and the engine's files that say so.

The engine itself refuses the reader every write, schema change and file; the writer writes. Both open the store's database and
no other folder beside it, such as that of the log.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.stores.embedded.folder import DATABASE

if TYPE_CHECKING:
    from pathlib import Path

_ROUNDS = 2048  # the password is random and lives as long as the process: PBKDF2 need not slow a guesser down
_RECORD = ("createRecord", "readRecord", "updateRecord", "deleteRecord")
_GROUPS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "admin": (("updateSecurity", "updateSchema", "updateDatabaseSettings"), _RECORD),
    "writer": (("updateSchema",), _RECORD),
    "reader": ((), ("readRecord",)),
    "*": ((), ()),
}


@dataclass(frozen=True, slots=True)
class Accounts:
    """The users of one running engine, each a (name, password) pair."""

    reader: tuple[str, str]
    writer: tuple[str, str]

    @classmethod
    def fresh(cls) -> Accounts:
        """Accounts with random passwords."""
        return cls(("reader", secrets.token_urlsafe(18)), ("writer", secrets.token_urlsafe(18)))


def write_accounts(config: Path, accounts: Accounts) -> None:
    """The engine's users and groups, readable by this user alone."""
    config.mkdir(mode=0o700)
    users = [(*accounts.reader, DATABASE, "reader"), (*accounts.writer, DATABASE, "writer")]
    lines = [
        json.dumps({"name": name, "databases": {database: [group]}, "password": _encoded(password)})
        for name, password, database, group in [*users, ("root", secrets.token_urlsafe(18), "*", "admin")]
    ]
    (config / "server-users.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    groups = {
        name: {"resultSetLimit": -1, "readTimeout": -1, "access": list(access), "types": {"*": {"access": list(record)}}}
        for name, (access, record) in _GROUPS.items()
    }
    whole = {"databases": {"*": {"groups": groups}}, "version": 2}
    (config / "server-groups.json").write_text(json.dumps(whole), encoding="utf-8")


def _encoded(password: str) -> str:
    """A password as the engine keeps it: `algorithm$rounds$salt$hash`, the salt used as the text that it is."""
    salt = base64.b64encode(secrets.token_bytes(32)).decode()
    digest = hashlib.pbkdf2_hmac("sha256", password.encode(), salt.encode(), _ROUNDS, 32)
    return f"PBKDF2WithHmacSHA256${_ROUNDS}${salt}${base64.b64encode(digest).decode()}"
