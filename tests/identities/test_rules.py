"""Who may read an identity and why; and that it says nothing by itself."""

import pprint
import traceback

import pytest

from service.identities import rules
from service.identities.rules import Identity, Signer
from service.problems import Invalid, NotFound
from service.terms import Role

HOA = Identity(
    "Nguyễn Thị Hoa", "thôn Đông", "0912345678", "045199001234", [Signer("Trần Văn Bình", "thôn Tây", "0987654321", representative=True)]
)
TOLD = ("Hoa", "thôn", "0912", "0451", "Bình", "0987")


@pytest.mark.parametrize("roles", [frozenset(), frozenset(set(Role) - {Role.DENUNCIATION_READER})])
def test_without_the_role_there_is_no_identity(roles: frozenset[Role]):
    with pytest.raises(NotFound):
        rules.check_reader(roles)


def test_a_reader_reads():
    rules.check_reader(frozenset({Role.DENUNCIATION_READER}))


@pytest.mark.parametrize("written", ["", "   ", "xem", "xem hồ", "a b c", "\n\n", "a" * 40, "chữ " * 300])
def test_a_reason_has_at_least_a_few_words_and_an_end(written: str):
    with pytest.raises(Invalid) as told:
        rules.reason(written)
    assert set(told.value.fields) == {"ly_do"}


def test_a_reason_is_kept_as_it_was_meant():
    assert rules.reason("  Mời làm việc\n để xác minh ") == "Mời làm việc để xác minh"


@pytest.mark.parametrize(
    "show", [repr, str, pprint.pformat, lambda one: f"{one}", lambda one: str(one.__rich_repr__()), lambda one: str([one])]
)
def test_an_identity_says_nothing(show):
    for one in (HOA, HOA.signers[0]):
        assert [word for word in TOLD if word in show(one)] == []


def test_a_fault_shows_nothing_of_an_identity():
    told = "".join(traceback.format_exception(ValueError(HOA)))
    assert [word for word in TOLD if word in told] == []
