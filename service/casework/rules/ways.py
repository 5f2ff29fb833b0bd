"""What may be done to a case of each kind: by whom, from which states, to which, and the clocks it ends and starts.

The same ways stand in case_transition, so that an unlawful one is impossible in the database as well. What a single decision needs
besides (a dialogue before a second-level decision, an extension before the last day) stands with the decision.
"""

from collections.abc import Iterable
from datetime import date

import msgspec

from service.casework.rules.refusals import NOT_NOW
from service.problems import N_, Text
from service.terms import CaseState, Kind, Role, Step, Verb

OWED_BY_AGENCY = frozenset(
    {
        *(Step.FIRST_ANSWER, Step.TRANSFER, Step.ANSWER, Step.STATUS, Step.ACCEPT, Step.TELL_ACCEPTANCE, Step.SETTLE, Step.SEND_ORDER),
        *(Step.TERMINATE, Step.SEND_DECISION, Step.ACT_ON, Step.PUBLISH, Step.REVIEW_AGAIN, Step.REPORT_RESULT, Step.TELL_FORWARDER),
        *(Step.TELL_CITIZEN, Step.REPORT, Step.TELL_RESULT),
    }
)
NOTICES = (
    *(Step.TELL_ACCEPTANCE, Step.SEND_ORDER, Step.TELL_RESULT, Step.REPORT_RESULT, Step.TELL_FORWARDER),
    Step.TELL_CITIZEN,
)

_INTAKE = frozenset({Role.INTAKE, Role.LEADER})
_HANDLING = frozenset({Role.HANDLER, Role.LEADER})
_ANY = frozenset({Role.INTAKE, Role.HANDLER, Role.LEADER})
_LEADING = frozenset({Role.LEADER})
_OVERSEEING = frozenset({Role.INSPECTOR, Role.COORDINATOR})
_NOBODY: frozenset[Role] = frozenset()

_SIGNING, _RECEIVED, _AT_WORK, _ASKED = CaseState.AWAITING_SIGNATURE, CaseState.RECEIVED, CaseState.IN_PROGRESS, CaseState.NEEDS_INFO
_SUSPENDED, _WAITING, _APPROVED = CaseState.SUSPENDED, CaseState.AWAITING_APPROVAL, CaseState.APPROVED
_DECIDED, _ANSWERED, _EFFECTIVE, _CLOSED = CaseState.DECIDED, CaseState.ANSWERED, CaseState.EFFECTIVE, CaseState.CLOSED
_APPEALED = CaseState.APPEALED
_SETTLING = (_AT_WORK, _ASKED, _WAITING, _APPROVED)
UNDECIDED = (_RECEIVED, *_SETTLING, _SUSPENDED)
WAITS = (_SIGNING, _RECEIVED, _ASKED)  # for somebody to take it up, unless somebody has
_ENDED = (CaseState.REFUSED, CaseState.TERMINATED, CaseState.PASSED_ON, CaseState.FILED_AWAY)

_INTAKE_DONE = (Step.TRANSFER, Step.FIRST_ANSWER)
_ALL_DONE = (*_INTAKE_DONE, Step.ANSWER, Step.STATUS, Step.CLARIFY)
_TAKEN_UP = (*_INTAKE_DONE, Step.ACCEPT, Step.REVIEW_AGAIN, Step.CLARIFY)
_SETTLED = (*_TAKEN_UP, Step.SETTLE, Step.TERMINATE, Step.REPORT)
EVERY = tuple(Step)


class Way(msgspec.Struct, frozen=True):
    """One verb for one kind; no `to`: the state stays, several: the decision says which. `stays`: it may stay all the same."""

    verb: Verb
    roles: frozenset[Role]
    states: tuple[CaseState, ...]
    to: tuple[CaseState, ...] = ()
    ends: tuple[Step, ...] = ()
    starts: tuple[Step, ...] = ()
    stays: bool = False

    def leads(self, state: CaseState) -> tuple[CaseState, ...]:
        """Where a case in a state may come by this verb."""
        return (*self.to, state) if self.stays else self.to or (state,)


def _table(*ways: Way) -> dict[Verb, Way]:
    return {way.verb: way for way in ways}


