"""What an inspector reads of a text: all but what leads to a person. Pure."""

import re
from collections.abc import Iterable
from unicodedata import category, normalize

from service import naming

MASK = "•••••"
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+")
_CARD = re.compile(r"\b[A-Z]{1,2}\d{7,13}\b")  # passports, health insurance cards
_BETWEEN = r"[\s./·–—\u2010\u2011_,()-]{0,3}"  # what people write between the digits of one number
_NAMED_NUMBER = re.compile(
    r"(\b(?:stk|tk|tài khoản|tai khoan|account|cccd|cmnd|cmt|căn cước|can cuoc|hộ chiếu|passport)\b\D{0,40}?)"
    rf"(\d(?:{_BETWEEN}\d){{5,}})",
    re.IGNORECASE,
)
_NUMBER = re.compile(rf"\+?\(?\d(?:{_BETWEEN}\d){{8,}}")
_DAY = r"(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])"
_YEAR = r"(?:19|20)\d\d"
_DATE_OR_CASE = re.compile(rf"((?<!\d){_DAY}/{_YEAR}(?!\d)|\b[A-Z]{{1,6}}\d\d-\d{{6,}}(?!\d))")
_DAYS = re.compile(rf"(?:{_DAY}|(?:(?:0?[1-9]|1[0-2])/)?{_YEAR})(?:(?:,\s| ?[–-] ?)(?:{_DAY}|(?:(?:0?[1-9]|1[0-2])/)?{_YEAR}))+")
_AMOUNT = r"(?:[1-9]\d{0,2}(?:[ .,]\d{3})+|[1-9]\d*)"
_MONEY = re.compile(rf"{_AMOUNT}(?:(?:, | ?[–-] ?){_AMOUNT})*")
_CURRENCY = re.compile(r"\s*(?:đồng|dong|đ|vnđ|vnd|usd)\b", re.IGNORECASE)


def redact(text: str, known: Iterable[str] = ()) -> str:
    """Without what leads to a person: phone, identity and account numbers, e-mail, and what the sender is `known` to be called.

    Rather too much than too little: any nine digits in a row go, whatever stands between them, unless they are days or an amount of money.
    """
    text = naming.masked(_seen(text), known, MASK)
    text = _CARD.sub(MASK, _MAIL.sub(MASK, text))
    text = _NAMED_NUMBER.sub(lambda found: found[0] if _DATE_OR_CASE.fullmatch(found[2]) else found[1] + MASK, text)
    parts = _DATE_OR_CASE.split(text)  # every second one is a date or the number of a case
    parts[::2] = [_NUMBER.sub(lambda found: found[0] if _is_ordinary(found) else MASK, part) for part in parts[::2]]
    return "".join(parts)


def _seen(text: str) -> str:
    """The text without letters that nobody sees (zero-width spaces and the like), each letter with its accents as one."""
    return normalize("NFC", "".join(letter for letter in text if category(letter) != "Cf"))


def _is_ordinary(found: re.Match[str]) -> bool:
    if _DAYS.fullmatch(found[0]):
        return True
    return _MONEY.fullmatch(found[0]) is not None and _CURRENCY.match(found.string, found.end()) is not None
