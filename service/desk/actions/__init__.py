"""What officers keep beside the cases, what they do to many at once, and how cases are found again."""

from service.desk.actions.answering import approve, submit
from service.desk.actions.at_once import Outcome, Task, case_view, each, facts
from service.desk.actions.beside import (
    add_template,
    ask,
    change_template,
    contribute,
    drop_filter,
    note,
    retire_template,
    save_filter,
)
from service.desk.actions.finding import Found, find, handed_on, index_words, rebuild_words
from service.desk.actions.former import former_case
from service.desk.actions.secrecy import secret_names

__all__ = [
    "Found",
    "Outcome",
    "Task",
    "add_template",
    "approve",
    "ask",
    "case_view",
    "change_template",
    "contribute",
    "drop_filter",
    "each",
    "facts",
    "find",
    "former_case",
    "handed_on",
    "index_words",
    "note",
    "rebuild_words",
    "retire_template",
    "save_filter",
    "secret_names",
    "submit",
]
