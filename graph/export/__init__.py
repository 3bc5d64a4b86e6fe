"""Ways out: a GraphView written as a page or a file, in the formats of graph/export/formats/."""

__all__ = [
    "atomic", "cells", "flat", "format", "formats", "ftm_edges", "ftm_nodes", "ftm_parts", "geometry", "layout",
    "layout_large", "legend", "letters", "markdown", "network", "outlines", "page_texts", "path_mermaid", "periods",
    "plain", "report_html", "report_view", "script", "size", "view",
]  # fmt: skip
