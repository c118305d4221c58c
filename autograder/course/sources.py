"""A source notebook as nbgrader prepares it for release: header, footer, and `### AUTOTEST` lines made into tests.

As nbgrader 0.9.6 does it in `IncludeHeaderFooter` and `InstantiateTests`.
An autotest says what to compute (`### AUTOTEST area(2)`); the reference's value becomes what is expected, plain or hashed.
The reference, the instructor's code, runs in a kernel for that. Notebooks without any of this cost nothing here.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from autograder.errors import CourseError
from autograder.notebook.files import Notebook, dumps, parse_notebook, read_notebook

if TYPE_CHECKING:
    from autograder.course.course import Course


def prepared(path: Path, course: Course) -> Notebook:
    """Raises NotebookError for a file that is no notebook, CourseError where the reference fails or a file is not there."""
    notebook = read_notebook(path)
    header, footer = (course.option("IncludeHeaderFooter", part, "") for part in ("header", "footer"))
    before = read_notebook(course.base / header)["cells"] if header else []
    behind = read_notebook(course.base / footer)["cells"] if footer else []
    notebook["cells"] = [*before, *notebook["cells"], *behind]
    delimiter = course.option("InstantiateTests", "autotest_delimiter", "AUTOTEST")
    if any(delimiter in cell["source"] for cell in notebook["cells"] if cell["cell_type"] == "code"):
        return _instantiated(notebook, path, course)
    return notebook


def _instantiated(notebook: Notebook, path: Path, course: Course) -> Notebook:
    import copy
    import logging

    import nbformat
    from nbgrader.preprocessors import InstantiateTests

    config = copy.deepcopy(course.config)
    name = course.option("InstantiateTests", "autotest_filename", "autotests.yml")
    if not (path.parent / name).exists():  # nbgrader looks where it is called from then: in the course's folder
        config.InstantiateTests.autotest_filename = str(course.base / name)
    preprocessor = InstantiateTests(config=config)
    preprocessor.log = logging.getLogger("autograder.autotests")
    preprocessor.log.addHandler(logging.NullHandler())
    preprocessor.log.propagate = False
    try:
        resources = {"metadata": {"path": str(path.parent)}}
        made, _ = preprocessor.preprocess(nbformat.from_dict(notebook), resources)
    except Exception as error:  # whatever the reference, a template or a kernel can raise
        reason = str(error).strip().split("\n")[-1] or type(error).__name__
        raise CourseError(f"{path}: its autotests cannot be made: {reason}.") from error
    return parse_notebook(dumps(made).encode(), str(path))