_EVERY_KIND = (
    Way(Verb.ASK_MORE, _ANY, (_RECEIVED, _AT_WORK), (_ASKED,), ends=(Step.TRANSFER,), starts=(Step.CLARIFY,)),
    Way(Verb.SUPPLY, _NOBODY, (_ASKED,), (_RECEIVED, _AT_WORK), ends=(Step.CLARIFY,)),
    Way(Verb.DRAFT, _HANDLING, (_AT_WORK, _ASKED)),
    Way(Verb.SUBMIT, _HANDLING, (_AT_WORK, _ASKED), (_WAITING,), ends=(Step.CLARIFY,)),
    Way(Verb.RETURN_DRAFT, _LEADING, (_WAITING, _APPROVED), (_AT_WORK,)),
    Way(Verb.APPROVE, _LEADING, (_WAITING,), (_APPROVED,)),
    Way(Verb.SPLIT, _INTAKE, (_RECEIVED,), (CaseState.SPLIT,), ends=EVERY, stays=True),
    Way(Verb.JOIN, _INTAKE, (_RECEIVED,), (CaseState.JOINED,), ends=EVERY),
    Way(Verb.URGE, _OVERSEEING, (*UNDECIDED, _DECIDED, _ANSWERED)),
    Way(Verb.NOTIFY, _ANY, (*UNDECIDED, _DECIDED, _ANSWERED, _EFFECTIVE, _CLOSED, *_ENDED)),
    Way(Verb.ESCALATE, _NOBODY, (*UNDECIDED, _DECIDED, _ANSWERED, _EFFECTIVE, *_ENDED)),
    Way(Verb.RECOMPUTE, _NOBODY, (*UNDECIDED, _DECIDED, _ANSWERED, _EFFECTIVE, *_ENDED)),
    Way(Verb.CLASSIFY, _ANY, (_RECEIVED, _AT_WORK, _ASKED)),
    Way(Verb.MARK_DANGER, _ANY, UNDECIDED),
    Way(Verb.SUCCEED, _NOBODY, (_SIGNING, *UNDECIDED, _DECIDED, _ANSWERED, _APPEALED, _EFFECTIVE, *_ENDED, _CLOSED)),
)

