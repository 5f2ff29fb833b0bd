"""What the pages of an administrator share."""

from collections.abc import Iterable, Mapping
from typing import Any

from litestar import Request

from service.administration.rules.duty_rows import Existing
from service.casework.rules import By
from service.guards import Me
from service.i18n import language_of
from service.problems import NotFound
from service.routing.rules.coverage import KEEPERS
from service.terms import AgencyCode

Asked = Request[Me, Any, Any]
HOME = "/quan-tri"


def keeper(request: Asked) -> By:
    """The administrator who asks; NotFound for those of other bodies than the two that keep the tables of the whole province."""
    me = request.user
    if me.agency not in KEEPERS:
        raise NotFound
    return By("officer", me.account_id, me.agency, me.roles)


def names(bodies: Iterable[Existing], request: Asked) -> Mapping[AgencyCode, str]:
    """Bodies of today and of before, by code, as the reader's language calls them."""
    english = language_of(request) == "en"
    return {body.code: body.name_en if english else body.name for body in bodies}
