"""A complaint or a denunciation before it is sent: who settles it and why, what is owed once it is signed. Who denounces is asked here."""

from datetime import date
from typing import Any
from uuid import UUID

from litestar import Request, Response

from service import clock
from service.casework.rules import complaints
from service.db import Db
from service.filing import actions, rules
from service.filing.pages.options import commune_name, either, length, named
from service.filing.pages.words import LATE
from service.filing.rules import Draft, Particulars
from service.filing.rules.legal import Promised, WhoForm, lodged_late
from service.i18n import language_of, say
from service.problems import Both, N_, Text
from service.render import Page, respond
from service.routing.rules import Next, Reason
from service.terms import Kind

Asked = Request[Any, Any, Any]


class PetitionPage(Page, template="filing/petition.html"):
    """Everything that follows from sending.

    `who` is what the sender of a denunciation has typed, from this post and from nowhere else; `known`: who denounces lies sealed with the
    case this one goes on from. `late` is the last day to lodge, when it has passed.
    """

    key: UUID
    denounces: bool
    second: bool
    content: str
    area: str
    field: str
    against: str
    body: str
    leads: bool
    decision_no: str
    decision_on: date | None
    known_on: date | None
    late: date | None
    obstacle: str
    wish: str
    name: str
    phone: str
    address: str
    id_number: str
    people: int
    represented: bool
    danger: tuple[str, ...]
    agency: str
    contact: Both
    reasons: tuple[Reason, ...]
    levels: tuple[Next, ...]
    accept: str
    accept_article: str
    settle: str
    settle_article: str
    known: bool
    who: WhoForm
    errors: dict[str, Text] | None


async def petition(
    request: Asked, db: Db, draft: Draft, *, who: WhoForm | None = None, errors: dict[str, Text] | None = None, status: int = 200
) -> Response[Any]:
    """The screen before sending. Raises Invalid when an answer no longer holds."""
    around = await actions.around(db)
    made = rules.legal.promised(draft, around, clock.today())
    body = around.bodies.get(made.matter.against_agency) if made.matter.against_agency else None
    language = language_of(request)
    page = _page(
        draft,
        made,
        language,
        area=await commune_name(db, draft.area_code),
        body=either(body.name, body.name_en, language) if body else "",
        late=lodged_late(draft, around.calendar, clock.today()),
        known=await actions.known_before(db, draft),
        who=who or WhoForm(),
        errors=errors,
    )
    return respond(request, page, status=status)


def _page(draft: Draft, made: Promised, language: str, **around: Any) -> PetitionPage:  # noqa: ANN401 - the fields that are not the draft's
    own, people, english = draft.own, len(rules.group(draft)), language == "en"
    return PetitionPage(
        key=draft.key,
        denounces=draft.kind == Kind.TO_CAO,
        second=own.level > 1,
        content=draft.content,
        field=either(made.field.name, made.field.name_en, language),
        against=own.against,
        leads=own.leads,
        decision_no=own.decision_no,
        decision_on=own.decision_on,
        known_on=own.known_on,
        obstacle=_obstacle(own, language),
        wish=own.request,
        name=draft.name,
        phone=draft.phone,
        address=draft.address,
        id_number=own.id_number,
        people=people,
        represented=people >= complaints.MANY,
        danger=rules.calls_for(draft.content, draft.own.request),
        agency=named(made.agency, language),
        contact=made.contact,
        reasons=made.reasons,
        levels=made.levels,
        accept=say(length(made.accept_limit), language),
        accept_article=made.accept_limit.article_en if english else made.accept_limit.article,
        settle=say(length(made.settle_limit), language),
        settle_article=made.settle_limit.article_en if english else made.settle_limit.article,
        **around,
    )


def _obstacle(own: Particulars, language: str) -> str:
    """Why it is late, in the words it was ticked in; the file has the law's."""
    reasons = "; ".join(say(LATE[name], language) for name in own.excuses if name in LATE)
    days = say(N_("%(number)s ngày", number=own.obstacle_days), language)
    return f"{reasons} ({days})" if reasons and own.obstacle_days else reasons
