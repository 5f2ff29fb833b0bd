"""Satisfaction and trust out of a file of answers: what `langnghe index` is asked. What cannot be read is told by its line.

margins.csv has the columns variable, level, number: how many transactions the register holds at each level; the first variable is the
stratum of the draw, and all variables add up to the same. answers.csv has a respondent a line: a column for each variable, with one of its
levels; access, procedure, staff, result, handling and trust, 1 to 5 or empty; and, if wanted, person, the same for answers of one person.
"""

import csv
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO

from service.index.answers import Answer, Figures
from service.index.rules import publication
from service.index.rules.estimates import CRITERIA, Estimate, Estimates, Group, by_service, counted, estimate
from service.index.rules.raking import by_level
from service.index.rules.weights import Register, weigh
from service.problems import CannotRun

LEVELS = {"": None, "1": 1, "2": 2, "3": 3, "4": 4, "5": 5}
QUESTIONS = (*CRITERIA, "trust")
PERSON = "person"
MOST_ROWS = 1_000_000
FAULTS_TOLD = 20
ADD_UP = 1e-6  # of the total
Fault = tuple[int, str]
Row = tuple[int, list[str]]


def answer(answers: bytes, margins: bytes) -> Answer:
    """Read both, weight, estimate, and judge what may be published."""
    register = read_register(margins)
    groups = read_answers(answers, register)
    _held(groups, register)
    weights = weigh(counted(groups), register)
    services = {name: _figures(found) for name, found in by_service(groups, weights).items()}
    return Answer(register.variables, register.total, weights.report, _figures(estimate(groups, weights)), services)


def read_register(data: bytes) -> Register:
    """The margins, or every fault."""
    name, margins, faults = "margins", dict[str, dict[str, float]](), list[Fault]()
    header, rows = _table(data, name)
    if sorted(header) != ["level", "number", "variable"]:
        raise CannotRun(f"{name}: line 1: the columns are variable, level and number, not {', '.join(header)}")
    for line, row in rows:
        cells = dict(zip(header, row, strict=True))
        variable, level, number = cells["variable"], cells["level"], _number(cells["number"])
        if not (variable and level and cells["number"]):
            faults.append((line, "a cell is empty"))
        elif number is None:
            faults.append((line, f"{cells['number']!r} is no number of transactions"))
        elif variable in {*QUESTIONS, PERSON}:
            faults.append((line, f"{variable!r} is the name of a question"))
        elif level in margins.get(variable, {}):
            faults.append((line, f"{variable} {level!r} stands there twice"))
        else:
            margins.setdefault(variable, {})[level] = number
    totals = {variable: math.fsum(levels.values()) for variable, levels in margins.items()}
    first = next(iter(totals.items()), ("", 0.0))
    if not (first[1] or faults):
        faults.append((1, "there are no transactions"))
    off = [(variable, total) for variable, total in totals.items() if abs(total - first[1]) > ADD_UP * first[1]]
    if not faults:
        faults = [(0, f"the levels of {variable} add up to {total:g}, those of {first[0]} to {first[1]:g}") for variable, total in off]
    _tell(name, faults)
    return Register(tuple(margins), tuple(margins.values()))


def read_answers(data: bytes, register: Register) -> list[Group]:
    """Respondents who answered alike, counted; or every fault."""
    name, counts, lines = "answers", Counter[tuple[str, ...]](), dict[tuple[str, ...], list[int]]()
    header, rows = _table(data, name)
    _tell(name, [(1, fault) for fault in _wrong_columns(header, register)])
    for line, row in rows:
        key = tuple(row)
        counts[key] += 1
        lines.setdefault(key, []).append(line)
    if not counts:
        raise CannotRun(f"{name}: there are no answers")
    known = [(key, dict(zip(header, key, strict=True))) for key in counts]
    faults = [(line, fault) for key, cells in known for fault in _wrong(cells, register) for line in lines[key]]
    _tell(name, sorted(faults))
    several = {person for person, n in Counter(_people(known, counts)).items() if n > 1}
    return [group for key, cells in known for group in _groups(cells, counts[key], register, several)]


def _people(known: Sequence[tuple[tuple[str, ...], Mapping[str, str]]], counts: Mapping[tuple[str, ...], int]) -> Iterator[str]:
    for key, cells in known:
        if cells.get(PERSON):
            yield from [cells[PERSON]] * counts[key]


def _groups(cells: Mapping[str, str], count: int, register: Register, several: set[str]) -> list[Group]:
    """Who answered once is nobody in particular."""
    cell = tuple(cells[variable] for variable in register.variables)
    levels = tuple(LEVELS[cells[question]] for question in QUESTIONS)
    person = cells.get(PERSON, "")
    return [Group(cell, levels, 1, person)] * count if person in several else [Group(cell, levels, count)]


