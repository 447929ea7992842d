"""An update as a Word document: real styles, linked notes, charts with their description, A4.

The same document gives the same bytes: every date in the file is the day the document speaks of.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import docx
from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from renkei.report import blocks
from renkei.report.blocks import Cite, Document, Figure, Heading, Mark, SourceNote, Spans, Strong, Table
from renkei.report.pdf import readable

WIDTH = Mm(162)
MEASURE = Mm(134)
"""The width of running text; tables and charts take the whole width."""
TALLEST = Mm(215)

_INK, _QUIET, _ACCENT, _LINE = "1F2A37", "5B6673", "1D4E89", "CFD5DD"
_TONES = {"good": "2F6F4F", "half": "8A6110", "bad": "A4343A", "open": "3B6294", "quiet": "5B6673"}
_FONTS = {"en": "Calibri", "ja": "Yu Gothic"}
_LANGUAGES = {"en": "en-US", "ja": "ja-JP"}


def as_docx(document: Document) -> bytes:
    """The document as a Word file."""
    return _Writer(document).written()


class _Writer:
    """One Word file in the making."""

    def __init__(self, document: Document) -> None:
        self._from = document
        self._file: Any = docx.Document()
        self._marks = 0
        self._sections = 0
        self._sources = {note.number for note in document.sources}

    def written(self) -> bytes:
        _page(self._file.sections[0])
        _Styles(self._file, self._from.lang).define()
        self._properties()
        self._footer()
        self._opening()
        for block in self._from.blocks:
            self._block(block)
        if self._from.sources:
            self._source_list()
        return _packed(self._file, self._from)

    def _properties(self) -> None:
        day = self._from.as_of
        about = self._file.core_properties
        # The format allows no more than 255 characters here.
        about.title, about.subject = (
            _clean(text)[:255] for text in (self._from.title, " · ".join(self._from.subtitle))
        )
        about.author = about.last_modified_by = "Renkei"
        about.language = _LANGUAGES[self._from.lang]
        about.comments = about.keywords = ""
        about.created = about.modified = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - taken as UTC
        about.revision = 1

    def _footer(self) -> None:
        foot = self._file.sections[0].footer.paragraphs[0]
        foot.add_run(_clean(self._from.labels["foot"]) + "\t")
        _field(foot, "PAGE", "1")
        foot.add_run(" / ")
        _field(foot, "NUMPAGES", "1")

    def _opening(self) -> None:
        self._file.add_paragraph(_clean(self._from.title), style="Title")
        for line in self._from.subtitle:
            self._file.add_paragraph(_clean(line), style="Subtitle")
        self._file.add_paragraph(_clean(self._from.labels["contents"]), style="Contents Head")
        heads = [block.text for block in self._from.blocks if isinstance(block, Heading) and block.level == 1]
        for number, text in enumerate(heads, 1):
            self._contents_line(text, f"section_{number}")
        if self._from.sources:
            self._contents_line(self._from.labels["sources"], "sources")

    def _contents_line(self, text: str, name: str) -> None:
        line = self._file.add_paragraph(style="toc 1")
        link = _link_to(line, name)
        _run_in(line, link, f"{text}\t")
        # Word fills in the page when it opens the file.
        _field(line, f"PAGEREF {name} \\h", "", stale=True)

    def _block(self, block: blocks.Block) -> None:
        match block:
            case Heading():
                head = self._file.add_paragraph(_clean(block.text), style=f"Heading {min(block.level, 2)}")
                if block.level == 1:
                    self._sections += 1
                    self._bookmark(head, f"section_{self._sections}")
            case blocks.Paragraph():
                style = {"lead": "Lead", "note": "Small Print"}.get(block.role, "Body Text")
                self._run(self._file.add_paragraph(style=style), block.spans)
            case blocks.Bullets():
                for item in block.items:
                    self._run(self._file.add_paragraph(style="List Bullet"), item)
            case Table():
                self._table(block)
            case Figure():
                self._figure(block)

    def _run(self, paragraph: Any, spans: Spans) -> None:
        for span in spans:
            if isinstance(span, Cite):
                self._note_numbers(paragraph, span.numbers)
            elif isinstance(span, Mark):
                _label(paragraph.add_run(f"\u00a0{_clean(span.text)}\u00a0"), span.tone)
            else:
                paragraph.add_run(_clean(span.text)).bold = True if isinstance(span, Strong) else None

    def _note_numbers(self, paragraph: Any, numbers: tuple[int, ...]) -> None:
        for i, number in enumerate(numbers):
            if i:
                paragraph.add_run(",", style="Note Number")
            if number in self._sources:
                _run_in(paragraph, _link_to(paragraph, f"source_{number}"), str(number), "Note Number")
            else:
                paragraph.add_run(str(number), style="Note Number")

    def _table(self, block: Table) -> None:
        grid = self._file.add_table(rows=1, cols=len(block.columns), style="Update Table")
        grid.autofit = False
        widths = [int(WIDTH * share / sum(block.widths)) for share in block.widths]
        for spans in block.rows:
            cells = grid.add_row().cells
            for i, cell in enumerate(spans):
                self._run(cells[i].paragraphs[0], cell)
        for cell, name in zip(grid.rows[0].cells, block.columns, strict=True):
            cell.paragraphs[0].add_run(_clean(name))
        for i, width in enumerate(widths):
            grid.columns[i].width = width
        for number, row in enumerate(grid.rows):
            _row_rules(row, head=number == 0)
            for i, cell in enumerate(row.cells):
                cell.width = widths[i]
                words = cell.paragraphs[0]
                words.style = "Table Text"
                words.alignment = WD_ALIGN_PARAGRAPH.RIGHT if i in block.right else None
        # Word joins tables that follow each other without a paragraph between.
        self._file.add_paragraph(style="After Table")

    def _figure(self, figure: Figure) -> None:
        from renkei.report.charts import as_png

        place = self._file.add_paragraph(style="Figure")
        picture = place.add_run().add_picture(io.BytesIO(as_png(figure, 2)))
        factor = min(WIDTH / picture.width, TALLEST / picture.height)
        picture.width, picture.height = int(picture.width * factor), int(picture.height * factor)
        about = picture._inline.docPr  # noqa: SLF001 - the library offers no other way to describe a picture
        about.set("descr", _clean(figure.alt))
        about.set("name", figure.name)
        self._file.add_paragraph(_clean(figure.caption), style="Caption")

    def _source_list(self) -> None:
        head = self._file.add_paragraph(_clean(self._from.labels["sources"]), style="Heading 1")
        self._bookmark(head, "sources")
        self._file.add_paragraph(_clean(self._from.labels["key"]), style="Small Print")
        columns = _element("w:cols", num="2", space="454")
        section = self._file.add_section(WD_SECTION.CONTINUOUS)._sectPr  # noqa: SLF001 - as above, for columns
        for old in section.findall(qn("w:cols")):
            section.replace(old, columns)
        for note in self._from.sources:
            self._source(note)

    def _source(self, note: SourceNote) -> None:
        line = self._file.add_paragraph(style="Source")
        number = line.add_run(str(note.number))
        self._bookmark(line, f"source_{note.number}", around=number)
        own = "⁺" if note.own else ""
        line.add_run(f"\t{note.mark}\t")
        line.add_run(_clean(note.id) + own).font.color.rgb = RGBColor.from_string(_QUIET)
        line.add_run(f"  {_clean(note.title)}")
        if not note.address:
            return
        line.add_run().add_break()
        parts = urlsplit(note.address)
        printed = _clean(readable(note.address.removeprefix(f"{parts.scheme}://")))
        if parts.scheme in {"http", "https"} and parts.hostname:
            address = re.sub(r"\s", "%20", note.address)
            relation = self._file.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            link = OxmlElement("w:hyperlink")
            link.set(qn("r:id"), relation)
            line._p.append(link)  # noqa: SLF001 - the library cannot make links
            _run_in(line, link, printed, "Address")
        else:
            line.add_run(printed, style="Address")

    def _bookmark(self, paragraph: Any, name: str, around: Any = None) -> None:
        self._marks += 1
        start = _element("w:bookmarkStart", id=str(self._marks), name=name)
        end = _element("w:bookmarkEnd", id=str(self._marks))
        first = (around or paragraph.runs[0])._r  # noqa: SLF001 - as above
        first.addprevious(start)
        first.addnext(end)


class _Styles:
    """The styles of the document; none keeps the look of the library's template by accident."""

    def __init__(self, file: Any, lang: str) -> None:
        self._file = file
        self._lang = lang

    def define(self) -> None:
        ja = self._lang == "ja"
        self._defaults()
        self._style("Normal", size=10 if ja else 10.5, line=1.15)
        self._style("Title", size=20, bold=True, line=1.1, after=8).paragraph_format.keep_with_next = True
        self._style("Subtitle", size=11, color=_QUIET, after=2)
        self._style("Contents Head", size=8.5, color=_QUIET, before=14, after=3)
        self._tab_right(self._style("toc 1", size=9, after=1))
        self._ruled(self._style("Heading 1", size=16, bold=True, before=26, after=8, line=1.1))
        self._style("Heading 2", size=11.5, bold=True, before=14, after=4, line=1.1)
        for name in ("Body Text", "Lead", "List Bullet"):
            style = self._style(name, size=10 if ja else 10.5, after=5)
            style.paragraph_format.right_indent = WIDTH - MEASURE
        bullet = self._file.styles["List Bullet"].paragraph_format
        bullet.left_indent, bullet.first_line_indent, bullet.space_after = Mm(5), -Mm(5), Pt(3)
        lead = self._file.styles["Lead"].font
        lead.italic, lead.color.rgb = None if ja else True, RGBColor.from_string(_QUIET)
        self._style("Small Print", size=8.5, color=_QUIET, after=6)
        self._style("Table Text", size=8.5, before=2.5, after=2.5)
        self._style("After Table", size=6)
        self._style("Figure", before=8, after=2).paragraph_format.keep_with_next = True
        self._style("Caption", size=8.5, color=_QUIET, after=10)
        self._tab_right(self._style("Footer", size=8, color=_QUIET))
        source = self._style("Source", size=7.5, after=3, line=1.1).paragraph_format
        source.left_indent, source.first_line_indent = Mm(11), -Mm(11)
        source.tab_stops.add_tab_stop(Mm(6.5))
        source.keep_together = True
        self._letters("Note Number", _ACCENT).font.superscript = True
        self._letters("Address", _ACCENT)
        self._table_style()

    def _tab_right(self, style: Any) -> None:
        style.paragraph_format.tab_stops.clear_all()
        style.paragraph_format.tab_stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)

    def _defaults(self) -> None:
        """The fonts and languages everything starts from; and that the file is for a Word of this century."""
        fonts = self._file.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:rPr')}")
        language = fonts.find(qn("w:lang"))
        language.set(qn("w:val"), _LANGUAGES[self._lang])
        language.set(qn("w:eastAsia"), "ja-JP")
        mode = "//w:compatSetting[@w:name='compatibilityMode']"
        self._file.settings.element.xpath(mode)[0].set(qn("w:val"), "15")

    def _style(
        self, name: str, *, size: float | None = None, bold: bool = False, color: str = _INK,
        before: float = 0, after: float = 0, line: float = 1.15,
    ) -> Any:  # fmt: skip
        styles = self._file.styles
        known = name in [style.name for style in styles]
        style = styles[name] if known else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, name == "toc 1")
        if not known:
            style.base_style = styles["Normal"]
        self._fonts(style)
        style.font.bold, style.font.italic = bold or None, None
        style.font.color.rgb = RGBColor.from_string(color)
        if size:
            style.font.size = Pt(size)
        words = style.paragraph_format
        words.space_before, words.space_after = Pt(before), Pt(after)
        # Japanese fonts differ widely in the height they claim, so their lines are as far apart as we say.
        words.line_spacing = Pt(size * line * 1.42) if size and self._lang == "ja" else line
        words.widow_control = True
        for tag in ("w:pBdr", "w:contextualSpacing"):
            for old in style.element.findall(f".//{qn(tag)}"):
                old.getparent().remove(old)
        return style

    def _fonts(self, style: Any) -> None:
        """Latin and Japanese letters by name; a theme's fonts would win over them."""
        look = style.element.get_or_add_rPr()
        for old in (*look.findall(qn("w:spacing")), *look.findall(qn("w:kern"))):
            look.remove(old)
        fonts = look.get_or_add_rFonts()
        fonts.attrib.clear()
        for script in ("ascii", "hAnsi", "cs"):
            fonts.set(qn(f"w:{script}"), _FONTS[self._lang])
        fonts.set(qn("w:eastAsia"), _FONTS["ja"])

    def _letters(self, name: str, color: str) -> Any:
        style = self._file.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        style.font.color.rgb = RGBColor.from_string(color)
        return style

    def _ruled(self, style: Any) -> None:
        rules = _element("w:pBdr", _element("w:top", val="single", sz="6", space="6", color=_INK))
        style.element.get_or_add_pPr().insert_element_before(
            rules, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
        )

    def _table_style(self) -> None:
        style = self._file.styles.add_style("Update Table", WD_STYLE_TYPE.TABLE).element
        rules = _element("w:tblBorders")
        for side in ("bottom", "insideH"):
            rules.append(_element(f"w:{side}", val="single", sz="4", space="0", color=_LINE))
        sides = [_element(f"w:{side}", w="85", type="dxa") for side in ("left", "right")]
        line = _element("w:bottom", val="single", sz="8", space="0", color=_INK)
        head = (_element("w:rPr", _element("w:b")), _element("w:tcPr", _element("w:tcBorders", line)))
        style.append(_element("w:tblPr", rules, _element("w:tblCellMar", *sides)))
        style.append(_element("w:tblStylePr", *head, type="firstRow"))


