"""Places given at the prompt."""

from __future__ import annotations

from renkei.faces.python.places import named, place_given

__all__ = ["named", "place_given"]
