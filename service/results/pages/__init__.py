"""Rejections that inspectors draw and judge again (`/giam-sat/kiem-tra-mau`)."""

from service.results.pages import draws, judging

handlers = [*draws.handlers, *judging.handlers]
