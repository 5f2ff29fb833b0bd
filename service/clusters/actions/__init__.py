"""What is compared (`sketching`), put together (`joining`), answered at once (`answering`) and told to everybody (`telling`)."""

from service.clusters.actions.answering import Outcome, answer_each
from service.clusters.actions.joining import apart, lead, together
from service.clusters.actions.sketching import sketch
from service.clusters.actions.telling import change, forget, me_too, not_me, settle, tell, withdraw
from service.clusters.actions.view import Seen, offered, seen

__all__ = [
    "Outcome",
    "Seen",
    "answer_each",
    "apart",
    "change",
    "forget",
    "lead",
    "me_too",
    "not_me",
    "offered",
    "seen",
    "settle",
    "sketch",
    "tell",
    "together",
    "withdraw",
]
