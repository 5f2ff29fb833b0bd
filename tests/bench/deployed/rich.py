"""Stands before the real one on the path of what is measured: structlog loads rich where it finds it, and only the tools bring it."""

raise ImportError
