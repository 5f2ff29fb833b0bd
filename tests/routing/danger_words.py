"""What each word weighs for danger, learnt from labelled sentences: `python -m tests.routing.danger_words` writes the table.

The same sentences give the same table. A word enters it only when it was used in two situations; what was written by hand in it stays.
"""

import csv
import io
import math
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from zlib import crc32

import msgspec

from service.routing.rules import danger
from service.routing.rules.learning import FOLDS, SITUATIONS
from service.routing.rules.words import words
from tests.routing.labelled import REFERENCE

DANGERS = Path(__file__).parent / "dangers.csv"
LEFT_OUT = "?"  # one may say of it either
TOUCHY = {"R19", "R20", "R21", "R22", "R53"}  # fields whose sentences are learnt from only as far as they stand in `DANGERS`
UNLIKELY = -2.0  # what a text without any known word begins with
ROUNDS, RATE, WEIGHT = 6, 2.0, 4.0  # `WEIGHT`: how much more an emergency teaches than an ordinary sentence
BARELY = 0.02  # likelihoods that teach nothing
STEPS = 20  # a weight is told in twentieths, as a whole number
LITTLE, LEAST = 14, 4  # what weighs less in every column, at first and in the end, is left out
RECALL, SHOWN = 0.97, 0.9  # of emergencies kept apart; of those heard, how many shall show each number that fits


class Lesson(msgspec.Struct, frozen=True):
    """A text as it is learnt from; texts of one family tell the same situation."""

    family: str
    text: str
    numbers: tuple[str, ...]
    ordinary: bool
    names: tuple[str, ...]

    @property
    def wins(self) -> tuple[bool, ...]:
        return (bool(self.numbers), *(number in self.numbers for number in danger.NUMBERS))


class Measures(msgspec.Struct, frozen=True):
    """Shares: emergencies heard; right alarms besides look-alikes; ordinary sentences that raise one; first numbers that fit; all shown."""

    recall: float
    precision: float
    false_alarms: float
    fits: float
    numbers: dict[str, float]


@cache
def lessons() -> tuple[Lesson, ...]:
    told = rows(DANGERS)
    known = {row["text"] for row in told}
    ordinary = [row for row in rows(REFERENCE / "sentences.csv") if row["text"] not in known and row["field"] not in TOUCHY]
    labelled = [(row["family"], row["text"], tuple(row["numbers"].split()), False) for row in told if row["numbers"] != LEFT_OUT]
    plain = [(row["family"], row["text"], (), True) for row in ordinary]
    return tuple(Lesson(*one, tuple(danger.said(words(one[1])))) for one in (*labelled, *plain))


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def learnt(known: Sequence[Lesson]) -> danger.Weights:
    """Learnt twice: then without the words that said little, so that people can read the table; nothing says yet how much is needed."""
    families = defaultdict[str, set[str]](set)
    for lesson in known:
        for name in lesson.names:
            families[name].add(lesson.family)
    whole = len({lesson.family for lesson in known}) + 1
    rates = {name: math.log(1 + whole / len(used)) / 5 for name, used in families.items() if len(used) >= SITUATIONS}
    for least in (LITTLE, LEAST):
        weights = regression(known, rates)
        rates = {name: rates[name] for name, row in weights.items() if max(map(abs, row)) >= least}
    return danger.Weights({name: weights[name] for name in sorted(rates)}, (), {})


def regression(known: Sequence[Lesson], rates: Mapping[str, float]) -> dict[str, tuple[int, ...]]:
    """Logistic regression of each column, by steps that get shorter, as whole numbers."""
    weights = {name: [0.0] * len(danger.COLUMNS) for name in rates}
    order, chance = list(range(len(known))), random.Random(1)
    steps, step = ROUNDS * len(known), 0
    for _ in range(ROUNDS):
        chance.shuffle(order)
        for at in order:
            step += 1
            learn(known[at], weights, rates, RATE * (1 - step / steps))
    return {name: tuple(round(STEPS * one) for one in row) for name, row in weights.items()}


