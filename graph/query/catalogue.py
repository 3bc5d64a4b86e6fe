"""Canned queries: one file each, whose header makes its name, parameters and help.

A header is the comment block at the top of the file, read as YAML: `summary`, `category`, `parameters` (type,
default, help), `columns` and `example`. A parameter that the text uses and the header does not declare, or the other
way round, is refused when the catalogue is built, as is a text that writes. Fragments (graph.query.fragments) are put in
before anybody looks at the text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.errors import CatalogueError, NothingFound, UsageError
from graph.query.fragments import expand, split_header
from graph.query.guard import parameters_used, refuse_writing
from graph.query.parameters import TYPES, Parameter
from graph.text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from importlib.resources.abc import Traversable

SUFFIX = ".cypher"
_KEYS: dict[str, type] = {"summary": str, "category": str, "parameters": dict, "columns": list, "example": dict}


@dataclass(frozen=True, slots=True)
class CannedQuery:
    """A question that can be asked by name; `example` are parameters that give rows on the seeds."""

    name: str
    summary: str
    category: str
    text: str
    columns: tuple[str, ...]
    parameters: tuple[Parameter, ...] = ()
    example: Mapping[str, Any] = field(default_factory=dict)

    def values(self, given: Mapping[str, object]) -> dict[str, Any]:
        """Values for every parameter, typed; entities still as they were named.

        Raises:
            UsageError: an unknown or missing parameter, or a value that does not fit its type.
        """
        known = {parameter.name for parameter in self.parameters}
        if odd := sorted(set(given) - known):
            names = ", ".join(sorted(known)) or "none"
            raise UsageError(f"{self.name} has no parameter {', '.join(odd)}", hint=f"its parameters: {names}")
        return {parameter.name: parameter.value(given.get(parameter.name), self.name) for parameter in self.parameters}

    def takes(self) -> list[str]:
        """The names of its parameters."""
        return [parameter.name for parameter in self.parameters]

    def as_json(self) -> dict[str, Any]:
        """The JSON contract of `query show`."""
        names = ("name", "type", "help", "default", "required")
        return {
            "name": self.name,
            "summary": self.summary,
            "category": self.category,
            "columns": list(self.columns),
            "parameters": [{name: getattr(parameter, name) for name in names} for parameter in self.parameters],
            "example": self.example,
            "cypher": self.paste(),
        }

    def paste(self) -> str:
        """The text for Neo4j Browser: `:param` lines of the example or defaults, then the query."""
        lines = [
            f":param {parameter.name} => {parameter.literal(self.example.get(parameter.name, parameter.default))};"
            for parameter in self.parameters
        ]
        return "\n".join([*lines, self.text.strip() + ";"])


class Catalogue:
    """Canned queries by name; a user's own folder adds to those that come with casegraph and may replace them."""

    def __init__(self, queries: Iterable[CannedQuery]) -> None:
        self._queries = {query.name: query for query in queries}

    def __iter__(self) -> Iterator[CannedQuery]:
        return iter(sorted(self._queries.values(), key=lambda query: (query.category, query.name)))

    def __len__(self) -> int:
        return len(self._queries)

    def get(self, name: str) -> CannedQuery:
        """The query of that name.

        Raises:
            NothingFound: there is none; near names are proposed.
        """
        if name in self._queries:
            return self._queries[name]
        hint = did_you_mean(name, self._queries, "`casegraph query list` shows all", 0.5)
        raise NothingFound(f"there is no query “{name}”", hint=hint)


def load_catalogue(extra: Path | None = None) -> Catalogue:
    """The catalogue of queries/ and, after them, of a user's own folder.

    Raises:
        CatalogueError: a file whose header is missing, wrong or does not fit its text.
    """
    files: list[Traversable] = sorted(
        (f for f in resources.files("queries").iterdir() if f.name.endswith(SUFFIX)), key=lambda file: file.name
    )
    if extra is not None:
        if not extra.is_dir():
            raise UsageError(f"{extra} is no folder of queries", hint="name a folder with *.cypher files")
        files += sorted(extra.glob(f"*{SUFFIX}"))
    return Catalogue(parse(file.name.removesuffix(SUFFIX), _text(file)) for file in files)


