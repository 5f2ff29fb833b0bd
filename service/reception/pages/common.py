"""What the pages of a reception share."""

from typing import Any

from litestar import Request

from service.casework.rules import By
from service.guards import Me

Asked = Request[Me, Any, Any]
LARGEST_FORM = 160 * 1024  # the longest text, each letter as its percent-encoded bytes
HOME = "/co-quan/tiep-dan"
PLAN = f"{HOME}/lich"


def by(request: Asked) -> By:
    """The officer who asks."""
    return By("officer", request.user.account_id, request.user.agency, request.user.roles)
