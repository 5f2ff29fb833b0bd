"""Who must answer, and why, on a day. Pure.

`bodies`: who became what; `meant`: which body a text means; `duties`: who answers for a field;
`competence`: who settles a complaint or a denunciation (`complaints`, `denunciations`, and what they share in `settling`);
`route`: the one function that answers everything (`place`, `feedback`, `petitions`, and what is asked in `asking`).
`words`, `model`, `learning`: which field and kind a text speaks of; `danger`: whether somebody is in danger.
"""

from service.agencies.rules import Area, Place, area_meant, areas_like, known_on
from service.routing.rules.asking import UNITED, Ask, Question, Register, Route, contact
from service.routing.rules.bodies import (
    COMMITTEES,
    INSPECTORATE,
    NO_FIELD,
    PROVINCE,
    RECEPTION,
    Became,
    Body,
    Handed,
    became,
    forebears,
    heirs,
    with_handed,
)
from service.routing.rules.competence import About, Competent, competent
from service.routing.rules.coverage import KEEPERS
from service.routing.rules.duties import UNSURE, Book, Duty, Field, Named, Proposal, at_level, book, propose
from service.routing.rules.feedback import answered, answering_after
from service.routing.rules.meant import accused, accused_at, bodies_like, bodies_meant, named_in_letter
from service.routing.rules.meant import named as bodies_named
from service.routing.rules.model import Guess, Model, because
from service.routing.rules.petitions import about
from service.routing.rules.reasons import Next, Reason
from service.routing.rules.route import FIRST_DAY, check_day, route

__all__ = [
    "COMMITTEES",
    "FIRST_DAY",
    "INSPECTORATE",
    "KEEPERS",
    "NO_FIELD",
    "PROVINCE",
    "RECEPTION",
    "UNITED",
    "UNSURE",
    "About",
    "Area",
    "Ask",
    "Became",
    "Body",
    "Book",
    "Competent",
    "Duty",
    "Field",
    "Guess",
    "Handed",
    "Model",
    "Named",
    "Next",
    "Place",
    "Proposal",
    "Question",
    "Reason",
    "Register",
    "Route",
    "about",
    "accused",
    "accused_at",
    "answered",
    "answering_after",
    "area_meant",
    "areas_like",
    "at_level",
    "became",
    "because",
    "bodies_like",
    "bodies_meant",
    "bodies_named",
    "book",
    "check_day",
    "competent",
    "contact",
    "forebears",
    "heirs",
    "known_on",
    "named_in_letter",
    "propose",
    "route",
    "with_handed",
]
