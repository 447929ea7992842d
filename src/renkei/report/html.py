"""An update as one web page that needs nothing else: text, tables, charts and sources in a single file."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from renkei import __version__
from renkei.report.blocks import Block, Cite, Document, Figure, Heading, Mark, SourceNote, Spans, Strong
from renkei.report.charts import as_svg
from renkei.report.figures import NIGHT, TONE_COLORS, narrow

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SVG = "http://www.w3.org/2000/svg"
# fmt: off
_KEPT = {
    "class", "cx", "cy", "d", "dominant-baseline", "dx", "dy", "fill", "fill-opacity", "font-family",
    "font-size", "font-weight", "height", "opacity", "r", "rx", "ry", "stroke", "stroke-dasharray",
    "stroke-miterlimit", "stroke-opacity", "stroke-width", "text-anchor", "transform", "viewBox", "width",
    "x", "x1", "x2", "y", "y1", "y2",
}
# fmt: on
"""What a drawing's elements may carry: how they look and where they stand, nothing that runs or fetches."""

MOST_TOGETHER = 4
"""So many notes at most stay on one line together."""


@dataclass
class Part:
    """A heading with what stands under it; the start of a document may have none."""

    heading: Heading | None
    blocks: list[Block] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)


def as_html(document: Document) -> str:
    """The document as a web page in one file, without scripts and without any request to the outside."""
    template = _environment().get_template("update.html.j2")
    return template.render(
        document=document,
        page=_Page(document),
        parts=parts(document.blocks),
        version=__version__,
        night=NIGHT,
        tones=TONE_COLORS,
    )


def parts(blocks: Sequence[Block]) -> list[Part]:
    """The blocks as sections inside sections, by the level of their headings."""
    top = Part(None)
    path = [top]
    for block in blocks:
        if not isinstance(block, Heading):
            path[-1].blocks.append(block)
            continue
        while len(path) > 1 and (above := path[-1].heading) and above.level >= block.level:
            path.pop()
        part = Part(block)
        path[-1].parts.append(part)
        path.append(part)
    return [Part(None, top.blocks), *top.parts] if top.blocks else top.parts


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("renkei.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["kind"] = lambda block: type(block).__name__
    return environment


class _Page:
    """What the template asks while it writes; it counts where each source is cited, for the links back."""

    def __init__(self, document: Document) -> None:
        self._sources = {note.number: note for note in document.sources}
        self._cited: Counter[int] = Counter()

    def text(self, spans: Spans) -> Markup:
        """Spans as inline HTML, everything escaped."""
        shown = []
        for span in spans:
            if isinstance(span, Cite):
                shown.append(self._notes(span.numbers))
            elif isinstance(span, Mark):
                tone = span.tone if span.tone in TONE_COLORS else "quiet"
                shown.append(Markup('<span class="mark {}">{}</span>').format(tone, span.text))
            elif isinstance(span, Strong):
                shown.append(Markup("<strong>{}</strong>").format(span.text))
            else:
                shown.append(Markup("{}").format(span.text))
        return Markup("").join(shown)

    def _notes(self, numbers: Iterable[int]) -> Markup:
        links = [self._note(number) for number in numbers]
        if not links:
            return Markup("")
        comma = Markup(",<wbr>") if len(links) > MOST_TOGETHER else Markup(",")
        # The word joiner keeps the first number on the line of the word it belongs to.
        return Markup('<sup class="notes">\u2060{}</sup>').format(comma.join(links))

    def _note(self, number: int) -> Markup:
        self._cited[number] += 1
        link = Markup('<a id="cite-{n}-{k}" href="#source-{n}" role="doc-noteref" title="{title}">{n}</a>')
        title = self._sources[number].title if number in self._sources else ""
        return link.format(n=number, k=self._cited[number], title=title)

    def cited(self, number: int) -> range:
        """The places, counted from 1, where the text cites a source."""
        return range(1, self._cited[number] + 1)

    def address(self, note: SourceNote) -> str:
        """The address to link to; none unless it is a web address."""
        return note.address if note.address and urlsplit(note.address).scheme in {"http", "https"} else ""

    def host(self, note: SourceNote) -> str:
        """The site a source stands on, as readers know it."""
        return urlsplit(note.address or "").netloc.removeprefix("www.")

    def drawings(self, figure: Figure) -> list[tuple[str, Markup]]:
        """The chart drawn twice, each with its use: `wide` for screens and paper, `narrow` for phones."""
        return [("wide", _drawing(figure)), ("narrow", _drawing(narrow(figure)))]


def _drawing(figure: Figure) -> Markup:
    """A chart as inline SVG; font and night colors come from the page, its words from the figure."""
    root = ET.fromstring(as_svg(figure))  # noqa: S314 - drawn by our own engine a moment ago
    _clean(root)
    root.set("xmlns", _SVG)
    root.set("role", "img")
    root.set("aria-label", figure.alt)
    return Markup(ET.tostring(root, encoding="unicode"))  # noqa: S704 - the serializer escapes all text


def _clean(element: ET.Element) -> None:
    """Leave only the picture: no scripts or links, nothing without ink, no English for screen readers."""
    element.tag = element.tag.removeprefix(f"{{{_SVG}}}")
    for name in set(element.attrib) - _KEPT:
        del element.attrib[name]
    for child in list(element):
        bare = child.tag.removeprefix(f"{{{_SVG}}}") if isinstance(child.tag, str) else ""
        hidden = child.get("display") == "none" or (bare == "path" and child.get("class") == "background")
        if bare not in {"g", "path", "line", "rect", "circle", "text", "tspan"} or hidden:
            element.remove(child)
        else:
            _clean(child)
