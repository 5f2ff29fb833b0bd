"""What the identity of a denouncer is, and who may open it. Pure.

The name, address, handwriting and whatever else tells who denounces are kept secret from the moment of receipt (Luật Tố cáo 2018,
Điều 8(3), 9(1)b, 56).
"""

from typing import Any

import msgspec

from service.problems import Invalid, N_, NotFound, Text
from service.terms import Role

FEWEST_WORDS = 3
SHORTEST_REASON = 10
LONGEST_REASON = 500


class _Silent(msgspec.Struct, frozen=True):
    """A Struct whose values no log, error or test report shows."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}(…)"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        return []


class Signer(_Silent, frozen=True):
    """One of several who denounce together; `representative` speaks for them (Luật Tố cáo Điều 23(2))."""

    name: str
    address: str = ""
    phone: str = ""
    representative: bool = False


class Identity(_Silent, frozen=True):
    """Who denounces; with several, whoever sent it, and all of them as signers.

    `original`: the whole of what was sent, where only a part of it proved to be a denunciation and the rest went on elsewhere.
    """

    name: str
    address: str = ""
    phone: str = ""
    id_number: str = ""
    signers: list[Signer] = []
    original: str = ""


def check_reader(roles: frozenset[Role]) -> None:
    """For whoever may not read it there is no identity: NotFound, as the denunciation itself is (Luật Tố cáo Điều 56)."""
    if Role.DENUNCIATION_READER not in roles:
        raise NotFound


def reason(written: str) -> str:
    """Why an identity is opened, in a few words that inspectors will read; Invalid without them."""
    told = " ".join(written.split())
    if fault := _fault(told):
        raise Invalid({"ly_do": fault})
    return told


def _fault(told: str) -> Text | None:
    if len(told.split()) < FEWEST_WORDS or len(told) < SHORTEST_REASON:
        return N_("Xin ghi rõ lý do xem danh tính, ít nhất %(min)s chữ.", min=FEWEST_WORDS)
    if len(told) > LONGEST_REASON:
        return N_("Lý do dài quá %(max)s chữ cái. Xin rút ngắn lại.", max=LONGEST_REASON)
    return None
