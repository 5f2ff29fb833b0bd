"""What officers, residents and the service do to a case.

`deciding` is how each of them goes; `answering` is the road of every answer, `legal` what only complaints and denunciations have,
`papers` the file, `onward` what a signed paper goes on from, `relating` cases that come from one another, `jobs` what the service does by
itself.
"""

from service.casework.actions.answering import approve, approve_and_send, around, assign, draft, return_draft, send, submit, transfer
from service.casework.actions.deciding import Decide, act, oversee
from service.casework.actions.jobs import close_ended, follow_calendar, raise_alarms, recompute, take_effect
from service.casework.actions.legal import guide, issue, pass_on, publish, resume, send_outcome
from service.casework.actions.onward import last_window, save_signed
from service.casework.actions.papers import correct_pages, keep_document, keep_paper, sign
from service.casework.actions.relating import join, split
from service.casework.actions.remedies import confirm, remedied

__all__ = [
    "Decide",
    "act",
    "approve",
    "approve_and_send",
    "around",
    "assign",
    "close_ended",
    "confirm",
    "correct_pages",
    "draft",
    "follow_calendar",
    "guide",
    "issue",
    "join",
    "keep_document",
    "keep_paper",
    "last_window",
    "oversee",
    "pass_on",
    "publish",
    "raise_alarms",
    "recompute",
    "remedied",
    "resume",
    "return_draft",
    "save_signed",
    "send",
    "send_outcome",
    "sign",
    "split",
    "submit",
    "take_effect",
    "transfer",
]
