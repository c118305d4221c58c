"""nbgrader is run for releases and for the gradebook, and its log is caught."""

from __future__ import annotations

import logging
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from courses import make_course, tiny, write

from autograder.course.nbgrader import open_gradebook, quiet_nbgrader, register, released, with_lock_timeout
from autograder.errors import CourseError
from autograder.notebook.files import read_notebook
from autograder.notebook.normal import is_normal


def test_a_release_is_made_without_a_gradebook(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    with released(course, "tiny") as folder:
        path = folder / "tiny.ipynb"
        assert is_normal(path.read_bytes(), "tiny.ipynb")
        assert len(read_notebook(path)["cells"]) == len(tiny()["cells"])
    assert not folder.exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["nbgrader_config.py", "source"]


def test_an_assignment_is_registered_without_a_release(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    register(course, "tiny")
    assert (tmp_path / "gradebook.db").is_file() and not (tmp_path / "release").exists()


def test_nbgraders_reason_is_passed_on_in_one_line(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    content = tiny()
    content["cells"][2]["metadata"]["nbgrader"]["grade_id"] = "not allowed!"
    write(tmp_path / "source" / "tiny" / "tiny.ipynb", content)
    with (
        pytest.raises(CourseError, match=r"nbgrader cannot release tiny: Notebook failed to validate") as caught,
        released(course, "tiny"),
    ):
        pass
    assert "\n" not in str(caught.value) and not str(caught.value).endswith("..")
    assert str(caught.value).removeprefix("nbgrader cannot release tiny: ")[:-1] in caught.value.in_language("zh")


def test_loggers_are_as_before() -> None:
    logger = logging.getLogger("tornado.application")
    before = logger.handlers, logger.propagate
    with quiet_nbgrader() as log:
        logger.error("quiet")
    assert log.getvalue() == "quiet\n"
    assert (logger.handlers, logger.propagate) == before


def test_a_new_gradebook_has_the_version_that_nbgrader_gives_it_and_runs_no_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = os.pathsep.join([os.path.dirname(sys.executable), os.environ["PATH"]])  # nbgrader runs the program `alembic`
    code = "import nbgrader.api\nprint(nbgrader.api.get_alembic_version())"
    command, environment = [sys.executable, "-W", "ignore", "-c", code], os.environ | {"PATH": path}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    monkeypatch.setenv("PATH", "")
    course = make_course(tmp_path)
    with open_gradebook(course):
        pass
    with sqlite3.connect(course.db_url.removeprefix("sqlite:///")) as database:
        assert database.execute("select version_num from alembic_version").fetchall() == [(done.stdout.strip(),)]


def test_nbgrader_is_imported_without_the_grammar_of_addresses() -> None:
    """Compiling it takes longer than all other imports; whoever needs it later can have it."""
    code = (
        "import sys\nfrom autograder.course.nbgrader import quiet_nbgrader\n"
        "with quiet_nbgrader():\n    import nbgrader.api\n"
        "assert 'jsonschema' in sys.modules and 'rfc3987_syntax.syntax_helpers' not in sys.modules\n"
        "import rfc3987_syntax\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_cleaned_log_does_not_hide_nbgraders_reason() -> None:
    """Where a plugin cleans the log of this process, tracebacks in it are indented."""
    from traitlets.log import get_logger

    from autograder.nbgrader_plugins.logs import CleanLog

    cleaner = CleanLog()
    get_logger().addFilter(cleaner)
    try:
        with quiet_nbgrader() as log:
            get_logger().error("Traceback (most recent call last):\n  here\nValueError: why")
        assert "\nValueError: why" in log.getvalue()
        assert cleaner in get_logger().filters
    finally:
        get_logger().removeFilter(cleaner)


def test_only_sqlite_gets_a_lock_timeout() -> None:
    assert with_lock_timeout("sqlite:///a.db", 5) == "sqlite:///a.db?timeout=5"
    for url in ("sqlite://", "sqlite:///a.db?mode=ro", "postgresql://host/a"):
        assert with_lock_timeout(url) == url
