"""A generated record with many meetings, to see how the questions grow."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

FORUMS = ("epcc", "jucip", "jhlc", "quad", "us-jp-kr")
LEVELS = ("leaders", "ministerial", "vice-ministerial", "senior-officials")

_ROW = """id: m-made-{n}
forum: {forum}
level: {level}
date: {day}
mode: online
status: held
topics: [{topic}]
public: {day}
sources:
- address: https://example.org/{n}
  how: press
  read: yes
"""


def write(folder: Path, count: int) -> None:
    """Write `count` made-up meetings of built-in forums, one per file, a thousand to a folder; the same every time."""
    made = random.Random(7)
    for n in range(count):
        place = folder / "meetings" / f"{n // 1000:03d}"
        if n % 1000 == 0:
            place.mkdir(parents=True, exist_ok=True)
        day = date(2022, 3, 1) + timedelta(days=made.randrange(1500))
        row = _ROW.format(
            n=n,
            forum=made.choice(FORUMS),
            level=made.choice(LEVELS),
            day=day,
            topic=made.choice(("ai", "quantum", "semiconductors")),
        )
        (place / f"m-made-{n}.yaml").write_text(row, encoding="utf-8")
