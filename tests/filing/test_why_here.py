"""Why a case lies where it lies, once an officer has corrected its field."""

import pytest

from service.casework import actions, rules
from service.casework.rules import By
from service.terms import AgencyCode, FieldCode, Role
from tests.filing.sent import IN, follow

CLERK = By("officer", None, AgencyCode("X18943"), frozenset({Role.INTAKE, Role.HANDLER}))
FIELDS = {FieldCode("R11"), FieldCode("R45")}


async def corrected(client, db, to: str, language: str = "vi") -> str:
    """The page of a case that was sent under R16 and corrected."""
    number, _ = await follow(client)
    await actions.act(db, CLERK, number, lambda case, act: rules.classify(case, act, FieldCode(to), FIELDS))
    return (await client.get(f"/ho-so/{number}", headers=IN[language])).text


@pytest.mark.parametrize(("language", "title"), [("vi", "Vì sao là nơi này?"), ("en", "<details><summary>Why")])
@pytest.mark.parametrize("to", ["R11", "R45"])
async def test_the_reasons_stay_and_the_new_field_is_named(client, db, connection, to: str, language: str, title: str):
    page = await corrected(client, db, to, language)
    name = await connection.fetchval(f"select {'name' if language == 'vi' else 'name_en'} from field where code = $1", to)
    block = page.partition(title)[2].partition("</details>")[0]
    assert f"“{name}”." in block
    assert page.count(f"“{name}”.") >= 2, "the timeline names it too"


async def test_once_handed_on_the_timeline_tells(client, db):
    number, _ = await follow(client)
    await actions.act(db, CLERK, number, lambda case, act: rules.classify(case, act, FieldCode("R45"), FIELDS))
    await actions.transfer(db, CLERK, number, AgencyCode("SYT"), "Việc này thuộc ngành y tế.")
    page = (await client.get(f"/ho-so/{number}")).text
    assert "Vì sao là nơi này?" not in page
    assert "Lĩnh vực nay là “" in page
