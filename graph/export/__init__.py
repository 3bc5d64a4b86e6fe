"""Ways out: a GraphView written as a page or a file, in the formats of graph/export/formats/."""
