"""Everything that is published of one agency, as its inspector and its own leader see it."""

from collections.abc import Mapping, Sequence

import msgspec
from markupsafe import Markup

from service import charts
from service.charts import Moment
from service.db import Db
from service.figures import actions as figures
from service.figures.actions.view import with_method
from service.figures.rules.methods import CURRENT, Method
from service.figures.rules.shapes import Figures, Gap, Index, KindResults, Movement, Share
from service.figures.rules.words import BRIEF, CRITERIA, GROUPINGS, KINDS, MEASURES, against_words, level_words, period_words, short
from service.i18n import number, percent
from service.index.rules.periods import Period
from service.inspection.pages.rooms.common import ROOMS, Line, Names, PartLine, bars, by_label
from service.inspection.rules.trends import Quarter, Trend, trends
from service.problems import N_, Text
from service.terms import AgencyCode

COUNTS: dict[str, Text] = {
    "due": N_("Đến hạn trong kỳ, theo hạn ban đầu"),
    "on_time": N_("Trong đó trả lời đúng hạn ban đầu"),
    "extended": N_("Trong đó trả lời trong hạn đã gia hạn đúng luật"),
    "matured": N_("Xong ít nhất 60 ngày trước ngày chốt"),
    "upheld": N_("Trong đó phải giải quyết lại, và người dân đúng"),
    "substantiated": N_("Có cơ sở"),
    "remedied": N_("Trong đó đã khắc phục đúng ngày hẹn"),
    "rejected": N_("Bị bác là không có cơ sở"),
    "audited": N_("Trong đó được kiểm tra lại theo mẫu"),
    "wrongly_rejected": N_("Trong đó bác sai"),
    "asked": N_("Được hỏi về câu trả lời"),
    "answered": N_("Trong đó trả lời"),
    "satisfied": N_("Trong đó hài lòng"),
}


class KindLine(msgspec.Struct, frozen=True):
    """K of one kind of case: its parts, and the counts they are made of."""

    label: str
    results: KindResults
    lines: Sequence[Line]
    counts: Sequence[tuple[str, int | None]]


class GapLine(msgspec.Struct, frozen=True):
    """Who is less satisfied than whom."""

    who: str
    against: str
    of: str
    gap: Gap


class TrendLine(msgspec.Struct, frozen=True):
    """One measure through the quarters, drawn and in numbers."""

    label: str
    drawing: Markup
    usual: float
    quarters: Sequence[tuple[str, Quarter]]


class MovementLine(msgspec.Struct, frozen=True):
    """Since the period before."""

    label: str
    movement: Movement


class Room(msgspec.Struct, frozen=True, kw_only=True):
    """All of it; every list in the order of names."""

    figures: Figures
    method: Method
    sha256: str
    drawing: Markup
    main: Sequence[Line]
    origins: Sequence[tuple[str, str]]
    criteria: Sequence[Line]
    criteria_drawing: Markup
    parts: Sequence[Line]
    parts_drawing: Markup
    kinds: Sequence[KindLine]
    gaps: Sequence[GapLine]
    movements: Sequence[MovementLine]
    trends: Sequence[TrendLine]
    services: Sequence[PartLine]
    services_drawing: Markup
    communes: Sequence[PartLine]
    groups: Sequence[tuple[str, Sequence[PartLine], Markup]]


async def room(db: Db, agency: AgencyCode, period: Period, words: Names) -> Room | None:
    """None while nothing was computed."""
    everything = await figures.agency_figures(db, agency)
    one = next((one for one in everything if one.period == period.name), None)
    if one is None:
        return None
    _, method = await with_method(db, agency, period)
    movements = await figures.movements(db, agency, period)
    return _room(one, method.sha256, movements, trends(everything), words)


def _room(one: Figures, sha256: str, movements: Sequence[Movement], ways: Sequence[Trend], words: Names) -> Room:
    main = [_line(name, share, words) for name, share in _three(one).items()]
    criteria = [Line(words.say(CRITERIA[name]), share) for name, share in one.criteria.items()]
    parts = [_line(name, share, words) for name, share in one.results.parts.items()]
    services = by_label(PartLine(words.field(part.code), part, _to_field(part.code)) for part in one.services)
    index: list[tuple[str, Share | Index]] = [("HTK", one.index)]
    return Room(
        figures=one,
        method=CURRENT,
        sha256=sha256,
        drawing=bars([*index, *_pairs(main)], words.say(N_("HTK và ba phần của nó; số liệu ở bảng dưới đây")), words.language),
        main=main,
        origins=_origins(one, words),
        criteria=criteria,
        criteria_drawing=_drawn(criteria, words),
        parts=parts,
        parts_drawing=_drawn(parts, words),
        kinds=[_kind(kind, words) for kind in one.results.kinds],
        gaps=[_gap(gap, words) for gap in one.gaps],
        movements=[MovementLine(words.say(BRIEF[movement.of]), movement) for movement in movements],
        trends=[_trend(way, words) for way in ways],
        services=services,
        services_drawing=_of_parts(services, words),
        communes=by_label(PartLine(words.commune(part.code), part, _to_commune(part.code)) for part in one.areas),
        groups=[_group(name, one, words) for name in GROUPINGS if one.groups.get(name)],
    )


