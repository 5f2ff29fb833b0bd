"""A case whose body ended, or handed the function on, goes on where the function went (Luật Tố cáo, Điều 12(4); law.md §8.5)."""

from msgspec.structs import replace

from service.casework.rules import emergencies
from service.casework.rules.case import Act, Case, Move
from service.casework.rules.moving import plain
from service.casework.rules.ways import UNDECIDED
from service.problems import Conflict, N_
from service.terms import AgencyCode, Verb


def succeed(case: Case, act: Act, to: AgencyCode, decision: str) -> Move:
    """The successor has the case as it stands: state, clocks, the promised day and the draft stay; who handles it is named anew.

    Danger it tells of must be taken up anew, as long as nothing is decided.
    """
    if to == case.agency_code:
        raise Conflict(N_("Hồ sơ đang ở chính cơ quan này. Xin chọn cơ quan khác."))
    move = plain(case, Verb.SUCCEED, act, {"from": case.agency_code, "to": to, "decision": decision})
    told = emergencies.handed_on(move, act) if case.state in UNDECIDED else move
    return replace(told, agency_code=to, handler_id=None)
