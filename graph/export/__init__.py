"""Ways out: a GraphView written as a page or a file."""

__all__ = [
    "atomic", "cells", "csv", "dot", "drawn", "figures", "flat", "ftm", "ftm_edges", "ftm_nodes", "ftm_parts", "gexf",
    "graphml", "html", "json", "layout", "layout_large", "legend", "letters", "markdown", "mermaid", "page_texts",
    "path_mermaid", "plain", "png", "report_html", "report_view", "script", "size", "svg", "view",
]  # fmt: skip