def load_one(name: str, extra: Path | None = None) -> CannedQuery:
    """One query, read alone: the whole catalogue is built only when the name is not found."""
    for folder in ([extra] if extra else []) + [resources.files("queries")]:
        file = folder / f"{name}{SUFFIX}"
        if "/" not in name and file.is_file():
            return parse(name, _text(file))
    return load_catalogue(extra).get(name)


def _text(file: Traversable) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise CatalogueError(f"{file.name} is not UTF-8 text", hint="save the file as UTF-8") from None


def parse(name: str, source: str) -> CannedQuery:
    """A canned query from the text of its file.

    Raises:
        CatalogueError: a header that is missing, wrong or does not fit the text.
    """
    first, rest, text = split_header(source)
    values = _header(name, f"{first}\n{rest}")
    try:
        text, brought = expand(text)
    except CatalogueError as error:
        raise CatalogueError(f"{name}: {error}", hint=error.hint) from error
    declares = brought | (values.get("parameters") or {})
    order = [*(values.get("parameters") or {}), *brought]
    parameters = tuple(_parameter(name, key, declares[key]) for key in dict.fromkeys(order))
    example = values.get("example") or {}
    _check(name, text, parameters, example)
    return CannedQuery(name, values["summary"], values["category"], text, tuple(values["columns"]), parameters, example)


def _check(name: str, text: str, parameters: tuple[Parameter, ...], example: Mapping[str, object]) -> None:
    """Refuses a text that does not use what is declared, uses anything else, or writes, and values that do not fit."""
    declared, used = {parameter.name for parameter in parameters}, parameters_used(text)
    for odd, said in (
        (declared - used, "declares but does not use {}"),
        (used - declared, "uses but does not declare {}"),
        (set(example) - declared, "the example gives {}, which is no parameter"),
    ):
        if odd:
            raise CatalogueError(f"{name}: {said.format(', '.join(sorted(odd)))}")
    try:
        refuse_writing(text)
        for parameter in parameters:
            for value in filter(None, (parameter.default, example.get(parameter.name))):
                parameter.value(value, name)
    except UsageError as error:
        raise CatalogueError(f"{name}: {error}") from error


def _header(name: str, header: str) -> dict[str, Any]:
    import yaml

    try:
        values = yaml.safe_load(header)
    except yaml.YAMLError as error:
        raise CatalogueError(f"{name}: the header is not YAML: {error}") from None
    if not isinstance(values, dict):
        raise CatalogueError(f"{name}: no header", hint="start the file with // summary: …, // category: …, // columns: […]")
    if missing := sorted({"summary", "category", "columns"} - set(values)):
        raise CatalogueError(f"{name}: the header lacks {', '.join(missing)}")
    if odd := sorted(str(key) for key in set(values) - set(_KEYS)):
        raise CatalogueError(f"{name}: the header has {', '.join(odd)}, which means nothing")
    for key, value in values.items():
        if not isinstance(value, _KEYS[key]) and (value is not None or key not in ("parameters", "example")):
            raise CatalogueError(f"{name}: {key} in the header is no {_KEYS[key].__name__}")
        if odd := [one for one in (value if isinstance(value, (list, dict)) else ()) if not isinstance(one, str)]:
            raise CatalogueError(f"{name}: a name in {key} reads as {odd[0]!r} in YAML; put it in quotes")
    return values


def _parameter(query: str, name: str, spec: Any) -> Parameter:
    if not isinstance(spec, dict) or spec.get("type") not in list(TYPES) or not spec.get("help"):
        raise CatalogueError(f"{query}: parameter {name} needs a type ({', '.join(TYPES)}) and help")
    if odd := sorted(set(spec) - {"type", "default", "help"}):
        raise CatalogueError(f"{query}: parameter {name} has {', '.join(odd)}, which means nothing")
    return Parameter(name, spec["type"], spec["help"], spec.get("default"), required="default" not in spec)
