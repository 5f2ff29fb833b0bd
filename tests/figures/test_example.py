"""The worked example end to end: registers, answers and counts in the database give the printed digits, and what may be said of them."""

import msgspec
import pytest

from service.db import Db
from service.figures import store
from service.figures.actions import all_figures, comparison, computing, figures, participants
from service.figures.rules import comparing
from service.figures.rules.methods import CURRENT
from service.figures.rules.shapes import Figures
from service.figures.rules.tables import table
from service.figures.rules.telling import told
from service.index.rules.publication import Why
from service.index.rules.ranking import Tier
from tests.figures.conftest import PRINTED
from tests.figures.loaded import YEAR
from tests.index.test_example import COMPONENTS, COMPOSITES, RANKS, SENSITIVITY, lines


def components(one: Figures) -> list[str]:
    """A line as the example prints it."""
    h, t, [kind] = one.satisfaction, one.trust, one.results.kinds
    percent = [one.unweighted, h.value, h.low, h.high, t.value, t.low, t.high, one.no_opinion, kind.k1.value, kind.k2.value]
    percent += [kind.k3_raw.value, kind.k3.value, kind.k4.value, kind.k4_low, kind.k4_high, kind.k4_766.value, one.results.k.value]
    said = [f"{100 * share:.1f}" for share in percent]
    return [
        *(str(one.response.answered), str(t.n), f"{one.kish:.0f}", *said[:4], f"{h.n_eff:.0f}", *said[4:7], f"{t.n_eff:.0f}", *said[7:])
    ]


async def test_the_stored_figures_have_the_printed_digits(codes: dict, db: Db):
    async with db.read() as tx:
        raws = {name: await store.raw(tx, code, YEAR.name) for name, code in codes.items()}
    assert {name: components(one) for name, one in raws.items()} == {line[0]: line[1:] for line in lines(COMPONENTS)}
    for name, *printed, _published, _grouped in lines(COMPOSITES):
        index = raws[name].index
        assert [f"{value:.2f}" for value in (index.value, index.low, index.high, index.arithmetic)] == printed


async def test_only_what_may_be_said_comes_out(codes: dict, db: Db):
    found = {one.agency: one for one in await all_figures(db, YEAR)}
    for name, value, low, high, arithmetic, published, grouped in lines(COMPOSITES):
        one = found[codes[name]]
        assert (one.index.said, not one.grouping) == (published == "yes", grouped == "yes")
        if one.index.said:
            assert [f"{number:.2f}" for number in (one.index.value, one.index.low, one.index.high, one.index.arithmetic)] == [
                *(value, low, high, arithmetic)
            ]
            assert components(one) == next(line[1:] for line in lines(COMPONENTS) if line[0] == name)
    small = found[codes["E"]]
    assert (small.satisfaction.value, small.satisfaction.low, small.unweighted, small.kish) == (None, None, None, None)
    assert (small.satisfaction.n, small.satisfaction.why) == (41, (Why.WIDE_INTERVAL,))
    assert small.trust.why == (Why.LITTLE_INFORMATION, Why.WIDE_INTERVAL)
    assert small.index.why == (Why.PART_UNPUBLISHED,)
    assert "0.69" not in table([small], PRINTED)


async def test_the_order_has_groups_and_intervals(codes: dict, db: Db):
    found = await comparison(db, YEAR)
    units = {unit.agency: unit for unit in found.units}
    for name, _raw, shrunk, first, last, top, bottom, tier in lines(RANKS):
        unit = units[codes[name]]
        assert (f"{unit.shrunk:.2f}", unit.first, unit.last) == (shrunk, int(first), int(last))
        assert (f"{unit.top:.2f}", f"{unit.bottom:.2f}", unit.tier) == (top, bottom, Tier(tier))
        assert (unit.best, unit.worst) == SENSITIVITY[name]
    assert [one.agency for one in found.outside] == [codes["E"]]
    assert (f"{found.mean:.2f}", f"{found.reliability:.2f}", found.variants) == ("76.05", "0.84", 66)
    assert codes["E"] not in {point.agency for point in found.funnels["satisfaction"].points}
    assert found.funnels["K1"].points[0].low998 < found.funnels["K1"].points[0].low95 < found.funnels["K1"].centre


async def test_the_command_line_tells_them(codes: dict, db: Db):
    text = told(await figures(db, codes["A"], YEAR), PRINTED.sha256)
    for printed in ("78.2  [72.3, 83.1]", "62.8  [54.6, 70.4]", "77.58  [74.29, 81.01]", "82.6", "87.1", "[38.0, 83.3]", "83.3", "85.5"):
        assert printed in text
    assert PRINTED.sha256 in text
    withheld = told(await figures(db, codes["E"], YEAR), PRINTED.sha256)
    assert "69.1" not in withheld
    assert "74.7" not in withheld
    assert "no: WIDE_INTERVAL" in withheld


async def test_the_usual_method_joins_and_trims_and_says_so(codes: dict, db: Db):
    found = await computing.compute(db, codes["E"], YEAR, CURRENT)
    assert found.weights.collapsed == {"area_type": ["rural+mountain"]} or found.weights.collapsed
    assert (found.method, f"{100 * found.satisfaction.value:.1f}") == ("HTK-1", "71.4")


async def test_a_method_never_changes_under_its_version(codes: dict, db: Db):
    other = msgspec.structs.replace(PRINTED, results={"K1": 0.4, "K2": 0.1, "K3": 0.3, "K4": 0.2})
    with pytest.raises(RuntimeError, match="needs a new version"):
        await computing.compute(db, codes["A"], YEAR, other)


async def test_nothing_is_compared_that_did_not_pass_the_gate(codes: dict, db: Db):
    async with db.read() as tx:
        raws = await store.raw_of_period(tx, YEAR.name)
    with pytest.raises(ValueError, match="gate"):
        comparing.compared(raws, YEAR.name, "HTK-1")
    with pytest.raises(ValueError, match="gate"):
        table(raws, PRINTED)


async def test_nobody_in_social_insurance_was_asked(codes: dict, db: Db):
    found = await participants(db, YEAR)
    assert (found.target, found.satisfaction.value, found.wanted) == (None, None, 0.85)
