"""What an answer found, as a form sends it, and what was put right as the steps after it send it."""

from typing import Protocol

from service.casework.rules.findings import Finding
from service.desk.rules import day_of
from service.problems import Invalid, N_

UPHELD = {"dung": True, "khong": False}  # whether whoever asked again was right


class Form(Protocol):
    """The fields of a finding."""

    ket_luan: str
    khac_phuc: str
    han_khac_phuc: str
    xem_lai: str


def finding(form: Form) -> Finding:
    """The finding as it was chosen and typed; Invalid where the day is none."""
    day = day_of(form.han_khac_phuc) if form.han_khac_phuc else None
    if form.han_khac_phuc and day is None:
        raise Invalid({"han_khac_phuc": N_("Ngày chưa đúng. Xin ghi ngày/tháng/năm, ví dụ 23/11/2026.")})
    return Finding(form.ket_luan, form.khac_phuc, day, UPHELD.get(form.xem_lai))
