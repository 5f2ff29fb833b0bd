"""What may be done to a case, by whom, and which clocks it starts and stops. Pure: a decision is a Move, saved elsewhere.

`ways` is the table of all verbs by kind; `moving` is how a decision comes about; `shared` holds for every kind, `handing`
is what goes to another body, `feedback`, `legal`, `complaints` and `denunciations` are of their own.
"""

from service.calendars.rules import Clock
from service.casework.rules import alarms, complaints, denunciations, emergencies, findings, legal
from service.casework.rules.case import FEEDBACK, Act, Around, By, Case, Filing, HandedOn, Matter, Move, OpenClock, Paper, Signer
from service.casework.rules.feedback import accept, close, first_clocks, promised, refuse, reopen, send, withdraw
from service.casework.rules.handing import ONCE, Handing, Turn, handing, transfer
from service.casework.rules.moving import MAX_TEXT, recompute
from service.casework.rules.shared import (
    approve,
    ask_more,
    ask_report,
    assign,
    classify,
    draft,
    goes_whole,
    join,
    notify,
    publish,
    report,
    return_draft,
    review,
    split,
    status,
    stays_in,
    submit,
    supply,
    urge,
)
from service.casework.rules.succession import succeed
from service.casework.rules.ways import OWED_BY_AGENCY, WAYS, may, next_duty, possible

__all__ = [
    "FEEDBACK",
    "MAX_TEXT",
    "ONCE",
    "OWED_BY_AGENCY",
    "WAYS",
    "Act",
    "Around",
    "By",
    "Case",
    "Clock",
    "Filing",
    "HandedOn",
    "Handing",
    "Matter",
    "Move",
    "OpenClock",
    "Paper",
    "Signer",
    "Turn",
    "accept",
    "alarms",
    "approve",
    "ask_more",
    "ask_report",
    "assign",
    "classify",
    "close",
    "complaints",
    "denunciations",
    "draft",
    "emergencies",
    "findings",
    "first_clocks",
    "goes_whole",
    "handing",
    "join",
    "legal",
    "may",
    "next_duty",
    "notify",
    "possible",
    "promised",
    "publish",
    "recompute",
    "refuse",
    "reopen",
    "report",
    "return_draft",
    "review",
    "send",
    "split",
    "status",
    "stays_in",
    "submit",
    "succeed",
    "supply",
    "transfer",
    "urge",
    "withdraw",
]
