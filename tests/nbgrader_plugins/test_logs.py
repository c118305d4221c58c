"""What nbgrader logs is clean, whoever made the text."""

from __future__ import annotations

import io
import logging

from autograder.nbgrader_plugins.logs import clean_log


def log_of(name: str) -> tuple[logging.Logger, io.StringIO]:
    text = io.StringIO()
    log = logging.Logger(name)
    handler = logging.StreamHandler(text)
    handler.setFormatter(logging.Formatter("[%(name)s | %(levelname)s] %(message)s"))
    log.addHandler(handler)
    return log, text


def test_names_and_errors_of_learners_are_cleaned() -> None:
    log, text = log_of("App")
    clean_log(log)
    log.info("Converting %s", "/submitted/\x1b[2J\u202eeve/a.ipynb")
    log.error("Failed: %s", "one\n[App | ERROR] two")
    assert text.getvalue() == (
        "[App | INFO] Converting /submitted/\ufffd[2J\ufffdeve/a.ipynb\n[App | ERROR] Failed: one\n    [App | ERROR] two\n"
    )


def test_tracebacks_are_cleaned() -> None:
    log, text = log_of("App")
    clean_log(log)
    try:
        raise ValueError("\x1b]0;mine\x07")
    except ValueError:
        log.exception("Failed")
    assert "ValueError: \ufffd]0;mine\ufffd" in text.getvalue() and "\x1b" not in text.getvalue()


def test_a_log_is_cleaned_once() -> None:
    log, _ = log_of("App")
    clean_log(log)
    clean_log(logging.LoggerAdapter(log, {}))
    assert len(log.filters) == 1
