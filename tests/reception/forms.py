"""Forms as they are typed at a counter, and what is wrong with them. Monday 23 November 2026 is worked, Tuesday the 24th is a holiday."""

from datetime import date, datetime
from uuid import uuid4

import pytest

from service.clock import ZONE
from service.problems import Invalid
from service.reception.rules.assisted import AssistedForm
from service.reception.rules.register import VisitForm
from service.reception.rules.schedule import DayForm
from service.routing.rules import Named
from service.terms import AgencyCode
from tests.calendars.facts import book

BOOK = book()
TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, tzinfo=ZONE)
HERE = AgencyCode("X18943")
DAY = DayForm(ngay="2026-12-01", tu="07:30", den="11:30", noi="Trụ sở UBND xã", nguoi="Trần Văn An", chuc_vu="Chủ tịch UBND xã")
VISIT = VisitForm(khoa=str(uuid4()), loai="PHAN_ANH_KIEN_NGHI", ho_ten="Lê Thị Mơ", noi_dung="Đường thôn bị ngập.", tham_quyen="co")
BODIES = {HERE: Named(HERE, "UBND xã Kim Phú", "People's Committee of Kim Phú")}
HELPED = AssistedForm(
    khoa=str(uuid4()), noi_dung="Đường thôn bị ngập.", noi="18943", linh_vuc="R15", ly_do="ELDERLY", da_doc="co", dong_y="co", ky="da_ky"
)


def faults(work, *args, **more) -> dict[str, str]:
    with pytest.raises(Invalid) as problem:
        work(*args, **more)
    return {field: words.message for field, words in problem.value.fields.items()}
