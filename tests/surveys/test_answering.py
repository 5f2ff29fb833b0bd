"""One code, one answer; what a code is not good for is told in one sentence."""

import re
from datetime import timedelta

import pytest

from service import clock
from service.problems import Invalid
from service.surveys.rules import questionnaire, responses
from service.surveys.rules.questionnaire import QUESTIONS, AnswerForm
from service.surveys.rules.responses import Response, Wave
from tests.surveys.surveyed import AFTER, codes, drawn, many

ALL = dict.fromkeys(QUESTIONS, "4")
UNKNOWN = "Mã này không đúng."


async def test_an_answer_is_kept_once_with_what_the_register_knows(client, db, settings):
    (code, *_) = await codes(db, settings, await drawn(db, settings, many(30), wanted=5))
    with clock.frozen(AFTER):
        page = (await client.get(f"/moi/{code}")).text
        assert "tin tưởng ở mức nào rằng UBND xã Kim Phú giải quyết công việc của người dân đúng pháp luật" in page
        opened = re.search(r'name="mo" value="(\d+)"', page)
        assert opened
        form = ALL | {"gop_y": "0", "mo": opened[1], "khuyet_tat": "co", "khong_tiep_can": "khong", "y_kien": "Chờ lâu."}
        with clock.frozen(AFTER + timedelta(seconds=90)):
            sent = await client.post(f"/moi/{code}", data=form)
            assert (sent.status_code, sent.headers["location"]) == (303, "/moi/cam-on")
            again = await client.post(f"/moi/{code}", data=form)
    assert again.status_code == 410
    assert "đã được dùng" in again.text
    async with db.read() as tx:
        (row,) = await tx.connection.fetch("select * from survey_answer")
    assert (row["access"], row["handling"], row["overall"], row["trust"], row["touched"], row["seconds"]) == (4, None, 4, 4, 7, 90)
    assert (row["disability"], row["not_reached"], row["effort"], row["comment"]) == (True, False, None, "Chờ lâu.")
    assert row["sex"] in {"M", "F"}
    assert row["day"] == AFTER.date()


async def test_what_is_wrong_comes_back_with_everything_typed(client, db, settings):
    (code, *_) = await codes(db, settings, await drawn(db, settings, many(30), wanted=5))
    with clock.frozen(AFTER):
        answer = await client.post(f"/moi/{code}", data={"y_kien": "Vẫn còn đây", "dan_toc": "khac", "mo": "1"})
        assert answer.status_code == 422
        assert "ít nhất một câu" in answer.text
        assert "Vẫn còn đây" in answer.text
        assert re.search(r'name="dan_toc" value="khac"[^>]* checked', answer.text)
        assert (await client.post(f"/moi/{code}", data=ALL)).status_code == 303, "the code was not used up"


@pytest.mark.parametrize("typed", ["0000-0000-0000", "x", "' or 1=1", "a" * 300, "%00"])
async def test_a_guess_is_told_in_the_same_words_whatever_it_is(client, db, settings, typed: str):
    await drawn(db, settings, many(10), wanted=5)
    answer = await client.get(f"/moi/{typed}")
    if typed == "%00":
        assert answer.status_code in {400, 404}
        return
    assert answer.status_code == 404
    assert UNKNOWN in answer.text
    posted = await client.post("/moi", data={"ma": typed})
    assert (posted.status_code, UNKNOWN in posted.text) == (404, True)
    assert (await client.post(f"/moi/{typed}", data=ALL)).status_code == 404


async def test_a_code_is_good_for_thirty_days(client, db, settings):
    (code, *_) = await codes(db, settings, await drawn(db, settings, many(10), wanted=5))
    with clock.frozen(AFTER + timedelta(days=30)):
        assert (await client.get(f"/moi/{code}")).status_code == 200
    with clock.frozen(AFTER + timedelta(days=31)):
        for answer in (await client.get(f"/moi/{code}"), await client.post(f"/moi/{code}", data=ALL)):
            assert answer.status_code == 410
            assert "đã hết hạn" in answer.text
    async with db.read() as tx:
        assert await tx.connection.fetchval("select count(*) from survey_answer") == 0


async def test_a_code_typed_from_paper_leads_to_the_questions(client, db, settings):
    (code, *_) = await codes(db, settings, await drawn(db, settings, many(10, phones=False), wanted=5))
    with clock.frozen(AFTER):
        answer = await client.post("/moi", data={"ma": code.upper().replace("-", " ")})
        assert answer.status_code == 303
        assert (await client.get(answer.headers["location"])).status_code == 200


async def test_no_code_stands_in_the_database(db, settings):
    made = await codes(db, settings, await drawn(db, settings, many(20), wanted=10))
    async with db.read() as tx:
        lines = await tx.connection.fetch("select i::text as line from invitation i")
    told = "".join(row["line"] for row in lines)
    assert not any(code in told or code.replace("-", "") in told or code.encode().hex() in told for code in made)


async def test_danger_told_in_an_answer_brings_up_the_numbers_to_call(client, db, settings):
    (code, *_) = await codes(db, settings, await drawn(db, settings, many(10), wanted=5))
    with clock.frozen(AFTER):
        answer = await client.post(f"/moi/{code}", data=ALL | {"y_kien": "Có người đang đánh cháu bé, cứu với"})
    assert answer.headers["location"].startswith("/moi/cam-on?goi=1")
    assert 'href="tel:113"' in (await client.get(answer.headers["location"])).text


def test_an_answer_without_an_opinion_is_one_and_without_anything_is_none():
    said = questionnaire.answer(AnswerForm(chung="0"), 0)
    assert (said.touched, said.overall) == (1, None)
    with pytest.raises(Invalid):
        questionnaire.answer(AnswerForm(y_kien="Tốt"), 0)


@pytest.mark.parametrize("form", [{"chung": "6"}, {"chung": "4", "khuyet_tat": "?"}, {"chung": "4", "y_kien": "a" * 2001}])
def test_what_no_page_offers_is_refused(form: dict[str, str]):
    with pytest.raises(Invalid):
        questionnaire.answer(AnswerForm(**form), 0)


@pytest.mark.parametrize(("opened", "seconds"), [("900", 100), ("", None), ("1001", None), ("x", None), ("9" * 40, None)])
def test_time_is_known_only_where_it_makes_sense(opened: str, seconds: int | None):
    assert questionnaire.answer(AnswerForm(chung="4", mo=opened), 1000.9).seconds == seconds


def test_the_rate_counts_complete_answers_over_everybody_who_was_drawn():
    assert Response(200, 90, 80).rate == 0.4
    assert Response(0, 0, 0).rate is None


def test_waves_are_compared_only_where_both_may_be_told():
    found = responses.waves(Wave(60, 56, 42), Wave(80, 70, 56))
    assert found.early.share == 0.75
    assert found.gap
    assert found.gap[1] < 0.05 < found.gap[2]
    assert responses.waves(Wave(60, 56, 42), Wave(9, 9, 5)).gap is None
    assert responses.compared(Wave(20, 20, 20)).share is None, "a small group of one mind is not told"
