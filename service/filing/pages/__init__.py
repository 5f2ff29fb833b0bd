"""What a resident sees of filing: the form, the look-over and receipt, and the case they follow with their code."""

from service.filing.pages import form, sending, tracking

handlers = [*form.handlers, *sending.handlers, *tracking.handlers]
