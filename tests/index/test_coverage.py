"""How often an interval holds the truth, over seeded rounds of drawing and answering."""

import random

from service.index.rules.estimates import Group, counted, estimate
from service.index.rules.weights import Register, weigh

ROUNDS = 300
POPULATION = {("s", "p"): (2400, 0.85), ("s", "q"): (1600, 0.65), ("t", "p"): (600, 0.75), ("t", "q"): (900, 0.55)}
RESPONSE = {"p": 0.7, "q": 0.35}


def drawn(chance: random.Random, invitations: int = 150) -> list[Group]:
    found = []
    for service in "st":
        cells = [cell for cell in POPULATION if cell[0] == service]
        for cell in chance.choices(cells, [POPULATION[cell][0] for cell in cells], k=invitations):
            if chance.random() < RESPONSE[cell[1]]:
                common, share = chance.random(), POPULATION[cell][1]
                levels = [5 if (common if chance.random() < 0.6 else chance.random()) < share else 2 for _ in range(6)]
                found.append(Group(cell, tuple(None if chance.random() < 0.1 else level for level in levels)))
    return found


def test_95_percent_intervals_hold_the_truth():
    chance = random.Random(42)
    total = sum(size for size, _ in POPULATION.values())
    truth = sum(size * share for size, share in POPULATION.values()) / total
    margins = ({"s": 4000.0, "t": 1500.0}, {"p": 3000.0, "q": 2500.0})
    held = [0, 0]
    for _ in range(ROUNDS):
        groups = drawn(chance)
        found = estimate(groups, weigh(counted(groups), Register(("service", "area"), margins)))
        for place, share in enumerate((found.satisfaction, found.trust)):
            held[place] += share.low <= truth <= share.high
    assert min(held) / ROUNDS >= 0.90
