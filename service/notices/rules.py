"""Who is told of what. Pure.

A duty that comes near is the handler's; on its day the leader's too; five working days late it goes up to Văn phòng UBND tỉnh and
Ban Tiếp công dân, ten late to Thanh tra tỉnh (NĐ 154/2026, Điều 32: late bodies are urged; Điều 41(3)b: 45 days untouched). What
calls for help
is told at once to the body and to Ban Tiếp công dân, and to Thanh tra tỉnh when nobody takes it up in time.
"""

from datetime import date, datetime

import msgspec

from service.terms import AccountId, AgencyCode, CaseId, Role, Verb

_BOTH = (Role.COORDINATOR, Role.INSPECTOR)
_UP = {"OVER_SECOND": (Role.COORDINATOR,), "OVER_THIRD": (Role.INSPECTOR,), "UNPROCESSED": _BOTH, "DANGER_OVER": _BOTH}


class Happened(msgspec.Struct, frozen=True):
    """An event worth telling, and whose case it is now. `data` as the event keeps it: stage, step and due of an alarm."""

    id: int
    at: datetime
    verb: str
    case_id: CaseId
    by_agency: AgencyCode
    agency_code: AgencyCode
    handler_id: AccountId | None
    account_id: AccountId | None
    data: dict[str, object]


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """One recipient of one event: an officer, a role at an agency, or (no agency) a role wherever it is held."""

    event_id: int
    at: datetime
    case_id: CaseId
    about: str
    step: str | None = None
    due: date | None = None
    account_id: AccountId | None = None
    agency_code: AgencyCode | None = None
    role: str | None = None


def notices(event: Happened) -> list[Notice]:
    """The recipients of an event; nobody is told what they did themselves."""
    about = str(event.data.get("stage", "DANGER" if event.data.get("danger") else event.verb))
    due = event.data.get("due")
    plain = Notice(
        event_id=event.id,
        at=event.at,
        case_id=event.case_id,
        about=about,
        step=str(event.data["step"]) if "step" in event.data else None,
        due=date.fromisoformat(str(due)) if due else None,
    )
    return [made for made in _recipients(event, about, plain) if made.account_id is None or made.account_id != event.account_id]


def _recipients(event: Happened, about: str, plain: Notice) -> list[Notice]:
    handler = _to(plain, account_id=event.handler_id) if event.handler_id else _to(plain, event.agency_code, Role.INTAKE)
    leader = _to(plain, event.agency_code, Role.LEADER)
    if about == "DANGER":
        at_once = [_to(plain, event.agency_code, Role.INTAKE), leader, _to(plain, None, Role.COORDINATOR)]
        return [*at_once, _to(plain, account_id=event.handler_id)] if event.handler_id else at_once
    if event.verb == Verb.ESCALATE:
        return [handler, *([] if about == "SOON" else [leader]), *(_to(plain, None, role) for role in _UP.get(about, ()))]
    if event.verb in {Verb.URGE, Verb.ASK_REPORT}:
        return [handler, leader]
    if event.verb in {Verb.TRANSFER, Verb.SIGN}:
        return [_to(plain, event.agency_code, Role.INTAKE)]
    return [handler]


def _to(plain: Notice, agency: AgencyCode | None = None, role: Role | None = None, account_id: AccountId | None = None) -> Notice:
    return msgspec.structs.replace(plain, agency_code=agency, role=role, account_id=account_id)
