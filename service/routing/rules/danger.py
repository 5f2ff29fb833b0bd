"""Which emergency numbers a text calls for, and by which of its words. Pure.

Everybody must report a child in danger (Luật Trẻ em 2016, Điều 51), and whoever writes in fear writes without accents, in dialect, with
mistakes: missing an emergency costs more than four numbers shown in vain. What is said of prices, of last year, of papers and of
training does not count as much as what is happening now.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

import msgspec
from msgspec.structs import replace

from service.routing.rules import danger_frames as frames
from service.routing.rules import danger_words as lexicon

LONGEST = 10_000  # letters read
ENOUGH = 2
SEVERAL = 3
MOST_WORDS = 3
MOST_HITS = 100  # of one sentence; whoever writes more of them has been heard
MINOR = 16  # Luật Trẻ em 2016, Điều 1
ACCENTED = 0.45  # of its words: then bare letters are meant to be bare
NUMBERS = ("113", "111", "115", "114")  # whose help comes first when several fit alike
CALLED = {
    "plea": ("113",),
    "hit": ("113",),
    "sex": ("113",),
    "child": ("111",),
    "crime": ("113",),
    "fire": ("114",),
    "rescue": ("114",),
    "self": ("115",),
    "ill": ("115",),
}
AMONG_PEOPLE = {"hit", "sex", "child", "self"}  # what was done to somebody is not undone by papers
WITH_CHILDREN = {"hit", "sex", "self"}
_TONES = ("àáạảã", "ằắặẳẵă", "ầấậẩẫâ", "èéẹẻẽ", "ềếệểễê", "ìíịỉĩ", "òóọỏõ", "ồốộổỗô", "ờớợởỡơ", "ùúụủũ", "ừứựửữư", "ỳýỵỷỹ", "đ")
_BARE = {sign: bare for signs, bare in zip(_TONES, "aaaeeiooouuyd", strict=True) for sign in signs}
_FOLD = str.maketrans(_BARE | {sign.upper(): bare for sign, bare in _BARE.items()})
_PARTS = re.compile(r"[^\W_]+|[.!?;\n]+|[,:()]+")
_STOP, _PAUSE = frozenset(".!?;\n"), frozenset(",:()")
_TELEX = re.compile(r"[wfjz]|dd|aa|ee|oo|(?:[a-z]{2}[srx]\b)|[a-z][0-9]")
_ABBREVIATED = {short: word for word, shorts in lexicon.SHORT.items() for short in shorts.split()}


class Danger(msgspec.Struct, frozen=True):
    """A number to call, and the words that speak for it as they stand in the text."""

    number: str
    words: tuple[str, ...]


class _Word(msgspec.Struct, frozen=True):
    """A word of a text: as written, without accents, and where it stands; `short`: written in a way of its own, `apart`: after a comma."""

    said: str
    bare: str
    start: int
    end: int
    short: bool
    apart: bool


class _Step(msgspec.Struct, frozen=True):
    """One place of a pattern: the words that may stand there by their bare form; or a gap of so many words.

    `bare`: those that are also meant without any accent; `strict`: the others with all of theirs.
    """

    words: dict[str, tuple[str, ...]] = {}
    bare: frozenset[str] = frozenset()
    strict: bool = False
    needed: bool = True
    gap: int = 0


class _Pattern(msgspec.Struct, frozen=True):
    """A row of words; `before` and `after` must not stand beside it, one of `second` must (None: whatever)."""

    steps: tuple[_Step, ...]
    before: frozenset[str]
    after: frozenset[str]
    kind: str
    weight: int
    second: frozenset[str] | None


class _Hit(msgspec.Struct, frozen=True):
    """A pattern met, from one word to another."""

    kind: str
    weight: int
    first: int
    last: int


_Index = dict[str, dict[str, list[_Pattern]]]  # by the bare first word, then the second one; "" where that may be any


def dangers(text: str) -> tuple[Danger, ...]:
    """The numbers that fit a text, the most fitting first; none when nothing in it tells of danger."""
    text = unicodedata.normalize("NFC", text[:LONGEST])
    heard = [one for one in _sentences(text) if one]
    accented = _accented(heard)
    told = [(words, hits) for words in heard if (hits := _events(words, accented))]
    if not told:
        return ()
    papers = any(_met(_PAPERS, words, accented) for words in heard)
    past = any(_met(_PAST, words, accented) for words in heard)
    child = any(_child(words) for words in heard)
    framed = ((words, hits, _frame(words, accented), _plainly(hits)) for words, hits in told)
    loud = [(words, hit) for words, hits, frame, more in framed for hit in hits if _loud(hit, frame, more, papers=papers, past=past)]
    if not loud and not papers and not past:
        loud = _muttered(told, accented)
    return _called(text, loud, child=child)


def numbers(text: str) -> str:
    """The same as a case keeps it: the numbers alone, the most fitting first."""
    return " ".join(one.number for one in dangers(text))


def _called(text: str, loud: Iterable[tuple[list[_Word], _Hit]], *, child: bool) -> tuple[Danger, ...]:
    spoken: dict[str, list[str]] = {}
    weight: dict[str, int] = {}
    for words, hit in sorted(loud, key=lambda one: -one[1].weight):
        told = text[words[hit.first].start : words[hit.last].end]
        called = CALLED[hit.kind]
        for number in ("111", *called) if child and hit.kind in WITH_CHILDREN else called:
            weight[number] = max(weight.get(number, 0), hit.weight + (number == "111"))
            said = spoken.setdefault(number, [])
            if told not in said:
                said.append(told)
    best = max(weight.values(), default=0)
    spoken = {number: said for number, said in spoken.items() if weight[number] >= best - 1 or len(said) > 1}
    order = sorted(spoken, key=lambda number: (-weight[number], NUMBERS.index(number)))
    return tuple(Danger(number, tuple(spoken[number][:MOST_WORDS])) for number in order)


def _loud(hit: _Hit, frame: tuple[bool, bool, bool, bool], more: int, *, papers: bool, past: bool) -> bool:
    """Whether a hit counts where it stands. `frame`: of its sentence, whether it is now, long ago, of papers, only spoken of.

    `more`: other words beside it speak of danger as plainly.
    """
    now, ago, paper, spoken = frame
    among = hit.kind in AMONG_PEOPLE
    score = hit.weight + more + (2 if now else 0) - (3 if ago and not now else 0) - (3 if spoken else 0)
    if not among:
        score -= 3 if paper else 1 if papers and not now else 0
        score -= 1 if past and not now else 0
    elif paper and not now:
        score -= 1
    if hit.kind == "sex" and ago and not spoken:
        score += 2
    return score >= ENOUGH


def _muttered(told: list[tuple[list[_Word], list[_Hit]]], accented: bool) -> list[tuple[list[_Word], _Hit]]:  # noqa: FBT001
    """Several words of one sentence none of which tells of danger alone, where nothing says that it is over, or only spoken of."""
    for words, hits in told:
        weak = {words[hit.first].bare: (words, hit) for hit in hits}
        if len(weak) + _met(_NOW, words, accented) >= SEVERAL and not _met(_SPOKEN, words, accented):
            return list(weak.values())
    return []


def _plainly(hits: list[_Hit]) -> int:
    """One more where two places of a sentence tell of danger beyond doubt, or three tell of it."""
    strong = [hit for hit in hits if hit.weight >= lexicon.STRONG]
    places = {hit.first for hit in hits if hit.weight >= lexicon.PLAIN}
    apart = bool(strong) and max(hit.first for hit in strong) > min(hit.last for hit in strong)
    return int(apart or len(places) >= SEVERAL)


def _frame(words: list[_Word], accented: bool) -> tuple[bool, bool, bool, bool]:  # noqa: FBT001
    return (_met(_NOW, words, accented), _met(_PAST, words, accented), _met(_PAPERS, words, accented), _met(_SPOKEN, words, accented))


def _events(words: list[_Word], accented: bool) -> list[_Hit]:  # noqa: FBT001
    """What a sentence tells of, less what only looks like it."""
    found = list(islice(_hits(_EVENTS, words, accented), MOST_HITS))
    if not found:
        return []
    harmless = {place for hit in _hits(_HARMLESS, words, accented) for place in range(hit.first, hit.last + 1)}
    return [hit for hit in found if harmless.isdisjoint(range(hit.first, hit.last + 1))]


def _met(index: _Index, words: list[_Word], accented: bool) -> bool:  # noqa: FBT001
    return next(_hits(index, words, accented), None) is not None


def _hits(index: _Index, words: list[_Word], accented: bool) -> Iterator[_Hit]:  # noqa: FBT001
    for place, word in enumerate(words):
        begins = index.get(word.bare)
        if begins is None:
            continue
        after = words[place + 1].bare if place + 1 < len(words) else ""
        for pattern in (*begins.get("", ()), *(begins.get(after, ()) if after else ())):
            last = _end(pattern.steps, 0, words, place, accented)
            if last < 0 or (last + 1 < len(words) and words[last + 1].bare in pattern.after):
                continue
            if not (place and words[place - 1].bare in pattern.before):
                yield _Hit(pattern.kind, pattern.weight, place, last)


def _end(steps: tuple[_Step, ...], at: int, words: list[_Word], place: int, accented: bool) -> int:  # noqa: FBT001
    """The last word of a pattern that begins at a place; -1 when it does not."""
    if at == len(steps):
        return place - 1
    step = steps[at]
    if step.gap:
        if at + 1 == len(steps):
            return place - 1
        ends = (_end(steps, at + 1, words, place + more, accented) for more in range(step.gap + 1))
        return next((end for end in ends if end >= 0), -1)
    joined = not at or bool(steps[at - 1].gap) or place >= len(words) or not words[place].apart
    if place < len(words) and joined and _fits(step, words[place], accented):
        end = _end(steps, at + 1, words, place + 1, accented)
        if end >= 0:
            return end
    return -1 if step.needed else _end(steps, at + 1, words, place, accented)


def _fits(step: _Step, word: _Word, accented: bool) -> bool:  # noqa: FBT001
    """Whether a word may stand there: with its accents, some of them or none; in a text that has accents not all may be missing."""
    meant = step.words.get(word.bare)
    if meant is None:
        return False
    if word.short:
        return word.bare in step.bare
    if word.said.isascii():
        return word.bare in meant or (not accented and word.bare in step.bare)
    return word.said in meant if step.strict else any(_alike(word.said, one) for one in meant)


@lru_cache(maxsize=4096)
def _alike(said: str, meant: str) -> bool:
    """Whether what is written is the word that is meant, or that word with accents left out; hỏi and ngã sound alike here."""
    if said == meant:
        return True
    if len(said) != len(meant):
        return False
    return all(one == other or one in _within(other) for one, other in zip(said, meant, strict=True))


@lru_cache(maxsize=256)
def _within(sign: str) -> frozenset[str]:
    """The signs that a sign becomes when some of its marks are left out."""
    parts = unicodedata.normalize("NFD", sign)
    base, marks = parts[0], parts[1:]
    if sign == "đ":
        return frozenset("đd")
    twins = {"\u0309": "\u0303", "\u0303": "\u0309"}  # hỏi, ngã
    made = {base, *(unicodedata.normalize("NFC", base + mark) for mark in marks)}
    made |= {unicodedata.normalize("NFC", base + "".join(twins.get(mark, mark) for mark in marks))}
    return frozenset(made)


def _sentences(text: str) -> Iterator[list[_Word]]:
    lower = text.lower()
    lower = lower if len(lower) == len(text) else text
    folded = lower.translate(_FOLD)
    read = _plain if _TELEX.search(folded) else _known
    words: list[_Word] = []
    apart = False
    for found in _PARTS.finditer(folded):
        part = found[0]
        if part[0] in _STOP:
            yield words
            words, apart = [], False
        elif part[0] in _PAUSE:
            apart = True
        else:
            start, end = found.span()
            bare = read(part)
            words.append(_Word(lower[start:end], bare, start, end, bare is not part and bare != part, apart))
            apart = False
    yield words


def _known(word: str) -> str:
    return _ABBREVIATED.get(word, word)


@lru_cache(maxsize=8192)
def _plain(word: str) -> str:
    """A word as it was meant: keys of an accent that was not made ("cuwus", "d9a1nh"), letters held down, and what is written short."""
    if word in _ABBREVIATED or word.isdigit():
        return _known(word)
    if word[0].isalpha() and len(word) > 2:  # noqa: PLR2004
        word = re.sub(r"(?<=[a-z])[0-9]+", "", word)
        word = re.sub(r"(.)\1{2,}", r"\1", word)
        word = re.sub(r"dd", "d", re.sub(r"aa|ee|oo", lambda twice: twice[0][0], word))
        word = re.sub(r"(?<=[a-z]{2})[sfrxj]$", "", word).replace("uw", "u").replace("ow", "o").replace("aw", "a")
        word = re.sub(r"w", "u", word[0] + word[1:]) if word.startswith("w") else word.replace("w", "")
    return _known(word)


def _accented(heard: list[list[_Word]]) -> bool:
    """Whether the writer sets accents: then a word without any is another word."""
    words = [word.said for one in heard for word in one if not word.said.isdigit()]
    return sum(not word.isascii() for word in words) > ACCENTED * len(words)


_YOUNG = frozenset(
    ("be", "tre", "chau", "nhoc", "nit", "dua", "mam", "mau", "sinh", "child", "kid", "baby", "girl", "boy", "daughter", "son")
)
_YOUNG_SAID = frozenset(("bé", "trẻ", "cháu", "nhóc", "nít", "đứa", "trẽ", "nhỏ", "mầm"))
_CHILDREN_OF = frozenset(
    ("gai", "trai", "nho", "nit", "toi", "tui", "em", "be", "hoc", "rieng", "chung", "minh", "ruot", "anh", "chi", "cua", "moi", "lop")
)


def _child(words: list[_Word]) -> bool:
    """Whether a sentence speaks of a child: by name of kin, by age under sixteen, by class."""
    for place, word in enumerate(words):
        after = words[place + 1].bare if place + 1 < len(words) else ""
        if word.said in _YOUNG_SAID or (word.said.isascii() and word.bare in _YOUNG):
            return True
        if word.bare == "con" and (
            after in _CHILDREN_OF or (place and words[place - 1].bare in {"danh", "dap", "oanh", "hanh", "va", "dua", "may", "nhot"})
        ):
            return True
        if word.bare.isdigit() and after in {"tuoi", "t", "thang"} and int(word.bare[:4]) < MINOR:
            return True
        if (word.bare, after) in {("hoc", "sinh"), ("thang", "cu")}:
            return True
    return False


def _pattern(line: str, kind: str = "", weight: int = 0) -> _Pattern:
    before = after = frozenset[str]()
    steps: list[_Step] = []
    for part in line.split():
        if part[0] == "!":
            after = frozenset(part[1:].translate(_FOLD).split("|"))
        elif part[0] == "~":
            before = frozenset(part[1:].translate(_FOLD).split("|"))
        elif part[0] == "_":
            steps.append(_Step(gap=int(part[1:])))
        else:
            steps.append(_step(part))
    while steps and steps[-1].gap:
        steps.pop()
    if weight == lexicon.WEAK and len(steps) == 1:  # bare, one word alone may be many others
        steps = [replace(steps[0], bare=frozenset())]
    second = frozenset(steps[1].words) if len(steps) > 1 and steps[1].needed and not steps[1].gap and steps[0].needed else None
    return _Pattern(tuple(steps), before, after, kind, weight, second)


def _step(part: str) -> _Step:
    words: dict[str, tuple[str, ...]] = {}
    bare: set[str] = set()
    for name in part.rstrip("?").split("|"):
        for one in lexicon.CLASSES[name[1:]].split("|") if name[0] == "@" else [name]:
            word = one.removeprefix("=")
            folded = word.translate(_FOLD)
            words[folded] = (*words.get(folded, ()), word)
            bare |= {folded} if one == word else set()
    return _Step(words, frozenset(bare), needed=not part.endswith("?"))


def _indexed(patterns: Iterable[_Pattern]) -> _Index:
    """Patterns by the bare words they may begin with."""
    index: _Index = {}
    for pattern in patterns:
        for bare in pattern.steps[0].words:
            for after in pattern.second or ("",):
                index.setdefault(bare, {}).setdefault(after, []).append(pattern)
    return index


def _frames(lines: Iterable[str]) -> _Index:
    """Frames quieten, so they are read strictly: a word alone must have its accents."""
    patterns = [_pattern(line) for line in lines]
    alone = frozenset[str]()
    return _indexed(
        replace(one, steps=tuple(replace(step, strict=True, bare=step.bare if len(one.steps) > 1 else alone) for step in one.steps))
        for one in patterns
    )


_EVENTS = _indexed(_pattern(line, kind, weight) for kind, weight, lines in lexicon.EVENTS for line in lines)
_NOW, _PAST, _PAPERS, _SPOKEN, _HARMLESS = (
    _frames(lines) for lines in (frames.NOW, frames.PAST, frames.PAPERS, frames.SPOKEN, frames.HARMLESS)
)
