"""The names that a course writes into `nbgrader_config.py` lead to the plugins."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from traitlets.utils.importstring import import_item

import autograder.nbgrader_plugins
import autograder.safe_html

ROOT = Path(__file__).resolve().parents[2]
CONFIGURED = set(re.findall(r'"(autograder\.\w[\w.]*)"', (ROOT / "nbgrader_config.py").read_text()))
TYPED = {f"autograder.nbgrader_plugins.{name}" for name in ("CanvasExport", "MoodleExport")}  # on the command line
KNOWN = {
    *(f"autograder.nbgrader_plugins.{name}" for name in autograder.nbgrader_plugins.__all__),
    *(f"autograder.safe_html.{name}" for name in autograder.safe_html.__all__),
    "autograder.safe_html.clean_html",  # these two since version 0.1
    "autograder.safe_html.markdown2html",
}


@pytest.mark.parametrize("name", sorted(CONFIGURED | KNOWN))
def test_a_name_leads_to_its_plugin(name: str) -> None:
    assert callable(import_item(name))


def test_the_course_names_every_plugin() -> None:
    assert CONFIGURED == KNOWN - TYPED
