"""Whether two texts may be about one matter: the words they share, rare ones counting more. Pure.

A word is a syllable without accents, as people type it on a phone; what only holds sentences together is left out. Weights are those of
the same field (inverse document frequency): "trợ cấp" tells little among cases about allowances. The measure is the cosine of the two.
Tried on 99 invented tellings of 32 matters (tests/clusters/tellings.csv): a proposal, which an officer confirms or refuses.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from zlib import crc32

import msgspec

from service.agencies.rules import fold
from service.terms import AgencyCode, AreaCode, CaseId, FieldCode

ALIKE = 0.19
SURELY = 0.4  # in a field that nothing else speaks for: of 4 287 pairs of two fields in the tellings, two are beyond it
FEWEST_SHARED = 3
CALM = 20  # cases of a field that are taken to be there before the first: with few, every word would seem rare
LEAST_WEIGHT = 0.3
LONGEST = 4_000  # letters read
_SIGN = 2**31
_WORD = re.compile(r"[^\W_]+")
_COMMON = frozenset(
    _WORD.findall("""
    toi tui chung minh em anh chi co chu bac ong ba cac nhung moi mot hai la va ma thi bi duoc cho voi cua o tai tren duoi trong
    ngoai vao ra len xuong den tu ve nay ni kia no do gio hien dang da se roi chua khong ko k khg chang cung van con rat qua lam
    luon nhu vay the rua sao gi mo mong xin de nghi hoi nho dum giup biet noi bao cu nguoi nha dan gia dinh can bo uy ban xa thon
    xom lan hom thang nam ngay tuan sang chieu khi luc vi neu nen hay hoac nhieu it may ca het nua lai phai
    """)  # what holds sentences together, who speaks, when
)
Weigh = Callable[[int], float]


class Unsketched(msgspec.Struct, frozen=True):
    """A feedback that is to be compared, and where it lies."""

    id: CaseId
    agency_code: AgencyCode
    field_code: FieldCode
    area_code: AreaCode
    filed_at: datetime
    content: str


class Sketch(msgspec.Struct, frozen=True):
    """The words of a case as numbers."""

    case_id: CaseId
    field_code: FieldCode
    words: list[int]


class Part(msgspec.Struct, frozen=True):
    """A piece of a text, and whether the others say it too."""

    text: str
    shared: bool


def content_words(text: str) -> list[str]:
    """The words that say what it is about, without accents, in their order."""
    return [word for found in _WORD.findall(text[:LONGEST]) if _tells(word := fold(found))]


def _tells(word: str) -> bool:
    return len(word) > 1 and word not in _COMMON


def sketch(text: str) -> list[int]:
    """The content words as numbers: enough to compare, not to read."""
    return sorted({crc32(word.encode()) - _SIGN for word in content_words(text)})


def weights(background: Iterable[Iterable[int]]) -> Weigh:
    """How much a word tells among the cases of its field."""
    cases = list(background)
    holding = Counter(word for case in cases for word in case)
    return lambda word: max(math.log((len(cases) + CALM) / (holding[word] + 1)), LEAST_WEIGHT)


def likeness(one: AbstractSet[int], other: AbstractSet[int], weigh: Weigh) -> float:
    """From 0 to 1; nothing when they share next to nothing."""
    shared = one & other
    if len(shared) < FEWEST_SHARED:
        return 0.0
    return min(_square(shared, weigh) / math.sqrt(_square(one, weigh) * _square(other, weigh)), 1.0)


def _square(words: Iterable[int], weigh: Weigh) -> float:
    return sum(weigh(word) ** 2 for word in words)


def is_alike(score: float, *, near: bool) -> bool:
    """Whether it is enough. People choose the field next to the right one: it is `near` if it is theirs or the words propose it."""
    return score >= (ALIKE if near else SURELY)


def near(text: str, others: Sequence[str]) -> dict[int, float]:
    """How like some texts are, by their place, the nearest first, where there is no field to weigh words by."""
    known = [frozenset(sketch(other)) for other in others]
    own, weigh = frozenset(sketch(text)), weights(known)
    scores = [(likeness(own, other, weigh), place) for place, other in enumerate(known)]
    return {place: score for score, place in sorted(scores, key=lambda pair: (-pair[0], pair[1])) if score >= ALIKE}


def marked(texts: Sequence[str]) -> list[list[Part]]:
    """The texts with what at least half of them say marked; what stands side by side is one piece."""
    said = [set(content_words(text)) for text in texts]
    counts = Counter(word for words in said for word in words)
    least = max(2, (len(texts) + 1) // 2)
    return [_parts(text, lambda word: counts[word] >= least) for text in texts]


def _parts(text: str, shared: Callable[[str], bool]) -> list[Part]:
    pieces, end = list[Part](), 0
    for found in _WORD.finditer(text):
        if not (_tells(word := fold(found[0])) and shared(word)):
            continue
        between = text[end : found.start()]
        if pieces and pieces[-1].shared and between.isspace() and "\n" not in between:
            pieces[-1] = Part(pieces[-1].text + between + found[0], shared=True)
        else:
            pieces += [Part(between, shared=False)] * bool(between) + [Part(found[0], shared=True)]
        end = found.end()
    return [*pieces, Part(text[end:], shared=False)] if end < len(text) else pieces