def learn(lesson: Lesson, weights: Mapping[str, list[float]], rates: Mapping[str, float], rate: float) -> None:
    used = [name for name in lesson.names if name in rates]
    found, part = [weights[name] for name in used], 1 / math.sqrt(len(used) + danger.SPARE)
    for column, wins in enumerate(lesson.wins if lesson.numbers else (False,)):
        total = UNLIKELY + part * sum(row[column] for row in found)
        wrong = (1 / (1 + math.exp(-max(-30.0, min(30.0, total)))) - wins) * (WEIGHT if wins else 1)
        if abs(wrong) >= BARELY:
            for name, row in zip(used, found, strict=True):
                row[column] -= rate * part * rates[name] * wrong


@cache
def apart() -> tuple[tuple[Lesson, danger.Weights], ...]:
    """Every lesson with a table that was learnt without its family."""
    found: list[tuple[Lesson, danger.Weights]] = []
    for fold in range(FOLDS):
        table = learnt([lesson for lesson in lessons() if crc32(lesson.family.encode()) % FOLDS != fold])
        found += [(one, table) for one in lessons() if crc32(one.family.encode()) % FOLDS == fold]
    return tuple(found)


@cache
def needed() -> tuple[int, ...]:
    """How much it takes in each column, so that of the emergencies kept apart as many are heard as shall be."""
    always = danger.table(by_hand())
    told = [(one, reached(one, table)) for one, table in apart() if one.numbers]
    sure = [float("inf") if danger.plainly(one.text, words(one.text), always) else found[0] for one, found in told]
    first = below(sure, RECALL)
    heard = [pair for pair, much in zip(told, sure, strict=True) if much >= first]
    others = (below([found[at] for one, found in heard if number in one.numbers], SHOWN) for at, number in enumerate(danger.NUMBERS, 1))
    return (first, *others)


def below(found: Iterable[float], share: float) -> int:
    """What so many of them reach."""
    ordered = sorted(found, reverse=True)
    return math.floor(ordered[math.ceil(share * len(ordered)) - 1])


def reached(lesson: Lesson, table: danger.Weights) -> list[float]:
    """The most that it weighs in each column, by what is looked at together."""
    return [max(column) for column in zip(*(part.weigh for part in danger.parts(lesson.text, table.rows) if part.ends), strict=True)]


def by_hand() -> list[dict[str, str]]:
    """The rows of the table that people wrote, and nothing learnt: they stay as they are."""
    return [row for row in rows(danger.TABLE) if row["always"]]


def made() -> str:
    """The table as it stands in its file."""
    file = io.StringIO()
    lines = csv.DictWriter(file, ("words", *danger.COLUMNS, "always"), lineterminator="\n")
    lines.writeheader()
    lines.writerows(by_hand())
    weighed = {danger.EVERY_TEXT: needed(), **learnt(lessons()).rows}
    lines.writerows({"words": name, **dict(zip(danger.COLUMNS, row, strict=True))} for name, row in weighed.items())
    return file.getvalue()


def measured() -> Measures:
    """How well it does on what it has not learnt from."""
    hand = danger.table(by_hand())
    most = needed()
    said = [(one, danger.numbers(one.text, danger.Weights(table.rows, most, hand.always)).split()) for one, table in apart()]
    real = [(one, found) for one, found in said if one.numbers]
    heard = sum(bool(found) for _, found in real)
    alike = sum(bool(found) for one, found in said if not one.numbers and not one.ordinary)
    plain = [bool(found) for one, found in said if one.ordinary]
    shown = {number: [number in found for one, found in real if number in one.numbers] for number in danger.NUMBERS}
    fits = sum(found[0] in one.numbers for one, found in real if found)
    return Measures(
        heard / len(real), heard / (heard + alike), sum(plain) / len(plain), fits / heard, {n: sum(s) / len(s) for n, s in shown.items()}
    )


def main() -> None:
    danger.TABLE.write_text(made(), encoding="utf-8")
    print(len(rows(danger.TABLE)), "rows learnt from", len(lessons()), "texts;", measured())


if __name__ == "__main__":
    main()
