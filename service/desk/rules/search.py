"""What is looked for when somebody looks for a case, as the index of words has it."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from service.agencies.rules import fold
from service.terms import AgencyCode

MOST_FOUND = 200
PART = 5  # days
A_PART = 0.25  # of a month: what `lately` holds on average
LONG = 24  # months
MOST_WORDS = 8
SHORTEST_PREFIX = 3
_NUMBER = re.compile(r"(?:[A-Z]{1,6})?(\d{2})-(\d{1,12})")
_SPACED_PHONE = re.compile(r"(?<!\d)(?:\+?84|0)(?:[ .-]?\d){8,10}(?!\d)")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
LONGEST_DIGITS = 7  # more are a phone or an identity number, not the end of a case number


def numbers(typed: str, prefix: str, today: date) -> list[str]:
    """The case numbers that somebody may mean: a whole one, or its digits alone, of this year or one of the nine before."""
    compact = typed.upper().replace(" ", "")
    if whole := _NUMBER.fullmatch(compact):
        return [f"{prefix}{whole[1]}-{whole[2].zfill(6)}"]
    if compact.isascii() and compact.isdecimal() and len(compact) <= LONGEST_DIGITS:
        return [f"{prefix}{(today.year - back) % 100:02}-{compact.zfill(6)}" for back in range(10)]
    return []


def words(typed: str) -> list[str]:
    """What is looked for, as the index has it; a phone number typed in groups is one word."""
    joined = _SPACED_PHONE.sub(lambda phone: re.sub(r"^84", "0", re.sub(r"\D", "", phone[0])), typed)
    found = [word[:40] for word in _NOT_WORD.split(fold(joined)) if word]
    return list(dict.fromkeys(found))[:MOST_WORDS]


def may_go_on(looked_for: list[str]) -> bool:
    """Whether the last word may be the beginning of others: from three letters; numbers are found whole."""
    return bool(looked_for) and len(looked_for[-1]) >= SHORTEST_PREFIX and looked_for[-1].isalpha()


def lately(today: date) -> list[str]:
    """When to look first: these five days of the month and the five before, which a common word fills."""
    return [_part(today), _part(today - timedelta(days=(today.day - 1) % PART + 1))]


def _part(day: date) -> str:
    return f"{day:%y%m}.{min((day.day - 1) // PART, 5)}"


def more_months(months: float, found: int) -> int:
    """Through how many months to look when so many gave too little: as many as should give enough. 0 is all there are."""
    wanted = months * (MOST_FOUND + MOST_FOUND // 2) / found if found else LONG
    return int(wanted) + 1 if wanted < LONG else 0


def latest(today: date, months: int) -> list[str]:
    """The latest months, as the index has them."""
    return [_month(today, back) for back in range(months)]


def _month(today: date, back: int) -> str:
    year, month = divmod(today.year * 12 + today.month - 1 - back, 12)
    return f"{year % 100:02}{month + 1:02}"


def query(agency: AgencyCode, times: Iterable[str], looked_for: list[str], endings: Iterable[str] = ()) -> str:
    """The words as a tsquery: every word at this agency (filed in these times), and the last one or what it may become."""
    groups = [[word] for word in looked_for[:-1]] + [[*looked_for[-1:], *endings]]
    wanted = [_any(f"{agency}/{word}" for word in group) for group in groups]
    held = _any(f"{agency}@{time}" for time in times)
    return " & ".join([held, *wanted] if held else wanted)


def _any(choices: Iterable[str]) -> str:
    quoted = ["'" + choice.replace("\\", "").replace("'", "''") + "'" for choice in dict.fromkeys(choices)]
    return f"({' | '.join(quoted)})" if quoted else ""
