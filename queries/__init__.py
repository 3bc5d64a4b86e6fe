"""Canned Cypher queries, one question a file; read by `graph.query`."""
