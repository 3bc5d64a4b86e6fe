"""A kind of entity, a relation and a canned query, one file each, used by the commands in every way that they can be."""

from __future__ import annotations

import csv
import io
import json

import pytest

from tests.newcomer.conftest import Product

VESSEL = '''
    """Ships."""

    from __future__ import annotations

    from typing import Annotated

    from graph.model.define import Entity, PublicText, Text, public


    class Vessel(Entity):
        """A ship."""

        colour, shape = "#123456", "diamond"
        flag: Annotated[Text | None, public("{e} sails under the flag of “{v}”")] = None
        engine: PublicText = None
        safe_code: Text | None = None
'''
BOARDED = '''
    """Who was on board of what."""

    from __future__ import annotations

    from graph.model.define import PublicText, Relation, Text, happening


    class Boarded(Relation):
        """Somebody went on board of a ship."""

        sources_of, targets_of = ("Person",), ("Vessel",)
        sentence = happening("went on board of", once=True)
        port: PublicText = None
        berth: Text | None = None
'''
QUERY = """\
    // summary: Who was on board of a ship
    // category: ships
    // parameters:
    //   ship: {type: entity, help: "the ship"}
    // columns: [person, port]
    // example: {ship: mv-example}

    MATCH (p:Person)-[r:BOARDED]->(s:Vessel)
    WHERE s.id = $ship
    RETURN p.name AS person, r.port AS port
    ORDER BY person
"""
SECRETS = ("4711-SAFE", "berth-nine", "P-000-PASS")
# Made up, as are all people and ships here.
DOSSIER = """\
    dossier: ships
    sources:
      - {id: log, title: A log}
    entities:
      - {id: ann-example, kind: Person, name: Ann Example, identification: named, passport: P-000-PASS, occupation: cook}
      - {id: bob-witness, kind: Person, name: Bob Witness, identification: named, protected: true, passport: P-000-PASS}
      - {id: mv-example, kind: Vessel, name: MV Example, flag: Landia, safe_code: 4711-SAFE, engine: diesel}
    claims:
      - {relation: [ann-example, BOARDED, mv-example], with: {port: Example Harbour, berth: berth-nine}, says: She was in berth-nine., source: log}
      - {relation: [bob-witness, BOARDED, mv-example], says: He went on board., source: log}
      - {about: mv-example, attribute: flag, value: Landia, says: The flag is that of Landia., source: log}
      - {about: mv-example, attribute: safe_code, value: 4711-SAFE, says: The code is 4711-SAFE., source: log}
      - {about: ann-example, attribute: passport, value: P-000-PASS, says: Her passport is P-000-PASS., source: log}
"""  # noqa: E501  one claim a line
FORMATS = ("json", "html", "gexf", "graphml", "dot", "mermaid", "svg")


@pytest.fixture(scope="module")
def ships(product: Product) -> Product:
    """The product with the three files, a passport in the class of persons, and the dossier loaded."""
    product.add("graph/model/ships.py", VESSEL)
    product.add("graph/model/boarding.py", BOARDED)
    product.add("queries/on-board.cypher", QUERY)
    product.change(
        "graph/model/people.py", "    occupation: Annotated", "    passport: Text | None = None\n    occupation: Annotated"
    )
    occupation = "    occupation: Annotated"
    product.change("graph/model/people.py", occupation, f"    passport: str | None = None\n{occupation}")
    product.write("ships.yml", DOSSIER)
    product.write("test.key", "0123456789abcdef" * 2).chmod(0o600)
    product.run_all(("check", "ships.yml"), ("load", "ships.yml"))
    return product


def test_what_is_new_is_shown_and_found(ships: Product) -> None:
    asked = (("show", "mv-example", "--format", "json"), ("schema",), ("search", "MV Example", "--kind", "Vessel"))
    shown, schema, found = ships.run_all(*asked)
    vessel = json.loads(shown)
    assert (vessel["kind"], vessel["flag"], vessel["safe_code"]) == ("Vessel", "Landia", "4711-SAFE")
    assert {row["relation"] for row in vessel["relations"]} == {"BOARDED"}
    assert "Vessel" in schema
    assert "MV Example" in found


