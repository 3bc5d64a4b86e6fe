"""The copy stands alone: its processes import it, and not the product that the tests run in."""

from __future__ import annotations

from tests.newcomer.conftest import Product


def test_the_commands_of_the_copy_are_its_own(product: Product) -> None:
    product.add("graph/here.py", 'PLACE = "the copy"\n')
    assert product.python("import graph.here; print(graph.here.PLACE)").strip() == "the copy"
    assert product.run("--version").startswith("casegraph")
