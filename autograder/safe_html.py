"""Filters for nbconvert, under the names that courses write into `nbgrader_config.py`."""

from autograder.nbgrader_plugins.safe_html import clean_html, markdown2html

__all__ = ["clean_html", "markdown2html"]
