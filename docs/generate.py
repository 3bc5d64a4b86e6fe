"""Writes docs/reference/ from the code: commands from their help, the schema from its registries, queries from their headers.

`python docs/generate.py` writes the files anew; with `--check` it writes nothing and fails when one is not current.
The same code gives the same text.
"""

from __future__ import annotations

import importlib
import inspect
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "docs" / "reference"
EXPORTING = ROOT / "docs" / "guide" / "exporting.md"
FORMATS = re.compile(r"(?<=<!-- formats: written by docs/generate.py -->\n).*?(?=<!-- /formats -->)", re.DOTALL)
sys.path.insert(0, str(ROOT))  # so that it runs from any folder, installed or not

from graph import errors  # noqa: E402
from graph.cli.main import BROKEN_PIPE, COMMANDS, INTERRUPTED, SECTIONS, TERMINATED, casegraph  # noqa: E402
from graph.export.format import LedgerFormat  # noqa: E402
from graph.export.formats import formats  # noqa: E402
from graph.model import KINDS, RELATIONS, Claim, Entity, Relation, Source, vocabulary  # noqa: E402
from graph.model.fields import ID_PATTERN, Publish, field_spec  # noqa: E402
from graph.query import load_catalogue  # noqa: E402
from graph.query.parameters import TYPES  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pydantic import BaseModel

    from graph.query import CannedQuery

WIDTH = 100
MARK = "<!-- Written by docs/generate.py from the code; change the code and run `make docs`. -->"
VOCABULARIES = (
    vocabulary.Status,
    vocabulary.Identification,
    vocabulary.Bound,
    vocabulary.RulingType,
    vocabulary.Judgement,
    vocabulary.Reliability,
)

SCHEMA = (
    "# Schema",
    "",
    "Labels, relationship types and properties of the graph, as canned queries and your own Cypher see them.",
    "`casegraph schema` prints the same with the counts of a store.",
    "",
    "A field of type *date* holds EDTF text; the graph has `<field>_earliest` and `<field>_latest` beside it, native dates.",
    "*Published* says what leaves under `--profile public`, with names and ids exchanged: of everybody, of those who are not",
    "protected, or never. Properties of relations leave of everybody unless it says *not published*.",
    "",
    "## Entities",
    "",
    "Every entity has the label `Entity`, the labels of its kind and of the kinds that it specialises, a property `kind`",
    "with the most specific one, and:",
    "",
)
CLAIMS_IN_THE_GRAPH = (
    "",
    "In the graph a claim also has `grade` (such as `B2`) and `origin` (whose word it is), and:",
    "",
    "- `(:Claim)-[:ABOUT]->(:Entity)`",
    "- `(:Claim)-[:REPORTED_BY]->(:Source)`, and derived from it `(:Entity)-[:REPORTED_BY]->(:Source)`",
    "- `(:Claim)-[:ATTRIBUTED_TO {order}]->(:Entity)`, the chain that the source goes back to; the last is the origin",
    "- `relation`, the `id` of the relation that it carries",
    "",
    "`:Decision`, `:Edition`, `:Version` and `:Migration` are casegraph's own books and no contract; `casegraph history` and",
    "`casegraph show` read them.",
    "",
    "## Vocabularies",
    "",
)
PUBLISHED = {Publish.NEVER: "no", Publish.UNLESS_PROTECTED: "unless protected", Publish.ALWAYS: "yes"}


def pages() -> dict[Path, str]:
    """The generated files and their text."""
    made = {"commands.md": _commands(), "schema.md": _schema(), "queries.md": _queries()}
    found = {REFERENCE / name: f"{MARK}\n\n" + "\n".join(lines).strip() + "\n" for name, lines in made.items()}
    table = "\n".join(_formats())
    return {**found, EXPORTING: FORMATS.sub(lambda _: f"\n{table}\n\n", EXPORTING.read_text(encoding="utf-8"))}


