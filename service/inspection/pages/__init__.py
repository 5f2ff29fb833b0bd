"""What an inspector sees: agencies by their figures, the cases behind each figure, and a case without what leads to a person."""

from service.inspection.pages import agency, case, cases, overview, returns, rooms

handlers = [
    *(overview.overview, overview.export, agency.agency, cases.cases, returns.returns, returns.returned_cases),
    *(case.case, case.urge, case.ask_report, case.back),
    *rooms.handlers,
]
