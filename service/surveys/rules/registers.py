"""The register of an agency's closed transactions of a quarter: what each row must hold, and every fault by its line. Pure.

Rows name the service, the place and the day, and of the person what the answers are weighted by (index, raking margins). A telephone number
becomes a keyed sum, by which the same person is known again, and a sealed copy for the one message that goes out.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from hashlib import blake2b
from typing import TypeVar

import msgspec

from service import seals
from service.agencies.rules import fold
from service.problems import N_, Text
from service.surveys.rules.sheets import Line, Unreadable
from service.terms import AgencyCode, AreaCode, FieldCode

COLUMNS = (
    *("ma_ho_so", "linh_vuc", "xa_phuong", "dia_ban", "gioi_tinh", "nhom_tuoi", "dan_toc"),
    *("ngay_xong", "ket_qua", "tre_han", "dien_thoai", "bhxh"),
)
NEEDED = ("ma_ho_so", "linh_vuc", "xa_phuong", "dia_ban", "ngay_xong")
MAY_BE_EMPTY = frozenset(COLUMNS) - {"ma_ho_so", "linh_vuc", "xa_phuong", "ngay_xong"}
AREA_TYPES = {"do thi": "urban", "nong thon": "rural", "mien nui": "mountain"}
SEXES = {"": "", "nam": "M", "nu": "F"}
AGES = {"": "", "18-39": "18-39", "40-59": "40-59", "60+": "60+", "60": "60+", "tu 60": "60+"}
OUTCOMES = {"": "", "xong": "DONE", "tu choi": "REFUSED", "rut": "WITHDRAWN"}
# who takes part in social insurance: at the counter, by e-transactions, voluntary or household, drawing a pension or benefit, patients
INSURED = {"": "", "quay": "DIRECT", "dien tu": "ONLINE", "tu nguyen": "VOLUNTARY", "luong huu": "PENSION", "kham chua benh": "PATIENT"}
YES_NO = {"": None, "co": True, "khong": False}
LONGEST_OWN = 80
FAULTS_KEPT = 200
PURPOSE = "telephone of a transaction"
_PHONE = re.compile(r"0[35789]\d{8}")
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
Code = TypeVar("Code", FieldCode, AreaCode)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?")


class Fault(msgspec.Struct, frozen=True):
    """What is wrong at a line of a file; at line 0 with the whole of it."""

    line: int
    text: Text


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A closed transaction, as the table has it."""

    line: int
    own: bytes
    field_code: FieldCode
    area_code: AreaCode
    area_type: str
    sex: str
    age_band: str
    ethnic: str
    closed_on: date
    outcome: str
    late: bool | None
    person: bytes
    phone_sealed: bytes | None
    participant: str


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What rows may name, by code and by folded name; of which agency and quarter (`after`: the first day no longer in it)."""

    agency: AgencyCode
    first: date
    after: date
    fields: Mapping[str, FieldCode]
    areas: Mapping[str, AreaCode]
    wards: frozenset[AreaCode]
    secret: str


def names(pairs: Iterable[tuple[Code, str]]) -> dict[str, Code]:
    """Codes by themselves and by name as people type it; a name that two have is nobody's."""
    found: dict[str, Code] = {}
    twice: set[str] = set()
    for code, name in pairs:
        key = fold(name)
        for one in {key, re.sub(r"^(xa|phuong|dac khu) ", "", key)}:
            twice |= {one} & set(found)
            found[one] = code
        found[fold(code)] = code
    return {key: code for key, code in found.items() if key not in twice}


