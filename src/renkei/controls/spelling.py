"""One spelling for the many ways people write the same word."""

from __future__ import annotations

import re
import unicodedata

_BETWEEN = re.compile(r"[\s_\-–—・.,:：]+")


def folded(text: str) -> str:
    """A word with width, case, spaces, hyphens, underscores and dots folded."""
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", text)).casefold()