_FEEDBACK = _table(
    *_EVERY_KIND,
    Way(Verb.FILE, _NOBODY, (), (_RECEIVED,)),
    Way(Verb.ACCEPT, _INTAKE, (_RECEIVED, _ASKED), (_AT_WORK,), ends=(*_INTAKE_DONE, Step.CLARIFY), starts=(Step.STATUS,)),
    Way(Verb.REFUSE, _INTAKE, (_RECEIVED, _ASKED), (CaseState.REFUSED,), ends=_ALL_DONE),
    Way(Verb.TRANSFER, _INTAKE, (_RECEIVED, _AT_WORK), (_RECEIVED,), ends=(*_INTAKE_DONE, Step.STATUS), starts=_INTAKE_DONE),
    Way(Verb.ASSIGN, _INTAKE, (_RECEIVED, _AT_WORK)),
    Way(Verb.SEND, _HANDLING, (_APPROVED,), (_ANSWERED,), ends=_ALL_DONE, starts=(Step.REOPEN,)),
    Way(Verb.STATUS, _ANY, _SETTLING, ends=(Step.STATUS,), starts=(Step.STATUS,)),
    Way(Verb.REVIEW, _NOBODY, (_ANSWERED, _CLOSED)),
    Way(Verb.REOPEN, _NOBODY, (_ANSWERED,), (_AT_WORK,), ends=(Step.REOPEN,), starts=(Step.ANSWER, Step.STATUS)),
    Way(Verb.WITHDRAW, _ANY, (_RECEIVED, *_SETTLING), (CaseState.WITHDRAWN,), ends=EVERY),
    Way(Verb.PUBLISH, _LEADING, (_ANSWERED, _CLOSED)),
    Way(Verb.REMEDY, _HANDLING, (_ANSWERED, _CLOSED)),
    Way(Verb.CONFIRM, _LEADING, (_ANSWERED, _CLOSED)),
    Way(Verb.CLOSE, _NOBODY, (_ANSWERED,), (_CLOSED,), ends=(Step.REOPEN,)),
)
_LEGAL = (
    *_EVERY_KIND,
    Way(Verb.FILE, _NOBODY, (), (_SIGNING, _RECEIVED)),
    Way(Verb.ASSIGN, _INTAKE, (*UNDECIDED, _DECIDED, _ANSWERED)),
    Way(Verb.VERIFY, _HANDLING, (_AT_WORK, _ASKED)),
    Way(Verb.SUSPEND, _LEADING, _SETTLING, (_SUSPENDED,), ends=(Step.SETTLE, Step.CLARIFY, Step.SEND_ORDER), starts=(Step.SEND_ORDER,)),
    Way(Verb.CONTINUE, _LEADING, (_SUSPENDED,), (_AT_WORK,), ends=(Step.SEND_ORDER,), starts=(Step.SEND_ORDER,)),
    Way(
        Verb.TERMINATE, _LEADING, (*_SETTLING, _SUSPENDED), (CaseState.TERMINATED,), ends=(*_SETTLED, Step.SEND_ORDER),
        starts=(Step.SEND_ORDER,),
    ),
    Way(Verb.ASK_REPORT, _OVERSEEING, (*UNDECIDED, _DECIDED), starts=(Step.REPORT,)),
    Way(Verb.REPORT, _ANY, (*UNDECIDED, _DECIDED), ends=(Step.REPORT,)),
    Way(Verb.STATUS, _ANY, (*_SETTLING, _SUSPENDED)),
    Way(Verb.REVIEW, _NOBODY, (_ANSWERED, _EFFECTIVE, _CLOSED)),
    Way(Verb.MARK_DANGER, _ANY, (_SIGNING, *UNDECIDED)),
    Way(Verb.ESCALATE, _NOBODY, (_SIGNING, *UNDECIDED, _DECIDED, _ANSWERED, _EFFECTIVE, *_ENDED)),
)  # fmt: skip
_COMPLAINTS = _table(
    *_LEGAL,
    Way(Verb.SIGN, _INTAKE, (_SIGNING,), (_RECEIVED,), starts=(Step.ACCEPT, Step.FIRST_ANSWER)),
    Way(Verb.ACCEPT, _INTAKE, (_RECEIVED, _ASKED), (_AT_WORK,), ends=_TAKEN_UP, starts=(Step.SETTLE,)),
    Way(Verb.REFUSE, _INTAKE, (_SIGNING, _RECEIVED, _ASKED), (CaseState.REFUSED,), ends=EVERY),
    Way(Verb.GUIDE, _INTAKE, (_RECEIVED, _ASKED), (CaseState.GUIDED,), ends=EVERY),
    Way(Verb.MARK_REMOTE, _INTAKE, (_RECEIVED, *_SETTLING)),
    Way(Verb.INVITE, _HANDLING, (_AT_WORK, _ASKED)),
    Way(Verb.DIALOGUE, _HANDLING, (_AT_WORK, _ASKED)),
    Way(Verb.EXTEND, _LEADING, _SETTLING),
    Way(Verb.WITHDRAW, _ANY, (_SIGNING, *UNDECIDED), (_SIGNING, *UNDECIDED, CaseState.WITHDRAWN)),
    Way(Verb.LEAVE_GROUP, _ANY, (_SIGNING, *UNDECIDED)),
    Way(Verb.REPRESENT, _INTAKE, (_SIGNING, *UNDECIDED)),
    Way(Verb.DECIDE, _LEADING, (_APPROVED,), (_DECIDED,), ends=_SETTLED, starts=(Step.SEND_DECISION, Step.TAKE_EFFECT)),
    Way(Verb.SEND, _ANY, (_DECIDED,), (_ANSWERED,), ends=(Step.SEND_DECISION, Step.REPORT)),
    Way(Verb.PUBLISH, _LEADING, (_ANSWERED, _EFFECTIVE), ends=(Step.PUBLISH,)),
    Way(Verb.REMEDY, _HANDLING, (_DECIDED, _ANSWERED, _EFFECTIVE, _CLOSED)),
    Way(Verb.CONFIRM, _LEADING, (_DECIDED, _ANSWERED, _EFFECTIVE, _CLOSED)),
    Way(Verb.TAKE_EFFECT, _NOBODY, (_ANSWERED,), (_EFFECTIVE,), ends=(Step.TAKE_EFFECT, Step.APPEAL)),
    Way(Verb.CLOSE, _HANDLING, (_EFFECTIVE,), (_CLOSED,)),
    # a lawsuit is only noted: the decision takes effect and is published all the same (Điều 44)
    Way(Verb.APPEAL, _NOBODY, (*_SETTLING, _DECIDED, _ANSWERED, _EFFECTIVE), (_APPEALED,), ends=EVERY, stays=True),
)
_DENUNCIATIONS = _table(
    *_LEGAL,
    Way(Verb.SIGN, _INTAKE, (_SIGNING,), (_RECEIVED,), starts=(Step.ACCEPT, Step.TRANSFER, Step.FIRST_ANSWER)),
    Way(Verb.ACCEPT, _INTAKE, (_RECEIVED, _ASKED), (_AT_WORK,), ends=_TAKEN_UP, starts=(Step.SETTLE, Step.TELL_ACCEPTANCE)),
    Way(Verb.REFUSE, _INTAKE, (_RECEIVED, _ASKED), (CaseState.REFUSED,), ends=EVERY),
    Way(
        Verb.TRANSFER, _INTAKE, (_RECEIVED, _ASKED), (_RECEIVED,), ends=(*_INTAKE_DONE, Step.ACCEPT, Step.CLARIFY),
        starts=(Step.ACCEPT, Step.TRANSFER, Step.FIRST_ANSWER),
    ),
    Way(Verb.PASS_ON, _INTAKE, (_SIGNING, _RECEIVED, _ASKED), (CaseState.PASSED_ON,), ends=EVERY),
    Way(Verb.FILE_AWAY, _INTAKE, (_SIGNING, _RECEIVED, _ASKED), (CaseState.FILED_AWAY,), ends=EVERY),
    Way(Verb.EXTEND, _LEADING, (_RECEIVED, *_SETTLING)),
    Way(Verb.WITHDRAW, _ANY, (_SIGNING, *UNDECIDED), (_SIGNING, *UNDECIDED, CaseState.WITHDRAWN)),
    Way(Verb.GO_ON, _LEADING, UNDECIDED, ends=(Step.TERMINATE,)),
    Way(Verb.REFER_CRIME, _LEADING, (*UNDECIDED, _DECIDED, _ANSWERED)),
    Way(
        Verb.CONCLUDE, _LEADING, (_APPROVED,), (_DECIDED,), ends=_SETTLED,
        starts=(Step.SEND_DECISION, Step.ACT_ON, Step.PUBLISH),
    ),
    Way(Verb.SEND, _ANY, (_DECIDED,), (_ANSWERED,), ends=(Step.SEND_DECISION, Step.REPORT)),
    Way(Verb.ACT_ON, _LEADING, (_DECIDED, _ANSWERED, _APPEALED), ends=(Step.ACT_ON,)),
    Way(Verb.PUBLISH, _LEADING, (_DECIDED, _ANSWERED, _APPEALED), ends=(Step.PUBLISH,)),
    Way(Verb.CLOSE, _HANDLING, (_ANSWERED, _APPEALED), (_CLOSED,)),
    # what was concluded is acted upon and published whatever the superior finds (Luật Tố cáo, Điều 36, 37, 40)
    Way(Verb.APPEAL, _NOBODY, (*_SETTLING, _ANSWERED, _CLOSED), (_APPEALED,), ends=(*_SETTLED, Step.APPEAL)),
    Way(Verb.NOTIFY, _ANY, (*UNDECIDED, _DECIDED, _ANSWERED, _APPEALED, _EFFECTIVE, _CLOSED, *_ENDED)),
    Way(Verb.ESCALATE, _NOBODY, (_SIGNING, *UNDECIDED, _DECIDED, _ANSWERED, _APPEALED, _EFFECTIVE, *_ENDED)),
    Way(Verb.RECOMPUTE, _NOBODY, (*UNDECIDED, _DECIDED, _ANSWERED, _APPEALED, _EFFECTIVE, *_ENDED)),
)  # fmt: skip
WAYS: dict[Kind, dict[Verb, Way]] = {
    Kind.PHAN_ANH_KIEN_NGHI: _FEEDBACK,
    Kind.KHEN_NGOI: _FEEDBACK,
    Kind.KHIEU_NAI: _COMPLAINTS,
    Kind.TO_CAO: _DENUNCIATIONS,
}


