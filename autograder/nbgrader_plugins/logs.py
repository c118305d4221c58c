"""Clean what nbgrader's programs log: names of folders, and errors that quote what a learner wrote."""

from __future__ import annotations

import logging
import traceback
from typing import Any

from autograder.plain import clean


class CleanLog(logging.Filter):
    """Cleans each record of a logger. Later lines of a record are indented, so that none looks like a record."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = _clean(record.getMessage()), ()
        if record.exc_info and record.exc_info[0] is not None:
            record.exc_text = _clean("".join(traceback.format_exception(*record.exc_info)).rstrip())
        return True


def clean_log(log: Any) -> None:
    """Have a logger, or an adapter of one, clean its records."""
    logger = getattr(log, "logger", log)
    if not any(isinstance(one, CleanLog) for one in logger.filters):
        logger.addFilter(CleanLog())


def _clean(text: str) -> str:
    return clean(text).replace("\n", "\n    ")