class Reading:
    """Reads a file row by row; keeps what is needed to find what stands there twice, and the first faults."""

    def __init__(self, known: Known, header: Line) -> None:
        """The columns in the order of the file; Unreadable when they cannot be those of a register."""
        self.known = known
        self.places = _placed(header)
        self.faults: list[Fault] = []
        self.wrong = 0
        self.rows = 0
        self.phones = 0
        self.repeats = 0
        self._own: dict[bytes, int] = {}
        self._people: dict[bytes, int] = {}
        self._visits: dict[bytes, int] = {}
        self._types: dict[str, tuple[str, int]] = {}

    def take(self, line: int, cells: list[str]) -> Row | None:
        """A row, or None after its faults were noted."""
        self.rows += 1
        if len(cells) > len(self.places):
            self.note(line, N_("Có nhiều ô hơn số cột. Ô có dấu phẩy phải đặt trong ngoặc kép."))
            return None
        given = dict.fromkeys(COLUMNS, "") | {name: cell for name, cell in zip(self.places, cells, strict=False) if name}
        faults = [*_wrong(given, self.known), *self._number_twice(line, given["ma_ho_so"])]
        row = None if faults else _row(line, given, self.known)
        if row:
            faults = list(self._twice(row))
        for fault in faults:
            self.note(line, fault)
        return row if row and not faults else None

    def note(self, line: int, text: Text) -> None:
        """Count a fault, and keep it while there are few."""
        self.wrong += 1
        if len(self.faults) < FAULTS_KEPT:
            self.faults.append(Fault(line, text))

    def _number_twice(self, line: int, own: str) -> Iterator[Text]:
        """A transaction stands there once."""
        before = self._own.setdefault(_known_again(own.encode()), line)
        if own and before != line:
            yield N_("Mã hồ sơ này đã có ở dòng %(before)s.", before=str(before))

    def _twice(self, row: Row) -> Iterator[Text]:
        """Somebody with several transactions is counted, and asked about one at most; two of one field and day are one."""
        kind, where = self._types.setdefault(row.area_code, (row.area_type, row.line))
        if kind != row.area_type:
            yield N_("Ở dòng %(before)s, xã, phường này có địa bàn khác.", before=str(where))
        if row.phone_sealed is None:
            return
        self.phones += 1
        if self._people.setdefault(row.person, row.line) != row.line:
            self.repeats += 1
        visit = _known_again(row.person + row.field_code.encode() + row.closed_on.isoformat().encode())
        before = self._visits.setdefault(visit, row.line)
        if before != row.line:
            yield N_("Người này đã có ở dòng %(before)s, cùng lĩnh vực và cùng ngày.", before=str(before))


def _known_again(plain: bytes) -> bytes:
    """Sixteen bytes stand for what may be long: of 200,000 no two are likely to be alike."""
    return blake2b(plain, digest_size=16).digest()


def _placed(header: Line) -> list[str]:
    """The name of each column; empty where it is not one of ours, which is no fault."""
    line, cells = header
    found = [fold(cell).replace(" ", "_") for cell in cells]
    if lacking := [name for name in NEEDED if name not in found]:
        raise Unreadable(line, N_("Thiếu cột: %(names)s.", names=", ".join(lacking)))
    if twice := sorted({name for name in found if name in COLUMNS and found.count(name) > 1}):
        raise Unreadable(line, N_("Cột có hai lần: %(names)s.", names=", ".join(twice)))
    return [name if name in COLUMNS else "" for name in found]


def _wrong(given: Mapping[str, str], known: Known) -> Iterator[Text]:
    for name in COLUMNS:
        if not given[name] and name not in MAY_BE_EMPTY:
            yield N_("Ô %(name)s không được trống.", name=name)
    if len(given["ma_ho_so"]) > LONGEST_OWN:
        yield N_("Mã hồ sơ dài quá %(most)s chữ.", most=LONGEST_OWN)
    if given["linh_vuc"] and fold(given["linh_vuc"]) not in known.fields:
        yield N_("Không có lĩnh vực “%(cell)s”. Xin ghi mã, ví dụ R15.", cell=given["linh_vuc"][:60])
    area = known.areas.get(fold(given["xa_phuong"]))
    if given["xa_phuong"] and area is None:
        yield N_("Không có xã, phường “%(cell)s” hiện nay.", cell=given["xa_phuong"][:60])
    if area and not given["dia_ban"] and area not in known.wards:
        yield N_("Với xã, ô dia_ban phải ghi: nông thôn hoặc miền núi.")
    yield from _wrong_choices(given)
    yield from _wrong_day(given["ngay_xong"], known)
    if given["dien_thoai"] and telephone(given["dien_thoai"]) is None:
        yield N_("Số điện thoại không phải số di động Việt Nam. Nếu không có, xin để trống.")


