"""The agency's desk."""

from service.desk.pages import (
    beside,
    bulk,
    case,
    classifying,
    cohandling,
    decisions,
    emergencies,
    filters,
    former,
    identity,
    inbox,
    keys,
    papers,
    templates,
    workload,
)
from service.desk.pages.legal import again, intake, outcome, settling

handlers = [
    *(inbox.inbox, case.case, former.former_case, workload.workload, keys.keys),
    *(*decisions.handlers, *beside.handlers, *bulk.handlers, *cohandling.handlers, *filters.handlers, *templates.handlers),
    *(
        *intake.handlers,
        *settling.handlers,
        *outcome.handlers,
        again.back,
        *papers.handlers,
        *identity.handlers,
        *classifying.handlers,
        *emergencies.handlers,
    ),
]
