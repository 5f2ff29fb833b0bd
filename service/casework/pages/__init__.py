"""The agency's desk."""

from service.casework.pages import case, decisions, inbox

handlers = [inbox.inbox, case.case, *decisions.handlers]
