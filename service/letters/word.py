"""A sheet of A4 as a Word file: paragraphs, columns, tables and rules. Equal content gives equal bytes that tell of no machine.

python-docx opens a template that names its author, a program and a printer's preview; these are taken out, and the archive is packed anew
because it would carry the hour it was written. Lengths are millimetres, sizes of letters are points.
"""

from collections.abc import Callable, Sequence
from io import BytesIO
from operator import attrgetter
from typing import Any
from unicodedata import category
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import msgspec
from docx import Document, oxml
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Emu, Length, Mm, Pt
from docx.table import Table
from docx.table import _Cell as Place  # pyright: ignore[reportPrivateUsage] - the only name a cell has
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from msgspec.structs import replace

FONT = "Times New Roman"
LANGUAGE = "vi-VN"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment an archive can name
_ALIGN = {
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "centre": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
_TELLING = ("/thumbnail", "/extended-properties", "/customXml", "/stylesWithEffects", "/webSettings", "/numbering")  # and what nothing uses
_STYLES = {"Normal", "DefaultParagraphFont", "TableNormal", "NoList", "TableGrid"}


class Face(msgspec.Struct, frozen=True):
    """How a paragraph looks."""

    size: float = 14
    bold: bool = False
    italic: bool = False
    align: str = "justify"
    first: float = 0  # indent of the first line
    left: float = 0
    before: float = 0
    after: float = 0
    lines: float = 1.0  # between single and one and a half: Phụ lục I, phần II, mục 6
    keep: bool = False  # on the same page as what follows


class Sheet:
    """Written from top to bottom. A `place` is a cell that was asked for; without one the text goes to the page itself."""

    def __init__(self, title: str, margins: tuple[float, float, float, float]) -> None:
        """`margins`: top, right, bottom, left. The title is the only property the file has."""
        self._document = Document()
        self._untold(title)
        self._page(margins)
        self._letters()

    def write(self, text: str, face: Face, *, lead: str = "", place: Place | None = None) -> None:
        """A paragraph for each line of the text; the lead stands before the first in bold letters."""
        for number, line in enumerate(_printable(text).split("\n")):
            paragraph = self._shaped(self._next(place), face)
            if lead and number == 0:
                self._run(paragraph, _printable(lead) + " ", face).bold = True
            self._run(paragraph, line, face)

    def rule(self, length: float, room: float, *, place: Place | None = None) -> None:
        """A thin line in the middle of the room."""
        paragraph = self._next(place)
        shape = paragraph.paragraph_format
        shape.left_indent = shape.right_indent = Mm((room - length) / 2)
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(2)
        shape.space_before, shape.space_after, shape.keep_with_next = Pt(2), Pt(4), True
        borders = _element("w:pBdr")
        borders.append(_element("w:bottom", val="single", sz="4", space="1", color="auto"))
        properties = _xml(paragraph).get_or_add_pPr()
        properties.insert_element_before(borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr")

    def columns(self, *widths: float) -> list[Place]:
        """Places beside each other on one page, without lines and without a gap of their own."""
        table = self._table(1, widths, gap=0)
        _xml(table.rows[0]).get_or_add_trPr().append(_element("w:cantSplit"))
        return list(table.rows[0].cells)

    def table(self, rows: Sequence[Sequence[str]], widths: Sequence[float], face: Face) -> None:
        """A table with lines; its first row is the head, in bold letters, again on every page."""
        table = self._table(len(rows), widths, gap=1.5)
        table.style = "Table Grid"
        _xml(table.rows[0]).get_or_add_trPr().append(_element("w:tblHeader"))
        for number, row in enumerate(rows):
            head = replace(face, bold=True, align="centre")
            for cell, text in zip(table.rows[number].cells, row, strict=True):
                self.write(text, head if number == 0 else face, place=cell)

    def packed(self) -> bytes:
        """The file."""
        written, packed = BytesIO(), BytesIO()
        self._document.save(written)
        with ZipFile(written) as source, ZipFile(packed, "w", ZIP_DEFLATED) as target:
            for name in source.namelist():
                entry = ZipInfo(name, _EPOCH)
                entry.compress_type, entry.create_system = ZIP_DEFLATED, 0
                target.writestr(entry, source.read(name))
        return packed.getvalue()

    def _next(self, place: Place | None) -> Paragraph:
        """The next paragraph; a cell comes with an empty one, which is used first."""
        if place is None:
            return self._document.add_paragraph()
        first = place.paragraphs[0]
        is_unused = len(place.paragraphs) == 1 and not first.runs and _xml(first).pPr is None
        return first if is_unused else place.add_paragraph()

    def _shaped(self, paragraph: Paragraph, face: Face) -> Paragraph:
        shape = paragraph.paragraph_format
        shape.alignment = _ALIGN[face.align]
        shape.first_line_indent, shape.left_indent = Mm(face.first), Mm(face.left)
        shape.space_before, shape.space_after, shape.line_spacing = Pt(face.before), Pt(face.after), face.lines
        shape.keep_with_next, shape.widow_control = face.keep, True
        return paragraph

    def _run(self, paragraph: Paragraph, text: str, face: Face) -> Run:
        run = paragraph.add_run(text)
        run.font.size, run.bold, run.italic = Pt(face.size), face.bold, face.italic
        return run

    def _table(self, rows: int, widths: Sequence[float], *, gap: float) -> Table:
        table = self._document.add_table(rows, len(widths))
        table.autofit = False
        margins = _element("w:tblCellMar")
        for side in ("left", "right"):
            margins.append(_element(f"w:{side}", w=str(Length(Mm(gap)).twips), type="dxa"))
        properties = _xml(table).tblPr
        properties.append(margins)
        properties.append(properties.find(qn("w:tblLook")))  # must stand behind the gaps
        for number, width in enumerate(widths):
            table.columns[number].width = Mm(width)
            for row in table.rows:
                row.cells[number].width = Mm(width)
        return table

    def _untold(self, title: str) -> None:
        package: Any = self._document.part.package
        for relations in (package.rels, self._document.part.rels):
            for key in [key for key, relation in relations.items() if relation.reltype.endswith(_TELLING)]:
                relations.pop(key)
        properties = _xml(self._document.core_properties)
        for child in list(properties):
            properties.remove(child)
        self._document.core_properties.title = title

    def _page(self, margins: tuple[float, float, float, float]) -> None:
        """A4, upright; from the second page on its number stands in the middle of the upper margin."""
        page = self._document.sections[0]
        page.page_width, page.page_height = Mm(210), Mm(297)
        page.top_margin, page.right_margin, page.bottom_margin, page.left_margin = (Emu(Mm(margin)) for margin in margins)
        page.header_distance = page.footer_distance = Mm(10)
        page.different_first_page_header_footer = True
        number = page.header.paragraphs[0]
        number.style = "Normal"
        number.alignment = WD_ALIGN_PARAGRAPH.CENTER
        field = _element("w:fldSimple", instr="PAGE")
        _xml(number).append(field)
        field.append(_element("w:r"))

    def _letters(self) -> None:
        """The one font of the file, for every script, instead of the template's."""
        styles = self._document.styles
        sheet: Any = styles.element
        for style in list(sheet.style_lst):
            if style.get(qn("w:styleId")) not in _STYLES:
                sheet.remove(style)
        normal: Any = styles["Normal"]
        normal.font.name, normal.font.size = FONT, Pt(14)
        normal.paragraph_format.space_after = Pt(0)
        for fonts in sheet.iter(qn("w:rFonts")):
            fonts.attrib.clear()
            for script in ("ascii", "hAnsi", "eastAsia", "cs"):
                fonts.set(qn(f"w:{script}"), FONT)
        for language in sheet.iter(qn("w:lang")):
            for script in ("val", "eastAsia"):
                language.set(qn(f"w:{script}"), LANGUAGE)


_xml: Callable[[object], Any] = attrgetter("_element")  # what python-docx has no words for is written into its XML
_new: Callable[[str], Any] = attrgetter("OxmlElement")(oxml)


def _element(tag: str, **values: str) -> Any:  # noqa: ANN401 - lxml's elements have no types
    element = _new(tag)
    for name, value in values.items():
        element.set(qn(f"w:{name}"), value)
    return element


def _printable(text: str) -> str:
    """Without the signs a Word file may not hold."""
    return "".join(letter for letter in text if letter == "\n" or category(letter) not in {"Cc", "Cs", "Cn", "Co"} or letter == "\t")
