"""Whether a text names somebody, however it is written: one answer for all who publish, print or show a text. Pure.

Compared without accents, case, unseen letters and spacing. Rather too much than too little: who reads the text can mend it, a name that
was told cannot be taken back (Luật Tố cáo, Điều 8, 56; Luật Trẻ em, Điều 6(11)).
"""

import re
from collections.abc import Iterable, Iterator
from unicodedata import category, normalize

SHORTEST_NUMBER = 8
LONGEST_NUMBER = 12  # digits of one number; where more stand together, several were written without a sign between them
SHORTEST_NAME = 3
LONGEST_PLACE = 5  # words: thành phố Hồ Chí Minh
_D = str.maketrans("đ", "d")
_UNSEEN = {"Cf", "Mn", "Me"}
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d(?:[\W_]{0,3}\d){7,}")
_ONE_NUMBER = re.compile(r"(?:84|0)\d{9}")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PLACE = r"(?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh)(?=\s)"
_PARTS = re.compile(rf"[,;\n]|(?<=\s)(?={_PLACE})", re.IGNORECASE)
_BARE = re.compile(_PLACE, re.IGNORECASE)
_BARE_UNACCENTED = re.compile(r"(?:xa|phuong|thi tran|dac khu|huyen|quan|thi xa|thanh pho|tinh|tp|tx|tt)[ .]")


def home_parts(address: str, commune: str = "") -> tuple[str, ...]:
    """What of an address leads to somebody: its parts of two words or more; a commune, district or province alone leads to nobody."""
    here = _BARE_UNACCENTED.sub("", _plain(commune), count=1)
    parts = (part.strip() for part in _PARTS.split(normalize("NFC", address)))
    return tuple(part for part in parts if len(words := _WORD.findall(_plain(part))) > 1 and not _bare(_plain(part), words, here))


def _bare(plain: str, words: list[str], here: str) -> bool:
    return plain == here or (len(words) <= LONGEST_PLACE and _BARE_UNACCENTED.match(plain) is not None)


def names(text: str, known: Iterable[str]) -> bool:
    """Whether a text names somebody of whom this is `known`: names, addresses, ways to reach them, numbers of papers."""
    return next(_spans(text, known), None) is not None


def masked(text: str, known: Iterable[str], mask: str) -> str:
    """The text with whatever is known of somebody struck out."""
    end_of_kept, kept = len(text), list[str]()
    for start, end in reversed(_merged(_spans(text, known))):
        kept += [text[end:end_of_kept], mask]
        end_of_kept = start
    return "".join(reversed([*kept, text[:end_of_kept]]))


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _spans(text: str, known: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where it stands in the text, as it was written there."""
    plain, places = _read(text)
    for pattern in dict.fromkeys(pattern for one in known for pattern in _patterns(one)):
        for found in re.finditer(pattern, plain):
            yield places[found.start()], _end(text, places[found.end() - 1] + 1)


def _end(text: str, end: int) -> int:
    while end < len(text) and category(text[end]) in _UNSEEN:
        end += 1
    return end


def _read(text: str) -> tuple[str, list[int]]:
    """The text as it is compared, and where each of its letters stood: no accents, no case, no unseen letters, one space for many."""
    letters, places = list[str](), list[int]()
    for place, sign in enumerate(text):
        for letter in normalize("NFKD", sign).casefold().translate(_D):
            seen = " " if letter.isspace() else letter
            if category(seen) in _UNSEEN or (seen == " " and letters and letters[-1] == " "):
                continue
            letters.append(seen)
            places.append(place)
    return "".join(letters), places


def _plain(text: str) -> str:
    return _read(text)[0].strip()


def _patterns(known: str) -> Iterator[str]:
    """How what is known may stand in a text."""
    plain = _plain(known)
    numbers = list(_numbers(plain))
    yield from numbers
    for mail in _MAIL.findall(plain):
        yield _words(mail)
    if "," in known or ";" in known or "\n" in known:
        yield from (_words(_plain(part)) for part in home_parts(known))
    elif not numbers and not _BARE.match(normalize("NFC", known).strip()) and len(plain.replace(" ", "")) >= SHORTEST_NAME:
        yield from (words for words in [_words(plain)] if words)


def _words(plain: str) -> str:
    words = _WORD.findall(plain)
    return r"(?<![^\W_])" + r"[\W_]{0,3}".join(words) + r"(?![^\W_])" if words else ""


def _numbers(plain: str) -> Iterator[str]:
    """Every number of eight digits or more, at home or from abroad, whatever stands between its digits or after it."""
    for found in _NUMBER.findall(plain):
        digits = re.sub(r"\D", "", found)
        alone = [re.sub(r"\D", "", part) for part in re.split(r"[\s,;/]+", found)]
        several = _ONE_NUMBER.findall(digits) if len(digits) > LONGEST_NUMBER else []
        for number in (digits, *alone, *several):
            if len(number) >= SHORTEST_NUMBER:
                local = re.sub(r"^(?:84|0)", "", number)
                yield r"(?:\+?84\D{0,3})?(?:0\D{0,3})?" + r"\D{0,3}".join(local)
