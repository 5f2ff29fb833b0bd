"""Every document the law asks for, filled from a case: which there are for a kind, and how each is made.

They are written in Vietnamese, the language of administration; only their titles in menus are translated. A document that the accused or
another body reads is made from the `Record` alone, and is refused when its text tells of the sender all the same (Luật Tố cáo, Điều 56).
"""

from collections.abc import Callable

import msgspec

from service.desk.documents import complaints, denunciations, dialogues, petitions
from service.desk.documents.facts import Facts, Record
from service.desk.documents.frame import names
from service.letters import Letter, words
from service.problems import N_, NotAllowed, Text
from service.terms import Kind

Maker = Callable[[Facts], Letter]


class Document(msgspec.Struct, frozen=True):
    """A document by its title in menus, the kinds of cases that have it, and the function that fills it."""

    title: Text
    kinds: frozenset[Kind]
    make: Maker


def shielded(make: Callable[[Record], Letter]) -> Maker:
    """A document that others read: made without the sender, and held back when an officer wrote the sender into it."""

    def made(facts: Facts) -> Letter:
        letter = make(facts.record)
        if names(words(letter), facts.sender):
            raise NotAllowed(N_("Văn bản này còn ghi họ tên, địa chỉ hoặc số của người tố cáo. Xin bỏ thông tin ấy rồi in lại."))
        return letter

    return made


def _document(title: Text, **makers: Maker) -> Document:
    """`makers`: a function for each kind; the kinds are their names."""
    by_kind = {Kind(kind): make for kind, make in makers.items()}
    return Document(title, frozenset(by_kind), lambda facts: by_kind[facts.record.kind](facts))


def _both(title: Text, complaint: Maker, denunciation: Maker) -> Document:
    return _document(title, KHIEU_NAI=complaint, TO_CAO=denunciation)


def _all(title: Text, make: Maker) -> Document:
    return Document(title, frozenset(Kind), make)


DOCUMENTS: dict[str, Document] = {
    "giay-bien-nhan": _all(N_("Giấy biên nhận"), petitions.receipt),
    "don-khieu-nai": _document(N_("Đơn khiếu nại để ký"), KHIEU_NAI=petitions.complaint),
    "don-to-cao": _document(N_("Đơn tố cáo để ký"), TO_CAO=petitions.denunciation),
    "huong-dan": _both(N_("Văn bản hướng dẫn"), petitions.guidance, petitions.guidance),
    "phieu-chuyen": _document(
        N_("Phiếu chuyển"),
        PHAN_ANH_KIEN_NGHI=petitions.transfer,
        KHEN_NGOI=petitions.transfer,
        TO_CAO=shielded(denunciations.transfer),
    ),
    "bao-chuyen": _document(N_("Báo người tố cáo về việc chuyển đơn"), TO_CAO=denunciations.told_of_transfer),
    "quyet-dinh-thu-ly": _document(N_("Quyết định thụ lý tố cáo"), TO_CAO=shielded(denunciations.acceptance)),
    "thu-ly": _both(N_("Thông báo thụ lý"), complaints.acceptance, denunciations.told_denouncer),
    "thu-ly-nguoi-bi-to-cao": _document(N_("Thông báo cho người bị tố cáo"), TO_CAO=shielded(denunciations.told_accused)),
    "khong-thu-ly": _both(N_("Thông báo không thụ lý"), complaints.refusal, denunciations.refusal),
    "gia-han": _both(N_("Gia hạn, vụ việc phức tạp"), complaints.complexity, shielded(denunciations.extension)),
    "tam-dinh-chi": _both(N_("Quyết định tạm đình chỉ"), complaints.suspension, shielded(denunciations.suspension)),
    "tiep-tuc": _both(N_("Quyết định tiếp tục giải quyết"), complaints.continuation, shielded(denunciations.continuation)),
    "dinh-chi": _both(N_("Quyết định đình chỉ"), complaints.termination, shielded(denunciations.termination)),
    "moi-doi-thoai": _document(N_("Thông báo tổ chức đối thoại"), KHIEU_NAI=dialogues.invitation),
    "bien-ban-doi-thoai": _document(N_("Biên bản đối thoại"), KHIEU_NAI=dialogues.dialogue),
    "quyet-dinh": _document(N_("Quyết định giải quyết khiếu nại"), KHIEU_NAI=complaints.settlement),
    "ket-luan": _document(N_("Kết luận nội dung tố cáo"), TO_CAO=shielded(denunciations.conclusion)),
    "bao-ket-luan": _document(N_("Báo người tố cáo về kết luận"), TO_CAO=denunciations.told_conclusion),
    "don-xin-rut": _both(N_("Đơn rút để ký"), petitions.withdrawal_request, petitions.withdrawal_request),
    "rut-don": _both(N_("Biên bản rút đơn"), complaints.withdrawal, denunciations.withdrawal),
    "tu-choi-tiep": _all(N_("Thông báo từ chối tiếp công dân"), petitions.no_reception),
    "ket-luan-tiep-dan": _document(
        N_("Thông báo kết luận tiếp công dân"),
        PHAN_ANH_KIEN_NGHI=petitions.after_reception,
        KHEN_NGOI=petitions.after_reception,
        KHIEU_NAI=petitions.after_reception,
        TO_CAO=shielded(petitions.after_denouncer),
    ),
}


def available(kind: Kind) -> dict[str, Document]:
    """The documents of a kind, in the order of the work."""
    return {slug: document for slug, document in DOCUMENTS.items() if kind in document.kinds}
