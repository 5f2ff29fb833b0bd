"""What the commands of the command line do. The heavy ones import their part of the house when they run."""

import argparse
import asyncio
import csv
import getpass
import os
import signal
import sys
import textwrap
from collections.abc import Callable, Iterable
from pathlib import Path
from types import FrameType
from typing import Any, TypeVar

import msgspec

from service import clock, db
from service.problems import CannotRun, Invalid, Problem
from service.settings import Settings, described, table
from service.supervisor import database, prepare, run_demo
from service.tied import tie

Table = TypeVar("Table")
ASKS = 3  # how `route` ends when it has to ask
TIDYING = 60  # seconds for it, then the kernel ends the process


def run(given: argparse.Namespace, *, lasting: bool) -> int:
    """Run one. What a person can mend is told in one sentence; stopping what lasts is no error."""
    if lasting:
        _stop_once()
        if given.tied:
            tie(given.tied)
    try:
        ended = COMMANDS[given.command](Settings.from_env(os.environ), given) or 0
        sys.stdout.flush()
    except (CannotRun, Problem) as error:
        print(f"langnghe: {_told(error)}", file=sys.stderr)
        return 1
    except BrokenPipeError:  # whoever reads it has enough: `langnghe route … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 0 if lasting else 130
    return ended


def _stop_once() -> None:
    """A kill and a closed terminal end as Ctrl-C does: what is under way is cancelled in order. A second one changes nothing."""

    def stop(_word: int, _frame: FrameType | None) -> None:
        for word in words:
            signal.signal(word, signal.SIG_IGN)
        signal.alarm(TIDYING)
        signal.raise_signal(signal.SIGINT)

    nohup = signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    words = [signal.SIGTERM] if nohup else [signal.SIGTERM, signal.SIGHUP]
    for word in words:
        signal.signal(word, stop)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # also where a shell's & had it ignored


def _told(error: Exception) -> str:
    if isinstance(error, Invalid):
        return "; ".join(f"{field}: {text.message % text.values}" for field, text in error.fields.items())
    if isinstance(error, Problem) and error.text:
        return error.text.message % error.text.values
    return str(error)


def demo(settings: Settings, _given: argparse.Namespace) -> None:
    """Everything on this machine."""
    run_demo(settings)


def serve(settings: Settings, given: argparse.Namespace) -> None:
    """Answer requests."""
    from service.serving import serve as answer  # noqa: PLC0415 - only this command needs the web side

    with database(settings) as (complete, _):
        os.environ.update(complete.environment())
        answer(complete, may_begin=lambda: _word(given))


def work(settings: Settings, given: argparse.Namespace) -> None:
    """Do the background jobs."""
    from service import logs, worker  # noqa: PLC0415 - only this command needs it

    logs.configure(settings.log_level)
    with database(settings) as (complete, _):
        _word(given)
        worker.run(complete)


def migrate(settings: Settings, _given: argparse.Namespace) -> None:
    """Schema and reference data."""
    with database(settings) as (complete, _):
        done = asyncio.run(prepare(complete))
    print("\n".join(done) or "up to date")


def recount(settings: Settings, _given: argparse.Namespace) -> None:
    """Count the cubes anew."""
    with database(settings) as (complete, _):
        print(f"{asyncio.run(_recount(complete))} cells changed")


async def _recount(settings: Settings) -> int:
    from service.cubes import actions  # noqa: PLC0415 - only this command needs it

    async with db.connected(settings.database_url, schema=settings.database_schema, size=1 + actions.LANES) as house:
        return await actions.recount(house)


def show(settings: Settings, given: argparse.Namespace) -> None:
    """Every setting, or the README's table of them."""
    if given.markdown:
        print(table())
        return
    for name, value, default, text in described(settings):
        print(f"{name}={value}")
        print(textwrap.fill(f"{text}.", 100, initial_indent="    ", subsequent_indent="    "))
        if value != default:
            print(f"    default: {default or '(empty)'}")


def account(settings: Settings, given: argparse.Namespace) -> None:
    """Add, list, change or disable officers' accounts."""
    with database(settings) as (complete, _):
        asyncio.run(_account(complete, given))


async def _account(settings: Settings, given: argparse.Namespace) -> None:
    from service.accounts import actions  # noqa: PLC0415 - only this command needs it

    async with db.connected(settings.database_url, schema=settings.database_schema, size=1) as house:
        if given.action == "add":
            await actions.create(house, login=given.login, name=given.name, password=_password(), agency=given.agency, role=given.role)
            print(f"{given.login} added")
        elif given.action == "grant":
            await actions.grant(house, login=given.login, agency=given.agency, role=given.role)
            print(f"{given.login} is {given.role} at {given.agency}")
        elif given.action == "password":
            await actions.set_password(house, login=given.login, password=_password())
            print(f"{given.login} has a new password")
        elif given.action == "disable":
            await actions.disable(house, login=given.login)
            print(f"{given.login} disabled")
        else:
            for found in await actions.listed(house):
                print("\t".join(str(part) for part in found))


def holiday(settings: Settings, given: argparse.Namespace) -> None:
    """Say what a day is."""
    with database(settings) as (complete, _):
        asyncio.run(_holiday(complete, given))


async def _holiday(settings: Settings, given: argparse.Namespace) -> None:
    from service.calendars import actions, store  # noqa: PLC0415 - only this command needs it

    fact = store.HolidayFact(given.day, given.kind, given.name, given.name_en, given.source)
    async with db.connected(settings.database_url, schema=settings.database_schema, size=1) as house:
        await actions.set_holiday(house, db.SYSTEM, fact)
    print(f"{given.day} is {given.kind}; the worker recomputes the time limits that run over it")


