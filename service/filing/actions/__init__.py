"""What a resident does: write and change (`drafting`), send and find again (`sending`), follow what was sent (`following`)."""

from service.filing.actions.drafting import area_meant, area_wanted, areas_like, begin, change, field_meant, sweep, wipe
from service.filing.actions.following import (
    came_before,
    go_on,
    go_to_court,
    going_on,
    leads_to,
    reopen,
    sign,
    supply,
    withdraw,
)
from service.filing.actions.sending import NOT_FOUND, Sent, around, known_before, look_up, receipt, submit

__all__ = [
    "NOT_FOUND",
    "Sent",
    "area_meant",
    "area_wanted",
    "areas_like",
    "around",
    "begin",
    "came_before",
    "change",
    "field_meant",
    "go_on",
    "go_to_court",
    "going_on",
    "known_before",
    "leads_to",
    "look_up",
    "receipt",
    "reopen",
    "sign",
    "submit",
    "supply",
    "sweep",
    "wipe",
    "withdraw",
]
