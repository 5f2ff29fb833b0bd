"""What requests cost, beside their bars and beside a bare Litestar application that does the same SQL in the same run. Linux only.

Milliseconds are of the processor, from the operating system's accounting, so that a busy machine changes them little; only p95 is by the
clock on the wall. "bare" is the bare application's cost, and how much of ours it is. Nothing here fails a test: it prints, and writes
bench.json.
"""

import asyncio
import itertools
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

import msgspec

from service import clock, db
from service.accounts import actions as accounts
from service.administration.actions import duties_import
from service.administration.rules import duties_sheet
from service.calendars import store as calendars
from service.calendars.rules import Condition
from service.casework.rules import By
from service.embedded import Embedded
from service.inspection import actions as inspection
from service.routing import store as routing
from service.terms import AgencyCode, Kind, Role, Step
from tests.bench.counting import counting, together
from tests.bench.duties import many
from tests.bench.load import Exchange, ask, request
from tests.bench.proposing import proposing
from tests.bench.rows import Row, Table
from tests.bench.stage import SCHEMA, Database, Server, database, free_port, keys, postgres
from tests.bench.usage import memory_mb
from tests.queries.many import BUSY

HOUSE = Path(__file__).parents[2]
BARE = ("-m", "tests.bench.bare", "PORT")
TEXT = "Mẹ tôi 82 tuổi chưa nhận được tiền trợ cấp người cao tuổi tháng này. Tôi đã hỏi ở xã hai lần nhưng chưa ai trả lời. " * 3


def get(path: str, cookie: str = "") -> Iterator[Exchange]:
    """The same page again and again."""
    return itertools.repeat((request("GET", path, cookie=cookie),))


def filings(commune: str) -> Iterator[Exchange]:
    """A form with everything in it, then the button of the look-over screen."""
    for key in keys():
        typed = {"khoa": key, "loai": "PHAN_ANH_KIEN_NGHI", "noi_dung": TEXT, "noi": "", "noi_cu": "", "xa": commune, "linh_vuc": "R01"}
        form = urlencode(typed | {"ho_ten": "Nguyễn Thị A", "dien_thoai": "0912345678", "dia_chi": ""}).encode()
        yield request("POST", "/gui", form=form), request("POST", f"/gui/{key}/gui", form=b"")


def bare_filings() -> Iterator[Exchange]:
    """The same two posts to the bare application."""
    for key in keys():
        yield request("POST", f"/keep/{key}", form=TEXT.encode()), request("POST", f"/file/{key}", form=b"")


def ratings(path: str) -> Iterator[Exchange]:
    """One tap on a face."""
    for number, key in enumerate(keys()):
        yield (request("POST", path.format(key=key), form=urlencode({"khoa": key, "muc": 1 + number % 5}).encode()),)


async def writing(table: Table, house: Database, ours: Server, bare: Server) -> None:
    """Filing and rating."""
    before = await house.count("case_file")
    cost = await ours.cost(filings(house.people.commune))
    await house.must_have("case_file", before + cost.driven.exchanges)
    plain = await bare.cost(bare_filings())
    table.cost("filing a case, both posts", cost, bar=5, bare=plain)
    table.add(Row(what="  beside a bare handler with the same SQL", value=plain.total_ms / cost.total_ms, unit="×", bar=0.6, least=True))
    before = await house.count("rating")
    cost = await ours.cost(ratings(f"/danh-gia/{BUSY}"), connections=64)
    await house.must_have("rating", before + cost.driven.exchanges)
    plain = await bare.cost(ratings("/rate/{key}"), connections=64)
    table.cost("a rating", cost, bar=None, bare=plain)
    table.add(Row(what="  ratings two cores carry, by their cost", value=2000 / cost.total_ms, unit="/s", bar=3000, least=True))


async def deciding(table: Table, house: Database, ours: Server) -> None:
    """A transition, all of it: the case locked, decided by the rules, clocks ended and started, the event, one commit."""
    under_way = await house.numbers("agency_code = $1 and state = 'IN_PROGRESS'", BUSY)
    before = await house.count("case_event")
    cost = await ours.cost(_words_on_progress(under_way, house.people.officer))
    await house.must_have("case_event", before + cost.driven.exchanges)
    table.cost("a transition (a word on progress)", cost, bar=8)


def _words_on_progress(numbers: list[tuple[str, int]], cookie: str) -> Iterator[Exchange]:
    """Each case in turn, with the version its page would show by then."""
    for turn in itertools.count():
        for number, version in numbers:
            form = urlencode({"phien_ban": version + turn, "noi_dung": "Chúng tôi đang chờ ngân hàng trả lời."}).encode()
            yield (request("POST", f"/co-quan/ho-so/{number}/cap-nhat", form=form, cookie=cookie),)


