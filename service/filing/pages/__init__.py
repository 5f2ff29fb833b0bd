"""What a resident sees of filing: the form, the look-over and receipt, and the case they follow with their code."""

from service.filing.pages import form, look_up, question, sending, tracking

handlers = [*form.handlers, *question.handlers, *sending.handlers, *look_up.handlers, *tracking.handlers]
