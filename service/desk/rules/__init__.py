"""What makes the work of the desk lighter, as far as it is decided without looking anything up. Pure."""

from service.desk.rules.checks import EMPTY_PHRASES, OF_CHILDREN, advice, check_blanks, may_publish
from service.desk.rules.common import MAX_TEXT, WAITING, check, day_of, must_lead, reads_denunciations, said
from service.desk.rules.lists import MOST_AT_ONCE, Chosen, check_filter, chosen, kept_query
from service.desk.rules.opinions import Around, Ask, check_ask, may_ask
from service.desk.rules.search import A_PART, MOST_FOUND, lately, latest, may_go_on, more_months, numbers, query, words
from service.desk.rules.templates import MERGE_FIELDS, Facts, Template, check_template, fits, inserted, merge

__all__ = [
    "A_PART",
    "EMPTY_PHRASES",
    "MAX_TEXT",
    "MERGE_FIELDS",
    "MOST_AT_ONCE",
    "MOST_FOUND",
    "OF_CHILDREN",
    "WAITING",
    "Around",
    "Ask",
    "Chosen",
    "Facts",
    "Template",
    "advice",
    "check",
    "check_ask",
    "check_blanks",
    "check_filter",
    "check_template",
    "chosen",
    "day_of",
    "fits",
    "inserted",
    "kept_query",
    "lately",
    "latest",
    "may_ask",
    "may_go_on",
    "may_publish",
    "merge",
    "more_months",
    "must_lead",
    "numbers",
    "query",
    "reads_denunciations",
    "said",
    "words",
]