def stale() -> list[Path]:
    """The generated files whose text on disk is not what the code gives."""
    return [path for path, text in pages().items() if not path.is_file() or path.read_text(encoding="utf-8") != text]


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command and subcommand with its full name, in the order of `casegraph --help`."""
    for section in SECTIONS.values():
        for name in section:
            found: click.Command = getattr(importlib.import_module(COMMANDS[name][0]), name)
            yield name, found
            if isinstance(found, click.Group):
                yield from ((f"{name} {inner}", found.commands[inner]) for inner in found.commands)


def _commands() -> Iterator[str]:
    yield from ("# Commands", "", "What each command prints with `--help`. [Asking](../guide/asking.md) shows them at work.", "")
    yield from _help("casegraph", casegraph)
    for name, command in commands():
        yield from ("", f"## casegraph {name}", "")
        yield from _help(f"casegraph {name}", command)
    yield from ("", "## Exit codes", "")
    rows = [(f"`{kind.exit_code}`", f"`{kind.__name__}`", _first_line(kind)) for kind in _below(errors.CasegraphError)]
    yield from _table(("code", "error", "when"), sorted(rows, key=lambda row: row[0]))
    yield from (
        "",
        f"Code `0` means that all went well, `{INTERRUPTED}` that Ctrl-C ended the command, `{TERMINATED}` that SIGTERM did,",
        f"`{BROKEN_PIPE}` that the reader of a",
        "pipe went away. Code `1` also stands for a finding of `doctor` that needs doing and for records that `load` left out,",
        "code `2` for a command or option that does not exist.",
    )


def _formats() -> Iterator[str]:
    rows = [
        (f"`{name}`", f"`{fmt.suffix}`", fmt.readers, fmt.holds, "" if issubclass(fmt, LedgerFormat) else "yes")
        for name, fmt in formats().items()
    ]
    return _table(("format", "file", "for", "what is in it", "`--profile public`"), rows)


def _help(name: str, command: click.Command) -> Iterator[str]:
    context = click.Context(command, info_name=name, terminal_width=WIDTH, max_content_width=WIDTH,
                            help_option_names=casegraph.context_settings["help_option_names"])  # fmt: skip
    yield from ("```text", *(line.rstrip() for line in command.get_help(context).splitlines()), "```")


def _below(kind: type[errors.CasegraphError]) -> Iterator[type[errors.CasegraphError]]:
    for child in kind.__subclasses__():
        yield child
        yield from _below(child)


def _schema() -> Iterator[str]:
    yield from SCHEMA
    yield from _kind_fields(Entity, tuple(Entity.model_fields))
    for name, kind in KINDS.items():
        labels = " ".join(f":{label}" for label in kind.labels())
        yield from ("", f"### {name}", "", _first_line(kind), "", f"Labels: `{labels}`", "")
        inherited = [base for base in kind.__mro__[1:] if base.__name__ in KINDS and issubclass(base, Entity)]
        known = {field for base in inherited for field in base.model_fields}
        own = tuple(field for field in kind.own_fields() if field not in known)
        if inherited and (passed := inherited[0].own_fields()):
            yield from (f"From {inherited[0].__name__}: {', '.join(f'`{field}`' for field in passed)}.", "")
        yield from _kind_fields(kind, own) if own else ["No fields of its own."]
    yield from _relations()
    yield from _sources_and_claims()


def _relations() -> Iterator[str]:
    telling = [name for name, relation in sorted(RELATIONS.items()) if relation.identifies]
    telling += [
        f"{name}.{field}" for name, kind in KINDS.items() for field in kind.model_fields if field_spec(kind, field).identifies
    ]
    identifying = ", ".join(f"`{name}`" for name in telling)
    undirected = ", ".join(f"`{name}`" for name, relation in sorted(RELATIONS.items()) if relation.undirected)
    yield from (
        "",
        "## Relations",
        "",
        "A relation is derived from the claims that carry it. Where an end names a kind, the kinds that specialise it fit too.",
        "`PART_OF` joins two of one family, `POSSIBLY_SAME_AS` two of one kind. Direction does not matter in",
        f"{undirected}.",
        "",
        f"Who a protected person is may be told, together with other things, by {identifying}.",
        "",
    )
    rows = []
    for name, relation in sorted(RELATIONS.items()):
        ends = [" · ".join(kinds) for kinds in (relation.sources_of, relation.targets_of)]
        schema = _json_schema(relation)
        own = ", ".join(f"`{field}` ({_type(schema, field)}{_closed(relation, field)})" for field in relation.own_fields())
        rows.append((f"`{name}`", *ends, own, _first_line(relation)))
    yield from _table(("type", "from", "to", "own properties", "meaning"), rows)
    yield from ("", "Every relation has:", "")
    yield from _fields(Relation, tuple(field for field in Relation.model_fields if field not in ("source", "target")))


def _closed(relation: type[Relation], field: str) -> str:
    return "" if field_spec(relation, field).publish is Publish.ALWAYS else ", not published"


def _sources_and_claims() -> Iterator[str]:
    yield from ("", "## Sources", "", _first_line(Source), "")
    yield from _fields(Source, tuple(Source.model_fields))
    yield from (
        "",
        "`published_by` and `cites` are relationships in the graph: `(:Source)-[:PUBLISHED_BY]->(:MediaOutlet)` and",
        "`(:Source)-[:CITES]->(:Source)`.",
        "",
        "## Claims",
        "",
        "One statement of one source about one or more entities. `property` is a relation type, a field of the entity's kind,",
        "`mention`, or, for a figure, `metric`.",
        "",
    )
    yield from _fields(Claim, tuple(Claim.model_fields))
    yield from CLAIMS_IN_THE_GRAPH
    rows = [(words.__name__, " · ".join(f"`{word.value}`" for word in words), _first_line(words)) for words in VOCABULARIES]
    yield from _table(("name", "values", "meaning"), rows)


def _fields(model: type[BaseModel], names: Sequence[str]) -> Iterator[str]:
    schema = _json_schema(model)
    rows = [(f"`{name}`", _type(schema, name), "yes" if model.model_fields[name].is_required() else "") for name in names]
    return _table(("field", "type", "must be given"), rows)


def _kind_fields(kind: type[Entity], names: Sequence[str]) -> Iterator[str]:
    """The fields of a kind, with what becomes of them under --profile public."""
    schema = _json_schema(kind)
    rows = [
        (
            f"`{name}`",
            _type(schema, name),
            "yes" if kind.model_fields[name].is_required() else "",
            "yes" if name == "id" else PUBLISHED[field_spec(kind, name).publish],
        )
        for name in names
    ]
    return _table(("field", "type", "must be given", "published"), rows)


def _json_schema(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema(mode="validation")


def _type(schema: dict[str, Any], name: str) -> str:
    """The type of a field in words, from the JSON Schema of its model."""
    return _words(schema["properties"][name], schema.get("$defs", {}))


def _words(part: dict[str, Any], definitions: dict[str, Any]) -> str:
    if "$ref" in part:
        part = definitions[part["$ref"].rsplit("/", 1)[-1]]
    if "enum" in part:
        return " · ".join(f"`{value}`" for value in part["enum"])
    if "anyOf" in part:
        return " or ".join(dict.fromkeys(_words(one, definitions) for one in part["anyOf"] if one.get("type") != "null"))
    if part.get("type") == "array":
        return f"list of {_words(part['items'], definitions)}" if "items" in part else "list"
    return _scalar(part)


def _scalar(part: dict[str, Any]) -> str:
    kind = part.get("type")
    if isinstance(kind, list):
        return "date"
    if kind == "string":
        if part.get("format") == "date":
            return "day"
        return "id" if part.get("pattern") == ID_PATTERN else "sha256" if "pattern" in part else "text"
    if kind in ("integer", "number"):
        low, high = part.get("minimum"), part.get("maximum")
        word = "whole number" if kind == "integer" else "number"
        return f"{word} {low} to {high}" if low is not None and high is not None and high < 2**31 else word
    return {"boolean": "yes or no", "object": "mapping"}.get(str(kind), "any")


def _queries() -> Iterator[str]:
    catalogue = list(load_catalogue())
    yield from (
        "# Canned queries",
        "",
        f"{len(catalogue)} questions that can be asked by name. `casegraph query show NAME` prints the Cypher,",
        "`casegraph query run NAME -p key=value` asks. An example runs on the dossier that comes along.",
        "",
        "Types of parameters: " + "; ".join(f"*{name}* is {words}" for name, words in TYPES.items()) + ".",
    )
    for category in dict.fromkeys(query.category for query in catalogue):
        yield from ("", f"## {category.capitalize()}")
        for query in catalogue:
            if query.category == category:
                yield from _query(query)


def _query(query: CannedQuery) -> Iterator[str]:
    yield from ("", f"### {query.name}", "", f"{query.summary}.", "")
    if query.parameters:
        rows = [(f"`{one.name}`", one.type, _default(one), one.help) for one in query.parameters]
        yield from (*_table(("parameter", "type", "default", "meaning"), rows), "")
    words = "".join(f" -p {key}={_quoted(value)}" for key, value in query.example.items())
    yield from ("```console", f"$ casegraph query run {query.name}{words}", "```", "")
    yield f"Columns: {', '.join(f'`{column}`' for column in query.columns)}"


def _default(parameter: Any) -> str:
    if parameter.required:
        return "must be given"
    return "" if parameter.default is None else f"`{_plain(parameter.default)}`"


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _quoted(value: object) -> str:
    text = _plain(value)
    return f'"{text}"' if " " in text else text


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(columns)} |"
    yield f"|{'---|' * len(columns)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"


def _first_line(documented: type) -> str:
    return (inspect.getdoc(documented) or "").splitlines()[0]


def main(args: Sequence[str]) -> int:
    """Writes the files, or with `--check` says which are not current; gives the exit code."""
    old = stale()
    for path in old:
        click.echo(f"{path.relative_to(ROOT)} {'is not current; run make docs' if '--check' in args else 'written'}", err=True)
    if "--check" in args:
        return 1 if old else 0
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for path in old:
        path.write_text(pages()[path], encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