def _wrong_choices(given: Mapping[str, str]) -> Iterator[Text]:
    choices: tuple[tuple[str, Mapping[str, object], str], ...] = (
        ("dia_ban", {"": ""} | AREA_TYPES, "đô thị, nông thôn, miền núi"),
        ("gioi_tinh", SEXES, "nam, nữ"),
        ("nhom_tuoi", AGES, "18-39, 40-59, 60+"),
        ("ket_qua", OUTCOMES, "xong, từ chối, rút"),
        ("tre_han", YES_NO, "có, không"),
        ("bhxh", INSURED, "quầy, điện tử, tự nguyện, lương hưu, khám chữa bệnh"),
    )
    for name, allowed, told in choices:
        if _chosen(given[name]) not in allowed:
            yield N_("Ô %(name)s chỉ ghi: %(allowed)s, hoặc để trống.", name=name, allowed=told)


def _wrong_day(cell: str, known: Known) -> Iterator[Text]:
    day = day_of(cell)
    if cell and day is None:
        yield N_("Ngày “%(cell)s” không đọc được. Mẫu: 25/11/2026.", cell=cell[:20])
    elif day and not known.first <= day < known.after:
        yield N_("Ngày %(day)s ngoài quý đã chọn.", day=day.strftime("%d/%m/%Y"))


def _chosen(cell: str) -> str:
    return fold(cell).replace("–", "-").replace(" - ", "-")  # spreadsheets write it so


def day_of(cell: str) -> date | None:
    """A day as people or spreadsheets write it."""
    vietnamese, iso = _DAY.fullmatch(cell), _ISO.fullmatch(cell)
    numbers = (vietnamese[3], vietnamese[2], vietnamese[1]) if vietnamese else iso.groups() if iso else None
    try:
        return date(*(int(number) for number in numbers)) if numbers else None
    except ValueError:
        return None


def telephone(cell: str) -> str | None:
    """A mobile number of Vietnam as 0…; spreadsheets lose its nought."""
    digits = re.sub(r"[\s.\-()]", "", cell)
    digits = re.sub(r"^(\+84|84(?=\d{9}$))", "0", digits)
    digits = f"0{digits}" if re.fullmatch(r"[35789]\d{8}", digits) else digits
    return digits if _PHONE.fullmatch(digits) else None


def _row(line: int, given: Mapping[str, str], known: Known) -> Row:
    phone = telephone(given["dien_thoai"])
    own = f"{known.agency}/{given['ma_ho_so']}".encode()
    area = known.areas[fold(given["xa_phuong"])]
    return Row(
        line=line,
        own=seals.digest(known.secret, "transaction", own),
        field_code=known.fields[fold(given["linh_vuc"])],
        area_code=area,
        area_type=AREA_TYPES[_chosen(given["dia_ban"])] if given["dia_ban"] else "urban",
        sex=SEXES[_chosen(given["gioi_tinh"])],
        age_band=AGES[_chosen(given["nhom_tuoi"])],
        ethnic="" if not given["dan_toc"] else "KINH" if fold(given["dan_toc"]) == "kinh" else "OTHER",
        closed_on=day_of(given["ngay_xong"]) or date.min,
        outcome=OUTCOMES[_chosen(given["ket_qua"])],
        late=YES_NO[_chosen(given["tre_han"])],
        person=seals.digest(known.secret, "person", phone.encode() if phone else b"/" + own),
        phone_sealed=seals.seal(known.secret, PURPOSE, phone.encode()) if phone else None,
        participant=INSURED[_chosen(given["bhxh"])],
    )
