"""Which emergency numbers a text calls for, and by which of its words. Pure.

Everybody must report a child in danger (Luật Trẻ em 2016, Điều 51), so an emergency that is missed weighs more than numbers shown in vain;
but every alarm starts a clock for officers, so everyday words must stay quiet.

What each word weighs stands in sql/reference/danger_words.csv, and is only added up here. The weights are learnt from labelled sentences
by `python -m tests.routing.danger_words`, and never anew by themselves: whoever answers for safety can read what changed.
There also stand the words that call for help whatever else is said ("cứu tôi với"): those are written by hand.
"""

import csv
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import msgspec

from service.routing.rules.names import besides
from service.routing.rules.words import Word, features, words

TABLE = Path(__file__).resolve().parents[3] / "sql" / "reference" / "danger_words.csv"
NUMBERS = ("111", "113", "114", "115")
COLUMNS = ("danger", *(f"n{number}" for number in NUMBERS))
EVERY_TEXT = "*"  # the row that says how much it takes
CHILD, OF_AGE = "111", 16  # (Luật Trẻ em 2016, Điều 1)
ANY = "113"  # where it is clear that somebody is in danger, and not whose help fits
LONGEST = 10_000  # letters read
AT_ONCE, ONWARD = 60, 30  # words looked at together, so that danger told in one line of a long letter is heard; and how far apart
SPARE = 20  # words that say nothing, added to each text: of a very short one nobody can be sure
MOST_WORDS = 3
PLAINLY = 20.0  # what words written by hand add to how surely their number fits, so that it mostly goes before what is only likely
SENTENCE, CLAUSE = re.compile(r"[.!?…;\n]"), re.compile(r"[,:]")  # where one may end
BEHIND = 60.0  # how far behind the surest a likely number may be and still stand beside it (both by cross-validation over families)


class Danger(msgspec.Struct, frozen=True):
    """A number to call, and the words that speak for it as they stand in the text."""

    number: str
    words: tuple[str, ...]


class Phrase(msgspec.Struct, frozen=True):
    """Words that always call for these numbers: each with its accents or with none."""

    words: tuple[frozenset[str], ...]
    numbers: tuple[str, ...]


class Weights(msgspec.Struct, frozen=True):
    """The table. `rows`: what each word or pair weighs in the columns; `needed`: how much it takes in each; `always`: by first word."""

    rows: Mapping[str, tuple[int, ...]]
    needed: Sequence[float]
    always: Mapping[str, Sequence[Phrase]]


class Part(msgspec.Struct, frozen=True):
    """Words looked at together: what is known of them and where it stands, and what that weighs together in each column.

    `ends`: a sentence ends with them. What only a clause calls for counts when the sentence tells of danger too.
    """

    words: list[Word]
    known: Sequence[tuple[tuple[int, ...], tuple[int, int]]]
    weigh: Sequence[float]
    ends: bool


class Heard(msgspec.Struct, frozen=True):
    """A number that some words call for, how surely, and which ones."""

    number: str
    sure: float
    words: tuple[str, ...]


def dangers(text: str, weights: Weights | None = None) -> tuple[Danger, ...]:
    """The numbers that fit a text, the most fitting first; none when nothing in it tells of danger."""
    weights = weights or shipped()
    best: dict[str, Heard] = {}
    clauses: list[Heard] = []
    for part in parts(text, weights.rows):
        heard = _of_part(text, part, weights)
        if part.ends and heard:
            for one in (*clauses, *heard):
                best[one.number] = max(best.get(one.number, one), one, key=_sure)
        clauses = [] if part.ends else [*clauses, *heard]
    return tuple(Danger(heard.number, heard.words) for heard in sorted(best.values(), key=_sure, reverse=True))


def _sure(heard: Heard) -> float:
    return heard.sure


def numbers(text: str, weights: Weights | None = None) -> str:
    """The same as a case keeps it: the numbers alone, the most fitting first."""
    return " ".join(one.number for one in dangers(text, weights))


def parts(text: str, rows: Mapping[str, tuple[int, ...]]) -> Iterator[Part]:
    """What is looked at together: every beginning that ends where a sentence does, so that none after it takes a number away."""
    read = words(text, LONGEST, LONGEST)
    for first in range(0, max(len(read) - ONWARD, 1), ONWARD):
        window = read[first : first + AT_ONCE]
        known = sorted(((row, span) for name, span in said(window).items() if (row := rows.get(name))), key=lambda one: one[1][1])
        total, used = [0] * len(COLUMNS), 0
        for end, ends in _ends(text, window):
            while used < len(known) and known[used][1][1] < end:
                total = [much + more for much, more in zip(total, known[used][0], strict=True)]
                used += 1
            norm = math.sqrt(used + SPARE)  # a long text needs more than a short one
            yield Part(window[:end], known[:used], [much / norm for much in total], ends)


