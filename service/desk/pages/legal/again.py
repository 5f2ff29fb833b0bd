"""The addresses of the steps, for whoever reloads one."""

from urllib.parse import quote

from litestar import Response, get
from litestar.params import FromPath

from service.desk.pages.legal import intake, outcome, settling
from service.guards import officer
from service.render import redirect
from service.terms import CaseNumber

SLUGS = (*intake.SLUGS, *settling.SLUGS, *outcome.SLUGS)


@get([f"/co-quan/ho-so/{{number:str}}/{slug}" for slug in SLUGS], guards=[officer])
async def back(number: FromPath[CaseNumber]) -> Response[None]:
    """Whoever reloads the page that a form came back on is brought to the case."""
    return redirect(f"/co-quan/ho-so/{quote(number)}")
