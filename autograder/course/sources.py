"""Prepare a source notebook as nbgrader does for a release: add header and footer, make tests of `### AUTOTEST` lines.

nbgrader 0.9.6 does it in `IncludeHeaderFooter` and `InstantiateTests`. An autotest says what to compute
(`### AUTOTEST area(2)`). The reference, which is the instructor's code, runs in a kernel, and its value becomes the expected
one, plain or hashed. A notebook without any of this is returned as it is.
"""

from __future__ import annotations

from pathlib import Path

from autograder.course.configuration import Configuration
from autograder.errors import CourseError
from autograder.notebook.files import Notebook, dumps, parse_notebook, read_notebook


def prepared(path: Path, course: Configuration) -> Notebook:
    """Return the source notebook in a file, prepared.

    Raises NotebookError for a file that is missing or not a notebook, and CourseError where the reference fails.
    """
    notebook = read_notebook(path)
    header, footer = (course.option("IncludeHeaderFooter", part, "") for part in ("header", "footer"))
    before = read_notebook(course.base / header)["cells"] if header else []
    after = read_notebook(course.base / footer)["cells"] if footer else []
    notebook["cells"] = [*before, *notebook["cells"], *after]
    delimiter = course.option("InstantiateTests", "autotest_delimiter", "AUTOTEST")
    if any(delimiter in cell["source"] for cell in notebook["cells"] if cell["cell_type"] == "code"):
        return _with_autotests(notebook, path, course)
    return notebook


def _with_autotests(notebook: Notebook, path: Path, course: Configuration) -> Notebook:
    """Return the notebook with its autotests made into tests; this takes seconds."""
    import copy
    import logging

    import nbformat
    from nbgrader.preprocessors import InstantiateTests

    config = copy.deepcopy(course.config)
    name = course.option("InstantiateTests", "autotest_filename", "autotests.yml")
    if not (path.parent / name).exists():  # nbgrader then looks in the working directory, the course's folder
        config.InstantiateTests.autotest_filename = str(course.base / name)
    preprocessor = InstantiateTests(config=config)
    preprocessor.log = logging.getLogger("autograder.autotests")
    preprocessor.log.addHandler(logging.NullHandler())
    preprocessor.log.propagate = False
    try:
        resources = {"metadata": {"path": str(path.parent)}}
        made, _ = preprocessor.preprocess(nbformat.from_dict(notebook), resources)
    except Exception as error:  # whatever the reference, a template or a kernel can raise
        raise CourseError("course.autotests_fail", path=str(path), reason=_reason(error)) from error
    return parse_notebook(dumps(made).encode(), str(path))


def _reason(error: Exception) -> str:
    """Return why autotests could not be made, in one line: what the reference raised in its kernel, or the last line."""
    if hasattr(error, "ename") and hasattr(error, "evalue"):  # nbgrader gives this error a text that is a list
        return f"{error.ename}: {error.evalue}".rstrip(".")
    return str(error).strip().split("\n")[-1].rstrip(".") or type(error).__name__
