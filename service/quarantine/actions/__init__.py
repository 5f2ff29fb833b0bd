"""Looking at days that have ended, and deciding on what was found."""

from service.quarantine.actions.deciding import add_network, drop_network, mark, say
from service.quarantine.actions.looking import count, look

__all__ = ["add_network", "count", "drop_network", "look", "mark", "say"]
