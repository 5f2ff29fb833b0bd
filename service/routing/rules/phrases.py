"""Which syllables make a word together, and which words say nothing: learnt from how often they are used side by side. Pure.

Vietnamese is written syllable by syllable ("ký túc xá"), and a piece of a word is no reason that anybody can read.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from service.routing.rules.words import Word, words

LONGEST = 4
_SITUATIONS = 3  # two syllables make a word when people used them together in so many
_ALONE = 0.33  # how much oftener than by chance two syllables stand together: as a word, and as part of a longer one
_LONGER = 0.45
_OWN, _AT_LEAST = 0.1, 0.4  # what a field calls itself by is rather a word
_STEPS = 100  # a strength is kept as a whole number
_WRITTEN_SO = 2 * _STEPS
_PIECE = 0.4  # a syllable that so often is part of one and the same word does not stand for one
_EVERYWHERE, _EVERY_WORD = 0.5, 0.4  # a syllable, a word that is used of so many of the fields says nothing of one
_GRAMMAR = (
    "là và của có cho tôi tui mình mà ở đã đang được bị không chưa với các những một hai này kia nớ cũng nữa rồi gì chi sao nào thì để "
    "khi vì nên mô ni ai tới lên ra la va cua co ma o da dang duoc bi khong chua voi cac nhung nay cung nua roi gi nao thi de vi nen mo "
    "toi len 1 40 0000"
)
_NO_PART = frozenset(_GRAMMAR.split())
_NOTHING = frozenset(
    ("uy ban", "nhan dan", "quyet dinh", "de nghi", "khieu nai", "to cao", "phan anh", "kien nghi", "co quan", "chinh quyen")
)


class Phrases(msgspec.Struct, frozen=True):
    """How strongly two syllables make a word; and which words and syllables say nothing, being used of every field or being a piece."""

    glued: Mapping[str, int] = {}
    mute: frozenset[str] = frozenset()


class Part(msgspec.Struct, frozen=True, gc=False):
    """A word of one syllable or more: its first and last one, and whether it says nothing of a field, of anything."""

    first: int
    last: int
    common: bool
    empty: bool


def learn(texts: Iterable[tuple[str, str, Sequence[Word]]], own: Iterable[Sequence[Word]]) -> Phrases:
    """From texts with the situation and the field of each, and from what the fields say of themselves."""
    told = list(texts)
    counts: Counter[str] = Counter()
    situations: defaultdict[str, set[str]] = defaultdict(set)
    fields: defaultdict[str, set[str]] = defaultdict(set)
    for family, field, read in told:
        for name in _names(read):
            counts[name] += 1
            situations[name].add(family)
            fields[name].add(field)
    ours = {name for read in own for name in _names(read)}
    number, all_fields = sum(len(read) for _, _, read in told), len({field for _, field, _ in told})
    known = {name for name, used in situations.items() if len(used) >= _SITUATIONS} | ours
    glued = {name: strength for name in sorted(known) if (strength := _strength(name, counts, number, own=name in ours)) >= _ALONE}
    often = {name for name, used in fields.items() if len(used) > (_EVERY_WORD if " " in name else _EVERYWHERE) * all_fields} | _NOTHING
    common = {name for name in known if name in often or (" " in name and _bare(name) in often)}
    return Phrases({name: round(_STEPS * value) for name, value in glued.items()}, frozenset(common | _pieces(told, glued) & known))


def parts(text: str, read: Sequence[Word], phrases: Phrases) -> list[Part]:
    """A text as its words: the syllables that hold together strongest are joined first."""
    runs = {at: (at, at) for at in range(len(read))}
    strengths = ((_held(read, at, phrases.glued), at) for at in range(len(read) - 1) if _beside(text, read[at], read[at + 1]))
    for strength, at in sorted((pair for pair in strengths if pair[0]), key=lambda pair: -pair[0]):
        first, last = runs[at][0], runs[at + 1][1]
        written_so = strength == _WRITTEN_SO
        if written_so or (last - first < LONGEST and (last - first == 1 or strength >= _LONGER * _STEPS)):
            runs |= dict.fromkeys(range(first, last + 1), (first, last))
    return [_part(read, first, last, phrases) for first, last in dict.fromkeys(runs.values())]


def _part(read: Sequence[Word], first: int, last: int, phrases: Phrases) -> Part:
    if first == last:
        empty = len(read[first].bare) == 1 or read[first].full in phrases.mute
        return Part(first, last, empty, empty)
    pairs = [(read[at], read[at + 1]) for at in range(first, last)]
    known = [name for one, other in pairs if (name := f"{one.bare} {other.bare}") in phrases.glued]
    return Part(first, last, all(name in phrases.mute for name in known), empty=False)


def _beside(text: str, one: Word, other: Word) -> bool:
    return text[one.end : other.start] in {"", " ", "-"}


def _held(read: Sequence[Word], at: int, glued: Mapping[str, float]) -> float:
    """How strongly a syllable holds to the next; what is written in one, a short form or "5h", as nothing else does."""
    one, other = read[at], read[at + 1]
    if other.start <= one.end:
        return _WRITTEN_SO
    if other.start - one.end > 1:
        return 0
    return glued.get(f"{one.full} {other.full}") or glued.get(f"{one.bare} {other.bare}", 0)


def _names(read: Sequence[Word]) -> Iterator[str]:
    """Syllables and pairs, as written and without accents."""
    for at, word in enumerate(read):
        yield from {word.full, word.bare}
        if at + 1 < len(read) and read[at + 1].start - word.end <= 1:
            yield from {f"{word.full} {read[at + 1].full}", f"{word.bare} {read[at + 1].bare}"}


def _strength(name: str, counts: Mapping[str, int], number: int, *, own: bool) -> float:
    """How much oftener two syllables stand together than by chance, from 0 to 1 (normalised pointwise mutual information)."""
    one, _, other = name.partition(" ")
    if not other or one in _NO_PART or other in _NO_PART:
        return 0
    together = counts[name] / number if counts[name] else 0
    chance = counts[one] * counts[other] / number**2
    found = math.log(together / chance) / -math.log(together) if together else 0
    return max(found + _OWN, _AT_LEAST) if own else found


def _pieces(told: Iterable[tuple[str, str, Sequence[Word]]], glued: Mapping[str, float]) -> set[str]:
    """The syllables that mostly stand with one and the same other."""
    used: Counter[str] = Counter()
    bound: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for _, _, read in told:
        used.update(word.full for word in read)
        for at in range(len(read) - 1):
            if _held(read, at, glued):
                one, other = read[at].full, read[at + 1].full
                bound[one][f"{one} {other}"] += 1
                bound[other][f"{one} {other}"] += 1
    return {name for name, pairs in bound.items() if max(pairs.values()) >= _PIECE * used[name]}


def _bare(name: str) -> str:
    return " ".join(word.bare for word in words(name))