def due(settings: Settings, given: argparse.Namespace) -> None:
    """Say until when, and under which rule."""
    from service import known  # noqa: PLC0415 - only what answers needs it
    from service.calendars import questions  # noqa: PLC0415 - see above

    book, source = known.calendar(settings)
    if given.list:
        found = questions.listing(given.on, book, source, clock.today())
    elif given.kind and given.step and given.start:
        asked = questions.Question(given.kind, given.step, given.start, given.complex, given.remote, given.level)
        found = questions.answer(asked, book, source)
    else:
        raise CannotRun("due needs --kind, --step and --from, or --list")
    print(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())


def route(settings: Settings, given: argparse.Namespace) -> int:
    """Say who must answer, and why; ASKS where something must be known first. Of a file a line of JSON for each question."""
    from service import known  # noqa: PLC0415 - only what answers needs it
    from service.routing import questions  # noqa: PLC0415 - see above

    if given.batch:
        asked = _table(Path(given.batch), questions.typed)
    else:
        asked = [(0, questions.Asked(**{name: _given(given, name) for name in questions.Asked.__struct_fields__}))]
    days = questions.days((one for _, one in asked), clock.today())
    facts = known.registers(settings, days, texts=any(one.text for _, one in asked))
    if not given.batch:
        found = questions.answer(asked[0][1], facts)
        print(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())
        return ASKS if found.asks else 0
    ends = {0}
    for one in questions.answers(asked, facts):
        print(msgspec.json.encode(one).decode())
        ends.add(1 if isinstance(one, questions.Fault) else ASKS if one.answer.asks else 0)
    return 1 if 1 in ends else max(ends)


def index(settings: Settings, given: argparse.Namespace) -> None:
    """Tell the figures of an agency and a period, or compute satisfaction and trust from a file of answers."""
    if given.agency and given.period and not (given.answers or given.margins):
        with database(settings) as (complete, _):
            asyncio.run(_figures(complete, given))
        return
    if given.agency or given.period or not (given.answers and given.margins):
        raise CannotRun("index needs --agency and --period, or --from-csv and --margins")
    from service.index import questions  # noqa: PLC0415 - only what answers needs it

    found = questions.answer(_bytes(Path(given.answers)), _bytes(Path(given.margins)))
    print(msgspec.json.format(msgspec.json.encode(found), indent=2).decode() if given.json else questions.told(found))


async def _figures(settings: Settings, given: argparse.Namespace) -> None:
    from service.figures import questions  # noqa: PLC0415 - only this command needs it
    from service.figures.actions import view  # noqa: PLC0415 - see above

    agency, period = questions.asked(given.agency, given.period)
    async with db.connected(settings.database_url, schema=settings.database_schema, size=1) as house:
        found, method = await view.with_method(house, agency, period)
    print(questions.answer(found, method, as_json=given.json))


def freeze(settings: Settings, given: argparse.Namespace) -> None:
    """Keep what is published of a year."""
    with database(settings) as (complete, _):
        asyncio.run(_freeze(complete, given))


async def _freeze(settings: Settings, given: argparse.Namespace) -> None:
    from service.figures import questions  # noqa: PLC0415 - only this command needs it
    from service.figures.actions import freezing  # noqa: PLC0415 - see above

    async with db.connected(settings.database_url, schema=settings.database_schema, size=1) as house:
        made = await freezing.freeze(house, questions.period(given.period), reason=given.reason)
    print(f"{made.period} frozen as number {made.number}, method {made.method}, sha256 {made.sha256}")


def participants(settings: Settings, given: argparse.Namespace) -> None:
    """Keep the weights of the index of those in social insurance."""
    with database(settings) as (complete, _):
        asyncio.run(_participants(complete, given))


async def _participants(settings: Settings, given: argparse.Namespace) -> None:
    from service.figures import questions  # noqa: PLC0415 - only this command needs it
    from service.figures.actions import computing  # noqa: PLC0415 - see above

    numbers = questions.numbers(given.numbers)
    async with db.connected(settings.database_url, schema=settings.database_schema, size=1) as house:
        await computing.set_participants(house, given.year, numbers, given.source)
    print(f"{sum(numbers.values())} participants of {given.year} in {len(numbers)} ways")


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as unreadable:
        raise CannotRun(f"{file} cannot be read: {unreadable}") from None


def _given(given: argparse.Namespace, name: str) -> Any:  # noqa: ANN401 - as the parser made it
    """An option as it was typed: of `--area=--` the parser makes an empty list."""
    typed = getattr(given, name)
    return "--" if isinstance(typed, list) else typed


def _table(file: Path, read: Callable[[Iterable[str]], Table]) -> Table:
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            return read(lines)
    except (OSError, UnicodeDecodeError, csv.Error) as unreadable:
        raise CannotRun(f"{file} cannot be read: {unreadable}") from None


def _password() -> str:
    """Never an argument: those stand in the list of processes and in the shell's history."""
    return getpass.getpass("password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")


def _word(given: argparse.Namespace) -> None:
    """With --wait, wait for the line on standard input; its end without a line means that the parent is gone."""
    if given.wait and not sys.stdin.readline():
        raise KeyboardInterrupt


COMMANDS = {
    "demo": demo,
    "serve": serve,
    "work": work,
    "recount": recount,
    "migrate": migrate,
    "settings": show,
    "account": account,
    "holiday": holiday,
    "due": due,
    "route": route,
    "index": index,
    "freeze": freeze,
    "participants": participants,
}
