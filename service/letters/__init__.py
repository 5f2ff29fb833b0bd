"""The look of an administrative document: Nghị định 30/2020/NĐ-CP, Phụ lục I. What is not known is a dotted line for a pen, never a guess.

The file is made by `layout`, imported when the first document is asked for: a process that prints none does not carry python-docx.
"""

from datetime import date
from enum import StrEnum
from math import ceil

import msgspec

DOTS = "…" * 12
LONG_DOTS = "…" * 30  # a line of the page
NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
MARGINS = (20.0, 15.0, 20.0, 30.0)  # top, right, bottom, left: Phụ lục I, phần I, mục 4
WIDTH, HEIGHT = 210 - 30 - 15, 297 - 20 - 20
LETTER_WIDTH, LINE_HEIGHT = 2.1, 6.25  # of Times New Roman 14, on average


class Look(StrEnum):
    """What a paragraph is for."""

    BODY = "BODY"
    GROUND = "GROUND"  # căn cứ
    HEADING = "HEADING"
    CENTRE = "CENTRE"
    ITEM = "ITEM"


class Paragraph(msgspec.Struct, frozen=True):
    """A paragraph; the lead (“Điều 1.”) stands before it in bold letters."""

    text: str
    look: Look = Look.BODY
    lead: str = ""


class Table(msgspec.Struct, frozen=True):
    """A table with its head in the first row."""

    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]  # mm


class Signature(msgspec.Struct, frozen=True):
    """Who signs: capacity, what to do, name. An empty name leaves a line for it."""

    title: str
    name: str = ""
    note: str = "(Ký, ghi rõ họ tên)"


class Letter(msgspec.Struct, frozen=True):
    """A document. Without an agency it is a citizen's own paper, without a name of its kind it is a công văn."""

    name: str
    subject: str = ""
    superior: str = ""
    agency: str = ""
    number: str = ""  # “Số: 12/TB-UBND”
    place: str = ""
    day: date | None = None
    to: tuple[str, ...] = ()
    body: tuple[Paragraph | Table, ...] = ()
    recipients: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()
    dated: bool = True  # minutes say when in their first sentence


def day_words(day: date | None) -> str:
    """Ngày 03 tháng 02 năm 2026: days below 10 and the first two months get a nought (Phụ lục I, phần II, mục 4)."""
    if day is None:
        return "ngày …… tháng …… năm ………"
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)  # noqa: PLR2004 - January and February
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def told(text: str, dots: str = DOTS) -> str:
    """What is known, else a dotted line."""
    return text.strip() or dots


def words(letter: Letter) -> str:
    """All that stands in the document, for who must know whether a word is in it."""
    parts = [letter.superior, letter.agency, letter.number, letter.place, letter.name, letter.subject, *letter.to]
    for block in letter.body:
        parts += [block.lead, block.text] if isinstance(block, Paragraph) else [text for row in block.rows for text in row]
    parts += [*letter.recipients, *(word for signature in letter.signatures for word in (signature.title, signature.note, signature.name))]
    return "\n".join(parts)


def pages(letter: Letter) -> int:
    """How many pages it will have: an estimate by the mean width of a letter, for the numbered list of a file. A clerk corrects it."""
    height = 55.0 + 6 * len(letter.to)  # nation, title, addressees
    for block in letter.body:
        if isinstance(block, Paragraph):
            height += sum(_lines(line, WIDTH) * LINE_HEIGHT + 2 for line in f"{block.lead} {block.text}".split("\n"))
        else:
            height += sum(
                max(_lines(text, width) for text, width in zip(row, block.widths, strict=True)) * LINE_HEIGHT for row in block.rows
            )
    height += max(5 * len(letter.recipients), 45 * ceil(len(letter.signatures) / 2))
    return max(1, ceil(height / HEIGHT))


def _lines(text: str, width: float) -> int:
    return max(1, ceil(len(text) * LETTER_WIDTH / width))


def docx(letter: Letter) -> bytes:
    """The document as a Word file; equal letters give equal bytes."""
    from service.letters.layout import written  # noqa: PLC0415 - what only printing needs is loaded by the first print

    return written(letter)
