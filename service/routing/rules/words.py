"""What stands in a text, as far as a choice may rest on it: its words as written, and the same made comparable. Pure.

People write on a phone: without accents, with words cut short, run together or as they are said between Quảng Bình and Quảng Trị.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from unicodedata import is_normalized, normalize

import msgspec

from service.agencies.rules import fold

LONGEST = 3_000  # letters read; what a text is about stands at its beginning
MOST_WORDS = 400
_LONGEST_WORD = 40  # no words run together are longer; what is, is noise
_LONGEST_SYLLABLE = 7  # nghiêng
_SHORTEST_RUN = 6  # letters of two words run together; shorter, it is rather a foreign word
_ANYTHING = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*|\d+")
_DRAWN_OUT = re.compile(r"([^\W\d_])\1{2,}")
_OLD, _OLDEST, _ADULT = 60, 115, 18
_DIGITS = 4  # of a number that may still be an age or a year
_ACCENTED = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
_FOLD = str.maketrans({sign: fold(sign) for sign in _ACCENTED})

# Without accents too: no other word is written so.
_SHORT = {
    "ko": "không", "k": "không", "kg": "không", "hok": "không", "hong": "không", "khog": "không", "khg": "không", "hk": "không",
    "dc": "được", "đc": "được", "đx": "được", "dk": "được", "đk": "được", "bik": "biết", "bit": "biết", "bt": "biết",
    "vs": "với", "j": "gì", "ntn": "như thế nào", "nh": "nhiều", "ng": "người", "ngta": "người ta", "mn": "mọi người", "bn": "bao nhiêu",
    "tr": "trường", "lm": "làm", "vc": "việc", "cx": "cũng", "r": "rồi", "bh": "bây giờ", "h": "giờ", "cty": "công ty",
    "cti": "công ty", "xn": "xí nghiệp", "ubnd": "ủy ban nhân dân", "ub": "ủy ban", "cb": "cán bộ", "bv": "bệnh viện", "bs": "bác sĩ",
    "tyt": "trạm y tế", "bhyt": "bảo hiểm y tế", "bhxh": "bảo hiểm xã hội", "bhtn": "bảo hiểm thất nghiệp",
    "hs": "học sinh", "sv": "sinh viên", "gv": "giáo viên", "gvcn": "giáo viên chủ nhiệm", "hp": "học phí", "thpt": "trung học phổ thông",
    "thcs": "trung học cơ sở", "xkld": "xuất khẩu lao động", "xklđ": "xuất khẩu lao động", "ntm": "nông thôn mới", "nct": "người cao tuổi",
    "nkt": "người khuyết tật", "ncc": "người có công", "tbls": "thương binh liệt sĩ", "hcm": "hồ chí minh", "nhcs": "ngân hàng chính sách",
    "nhcsxh": "ngân hàng chính sách xã hội", "csxh": "chính sách xã hội", "noxh": "nhà ở xã hội", "dvc": "dịch vụ công", "tp": "thành phố",
    "attp": "an toàn thực phẩm", "vsattp": "vệ sinh an toàn thực phẩm", "dtts": "dân tộc thiểu số", "tgpl": "trợ giúp pháp lý",
    "sxh": "sốt xuất huyết", "stk": "số tài khoản", "tk": "tài khoản",
    "tbxh": "trợ cấp xã hội", "btxh": "bảo trợ xã hội", "sdt": "số điện thoại", "đt": "điện thoại", "gd": "gia đình", "gđ": "gia đình",
    "xl": "xin lỗi", "kn": "khiếu nại", "vx": "vắc xin", "vacxin": "vắc xin", "vaccine": "vắc xin", "wifi": "mạng", "internet": "mạng",
    "nác": "nước", "nac": "nước", "rứa": "thế", "rua": "thế", "chừ": "giờ", "mần": "làm", "nhởi": "chơi", "nhoi": "chơi", "bầy": "chúng",
    "eng": "anh", "lả": "lửa", "trốc": "đầu", "troc": "đầu", "ngái": "xa", "cươi": "sân", "rọng": "ruộng", "đàng": "đường", "mạ": "mẹ",
    "bọ": "bố", "mệ": "bà", "mụ": "bà", "ả": "chị", "o": "cô", "nỏ": "không", "no": "không", "tui": "tôi", "choa": "chúng tôi",
    "hấn": "hắn",
    "khun": "khôn", "dừ": "giờ", "cấy": "cái", "tru": "trâu", "xả": "xã", "hổ": "hỗ",
}  # fmt: skip

_ONSETS = "ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|b|c|d|g|h|k|l|m|n|p|r|s|t|v|x|"
_RIMES = (
    "a ac ach ai am an ang anh ao ap at au ay e ec em en eng eo ep et eu i ia ich iec iem ien ieng iep iet ieu im in inh ip it iu "
    "o oa oac oach oai oam oan oang oanh oap oat oay oc oe oen oeo oet oi om on ong ooc oong op ot u ua uan uang uat uay uc ue uech uen "
    "uenh uet ui um un ung uo uoc uoi uom uon uong uop uot uou up ut uu uy uya uych uyen uyet uynh uyt uyu y yem yen yet yeu"
)
_SYLLABLE = re.compile(rf"(?:{_ONSETS})(?:{'|'.join(sorted(_RIMES.split(), key=len, reverse=True))})")


class Word(msgspec.Struct, frozen=True, gc=False):
    """A syllable: as it may be compared with its accents, without them, and where it stands in the text."""

    full: str
    bare: str
    start: int
    end: int


def words(text: str, letters: int = LONGEST, most: int = MOST_WORDS) -> list[Word]:
    """The syllables of the beginning of a text."""
    found: list[Word] = []
    for word in _read(text[:letters]):
        found.append(word)
        if len(found) == most:
            break
    return found


def _read(text: str) -> Iterator[Word]:
    plain = is_normalized("NFC", text)
    for match in _ANYTHING.finditer(text):
        start, end = match.span()
        if end - start > _LONGEST_WORD:
            continue
        for full, bare in _spelt(match[0] if plain else normalize("NFC", match[0])):
            yield Word(full, bare, start, end)


@lru_cache(maxsize=8192)
def _spelt(written: str) -> tuple[tuple[str, str], ...]:
    """What is meant by one word: of a short form the words it stands for, of words run together each."""
    if written.isdigit():
        return ((size, size),) if (size := _size(written)) else ()
    low = _DRAWN_OUT.sub(r"\1", written.lower())
    meant = _SHORT.get(low)
    if meant is None:
        pieces = _parted(low)
        meant = " ".join(_SHORT.get(piece, piece) for piece in pieces)
    return tuple((piece, piece.translate(_FOLD)) for piece in meant.split())


def _size(digits: str) -> str:
    """Of a number only what kind of number it may be: no number anybody wrote is kept."""
    value = int(digits[:_DIGITS])
    if len(digits) > _DIGITS:
        return "0000"
    if value < _ADULT:
        return "1"
    return "80" if _OLD <= value <= _OLDEST else "40" if value < _OLD else "0000"


def _parted(low: str) -> list[str]:
    """Words run together, parted where syllables end; what cannot be parted stays."""
    bare = low.translate(_FOLD)
    if len(bare) < _SHORTEST_RUN or len(bare) != len(low) or (len(bare) <= _LONGEST_SYLLABLE and _SYLLABLE.fullmatch(bare)):
        return [low]
    ends = _cut(bare)
    return [low[one:other] for one, other in zip([0, *ends], ends, strict=False)] or [low]


def _cut(bare: str) -> list[int]:
    """Where the fewest syllables that fill a word end; nothing when none do."""
    best: dict[int, list[int]] = {0: []}
    for end in range(1, len(bare) + 1):
        for start in range(max(0, end - _LONGEST_SYLLABLE), end):
            known = best.get(start)
            if known is not None and (end not in best or len(known) + 1 < len(best[end])) and _SYLLABLE.fullmatch(bare, start, end):
                best[end] = [*known, end]
    return best.get(len(bare), [])


def features(read: list[Word]) -> Mapping[str, tuple[int, int]]:
    """What may speak for a field, each with the first and last word it stands on: words and pairs, without accents and as accented."""
    found: dict[str, tuple[int, int]] = {}
    for at, word in enumerate(read):
        found.setdefault(word.bare, (at, at))
        if word.full != word.bare:
            found.setdefault(f"={word.full}", (at, at))
    for at in range(len(read) - 1):
        word, after = read[at], read[at + 1]
        found.setdefault(f"{word.bare} {after.bare}", (at, at + 1))
        if word.full != word.bare or after.full != after.bare:
            found.setdefault(f"={word.full} {after.full}", (at, at + 1))
    return found
