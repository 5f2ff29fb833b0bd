"""How names are compared: as people type them on a phone, without accents."""

import re
import unicodedata

_MARKS = re.compile("[\u0300-\u036f]")
_D = str.maketrans("Đđ", "dd")


def fold(text: str) -> str:
    """The text without accents, in lower case, đ as d: the same as the generated column `key` of area, agency and field."""
    return _MARKS.sub("", unicodedata.normalize("NFD", text)).translate(_D).lower()
