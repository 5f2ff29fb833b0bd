"""What the rooms make of published figures, without a database."""

import msgspec
import pytest

from service.figures.rules.shapes import Figures, Gap, Index, KindResults, Response, Results, Share
from service.index.rules import periods
from service.index.rules.proportions import wilson
from service.index.rules.publication import Change, Why
from service.inspection.rules.attention import attention
from service.inspection.rules.officials import on_time
from service.inspection.rules.trends import trend, trends
from service.inspection.rules.voices import aired
from service.terms import AgencyCode
from tests.conftest import NOW

NONE = Share(None, n=0, why=(Why.NO_FIGURE,))


def share(value: float, n: int = 300) -> Share:
    return Share(value, *wilson(value, n), n, float(n), value * (1 - value) / n)


def figures(period: str, satisfaction: Share = NONE, *, agency: str = "SYT", rejected: int = 0, audited: int = 0) -> Figures:
    counts = {"rejected": rejected, "audited": audited}
    made = KindResults(
        kind="KHIEU_NAI",
        counts=counts,
        k4_low=None,
        k4_high=None,
        response=None,
        wrongly_rejected=None,
        **dict.fromkeys(("k", "k1", "k1b", "k2", "k3", "k3_raw", "k4", "k4_766"), NONE),
    )
    nothing = dict.fromkeys(("covariance", "no_opinion", "unweighted", "mean_level", "kish", "df", "weights"))
    empty = dict.fromkeys(("services", "areas", "gaps", "grouping"), ())
    return Figures(
        agency=AgencyCode(agency),
        period=period,
        method="HTK-1",
        computed_at=NOW,
        response=Response(100, 50, 0.5, None, None, warned=False),
        satisfaction=satisfaction,
        trust=NONE,
        criteria={},
        groups={},
        results=Results(NONE, 0, {}, [made]),
        index=Index(None),
        published=True,
        **nothing,
        **empty,
    )


def test_words_come_by_tens_and_in_no_order_of_time():
    said = [f"lời {place}" for place in range(25)]
    assert aired(said[:9]) == []
    assert sorted(aired(said[:19])) == sorted(said[:10]) == sorted(aired(said[:10]))
    assert len(aired(said)) == 20
    assert aired(said[:10]) != said[:10]


def test_an_officer_needs_thirty_cases():
    assert on_time(29, 29).why == (Why.FEW_CASES,)
    assert on_time(29, 29).value is None
    assert (on_time(30, 15).value, on_time(30, 15).n) == (0.5, 30)


def test_a_trend_needs_two_quarters_and_leaves_out_what_is_not_said():
    assert trend([figures("2026-Q1", share(0.8))], "satisfaction") is None
    held = [figures("2026-Q3", share(0.55)), figures("2026-Q1", share(0.8)), figures("2026-Q2"), figures("2026", share(0.1))]
    found = trend(held, "satisfaction")
    assert found
    assert [one.period.name for one in found.quarters] == ["2026-Q1", "2026-Q2", "2026-Q3"]
    assert found.usual == pytest.approx(0.675)
    assert [one.low is None for one in found.quarters] == [False, True, False]
    assert found.quarters[2].out
    assert [one.of for one in trends(held)] == ["satisfaction"]


def test_limits_of_a_trend_follow_the_worth_of_the_answers():
    found = trend([figures("2026-Q1", share(0.8, 1000)), figures("2026-Q2", share(0.8, 40))], "satisfaction")
    assert found
    wide, narrow = (one.high - one.low for one in reversed(found.quarters) if one.high is not None and one.low is not None)
    assert wide > 4 * narrow


def test_only_a_sure_fall_needs_attention():
    before, after = periods.year(2025).name, periods.year(2026).name
    sure = attention([figures(after, share(0.6))], [figures(before, share(0.8))])
    assert [one.movement.change for one in sure.falls] == [Change.FALLEN]
    for unsure in (share(0.78), share(0.6, 12), NONE, share(0.9)):
        assert attention([figures(after, unsure)], [figures(before, share(0.8, 60))]).falls == []


def test_gaps_silence_and_rejections_nobody_audited():
    gap = Gap("ethnic", "OTHER", "KINH", "satisfaction", -0.2, -0.3, -0.1, Change.FALLEN)
    unsure = msgspec.structs.replace(gap, change=Change.OPEN)
    silent = Response(100, 15, 0.15, None, None, warned=True)
    one = msgspec.structs.replace(figures("2026", rejected=7), gaps=(gap, unsure), response=silent)
    found = attention([one, figures("2026", agency="SNV", rejected=3, audited=1)], [])
    assert [(left.agency, left.gap) for left in found.gaps] == [("SYT", gap)]
    assert [(one.agency, one.response) for one in found.silent] == [("SYT", silent)]
    assert [(one.agency, one.rejected) for one in found.unaudited] == [("SYT", 7)]


def test_figures_that_did_not_pass_the_gate_are_refused():
    with pytest.raises(ValueError, match="gate"):
        attention([msgspec.structs.replace(figures("2026"), published=False)], [])
