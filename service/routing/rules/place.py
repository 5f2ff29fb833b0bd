"""Where a matter lies: the commune of the day, as it was chosen or typed; old names lead to what became of them. Pure."""

from service.agencies.rules import Place, area_meant, known_on
from service.problems import Both, N_
from service.routing.rules.asking import MOST, UNITED, Ask, Here, Question, Register
from service.routing.rules.reasons import Reason

_FORMER = {"Tỉnh Quảng Bình": "QB-", "Tỉnh Quảng Trị": "QT-"}  # how the codes of the bodies of before begin
_MERGED = N_("Nghị quyết 1680/NQ-UBTVQH15 (sắp xếp xã, phường)")


def place(question: Question, around: Register) -> Here:
    """The commune of the day: as chosen, else as typed; old names lead to what became of them."""
    if question.area:
        found = [Place(area, None, area.former_district) for area in known_on(question.area, around.areas, around.day)]
        chosen = around.areas.get(question.area)
        old = chosen.name if chosen and found and chosen.code != found[0].area.code else _formerly(question, found, around)
    else:
        found = area_meant(question.area_text, around.areas, around.day)
        old = (found[0].matched_name or "") if len(found) == 1 else ""
    if len(found) != 1:
        return Here(None, None, "", (), (_which_place(question, found),))
    area = found[0].area
    today = area.code if around.day >= UNITED else area.successor_code
    merged = (Reason(N_("Vì %(old)s nay thuộc %(area)s.", old=old, area=area.name), _MERGED),) if old and old != area.name else ()
    return Here(area, today, "" if around.day >= UNITED else _FORMER.get(area.parent, ""), merged, ())


def _formerly(question: Question, found: list[Place], around: Register) -> str:
    """The old name a place was chosen by, where the text says one."""
    meant = area_meant(question.area_text, around.areas, around.day) if question.area_text else []
    return next((place.matched_name or "" for place in meant if found and place.area.code == found[0].area.code), "")


def _formerly_called(place: Place) -> str:
    """The name, the district and the province of before: what tells places of one name apart."""
    return ", ".join(name for name in (place.matched_name, place.former_district, place.former_parent) if name)


def _which_place(question: Question, found: list[Place]) -> Ask:
    options = tuple((place.area.code, Both(place.area.name, place.area.name), _formerly_called(place)) for place in found[:MOST])
    if options:
        return Ask("noi", N_("Có %(number)s nơi có tên như vậy. Xin chọn một nơi.", number=len(found)), options)
    if question.area_text or question.area:
        return Ask("noi", N_("Không có xã, phường nào tên như vậy trong tỉnh. Xin ghi tên khác, hoặc chọn trong danh sách."))
    return Ask("noi", N_("Xin ghi tên xã, phường nơi xảy ra sự việc."))
