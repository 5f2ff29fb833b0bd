"""What a login and a password look like, where signing in leads, and when trying has to stop."""

import pytest

from service.accounts import rules
from service.problems import Invalid
from service.terms import Role

GOOD = "mười hai chữ cái"


@pytest.mark.parametrize("login", ["hoa", "tran.van.nam", "a1", "x_y-z", "h" * 64])
def test_plain_logins_are_taken(login: str):
    rules.check_new(login, GOOD)


@pytest.mark.parametrize("login", ["", "hòa", ".hoa", "hoa.", "hoa nam", "Hoa", "h" * 65, "hoa@soyte", "hoa\n"])
def test_other_logins_are_not(login: str):
    with pytest.raises(Invalid) as caught:
        rules.check_new(login, GOOD)
    assert set(caught.value.fields) == {"ten_dang_nhap"}


def test_what_is_typed_as_a_login_is_tidied():
    assert rules.login_of(" Tran.Nam ") == "tran.nam"


@pytest.mark.parametrize(
    "password",
    ["", "ngắn quá", "matkhau12345", "MatKhau12345", "aaaaaaaaaaaaa", "hoa123456789", "112233445566", "x" * 257],
)
def test_passwords_that_are_short_common_or_easily_guessed_are_refused(password: str):
    with pytest.raises(Invalid) as caught:
        rules.check_new("hoa", password)
    assert set(caught.value.fields) == {"mat_khau"}


@pytest.mark.parametrize(
    ("path", "role", "to"),
    [
        ("/co-quan/ho-so/LN26-000001?viec=chuyen", Role.INTAKE, "/co-quan/ho-so/LN26-000001?viec=chuyen"),
        ("", Role.HANDLER, "/co-quan"),
        ("", Role.INSPECTOR, "/giam-sat"),
        ("/co-quan", Role.INSPECTOR, "/giam-sat"),
        ("/co-quan/ho-so/LN26-000001", Role.COORDINATOR, "/giam-sat"),
        ("/giam-sat?thang=10", Role.LEADER, "/co-quan"),
        ("/giam-sat/nhac-viec", Role.COORDINATOR, "/giam-sat/nhac-viec"),
        ("/co-quan-nao", Role.INSPECTOR, "/co-quan-nao"),
        ("/", Role.INSPECTOR, "/"),
        ("https://example.org/", Role.INTAKE, "/co-quan"),
        ("//example.org/", Role.INTAKE, "/co-quan"),
        ("/\\example.org/", Role.INTAKE, "/co-quan"),
        ("/co-quan\\..", Role.INTAKE, "/co-quan"),
        ("/co-quan\r\nset-cookie: x=1", Role.INTAKE, "/co-quan"),
        ("co-quan", Role.INTAKE, "/co-quan"),
    ],
)
def test_signing_in_leads_to_a_page_of_ours_that_is_open_to_the_role(path: str, role: Role, to: str):
    assert rules.wanted(path, frozenset({role})) == to


def test_a_login_from_one_network_has_five_tries_and_the_network_many():
    tries = rules.tries("hoa", "203.0.113.7")
    assert not tries.too_many({tries.pair: 5, tries.network: 100, tries.login: 50})
    assert tries.too_many({tries.pair: 6})
    assert tries.too_many({tries.network: 101})
    assert tries.too_many({tries.login: 51})


def test_no_address_and_no_login_is_kept_and_a_household_is_one_network():
    one, other = rules.tries("hoa", "2001:db8:1:2::7"), rules.tries("hoa", "2001:db8:1:2:ffff::1")
    assert one == other
    assert one != rules.tries("hoa", "2001:db8:1:3::7")
    assert rules.tries("hoa", "203.0.113.7") != rules.tries("hoa", "203.0.113.8")
    assert all(len(name) == 32 and name.isalnum() for name in (one.pair, one.network, one.login))
    assert rules.tries("hoa", "").pair
