"""What the page of a case says of a complaint or denunciation, and which steps can be taken now or why not."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

import msgspec

from service import clock
from service.calendars.rules import Book
from service.casework import rules
from service.casework.rules import FEEDBACK, Case, Matter, Signer
from service.casework.rules.complaints import MANY
from service.casework.rules.findings import Outcome
from service.casework.rules.shared import of_children
from service.casework.rules.ways import NOTICES, OWED_BY_AGENCY, possible
from service.casework.store import CaseView, Draft, RanClock
from service.db import Tx
from service.desk.redaction import MASK, redact
from service.desk.rules import OF_CHILDREN, reads_denunciations
from service.guards import Me
from service.identities import store as identities
from service.identities.store import Reading
from service.matters import store as matters
from service.matters.store import Linked
from service.naming import home_parts
from service.problems import N_, Text
from service.terms import AccountId, AgencyCode, AreaCode, CaseState, FieldCode, Kind, Step, Verb

GROUPS: dict[str, dict[str, tuple[Verb, ...]]] = {
    "nhan": {
        "ky": (Verb.SIGN,), "thu-ly": (Verb.ACCEPT,), "khong-thu-ly": (Verb.REFUSE,), "bo-sung": (Verb.ASK_MORE,),
        "huong-dan": (Verb.GUIDE,), "chuyen": (Verb.TRANSFER,), "chuyen-thanh-tra": (Verb.PASS_ON,), "luu-don": (Verb.FILE_AWAY,),
        "phan-cong": (Verb.ASSIGN,), "tach": (Verb.SPLIT,), "nhap": (Verb.JOIN,),
    },
    "giai-quyet": {
        "xac-minh": (Verb.VERIFY,), "moi-doi-thoai": (Verb.INVITE,), "doi-thoai": (Verb.DIALOGUE,), "gia-han": (Verb.EXTEND,),
        "vung-sau": (Verb.MARK_REMOTE,), "tam-dinh-chi": (Verb.SUSPEND,), "tiep-tuc": (Verb.CONTINUE,), "dinh-chi": (Verb.TERMINATE,),
        "van-giai-quyet": (Verb.GO_ON,), "cap-nhat": (Verb.STATUS,),
    },
    "ket-qua": {
        "tra-lai": (Verb.RETURN_DRAFT,), "duyet": (Verb.APPROVE,), "ban-hanh": (Verb.DECIDE, Verb.CONCLUDE), "gui-ket-qua": (Verb.SEND,),
        "xu-ly-ket-luan": (Verb.ACT_ON,), "da-khac-phuc": (Verb.REMEDY,), "xac-nhan-khac-phuc": (Verb.CONFIRM,),
        "cong-khai": (Verb.PUBLISH,), "ket-thuc": (Verb.CLOSE,),
    },
    "khac": {
        "thong-bao": (Verb.NOTIFY,), "bao-cao": (Verb.REPORT,), "rut-don": (Verb.WITHDRAW,), "rut-ten": (Verb.LEAVE_GROUP,),
        "cu-dai-dien": (Verb.REPRESENT,), "chuyen-dieu-tra": (Verb.REFER_CRIME,),
    },
}  # fmt: skip
STRUCK = "▇▇▇"
OF_FEEDBACK = ("da-khac-phuc", "xac-nhan-khac-phuc", "tach", "nhap", "cong-khai", "rut-don")
FIRST = ("ky", "thu-ly", "duyet", "ban-hanh")
THEN = ("gui-ket-qua", "xac-nhan-khac-phuc", "da-khac-phuc", "tiep-tuc", "thong-bao", "ket-thuc")
UNSIGNED = N_("Đơn chưa ký.")
RESTING = N_("Đang tạm đình chỉ.")
NAMELESS = N_("Đơn không có tên: xử lý theo Điều 25.")


class Group(msgspec.Struct, frozen=True):
    """Steps that belong together: those that can be taken now, and those that cannot with the reason."""

    name: str
    can: list[str]
    cannot: list[tuple[str, Text]]


class Legal(msgspec.Struct, frozen=True, kw_only=True):
    """What only a complaint or denunciation has, as this officer may see it; of feedback, the few steps that it shares.

    `lodge_until` is the last of the 90 days where the complaint came later; `notices` are the steps whose notice waits to be sent;
    `public` is the outcome as it might be published.
    """

    matter: Matter | None
    against: str
    signers: list[Signer]
    links: list[Linked]
    sealed: bool
    readings: list[Reading]
    groups: list[Group]
    main: str
    notices: list[str]
    lodge_until: date | None
    public: str


class Known(msgspec.Struct, frozen=True):
    """What the page has looked up already: clocks, rules, agencies by name, the draft, why the case may not be handed on, the outcome."""

    clocks: Sequence[RanClock]
    book: Book
    named: Mapping[AgencyCode, str]
    draft: Draft | None
    stays: Text | None
    outcome: Outcome | None


async def legal(tx: Tx, view: CaseView, me: Me, known: Known) -> Legal:
    """All of it, for the page of a case."""
    reader = reads_denunciations(me.roles)
    links = [one for one in await matters.links(tx, view.id) if reader or one.kind != Kind.TO_CAO]
    feedback = Kind(view.kind) in FEEDBACK
    matter = Matter() if feedback else await matters.matter(tx, view.id)
    signers = [] if feedback else await matters.signers(tx, view.id)
    running = {ran.step for ran in known.clocks if ran.done_at is None}
    case = _case(view, matter, signers)
    groups = _groups(case, me, running, known)
    return Legal(
        matter=None if feedback else matter,
        against=known.named.get(matter.against_agency, "") if matter.against_agency else "",
        signers=signers,
        links=links,
        sealed=view.kind == Kind.TO_CAO and await identities.kept(tx, view.id),
        readings=await identities.readings(tx, view.id) if view.kind == Kind.TO_CAO else [],
        groups=groups,
        main=_main(groups, case, running),
        notices=[step for step in NOTICES if step in running],
        lodge_until=_too_late(view, matter, known.book),
        public=_public(view, signers, known.draft),
    )


def _public(view: CaseView, signers: Iterable[Signer], draft: Draft | None) -> str:
    """The outcome with what leads to a person struck out, to be read through and confirmed by whoever makes it public."""
    if draft is None:
        return ""
    group = list(signers)
    homes = (part for home in (view.address, *(one.address for one in group)) for part in home_parts(home, view.area_name))
    known = [word for word in (view.name, view.phone, *homes, view.id_number, *(one.name for one in group)) if word]
    return redact(draft.body, known).replace(MASK, STRUCK)


def _case(view: CaseView, matter: Matter, signers: list[Signer]) -> Case:
    """The case as the rules know it, to be asked and not to be moved."""
    return Case(
        id=view.id, number=view.number, kind=Kind(view.kind), state=CaseState(view.state), field_code=FieldCode(view.field_code),
        area_code=AreaCode(view.area_code), agency_code=view.agency_code, handler_id=AccountId(view.handler_id or 0),
        filed_at=view.filed_at, accepted_at=view.accepted_at, answered_at=view.answered_at, original_due=view.original_due,
        version=view.version, danger=view.danger, matter=matter, signers=tuple(signers),
    )  # fmt: skip


def _too_late(view: CaseView, matter: Matter, book: Book) -> date | None:
    if view.kind != Kind.KHIEU_NAI or matter.known_on is None or matter.level > 1 or view.accepted_at:
        return None
    last = rules.complaints.last_day_to_lodge(matter.known_on, book, matter.obstacle_days)
    return last if (matter.signed_on or clock.on(view.filed_at)) > last else None


def _groups(case: Case, me: Me, running: set[str], known: Known) -> list[Group]:
    """The steps this kind knows, by group; those nobody at a desk takes are left out."""
    found: list[Group] = []
    for name, steps in GROUPS.items():
        can, cannot = list[str](), list[tuple[str, Text]]()
        for slug, verbs in steps.items():
            verb = next((one for one in verbs if one in rules.WAYS[case.kind] and rules.WAYS[case.kind][one].roles), None)
            if verb is None or (case.kind in FEEDBACK and slug not in OF_FEEDBACK):
                continue
            if why := _may(case, verb, me) or _unless(slug, case, running) or _unsaid(verb, known):
                cannot.append((slug, why))
            else:
                can.append(slug)
        if can or cannot:
            found.append(Group(name, can, cannot))
    return found


def _unsaid(verb: Verb, known: Known) -> Text | None:
    """Why what was looked up already keeps a step from being taken."""
    if verb in {Verb.REMEDY, Verb.CONFIRM}:
        return rules.findings.why_not(known.outcome, verb)
    return known.stays if verb == Verb.TRANSFER else None


def _may(case: Case, verb: Verb, me: Me) -> Text | None:
    """Why this officer may not do it now; what an unsigned paper or a suspension alone is in the way of is told so."""
    why = rules.may((case.kind, case.state, case.accepted_at is not None), verb, me.roles)
    if why is None or possible(case.kind, case.state, verb, accepted=case.accepted_at is not None):
        return why
    if case.state == CaseState.AWAITING_SIGNATURE:
        return UNSIGNED
    return RESTING if case.state == CaseState.SUSPENDED and possible(case.kind, CaseState.IN_PROGRESS, verb, accepted=True) else why


def _main(groups: list[Group], case: Case, running: set[str]) -> str:
    """The step that comes next; none where the draft is."""
    can, matter = {slug for group in groups for slug in group.can}, case.matter
    stuck = case.state == CaseState.APPROVED and case.kind == Kind.KHIEU_NAI and rules.complaints.needs_dialogue(case) is not None
    wanted = (
        {
            "tra-lai": stuck,
            "phan-cong": case.state in {CaseState.IN_PROGRESS, CaseState.NEEDS_INFO}
            and case.accepted_at is not None
            and not case.handler_id,
        }
        | dict.fromkeys(THEN, True)
        | {
            "xac-minh": matter.verified_on is None,
            "moi-doi-thoai": matter.dialogue == "" and (matter.level > 1 or bool(matter.differs)),
            "doi-thoai": matter.dialogue == "invited",
            "chuyen-thanh-tra": matter.anonymous,
            "xu-ly-ket-luan": Step.ACT_ON in running,
            "cong-khai": Step.PUBLISH in running,
        }
    )
    return next((slug for slug in (*FIRST, *(one for one, due in wanted.items() if due)) if slug in can), "")


def _unless(slug: str, case: Case, running: set[str]) -> Text | None:
    """Why a step the state allows still cannot be taken, in the words of its rule."""
    why = _UNLESS.get(slug)
    if why is not None:
        return why(case)
    if slug == "thong-bao" and not running & set(NOTICES):
        return N_("Không có thông báo nào như vậy đang chờ gửi.")
    if slug == "bao-cao" and Step.REPORT not in running:
        return N_("Không có yêu cầu báo cáo nào đang chờ.")
    if slug == "ket-thuc" and running & OWED_BY_AGENCY:
        return N_("Hồ sơ còn việc phải làm nên chưa kết thúc được.")
    return None


def _when(held: Callable[[Case], bool], text: Text) -> Callable[[Case], Text | None]:
    return lambda case: text if held(case) else None


def _nameless(case: Case) -> Text | None:
    return NAMELESS if case.kind == Kind.TO_CAO and case.matter.anonymous else None


def _extension(case: Case) -> Text | None:
    if case.kind == Kind.KHIEU_NAI and case.matter.complexity:
        return N_("Vụ việc đã được xác định là phức tạp. Thời hạn chỉ kéo dài một lần (Luật Khiếu nại, Điều 28, 37).")
    return _nameless(case)


def _dialogue(case: Case) -> Text | None:
    if case.matter.invited_for is None:
        return N_("Chưa có giấy mời đối thoại (Nghị định 124/2020, Điều 28).")
    return N_("Chưa đến ngày đối thoại.") if clock.today() < case.matter.invited_for else None


def _there(case: Case) -> int:
    return len([one for one in case.signers if one.left_on is None])


_UNLESS: dict[str, Callable[[Case], Text | None]] = {
    "thu-ly": _nameless,
    "bo-sung": _nameless,
    "ban-hanh": lambda case: rules.complaints.needs_dialogue(case) if case.kind == Kind.KHIEU_NAI else None,
    "doi-thoai": _dialogue,
    "gia-han": _extension,
    "vung-sau": _when(lambda case: case.matter.remote, N_("Đã ghi là vùng sâu, vùng xa, đi lại khó khăn.")),
    "van-giai-quyet": _when(lambda case: case.matter.withdrawn != "whole", N_("Không có việc rút tố cáo nào đang chờ xem xét.")),
    "rut-don": _when(lambda case: case.matter.withdrawn == "whole", N_("Đơn đã được rút toàn bộ.")),
    "rut-ten": _when(lambda case: not _there(case), N_("Đơn này không phải của một nhóm người khiếu nại.")),
    "cu-dai-dien": _when(
        lambda case: _there(case) < MANY, N_("Chỉ cử người đại diện khi có từ 5 người trở lên (Luật Tiếp công dân, Điều 29).")
    ),
    "chuyen-thanh-tra": _when(
        lambda case: not case.matter.anonymous, N_("Đơn có người tố cáo nên không xử lý theo Điều 25 của Luật Tố cáo.")
    ),
    "xu-ly-ket-luan": _when(lambda case: case.matter.acted_on is not None, N_("Đã ghi việc xử lý kết luận.")),
    "cong-khai": lambda case: (
        OF_CHILDREN
        if of_children(case.field_code, case.danger)
        else N_("Đã công khai rồi.")
        if case.matter.published_on is not None
        else None
    ),
}
