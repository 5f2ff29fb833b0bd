"""What an invited person is asked, and what of the answer must be mended. Pure.

The five factors of SIPAS (QĐ 1001/QĐ-BNV 2023) and all of it on five levels, and trust; each may be left with "no opinion", which is
counted. A question nobody touched is no answer to it: AAPOR calls an answer complete from four fifths of the questions on.
"""

import math
from collections.abc import Mapping

import msgspec

from service.problems import Invalid, N_, Text

LEVELS = {"1": 1, "2": 2, "3": 3, "4": 4, "5": 5}
NO_OPINION = "0"
QUESTIONS = {
    "tiep_can": "access",
    "thu_tuc": "procedure",
    "cong_chuc": "staff",
    "ket_qua": "result",
    "gop_y": "handling",
    "chung": "overall",
    "tin_tuong": "trust",
}  # field of the form → what it is about
COMPLETE = math.ceil(0.8 * len(QUESTIONS))
CHOICES: dict[str, Mapping[str, object]] = {
    "cong_suc": {"": None, **LEVELS},
    "khong_tiep_can": {"": None, "co": True, "khong": False},
    "gioi_tinh": {"": "", "nam": "M", "nu": "F"},
    "nhom_tuoi": {"": "", "18-39": "18-39", "40-59": "40-59", "60+": "60+"},
    "dan_toc": {"": "", "kinh": "KINH", "khac": "OTHER"},
    "khuyet_tat": {"": None, "co": True, "khong": False},
}
MORE = {
    "cong_suc": "effort",
    "khong_tiep_can": "not_reached",
    "gioi_tinh": "sex",
    "nhom_tuoi": "age_band",
    "dan_toc": "ethnic",
    "khuyet_tat": "disability",
}
MAX_COMMENT = 2000
LONGEST = 24 * 3600  # seconds; whoever left the page open for longer is not timed


class AnswerForm(msgspec.Struct, frozen=True):
    """The answer as it stands on the page; `mo`: when that was opened, in seconds."""

    tiep_can: str = ""
    thu_tuc: str = ""
    cong_chuc: str = ""
    ket_qua: str = ""
    gop_y: str = ""
    chung: str = ""
    tin_tuong: str = ""
    cong_suc: str = ""
    khong_tiep_can: str = ""
    gioi_tinh: str = ""
    nhom_tuoi: str = ""
    dan_toc: str = ""
    khuyet_tat: str = ""
    y_kien: str = ""
    mo: str = ""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody says. Levels are None where there is no opinion; `seconds` None where nobody knows."""

    touched: int
    access: int | None
    procedure: int | None
    staff: int | None
    result: int | None
    handling: int | None
    overall: int | None
    trust: int | None
    effort: int | None
    not_reached: bool | None
    sex: str
    age_band: str
    ethnic: str
    disability: bool | None
    comment: str
    seconds: int | None


def answer(form: AnswerForm, now: float) -> Answer:
    """Read the form; `now` in seconds as `mo` is."""
    given = {name: str(getattr(form, name)) for name in (*QUESTIONS, *CHOICES)}
    faults: dict[str, Text] = {name: _ONE_OF_THEM for name in QUESTIONS if given[name] not in {"", NO_OPINION, *LEVELS}}
    faults |= {name: _ONE_OF_THEM for name, allowed in CHOICES.items() if given[name] not in allowed}
    touched = sum(bool(given[name]) for name in QUESTIONS)
    if not touched:
        faults["chung"] = N_("Xin trả lời ít nhất một câu. “Không ý kiến” cũng là trả lời.")
    if len(form.y_kien) > MAX_COMMENT:
        faults["y_kien"] = N_("Ý kiến dài quá %(max)s chữ cái. Xin rút ngắn lại.", max=MAX_COMMENT)
    if faults:
        raise Invalid(faults)
    levels = {about: LEVELS.get(given[name]) for name, about in QUESTIONS.items()}
    said = {MORE[name]: allowed[given[name]] for name, allowed in CHOICES.items()}
    read = {"touched": touched, "comment": form.y_kien, "seconds": _seconds(form.mo, now)}
    return msgspec.convert(levels | said | read, Answer)


def _seconds(opened: str, now: float) -> int | None:
    passed = int(now) - int(opened) if opened.isdecimal() and len(opened) < len("99999999999") else -1
    return passed if 0 <= passed <= LONGEST else None


_ONE_OF_THEM = N_("Xin chọn một trong các mức.")
