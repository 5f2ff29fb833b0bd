"""One line of JSON an event, on standard error: whoever runs the service decides where it goes."""

import sys

import msgspec
import structlog


def configure(level: str) -> None:
    """From this level on, for the whole process."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.JSONRenderer(serializer=_json),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )


def _json(event: object, **_how: object) -> str:
    return msgspec.json.encode(event, enc_hook=str).decode()
