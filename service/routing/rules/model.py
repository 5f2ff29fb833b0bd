"""Which field and which kind a text speaks of, by its words, and which words said so. It proposes; a person decides. Pure.

A linear model: every word, pair or three of words known to it has one small number a field and a kind, and they are added up. So what it
says can be read off the text. How it learns stands in `learning`.
"""

import math
import zlib
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from service.problems import N_, Text
from service.routing.rules.phrases import Part, Phrases, parts
from service.routing.rules.words import Word, features, words
from service.terms import Kind

MOST = 3
ZERO = 128  # a number is kept in one byte, this is nought
KINDS = tuple(kind.value for kind in Kind)
UNSURE = 0.25  # below it the right one is too often not even among three (on sentences kept apart): then nothing is proposed
LEAST = 0.005  # what is less likely is not proposed at all
SHARPER = 1.5  # what a score is multiplied by so that, where it says 0.8, about 80 of 100 are right (by cross-validation)
_PHRASES, _WEIGHTY, _ENOUGH = 3, 0.3, 35  # how many words, what they weigh beside the first; what a syllable must weigh by itself
_SAY_NOTHING = (
    "la va cua co cho toi tui nha thi ma o da duoc khong bi di ve den voi cac nhung mot hai ba nay kia cung con nua roi thay lam ra len "
    "anh chi em ong me bo bac co chu chau gia dinh xin hoi de nghi gi sao nao may nam thang ngay gio chao kinh gui thua cam on uy ban quan "
    "vao ai biet noi viec lanh dao can bo phuong xa tinh huyen chuc mung suc khoe giup mong vua moi qua nua tu den rat "
    "lam hay tra loi 1 40 80 0000"
)
NO_PHRASES = Phrases()
_EMPTY = frozenset([*_SAY_NOTHING.split(), *"abcdefghijklmnopqrstuvwxyz"])
_Rows = Sequence[tuple[bytes, tuple[int, int]]]  # the numbers of each known feature, and the first and last word it stands on


class Guess(msgspec.Struct, frozen=True):
    """What a text may be, how likely (0 to 1), and the words that spoke for it, as they stand in the text."""

    code: str
    score: float
    words: tuple[str, ...]


def because(guess: Guess) -> Text | str:
    """The words that spoke for a guess, in a sentence."""
    return N_("Vì có chữ: %(words)s.", words=", ".join(f"“{one}”" for one in guess.words)) if guess.words else ""


class Model:
    """What was learnt. `rows`: of each feature a byte for each field and then for each kind; `scale`: what one step of a byte is worth."""

    def __init__(self, codes: Sequence[str], rows: Mapping[str, bytes], scale: float, phrases: Phrases = NO_PHRASES) -> None:
        """Hold it."""
        self.codes = tuple(codes)
        self.rows = rows
        self.scale = scale
        self.phrases = phrases

    def fields(self, text: str, most: int = MOST) -> list[Guess]:
        """The likeliest fields, the first first; none when the text says too little."""
        return self._guesses(text, range(len(self.codes)), self.codes, most)

    def kinds(self, text: str) -> list[Guess]:
        """The kinds, the likeliest first; none when the text says too little."""
        return self._guesses(text, range(len(self.codes), len(self.codes) + len(KINDS)), KINDS, len(KINDS))

    def likely(self, text: str) -> list[tuple[str, float]]:
        """Every field with its likelihood, also where nothing would be proposed: for measuring."""
        _, known = self._known(text)
        found = self._shares(known, range(len(self.codes)))
        return sorted(zip(self.codes, found, strict=True), key=lambda pair: -pair[1])

    def _guesses(self, text: str, columns: range, codes: Sequence[str], most: int) -> list[Guess]:
        read, known = self._known(text)
        if all(read[at].bare in _EMPTY for _, span in known for at in span):
            return []
        found = self._shares(known, columns)
        order = sorted(range(len(codes)), key=lambda at: -found[at])[:most]
        if found[order[0]] < UNSURE:
            return []
        among = [part for part in parts(text, read, self.phrases) if not (part.common if codes is self.codes else part.empty)]
        among = [part for part in among if any(read[at].bare not in _EMPTY for at in range(part.first, part.last + 1))]
        return [Guess(codes[at], found[at], _spoke(text, read, known, columns.start + at, among)) for at in order if found[at] >= LEAST]

    def _known(self, text: str) -> tuple[list[Word], _Rows]:
        read = words(text)
        rows = self.rows
        return read, [(row, span) for name, span in features(read).items() if (row := rows.get(name)) is not None]

    def _shares(self, known: _Rows, columns: range) -> list[float]:
        nought, part = ZERO * len(known), slice(columns.start, columns.stop)
        weight = self.scale * SHARPER * norm(len(known))
        sums = [sum(column) for column in zip(*(row[part] for row, _ in known), strict=True)] or [0] * len(columns)
        return shares([(total - nought) * weight for total in sums])


def norm(count: int) -> float:
    """What each of so many features weighs: a long text is no surer for being long."""
    return 1 / math.sqrt(count + 2)


def shares(scores: Iterable[float]) -> list[float]:
    """Scores as likelihoods that sum to one."""
    listed = list(scores)
    highest = max(listed)
    raised = [math.exp(score - highest) for score in listed]
    whole = sum(raised)
    return [one / whole for one in raised]


def _spoke(text: str, read: Sequence[Word], known: _Rows, column: int, among: Sequence[Part]) -> tuple[str, ...]:
    """The words that spoke for a choice, the weightiest first: each feature's say shared among its syllables, added up over whole words."""
    say = [0.0] * len(read)
    for row, (first, last) in known:
        part = (row[column] - ZERO) / (last - first + 1)
        for at in range(first, last + 1):
            say[at] += part
    said = [(sum(say[part.first : part.last + 1]), part) for part in among]
    said = [(weight, part) for weight, part in said if weight > (_ENOUGH if part.first == part.last else 0)]
    enough = max((weight for weight, _ in said), default=0) * _WEIGHTY
    spoke = sorted((pair for pair in said if pair[0] >= enough), key=lambda pair: -pair[0])
    found = {text[read[part.first].start : read[part.last].end]: None for _, part in spoke}
    return tuple(found)[:_PHRASES]


class _Kept(msgspec.Struct, array_like=True):
    codes: tuple[str, ...]
    scale: float
    names: str
    rows: bytes
    glued: dict[str, int] = {}
    mute: tuple[str, ...] = ()


def packed(model: Model) -> bytes:
    """The model as it is stored."""
    names = sorted(model.rows)
    glued, mute = dict(sorted(model.phrases.glued.items())), tuple(sorted(model.phrases.mute))
    kept = _Kept(model.codes, model.scale, "\n".join(names), b"".join(model.rows[name] for name in names), glued, mute)
    return zlib.compress(msgspec.msgpack.encode(kept), 6)


def unpacked(stored: bytes) -> Model:
    """The model as it was stored."""
    kept = msgspec.msgpack.decode(zlib.decompress(stored), type=_Kept)
    width = len(kept.codes) + len(KINDS)
    rows = (kept.rows[at : at + width] for at in range(0, len(kept.rows), width))
    return Model(kept.codes, dict(zip(kept.names.split("\n"), rows, strict=True)), kept.scale, Phrases(kept.glued, frozenset(kept.mute)))
