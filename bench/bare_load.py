"""A file of bench/ftm_file.py into a store by hand: UNWIND batches over the bare driver, as its manual recommends.

Usage: python bench/bare_load.py STORE FILE. It is the yardstick for `casegraph load`: the same nodes, claims and
relations with the same properties, written for these seven schemas and nothing else. Nothing is checked, looked up or
resumable. Constraints and indexes are ours, and so is the folding of names for the full-text index.
"""

import datetime as dt
import hashlib
import json
import os
import sys

from graph.names import search_text
from graph.stores import open_store

BATCH = 2000
NAME = "bench"
SOURCE = f"dataset-{NAME}"
NODES = {
    "Person": "Entity:Person",
    "Company": "Entity:Organization:Company",
    "Organization": "Entity:Organization",
}
TIES = {
    "Ownership": ("OWNS", "owner", "asset", "owns", {}),
    "Directorship": ("DIRECTOR_OF", "director", "organization", "is a director of", {"role": "role"}),
    "Employment": ("EMPLOYED_BY", "employee", "employer", "is employed by", {"role": "role"}),
    "Family": ("RELATIVE_OF", "person", "relative", "is a relative of", {"relationship": "kinship"}),
}
CREATE_NODES = (
    "MATCH (s:Source {{id: $source}}) UNWIND $rows AS row "
    "CREATE (n:{labels}) SET n = row CREATE (n)-[:REPORTED_BY {{listed: true}}]->(s)"
)
CREATE_TIES = (
    "MATCH (s:Source {{id: $source}}) UNWIND $rows AS row MATCH (a:Entity {{id: row.a}}) MATCH (b:Entity {{id: row.b}}) "
    "CREATE (c:Claim) SET c = row.p CREATE (c)-[:REPORTED_BY]->(s) CREATE (c)-[:ABOUT]->(a) CREATE (c)-[:ABOUT]->(b) "
    "CREATE (a)-[r:{kind}]->(b) SET r = row.r"
)


def node(entity):
    """A node's properties."""
    given = entity["properties"]
    names = list(dict.fromkeys(given["name"]))
    row = {"kind": entity["schema"], "id": entity["id"], "name": names[0], "names": names, "datasets": [NAME]}
    if len(names) > 1:
        row["x_name"] = names
    if entity["schema"] == "Person":
        born = given["birthDate"][0]
        day = dt.date.fromisoformat(born)
        row |= {"identification": "named", "protected": False, "x_nationality": given["nationality"]}
        row |= {"birth_date": born, "birth_date_earliest": day, "birth_date_latest": day}
    else:
        row |= {"x_address": given["address"], "x_country": given["country"]}
    return row | {"search": search_text(names)}


def tie(entity, line):
    """A claim's and its relation's properties."""
    kind, start, end, words, details = TIES[entity["schema"]]
    given = entity["properties"]
    a, b = given[start][0], given[end][0]
    key = f"{a}|{kind}|{b}"
    when = {}
    if "startDate" in given:
        year = int(given["startDate"][0])
        when = {"since": str(year), "since_earliest": dt.date(year, 1, 1), "since_latest": dt.date(year, 12, 31)}
    said = {ours: given[theirs][0] for theirs, ours in details.items()}
    claim = {
        "id": "c-" + hashlib.sha256(f"{NAME}\n{entity['id']}".encode()).hexdigest()[:20],
        "text": f"{a} {words} {b}", "property": kind, "about": [a, b], "status": "asserted", "row": line, "credibility": 3,
        "relation": key, "datasets": [NAME], "x_id": [entity["id"]], "grade": "F3", "origin": SOURCE, "source": SOURCE, **when,
    }  # fmt: skip
    if said:
        claim["details"] = json.dumps(said, ensure_ascii=False, sort_keys=True)
    relation = {"id": key, "status": "asserted", "grade": "F3", "sources": [SOURCE], "origins": [SOURCE], "datasets": [NAME]}
    return kind, {"a": a, "b": b, "p": claim, "r": relation | when | said}


def main():
    """Loads the file: nodes as they come, ties when all nodes are there."""
    place, file = sys.argv[1:]
    with open_store(place, "neo4j", os.environ.get("CASEGRAPH_PASSWORD", ""), create=True) as store:
        store.migrate()
        with store._writer.session(database=store.database) as session:  # the bare driver, by the account that writes

            def put(query, rows):
                session.execute_write(lambda tx: tx.run(query, {"rows": rows, "source": SOURCE}).consume())

            put("UNWIND $rows AS row CREATE (s:Source) SET s = row",
                [{"id": SOURCE, "title": NAME, "reliability": "F", "datasets": [NAME]}])  # fmt: skip
            waiting = {kind: [] for kind in NODES}
            ties = {kind: [] for kind, *_ in TIES.values()}
            with open(file, encoding="utf-8") as lines:  # noqa: PTH123  a script
                for number, line in enumerate(lines, 1):
                    entity = json.loads(line)
                    schema = entity["schema"]
                    if schema in TIES:
                        kind, row = tie(entity, number)
                        ties[kind].append(row)
                        continue
                    waiting[schema].append(node(entity))
                    if len(waiting[schema]) == BATCH:
                        put(CREATE_NODES.format(labels=NODES[schema]), waiting[schema])
                        waiting[schema] = []
            for schema, rows in waiting.items():
                put(CREATE_NODES.format(labels=NODES[schema]), rows)
            for kind, rows in ties.items():
                for start in range(0, len(rows), BATCH):
                    put(CREATE_TIES.format(kind=kind), rows[start : start + BATCH])


if __name__ == "__main__":
    main()
