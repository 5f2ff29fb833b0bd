"""What a login and a password look like, how long a session lasts, and when trying has to stop. Pure."""

import re
from collections.abc import Mapping
from datetime import timedelta
from hashlib import sha256
from ipaddress import IPv6Address, ip_address
from unicodedata import normalize

import msgspec

from service.forms import of_ours
from service.problems import Invalid, N_, Text
from service.terms import Role

SESSION = timedelta(hours=12)
TRYING = timedelta(minutes=15)
SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 256
_ROOMS = {
    "co-quan": frozenset({Role.INTAKE, Role.HANDLER, Role.LEADER}),
    "giam-sat": frozenset({Role.INSPECTOR, Role.COORDINATOR}),
    "quan-tri": frozenset({Role.ADMINISTRATOR}),
}
_LOGIN = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?")
_COMMON = (
    *("123456789012", "012345678910", "qwertyuiop12", "1q2w3e4r5t6y", "abcdefghijkl", "abcd12345678", "aaaabbbbcccc"),
    *("password1234", "passwordpassword", "admin1234567", "administrator", "iloveyou1234", "welcome12345", "letmein12345"),
    *("matkhau12345", "matkhau123456", "matkhaumatkhau", "anhyeuem1234", "khongcomatkhau", "vietnam12345", "vietnamvodich"),
    *("quangtri2025", "quangtri2026", "quangbinh2025", "quangbinh2026", "langnghe2025", "langnghe2026", "langnghe1234"),
)


class Tries(msgspec.Struct, frozen=True):
    """Under which names a try to sign in is counted, and how many of each are too many within TRYING.

    A login from one network first; the network loosely, because a commune sits behind one address; a login from everywhere
    last, against many machines that guess together. The names are digests: no address is kept.
    """

    pair: str
    network: str
    login: str

    def too_many(self, counted: Mapping[str, int]) -> bool:
        """Whether the tries counted (this one with them) go beyond a limit."""
        limits = {self.pair: 5, self.network: 100, self.login: 50}
        return any(counted.get(who, 0) > most for who, most in limits.items())


def tries(login: str, address: str) -> Tries:
    """The names of a try; a household of IPv6 addresses (/64) is one network."""
    network = _network(address)
    return Tries(pair=_digest("pair", login, network), network=_digest("network", network), login=_digest("login", login))


def _network(address: str) -> str:
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return found.exploded[:19] if isinstance(found, IPv6Address) and found.ipv4_mapped is None else str(found)


def _digest(*parts: str) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()[:32]


def login_of(typed: str) -> str:
    """A login as it is kept: what people type, in small letters."""
    return normalize("NFC", typed).strip().lower()


def check_new(login: str, password: str) -> None:
    """Whether an account may have this login and password; Invalid says what is wrong."""
    faults: dict[str, Text] = {}
    if not _LOGIN.fullmatch(login):
        faults["ten_dang_nhap"] = N_("Tên đăng nhập gồm chữ không dấu, số, dấu chấm, gạch nối; không quá 64 ký tự.")
    if fault := _weakness(password, login):
        faults["mat_khau"] = fault
    if faults:
        raise Invalid(faults)


def _weakness(password: str, login: str) -> Text | None:
    plain = password.lower()
    if len(password) < SHORTEST_PASSWORD:
        return N_("Mật khẩu cần ít nhất %(min)s ký tự.", min=SHORTEST_PASSWORD)
    if len(password) > LONGEST_PASSWORD:
        return N_("Mật khẩu không quá %(max)s ký tự.", max=LONGEST_PASSWORD)
    if plain in _COMMON or len(set(plain)) < SHORTEST_PASSWORD // 3 or plain.removeprefix(login).strip("0123456789.-_!@#") == "":
        return N_("Mật khẩu này nhiều người dùng hoặc dễ đoán. Xin chọn mật khẩu khác.")
    return None


def wanted(path: str, roles: frozenset[Role]) -> str:
    """Where to go after signing in: the page that was asked for if it is one of ours and open to them, else the first room of the role."""
    at_a_desk = roles & _ROOMS["co-quan"]
    if of_ours(path) and roles & _ROOMS.get(_room(path), roles):
        return path
    overseeing = Role.INSPECTOR in roles or (Role.COORDINATOR in roles and not at_a_desk)
    if overseeing:
        return "/giam-sat"
    return "/quan-tri" if Role.ADMINISTRATOR in roles and not at_a_desk else "/co-quan"


def _room(path: str) -> str:
    return re.split(r"[/?#]", path, maxsplit=2)[1]
