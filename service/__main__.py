"""The command line, `COMMANDS`. Help answers at once: the work comes later."""

import argparse
import sys
from datetime import date

from service.terms import Role

LASTING = ("demo", "serve", "work")
COMMANDS = {
    "demo": "everything on this machine, with made-up cases: database, serving process and worker",
    "serve": "answer requests",
    "work": "do the background jobs",
    "recount": "count the cubes of ratings and survey answers anew from what was said",
    "migrate": "bring the database's schema and the reference data up to date",
    "settings": "print every setting: variable, value, default, meaning",
    "account": "add, list, change or disable officers' accounts",
    "holiday": "say what a day is when a notice moves it; running time limits follow",
    "route": "who must answer, why and who comes after, on any day since 2024, as JSON; needs no database",
    "due": "until when something must be done, and which rule says so, as JSON; needs no database",
    "index": "satisfaction, trust and results with their intervals: of an agency and a period, or from answers in a file",
    "freeze": "keep what is published of a year as it is now, under its SHA-256",
    "participants": "say how many people take part in social insurance in each of five ways, as weights of their index",
}


def main(argv: list[str] | None = None) -> int:
    """Run one command; its exit code."""
    given = _parser().parse_args(argv)

    from service import commands  # noqa: PLC0415 - so that help answers at once

    return commands.run(given, lasting=given.command in LASTING)


def _parser() -> argparse.ArgumentParser:
    about = "Lắng Nghe: residents say how social policy reaches them, and the body that must answer does."
    parser = argparse.ArgumentParser(prog="langnghe", description=about, epilog="Settings are environment variables: langnghe settings")
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    made = {name: commands.add_parser(name, help=text, description=text) for name, text in COMMANDS.items()}
    for name in LASTING:
        made[name].add_argument("--tied", type=int, metavar="PID", help="stop when this process, the parent, is gone (Linux)")
    for name in ("serve", "work"):
        made[name].add_argument("--wait", action="store_true", help="load everything, then begin at a line on standard input")
    made["settings"].add_argument("--markdown", action="store_true", help="as the table in the README")
    _account_parser(made["account"])
    _holiday_parser(made["holiday"])
    _due_parser(made["due"])
    _route_parser(made["route"])
    _index_parser(made["index"])
    _freeze_parser(made["freeze"])
    _participants_parser(made["participants"])
    return parser


def _account_parser(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="action")
    for action, text in (
        ("add", "the password is asked for, or read from standard input"),
        ("grant", "one more role, at the same or another agency"),
        ("password", "a new password, asked for like the first; sessions end"),
        ("disable", "no more sign-in; what the account did stays"),
    ):
        made = actions.add_parser(action, help=text)
        made.add_argument("login")
        if action == "add":
            made.add_argument("--name", required=True)
        if action in {"add", "grant"}:
            made.add_argument("--agency", required=True, metavar="CODE")
            made.add_argument("--role", required=True, choices=[role.value for role in Role])
    actions.add_parser("list", help="all accounts with their roles")


def _holiday_parser(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("day", type=date.fromisoformat, help="2026-11-23")
    parser.add_argument("kind", choices=("off", "make_up", "ordinary"), help="make_up: a day of the weekend that is worked")
    parser.add_argument("--name", required=True, help="in Vietnamese")
    parser.add_argument("--name-en", required=True)
    parser.add_argument("--source", required=True, help="the notice that says so")


def _due_parser(parser: argparse.ArgumentParser) -> None:
    """Words are read by the command itself, which names what is allowed."""
    parser.add_argument("--kind", default="", help="KHIEU_NAI, TO_CAO …; capitals do not matter")
    parser.add_argument("--step", default="", help="ACCEPT, SETTLE …")
    parser.add_argument("--from", default="", dest="start", metavar="DAY", help="of the event that starts it; for hours 2026-12-03T15:30")
    parser.add_argument("--complex", action="store_true", help="a complex case")
    parser.add_argument("--remote", action="store_true", help="a remote area")
    parser.add_argument("--level", default="", help="of a complaint 1 or 2; of a body commune, province, department, unit")
    parser.add_argument("--list", action="store_true", help="every rule in force")
    parser.add_argument("--on", default="", metavar="DAY", help="with --list: on that day instead of today")


def _route_parser(parser: argparse.ArgumentParser) -> None:
    """Places and bodies are typed as residents type them, or by code; kind and field are read from the text where they are not given."""
    parser.add_argument("--text", default="", help="what the resident wrote")
    parser.add_argument(
        "--batch", default="", metavar="FILE.tsv", help="a question a line; the first line names the columns: text, area, kind …"
    )
    parser.add_argument("--kind", default="", help="PHAN_ANH_KIEN_NGHI, KHEN_NGOI, KHIEU_NAI, TO_CAO; capitals do not matter")
    parser.add_argument("--field", default="", help="R01 to R54")
    parser.add_argument("--area", default="", help="the commune it happened in, by any name it ever had")
    parser.add_argument("--against", default="", help="the body complained of, or where the accused works")
    parser.add_argument("--leads", action="store_true", help="its head or a deputy is accused")
    parser.add_argument("--level", default="", help="of a complaint 1 or 2; of a denunciation 2 when it goes on")
    parser.add_argument("--settled-by", default="", dest="settled_by", metavar="CODE", help="who settled it the first time")
    parser.add_argument("--private", action="store_true", help="a firm or a private person is complained of, no official")
    parser.add_argument("--on", default="", metavar="DAY", help="on that day instead of today")


def _index_parser(parser: argparse.ArgumentParser) -> None:
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = """\
margins.csv: the register of transactions; columns
  variable,level,number   service,birth,2400 … sex,female,1800 …; the first variable is what the draw was stratified by
answers.csv: a respondent a line, invited at random; columns
  <variable> …            one for each variable of the margins, with one of its levels
  access,procedure,staff,result,handling,trust
                          1 to 5; empty: no opinion
  person                  optional; the same for answers of one person, so that they count together
Both UTF-8, with commas, semicolons or tabs."""
    parser.add_argument("--agency", default="", metavar="CODE", help="its published figures, and of the others why they are withheld")
    parser.add_argument("--period", default="", metavar="2026", help="a year from 1 December to 30 November, or 2026-Q1 to 2026-Q4")
    parser.add_argument("--from-csv", default="", dest="answers", metavar="ANSWERS.csv", help="satisfaction and trust; needs no database")
    parser.add_argument("--margins", default="", metavar="MARGINS.csv", help="with --from-csv")
    parser.add_argument("--json", action="store_true", help="everything, shares 0 to 1; otherwise a table in percent")


def _freeze_parser(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--period", required=True, metavar="2026")
    parser.add_argument("--reason", default="", help="of a correction: what was wrong in what was frozen before")


def _participants_parser(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--year", required=True, type=int)
    parser.add_argument("--source", required=True, help="who says so, and when")
    parser.add_argument("numbers", nargs="+", metavar="WAY=NUMBER", help="DIRECT, ONLINE, VOLUNTARY, PENSION, PATIENT")


if __name__ == "__main__":
    sys.exit(main())
