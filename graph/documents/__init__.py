"""Documents: the user's own copies of what sources say."""

from graph.documents.copies import VERIFIED, Copy, copy_of, document_faults, verified

__all__ = ["VERIFIED", "Copy", "copy_of", "document_faults", "verified"]
