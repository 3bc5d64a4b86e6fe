"""Whatever the driver and the engine raise reaches a user as an error of ours: the map of them is complete."""

from __future__ import annotations

import inspect

import arcadedb
import pytest
from neo4j import exceptions

from graph.errors import CasegraphError, QueryError, QueryTimeout, StoreFull, StoreRefused, StoreUnreachable
from graph.stores import Limits
from graph.stores.errors import ACCOUNT, CONNECTION, QUERY, mapped


def errors_of(module: object) -> list[type[Exception]]:
    """The errors that a package defines; warnings are shown to nobody."""
    return [
        cls
        for _, cls in inspect.getmembers(module, inspect.isclass)
        if issubclass(cls, Exception) and not issubclass(cls, Warning)
    ]


FOREIGN = [*errors_of(exceptions), *errors_of(arcadedb), OSError]
WANTED = {StoreRefused: ACCOUNT, StoreUnreachable: CONNECTION, QueryError: QUERY}


def test_every_class_is_in_the_map_once_and_nothing_else_is() -> None:
    families = [*ACCOUNT, *CONNECTION, *QUERY]
    assert sorted(families) == sorted({cls.__name__ for cls in FOREIGN})


@pytest.mark.parametrize("cls", FOREIGN)
def test_each_becomes_one_of_ours(cls: type[Exception]) -> None:
    error = cls.__new__(cls)
    error.args = ("it went wrong",)
    [wanted] = [ours for ours, family in WANTED.items() if cls.__name__ in family]
    found = mapped(error, "bolt://127.0.0.1:7687")
    assert type(found) is wanted
    assert str(found)


def test_a_class_below_one_that_is_known_is_taken_for_it() -> None:
    class Newer(exceptions.ServiceUnavailable):
        """As a later driver may bring."""

    assert type(mapped(Newer("gone"), "bolt://x")) is StoreUnreachable


@pytest.mark.parametrize(
    ("code", "message", "wanted"),
    [
        ("Neo.ClientError.Transaction.TransactionTimedOut", "", QueryTimeout),
        ("Neo.TransientError.Transaction.LockClientStopped", "", QueryTimeout),
        ("Neo.ClientError.Security.Unauthorized", "", StoreRefused),
        ("Neo.ClientError.Security.Forbidden", "", QueryError),
        ("Neo.ClientError.Database.DatabaseNotFound", "", StoreUnreachable),
        ("Neo.TransientError.General.DatabaseUnavailable", "", StoreUnreachable),
        ("Neo.DatabaseError.Transaction.TransactionStartFailed", "No space left on device", StoreFull),
        ("Neo.ClientError.Statement.SyntaxError", "Invalid input", QueryError),
    ],
)
def test_a_servers_code_says_more_than_the_class(code: str, message: str, wanted: type[CasegraphError]) -> None:
    error = exceptions.Neo4jError._hydrate_neo4j(code=code, message=message)
    assert type(mapped(error, "bolt://x", Limits(timeout=3))) is wanted


def test_what_the_stores_catch_is_everything_that_the_driver_raises() -> None:
    caught = (exceptions.DriverError, exceptions.Neo4jError)
    assert [cls for cls in errors_of(exceptions) if not issubclass(cls, caught)] == [exceptions.GqlError]