def said(read: list[Word]) -> dict[str, tuple[int, int]]:
    """What may speak for danger, as `features` tells it, without the names of places."""
    found: dict[str, tuple[int, int]] = {}
    for start, end in besides(read):
        for name, (first, last) in features(read[start:end]).items():
            found.setdefault(name, (start + first, start + last))
    return found


def _ends(text: str, window: list[Word]) -> Iterator[tuple[int, bool]]:
    """Before which words something ends, and whether it is a sentence."""
    for at, (one, after) in enumerate(pairwise(window), 1):
        if SENTENCE.search(text, one.end, after.start):
            yield at, True
        elif CLAUSE.search(text, one.end, after.start):
            yield at, False
    yield len(window), True


def table(lines: Iterable[Mapping[str, str]]) -> Weights:
    """The table as it stands in its file."""
    rows: dict[str, tuple[int, ...]] = {}
    always: dict[str, list[Phrase]] = {}
    for line in lines:
        if line["always"]:
            meant = words(line["words"])
            phrase = Phrase(tuple(frozenset((one.full, one.bare)) for one in meant), tuple(line["always"].split()))
            always.setdefault(meant[0].bare, []).append(phrase)
        else:
            rows[line["words"]] = tuple(int(line[column] or 0) for column in COLUMNS)
    return Weights(rows, rows.pop(EVERY_TEXT, ()), always)


@lru_cache(maxsize=1)
def shipped() -> Weights:
    """The table that ships."""
    with TABLE.open(encoding="utf-8-sig", newline="") as lines:  # a spreadsheet begins it with a mark
        return table(csv.DictReader(lines))


def plainly(text: str, part: list[Word], weights: Weights) -> dict[str, tuple[str, ...]]:
    """What is called for by words that always do, and which."""
    found: dict[str, tuple[str, ...]] = {}
    for at, word in enumerate(part):
        for phrase in weights.always.get(word.bare, ()):
            said = part[at : at + len(phrase.words)]
            if len(said) == len(phrase.words) and all(one.full in meant for one, meant in zip(said, phrase.words, strict=True)):
                for number in phrase.numbers:
                    found.setdefault(number, (text[said[0].start : said[-1].end],))
    return found


def _of_part(text: str, part: Part, weights: Weights) -> list[Heard]:
    """Every number that words written by hand call for, and the likely ones that are not far behind the surest."""
    sure = {number: part.weigh[at] - weights.needed[at] for at, number in enumerate(NUMBERS, 1)}
    plain = plainly(text, part.words, weights)
    heard = [Heard(number, sure[number] + PLAINLY, said) for number, said in plain.items()]
    if part.known and part.weigh[0] >= weights.needed[0]:
        likely = [number for number, much in sure.items() if much >= 0] or [ANY]
        surest = max((*(one.sure for one in heard), *(sure[number] for number in likely)))
        fitting = [number for number in likely if number not in plain and sure[number] >= surest - BEHIND]
        heard += [Heard(number, sure[number], _spoke(text, part, number)) for number in fitting]
    return heard + _beside_a_child(text, part.words, heard)


def _beside_a_child(text: str, part: list[Word], heard: list[Heard]) -> list[Heard]:
    """Where somebody does violence and a child's age is told, the child is to be protected too, though no word was learnt for it."""
    called = {one.number: one for one in heard}
    if ANY not in called or CHILD in called:
        return []
    ages = [(one, last) for one, *more, last in _ages(part) if not more or more[0].bare == "thang"]
    said = next((text[one.start : last.end] for one, last in ages if _young(text[one.start : one.end])), "")
    return [Heard(CHILD, called[ANY].sure - 1, (said,))] if said else []


def _ages(part: list[Word]) -> Iterator[list[Word]]:
    """A word and "tuổi" behind it, at once or after one other."""
    for at, word in enumerate(part):
        if word.bare == "tuoi":
            yield from (part[first : at + 1] for first in (at - 1, at - 2) if first >= 0)


def _young(said: str) -> bool:
    return said.isdecimal() and len(said) < len("100") and int(said) < OF_AGE


def _spoke(text: str, part: Part, number: str) -> tuple[str, ...]:
    """The words that spoke most for danger and for this number."""
    column = 1 + NUMBERS.index(number)
    said = sorted((-row[0] - row[column], span) for row, span in part.known if row[0] > 0 or row[column] > 0)
    return _apart(text, part.words, [span for _, span in said])


def _apart(text: str, part: list[Word], spans: Iterable[tuple[int, int]]) -> tuple[str, ...]:
    """The first words of those that do not stand on one another, as they stand in the text."""
    told: list[tuple[int, int]] = []
    for first, last in spans:
        if len(told) < MOST_WORDS and all(last < begun or ended < first for begun, ended in told):
            told.append((first, last))
    return tuple(text[part[first].start : part[last].end] for first, last in sorted(told))
