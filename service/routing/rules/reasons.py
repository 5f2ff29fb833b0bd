"""Why somebody must answer, as data: sentences with their articles, and who comes after. Pure."""

import msgspec

from service.problems import Both, N_, Text
from service.routing.rules.bodies import WHOLE, Body, Handed
from service.terms import AgencyCode


class Reason(msgspec.Struct, frozen=True):
    """One link of the chain: a sentence that begins with "Vì", and the article, decision or duty it rests on."""

    why: Text
    article: Text | Both


class Next(msgspec.Struct, frozen=True):
    """Who comes after, when somebody does not agree or hears nothing; no agency: nobody here, a ministry or a court."""

    agency: AgencyCode | None
    who: Text
    article: Text | Both


ANY_DESK = Both("Bộ phận tiếp công dân", "Citizen reception desk")
COURT = Next(None, N_("Tòa án nhân dân (khởi kiện vụ án hành chính)"), N_("Luật Khiếu nại 2011, Điều 7; Luật Tố tụng hành chính"))
_CENTRE = N_("Cơ quan cấp trên ở trung ương")
_MINISTRIES = {
    "SNV": N_("Bộ trưởng Bộ Nội vụ"),
    "SYT": N_("Bộ trưởng Bộ Y tế"),
    "SGDDT": N_("Bộ trưởng Bộ Giáo dục và Đào tạo"),
    "SNNMT": N_("Bộ trưởng Bộ Nông nghiệp và Môi trường"),
    "SXD": N_("Bộ trưởng Bộ Xây dựng"),
    "SKHCN": N_("Bộ trưởng Bộ Khoa học và Công nghệ"),
    "SVHTTDL": N_("Bộ trưởng Bộ Văn hóa, Thể thao và Du lịch"),
    "STP": N_("Bộ trưởng Bộ Tư pháp"),
    "SDTTG": N_("Bộ trưởng Bộ Dân tộc và Tôn giáo"),
    "SNGV": N_("Bộ trưởng Bộ Ngoại giao"),
    "STC": N_("Bộ trưởng Bộ Tài chính"),
    "SCT": N_("Bộ trưởng Bộ Công Thương"),
    "TTT": N_("Tổng Thanh tra Chính phủ"),
    "CAT": N_("Bộ trưởng Bộ Công an"),
    "BCHQS": N_("Bộ trưởng Bộ Quốc phòng"),
    "BHXHT": N_("Bảo hiểm xã hội Việt Nam"),
    "NHCSXH": N_("Ngân hàng Chính sách xã hội (trung ương)"),
}
_PAPERS = (
    ("các nghị định phân định thẩm quyền", "the decrees on who has which powers"),
    ("ghị quyết của HĐND tỉnh", "ghị quyết of the People's Council of"),
    ("Nghị quyết", "Resolution"),
    ("nghị quyết", "resolution"),
    ("Nghị định", "Decree"),
    ("Luật Thanh tra", "Law on Inspection"),
    ("Luật", "Law"),
    ("Quyết định", "Decision"),
    ("Công văn", "Official letter"),
    (" ngày ", " of "),
    ("kỳ họp thứ", "session"),
)


def both(body: Body) -> Both:
    """A body's name."""
    return Both(body.name, body.name_en)


def head(body: Body) -> Text:
    """Who decides at a body, by title."""
    name = both(body)
    if body.kind in {"people_committee", "district_people_committee"}:
        return N_("Chủ tịch %(body)s", body=name)
    if body.kind in {"department", "unit", "insurance", "bank", "police"}:
        return N_("Giám đốc %(body)s", body=name)
    if body.kind in {"inspectorate", "office"}:
        return N_("Chánh %(body)s", body=name)
    return N_("Người đứng đầu %(body)s", body=name)


def of_centre(body: AgencyCode | None) -> Text:
    """Who stands above a body of the province at the centre: the minister of its sector, or of the department that has the sector."""
    return _MINISTRIES.get(body or "", _CENTRE)


def handed_on(step: Handed, giver: Body | None, taker: Body | None) -> Reason:
    """A function that has gone from one body to another; who looks for the old one is told that it is gone."""
    bodies = {"giver": both(giver) if giver else step.from_code, "taker": both(taker) if taker else step.to_code}
    day, article = f"{step.effective:%d/%m/%Y}", Both(step.decision, _in_english(step.decision))
    if step.function == WHOLE:
        return Reason(N_("Vì từ %(day)s, mọi việc của %(giver)s đã chuyển sang %(taker)s. Nơi cũ không còn.", day=day, **bodies), article)
    why = N_(
        "Vì từ %(day)s, việc của %(giver)s đã chuyển sang %(taker)s. Nơi cũ không còn. Phần đã chuyển: “%(function)s”.",
        day=day,
        function=Both(step.function, step.function_en),
        **bodies,
    )
    return Reason(why, article)


def _in_english(decision: str) -> str:
    """What kinds of papers a decision names; their numbers are the same."""
    for name, english in _PAPERS:
        decision = decision.replace(name, english)
    return decision
