"""Opinions that the agency with a case asks of others."""

from collections.abc import Container
from datetime import date

import msgspec

from service.desk.rules.common import WAITING, check, said
from service.problems import N_, NotAllowed
from service.terms import AgencyCode, CaseState, Kind

_ENDED = frozenset(CaseState) - frozenset(WAITING)


class Ask(msgspec.Struct, frozen=True):
    """An agency that is asked, what, and by which day."""

    to: AgencyCode
    text: str
    day: date | None


class Around(msgspec.Struct, frozen=True, kw_only=True):
    """Who can be asked: the agencies of today, less one's own and those that have not answered yet."""

    agencies: Container[AgencyCode]
    own: AgencyCode
    asked: Container[AgencyCode]
    today: date


def may_ask(kind: str, state: str) -> bool:
    """Whether other agencies may be asked about a case at all."""
    return kind != Kind.TO_CAO and state not in _ENDED


def check_ask(kind: str, state: str, ask: Ask, around: Around) -> None:
    """Whether an agency may be asked for its opinion by a day. Nobody else learns of a denunciation (Luật Tố cáo 2018, Điều 10)."""
    if kind == Kind.TO_CAO:
        raise NotAllowed(N_("Không xin ý kiến cơ quan khác về tố cáo ở đây, để giữ bí mật người tố cáo."))
    if state in _ENDED:
        raise NotAllowed(N_("Chỉ xin ý kiến khi hồ sơ đang giải quyết."))
    faults = said("hoi", ask.text)
    if ask.to not in around.agencies or ask.to == around.own:
        faults["co_quan"] = N_("Xin chọn một cơ quan khác trong danh sách.")
    elif ask.to in around.asked:
        faults["co_quan"] = N_("Cơ quan này đã được hỏi và chưa trả lời.")
    if ask.day is None or ask.day < around.today:
        faults["ngay"] = N_("Xin chọn ngày cần có ý kiến, từ hôm nay trở đi.")
    check(faults)
