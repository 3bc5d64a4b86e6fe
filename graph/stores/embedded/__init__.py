"""The embedded engine: ArcadeDB in this process or, for `serve`, in a child; spoken to over Bolt as any server is."""

__all__ = ["folder", "share", "store"]
