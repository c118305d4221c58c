"""Filters for nbconvert, under the names that courses write into `nbgrader_config.py`."""

from autograder.nbgrader_plugins.safe_html import (
    ansi2html,
    clean_html,
    escape_html,
    highlight_code,
    markdown2html,
    strip_files_prefix,
)

__all__ = ["ansi2html", "clean_html", "escape_html", "highlight_code", "markdown2html", "strip_files_prefix"]
