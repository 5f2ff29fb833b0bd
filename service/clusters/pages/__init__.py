"""What officers see of a matter (`same_matter`, `telling`), and what everybody sees of it (`being_settled`)."""

from service.clusters.pages import being_settled, same_matter, telling

handlers = [*same_matter.handlers, *telling.handlers, *being_settled.handlers]
