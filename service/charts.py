"""Charts as SVG for pages: pictures that print, open on any phone and take the page's colours.

Each stands beside its table, so a reader of the screen hears one sentence and goes on to the numbers.

Lengths are in units of the view box, 400 wide; shares are 0..1. Words come in from the page, in the reader's language.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Literal

import msgspec
import svg
from markupsafe import Markup, escape

Number = Decimal | float | int  # as the library has it
WIDTH, LEFT, RIGHT, ROW = 400, 8, 392, 40
TOP, FLOOR = 14, 236  # of charts with a height of their own
INK, SOFT, LINE, ACCENT, ALARM = ("var(--ink)", "var(--soft)", "var(--line)", "var(--accent)", "var(--alarm)")
FIFTHS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
STEPS, MOST_STEPS = (0.01, 0.02, 0.05, 0.1), 6  # between the lines of a chart; else 0.2
DASHES: list[Number] = [4, 3]
MARGIN = 0.03  # of the span between lowest and highest, kept free above and below


class Whisker(msgspec.Struct, frozen=True):
    """A value with its interval, and what is written beside it; no value where it may not be said."""

    label: str
    value: float | None
    low: float | None
    high: float | None
    said: str


class Dot(msgspec.Struct, frozen=True):
    """A value at a place on the lower axis; `out` is marked and named."""

    label: str
    x: float
    value: float
    out: bool = False


class Band(msgspec.Struct, frozen=True):
    """Inner and outer limits at a place on the lower axis."""

    x: float
    low: float
    high: float
    outer_low: float
    outer_high: float


class Moment(msgspec.Struct, frozen=True):
    """A period's value between the limits that chance keeps, or with its own interval."""

    label: str
    value: float
    low: float
    high: float
    out: bool = False


def whiskers(rows: Sequence[Whisker], about: str, *, target: float | None = None) -> Markup:
    """Shares one under the other, each with its interval; a line where the target is."""
    height = ROW * len(rows) + 22
    drawn: list[svg.Element] = [*_scale(height)]
    for place, row in enumerate(rows):
        drawn += _whisker(row, ROW * place)
        if target is not None:  # beside the words, not through them
            x, y = _across(target), ROW * place + 17
            drawn.append(svg.Line(x1=x, x2=x, y1=y, y2=y + 16, stroke=ALARM, stroke_width=2))
    return _whole(drawn, height, about)


def _whisker(row: Whisker, top: float) -> list[svg.Element]:
    words = [
        _text(x=LEFT, y=top + 13, text=row.label, fill=INK),
        _text(x=RIGHT, y=top + 13, text=row.said, text_anchor="end", fill=INK),
    ]
    rail = svg.Line(x1=LEFT, x2=RIGHT, y1=top + 25, y2=top + 25, stroke=LINE, stroke_width=6)
    if row.value is None:
        return [*words, rail]
    bar = svg.Line(x1=LEFT, x2=_across(row.value), y1=top + 25, y2=top + 25, stroke=ACCENT, stroke_width=6)
    return [*words, rail, bar, *_interval(row.low, row.high, top + 25)]


def _interval(low: float | None, high: float | None, y: float) -> list[svg.Element]:
    if low is None or high is None:
        return []
    left, right = _across(low), _across(high)
    ends = [svg.Line(x1=x, x2=x, y1=y - 5, y2=y + 5, stroke=INK, stroke_width=1.5) for x in (left, right)]
    return [svg.Line(x1=left, x2=right, y1=y, y2=y, stroke=INK, stroke_width=1.5), *ends]


def _scale(height: float) -> list[svg.Element]:
    found: list[svg.Element] = []
    for share in FIFTHS:
        x = _across(share)
        anchor = "start" if share == 0 else "end" if share == 1 else "middle"
        found.append(svg.Line(x1=x, x2=x, y1=18, y2=height - 20, stroke=LINE))
        found.append(_text(x=x, y=height - 6, text=f"{share:.0%}", text_anchor=anchor, fill=SOFT))
    return found


def _across(share: float) -> float:
    return round(LEFT + share * (RIGHT - LEFT), 1)


def funnel(dots: Sequence[Dot], bands: Sequence[Band], centre: float, about: str, *, axis: str) -> Markup:
    """All units about their common share: what chance alone keeps within the lines is not told apart (Spiegelhalter 2005)."""
    ends = [value for band in bands for value in (band.outer_low, band.outer_high)] + [dot.value for dot in dots] + [centre]
    up, across = _upwards(min(ends, default=0.0), max(ends, default=1.0)), _along([*(dot.x for dot in dots), *(band.x for band in bands)])
    drawn: list[svg.Element] = [*_levels(up, min(ends, default=0.0), max(ends, default=1.0))]
    drawn.append(svg.Line(x1=40, x2=RIGHT, y1=up(centre), y2=up(centre), stroke=SOFT))
    for name, dashes in (("low", None), ("high", None), ("outer_low", DASHES), ("outer_high", DASHES)):
        places = [(across(band.x), up(getattr(band, name))) for band in bands]
        drawn.append(_line(places, SOFT, dashes=dashes))
    for dot in sorted(dots, key=lambda dot: dot.out):
        drawn += _dot(dot, across(dot.x), up(dot.value))
    for x in sorted({min((dot.x for dot in dots), default=0.0), max((dot.x for dot in dots), default=0.0)}):
        drawn.append(_text(x=across(x), y=FLOOR + 14, text=f"{x:.0f}", text_anchor="middle", fill=SOFT))
    drawn.append(_text(x=RIGHT, y=FLOOR + 30, text=axis, text_anchor="end", fill=SOFT))
    return _whole(drawn, FLOOR + 38, about)