def _three(one: Figures) -> Mapping[str, Share]:
    return {"satisfaction": one.satisfaction, "trust": one.trust, "K": one.results.k}


def _line(name: str, share: Share, words: Names) -> Line:
    return Line(words.say(MEASURES[name]), share)


def _pairs(lines: Sequence[Line]) -> list[tuple[str, Share]]:
    return [(line.label, line.share) for line in lines]


def _drawn(lines: Sequence[Line], words: Names) -> Markup:
    return bars(_pairs(lines), words.say(N_("Tỷ lệ với khoảng tin cậy; số liệu ở bảng dưới đây")), words.language)


def _of_parts(lines: Sequence[PartLine], words: Names) -> Markup:
    pairs = [(line.label, line.part.satisfaction) for line in lines]
    return bars(pairs, words.say(N_("Hài lòng theo từng phần; số liệu ở bảng dưới đây")), words.language)


def _origins(one: Figures, words: Names) -> list[tuple[str, str]]:
    """What satisfaction and trust are made of; only what is told."""
    answers, weights = one.response, one.weights
    found: list[tuple[Text, float | None, bool]] = [
        (N_("Người được mời"), answers.invited, False),
        (N_("Người trả lời"), answers.answered, False),
        (N_("Tỷ lệ trả lời"), answers.rate, True),
        (N_("Hài lòng, nếu mọi người im lặng đều không hài lòng"), answers.low, True),
        (N_("Hài lòng, nếu mọi người im lặng đều hài lòng"), answers.high, True),
        (N_("Hài lòng khi chưa cân theo sổ giao dịch"), one.unweighted, True),
        (N_("Điểm trung bình từ 1 đến 5 (cách tính khác, không so với tỷ lệ)"), one.mean_level, False),
        (N_("Không có ý kiến về mức độ tin tưởng"), one.no_opinion, True),
        (N_("Số lượt trả lời sau khi cân (Kish)"), one.kish, False),
        (N_("Bậc tự do"), one.df, False),
        (N_("Trọng số nhỏ nhất"), weights and weights.lowest, False),
        (N_("Trọng số lớn nhất"), weights and weights.highest, False),
        (N_("Người bị cắt bớt trọng số"), weights and weights.trimmed, False),
    ]
    write = {True: percent, False: number}
    return [(words.say(text), write[share](value, words.language)) for text, value, share in found if value is not None]


def _group(name: str, one: Figures, words: Names) -> tuple[str, Sequence[PartLine], Markup]:
    lines = [PartLine(words.say(level_words(name, part.code)), part) for part in one.groups[name]]
    return words.say(GROUPINGS[name]), lines, _of_parts(lines, words)


def _to_field(code: str) -> str:
    return f"{ROOMS}/linh-vuc/{code}" if code and "+" not in code else ""


def _to_commune(code: str) -> str:
    return f"{ROOMS}/xa/{code}" if code and "+" not in code else ""


def _gap(gap: Gap, words: Names) -> GapLine:
    who, against = words.say(level_words(gap.grouping, gap.code)), words.say(against_words(gap.grouping, gap.other))
    return GapLine(who, against, words.say(BRIEF[gap.of]), gap)


def _kind(kind: KindResults, words: Names) -> KindLine:
    shares: dict[str, tuple[Text, Share]] = {
        "K": (MEASURES["K"], kind.k),
        "K1": (MEASURES["K1"], kind.k1),
        "K1b": (N_("K1b – Kể cả gia hạn đúng luật (để bên cạnh)"), kind.k1b),
        "K2": (MEASURES["K2"], kind.k2),
        "K3": (MEASURES["K3"], kind.k3),
        "K3_raw": (N_("K3 khi chưa trừ các lần bác sai"), kind.k3_raw),
        "K4": (MEASURES["K4"], kind.k4),
        "K4_766": (N_("Cách tính của QĐ 766: im lặng là hài lòng"), kind.k4_766),
    }
    counts = [(words.say(text), kind.counts.get(name)) for name, text in COUNTS.items()]
    label = words.say(KINDS.get(kind.kind, KINDS[""]))
    return KindLine(label, kind, [Line(words.say(text), share) for text, share in shares.values()], counts)


def _trend(way: Trend, words: Names) -> TrendLine:
    moments = [
        Moment(short(one.period), one.share.value, one.low, one.high, out=one.out or one.drifts)
        for one in way.quarters
        if one.share.value is not None and one.low is not None and one.high is not None
    ]
    label = words.say(MEASURES[way.of])
    drawing = charts.trend(moments, words.say(N_("%(of)s qua từng quý; số liệu ở bảng dưới đây", of=label)), usual=way.usual)
    return TrendLine(label, drawing, way.usual, [(words.say(period_words(one.period)), one) for one in way.quarters])
