"""Steps by who takes them: an officer with a few words, a leader with a signed document, a resident, whoever oversees."""

from collections.abc import Callable
from typing import Any

from service.casework import actions, rules
from service.casework.actions import Decide
from service.casework.rules import By
from service.demo.plans import Step, Told, line, paper
from service.demo.stage import Stage, by

RESIDENT = By("resident")
Rule = Callable[..., rules.Move]


async def do(stage: Stage, told: Told, decide: Decide) -> None:
    """Whatever an officer of the agency does."""
    await actions.act(stage.db, await by(stage, told.agency), told.number, decide)


def says(use: str, rule: Rule, *first: Any, **more: Any) -> Step:  # noqa: ANN401 - whatever the rule asks before the text
    """An officer's step whose rule takes a text after what is given here."""

    async def step(stage: Stage, told: Told) -> None:
        text = line(stage, told, use)
        await do(stage, told, lambda case, act: rule(case, act, *first, text, **more))

    return step


def signs(use: str, rule: Rule, *first: Any) -> Step:  # noqa: ANN401 - whatever the rule asks before the text
    """A leader's step that is a signed document with a reason."""

    async def step(stage: Stage, told: Told) -> None:
        text, signed = line(stage, told, use), paper(stage, told)
        await do(stage, told, lambda case, act: rule(case, act, *first, text, signed))

    return step


def tells(use: str, rule: Rule, *first: Any) -> Step:  # noqa: ANN401 - whatever the rule asks before the text
    """A resident's step."""

    async def step(stage: Stage, told: Told) -> None:
        text = line(stage, told, use)
        await actions.act(stage.db, RESIDENT, told.number, lambda case, act: rule(case, act, *first, text))

    return step


def oversees(use: str, rule: Rule) -> Step:
    """A step of whoever looks over all agencies."""

    async def step(stage: Stage, told: Told) -> None:
        text = line(stage, told, use)
        await actions.oversee(stage.db, stage.inspector, told.number, lambda case, act: rule(case, act, text))

    return step
