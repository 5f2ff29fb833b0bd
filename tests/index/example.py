"""Invented answers of eight agencies, and what was worked out from them by an independent program (printed digits).

The chance is random.Random's, which is the same in every version: the same seed gives the same answers.
"""

import random

from service.index.rules.estimates import Group, counted
from service.index.rules.results import Handled
from service.index.rules.weights import Register, Rule, Weights, weigh

SEED = 20251130
SERVICES = {"tro_giup_xh": 2400, "nguoi_co_cong": 900, "viec_lam_bhtn": 5200}
AREAS = {"do_thi": 0.30, "nong_thon": 0.50, "mien_nui": 0.20}
SEXES = {"nam": 0.47, "nu": 0.53}
RESPONSE = {"do_thi": 0.70, "nong_thon": 0.60, "mien_nui": 0.35}
BY_AREA = {"do_thi": 0.04, "nong_thon": 0.0, "mien_nui": -0.12}
BY_SERVICE = (-0.03, 0.02, 0.01)
BY_CRITERION = (0, -0.02, 0.03, 0.01, -0.06)
TOTAL = sum(SERVICES.values())
REGISTER = Register(
    ("service", "area", "sex"), (SERVICES, {k: TOTAL * v for k, v in AREAS.items()}, {k: TOTAL * v for k, v in SEXES.items()})
)
AS_IS = Rule(fewest=1, trim=1e9, close=1e-9, rounds=200)  # the program neither joins small levels nor trims
AGENCIES = {  # quality, trust, invitations a service
    "A": (0.80, 0.68, 130),
    "B": (0.74, 0.62, 150),
    "C": (0.83, 0.70, 170),
    "D": (0.78, 0.66, 110),
    "E": (0.79, 0.71, 22),
    "F": (0.76, 0.60, 60),
    "G": (0.77, 0.64, 60),
    "H": (0.81, 0.69, 120),
}
NAMES = ("due", "on_time", "matured", "upheld", "substantiated", "remedied", "rejected", "audited", "wrongly_rejected", "asked")
CASES = {
    "A": (180, 166, 150, 6, 70, 61, 80, 30, 1, 150, 82, 57),
    "B": (260, 214, 220, 18, 120, 90, 100, 40, 4, 220, 101, 58),
    "C": (400, 384, 360, 9, 160, 148, 200, 60, 2, 360, 190, 146),
    "D": (90, 80, 75, 4, 30, 25, 45, 25, 2, 75, 40, 27),
    "E": (24, 23, 20, 0, 9, 9, 11, 11, 0, 20, 12, 11),
    "F": (70, 55, 60, 7, 28, 18, 32, 20, 5, 60, 31, 14),
    "G": (66, 60, 58, 3, 26, 22, 32, 20, 1, 58, 30, 20),
    "H": (140, 131, 120, 5, 50, 44, 70, 30, 1, 120, 66, 47),
}
HANDLED = {name: Handled(**dict(zip((*NAMES, "answered", "satisfied"), counts, strict=True))) for name, counts in CASES.items()}


def respondent(chance: random.Random, service: int, quality: float, trust: float) -> Group | None:
    """One invited person, who may not answer; the answers of one person hang together."""
    area = chance.choices(list(AREAS), list(AREAS.values()))[0]
    sex = chance.choices(list(SEXES), list(SEXES.values()))[0]
    if chance.random() > RESPONSE[area]:
        return None
    base = quality + BY_AREA[area] + BY_SERVICE[service] + chance.gauss(0, 0.05)
    common = chance.random()

    def level(probability: float) -> int:
        drawn = common if chance.random() < 0.60 else chance.random()
        return chance.choice((4, 4, 5)) if drawn < min(0.98, max(0.02, probability)) else chance.choice((1, 2, 3, 3))

    levels = []
    for criterion, shift in enumerate(BY_CRITERION):
        silent = chance.random() < (0.25 if criterion == 4 else 0.03)
        levels.append(None if silent else level(base + shift))
    levels.append(None if chance.random() < 0.12 else level(trust + 0.5 * (base - quality)))
    return Group((list(SERVICES)[service], area, sex), tuple(levels))


def answers(chance: random.Random, quality: float, trust: float, invitations: int) -> list[Group]:
    drawn = [respondent(chance, service, quality, trust) for service in range(len(SERVICES)) for _ in range(invitations)]
    return [one for one in drawn if one]


def everybody() -> dict[str, list[Group]]:
    chance = random.Random(SEED)
    return {name: answers(chance, *given) for name, given in AGENCIES.items()}


def weighed(groups: list[Group], rule: Rule = AS_IS) -> Weights:
    return weigh(counted(groups), REGISTER, rule)
