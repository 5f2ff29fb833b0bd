"""Which files are taken, and what is left of them. Pure.

What a file is, its content says, never its name. Pictures are decoded and written anew, so that what is kept holds nothing but
the picture: no place, no telephone, no other file hidden in it. The file of a case has numbered pages (Luật Khiếu nại Điều 34).
"""

import re
import warnings
from enum import StrEnum
from importlib import import_module
from io import BytesIO
from typing import Any, NewType
from unicodedata import combining, normalize
from zipfile import BadZipFile, ZipFile

import msgspec

from service.problems import Invalid, N_, Text

AttachmentId = NewType("AttachmentId", int)

FIELD = "tep"  # the field of a form that faults are told at
MOST_BYTES = 8 * 1024 * 1024
MOST_FILES = 20
MOST_PAGES = 9999
LONGEST_TITLE = 200
LONGEST_NAME = 60
LARGEST_POST = 3 * MOST_BYTES + 256 * 1024  # what a page that takes files reads at once: three of the largest, and the words beside them
LONGEST_SIDE = 2000
MOST_PIXELS = {"JPEG": 50_000_000, "PNG": 35_000_000, "WEBP": 16_000_000}  # what telephones take, and what is decoded in about 250 MB
MOST_SCANS = 200  # a progressive JPEG of thousands of scans takes minutes to decode
JPEG, PDF = "image/jpeg", "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SUFFIXES = {JPEG: "jpg", PDF: "pdf", DOCX: "docx"}
_HEIC = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis"})
# EXIF orientation → what brings the picture upright
_TURNS = dict(enumerate(("FLIP_LEFT_RIGHT", "ROTATE_180", "FLIP_TOP_BOTTOM", "TRANSPOSE", "ROTATE_270", "TRANSVERSE", "ROTATE_90"), 2))
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")


class Source(StrEnum):
    """Whose hand put it into the file."""

    RESIDENT = "resident"
    OFFICER = "officer"
    SERVICE = "service"


class PaperKind(StrEnum):
    """What it is in the file."""

    SIGNED_FORM = "SIGNED_FORM"
    SCAN = "SCAN"
    PHOTO = "PHOTO"
    DOCUMENT = "DOCUMENT"
    MINUTES = "MINUTES"


class Cleaned(msgspec.Struct, frozen=True):
    """Content that may be kept; `made` by the service itself."""

    media_type: str
    data: bytes
    pages: int = 1
    made: bool = False


class Opened(msgspec.Struct, frozen=True):
    """A file as it is handed out."""

    title: str
    media_type: str
    data: bytes

    @property
    def disposition(self) -> str:
        """The header Content-Disposition: a picture is shown, everything else only saved."""
        shown = "inline" if self.media_type == JPEG else "attachment"
        return f'{shown}; filename="{download_name(self.title, self.media_type)}"'


def clean(name: str, data: bytes, *, office: bool = False) -> Cleaned:
    """What is kept of a file; `office`: an officer sent it, who may send DOCX. Invalid({"tep": …}) says what is wrong and what to do."""
    if not data:
        raise _fault(N_("Tệp “%(name)s” không có gì bên trong. Xin chọn lại tệp.", name=_shown(name)))
    if len(data) > MOST_BYTES:
        raise _fault(
            N_("Tệp “%(name)s” lớn quá %(max)s MB. Xin gửi ảnh nhỏ hơn hoặc chia tệp ra.", name=_shown(name), max=MOST_BYTES >> 20)
        )
    if picture := _picture_format(data):
        return Cleaned(JPEG, _picture(name, data, picture))
    if data.startswith(b"%PDF-"):
        return _pdf(name, data)
    if office and _is_docx(data):
        return Cleaned(DOCX, data)
    raise _fault(_not_taken(data, _shown(name)))


def made(docx: bytes, pages: int = 1) -> Cleaned:
    """A document the service wrote."""
    return Cleaned(DOCX, docx, page_count(pages), made=True)


def page_count(pages: int | str) -> int:
    """The number of pages somebody counted."""
    if isinstance(pages, str):
        pages = int(pages) if re.fullmatch(r"[0-9]{1,4}", pages) else 0
    if not 1 <= pages <= MOST_PAGES:
        raise Invalid({"so_trang": N_("Xin ghi số trang từ 1 đến %(max)s.", max=MOST_PAGES)})
    return pages


def title(written: str) -> str:
    """What a file is called in the list. Never the name it came under: people's names stand in those."""
    told = " ".join(written.split())
    if not told:
        raise Invalid({"ten_tep": N_("Xin ghi tên tài liệu.")})
    if len(told) > LONGEST_TITLE:
        raise Invalid({"ten_tep": N_("Tên tài liệu dài quá %(max)s chữ cái. Xin rút ngắn lại.", max=LONGEST_TITLE)})
    return told


def check_room(held: int) -> None:
    """Whether one more file has room in the case."""
    if held >= MOST_FILES:
        raise _fault(N_("Hồ sơ đã có %(max)s tệp nên không thêm được nữa.", max=MOST_FILES))