async def clocks(table: Table, house: Database) -> None:
    """Every clock of a complaint and of a denunciation, from the signature to the end, without a database."""
    async with db.connected(house.dsn, schema=SCHEMA, size=1) as connected:
        book = await calendars.book(connected)
    rounds, when = 2000, Condition(complex=True, remote=True, level="2")
    begun = time.process_time()
    for number in range(rounds):
        day = date(2026, 7, 1) + timedelta(days=number % 400)
        for step in (Step.ACCEPT, Step.FIRST_ANSWER, Step.SETTLE, Step.SEND_DECISION, Step.PUBLISH, Step.TAKE_EFFECT, Step.APPEAL):
            book.start(Kind.KHIEU_NAI, step, day, when)
    spent = (time.process_time() - begun) * 1000 / rounds
    table.add(Row(what="all clocks of a complaint", value=spent, unit="ms", bar=0.2))


async def reading(table: Table, house: Database, ours: Server, bare: Server) -> None:
    """Pages of residents."""
    ceiling = await bare.cost(get("/empty"))
    table.cost("(the ceiling: Litestar with an empty answer)", ceiling, bar=None)
    for what, path in (("home, the same for everybody", "/"), ("the form, the same for everybody", "/gui")):
        table.cost(what, await ours.cost(get(path)), bar=0.5, bare=ceiling)
    people = house.people
    cost = await ours.cost(get(f"/ho-so/{people.case}", people.resident))
    table.cost("tracking page of a case", cost, bar=3, bare=await bare.cost(get(f"/tracking/{people.case}")))


async def lists(table: Table, house: Database, ours: Server, bare: Server, size: str) -> None:
    """Pages of officers and inspectors, before so many cases."""
    officer, inspector = house.people.officer, house.people.inspector
    plain = await bare.cost(get(f"/inbox/{BUSY}", officer))
    following = await _next_page(ours, officer)
    pages = (
        ("first page", "/co-quan"),
        ("next page", following),
        ("filtered", "/co-quan?trang_thai=IN_PROGRESS"),
        ("done", "/co-quan?xem=xong"),
        ("waiting", "/co-quan?xem=cho"),
        ("found by words", "/co-quan?tim=tro+cap+thang"),
    )
    for what, path in pages:
        cost = await ours.cost(get(path, officer))
        table.cost(f"inbox, {what}, {size} cases", cost, bar=8, bare=plain)
        alone = [await ours.cost(get(path, officer), seconds=1, connections=1) for _ in range(2)]
        quieter = min(cost.driven.p95_ms for cost in alone)
        table.add(Row(what="  answered, p95, one at a time, the quieter of two runs", value=quieter, unit="ms", bar=30))
    cost = await ours.cost(get("/giam-sat", inspector))
    table.cost(f"the inspector's table, {size} cases", cost, bar=10, bare=await bare.cost(get("/agencies", inspector)))


async def _next_page(ours: Server, officer: str) -> str:
    first = await ask(ours.port, request("GET", "/co-quan", cookie=officer, accept="identity"))
    found = re.search(rb'href="(/co-quan\?[^"]*\bsau=[^"]*)"', first.body)
    if found is None:
        raise SystemExit("the inbox has no next page")
    return found[1].decode().replace("&amp;", "&")


async def first_visit(table: Table, ours: Server) -> None:
    """What a phone gets before the page is usable."""
    for path in ("/", "/gui"):
        page = await ask(ours.port, request("GET", path))
        plain = await ask(ours.port, request("GET", path, accept="identity"))
        more = re.findall(r'(?:<script src|<link rel="icon" href)="([^"]+)"', plain.body.decode())
        parts = [await ask(ours.port, request("GET", part)) for part in dict.fromkeys(more)]
        table.add(Row(what=f"first visit to {path}: HTML and style on the wire", value=page.wire / 1024, unit="KiB", bar=14))
        table.add(Row(what="  everything", value=(page.wire + sum(part.wire for part in parts)) / 1024, unit="KiB", bar=32))
        table.add(Row(what="  requests", value=1 + len(parts), unit="", bar=4))


async def memory(table: Table) -> None:
    """Four serving processes that have answered a few hundred requests, and a Postgres of their own, then idle."""
    async with postgres() as server:
        house = await database(server, "bench-small", 1000)
        async with house.serving(processes=4) as four:
            for path in ("/", "/gui", "/danh-gia") * 40:
                await ask(four.port, request("GET", path))
            await asyncio.sleep(2)
            ours, theirs = memory_mb(four.pid), memory_mb(four.postgres)
    table.add(Row(what="memory of four serving processes and Postgres, idle", value=ours + theirs, unit="MB", bar=250))
    table.add(Row(what="  of which Postgres", value=theirs, unit="MB"))


