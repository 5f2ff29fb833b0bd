"""The rooms of an administrator: who answers for what, and who succeeds whom."""

from service.administration.pages import duties, duties_change, duties_field, duties_import, reorganisations, reorganising, start

ROOMS = (start, duties, duties_field, duties_change, duties_import, reorganisations, reorganising)
handlers = [handler for room in ROOMS for handler in room.handlers]
