"""Figures of agencies: `computing` keeps them current, `view` is the one way to them, `freezing` keeps what was published.

`told` is the way to what everybody reads, `volunteering` to the open stream.
"""

from service.figures.actions.computing import refresh
from service.figures.actions.freezing import freeze_when_due
from service.figures.actions.view import (
    agency_figures,
    all_figures,
    comparison,
    figures,
    movements,
    participants,
    periods,
)

__all__ = ["agency_figures", "all_figures", "comparison", "figures", "freeze_when_due", "movements", "participants", "periods", "refresh"]
