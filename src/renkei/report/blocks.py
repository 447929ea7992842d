"""A document as plain blocks: what every format writes, without knowing what it is about.

Text is a sequence of spans; a `Cite` names rows of the record, which the writers turn into numbered notes.
`Document.sources` lists those rows in the order of their numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from renkei.ground.languages import Lang
from renkei.ground.sources import How


@dataclass(frozen=True)
class Plain:
    """Words."""

    text: str


@dataclass(frozen=True)
class Strong:
    """Words that stand out."""

    text: str


@dataclass(frozen=True)
class Mark:
    """A short label with a tone, such as a reading: `good`, `half`, `bad`, `open` or `quiet`."""

    text: str
    tone: str


@dataclass(frozen=True)
class Cite:
    """Notes: numbers of the rows the words before rest on, counted from 1."""

    numbers: tuple[int, ...]


Span = Plain | Strong | Mark | Cite
Spans = tuple[Span, ...]


@dataclass(frozen=True)
class Heading:
    """A heading; `anchor` is its address inside the document; level 1 is a section."""

    text: str
    level: int
    anchor: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `role` is `body`, `lead` (introduces a section) or `note` (small print)."""

    spans: Spans
    role: str = "body"


@dataclass(frozen=True)
class Bullets:
    """A list of paragraphs."""

    items: tuple[Spans, ...]


@dataclass(frozen=True)
class Table:
    """A table; `right` are columns aligned to the right, `widths` their shares of the width."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Spans, ...], ...]
    widths: tuple[float, ...]
    right: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Figure:
    """A chart: its Vega-Lite specification, what it shows in words, its caption; `phone`: one of its own for phones."""

    name: str
    spec: dict[str, object]
    alt: str
    caption: str
    phone: dict[str, object] | None = None


Block = Heading | Paragraph | Bullets | Table | Figure


@dataclass(frozen=True)
class SourceNote:
    """One numbered source.

    Attributes:
        id: the row of the record.
        title: what the row is.
        how: how well it is checked; `mark` is the sign printed for it.
        address: the page to cite, if any.
        own: from a record laid over the built-in one.
    """

    number: int
    id: str
    title: str
    how: How
    mark: str
    label: str
    address: str | None
    own: bool


@dataclass(frozen=True)
class Document:
    """A whole document in one language."""

    lang: Lang
    title: str
    subtitle: tuple[str, ...]
    as_of: date
    blocks: tuple[Block, ...]
    sources: tuple[SourceNote, ...]
    labels: dict[str, str] = field(default_factory=dict)


MARKS = {How.OFFICIAL: "●", How.MIRROR: "◐", How.PRESS: "○", How.MEMORY: "✕"}
"""The sign for how well a row is checked."""


def plain_text(spans: Spans) -> str:
    """The words of some spans, notes as bracketed numbers."""
    shown = []
    for span in spans:
        if isinstance(span, Cite):
            shown.append(f"[{', '.join(str(n) for n in span.numbers)}]" if span.numbers else "")
        else:
            shown.append(span.text)
    return "".join(shown)