def test_a_path_goes_over_the_new_relation(ships: Product) -> None:
    path = ("path", "Ann Example", "Bob Witness")
    told, found = ships.run_all(path, (*path, "--format", "json"))
    assert "Ann Example went on board of MV Example" in told
    assert [hop["relation"] for path in json.loads(found)["paths"] for hop in path["hops"]] == ["BOARDED", "BOARDED"]


def test_the_new_query_is_run_by_its_name(ships: Product) -> None:
    run = ("query", "run", "on-board", "-p", "ship=mv-example", "--format", "csv")
    table, listed = ships.run_all(run, ("query", "list"))
    assert [row["person"] for row in csv.DictReader(io.StringIO(table))] == ["Ann Example", "Bob Witness"]
    assert "on-board" in listed


def test_a_report_reads_out_what_the_classes_say(ships: Product) -> None:
    text = ships.run("report", "mv-example", "-o", "-", "--format", "md")
    assert "MV Example sails under the flag of “Landia”." in text
    assert "Ann Example went on board of MV Example (berth: “berth-nine”; port: “Example Harbour”)." in text
    assert "The safe code of MV Example is “4711-SAFE”." in text
    assert "### Other relations" in text


def test_a_page_has_labels_for_what_no_language_translates(ships: Product) -> None:
    ships.run("export", "html", "ships.html", "--all")
    page = (ships.work / "ships.html").read_text(encoding="utf-8")
    [data] = [text.split("</script>")[0] for text in page.split('type="application/json"')[1:]]
    held = json.loads(data[data.index(">") + 1 :])
    assert {row["key"]: row["label"] for row in held["view"]["kinds"]}["Vessel"] == "Vessel"
    assert {row["key"]: row["label"] for row in held["view"]["relations"]}["BOARDED"] == "boarded"
    assert not any(key.endswith((".Vessel", ".BOARDED", ".flag")) for words in held["texts"].values() for key in words)


PUBLIC = ("--profile", "public", "--key", "test.key")


def test_no_format_of_a_public_view_has_what_is_not_marked_as_public(ships: Product) -> None:
    internal = ships.run_all(*(("export", fmt, "-", "--all") for fmt in FORMATS))
    public = ships.run_all(*(("export", fmt, "-", "--all", *PUBLIC) for fmt in FORMATS))
    assert {fmt for fmt, text in zip(FORMATS, public, strict=True) if secrets_in(text)} == set()
    for text in public:
        assert "MV Example" in text
        assert "Bob Witness" not in text
    for before, after in list(zip(internal, public, strict=True))[:2]:  # json and html hold everything
        assert secrets_in(before) == list(SECRETS)
        assert [mark for mark in ("Landia", "Example Harbour", "diesel", "Ann Example") if mark not in after] == []


def test_no_table_of_a_public_view_has_what_is_not_marked_as_public(ships: Product) -> None:
    ships.run("export", "csv", "tables", "--all", *PUBLIC)
    text = "".join(path.read_text(encoding="utf-8") for path in sorted((ships.work / "tables").iterdir()))
    assert secrets_in(text) == []
    assert "Landia" in text


def test_no_public_report_has_what_is_not_marked_as_public(ships: Product) -> None:
    asked = [(who, fmt) for who in ("mv-example", "ann-example", "bob-witness") for fmt in ("md", "html")]
    internal = ships.run_all(*(("report", who, "-o", "-", "--format", fmt) for who, fmt in asked))
    public = ships.run_all(*(("report", who, "-o", "-", "--format", fmt, *PUBLIC) for who, fmt in asked))
    assert all(secrets_in(text) for text in internal)
    for text in public:
        assert secrets_in(text) == []
        assert "went on board of" in text
        assert "passport" not in text
        assert "safe code" not in text


def secrets_in(text: str) -> list[str]:
    """Which values of fields that nobody marked stand in a text."""
    return [secret for secret in SECRETS if secret in text]
