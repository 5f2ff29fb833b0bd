"""The rooms of the index: what needs attention, an agency, all of them beside each other, a field, a commune, participants, one's own."""

from service.inspection.pages.rooms import agency_figures, attention, commune_figures, comparison, field_figures, own_figures, participants

handlers = [
    *(attention.attention, agency_figures.agency_figures, comparison.comparison, field_figures.field_figures),
    *(commune_figures.commune_figures, participants.participants, own_figures.own_figures),
]
