"""How people are invited: one message, one reminder, by day; and their telephones are forgotten."""

from datetime import timedelta

import pytest

from service import clock
from service.surveys import store
from service.surveys.actions import answering, gateways, invitations
from service.surveys.actions.gateways import Message, NotTaken
from service.surveys.rules import messages, questionnaire, tokens
from service.surveys.rules.questionnaire import AnswerForm
from tests.surveys.surveyed import AFTER, SECRET, codes, drawn, many

WEEK = timedelta(days=7, minutes=1)


class Carrier:
    """A gateway that keeps what it was given, or refuses."""

    def __init__(self, *, refuses: bool = False) -> None:
        self.carried: list[Message] = []
        self.refuses = refuses

    async def __call__(self, message: Message) -> None:
        if self.refuses:
            raise NotTaken
        self.carried.append(message)


async def phones(db) -> int:
    async with db.read() as tx:
        return await tx.connection.fetchval("select count(*) from register_row where phone_sealed is not null")


async def sent(db, settings, at, carrier: Carrier) -> int:
    with clock.frozen(at):
        await invitations.remind(db)
        return await invitations.send(db, settings, carrier)


@pytest.mark.parametrize("agency", ["Sở Nội vụ", "Ủy ban nhân dân xã Kim Phú huyện cũ rất dài " * 3])
@pytest.mark.parametrize("address", ["https://langnghe.quangtri.gov.vn/moi/0123-4567-89ab", "http://127.0.0.1:8000/moi/0123-4567-89ab"])
def test_a_message_is_one_message_without_accents_and_holds_the_address(agency: str, address: str):
    text = messages.invitation(agency, address, AFTER.date(), reminds=True)
    assert len(text) <= 160
    assert text.isascii()
    assert address in text


def test_a_code_has_sixty_bits_and_is_found_however_it_is_typed():
    made = [tokens.token(SECRET, number) for number in range(2000)]
    assert len(set(made)) == 2000
    assert tokens.LENGTH * tokens.BITS >= 60
    assert all(sum(code.replace("-", "")[place] == "0" for code in made) < 150 for place in range(tokens.LENGTH)), "each place by chance"
    code = tokens.token(SECRET, 1)
    typed = [code, code.upper(), code.replace("-", " "), code.replace("0", "O").replace("1", "l")]
    assert {tokens.hashed(SECRET, one) for one in typed} == {tokens.hashed(SECRET, code)}
    assert tokens.token("y" * 32, 1) != code


async def test_each_is_invited_once_reminded_once_and_forgotten(db, settings):
    id_ = await drawn(db, settings, many(100), wanted=20)
    carrier = Carrier()
    assert await sent(db, settings, AFTER, carrier) == 20
    assert await sent(db, settings, AFTER + timedelta(hours=1), carrier) == 0
    made = await codes(db, settings, id_)
    assert sorted(code for code in made for message in carrier.carried if code in message.text) == sorted(made)
    assert all(message.to.startswith("09") for message in carrier.carried)
    with clock.frozen(AFTER + timedelta(days=2)):
        said = questionnaire.answer(AnswerForm(chung="5"), 0)
        assert await answering.answer(db, settings, made[0], said) == answering.Stands.OPEN
    assert await phones(db) == 19, "who has answered hears no more"
    reminded = Carrier()
    assert await sent(db, settings, AFTER + WEEK, reminded) == 19
    assert all("Nhac lai" in message.text for message in reminded.carried)
    assert not any(made[0] in message.text for message in reminded.carried)
    assert await phones(db) == 0
    assert await sent(db, settings, AFTER + WEEK * 2, reminded) == 0


async def test_a_gateway_that_refuses_is_asked_again_and_given_up_at_last(db, settings):
    await drawn(db, settings, many(20), wanted=1)
    for turn in range(invitations.MOST_TRIES):
        assert await sent(db, settings, AFTER + timedelta(hours=turn), Carrier(refuses=True)) == 0
    late = Carrier()
    assert await sent(db, settings, AFTER + timedelta(hours=8), late) == 0
    assert await phones(db) == 0


async def test_nobody_is_woken_and_nothing_goes_without_a_gateway(db, settings):
    await drawn(db, settings, many(20), wanted=5)
    carrier = Carrier()
    assert await sent(db, settings, AFTER.replace(hour=21), carrier) == 0
    assert await sent(db, settings, AFTER.replace(hour=7), carrier) == 0
    assert gateways.gateway(settings) is None
    with clock.frozen(AFTER):
        assert await invitations.send(db, settings) == 0


async def test_those_without_a_telephone_have_a_slip(db, settings):
    id_ = await drawn(db, settings, many(30, phones=False), wanted=12)
    carrier = Carrier()
    assert await sent(db, settings, AFTER, carrier) == 0
    async with db.read() as tx:
        slips = await store.slips(tx, id_, 100)
        first = await store.slips(tx, id_, 5)
        rest = await store.slips(tx, id_, 100, (first[-1].import_id, first[-1].line))
    assert len(slips) == 12
    assert first + rest == slips
    assert {slip.file_name for slip in slips} == {"so.csv"}
    assert all(2 <= slip.line <= 31 for slip in slips)


async def test_the_turn_of_the_worker_tells_seeds_and_forgets(db, settings):
    id_ = await drawn(db, settings, many(40), wanted=10)
    with clock.frozen(AFTER + timedelta(days=31)):
        assert await invitations.follow(db, settings) > 0
    async with db.read() as tx:
        assert (await store.draw(tx, id_)).seed
    assert await phones(db) == 0


async def test_the_log_tells_neither_number_nor_address(capsys):
    carry = gateways.gateway_of("log")
    assert carry
    await carry(Message("1-INVITE", "0900000001", "Moi ong/ba https://example.vn/moi/0123-4567-89ab"))
    told = "".join(capsys.readouterr())
    assert "0900000001" not in told
    assert "0123-4567" not in told