def _wrong_columns(header: Sequence[str], register: Register) -> Iterator[str]:
    wanted, allowed = {*register.variables, *QUESTIONS}, {*register.variables, *QUESTIONS, PERSON}
    if lacking := sorted(wanted - set(header)):
        yield f"the columns lack {', '.join(lacking)}"
    if strange := sorted(set(header) - allowed):
        yield f"{', '.join(repr(column) for column in strange)} is no question and no variable of the margins"
    if twice := sorted(column for column, n in Counter(header).items() if n > 1):
        yield f"{', '.join(twice)} stands there twice"


def _wrong(cells: Mapping[str, str], register: Register) -> Iterator[str]:
    for variable, margin in zip(register.variables, register.margins, strict=True):
        if not cells[variable]:
            yield f"{variable} is empty"
        elif cells[variable] not in margin:
            yield f"{variable} {cells[variable]!r} is not in the margins"
    for question in QUESTIONS:
        if cells[question] not in LEVELS:
            yield f"{question} is 1 to 5 or empty, not {cells[question]!r}"


def _held(groups: Sequence[Group], register: Register) -> None:
    """Nobody answers without a transaction."""
    stratum, there = register.variables[0], register.margins[0]
    over = [(level, n) for level, n in by_level(counted(groups), 0).items() if n > there[level]]
    _tell("answers", [(0, f"{stratum} {level!r} has {n:.0f} answers, but the margins {there[level]:g} transactions") for level, n in over])


def _table(data: bytes, name: str) -> tuple[list[str], Iterator[Row]]:
    """The columns, and each row with its line."""
    try:
        text = unicodedata.normalize("NFC", data.decode("utf-8-sig"))
    except UnicodeDecodeError as wrong:
        line = data.count(b"\n", 0, wrong.start) + 1
        raise CannotRun(f"{name}: line {line}: not UTF-8; a spreadsheet saves it as “CSV UTF-8”") from None
    rows = _rows(text, name)
    _, header = next(rows, (0, [""]))
    if not any(header):
        raise CannotRun(f"{name}: the first line names no columns")
    return header, rows


def _rows(text: str, name: str) -> Iterator[Row]:
    """All lines, the columns first; what is broken is told at the end."""
    reader = csv.reader(StringIO(text, newline=""), strict=True, delimiter=max(",;\t", key=text.partition("\n")[0].count))
    width, faults = 0, list[Fault]()
    try:
        for number, row in enumerate(reader):
            if number > MOST_ROWS:
                raise CannotRun(f"{name}: more than {MOST_ROWS} lines")
            width = width or len(row)
            if len(row) == width:
                yield reader.line_num, [cell.strip() for cell in row]
            elif any(row):
                faults.append((reader.line_num, f"{len(row)} cells, but {width} columns"))
    except csv.Error as broken:
        faults.append((reader.line_num, str(broken)))
    _tell(name, faults)


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if number >= 0 and math.isfinite(number) else None


def _tell(name: str, faults: Sequence[Fault]) -> None:
    """All of them, or the first and how many more."""
    if faults:
        told = [f"{name}: {f'line {line}: ' if line else ''}{text}" for line, text in faults[:FAULTS_TOLD]]
        more = [f"… and {len(faults) - FAULTS_TOLD} more faults"] if len(faults) > FAULTS_TOLD else []
        raise CannotRun("\n  ".join([*told, *more]))


def _figures(found: Estimates) -> Figures:
    satisfied, trusted = _judged(found.satisfaction), _judged(found.trust)
    return Figures(found, publication.satisfaction(satisfied).why, publication.trust(trusted).why)


def _judged(share: Estimate | None) -> publication.Judged | None:
    return publication.Judged(share.n, share.n_eff, share.low, share.high) if share else None


def told(found: Answer) -> str:
    """A table in percent."""
    report = found.weights
    lines = [f"{'':24}    n  satisfaction                 n_eff  trust                        n_eff"]
    lines += [_line(name, figures) for name, figures in [("all", found.all), *found.services.items()]]
    estimates = found.all.estimates
    lines += [f"  {name:22} {_percent(share)}" for name, share in estimates.criteria.items()]
    lines.append(
        f"weights: Kish n {report.kish:.0f} of {report.respondents}, highest over lowest {report.ratio:.1f}, {report.trimmed} trimmed"
    )
    lines += [f"too few answers, together: {variable} {', '.join(levels)}" for variable, levels in report.collapsed.items()]
    lines += [f"nobody answered: {level}" for level in report.empty]
    return "\n".join(lines)


def _line(name: str, figures: Figures) -> str:
    found, parts = figures.estimates, list[str]()
    for share, why in ((found.satisfaction, figures.satisfaction_withheld), (found.trust, figures.trust_withheld)):
        parts.append(f"{_percent(share)}{' withheld' if why else ''}".ljust(28) + (f"{share.n_eff:6.0f}" if share else ""))
    return f"{name[:24]:24} {found.n:4}  {'  '.join(parts)}".rstrip()


def _percent(share: Estimate | None) -> str:
    return f"{100 * share.share:5.1f} [{100 * share.low:5.1f}, {100 * share.high:5.1f}]" if share else "    –"
