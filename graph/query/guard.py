"""The first of two guards against writing: a query's own words, looked at before the engine sees them.

It knows every writing, schema and file-reading clause of Cypher 5 and 25 and allows only procedures that are known
to read. The second guard is the engine itself: read transactions on Neo4j, a reader's account on the embedded store.
"""

from __future__ import annotations

import re

from graph.errors import QueryRefused

_ESCAPE = re.compile(r"(?<!\\)((?:\\\\)*)\\u+([0-9a-fA-F]{4})")
_TOKEN = re.compile(
    r"""
      //[^\n\r]*                      # comment to the end of the line
    | /\*.*?(?:\*/|\Z)                # comment
    | '(?:[^'\\]|\\.)*(?:'|\Z)        # text
    | "(?:[^"\\]|\\.)*(?:"|\Z)
    | (?P<quoted>`(?:[^`]|``)*(?:`|\Z))
    | (?P<parameter>\$(?:\w+|`(?:[^`]|``)*(?:`|\Z)))
    | (?P<word>\w+)
    | (?P<mark>[^\s\w])
    """,
    re.VERBOSE | re.DOTALL,
)
_WRITING = frozenset({
    "ALTER", "CREATE", "DEALLOCATE", "DELETE", "DENY", "DETACH", "DROP", "DRYRUN", "ENABLE", "FOREACH", "GRANT", "INSERT",
    "MERGE", "NODETACH", "REALLOCATE", "REMOVE", "RENAME", "REVOKE", "SET", "START", "STOP", "TERMINATE",
})  # fmt: skip
_BEFORE_EXPRESSIONS = frozenset({
    "ALL", "AND", "AS", "BY", "CASE", "CONTAINS", "DISTINCT", "ELSE", "FILTER", "IN", "LIMIT", "NOT", "OFFSET", "ON", "OR",
    "RETURN", "SKIP", "THEN", "UNWIND", "WHEN", "WHERE", "WITH", "XOR", "YIELD",
})  # fmt: skip
_READING_PROCEDURES = (
    "db.labels",
    "db.relationshiptypes",
    "db.propertykeys",
    "db.schema.nodetypeproperties",
    "db.schema.reltypeproperties",
    "db.schema.visualization",
    "db.index.fulltext.querynodes",
    "db.index.fulltext.queryrelationships",
    "db.index.fulltext.listavailableanalyzers",
    "db.index.vector.querynodes",
    "db.info",
    "db.ping",
    "dbms.components",
    "dbms.info",
)


def tokens(query: str) -> list[str]:
    """The words and marks of a query without its comments; a text literal is one empty-looking `''`."""
    stream = []
    for match in _TOKEN.finditer(query):
        if match.lastgroup is not None:
            stream.append(match[0])
        elif match[0][0] in "'\"":
            stream.append("''")
    return stream


def parameters_used(query: str) -> set[str]:
    """The names after `$`, outside comments and text."""
    return {token[1:].strip("`") for token in tokens(query) if token.startswith("$") and len(token) > 1}


def refuse_writing(query: str) -> None:
    """Lets a reading query pass.

    Raises:
        QueryRefused: the query has a clause that writes, changes the schema or reads files, or calls a procedure that
            is not known to read.
    """
    # Neo4j reads \uXXXX before it looks for words and texts, the embedded engine afterwards; neither may write
    for reading in {query, _ESCAPE.sub(lambda match: match[1] + chr(int(match[2], 16)), query)}:
        _refuse_tokens(tokens(reading))


def _refuse_tokens(stream: list[str]) -> None:
    if not stream:
        raise QueryRefused("the query is empty", hint="`casegraph query list` shows what can be asked without Cypher")
    for at, token in enumerate(stream):
        word = token.upper()
        if word in _WRITING and _is_clause(stream, at):
            raise _refusal(word)
        if word == "LOAD" and _next(stream, at) == "CSV":
            raise _refusal("LOAD CSV")
        if word == "TRANSACTIONS" and _before(stream, at) in ("IN", "CONCURRENT"):
            raise _refusal("CALL … IN TRANSACTIONS")
        if word == "CALL" and _is_clause(stream, at):
            _check_procedure(stream, at)


def _refusal(what: str) -> QueryRefused:
    return QueryRefused(
        f"the query would write or reach outside the graph ({what}); queries only read unless told otherwise",
        hint="if you mean it, repeat with `casegraph cypher --write`",
    )


def _next(stream: list[str], at: int) -> str:
    return stream[at + 1].upper() if at + 1 < len(stream) else ""


def _before(stream: list[str], at: int) -> str:
    return stream[at - 1].upper() if at > 0 else ""


def _is_clause(stream: list[str], at: int) -> bool:
    """A word stands as a clause unless it names something: after a dot, colon or AS, or before a colon in a map."""
    if _before(stream, at) in (".", ":", "&", "|") or _is_alias(stream, at):
        return False
    if stream[at].upper() in ("START", "STOP"):
        return _next(stream, at) == "DATABASE"
    return _next(stream, at) not in (":", ".", "=") or stream[at].upper() == "CALL"


def _is_alias(stream: list[str], at: int) -> bool:
    """Whether the word follows the keyword AS, before which an expression ends, and not a thing that is named `as`."""
    expression = _before(stream, at - 1)
    ends = re.fullmatch(r"\$?\w+|\$?`.*`|''|[)\]}]", expression, re.DOTALL)
    return at > 1 and _before(stream, at) == "AS" and ends is not None and expression not in _BEFORE_EXPRESSIONS


def _check_procedure(stream: list[str], at: int) -> None:
    """A call is a subquery, whose words are looked at like any others, or of a procedure that is known to read."""
    after = at + 1
    if after >= len(stream) or stream[after] in ("{", "("):
        return
    name = []
    while after < len(stream) and (stream[after] == "." or re.fullmatch(r"\w+|`.*`", stream[after], re.DOTALL)):
        if stream[after].upper() == "YIELD":
            break
        name.append(stream[after].strip("`"))
        after += 1
    procedure = "".join(name).lower()
    if procedure not in _READING_PROCEDURES:
        raise _refusal(f"CALL {''.join(name)}")
