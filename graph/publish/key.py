"""The user's secret: pseudonyms are a keyed digest (HMAC-SHA256) of ids, so that only who has the key can link them.

The key is a file that is made on first use in the user's configuration folder, readable by its owner alone. With the same
key a person has the same pseudonym in every export and every format; without it nobody can test a guess. It is never shown.
"""

from __future__ import annotations

import hmac
import os
import secrets
import stat
from pathlib import Path

from graph.errors import UsageError

NAME = "pseudonyms.key"
_BYTES = 32
_LEAST = 16
_OTHERS = 0o077
_LETTERS = "23456789BCDFGHJKMNPQRSTVWXZ"
"""Digits and consonants that are not mistaken for each other: no pseudonym spells a name."""
_LENGTH = 8


class Key:
    """Makes pseudonyms and ids; it has no text form that shows the secret."""

    __slots__ = ("_secret",)

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def __repr__(self) -> str:
        return "Key(…)"

    def letters(self, purpose: str, text: str, length: int = _LENGTH) -> str:
        """Letters and digits that stand for a text: the same for the same key, purpose and text."""
        number = int.from_bytes(hmac.digest(self._secret, f"{purpose}\0{text}".encode(errors="surrogatepass"), "sha256"))
        found = []
        for _ in range(length):
            number, at = divmod(number, len(_LETTERS))
            found.append(_LETTERS[at])
        return "".join(found)

    def pseudonym(self, person_id: str) -> str:
        """“Person 7F3K-92QD”."""
        letters = self.letters("person", person_id)
        return f"Person {letters[:4]}-{letters[4:]}"

    def person_id(self, person_id: str) -> str:
        """The id under which a protected person leaves: “person-7f3k92qd”."""
        return f"person-{self.letters('person', person_id).lower()}"

    def other_id(self, text: str) -> str:
        """An id for something whose own id tells too much: “x-…”."""
        return f"x-{self.letters('id', text, 12).lower()}"


def load_key(named: Path | None = None) -> tuple[Key, Path | None]:
    """The key in the named file, or the user's own, made now if there is none; the path only of one that was just made.

    Raises:
        UsageError: the named file is not there, cannot be read, or is too short to be a secret.
    """
    if named is not None:
        return Key(_read(named)), None
    place = own_place()
    if place.exists():
        return Key(_read(place)), None
    return Key(_make(place)), place


def own_place() -> Path:
    """Where the user's own key is kept."""
    from platformdirs import user_config_path

    return user_config_path("casegraph", appauthor=False) / NAME


def _read(place: Path) -> bytes:
    try:
        _look(place)
        secret = place.read_bytes().strip()
    except OSError as error:
        raise UsageError(
            f"the key {place} cannot be read: {error.strerror or error}",
            hint="name a file that is there with --key or CASEGRAPH_KEY; without either, your own key is used",
        ) from error
    if len(secret) < _LEAST:
        raise UsageError(
            f"the key {place} is too short to be a secret: {len(secret)} bytes, where {_LEAST} are the least",
            hint="`(umask 077; openssl rand -hex 32 > FILE)` makes one; names under another key have other pseudonyms",
        )
    return secret


def _look(place: Path) -> None:
    """Refuses a key that others than its owner can read.

    Raises:
        UsageError: they can.
        OSError: there is no such file.
    """
    mode = stat.S_IMODE(place.stat().st_mode)
    if os.name == "posix" and mode & _OTHERS:
        raise UsageError(
            f"others can read the key {place} (its mode is {mode:04o}): who has it can find out who is who",
            hint=f"`chmod 600 {place}` if nobody has read it; else make a new one: names then have other pseudonyms",
        )


def _make(place: Path) -> bytes:
    """Writes a new key that only its owner can read; one that another process has just made is taken instead."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write(place, secrets.token_hex(_BYTES).encode() + b"\n")
    except OSError as error:
        raise UsageError(
            f"a key for pseudonyms cannot be made in {place.parent}: {error.strerror or error}",
            hint="name a key of your own with --key FILE or CASEGRAPH_KEY",
        ) from error
    return _read(place)


def _write(place: Path, content: bytes) -> None:
    draft = place.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
        _take_name(draft, place)
    finally:
        draft.unlink(missing_ok=True)


def _take_name(draft: Path, place: Path) -> None:
    """Gives the draft its name unless there is a key of that name already."""
    try:
        os.link(draft, place)
    except FileExistsError:
        return
    except OSError:  # a file system without hard links
        if not place.exists():
            draft.replace(place)
