"""What is compared (`sketching`), put together (`joining`), answered at once (`answering`), told to everybody (`telling`, `counting`)."""

from service.clusters.actions.answering import Outcome, answer_each
from service.clusters.actions.counting import forget, me_too, new_browser, not_me
from service.clusters.actions.handing import join, split, transfer
from service.clusters.actions.joining import apart, lead, together
from service.clusters.actions.sketching import sketch
from service.clusters.actions.telling import change, check_may_tell, settle, tell, withdraw
from service.clusters.actions.view import Seen, offered, seen

__all__ = [
    "Outcome",
    "Seen",
    "answer_each",
    "apart",
    "change",
    "check_may_tell",
    "forget",
    "join",
    "lead",
    "me_too",
    "new_browser",
    "not_me",
    "offered",
    "seen",
    "settle",
    "sketch",
    "split",
    "tell",
    "together",
    "transfer",
    "withdraw",
]
