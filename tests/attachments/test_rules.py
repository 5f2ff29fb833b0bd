"""What is left of a file, and which files are not taken. No database."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as some
from PIL import Image

from service.attachments import rules
from service.attachments.rules import DOCX, JPEG, MOST_BYTES, MOST_FILES, MOST_PAGES, MOST_SCANS, Cleaned, Opened
from service.problems import Invalid
from tests.attachments import papers


def seen(cleaned: Cleaned) -> Image.Image:
    """The picture that is kept."""
    assert cleaned.media_type == JPEG
    image = Image.open(BytesIO(cleaned.data), formats=("JPEG",))
    image.load()
    return image


def refused(name: str, data: bytes, *, office: bool = False) -> str:
    """What is said of a file that is not taken."""
    with pytest.raises(Invalid) as told:
        rules.clean(name, data, office=office)
    text = told.value.fields["tep"]
    return text.message % text.values


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        *(("JPEG", mode) for mode in ("L", "RGB", "CMYK")),
        *(("PNG", mode) for mode in ("1", "L", "P", "LA", "RGB", "RGBA")),
        *(("WEBP", mode) for mode in ("RGB", "RGBA")),
    ],
)
def test_every_picture_becomes_a_jpeg(kind: str, mode: str):
    kept = seen(rules.clean("anh", papers.picture(kind, mode=mode)))
    assert (kept.format, kept.size, kept.mode) == ("JPEG", (60, 40), "RGB")


def test_a_picture_keeps_nothing_but_the_picture():
    sent = papers.photo()
    assert b"DienThoaiCuaToi" in sent
    assert Image.open(BytesIO(sent)).getexif().get_ifd(0x8825)
    kept = rules.clean("anh.jpg", sent).data
    assert b"DienThoaiCuaToi" not in kept
    assert b"chup tai nha" not in kept
    assert b"Exif" not in kept
    assert not set(seen(Cleaned(JPEG, kept)).info) & {"exif", "comment", "icc_profile", "xmp"}


@pytest.mark.parametrize(
    ("orientation", "size", "red"), [(1, (60, 40), (5, 20)), (3, (60, 40), (55, 20)), (6, (40, 60), (20, 5)), (8, (40, 60), (20, 55))]
)
def test_a_picture_stands_upright(orientation: int, size: tuple[int, int], red: tuple[int, int]):
    kept = seen(rules.clean("anh.jpg", papers.photo(orientation)))
    assert kept.size == size
    channels = kept.getpixel(red)
    assert isinstance(channels, tuple)
    assert channels[0] > 200 > channels[2]


def test_a_picture_with_broken_metadata_is_taken():
    sent = papers.photo(6)
    at = sent.index(b"Exif\0\0") + 6
    assert seen(rules.clean("anh.jpg", sent[:at] + b"\xff" * 12 + sent[at + 12 :])).size == (60, 40)


def test_what_is_transparent_is_white():
    out = BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(out, "PNG")
    assert seen(rules.clean("anh.png", out.getvalue())).getpixel((10, 10)) == (255, 255, 255)


@pytest.mark.parametrize(("size", "kept"), [((4000, 3000), (2000, 1500)), ((1500, 6000), (500, 2000)), ((2000, 10), (2000, 10))])
def test_a_large_picture_is_made_smaller(size: tuple[int, int], kept: tuple[int, int]):
    assert seen(rules.clean("anh.jpg", papers.picture("JPEG", size))).size == kept


def test_a_scan_of_sixteen_bits_stays_grey():
    out = BytesIO()
    Image.new("I;16", (20, 20), 0x6400).save(out, "PNG")
    assert seen(rules.clean("ban-quet.png", out.getvalue())).getpixel((10, 10)) == (0x64, 0x64, 0x64)


def test_the_first_of_moving_pictures_is_kept():
    out = BytesIO()
    Image.new("RGB", (20, 20), "red").save(out, "WEBP", save_all=True, append_images=[Image.new("RGB", (20, 20), "blue")])
    assert seen(rules.clean("anh.webp", out.getvalue())).size == (20, 20)


def test_a_bomb_is_not_decoded():
    assert "quá nhiều điểm ảnh" in refused("bom.png", papers.bomb())


@pytest.mark.parametrize(("kind", "size"), [("PNG", (7000, 5001)), ("PNG", (60000, 1000)), ("JPEG", (8200, 6200)), ("WEBP", (16000, 1001))])
def test_too_many_pixels_are_refused_however_small_the_file(kind: str, size: tuple[int, int]):
    out = BytesIO()
    Image.new("L", size).save(out, kind, quality=1)
    assert len(out.getvalue()) < MOST_BYTES
    assert "quá nhiều điểm ảnh" in refused("to.png", out.getvalue())


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_truncated_picture_is_refused(kind: str):
    whole = papers.picture(kind, (400, 300))
    for part in (20, len(whole) // 2, len(whole) * 3 // 4):
        assert "bị hỏng hoặc thiếu" in refused("anh", whole[:part])


def test_a_jpeg_of_thousands_of_scans_is_refused():
    assert "bị hỏng" in refused("anh.jpg", papers.picture() + b"\xff\xda" * MOST_SCANS)


@pytest.mark.parametrize("hidden", [b"<svg onload=alert(1)>", b"<html><script>alert(1)</script>", b"PK\x03\x04 a program"])
def test_what_hides_behind_a_picture_is_gone(hidden: bytes):
    for sent in (papers.picture("JPEG") + hidden, papers.picture("PNG") + hidden, papers.picture("JPEG", comment=hidden)):
        assert hidden in sent
        assert hidden not in rules.clean("anh", sent).data


@pytest.mark.parametrize(
    "data",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        b"<!doctype html><p>x",
        b"GIF89a" + b"\0" * 50,
        b"MZ\x90" + b"\0" * 50,
        b"BM" + b"\0" * 50,
        b"II*\0" + b"\0" * 50,
        b"%!PS-Adobe-3.0",
        b" %PDF-1.4\n%%EOF",
        b"\0",
    ],
)
@pytest.mark.parametrize("name", ["anh.jpg", "don.pdf", "../../etc/passwd"])
def test_the_name_makes_no_file_another(name: str, data: bytes):
    assert "chỉ nhận ảnh (JPEG, PNG, WebP) và PDF" in refused(name, data, office=True)


def test_the_content_counts_whatever_the_name():
    assert rules.clean("don.pdf", papers.picture()).media_type == JPEG
    assert rules.clean("anh.exe", papers.PDF).media_type == rules.PDF


def test_a_heic_is_told_what_to_do_instead():
    assert "Xin chụp màn hình" in refused("IMG_1.HEIC", b"\0\0\0\x18ftypheic" + b"\0" * 40)


def test_the_pages_of_a_pdf_are_counted():
    assert rules.clean("don.pdf", papers.PDF) == Cleaned(rules.PDF, papers.PDF, 2)
    assert rules.clean("don.pdf", b"%PDF-1.7\n%%EOF").pages == 1
    assert rules.clean("don.pdf", b"%PDF-1.7\n" + b"/Type/Page " * 20_000 + b"%%EOF").pages == MOST_PAGES


def test_half_a_pdf_is_refused():
    assert "thiếu phần cuối" in refused("don.pdf", papers.PDF[:60])


def test_a_docx_is_taken_from_officers_only():
    assert rules.clean("to-trinh.docx", papers.docx(), office=True) == Cleaned(DOCX, papers.docx())
    assert "Xin lưu thành PDF" in refused("don.docx", papers.docx())


@pytest.mark.parametrize(
    "data",
    [
        papers.archive("a.txt"),
        papers.archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
        papers.docx()[:-10],
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    ],
)
def test_other_office_files_are_refused(data: bytes):
    assert "Xin lưu thành PDF" in refused("van-ban.docx", data, office=True)


def test_an_empty_file_and_forty_megabytes_are_refused():
    assert "không có gì bên trong" in refused("anh.jpg", b"")
    assert "lớn quá 8 MB" in refused("anh.jpg", b"\xff\xd8\xff" + b"\0" * 40 * 1024 * 1024)
    assert "lớn quá 8 MB" in refused("anh.jpg", b"\0" * (MOST_BYTES + 1))


def test_a_long_name_is_told_shortened_and_without_its_folders():
    told = refused("D:\\anh\\toi\\" + "a" * 300 + "\n\x1b.jpg", b"x")
    assert "toi" not in told
    assert len(told) < 160
    assert told.isprintable()


@given(
    some.binary(max_size=200),
    some.sampled_from([b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\x40\0\0\0WEBP", b"%PDF-", b"PK\x03\x04", b""]),
)
def test_any_bytes_are_taken_or_refused_in_words(data: bytes, beginning: bytes):
    try:
        rules.clean("tep", beginning + data, office=True)
    except Invalid as told:
        assert set(told.fields) == {"tep"}  # noqa: PT017 - either is right, nothing else


@given(some.integers(0, 3000), some.binary(min_size=1, max_size=30), some.sampled_from(["JPEG", "PNG", "WEBP"]))
def test_a_picture_with_a_hole_is_taken_or_refused_in_words(at: int, hole: bytes, kind: str):
    whole = papers.picture(kind, (120, 90))
    try:
        kept = rules.clean("anh", whole[: at % len(whole)] + hole + whole[at % len(whole) + len(hole) :])
    except Invalid:
        return
    assert kept.media_type == JPEG


@pytest.mark.parametrize(("typed", "pages"), [("1", 1), ("0012", 12), ("9999", 9999), (3, 3)])
def test_pages_are_counted(typed: str | int, pages: int):
    assert rules.page_count(typed) == pages


@pytest.mark.parametrize("typed", ["", "0", "-1", "10000", "2.5", "²", "một", 0, 10_000])
def test_what_is_no_number_of_pages_is_refused(typed: str | int):
    with pytest.raises(Invalid) as told:
        rules.page_count(typed)
    assert set(told.value.fields) == {"so_trang"}


def test_a_title_is_there_and_not_endless():
    assert rules.title(" Đơn \n khiếu nại ") == "Đơn khiếu nại"
    for written in ("", "  \n", "a" * 201):
        with pytest.raises(Invalid) as told:
            rules.title(written)
        assert set(told.value.fields) == {"ten_tep"}


def test_the_twentieth_file_is_the_last():
    rules.check_room(MOST_FILES - 1)
    with pytest.raises(Invalid) as told:
        rules.check_room(MOST_FILES)
    assert set(told.value.fields) == {"tep"}


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Đơn khiếu nại (bản 2)", "Don-khieu-nai-ban-2.pdf"),
        ("../../etc/passwd", "etc-passwd.pdf"),
        ('a"; filename="b.exe\r\nx: y', "a-filename-b-exe-x-y.pdf"),
        ("…", "tai-lieu.pdf"),
        ("a" * 300, "a" * 80 + ".pdf"),
    ],
)
def test_a_file_is_saved_under_a_plain_name(title: str, name: str):
    assert rules.download_name(title, rules.PDF) == name
    assert name.isascii()


def test_only_a_picture_is_shown_in_the_browser():
    assert Opened("Ảnh", JPEG, b"").disposition == 'inline; filename="Anh.jpg"'
    assert Opened("Đơn", rules.PDF, b"").disposition == 'attachment; filename="Don.pdf"'
    assert Opened("Đơn", DOCX, b"").disposition == 'attachment; filename="Don.docx"'
