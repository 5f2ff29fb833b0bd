"""One line of JSON an event, on standard error: whoever runs the service decides where it goes."""

import logging
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
    logging.basicConfig(level=logging.WARNING, handlers=[_Libraries()], force=True)


class _Libraries(logging.Handler):
    """What a library has to say, without its words: these may quote what a person sent."""

    def emit(self, record: logging.LogRecord) -> None:
        """The place and the kind of fault."""
        fault = record.exc_info[0] if record.exc_info else None
        structlog.get_logger(record.name).warning(
            "library", logger=record.name, place=f"{record.module}:{record.lineno}", kind=fault.__name__ if fault else None
        )


def _json(event: object, **_how: object) -> str:
    return msgspec.json.encode(event, enc_hook=str).decode()
