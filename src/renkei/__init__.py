"""Renkei keeps the coordination of allied economic security in a form that can be asked, and cites every answer."""

__version__ = "0.1.0"
