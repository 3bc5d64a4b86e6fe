"""casegraph: people, organizations and legal cases in a graph in which every edge leads back to a place in a source."""

__version__ = "0.1.0"

__all__ = ["__version__"]