async def rebuilding(table: Table, house: Database, size: str) -> None:
    """All tallies from the cases and ratings themselves."""
    async with db.connected(house.dsn, schema=SCHEMA, size=2) as connected:
        begun = time.monotonic()
        await inspection.rebuild(connected)
    table.add(Row(what=f"all tallies anew, {size} cases and ratings", value=time.monotonic() - begun, unit="s", bar=60))


async def importing(table: Table, house: Database) -> None:
    """A duty table of 10,000 rows from a file: compared and checked, then put in the place of what stands, in one transaction."""
    async with db.connected(house.dsn, schema=SCHEMA, size=2) as connected:
        agency = AgencyCode("UBNDT")
        account = await accounts.create(
            connected, login="bench-keeper", name="Người đo", password=uuid4().hex, agency=agency, role=Role.ADMINISTRATOR
        )
        by = By("officer", account, agency)
        async with connected.read() as tx:
            standing = await routing.duty_rows(tx)
        sheet = duties_sheet.written(many(standing, 10_000))
        begun = time.monotonic()
        sent = await duties_import.receive(connected, by, duties_import.ImportForm("1/QĐ", "Đo."), sheet)
        read = time.monotonic()
        await duties_import.confirm(connected, by, sent, knows=True)
        table.add(Row(what="a duty table of 10,000 rows read and checked", value=read - begun, unit="s", bar=1))
        table.add(Row(what="  compared, imported and kept as changes", value=time.monotonic() - read, unit="s", bar=2))
        async with connected.transaction(db.SYSTEM) as tx:
            begun = time.monotonic()
            await routing.load_duties(tx, many(standing, 10_000))
        table.add(Row(what="  of which the rows alone", value=time.monotonic() - begun, unit="s", bar=1))


def starting(table: Table) -> None:
    """The demo, first and again, from the command to the first answer."""
    with tempfile.TemporaryDirectory(prefix="langnghe-bench-") as folder:
        Path(folder).chmod(0o755)
        environ = os.environ | {"LANGNGHE_STATE_DIR": f"{folder}/state", "LANGNGHE_PORT": str(free_port())}
        for what, bar in (("the demo's first start, installed already", 90), ("the demo's start, warm", 3)):
            table.add(Row(what=what, value=_start(environ), unit="s", bar=bar))


def _start(environ: dict[str, str]) -> float:
    begun = time.monotonic()
    demo = subprocess.Popen(
        [sys.executable, "-m", "service", "demo"], cwd=HOUSE, env=environ, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        for line in demo.stdout or ():
            if "127.0.0.1" in line:
                return time.monotonic() - begun
        raise SystemExit("the demo did not start")
    finally:
        demo.send_signal(signal.SIGINT)
        demo.communicate(timeout=60)


async def measure(table: Table, server: Embedded) -> None:
    """All rows that need a database."""
    for size, cases in (("50,000", 50_000), ("500,000", 500_000)):
        print(f"\nmaking {size} cases ...", flush=True)
        house = await database(server, f"bench-{cases}", cases)
        async with house.serving() as ours, house.serving(*BARE) as bare:
            if cases == 50_000:
                await reading(table, house, ours, bare)
                await first_visit(table, ours)
            await lists(table, house, ours, bare, size)
            if cases == 50_000:
                await writing(table, house, ours, bare)
                await deciding(table, house, ours)
                await clocks(table, house)
                await proposing(table)
                await importing(table, house)
                table.add(Row(what="memory of a serving process, after all this", value=memory_mb(ours.pid), unit="MB", bar=90))
        if cases > 50_000:
            await rebuilding(table, house, size)
            await together(table, house)
            await counting(table, house, size)


async def main() -> None:
    """Measure, print, write."""
    if not sys.platform.startswith("linux"):
        raise SystemExit("the bench reads /proc: it runs on Linux only")
    table = Table()
    async with postgres() as server:
        await measure(table, server)
    await memory(table)
    starting(table)
    over = [row.what.strip() for row in table.rows if row.verdict == "OVER"]
    print(f"\n{len([row for row in table.rows if row.verdict])} bars, {len(over)} over{': ' if over else ''}{'; '.join(over)}")
    kept = {
        "at": clock.now(),
        "cores": os.cpu_count(),
        "load": os.getloadavg()[0],
        "rows": [msgspec.structs.asdict(row) for row in table.rows],
    }
    (HOUSE / "bench.json").write_bytes(msgspec.json.format(msgspec.json.encode(kept), indent=1))


if __name__ == "__main__":
    asyncio.run(main())
