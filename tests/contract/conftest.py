"""Both engines at once, for tests that hold one engine's answer against the other's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.stores import Store, open_store

if TYPE_CHECKING:
    from tests.conftest import Site
    from tests.neo4j.server import Neo4jServer


@pytest.fixture
def both_seeded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Store]:
    """The embedded store and the Neo4j one, each with the seeds; for reading only."""
    server: Neo4jServer = request.getfixturevalue("neo4j_server")
    sites: dict[str, Site] = request.getfixturevalue("_sites")
    from tests.conftest import Site as NewSite

    if "embedded" not in sites:
        sites["embedded"] = NewSite(open_store(str(tmp_path_factory.mktemp("embedded") / "store"), create=True))
    if "neo4j" not in sites:
        sites["neo4j"] = NewSite(open_store(server.uri, server.user, server.password))
    return {engine: site.seeded() for engine, site in sites.items()}
