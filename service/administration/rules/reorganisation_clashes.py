"""Which reorganisations cannot stand beside one another, and which of them must go first. Pure."""

from collections.abc import Collection, Iterable, Mapping

import msgspec

from service.administration.rules.reorganisations import Change, Existing, Plan, Recorded
from service.problems import N_, Text
from service.terms import AgencyCode, FieldCode


class Clash(msgspec.Struct, frozen=True):
    """Why one cannot be recorded, and which of the register stands in its way."""

    text: Text
    other: int


def crossing(plan: Plan, others: Iterable[Recorded], names: Mapping[AgencyCode, Existing]) -> Clash | None:
    """Why a reorganisation cannot be recorded beside another that is still to come: one changes a body that the other counts on.

    Two may hand on to the same body: that one stays as it is. And a body that gives or takes a duty may be called otherwise besides, or
    hand on other fields.
    """
    for other in others:
        if _apart(plan, other.plan):
            continue
        shared = plan.changed & other.plan.changed
        if Change.RENAME not in {plan.kind, other.plan.kind}:
            shared |= (plan.changed & other.plan.touched) | (plan.touched & other.plan.changed)
        if not shared and plan.kind == other.plan.kind == Change.MOVE_DUTY:
            shared = plan.touched
        if shared:
            return _clash(min(shared), other, names)
    return None


def _apart(one: Plan, other: Plan) -> bool:
    """Whether a moved duty has no field in common with the other, or, of two moved duties, no kind or level."""
    moved = [plan for plan in (one, other) if plan.kind == Change.MOVE_DUTY]
    if len(moved) == 2 and (one.level != other.level or not set(one.kinds) & set(other.kinds)):  # noqa: PLR2004 - both
        return True
    own, its = _fields(one), _fields(other)
    return bool(moved) and own is not None and its is not None and not own & its


def _fields(plan: Plan) -> set[FieldCode] | None:
    """The fields that go elsewhere; None where everything does."""
    return {field for part in plan.parts for field in part.fields} if plan.parts and all(part.fields for part in plan.parts) else None


def taken(named: Collection[AgencyCode], others: Iterable[Recorded], names: Mapping[AgencyCode, Existing]) -> Clash | None:
    """The same of bodies as they are named, which may no longer exist on the day."""
    lasting = (other for other in others if other.plan.kind not in {Change.RENAME, Change.MOVE_DUTY})
    found = ((code, other) for other in lasting for code in sorted(other.plan.changed.intersection(named)))
    return next((_clash(code, other, names) for code, other in found), None)


def _clash(code: AgencyCode, other: Recorded, names: Mapping[AgencyCode, Existing]) -> Clash:
    text = N_(
        "%(body)s đã có trong việc sắp xếp theo %(decision)s, từ %(day)s. Xin hoàn tác việc ấy, hoặc chờ qua ngày đó.",
        body=names[code].both if code in names else code,
        decision=other.plan.decision,
        day=other.plan.effective,
    )
    return Clash(text, other.id)
