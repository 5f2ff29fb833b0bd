"""Where each part of an administrative document stands, and in which letters: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II and V."""

from msgspec.structs import replace

from service.letters import DOTS, MARGINS, MOTTO, NATION, WIDTH, Letter, Look, Paragraph, Signature, day_words, told
from service.letters.word import Face, Place, Sheet

HEAD = (74.0, 91.0)
FOOT = (80.0, 85.0)
PAIR = (82.5, 82.5)
AGENCY_RULE = 25.0  # a third to a half of the line above it
MOTTO_RULE = 54.0  # as long as the motto
SUBJECT_RULE = 40.0
ROOM_TO_SIGN = 62  # points
MANY = 2  # signatures: beside each other instead of beside the recipients

_NATION = Face(size=12, bold=True, align="centre")
_MOTTO = Face(size=13, bold=True, align="centre")
_TITLE = Face(size=14, bold=True, align="centre", keep=True)
_BODY = Face(first=10, after=6, lines=1.1)
_LOOKS = {
    Look.BODY: _BODY,
    Look.GROUND: replace(_BODY, italic=True),
    Look.HEADING: Face(first=10, before=6, after=6, bold=True, align="left", keep=True),
    Look.CENTRE: Face(before=6, after=6, bold=True, align="centre", keep=True),
    Look.ITEM: replace(_BODY, after=4),
}


def written(letter: Letter) -> bytes:
    """The letter as a Word file."""
    sheet = Sheet(letter.name or letter.subject, MARGINS)
    if letter.agency:
        _official_head(sheet, letter)
    else:
        _citizen_head(sheet, letter)
    _title(sheet, letter)
    _addressees(sheet, letter)
    for block in letter.body:
        if isinstance(block, Paragraph):
            look = _LOOKS[block.look]
            has_dots = DOTS[:2] in block.text and look.align == "justify"  # a dotted line pushed to the margin tears the words apart
            sheet.write(block.text, replace(look, align="left") if has_dots else look, lead=block.lead)
        else:
            sheet.table(block.rows, block.widths, Face(size=13, align="left", before=2, after=2))
            sheet.write("", Face(size=6))
    _foot(sheet, letter)
    return sheet.packed()


def _official_head(sheet: Sheet, letter: Letter) -> None:
    """The issuing body on the left, the nation on the right."""
    left, right = sheet.columns(*HEAD)
    if letter.superior:
        sheet.write(letter.superior.upper(), Face(size=12, align="centre"), place=left)
    sheet.write(letter.agency.upper(), Face(size=12, bold=True, align="centre"), place=left)
    sheet.rule(AGENCY_RULE, HEAD[0], place=left)
    if letter.number:
        sheet.write(letter.number, Face(size=13, align="centre", before=2), place=left)
    if not letter.name:  # công văn: what it is about stands under its number
        sheet.write(letter.subject, Face(size=12, align="centre", before=4), place=left)
    _nation(sheet, HEAD[1], place=right)
    if letter.dated:
        sheet.write(_dated(letter), Face(size=13, italic=True, align="centre", before=2), place=right)


def _citizen_head(sheet: Sheet, letter: Letter) -> None:
    _nation(sheet, WIDTH)
    if letter.dated:
        sheet.write(_dated(letter), Face(size=13, italic=True, align="right", before=6))


def _nation(sheet: Sheet, room: float, *, place: Place | None = None) -> None:
    sheet.write(NATION, _NATION, place=place)
    sheet.write(MOTTO, _MOTTO, place=place)
    sheet.rule(MOTTO_RULE, room, place=place)


def _dated(letter: Letter) -> str:
    return f"{told(letter.place, '………………')}, {day_words(letter.day)}"


def _title(sheet: Sheet, letter: Letter) -> None:
    sheet.write("", Face(size=6))
    if letter.name:
        sheet.write(letter.name.upper(), replace(_TITLE, before=8))
        if letter.subject:
            sheet.write(letter.subject, _TITLE)
        sheet.rule(SUBJECT_RULE, WIDTH)


def _addressees(sheet: Sheet, letter: Letter) -> None:
    """One stands behind the words, several each on a line of their own."""
    if len(letter.to) == 1:
        sheet.write(f"Kính gửi: {told(letter.to[0])}", Face(align="centre", before=6, after=8))
    elif letter.to:
        sheet.write("Kính gửi:", Face(left=30, before=6, after=2, align="left"))
        for number, body in enumerate(letter.to, 1):
            end = "." if number == len(letter.to) else ";"
            sheet.write(f"- {told(body)}{end}", Face(left=48, after=8 if end == "." else 2, align="left"))


def _foot(sheet: Sheet, letter: Letter) -> None:
    """Who gets it on the left and who signs on the right; several who sign stand in pairs."""
    if not letter.signatures:
        return
    sheet.write("", Face(size=6, keep=True))
    if len(letter.signatures) >= MANY:
        for first in range(0, len(letter.signatures), 2):
            pair = letter.signatures[first : first + 2]
            lines = max(signature.title.count("\n") for signature in pair)
            for signature, place in zip(pair, sheet.columns(*PAIR), strict=False):
                _signature(sheet, signature, place, lines)
            sheet.write("", Face(size=6))
        return
    left, right = sheet.columns(*FOOT)
    if letter.recipients:
        sheet.write("Nơi nhận:", Face(size=12, bold=True, italic=True, align="left"), place=left)
        for number, body in enumerate(letter.recipients, 1):
            sheet.write(f"- {body}{'.' if number == len(letter.recipients) else ';'}", Face(size=11, align="left"), place=left)
    _signature(sheet, letter.signatures[0], right)


def _signature(sheet: Sheet, signature: Signature, place: Place, lines: int = 0) -> None:
    """`lines`: breaks in the longer title of a pair, so that both names stand at one height."""
    title = signature.title.upper()
    sheet.write(title + "\n" * max(0, lines - title.count("\n")), Face(size=13, bold=True, align="centre"), place=place)
    sheet.write(signature.note, Face(size=12, italic=True, align="centre"), place=place)
    sheet.write(told(signature.name, DOTS), Face(size=14, bold=bool(signature.name), align="centre", before=ROOM_TO_SIGN), place=place)
