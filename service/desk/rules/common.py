"""What the rules of the desk share: words that must be there, days as they are typed, and who sees what."""

import re
from collections.abc import Container, Mapping
from datetime import date

from service.problems import Invalid, N_, NotAllowed, Text
from service.terms import CaseState, Role

MAX_TEXT = 10_000

# Nothing due, and not ended: the index case_file_waiting names the same states.
WAITING = (
    *(CaseState.AWAITING_SIGNATURE, CaseState.RECEIVED, CaseState.IN_PROGRESS, CaseState.NEEDS_INFO, CaseState.SUSPENDED),
    *(CaseState.AWAITING_APPROVAL, CaseState.APPROVED, CaseState.DECIDED),
)


def said(field: str, text: str, longest: int = MAX_TEXT) -> dict[str, Text]:
    """What is wrong with words that must be there and end somewhere."""
    if not text.strip():
        return {field: N_("Xin viết nội dung vào ô này.")}
    if len(text) > longest:
        return {field: N_("Nội dung dài quá %(max)s chữ cái. Xin rút ngắn lại.", max=longest)}
    return {}


def check(faults: Mapping[str, Text]) -> None:
    """Raise what is wrong, if anything is."""
    if faults:
        raise Invalid(faults)


def day_of(typed: str) -> date | None:
    """A day as a browser's date field sends it, or as it is written here."""
    for pattern in (r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})", r"(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})"):
        if (parts := re.fullmatch(pattern, typed, re.ASCII)) is not None:
            try:
                return date(int(parts["y"]), int(parts["m"]), int(parts["d"]))
            except ValueError:
                return None
    return None


def reads_denunciations(roles: Container[Role]) -> bool:
    """Whether denunciations exist for somebody with these roles."""
    return Role.DENUNCIATION_READER in roles


def must_lead(roles: Container[Role]) -> None:
    """The workload of an agency is for its leader."""
    if Role.LEADER not in roles:
        raise NotAllowed(N_("Trang này dành cho lãnh đạo cơ quan."))