def possible(kind: Kind, state: CaseState, verb: Verb, *, accepted: bool) -> bool:
    """Whether a verb may follow. While the resident is asked for more, a case is still before acceptance or after it.

    After it, the answer need not wait for somebody who adds nothing.
    """
    way = WAYS[kind].get(verb)
    if way is None or state not in way.states:
        return False
    if state != _ASKED or not {_RECEIVED, _AT_WORK} & set(way.states):
        return True
    return (_AT_WORK if accepted else _RECEIVED) in way.states


def may(case: tuple[Kind, CaseState, bool], verb: Verb, roles: frozenset[Role]) -> Text | None:
    """None when an officer with these roles may do it to a case (kind, state, accepted) now, else the sentence that says why not."""
    kind, state, accepted = case
    if not possible(kind, state, verb, accepted=accepted):
        return not_now(verb)
    if not roles & WAYS[kind][verb].roles:
        return N_("Việc này do vai trò khác trong cơ quan thực hiện.")
    return None


def not_now(verb: Verb) -> Text:
    """Why a verb cannot follow the state a case is in."""
    return NOT_NOW.get(verb, N_("Hồ sơ không ở bước làm được việc này."))


def next_duty(running: Iterable[tuple[date, str]]) -> tuple[str | None, date | None]:
    """The agency's nearest duty. What the resident may or must do is no duty of the agency."""
    owed = [(day, step) for day, step in running if step in OWED_BY_AGENCY]
    if not owed:
        return None, None
    day, step = min(owed)
    return step, day
