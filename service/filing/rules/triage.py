"""Which kind a text sounds like, and of which field danger speaks. It only proposes: its writer decides what to send."""

from collections.abc import Sequence

from service.agencies.rules import fold
from service.casework.rules import emergencies
from service.routing.rules import Guess
from service.routing.rules.danger import Danger
from service.routing.rules.model import MOST
from service.terms import Kind

LONGEST = 10_000
CHILDREN, VIOLENCE_AT_HOME, POLICE = "R19", "R20", "113"
SURE_OF_FIELD = 0.5  # below it what a child needs goes first
SURE = 0.7  # then it was right 99 times of 100 (by cross-validation over families)
_ACCUSES = (
    *("tham ô", "tham nhũng", "ăn chặn", "ăn bớt", "ăn tiền", "vòi tiền", "vòi vĩnh", "đòi tiền", "đòi hối lộ", "nhận hối lộ", "hối lộ"),
    *("đưa phong bì", "nhận phong bì", "tiền lót tay", "nhũng nhiễu", "sách nhiễu", "trục lợi", "biển thủ", "chiếm đoạt", "bớt xén"),
    *("khai khống", "làm giả hồ sơ", "làm giả giấy tờ", "hồ sơ giả", "giả chữ ký", "lợi dụng chức vụ", "lạm quyền", "bao che", "tố cáo"),
)
_HARMED = (
    *("quyết định", "không cho tôi", "không cho gia đình tôi", "không cho mẹ tôi", "không cho bố tôi", "không cho con tôi"),
    *("cắt trợ cấp", "cắt chế độ", "cắt tiền", "dừng trợ cấp", "thôi trợ cấp", "bác đơn", "bác hồ sơ", "từ chối hồ sơ", "trả hồ sơ"),
    *("loại tôi khỏi", "gạch tên", "đưa ra khỏi danh sách", "thu hồi tiền", "thu hồi đất", "bắt tôi trả lại", "xử phạt tôi"),
    *("không công nhận", "không xét cho", "khiếu nại"),
)


def sounds_like(kind: str, text: str, guesses: Sequence[Guess] = ()) -> Kind | None:
    """The other kind a feedback may be: it accuses somebody, or says that a decision harmed its writer. Accents do not count.

    Certain words are enough; without them what was learnt (`guesses`, the likeliest kind first) must be sure of it.
    """
    if kind != Kind.PHAN_ANH_KIEN_NGHI:
        return None
    said = f" {' '.join(''.join(sign if sign.isalnum() else ' ' for sign in fold(text[:LONGEST])).split())} "
    if any(f" {fold(words)} " in said for words in _ACCUSES):
        return Kind.TO_CAO
    if any(f" {fold(words)} " in said for words in _HARMED):
        return Kind.KHIEU_NAI
    sure = [guess.code for guess in guesses[:1] if guess.score >= SURE]
    return next((other for other in (Kind.TO_CAO, Kind.KHIEU_NAI) if other in sure), None)


def with_danger(guesses: Sequence[Guess], dangers: Sequence[Danger]) -> list[Guess]:
    """The likeliest fields; where a child is in danger and nothing surer was found, children first, with the police violence at home too.

    Still only proposals: nobody's field is chosen for them.
    """
    called = {one.number: one for one in dangers}
    if emergencies.CHILDREN not in called or (guesses and guesses[0].score >= SURE_OF_FIELD):
        return list(guesses)
    first = [Guess(CHILDREN, 1.0, called[emergencies.CHILDREN].words)]
    if POLICE in called:
        first.append(Guess(VIOLENCE_AT_HOME, 1.0, called[POLICE].words))
    kept = [guess for guess in guesses if guess.code not in {one.code for one in first}]
    return [*first, *kept][:MOST]
