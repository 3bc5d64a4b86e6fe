"""The command line: one module a command group; `output` is the only one that prints."""

__all__ = ["main"]
