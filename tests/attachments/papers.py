"""Files as people send them, and a case to put them into."""

import struct
from io import BytesIO
from uuid import uuid4
from zipfile import ZipFile
from zlib import crc32

import asyncpg
from PIL import Image

from service.terms import CaseId

SECRET = "s" * 32
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>\n2 0 obj<</Type /Pages/Count 2>>\n3 0 obj<</Type/Page>>\n4 0 obj<</Type /Page/A 1>>\n%%EOF\n"
GPS = {0: b"\x02\x03\x00\x00", 1: "N", 2: (16.0, 49.0, 1.5), 3: "E", 4: (107.0, 6.0, 3.25)}


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), mode: str = "RGB", **saved: object) -> bytes:
    """A picture that is red on its left half."""
    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    out = BytesIO()
    image.convert(mode).save(out, kind, **saved)
    return out.getvalue()


def photo(orientation: int = 1, size: tuple[int, int] = (60, 40)) -> bytes:
    """A photograph as a telephone takes it: with the place, the maker, a comment."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "DienThoaiCuaToi"
    exif.get_ifd(0x8825).update(GPS)
    return picture("JPEG", size, exif=exif, comment=b"chup tai nha", quality=95)


def bomb() -> bytes:
    """A PNG of a few bytes that says it is 50,000 × 50,000."""
    data = bytearray(picture("PNG"))
    data[16:24] = struct.pack(">II", 50_000, 50_000)
    data[29:33] = struct.pack(">I", crc32(data[12:29]))
    return bytes(data)


def archive(*names: str) -> bytes:
    """A ZIP with these names in it."""
    out = BytesIO()
    with ZipFile(out, "w") as parts:
        for name in names:
            parts.writestr(name, "<x/>")
    return out.getvalue()


def docx() -> bytes:
    return archive("[Content_Types].xml", "word/document.xml")


async def case(connection: asyncpg.Connection) -> CaseId:
    """A case with nothing in it."""
    return await connection.fetchval(
        """
        insert into case_file (
            number, submission_key, code_hash, kind, state, field_code, area_code, agency_code, content, filed_at, original_due
        )
        select 'LN26-' || nextval('case_number_seq'), $1, $2, 'PHAN_ANH_KIEN_NGHI', 'RECEIVED', f.code, '18943', 'X18943', 'x', now(), now()
        from (select code from field limit 1) as f
        returning id
        """,
        uuid4(),
        uuid4().bytes,
    )


async def account(connection: asyncpg.Connection, name: str) -> int:
    """Somebody who works at the agency of the case."""
    return await connection.fetchval(
        "insert into account (login, name, password_hash) values ($1, $2, 'x') returning id", f"ai{uuid4().hex[:8]}", name
    )
