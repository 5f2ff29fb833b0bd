"""A case that is not ours: to whom it goes, and who says so when two bodies do not agree.

The same content is handed on once (Luật Tiếp công dân, Điều 26; Luật Tố cáo, Điều 24(2); TT 05/2021). Whoever gets it and does not want
it either sends it to the board of citizen reception, which says where it is settled. That binds; the chairman of the province hears who
disagrees.
"""

from enum import StrEnum

import msgspec
from msgspec.structs import replace

from service.casework.rules import emergencies
from service.casework.rules.case import Act, Around, Case, Move
from service.casework.rules.moving import check, plain, said
from service.problems import Conflict, N_, Text
from service.routing.rules import INSPECTORATE, RECEPTION
from service.terms import AgencyCode, Kind, Verb

ONCE = N_("Cơ quan đã chuyển hồ sơ này một lần. Cùng một nội dung chỉ được chuyển một lần.")
NOBODY = N_("Hồ sơ đã được chuyển một lần, nay không còn nơi nào quyết định được. Xin báo cáo Chủ tịch UBND tỉnh.")
DECIDED: dict[str, Text] = {
    RECEPTION: N_("Ban Tiếp công dân tỉnh đã quyết định nơi giải quyết. Nếu không đồng ý, xin báo cáo Chủ tịch UBND tỉnh."),
    INSPECTORATE: N_("Thanh tra tỉnh đã quyết định nơi giải quyết. Nếu không đồng ý, xin báo cáo Chủ tịch UBND tỉnh."),
}
ONLY: dict[str, Text] = {
    RECEPTION: N_("Hồ sơ đã được chuyển một lần. Lần này chỉ chuyển đến Ban Tiếp công dân tỉnh, nơi đó quyết định."),
    INSPECTORATE: N_("Hồ sơ đã được chuyển một lần. Lần này chỉ chuyển đến Thanh tra tỉnh, nơi đó quyết định."),
}


class Turn(StrEnum):
    """Which hand-on of a content it is: the first, the second, or the decision of whoever got the second."""

    FIRST = "FIRST"
    SECOND = "SECOND"
    DECIDING = "DECIDING"


class Handing(msgspec.Struct, frozen=True):
    """Where a case may be handed on to now, or why it may not."""

    turn: Turn
    to: frozenset[AgencyCode] = frozenset()
    why_not: Text | None = None


def handing(kind: str, here: AgencyCode, around: Around, accused: AgencyCode | None = None) -> Handing:
    """The turn of the body that has the case. `accused`: the body whose officer is denounced."""
    open_to = frozenset(around.agencies) - {here, accused}
    if not around.handed_on:
        return Handing(Turn.FIRST, open_to)
    judge = _judge(kind, around, accused)
    if around.decided_by is not None:
        return Handing(Turn.SECOND, why_not=DECIDED[around.decided_by])
    if here == judge:
        return Handing(Turn.DECIDING, open_to)
    if here in around.handed_on:
        return Handing(Turn.SECOND, why_not=ONCE)
    return Handing(Turn.SECOND, why_not=NOBODY) if judge is None else Handing(Turn.SECOND, frozenset({judge}))


def _judge(kind: str, around: Around, accused: AgencyCode | None) -> AgencyCode | None:
    """Who says where it is settled: citizen reception; of a denunciation it may not read or is meant by, the inspectorate."""
    able = (RECEPTION, INSPECTORATE) if kind == Kind.TO_CAO else (RECEPTION,)
    return next((code for code in able if code in around.agencies and code != accused), None)


def transfer(case: Case, act: Act, to: AgencyCode, reason: str, around: Around) -> Move:
    """Hand the case to the body that must answer. The promised day stays.

    A denunciation never goes to the body whose officer is accused.
    """
    accused = case.matter.against_agency if case.kind == Kind.TO_CAO else None
    found = handing(case.kind, case.agency_code, around, accused)
    if found.why_not:
        raise Conflict(found.why_not)
    faults = said("ly_do", reason)
    if to == case.agency_code:
        faults["den"] = N_("Hồ sơ đang ở chính cơ quan này. Xin chọn cơ quan khác.")
    elif accused is not None and to == accused:
        faults["den"] = N_("Không chuyển tố cáo đến cơ quan của người bị tố cáo (Luật Tố cáo, Điều 8, 12).")
    elif to not in around.agencies:
        faults["den"] = N_("Xin chọn cơ quan nhận trong danh sách.")
    elif to not in found.to:
        faults["den"] = ONLY[next(iter(found.to))]
    check(faults)
    data: dict[str, object] = {"from": case.agency_code, "to": to, "text": reason}
    move = plain(case, Verb.TRANSFER, act, data | ({"decided": True} if found.turn == Turn.DECIDING else {}))
    return replace(emergencies.handed_on(move, act), agency_code=to, handler_id=None)
