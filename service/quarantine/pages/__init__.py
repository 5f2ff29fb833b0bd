"""What inspectors see of ratings that may be made, and decide; and who is asked, who withdraws."""

from service.quarantine.pages import asking, finding, findings, networks
from service.quarantine.pages.staff import note_staff

__all__ = ["handlers", "note_staff"]

handlers = [findings.findings, *finding.handlers, asking.asking, *networks.handlers]
