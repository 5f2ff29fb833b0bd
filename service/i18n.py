"""Languages: Vietnamese is the source, English is complete. Also dates and numbers as each of them writes them.

Catalogues are read from locale/<language>/LC_MESSAGES/messages.po at start; no compiled file lies about that could be stale.
Dates and shares repeat on every page and formatting them was most of a page's cost, so what was written once is remembered.
`make catalogue` brings locale/ up to date with the words of service/ and web/templates/.
"""

from datetime import date, datetime
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from service.clock import ZONE
from service.problems import Both, N_, Text

LOCALE = Path(__file__).parent.parent / "locale"
SOURCE = "vi"
LANGUAGES = ("vi", "en")
COOKIE = "ngon_ngu"

# Decree 30/2020, Annex II: the name of a weekday has its second syllable in capitals.
WEEKDAYS = {
    "vi": ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@lru_cache
def catalogue(language: str) -> NullTranslations:
    """The words of a language, read once."""
    if language == SOURCE:
        return NullTranslations()
    compiled = BytesIO()
    with (LOCALE / language / "LC_MESSAGES" / "messages.po").open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)


def say(text: Text | Both | str, language: str) -> str:
    """Put a sentence into a language. What is a str already is somebody's own words, or translated."""
    if isinstance(text, str):
        return text
    if isinstance(text, Both):
        return text.vi if language == SOURCE else text.en
    said = catalogue(language).gettext(text.message)
    values = {
        name: say(value, language) if isinstance(value, Text | Both) else _written(value, language) for name, value in text.values.items()
    }
    return said % values


def _written(value: object, language: str) -> object:
    """A date or a number inside a sentence is written as the language writes it; what only looks like a number (a year) comes as str."""
    if isinstance(value, datetime):
        return date_time(value, language)
    if isinstance(value, date):
        return date_long(value, language)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number(value, language)
    return value


def negotiated(cookie: str | None, accept: str) -> str:
    """The reader's own choice, else what their browser asks for first, else Vietnamese."""
    if cookie in LANGUAGES:
        return cookie
    return _accepted(accept[:200])


@lru_cache(maxsize=512)
def _accepted(accept: str) -> str:
    wishes: list[tuple[float, str]] = []
    for wish in accept.split(","):
        tag, _, quality = wish.partition(";")
        language = tag.strip()[:2].lower()
        if language in LANGUAGES:
            wishes.append((_quality(quality), language))
    best = max(wishes, key=lambda wish: wish[0], default=(0.0, SOURCE))
    return best[1] if best[0] > 0 else SOURCE


def _quality(written: str) -> float:
    try:
        return float(written.partition("=")[2]) if written else 1.0
    except ValueError:
        return 0.0


def language_of(request: Any) -> str:  # noqa: ANN401 - any Litestar connection, whatever its user and state types
    """The language of this reader."""
    return negotiated(request.cookies.get(COOKIE), request.headers.get("accept-language", ""))


def province(name: str, language: str) -> str:
    """The province as a deployment names it; in English, tỉnh Quảng Trị is Quảng Trị province. Another kind of name stays."""
    kind, _, own = name.partition(" ")
    known = {"tỉnh": N_("tỉnh %(name)s"), "thành": N_("thành phố %(name)s")}
    return say(Text(known[kind].message, {"name": own.removeprefix("phố ")}), language) if kind in known else name


def _day(moment: date) -> date:
    return moment.astimezone(ZONE).date() if isinstance(moment, datetime) else moment


def date_long(moment: date, language: str) -> str:
    """thứ Năm, 03/12/2026; in English: Thursday, 3 December 2026. A moment is shown as its day in Vietnam."""
    return _long(_day(moment), language)


@lru_cache(maxsize=4096)
def _long(day: date, language: str) -> str:
    weekday = WEEKDAYS[language][day.weekday()]
    return f"{weekday}, {_plain(day) if language == SOURCE else f'{day.day} {MONTHS[day.month - 1]} {day.year}'}"


def date_short(moment: date, language: str) -> str:
    """03/12/2026; in English: 3 Dec 2026."""
    return _short(_day(moment), language)


@lru_cache(maxsize=4096)
def _short(day: date, language: str) -> str:
    return _plain(day) if language == SOURCE else f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def _plain(day: date) -> str:
    return f"{day.day:02}/{day.month:02}/{day.year}"


def date_time(moment: datetime, language: str) -> str:
    """14:05, 03/12/2026; in English: 3 Dec 2026, 14:05. In Vietnam's time, wherever the reader is."""
    there = moment.astimezone(ZONE)
    hour = f"{there.hour:02}:{there.minute:02}"
    day = _short(there.date(), language)
    return f"{hour}, {day}" if language == SOURCE else f"{day}, {hour}"


@lru_cache(maxsize=4096)
def number(value: float, language: str, digits: int | None = None) -> str:
    """1.234,5 in Vietnamese, 1,234.5 in English; whole numbers without digits unless asked for."""
    if digits is None:
        digits = 0 if float(value).is_integer() else 1
    written = f"{value:,.{digits}f}"
    return written.translate(_SWAP) if language == SOURCE else written


_SWAP = str.maketrans(",.", ".,")


def percent(share: float, language: str, digits: int = 1) -> str:
    """0.8242 is 82,4 % in Vietnamese, 82.4% in English."""
    return number(share * 100, language, digits) + ("\u00a0%" if language == SOURCE else "%")


def days_left(days: int, language: str, unit: str = "working_day") -> str:
    """How long is left, in words; below zero it is overdue."""
    words = catalogue(language)
    count = abs(days)
    if days == 0:
        return words.gettext("hạn hôm nay")
    if unit == "working_day" and days > 0:
        said = words.ngettext("còn %(num)s ngày làm việc", "còn %(num)s ngày làm việc", count)
    elif unit == "working_day":
        said = words.ngettext("quá hạn %(num)s ngày làm việc", "quá hạn %(num)s ngày làm việc", count)
    elif days > 0:
        said = words.ngettext("còn %(num)s ngày", "còn %(num)s ngày", count)
    else:
        said = words.ngettext("quá hạn %(num)s ngày", "quá hạn %(num)s ngày", count)
    return said % {"num": number(count, language)}
