"""How names are compared: as people type them on a phone, without accents, cut short as everybody does or written out."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_MARKS = re.compile("[\u0300-\u036f]")
_D = str.maketrans("Đđ", "dd")
_APART = re.compile(r"[^a-z0-9|]+")

# What people cut short: each way of writing it, folded and without "và", and the one it is compared as.
_SHORT = {
    "ubnd": "uy ban nhan dan, uy ban nd, uy ban, ub nhan dan, ub nd, ub",
    "hdnd": "hoi dong nhan dan, hoi dong nd, hd nd",
    "mttq": "uy ban mat tran to quoc viet nam, uy ban mat tran to quoc, uy ban mttq viet nam, uy ban mttq, "
    "ub mttq viet nam, ub mttq, ubmttq, mttq viet nam, mttqvn, mat tran to quoc, mat tran",
    "ldtbxh": "lao dong thuong binh xa hoi, lao dong tbxh, lao dong tb xh, ld thuong binh xa hoi, "
    "ld tb xh, ldtb xh, ld tbxh, ldtbvxh, ldtbvaxh",
    "tnmt": "tai nguyen moi truong, tn mt",
    "nnmt": "nong nghiep moi truong, nn mt",
    "nnptnt": "nong nghiep phat trien nong thon, nong nghiep ptnt, nn ptnt",
    "gtvt": "giao thong van tai, gt vt",
    "khdt": "ke hoach dau tu, kh dt",
    "tttt": "thong tin truyen thong, tt tt",
    "khcn": "khoa hoc cong nghe, kh cn",
    "vhttdl": "van hoa the thao du lich, vh tt dl, vhtt dl, vh ttdl",
    "vhtt": "van hoa the thao, vh tt",
    "vhxh": "van hoa xa hoi, vh xh",
    "gddt": "giao duc dao tao, gd dt",
    "dttg": "dan toc ton giao, dt tg",
    "bhxh": "bao hiem xa hoi, bh xa hoi, bh xh",
    "nhcsxh": "ngan hang chinh sach xa hoi, ngan hang chinh sach, nh csxh, nh chinh sach",
    "pgd": "phong giao dich",
    "vp": "van phong",
    "tiep dan": "tiep cong dan, tcd",
    "so ldtbxh": "sldtbxh",
    "trung tam dvvl": "ttdvvl",
    "trung tam tgpl": "tttgpl",
    "dvvl": "dich vu viec lam, gioi thieu viec lam",
    "tgpl": "tro giup phap ly",
    "vp dkdd": "vpdkdd, vp dang ky dat dai, van phong dang ky dat dai, vpdk dat dai",
    "dkdd": "dang ky dat dai, dk dat dai",
    "ksbt": "kiem soat benh tat",
    "chqs": "chi huy quan su, ch quan su, ch qs",
    "phu nu": "lien hiep phu nu, lhpn",
    "ccb": "cuu chien binh",
    "ldld": "lien doan lao dong",
    "tdoan": "tinh doan, doan tncs ho chi minh tinh, doan thanh nien tinh",
    "thi xa": "tx",
    "thanh pho": "tp",
}
_WAYS = {way.strip(): short for short, ways in _SHORT.items() for way in ways.split(",")}
_CUT = re.compile(rf"\b(?:{'|'.join(sorted(_WAYS, key=len, reverse=True))})\b")
_INITIALS = re.compile(r"\b(\w)\.(?=\w\b)")
_LETTERS = (  # what means something only where it stands
    (re.compile(r"\bso (?:lao dong|ld)\b"), "so ldtbxh"),
    (re.compile(r"\bca (?=tinh|xa|phuong|huyen|thi|thanh|khu|quang)"), "cong an "),
    (re.compile(r"\bubnd h (?=\w)"), "ubnd huyen "),
    (re.compile(r"\bubnd x (?=\w)"), "ubnd xa "),
    (re.compile(r"\bubnd p (?=\w)"), "ubnd phuong "),
    (re.compile(r"\bubnd tt (?=\w)"), "ubnd thi tran "),
    (re.compile(r"^tt (?=\w)"), "trung tam "),
    (re.compile(r"^p (?=\w)"), "phong "),
)


def fold(text: str) -> str:
    """The text without accents, in lower case, đ as d: the same as the generated column `key` of area, agency and field."""
    return _MARKS.sub("", unicodedata.normalize("NFD", text)).translate(_D).lower()


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """The name of a body as it is compared: folded, without "và" and signs, what may be cut short cut short one way."""
    words = " ".join(word for word in _APART.sub(" ", _INITIALS.sub(r"\1", fold(text[:300]))).split() if word != "va")
    short = _CUT.sub(lambda found: _WAYS[found[0]], words)
    for letters, meant in _LETTERS:
        short = letters.sub(meant, short)
    return short


def search_key(name: str, aliases: Iterable[str]) -> str:
    """What a body is searched by: each of its names, plain."""
    return " | ".join(dict.fromkeys(plain(one) for one in (name, *aliases) if plain(one)))
