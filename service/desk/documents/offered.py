"""Which documents a case is likely to need as it stands; the others are offered after them. Pure."""

from collections.abc import Collection

import msgspec

from service.desk.documents import DOCUMENTS, available
from service.problems import Text
from service.terms import CaseState, Kind, Verb

Offer = tuple[str, Text]
# What goes to the denouncer alone: their name is written into it by hand. All others are read by the accused or by other bodies.
FOR_DENOUNCER = frozenset(
    {
        *("giay-bien-nhan", "don-to-cao", "huong-dan", "bao-chuyen", "thu-ly", "khong-thu-ly", "bao-ket-luan", "don-xin-rut", "rut-don"),
        "tu-choi-tiep",
    }
)
_UNSIGNED, _NEW = frozenset({CaseState.AWAITING_SIGNATURE}), frozenset({CaseState.RECEIVED, CaseState.NEEDS_INFO})
_WRITTEN = frozenset({CaseState.AWAITING_APPROVAL, CaseState.APPROVED})
_SETTLING = frozenset({CaseState.IN_PROGRESS, CaseState.NEEDS_INFO, *_WRITTEN})
_OUT = frozenset({CaseState.DECIDED, CaseState.ANSWERED})
_ANY = frozenset(CaseState)
_FITS: dict[str, tuple[frozenset[CaseState], frozenset[Verb]]] = {
    "giay-bien-nhan": (_UNSIGNED | _NEW, frozenset()),
    "don-khieu-nai": (_UNSIGNED, frozenset()),
    "don-to-cao": (_UNSIGNED, frozenset()),
    "huong-dan": (_ANY, frozenset({Verb.GUIDE})),
    "phieu-chuyen": (_ANY, frozenset({Verb.PASS_ON})),
    "bao-chuyen": (_ANY, frozenset({Verb.PASS_ON})),
    "quyet-dinh-thu-ly": (_SETTLING, frozenset({Verb.ACCEPT})),
    "thu-ly": (_SETTLING, frozenset({Verb.ACCEPT})),
    "thu-ly-nguoi-bi-to-cao": (_SETTLING, frozenset({Verb.ACCEPT})),
    "khong-thu-ly": (frozenset({CaseState.REFUSED}), frozenset()),
    "gia-han": (_SETTLING, frozenset({Verb.EXTEND})),
    "tam-dinh-chi": (frozenset({CaseState.SUSPENDED}), frozenset()),
    "tiep-tuc": (_SETTLING, frozenset({Verb.CONTINUE})),
    "dinh-chi": (frozenset({CaseState.TERMINATED}), frozenset()),
    "moi-doi-thoai": (_SETTLING, frozenset({Verb.INVITE})),
    "bien-ban-doi-thoai": (_SETTLING, frozenset({Verb.INVITE})),
    "quyet-dinh": (_WRITTEN | _OUT, frozenset()),
    "ket-luan": (_WRITTEN | _OUT, frozenset()),
    "bao-ket-luan": (_OUT, frozenset()),
    "rut-don": (_ANY, frozenset({Verb.WITHDRAW})),
}  # a document, the states it fits in, and the events of which one must have happened, if any must


class Stage(msgspec.Struct, frozen=True):
    """How far a case is; `anonymous`: nobody is there to be told."""

    kind: Kind
    state: CaseState
    happened: Collection[str]
    anonymous: bool = False


def offered(stage: Stage) -> tuple[list[Offer], list[Offer]]:
    """The documents that fit now, and all others, each in the order of the work."""
    known = {slug for slug in available(stage.kind) if not (stage.anonymous and slug in FOR_DENOUNCER)}
    fitting = {slug for slug in known if _fits(slug, stage)}
    return _named(fitting), _named(known - fitting)


def _fits(slug: str, stage: Stage) -> bool:
    states, verbs = _FITS.get(slug, (frozenset[CaseState](), frozenset[Verb]()))
    return stage.state in states and (not verbs or any(verb in stage.happened for verb in verbs))


def _named(slugs: Collection[str]) -> list[Offer]:
    return [(slug, document.title) for slug, document in DOCUMENTS.items() if slug in slugs]
