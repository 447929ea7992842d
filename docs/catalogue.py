"""Writes the example catalogue: every product that comes with the program as a row that `renkei license` reads."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from renkei.controls.loading import built_in
from renkei.controls.products import Product, products
from renkei.controls.rulebook import Rulebook

CATALOGUE = Path(__file__).parent.parent / "examples" / "catalogue.csv"


def catalogue(book: Rulebook, found: Sequence[Product]) -> str:
    """The products as CSV: the item, its kind of goods, and every attribute one of them has, as written."""
    used = {name for each in found for name in each.figures}
    columns = [name for name in book.attributes if name in used]
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["item", "goods", *columns])
    for each in found:
        figures = each.figures
        writer.writerow([each.name, each.goods, *(figures[c].written if c in figures else "" for c in columns)])
    return file.getvalue()


if __name__ == "__main__":
    CATALOGUE.write_text(catalogue(built_in(), products()), encoding="utf-8")