def _dot(dot: Dot, x: float, y: float) -> list[svg.Element]:
    point = svg.Circle(cx=x, cy=y, r=4 if dot.out else 3, fill=ALARM if dot.out else ACCENT, elements=[svg.Title(text=escape(dot.label))])
    if not dot.out:
        return [point]
    left = x > (40 + RIGHT) / 2
    return [point, _text(x=x - 7 if left else x + 7, y=y + 4, text=dot.label, text_anchor="end" if left else "start", fill=ALARM)]


def trend(moments: Sequence[Moment], about: str, *, usual: float | None = None, joined: bool = True) -> Markup:
    """Periods from left to right, each between its limits; what lies outside is marked. An alert, never a grade.

    Not `joined` where nothing goes from one to the next.
    """
    ends = [value for one in moments for value in (one.value, one.low, one.high)] + ([] if usual is None else [usual])
    lowest, highest = min(ends, default=0.0), max(ends, default=1.0)
    up, across = _upwards(lowest, highest), _along(range(len(moments)))
    drawn: list[svg.Element] = [*_levels(up, lowest, highest)]
    if usual is not None:
        drawn.append(svg.Line(x1=40, x2=RIGHT, y1=up(usual), y2=up(usual), stroke=SOFT))
    if joined:
        drawn.append(_line([(across(place), up(one.value)) for place, one in enumerate(moments)], ACCENT))
    every = max(1, -(-len(moments) // 6))
    for place, one in enumerate(moments):
        x, color = across(place), ALARM if one.out else ACCENT
        drawn.append(svg.Line(x1=x, x2=x, y1=up(one.low), y2=up(one.high), stroke=SOFT))
        drawn.append(svg.Circle(cx=x, cy=up(one.value), r=4, fill=color, elements=[svg.Title(text=escape(one.label))]))
        if place % every == 0:
            anchor = "end" if x > RIGHT - 20 else "middle"
            drawn.append(_text(x=x, y=FLOOR + 18, text=one.label, text_anchor=anchor, fill=SOFT))
    return _whole(drawn, FLOOR + 26, about)


def _levels(up: Callable[[float], float], lowest: float, highest: float) -> list[svg.Element]:
    """Lines at round shares, six at most."""
    step = next((step for step in STEPS if (highest - lowest) / step <= MOST_STEPS), 0.2)
    found: list[svg.Element] = []
    for count in range(round(1 / step) + 1):
        share = count * step
        if lowest - step / 2 <= share <= highest + step / 2 and TOP - 4 <= up(share) <= FLOOR + 4:
            found.append(svg.Line(x1=40, x2=RIGHT, y1=up(share), y2=up(share), stroke=LINE))
            found.append(_text(x=36, y=up(share) + 4, text=f"{share:.0%}", text_anchor="end", fill=SOFT))
    return found


def _upwards(lowest: float, highest: float) -> Callable[[float], float]:
    span = max(highest - lowest, 0.02) * (1 + 2 * MARGIN)
    base = (lowest + highest - span) / 2
    return lambda share: round(FLOOR - (share - base) / span * (FLOOR - TOP), 1)


def _along(places: Sequence[float] | range) -> Callable[[float], float]:
    first, last = min(places, default=0), max(places, default=1)
    return lambda place: round(52 + (place - first) / ((last - first) or 1) * (RIGHT - 64), 1)


def _text(x: float, y: float, text: str, *, fill: str, text_anchor: Literal["start", "middle", "end"] = "start") -> svg.Element:
    return svg.Text(x=x, y=y, text=escape(text), text_anchor=text_anchor, fill=fill)


def _line(places: Sequence[tuple[float, float]], color: str, *, dashes: list[Number] | None = None) -> svg.Element:
    points = [svg.Point(x, y) for x, y in places]
    return svg.Polyline(points=points, fill="none", stroke=color, stroke_dasharray=dashes)


def _whole(drawn: list[svg.Element], height: float, about: str) -> Markup:
    whole = svg.SVG(viewBox=svg.ViewBoxSpec(0, 0, WIDTH, height), elements=drawn, extra={"role": "img", "aria-label": escape(about)})
    return Markup(whole.as_str())  # noqa: S704 - words were escaped, the library does not