def _element(tag: str, *inside: Any, **attributes: str) -> Any:
    made = OxmlElement(tag)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    made.extend(inside)
    return made


def _page(section: Any) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = (Mm(210) - WIDTH) // 2
    section.top_margin = section.bottom_margin = Mm(25)


def _row_rules(row: Any, *, head: bool) -> None:
    """No row breaks across pages; the head stands on each."""
    rules = row._tr.get_or_add_trPr()  # noqa: SLF001 - the library does not offer these two
    rules.append(_element("w:cantSplit"))
    if head:
        rules.append(_element("w:tblHeader"))


def _label(run: Any, tone: str) -> None:
    """A small label; filled, tinted, thick, thin or dotted, so that it can be told without color."""
    color = _TONES.get(tone, _QUIET)
    run.font.size = Pt(8)
    run.font.color.rgb = RGBColor.from_string("FFFFFF" if tone == "good" else color)
    run.font.bold = True if tone == "bad" else None
    look = run._r.get_or_add_rPr()  # noqa: SLF001 - the library does not offer borders and shading of runs
    border = {"bad": ("single", "12"), "open": ("single", "4"), "quiet": ("dotted", "4")}.get(tone)
    if border:
        look.append(_element("w:bdr", val=border[0], sz=border[1], space="0", color=color))
    if tone in {"good", "half"}:
        look.append(_element("w:shd", val="clear", color="auto", fill=color if tone == "good" else "EFE7D6"))


