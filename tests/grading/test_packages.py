"""The packages that an assignment needs."""

from __future__ import annotations

from typing import Any

import pytest
from courses import cell, notebook

from autograder.grading.packages import missing_package
from autograder.notebook.source import SourceNotebook


def missing(*cells: dict[str, Any], beside: tuple[str, ...] = ()) -> str:
    """Return "cell: package" for the first missing one, or ""."""
    found = missing_package(SourceNotebook.of(notebook(*cells), "one"), beside)
    return f"{found[0].id}: {found[1]}" if found else ""


@pytest.mark.parametrize(
    "code",
    [
        "import no_such",
        "import json, no_such as other",
        "import no_such.part",
        "from no_such.part import name",
        "%matplotlib inline\nimport json\nimport no_such",
    ],
)
def test_a_package_that_a_locked_cell_imports_must_be_installed(code: str) -> None:
    assert missing(cell("import json", "first", locked=True), cell(code, "tools", locked=True)) == "tools: no_such"


@pytest.mark.parametrize(
    "code",
    [
        "import json\nfrom numpy.linalg import norm\nimport autograder",
        "try:\n    import no_such\nexcept ImportError:\n    no_such = None",
        "def later():\n    import no_such",
        "from . import no_such",
        "import __main__, sys",
        "import helper\nfrom tables.first import rows",
        "%%bash\nimport no_such",
        "import no_such (",
    ],
)
def test_other_imports_are_no_fault(code: str) -> None:
    assert missing(cell(code, "tools", locked=True), beside=("helper.py", "tables/first.py")) == ""


def test_cells_that_no_grader_runs_and_cells_of_learners_may_import_anything() -> None:
    assert missing(cell("import no_such", "demo", locked=True, tags=("skip-execution",)), cell("import no_such")) == ""
    assert missing(cell("import no_such", "f", solution=True)) == ""
