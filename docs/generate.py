"""Writes the generated pages of the docs, or with `--check` says which are out of date."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "article"))
sys.path.insert(0, str(HERE))


def pages() -> dict[Path, str]:
    """Every generated page by its path."""
    import article_page
    import boundary_page
    import concordance_page
    import reference_pages

    method = {
        "article.md": article_page.page(),
        "boundaries.md": boundary_page.page(),
        "concordance.md": concordance_page.page(),
    }
    return {HERE / "method" / name: text for name, text in method.items()} | {
        HERE / "reference" / name: text for name, text in reference_pages.pages().items()
    }


def main() -> int:
    """Write the pages, or compare them."""
    check = "--check" in sys.argv
    stale = []
    for path, text in pages().items():
        if check:
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                stale.append(path)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for path in stale:
        print(f"{path.relative_to(HERE.parent)} is out of date; run `make docs`", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
