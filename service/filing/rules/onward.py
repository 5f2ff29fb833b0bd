"""How a complaint or a denunciation goes on, as its sender does it: the paper signed at home, and the group that goes on together."""

from collections.abc import Iterable

from service.casework.rules import Act, Case, Move
from service.casework.rules import legal as casework
from service.casework.rules.onward import RELATIONS, Onward, Standing, check_onward, onward, window
from service.matters.rules import Signer

__all__ = ["RELATIONS", "Onward", "Standing", "check_onward", "group_lines", "onward", "sign", "window"]


def sign(case: Case, act: Act, *, everybody: bool) -> Move:
    """The signed paper was photographed and is here."""
    return casework.sign(case, act, "photo", everybody=everybody)


def group_lines(signers: Iterable[Signer]) -> str:
    """The complainants of a group besides the first, one a line, for the paper that goes on from theirs."""
    return "\n".join(f"{one.name}, {one.address}" for one in signers if one.no > 1 and one.left_on is None)
