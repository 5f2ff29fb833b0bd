"""The public rooms of the index (`/chi-so`), and the form in which agencies comment on what was frozen."""

from service.figures.pages import bodies, body, commenting, method, snapshots

handlers = [*bodies.handlers, *method.handlers, *snapshots.handlers, *body.handlers, *commenting.handlers]