def download_name(title: str, media_type: str) -> str:
    """A name for saving: plain letters, no folder, the ending its content has."""
    plain = "".join(sign for sign in normalize("NFD", title.translate({0x110: "D", 0x111: "d"})) if not combining(sign))
    words = re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")[:80].strip("-")
    return f"{words or 'tai-lieu'}.{SUFFIXES.get(media_type, 'bin')}"


def _picture_format(data: bytes) -> str:
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    return "WEBP" if data.startswith(b"RIFF") and data[8:12] == b"WEBP" else ""


def _picture(name: str, data: bytes, picture: str) -> bytes:
    """The picture alone, upright, as a JPEG."""
    from PIL import Image  # noqa: PLC0415 - few requests need it

    import_module("PIL.WebPImagePlugin")  # the one of the three that it does not bring by itself
    broken = _fault(N_("Ảnh “%(name)s” bị hỏng hoặc thiếu một phần. Xin chụp lại rồi gửi.", name=_shown(name)))
    if picture == "JPEG" and data.count(b"\xff\xda") > MOST_SCANS:
        raise broken
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what it says of odd metadata is of no use: none is kept
            with Image.open(BytesIO(data), formats=(picture,)) as image:
                small = image.width * image.height <= MOST_PIXELS[picture]
                written = _written_anew(image) if small else b""
    except Image.DecompressionBombError:
        small, written = False, b""
    except Exception:  # noqa: BLE001 - whatever a decoder stumbles over, it is the file's fault
        raise broken from None
    if not small:
        raise _fault(N_("Ảnh “%(name)s” có quá nhiều điểm ảnh. Xin chụp lại ở cỡ nhỏ hơn.", name=_shown(name)))
    return written


def _written_anew(image: Any) -> bytes:  # noqa: ANN401 - Pillow is brought in where it is used
    """Shrunk first (a large JPEG is decoded small), then turned as its camera was held, then laid on a new white sheet."""
    from PIL import Image  # noqa: PLC0415 - see _picture

    turn = _TURNS.get(_orientation(image))
    image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    image.load()
    if image.mode.startswith("I"):  # a scan with 16 bits a point, which a mere conversion would make white
        image = image.convert("I").point(_of_eight_bits).convert("L")
    elif image.mode not in {"L", "RGB", "RGBA", "CMYK"}:
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    if turn:
        image = image.transpose(Image.Transpose[turn])
    sheet = Image.new("RGB", image.size, "white")
    sheet.paste(image.convert("RGB"), mask=image.getchannel("A") if image.mode == "RGBA" else None)
    out = BytesIO()
    sheet.save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue()


def _of_eight_bits(value: Any) -> Any:  # noqa: ANN401 - Pillow asks with something that stands for all points
    return value / 256


def _orientation(image: Any) -> int:  # noqa: ANN401 - see _written_anew
    """How the camera was held; a picture whose metadata is broken is still a picture."""
    try:
        return int(image.getexif().get(0x0112, 1))
    except Exception:  # noqa: BLE001 - see _picture
        return 1


def _pdf(name: str, data: bytes) -> Cleaned:
    """A PDF as it is, never shown in the browser; its pages as far as they can be counted without reading it, a clerk corrects them."""
    if b"%%EOF" not in data[-2048:]:
        raise _fault(N_("Tệp PDF “%(name)s” bị thiếu phần cuối. Xin lưu lại rồi gửi.", name=_shown(name)))
    return Cleaned(PDF, data, min(max(1, len(_PAGE.findall(data))), MOST_PAGES))


def _is_docx(data: bytes) -> bool:
    """Whether it is a DOCX without programs in it. Only its list of contents is read, nothing is unpacked."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        with ZipFile(BytesIO(data)) as parts:
            names = set(parts.namelist())
    except (BadZipFile, ValueError, NotImplementedError):
        return False
    return {"[Content_Types].xml", "word/document.xml"} <= names and not any(name.lower().endswith("vbaproject.bin") for name in names)


def _not_taken(data: bytes, shown: str) -> Text:
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC:
        return N_("Ảnh “%(name)s” ở dạng HEIC nên chúng tôi chưa đọc được. Xin chụp màn hình ảnh đó rồi gửi.", name=shown)
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return N_("Tệp “%(name)s” là tệp văn phòng. Xin lưu thành PDF hoặc chụp ảnh từng trang rồi gửi.", name=shown)
    return N_("Chúng tôi chỉ nhận ảnh (JPEG, PNG, WebP) và PDF. Tệp “%(name)s” không thuộc các dạng này.", name=shown)


def _shown(name: str) -> str:
    """A file's name for a sentence."""
    last = re.split(r"[/\\]", name)[-1]
    kept = "".join(sign for sign in last if sign.isprintable())
    return kept if len(kept) <= LONGEST_NAME else f"{kept[: LONGEST_NAME // 2]}…{kept[-LONGEST_NAME // 4 :]}"


def _fault(text: Text) -> Invalid:
    return Invalid({FIELD: text})
