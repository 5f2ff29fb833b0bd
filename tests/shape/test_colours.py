"""Text keeps 7:1 on every ground it may stand on, borders of controls 3:1, in light and dark (WCAG 2.2, 1.4.6 and 1.4.11)."""

import re
from pathlib import Path

import pytest

TOKENS = (Path(__file__).parents[2] / "web" / "static" / "css" / "tokens.css").read_text("utf-8")
GROUNDS = ("paper", "raised", "tint")
TEXT = [
    *((text, ground) for text in ("ink", "soft", "accent") for ground in GROUNDS),
    *((text, ground) for text in ("alarm", "late") for ground in ("paper", "raised", f"{text}-tint")),
    *(("ink", ground) for ground in ("alarm-tint", "late-tint")),
    ("on-accent", "accent"),
    ("on-band", "band"),
]
BORDERS = [("edge", ground) for ground in GROUNDS]
LIGHT, DARK = (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", part)) for part in TOKENS.split("(prefers-color-scheme: dark)"))


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("colours", [LIGHT, LIGHT | DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("pair", "least"), [*((pair, 7.0) for pair in TEXT), *((pair, 3.0) for pair in BORDERS)], ids=str)
def test_contrast(colours: dict[str, str], pair: tuple[str, str], least: float):
    assert contrast(*(colours[name] for name in pair)) >= least
