"""A plugin for pytest: `pytest --submission PATH` grades a learner's work, each exercise a test.

PATH is a notebook, a script such as `solution.py`, or a folder with either. The learner's code runs in the sandbox, as for
`autograder check`; pytest never imports it. Without the option the plugin does nothing.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from autograder.grading.result import ExerciseResult, SubmissionResult


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options. All begin with --submission, so that they collide with no other plugin's."""
    group = parser.getgroup("autograder")
    group.addoption(
        "--submission",
        action="append",
        default=[],
        metavar="PATH",
        help="grade this notebook, script or folder, each exercise a test; may be given several times",
    )
    group.addoption(
        "--submission-course",
        default="",
        metavar="FOLDER",
        help="the course; by default the one that contains the working directory",
    )
    group.addoption("--submission-assignment", default="", metavar="NAME", help="the assignment; by default recognised")
    group.addoption("--submission-lang", default="", metavar="LANG", help="language of messages: en or zh")
    group.addoption(
        "--submission-weak-sandbox",
        action="store_true",
        help="grade even if nothing confines learners' code; if you trust it",
    )


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, Any, Any]:
    """Load no conftest.py when only submissions are tested: the one beside a submission may be the learner's."""
    given = early_config.known_args_namespace
    if getattr(given, "submission", None) and not given.file_or_dir:
        given.noconftest = True
    return (yield)


def pytest_configure(config: pytest.Config) -> None:
    """Test only the submissions, unless the command names tests, too."""
    if not config.getoption("submission"):
        return
    from autograder.errors import AutograderError
    from autograder.languages import known

    if config.args_source is not pytest.Config.ArgsSource.ARGS:
        config.args = []
    try:
        known(config.getoption("submission_lang") or "en")
    except AutograderError as error:
        raise pytest.UsageError(str(error)) from None


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Generator[None, Any, Any]:
    """Add the submissions to what the session collects. They are no files to pytest, so that no plugin imports them."""
    report = yield
    if isinstance(collector, pytest.Session) and report.passed:
        here = collector.config.invocation_params.dir
        paths = [Path(os.path.abspath(here / path)) for path in collector.config.getoption("submission")]
        report.result += [SubmissionFile.from_parent(collector, path=path) for path in paths]
    return report


class SubmissionError(Exception):
    """A submission, or the course, cannot be graded; the text says why."""


class SubmissionFile(pytest.File):
    """One submission. It is graded when its tests are collected."""

    def collect(self) -> Iterator[pytest.Item]:
        from autograder.errors import AutograderError

        config = self.config
        language = config.getoption("submission_lang")
        try:
            results = grade_path(
                self.path,
                course=config.getoption("submission_course"),
                assignment=config.getoption("submission_assignment"),
                language=language,
                allow_weak=config.getoption("submission_weak_sandbox"),
            )
        except AutograderError as error:
            raise SubmissionError(error.in_language(language or "en")) from None
        for result in results:
            if result.refused is not None:
                raise SubmissionError(result.refused.in_language(language or "en"))
            for exercise in result.exercises:
                yield ExerciseItem.from_parent(self, name=exercise.name, exercise=exercise)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        return str(excinfo.value) if isinstance(excinfo.value, SubmissionError) else super().repr_failure(excinfo)


class ExerciseItem(pytest.Item):
    """One exercise of a submission."""

    def __init__(self, name: str, parent: pytest.Collector, exercise: ExerciseResult) -> None:
        super().__init__(name, parent)
        from autograder.course.help import shown_status, shows

        self.exercise = exercise
        if shows(exercise.help, "result"):
            status = shown_status(exercise.status, exercise.help)
            self.user_properties += [("score", exercise.score), ("max_score", exercise.max_score), ("status", status)]
        if exercise.diagnosis and shows(exercise.help, "hint"):
            self.user_properties.append(("diagnosis", exercise.diagnosis))

    def runtest(self) -> None:
        from autograder.course.help import shown_status, shows
        from autograder.words import say

        exercise = self.exercise
        if not shows(exercise.help, "result"):
            pytest.skip(say("feedback.handed_in", self.config.getoption("submission_lang") or "en"))
        if exercise.status != "passed":
            raise AssertionError(exercise.message or shown_status(exercise.status, exercise.help))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        return str(excinfo.value) if isinstance(excinfo.value, AssertionError) else super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[str, int | None, str]:
        return str(self.path), None, f"{self.exercise.notebook}: {self.name}"


def grade_path(
    path: Path, *, course: str = "", assignment: str = "", language: str = "", allow_weak: bool = False
) -> list[SubmissionResult]:
    """Grade the notebooks or the script at a path.

    path:   a notebook, a script, or a folder with either.
    course: its folder; by default the one that contains the working directory. The path's own folder is not searched: a
            learner may have put a configuration there, which is a program.
    Raises AutograderError for what cannot be read, recognised or graded.
    """
    from autograder import Course, grade_notebooks
    from autograder.course.recognise import sources_of
    from autograder.errors import NotebookError
    from autograder.notebook.files import dumps
    from autograder.submitted.scripts import as_notebook

    where = Course(course) if course else Course.find()
    files = [path]
    if path.is_dir():
        files = sorted(path.glob("*.ipynb")) or sorted(path.glob("*.py"))
    if not files or not all(file.is_file() and not file.is_symlink() for file in files):
        raise NotebookError("notebook.no_file", path=str(path))
    with tempfile.TemporaryDirectory(prefix="autograder-") as folder:
        notebooks = []
        for number, file in enumerate(files):
            if file.suffix != ".py":
                notebooks.append((file, assignment))
                continue
            sources = {f"{a}/{name}": source for (a, name), source in sources_of(where, assignment).items()}
            _, key, content = as_notebook(file.read_bytes(), sources, str(file))
            made = Path(folder, str(number), f"{key.partition('/')[2]}.ipynb")
            made.parent.mkdir()
            made.write_text(dumps(content), "utf-8")
            notebooks.append((made, key.partition("/")[0]))
        results: list[SubmissionResult] = []
        for name in dict.fromkeys(name for _, name in notebooks):
            chosen = [file for file, its in notebooks if its == name]
            results += grade_notebooks(where, chosen, assignment=name, language=language, allow_weak_sandbox=allow_weak)
        return results
