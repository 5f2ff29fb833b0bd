"""What a resident sees of filing: the form, the look-over and receipt, and the case they follow with their code."""

from service.filing.pages import complaint, decision, denunciation, form, going_on, look_up, question, sending, signing, tracking

_asking = (form, question, decision, complaint, denunciation, sending)
_following = (look_up, tracking, signing, going_on)
handlers = [handler for pages in (*_asking, *_following) for handler in pages.handlers]
