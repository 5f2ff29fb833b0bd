"""What may be done to a case, by whom, and which clocks it starts and stops. Pure: a decision is a Move, saved elsewhere.

`ways` is the table of all verbs by kind; `moving` is how a decision comes about; `shared` holds for every kind, `feedback`, `legal`,
`complaints` and `denunciations` for their own.
"""

from service.calendars.rules import Clock
from service.casework.rules import alarms, complaints, denunciations, legal
from service.casework.rules.case import FEEDBACK, Act, Around, By, Case, Filing, Matter, Move, OpenClock, Paper, Signer
from service.casework.rules.feedback import accept, close, first_clocks, promised, refuse, reopen, send, withdraw
from service.casework.rules.moving import MAX_TEXT, recompute
from service.casework.rules.shared import (
    ONCE,
    approve,
    ask_more,
    ask_report,
    assign,
    draft,
    join,
    notify,
    publish,
    report,
    return_draft,
    review,
    split,
    status,
    submit,
    supply,
    transfer,
    urge,
)
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
    "Matter",
    "Move",
    "OpenClock",
    "Paper",
    "Signer",
    "accept",
    "alarms",
    "approve",
    "ask_more",
    "ask_report",
    "assign",
    "close",
    "complaints",
    "denunciations",
    "draft",
    "first_clocks",
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
    "submit",
    "supply",
    "transfer",
    "urge",
    "withdraw",
]
