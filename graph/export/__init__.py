"""Ways out: a GraphView written as a page or a file."""