def _link_to(paragraph: Any, name: str) -> Any:
    """A link to a bookmark of this document."""
    link = _element("w:hyperlink", anchor=name, history="1")
    paragraph._p.append(link)  # noqa: SLF001 - the library cannot make links
    return link


def _run_in(paragraph: Any, link: Any, text: str, style: str | None = None) -> None:
    link.append(paragraph.add_run(_clean(text), style=style)._r)  # noqa: SLF001 - as above


def _field(paragraph: Any, instruction: str, shown: str, *, stale: bool = False) -> None:
    """A field such as the page number; a stale one is worked out when the file is opened."""
    field = _element("w:fldSimple", instr=instruction, **({"dirty": "true"} if stale else {}))
    paragraph._p.append(field)  # noqa: SLF001 - as above
    _run_in(paragraph, field, shown)


def _clean(text: str) -> str:
    """The text without what XML forbids, its line breaks as spaces."""
    return re.sub("[\x00-\x08\x0a-\x1f\x7f\ufffe\uffff\ud800-\udfff]", " ", text)


def _packed(file: Any, document: Document) -> bytes:
    """The file with the document's day on every part of it, where a zip archive notes the time of packing."""
    raw, out = io.BytesIO(), io.BytesIO()
    file.save(raw)
    day = document.as_of
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, (max(day.year, 1980), day.month, day.day, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            part.create_system, part.external_attr = 3, 0o600 << 16
            new.writestr(part, old.read(name))
    return out.getvalue()
