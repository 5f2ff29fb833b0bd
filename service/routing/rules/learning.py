"""How the model learns from sentences whose field and kind somebody has said, and how well it does on those it has not seen. Pure.

The same sentences in the same order give the same model. A word enters it only when people used it in two situations, so that no name
that one person wrote is kept in it.
"""

import math
import random
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from zlib import crc32

import msgspec

from service.routing.rules.duties import Field
from service.routing.rules.model import KINDS, ZERO, Model, norm, shares
from service.routing.rules.phrases import Phrases, learn
from service.routing.rules.words import Word, features, words

RECIPE = 2  # one more with each change of what follows, of `words`, `phrases` or `model`: then everything is learnt anew
ROUNDS = 5
RATE = 1.0
OF_FIELDS = 2.0  # how much more than a sentence a field's own name, hint and words teach
SITUATIONS = 2
FOLDS = 5
BARELY = 0.005  # likelihoods that teach nothing
_STEPS = 120  # a number is one of so many steps on each side of nought
_SAID = 0.02


class Sentence(msgspec.Struct, frozen=True):
    """A text and what it is about; texts of one family tell the same situation."""

    family: str
    kind: str
    field: str
    text: str


class Measures(msgspec.Struct, frozen=True):
    """How often the right field came first, and among the first three; how often the right kind; of how many sentences."""

    first: float = 0
    among: float = 0
    kind: float = 0
    sentences: int = 0


class _Lesson(msgspec.Struct, frozen=True):
    """A text as it is learnt from: its features and the columns that should win; no kind where only the field is known."""

    names: list[str]
    wins: tuple[int, ...]
    weight: float


def train(sentences: Sequence[Sentence], fields: Iterable[Field]) -> Model:
    """Learn from the sentences and from what the fields say of themselves."""
    known = sorted(fields, key=lambda field: field.code)
    codes = [str(field.code) for field in known]
    told = [(f"{field.code} itself", str(field.code), text) for field in known for text in (field.name, field.hint, *field.words)]
    texts = [(one, words(one.text)) for one in sentences if one.field in set(codes)]
    phrases = learn([(one.family, one.field, text) for one, text in texts], [words(text) for _, _, text in told])
    read = [(one, _names(text)) for one, text in texts]
    own = [(family, code, _names(words(text))) for family, code, text in told]
    seen = _situations([(one.family, names) for one, names in read], [(family, names) for family, _, names in own])
    places = {code: at for at, code in enumerate(codes)}
    kinds = {kind: len(codes) + at for at, kind in enumerate(KINDS)}
    lessons = [_Lesson([n for n in names if n in seen], (places[one.field], kinds[one.kind]), 1.0) for one, names in read]
    lessons += [_Lesson([n for n in names if n in seen], (places[code],), OF_FIELDS) for _, code, names in own]
    weights = _learnt([lesson for lesson in lessons if lesson.names], _rates(seen, read), len(codes))
    return _small(codes, weights, phrases)


def _names(read: list[Word]) -> list[str]:
    return list(features(read))


def _situations(read: Iterable[tuple[str, list[str]]], own: Iterable[tuple[str, list[str]]]) -> dict[str, int]:
    """In how many situations each feature was used; those of one situation alone are forgotten, unless a field names itself so."""
    families: defaultdict[str, set[str]] = defaultdict(set)
    for family, names in read:
        for name in names:
            families[name].add(family)
    found = Counter({name: len(used) for name, used in families.items() if len(used) >= SITUATIONS})
    for name in sorted({name for _, names in own for name in names}):
        found[name] += 1
    return dict(found)


def _rates(seen: Mapping[str, int], read: Sequence[tuple[Sentence, list[str]]]) -> dict[str, float]:
    """How fast each feature learns: the rarer it is, the more it says."""
    number = len({one.family for one, _ in read}) + 1
    return {name: math.log(1 + number / used) for name, used in seen.items()}


def _learnt(lessons: list[_Lesson], rates: Mapping[str, float], fields: int) -> dict[str, "array[float]"]:
    """Softmax regression for fields and kinds at once, by steps that get shorter."""
    width = fields + len(KINDS)
    weights = {name: array("d", bytes(8 * width)) for name in rates}
    order, chance = list(range(len(lessons))), random.Random(1)  # noqa: S311 - the same each time
    steps, step = ROUNDS * len(lessons), 0
    for _ in range(ROUNDS):
        chance.shuffle(order)
        for at in order:
            lesson, step = lessons[at], step + 1
            _step(weights, lesson, rates, RATE * (1 - step / steps) * lesson.weight, fields)
    return weights


def _step(weights: Mapping[str, "array[float]"], lesson: _Lesson, rates: Mapping[str, float], rate: float, fields: int) -> None:
    rows, part = [weights[name] for name in lesson.names], norm(len(lesson.names))
    scores = [sum(column) * part for column in zip(*rows, strict=True)]
    wrong = _wrong(shares(scores[:fields]), 0, lesson.wins[0])
    if len(lesson.wins) > 1:
        wrong += _wrong(shares(scores[fields:]), fields, lesson.wins[1])
    if wrong:
        for name, row in zip(lesson.names, rows, strict=True):
            pull = rate * part * rates[name]
            for column, much in wrong:
                row[column] -= pull * much


def _wrong(found: Sequence[float], first: int, wins: int) -> list[tuple[int, float]]:
    """How far each column is from what it should have said; nothing where it said it."""
    if found[wins - first] > 1 - _SAID:
        return []
    others = [(first + at, share) for at, share in enumerate(found) if share > BARELY and first + at != wins]
    return [*others, (wins, found[wins - first] - 1)]


def _small(codes: Sequence[str], weights: Mapping[str, "array[float]"], phrases: Phrases) -> Model:
    """Every number in one byte; what says nothing about anything is left out."""
    most = max((abs(one) for row in weights.values() for one in row), default=1.0) or 1.0
    step = most / _STEPS
    nothing = bytes([ZERO]) * (len(codes) + len(KINDS))
    rows = {name: bytes(ZERO + round(one / step) for one in row) for name, row in weights.items()}
    return Model(codes, {name: row for name, row in rows.items() if row != nothing}, step, phrases)


def held_out(family: str) -> bool:
    """Whether a family is kept for measuring: always the same fifth."""
    return crc32(family.encode()) % FOLDS == 0


def measured(model: Model, sentences: Sequence[Sentence]) -> Measures:
    """How well a model does on sentences it has not learnt from."""
    first = among = kind = 0
    for one in sentences:
        likely = [code for code, _ in model.likely(one.text)[:3]]
        first += likely[0] == one.field
        among += one.field in likely
        found = model.kinds(one.text)
        kind += bool(found) and found[0].code == one.kind
    number = len(sentences)
    whole = max(number, 1)
    return Measures(first / whole, among / whole, kind / whole, number)
