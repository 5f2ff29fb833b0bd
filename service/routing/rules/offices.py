"""Bodies and offices as people cut them short, written out; and what is only asked for or addressed. On folded words. Pure."""

import re

_FAR = r"(?:(?!o\b|tai\b|tru\b|thon\b|xa\b|phuong\b)\w+ ){0,4}"
_AT_COMMUNE = (
    rf"(?:can bo|cong chuc|vien chuc|nhan vien) {_FAR}|ke toan |tram (?:truong )?(?:tram )?y te |thu quy |dia chinh |tu phap {_FAR}|vhxh |"
    rf"(?:truong |pho )(?:thu truong )?(?:phong|ban) {_FAR}|phong (?!giao dich\b){_FAR}|bo phan mot cua |xa doi (?:truong )?"
)
_OUT = tuple(
    (re.compile(pattern), out)
    for pattern, out in (
        (r"\b(?:ttr|ttra|t tra|t tr|thanhtra|th tra)\b", "thanh tra"),
        (r"\b(?:tt|trung tam)(?= tinh\b(?! \w* ?(?:doan|uy)\b))", "thanh tra"),
        (r"\b(?:p ?)?ctt(?: tra)?(?= tinh\b)", "chanh thanh tra"),
        (r"(?<=\bchanh )tt\b", "thanh tra"),
        (r"\b(pho|ong|quyen|nguyen|cuu) chanh\b(?! (?:an|van|vp|thanh)\b)", r"\1 chanh thanh tra"),
        (r"\bubnd (?:t )?(?=quang (?:tri|binh)\b)", "ubnd tinh "),
        (r"\bubnd t(?=$| (?!tran\b))", "ubnd tinh"),
        (r"\b(?:p?ct|chu tich|lanh dao) (?:t )?(?=quang (?:tri|binh)\b)", "ubnd tinh "),
        (r"(?<!\bban )(?<!\bso )\btiep dan(?= tinh\b)", "ban tiep dan"),
        (rf"\b(?:{_AT_COMMUNE})(?=(?:xa|phuong|dac khu) (?!hoi\b)\w)", "ubnd "),
    )
)
_ALONE = re.compile(r"^(?=(?:huyen|thi xa|thanh pho) \w)")
_ASKED = re.compile(
    r"\b(?:kinh gui|kinh trinh|kinh mong|kinh de nghi|de nghi|kien nghi|mong)"
    r"(?: (?:den|toi|len|cac|quy|co quan|lanh dao|ong|ba|dong chi|chu tich|ubnd|chanh|cap tren|voi))* $"
)
_ADDRESSED = re.compile(r"^\s*k[íi]nh\s+(?:g[ửu]i|tr[ìi]nh)\b.{0,150}$\n", re.IGNORECASE | re.MULTILINE)
_TELLS = re.compile(r"\b(?:phó|ph[oó] |tố cáo|to cao|về việc|ve viec|nhận|nhan|của|cua)\b", re.IGNORECASE)


def written_out(key: str) -> str:
    """TTr tỉnh, CTT tỉnh, UBND T. Quảng Trị, a clerk or a room of a commune: as the bodies are called that they belong to."""
    for short, out in _OUT:
        key = short.sub(out, key)
    return _ALONE.sub("ubnd ", key)


def asked_for(before: str) -> bool:
    """Whether what stands before the name of a body asks it or writes to it, and accuses nobody there."""
    return _ASKED.search(before) is not None


def unaddressed(text: str) -> str:
    """A letter without the line it is addressed in, unless that line tells more than whom it is to."""
    return _ADDRESSED.sub(lambda found: found[0] if _TELLS.search(found[0]) else "", text)
