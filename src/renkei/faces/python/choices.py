"""The words that questions know: kinds of goods, topics, regimes, forums, agencies, people."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, Literal

from renkei.faces.python.saying import Says, question

Of = Literal[
    "goods", "topics of goods", "regimes", "forums", "agencies", "people", "topics", "supplied goods", "scenarios"
]

Names = dict[str, dict[str, str]]
"""Names by id and language."""


@question
def choices(
    of: Annotated[Of, Says("Which words: those of the rules, of the record, or of the supply.")],
    *,
    data: Annotated[str | Path | None, Says("Your own record, laid over the built-in one.")] = None,
) -> Names:
    """The words that a parameter knows, by id, with their names in English and Japanese.

    Raises:
        BadOption: if there are no such words.
        BadRecord: if your own record cannot be used.
    """
    if of in {"goods", "topics of goods", "regimes"}:
        from renkei.controls.loading import built_in

        book = built_in()
        if of == "topics of goods":
            return _both(book.topics.items())
        return _both((id_, each.names) for id_, each in (book.kinds if of == "goods" else book.regimes).items())
    if of == "supplied goods":
        from renkei.faces.python.supply import supply_with

        return _both((id_, each.name) for id_, each in supply_with(None).goods.items())
    if of == "scenarios":
        from renkei.supply.scenarios import files

        return _both((id_, files.read(path).title) for id_, path in files.built_in().items())
    from renkei.faces.python.record import record_of

    rows: dict[str, Any] = dict(record_of(data).tables[of])
    return _both((id_, row.name) for id_, row in rows.items())


def _both(named: Iterable[tuple[str, Any]]) -> Names:
    return {id_: {lang: name[lang] if name else id_ for lang in ("en", "ja")} for id_, name in named}
