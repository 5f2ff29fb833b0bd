"""Weights: what each answer stands for in the register of transactions. Pure.

Respondents of one calibration cell (a level of each variable of the register) share one weight, so everything here works on cells and
their counts. Design weight N_h/n_h by stratum (the register's first variable), then raking to the register's margins.
"""

import math
from collections.abc import Mapping, Sequence

import msgspec

from service.index.rules.raking import CLOSE, ROUNDS, Cell, by_level, kish, median, rake, summed


class Register(msgspec.Struct, frozen=True):
    """How many transactions there were, by level of each variable; the first variable is the stratum of the draw."""

    variables: tuple[str, ...]
    margins: tuple[Mapping[str, float], ...]

    @property
    def total(self) -> float:
        """All transactions."""
        return sum(self.margins[0].values())


class Rule(msgspec.Struct, frozen=True):
    """How weights are made: the fewest respondents of a level, the highest weight in medians, when raking stops."""

    fewest: int = 10
    trim: float = 5.0
    close: float = CLOSE
    rounds: int = ROUNDS


RULE = Rule()
RE_RAKES = 5  # trimming and raking take turns at most so often; margins may leave a few no choice, and then `highest` says so


class Report(msgspec.Struct, frozen=True):
    """What was done to get there, for whoever reads the figures."""

    respondents: int
    rounds: int
    worst: float
    lowest: float
    highest: float
    kish: float
    trimmed: int  # respondents whose weight was cut
    collapsed: Mapping[str, Sequence[str]] = {}  # variable → joined levels
    empty: Sequence[str] = ()  # levels of the register that nobody answered for

    @property
    def ratio(self) -> float:
        """Highest over lowest weight."""
        return self.highest / self.lowest if self.lowest else math.inf


class Weights(msgspec.Struct, frozen=True):
    """Design and final weight of one respondent of each cell, after small levels were joined."""

    register: Register
    joined: tuple[Mapping[str, str], ...]  # of each variable: level → level it was joined into
    counts: Mapping[Cell, float]  # a part of one for whoever has said more in the same quarter
    design: Mapping[Cell, float]
    final: Mapping[Cell, float]
    report: Report

    def cell(self, raw: Cell) -> Cell:
        """The cell a respondent is weighted in."""
        return tuple(names[level] for names, level in zip(self.joined, raw, strict=True))


def weigh(counts: Mapping[Cell, float], register: Register, rule: Rule = RULE) -> Weights:
    """Design weights by stratum, raked to the register; a last variable that the answers cannot be raked to is given up, and told."""
    joined = [_joined(by_level(counts, place), margin, rule.fewest) for place, margin in enumerate(register.margins)]
    weights = _weighed(counts, register, joined, rule)
    for place in range(len(joined) - 1, 0, -1):
        if weights.report.worst < rule.close:
            break
        joined[place] = dict.fromkeys(joined[place], "+".join(joined[place]))
        weights = _weighed(counts, register, joined, rule)
    report = msgspec.structs.replace(weights.report, collapsed=_collapsed(register, joined), empty=_empty(counts, register))
    return msgspec.structs.replace(weights, report=report)


def _weighed(counts: Mapping[Cell, float], register: Register, joined: Sequence[Mapping[str, str]], rule: Rule) -> Weights:
    margins = tuple(summed(margin, names.__getitem__) for margin, names in zip(register.margins, joined, strict=True))
    held = summed(counts, lambda raw: tuple(names[level] for names, level in zip(joined, raw, strict=True)))
    cells = {cell: count for cell, count in held.items() if count}
    stratum = by_level(cells, 0)
    design = {cell: margins[0][cell[0]] / stratum[cell[0]] for cell in cells}
    weights = calibrate(cells, design, Register(register.variables, margins), rule)
    return msgspec.structs.replace(weights, joined=tuple(joined))


def calibrate(counts: Mapping[Cell, float], design: Mapping[Cell, float], register: Register, rule: Rule = RULE) -> Weights:
    """Rake given design weights to the register; what is above so many medians is cut to that, and raked again."""
    final, cut, turns = dict(design), set[Cell](), RE_RAKES
    while True:
        raked = rake({cell: final[cell] * count for cell, count in counts.items()}, register.margins, rule.close, rule.rounds)
        final = {cell: total / counts[cell] for cell, total in raked.totals.items()}
        cap = rule.trim * median((weight, counts[cell]) for cell, weight in final.items())
        above = {cell for cell, weight in final.items() if weight > cap * (1 + rule.close)}
        turns -= 1
        if not (above and turns):
            break
        cut |= above
        final |= dict.fromkeys(above, cap)
    report = Report(
        respondents=round(sum(counts.values())),
        rounds=raked.rounds,
        worst=raked.worst,
        lowest=min(final.values(), default=0.0),
        highest=max(final.values(), default=0.0),
        kish=kish((weight, counts[cell]) for cell, weight in final.items()),
        trimmed=round(sum(counts[cell] for cell in cut)),
    )
    same = tuple({level: level for level in margin} for margin in register.margins)
    return Weights(register, same, counts, design, final, report)


def _joined(respondents: Mapping[str, float], margin: Mapping[str, float], fewest: int) -> dict[str, str]:
    """Level → the level it is weighted in: one with too few respondents joins the neighbour that has fewer."""
    groups = [[level] for level in margin]

    def held(group: list[str]) -> float:
        return sum(respondents.get(level, 0) for level in group)

    def short(group: list[str]) -> bool:
        return held(group) < max(fewest, 1) or not sum(margin[level] for level in group)

    while len(groups) > 1 and (small := [place for place, group in enumerate(groups) if short(group)]):
        place = min(small, key=lambda place: held(groups[place]))
        beside = min((near for near in (place - 1, place + 1) if 0 <= near < len(groups)), key=lambda near: held(groups[near]))
        first = min(place, beside)
        groups[first : first + 2] = [groups[first] + groups[first + 1]]
    return {level: "+".join(group) for group in groups for level in group}


def _collapsed(register: Register, joined: Sequence[Mapping[str, str]]) -> dict[str, list[str]]:
    told = {
        name: sorted({group for level, group in names.items() if group != level})
        for name, names in zip(register.variables, joined, strict=True)
    }
    return {name: groups for name, groups in told.items() if groups}


def _empty(counts: Mapping[Cell, float], register: Register) -> list[str]:
    held = [by_level(counts, place) for place in range(len(register.variables))]
    lines = zip(register.variables, register.margins, held, strict=True)
    return [f"{name}={level}" for name, margin, levels in lines for level in margin if not levels.get(level)]
