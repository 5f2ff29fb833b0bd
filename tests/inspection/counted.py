"""Cases with fates of their own, and their figures counted in another way than the service counts them."""

from collections import Counter
from datetime import date, timedelta
from random import Random
from typing import Any

from service import clock
from service.casework import actions as casework
from service.casework import rules
from service.casework.rules import By
from service.db import Db
from service.inspection import actions
from service.inspection.rules import NOTHING, Tally
from service.ratings import actions as ratings
from service.ratings.rules import Word
from service.settings import Settings
from service.terms import Kind, Settled
from tests.casework.lodged import approved, lodged, office
from tests.desk.desk import filed
from tests.house import settled
from tests.ratings.told import HEALTH, answered, days_ago, refused, reopened, transferred

OPEN = {"RECEIVED", "IN_PROGRESS", "NEEDS_INFO", "SUSPENDED", "AWAITING_APPROVAL", "APPROVED"}
UNCOUNTED = {"AWAITING_SIGNATURE", "SPLIT", "JOINED", "WITHDRAWN"}
Rows = dict[tuple[str, date], Tally]


async def turn(db: Db) -> int:
    """One turn of the worker, once everything committed so far can be seen."""
    await settled(db)
    return await actions.tally(db)


async def tallied(db: Db) -> Rows:
    """What the table says; a row of nothing says nothing."""
    names = ", ".join(Tally.__struct_fields__)
    async with db.read() as tx:
        rows = await tx.connection.fetch(f"select agency_code, month, {names} from agency_month")
    return {(row[0], row[1]): tally for row in rows if (tally := Tally(*row[2:])) != NOTHING}


async def counted(db: Db) -> Rows:
    """What the cases say today."""
    async with db.read() as tx:
        cases = await tx.connection.fetch("select agency_code, filed_at, state, answered_at, original_due, id, kind from case_file")
        reviews = await tx.connection.fetch("select case_id, agency_code, treated, settled from case_review")
        ratings = await tx.connection.fetch("select agency_code, day, overall from rating")
    found: dict[tuple[str, date], Counter[str]] = {}
    months = {case["id"]: clock.on(case["filed_at"]).replace(day=1) for case in cases}
    for case in (one for one in cases if one["kind"] != "TO_CAO" and one["state"] not in UNCOUNTED):
        found.setdefault((case["agency_code"], months[case["id"]]), Counter()).update(_of_case(case))
    for review in reviews:
        said = {"reviewed": 1, "satisfied": review["treated"] > 3, "settled": review["settled"] == "YES"}
        found.setdefault((review["agency_code"], months[review["case_id"]]), Counter()).update(said)
    for rating in ratings:
        key = (rating["agency_code"], rating["day"].replace(day=1))
        found.setdefault(key, Counter()).update({"rated": 1, "pleased": rating["overall"] > 3})
    return {key: Tally(**{name: int(count[name]) for name in Tally.__struct_fields__}) for key, count in found.items()}


def _of_case(case: Any) -> dict[str, int]:
    is_open = case["state"] in OPEN
    decided = case["answered_at"] and clock.on(case["answered_at"])
    return {
        "filed": 1,
        "open": is_open,
        "reopened": bool(is_open and decided),
        "overdue": is_open and case["state"] != "SUSPENDED" and not decided and case["original_due"] < clock.today(),
        "answered": bool(decided and case["state"] != "REFUSED"),
        "refused": case["state"] == "REFUSED",
        "on_time": bool(decided and decided <= case["original_due"]),
        "late": bool(decided > case["original_due"] if decided else case["state"] == "APPEALED"),
    }


async def history(db: Db, chance: Random) -> None:
    """One case with a fate of its own, begun up to a hundred days ago."""
    at = days_ago(chance.uniform(25, 100))
    number = await filed(db, at=at)
    with clock.frozen(at + timedelta(days=chance.uniform(0, 30))):
        fate = chance.choice(["wait", "refuse", "answer", "answer", "reopen", "transfer", "close"])
        if fate == "refuse":
            await refused(db, number)
        elif fate == "transfer":
            await transferred(db, number, HEALTH)
        elif fate in {"answer", "reopen", "close"}:
            await answered(db, number)
            await ratings.review(db, number, Word(chance.choice(list(Settled)), chance.randint(1, 5), ""))
        if fate == "close":
            await casework.act(db, By("system"), number, rules.close)
        if fate == "reopen":
            await reopened(db, number)
            await transferred(db, number, HEALTH)
            await answered(db, number, HEALTH)
            await ratings.review(db, number, Word(chance.choice(list(Settled)), chance.randint(1, 5), ""))


async def complaints(db: Db, settings: Settings) -> None:
    """Complaints accepted sixty days ago: one rests, one is overdue, one was taken to the superior undecided, one was extended in time."""
    head = (await office(db)).head
    at = days_ago(60)
    with clock.frozen(at):
        numbers = [await lodged(db, settings, Kind.KHIEU_NAI) for _ in range(4)]
        for number in numbers:
            await casework.act(db, head, number, rules.complaints.accept)
    rests, _, onward, extended = numbers
    paper = rules.Paper("1/QĐ", clock.on(at))
    with clock.frozen(at + timedelta(days=5)):
        await casework.act(db, head, rests, lambda case, act: rules.legal.suspend(case, act, "OBSTACLE", "Bão lũ.", paper))
        await casework.act(db, head, extended, lambda case, act: rules.complaints.extend(case, act, ["MANY_PEOPLE"], "Nhiều người.", paper))
    with clock.frozen(at + timedelta(days=40)):
        go = rules.legal.file_appeal
        await casework.act(db, By("resident"), onward, lambda case, act: go(case, act, "second_level", overdue=True))
        await approved(db, head, extended)
        await casework.issue(db, head, extended, rules.Paper("2/QĐ", clock.today()))
