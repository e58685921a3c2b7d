"""The log: what an operator of the machine reads, on standard error.

For people on a terminal, one JSON object a line elsewhere. It is for diagnosis only: what happened
to calls is in the journal. Libraries that use Python's own logging come out the same way.
"""

import logging
import sys
from typing import TextIO

import structlog
from structlog.typing import Processor


def set_up_log(stream: TextIO = sys.stderr) -> None:
    """Send every log line of this process to *stream*."""
    for_all: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*for_all, *_look(stream)],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(stream),
        cache_logger_on_first_use=False,
    )
    libraries = logging.StreamHandler(stream)
    libraries.setFormatter(
        structlog.stdlib.ProcessorFormatter(foreign_pre_chain=for_all, processors=_foreign(stream))
    )
    root = logging.getLogger()
    root.handlers[:] = [libraries]
    root.setLevel(logging.WARNING)


def _look(stream: TextIO) -> list[Processor]:
    if stream.isatty():
        return [structlog.dev.ConsoleRenderer()]
    return [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]


def _foreign(stream: TextIO) -> list[Processor]:
    return [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_look(stream)]
