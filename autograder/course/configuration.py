"""Read a course's `nbgrader_config.py` without importing nbgrader, which would cost seconds."""

from __future__ import annotations

import os
import stat
from dataclasses import fields
from functools import cached_property
from pathlib import Path
from typing import Any

from autograder.course.finding import CONFIG as CONFIG
from autograder.course.personal import personal_config
from autograder.errors import CourseError, place_of
from autograder.languages import DEFAULT, known
from autograder.notebook.regions import Delimiters
from autograder.sandbox.shared.limits import LARGEST, Limits
from autograder.words import Listed, sentence

TIMEOUT = 30.0  # seconds: nbgrader's default for a cell
NO_TIMEOUT = 600.0  # seconds of a cell where nbgrader sets no limit
CELLS = 4  # times the limit of a cell: what a notebook may take at least


class Configuration:
    """The settings of the course in a folder: nbgrader's, and ours beside them.

    root: the folder that holds `nbgrader_config.py`.
    Raises CourseError for a folder without that file. Each setting raises CourseError where the file cannot be read, or
    where its value is wrong.
    """

    def __init__(self, root: str | os.PathLike[str]) -> None:
        self.root = Path(root).resolve()
        if not self._path.is_file():
            raise CourseError("course.not_a_course", folder=str(self.root), config=CONFIG)

    @cached_property
    def config(self) -> Any:
        """nbgrader's configuration, a traitlets Config: the course's own file, over those of the user and the machine."""
        from traitlets.config.loader import PyFileConfigLoader

        found = personal_config(self.root)
        try:
            found.merge(PyFileConfigLoader(CONFIG, path=str(self.root)).load_config())
        except (Exception, SystemExit) as error:  # the file is a program, which can raise anything
            said = error.msg if isinstance(error, SyntaxError) else error  # its text names the line once more
            text, place = f"{type(error).__name__}: {said}", place_of(error, str(self._path))
            raise CourseError("course.config_fails", path=place, error=text) from error
        return found

    def option(self, section: str, name: str, default: Any) -> Any:
        """Return the value of `c.<section>.<name>`, or `default` where the configuration does not set it."""
        return self.config[section].get(name, default) if section in self.config else default

    @cached_property
    def base(self) -> Path:
        """The folder that holds nbgrader's folders: the root, unless the configuration moves it."""
        return self.root / str(self.option("CourseDirectory", "root", ""))

    @cached_property
    def course_id(self) -> str:
        """The course's name for nbgrader, `c.CourseDirectory.course_id`; "" for none."""
        return str(self.option("CourseDirectory", "course_id", "")).strip()

    @cached_property
    def db_url(self) -> str:
        """The gradebook's SQLAlchemy address. A relative SQLite path is relative to the course's base."""
        url = str(self.option("CourseDirectory", "db_url", "")) or "sqlite:///gradebook.db"
        scheme, _, path = url.partition(":///")
        if scheme.startswith("sqlite") and path and path != ":memory:":
            return f"{scheme}:///{self.base / path}"
        return url

    @cached_property
    def timezone(self) -> str:
        """The zone in which nbgrader writes when work was handed in, `c.Exchange.timezone`."""
        return str(self.option("Exchange", "timezone", "") or "UTC")

    @cached_property
    def is_shared(self) -> bool:
        """Whether a group grades this course: `c.CourseDirectory.groupshared` says so, or the group may write its folder."""
        option = bool(self.option("CourseDirectory", "groupshared", False))
        return option or bool(self.root.stat().st_mode & stat.S_IWGRP)

    @cached_property
    def language(self) -> str:
        """The language of releases, `c.ChooseLanguage.language`; by default the first of `languages`, or English.

        Raises AutograderError for an unknown one.
        """
        return known(str(self.option("ChooseLanguage", "language", "") or next(iter(self.languages), DEFAULT)))

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages that the course says it is written in, `c.ChooseLanguage.languages`; empty where it says nothing.

        Raises AutograderError for an unknown one, CourseError for what is no list.
        """
        given = self.option("ChooseLanguage", "languages", ())
        if not isinstance(given, list | tuple):
            raise CourseError("course.no_list", path=str(self._path), option="ChooseLanguage.languages", value=given)
        return tuple(known(str(language)) for language in given)

    @cached_property
    def delimiters(self) -> Delimiters:
        """The words that mark solutions and hidden tests, and what the release has in their place."""
        stub = self.option("ClearSolutions", "code_stub", {})
        stub = stub if isinstance(stub, str) else dict(stub).get("python")
        default = Delimiters()
        return Delimiters(
            begin_solution=self.option("ClearSolutions", "begin_solution_delimeter", default.begin_solution),
            end_solution=self.option("ClearSolutions", "end_solution_delimeter", default.end_solution),
            begin_hidden=self.option("ClearHiddenTests", "begin_test_delimeter", default.begin_hidden),
            end_hidden=self.option("ClearHiddenTests", "end_test_delimeter", default.end_hidden),
            begin_scheme=self.option("ClearMarkScheme", "begin_mark_scheme_delimeter", default.begin_scheme),
            end_scheme=self.option("ClearMarkScheme", "end_mark_scheme_delimeter", default.end_scheme),
            code_stub=stub or default.code_stub,
            text_stub=self.option("ClearSolutions", "text_stub", default.text_stub),
            no_stub=self.option("ClearSolutions", "no_stub", default.no_stub),
        )

    @cached_property
    def limits(self) -> Limits:
        """The sandbox's limits, `c.SandboxLimits`; without them, nbgrader's time of a cell is that of cells and calls.

        (A call may take as long as a cell, because the test cell that makes it has that time in a kernel.)
        """
        given: dict[str, Any] = dict(self.config["SandboxLimits"]) if "SandboxLimits" in self.config else {}
        timeout = self._timeout
        given.setdefault("cell_seconds", timeout)
        given.setdefault("call_seconds", timeout)
        given.setdefault("notebook_seconds", max(Limits.notebook_seconds, CELLS * timeout))
        is_whole = {field.name: isinstance(field.default, int) for field in fields(Limits)}
        for name, value in given.items():
            if name not in is_whole:
                limits = Listed(list(is_whole), "or")
                raise CourseError("course.unknown_limit", path=str(self._path), name=name, known=limits)
            right = type(value) is int or (type(value) is float and not is_whole[name])
            if not right or not 0 < value <= LARGEST:
                kind = sentence("course.a_whole_number" if is_whole[name] else "course.a_number")
                raise CourseError(
                    "course.wrong_limit", path=str(self._path), name=name, value=value, kind=kind, largest=LARGEST
                )
        return Limits(**given)

    @property
    def _timeout(self) -> float:
        """The seconds that nbgrader gives a cell: `timeout` of its class `Execute`, or of one that this inherits from."""
        names = "Execute NbGraderPreprocessor ExecutePreprocessor Preprocessor NbConvertBase NotebookClient".split()
        found = [self.config[name]["timeout"] for name in names if name in self.config and "timeout" in self.config[name]]
        timeout = found[0] if found else TIMEOUT
        if timeout is None or timeout <= 0:  # no limit in a kernel
            return NO_TIMEOUT
        return min(float(timeout), LARGEST)

    @cached_property
    def tests_may_enter_sandbox(self) -> bool:
        """Whether a test that the trusted process cannot run may run in the sandbox: `c.HiddenTests.may_enter_sandbox`.

        Hostile code could forge its score there. A test that calls `check` never runs there.
        """
        return self._is_allowed("may_enter_sandbox")

    @cached_property
    def tests_may_be_forged(self) -> bool:
        """Whether a test may run that believes what a learner's object says of a value: `c.HiddenTests.may_be_forged`.

        An object that always says yes passes it.
        """
        return self._is_allowed("may_be_forged")

    @cached_property
    def runs_all_cells(self) -> bool:
        """Whether cells that no score depends on run for work that has passed, too: `c.HiddenTests.run_all_cells`."""
        return self._is_allowed("run_all_cells", default=False)

    def _is_allowed(self, name: str, *, default: bool = True) -> bool:
        """Return an option of `c.HiddenTests`. Raises CourseError for another type."""
        allowed = self.option("HiddenTests", name, default)
        if type(allowed) is not bool:
            option = f"HiddenTests.{name}"
            raise CourseError("course.not_true_or_false", path=str(self._path), option=option, value=allowed)
        return allowed

    @property
    def _path(self) -> Path:
        return self.root / CONFIG
