"""What an SMS says: one message of at most 160 letters without accents (GSM 7 bit; with accents only 70 fit). Pure."""

from datetime import date

from service.agencies.rules import fold

LONGEST = 160


def invitation(agency: str, address: str, last: date, *, reminds: bool = False) -> str:
    """The invitation or its reminder. Who asks stands first; the name of the agency gives way where an address is long."""
    opening = "Nhac lai: moi" if reminds else "Moi"
    before, after = f"Lang Nghe: {opening} ong/ba danh gia ", f": {address} den {last:%d/%m}. Khong hoi ten, tien, ma OTP"
    room = LONGEST - len(before) - len(after)
    name = _capital(agency)
    if len(name) > room:
        name = "dich vu da dung"[: max(room, 0)]
    return f"{before}{name}{after}"[:LONGEST]


def _capital(name: str) -> str:
    """Without accents, capitals kept."""
    return "".join(plain.upper() if sign.isupper() else plain for sign, plain in ((sign, fold(sign)) for sign in name))
