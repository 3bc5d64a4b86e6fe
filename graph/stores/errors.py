"""Errors of the driver and of the embedded engine as ours, mapped in one place; messages never carry a password.

Classes go by name, so that neither package is imported for it:

    the user or the password                        StoreRefused
    the connection, or a database that is away      StoreUnreachable
    a query, a transaction or its result            QueryError, or by its code QueryTimeout, StoreFull, StoreUnreachable
    the folder of an embedded store                 StoreUnreachable, StoreInUse, StoreDamaged (see `folder_fault`)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.errors import (
    CasegraphError,
    QueryError,
    QueryTimeout,
    StoreDamaged,
    StoreFull,
    StoreInUse,
    StoreRefused,
    StoreUnreachable,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from graph.stores.base import Limits

ACCOUNT = frozenset({"AuthError", "TokenExpired"})
CONNECTION = frozenset(
    {
        "AuthConfigurationError", "CertificateConfigurationError", "ConfigurationError", "ConnectionAcquisitionTimeoutError",
        "ConnectionPoolError", "DatabaseUnavailable", "IncompleteCommit", "NotALeader", "OSError", "ReadServiceUnavailable",
        "RoutingServiceUnavailable", "ServiceUnavailable", "SessionExpired", "UnsupportedServerProduct",
        "WriteServiceUnavailable",
    }
)  # fmt: skip
QUERY = frozenset(
    {
        "ArcadeDBError", "BrokenRecordError", "ClientError", "ConstraintError", "CypherSyntaxError", "CypherTypeError",
        "DatabaseError", "DriverError", "Forbidden", "ForbiddenOnReadOnlyDatabase", "GqlError", "Neo4jError",
        "ResultConsumedError", "ResultError", "ResultFailedError", "ResultNotSingleError", "SessionError", "TransactionError",
        "TransactionNestingError", "TransientError",
    }
)  # fmt: skip
_TIMEOUT_CODES = ("TransactionTimedOut", "TransactionTimedOutClientConfiguration", "LockClientStopped")
_FULL = ("no space left", "disk full", "disk is full", "not enough space", "could not append transaction")
_BROKEN = ("JSONException", "JsonSyntax", "SchemaException", "ArrayIndexOutOfBounds", "EOFException", "is corrupted", "Parsing")
_SHOWN = 3
_READ_ONLY_CODES = ("AccessMode", "Forbidden")


def mapped(error: Exception, address: str, limits: Limits | None = None) -> CasegraphError:
    """Our error for a foreign one: who is unreachable, refused, timed out or simply wrong."""
    code = str(getattr(error, "code", "") or "")
    if any(code.endswith(end) for end in _TIMEOUT_CODES):
        return timed_out(limits)
    family = next((cls.__name__ for cls in type(error).__mro__ if cls.__name__ in ACCOUNT | CONNECTION | QUERY), "")
    if family in ACCOUNT and "Security.Forbidden" not in code:
        return StoreRefused(
            f"the server at {address} refused the user or the password",
            hint="give --user and set CASEGRAPH_PASSWORD; casegraph serve prints both for its store",
        )
    if family in CONNECTION:
        return StoreUnreachable(
            f"no server answers at {address}",
            hint="is it running? `docker compose up -d` or `casegraph serve`; see `casegraph doctor`",
        )
    if "DatabaseNotFound" in code:
        return StoreUnreachable(f"the server at {address} has no such database", hint="name another with --database")
    return _refused(error, code, address)


def folder_fault(error: Exception, folder: Path) -> StoreUnreachable:
    """Our error for an engine that could not open a folder."""
    message = str(error)
    if "locked by another process" in message or "LockException" in message:
        return StoreInUse(
            f"another process has the store {folder} open",
            hint=f"run `casegraph serve --store {folder}` once and use the bolt:// address that it prints",
        )
    if any(word in message for word in _BROKEN):
        return damaged(folder, [f"the engine cannot read it ({message.rsplit(': ', 1)[-1]})"])
    return StoreUnreachable(f"the store {folder} cannot be opened: {message}", hint=f"the engine's log is in {folder / 'log'}")


def damaged(folder: Path, faults: Sequence[str]) -> StoreDamaged:
    """Our error for a store whose files are not what was written."""
    more = f", and {len(faults) - _SHOWN} more" if len(faults) > _SHOWN else ""
    return StoreDamaged(
        f"the store {folder} is damaged: {'; '.join(faults[:_SHOWN])}{more}",
        hint="`casegraph rebuild --from BACKUP` makes it anew from a backup, `casegraph rebuild` from what can still be read",
    )


def not_writable(folder: Path, place: Path) -> StoreUnreachable:
    """Our error for a store that this user may only read."""
    return StoreUnreachable(
        f"the store {folder} cannot be opened: {place} may not be written to, and the engine locks what it opens, to read it too",
        hint="copy the folder to a place of your own and name the copy with --store, or let its owner run `casegraph serve`",
    )


def gone(folder: Path) -> StoreUnreachable:
    """Our error for a store whose files were taken away while it was open."""
    return StoreUnreachable(
        f"the files of the store {folder} were taken away while it was open; what was written to it is lost",
        hint="put them back from a copy, or load everything anew",
    )


def port_taken(error: Exception) -> bool:
    """Whether an embedded engine could not listen, for Bolt or HTTP, because another program took the port meanwhile."""
    return "Unable to listen" in str(error)


def _refused(error: Exception, code: str, address: str) -> CasegraphError:
    """What an engine that answers will not or cannot do."""
    if any(word in str(error).lower() for word in _FULL):
        return full(address)
    if any(word in code for word in _READ_ONLY_CODES):
        return QueryError(
            "the engine refused a write: this connection only reads",
            hint="use an account that may write, as `casegraph serve --write` prints; with cypher, say --write",
        )
    return QueryError(_message(error), hint=_hint(code))


def full(place: str) -> StoreFull:
    """The error of a write for which there was no room."""
    return StoreFull(
        f"there is no room left on the disk of {place}; what was committed before is there",
        hint="make room, then give the same command again; a server may have to be started anew",
    )


def timed_out(limits: Limits | None) -> QueryTimeout:
    """The error of a query past its deadline."""
    seconds = f" after {limits.timeout:g} s" if limits and limits.timeout else ""
    return QueryTimeout(
        f"the query was ended{seconds}: it ran past its time limit",
        hint="narrow the pattern, add LIMIT, or allow more with --timeout",
    )


def _message(error: Exception) -> str:
    text = str(getattr(error, "message", "") or error).strip()
    return text or type(error).__name__


def _hint(code: str) -> str:
    if "Syntax" in code:
        return "`casegraph schema` lists labels, relation types and properties"
    return "give the value with -p name=value" if "Parameter" in code else ""
