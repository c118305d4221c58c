"""A course: a folder with an `nbgrader_config.py`, and where everything of it stands.

The configuration is read without importing nbgrader, which would cost seconds.
"""

from __future__ import annotations

import glob
import os
import re
import secrets
import tempfile
from dataclasses import fields
from functools import cached_property
from pathlib import Path
from typing import Any

from autograder.errors import CourseError
from autograder.languages import DEFAULT, known
from autograder.notebook.files import Notebook
from autograder.notebook.regions import Delimiters
from autograder.notebook.source import SourceNotebook
from autograder.sandbox.shared.limits import LARGEST, Limits

CONFIG = "nbgrader_config.py"

SECRET = ".autograder-secret"


class Course:
    """The course in `root`; `Course.find()` looks upward for it.

    root:   the folder that holds `nbgrader_config.py`.
    secret: what hidden inputs are drawn from, for tests; by default the text of `.autograder-secret`.

    Raises CourseError when the folder has no configuration, or one that cannot be read.
    """

    def __init__(self, root: str | os.PathLike[str], *, secret: str | None = None) -> None:
        self.root = Path(root).resolve()
        if not (self.root / CONFIG).is_file():
            raise CourseError(f"{self.root} is not a course: it has no {CONFIG}.")
        self._secret = secret
        self._read: dict[tuple[Path, int], Notebook] = {}

    @classmethod
    def find(cls, start: str | os.PathLike[str] | None = None) -> Course:
        """The course that `start` (by default the working directory) stands in."""
        here = Path(start or ".").resolve()
        for folder in (here, *here.parents):
            if (folder / CONFIG).is_file():
                return cls(folder)
        raise CourseError(f"No course found: neither {here} nor a folder above it has a {CONFIG}; name it with --course.")

    def __repr__(self) -> str:
        return f"Course({str(self.root)!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return _reopen, (str(self.root), self._secret)

    # configuration

    @cached_property
    def config(self) -> Any:
        """nbgrader's configuration, a traitlets Config."""
        from traitlets.config.loader import PyFileConfigLoader

        try:
            return PyFileConfigLoader(CONFIG, path=str(self.root)).load_config()
        except Exception as error:  # whatever a configuration file, which is a program, can raise
            raise CourseError(f"{self.root / CONFIG} cannot be read: {type(error).__name__}: {error}.") from error

    def option(self, section: str, name: str, default: Any) -> Any:
        """The value of `c.<section>.<name>`, or `default` where the configuration does not set it."""
        return self.config[section].get(name, default) if section in self.config else default

    @cached_property
    def course_id(self) -> str:
        return str(self.option("CourseDirectory", "course_id", "")).strip()

    @cached_property
    def db_url(self) -> str:
        """The gradebook's SQLAlchemy address; a relative SQLite path counts from the course's root."""
        url = str(self.option("CourseDirectory", "db_url", "")) or "sqlite:///gradebook.db"
        scheme, _, path = url.partition(":///")
        if scheme.startswith("sqlite") and path and path != ":memory:":
            return f"{scheme}:///{self.base / path}"
        return url

    @cached_property
    def delimiters(self) -> Delimiters:
        """The words that mark solutions and hidden tests, and what stands in the release instead."""
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
        """`c.SandboxLimits`; a cell's time and a call's are `c.Execute.timeout` where only that is set."""
        given: dict[str, Any] = dict(self.config["SandboxLimits"]) if "SandboxLimits" in self.config else {}
        timeout = self.option("Execute", "timeout", None)
        if timeout is not None and timeout > 0:
            given.setdefault("cell_seconds", timeout)
            given.setdefault("call_seconds", timeout)  # a test cell, which calls, has that time in a kernel
        whole = {field.name: isinstance(field.default, int) for field in fields(Limits)}
        for name, value in given.items():
            where = f"{self.root / CONFIG}: c.SandboxLimits.{name}"
            if name not in whole:
                raise CourseError(f"{where} is not a limit; there are {', '.join(whole)}.")
            right = type(value) is int or (type(value) is float and not whole[name])
            if not right or not 0 < value <= LARGEST:
                kind = "a whole number" if whole[name] else "a number"
                raise CourseError(f"{where} is {value!r}; it must be {kind} above 0, and {LARGEST:,} at most.")
        return Limits(**given)

    @cached_property
    def tests_may_enter_sandbox(self) -> bool:
        """`c.HiddenTests.may_enter_sandbox`: whether a test that the trusted process cannot run may run beside the learner's
        code, where hostile code could forge its score. Never done with one that calls `check`."""
        allowed = self.option("HiddenTests", "may_enter_sandbox", True)
        if type(allowed) is not bool:
            raise CourseError(f"{self.root / CONFIG}: c.HiddenTests.may_enter_sandbox is {allowed!r}; it is True or False.")
        return allowed

    # folders

    @cached_property
    def base(self) -> Path:
        """The folder that nbgrader's folders stand in: the root, unless the configuration moves it."""
        return self.root / str(self.option("CourseDirectory", "root", ""))

    def folder(self, step: str, assignment: str, student: str = ".") -> Path:
        """Where nbgrader keeps a step ("source", "release", "submitted", "autograded", "feedback")."""
        return Path(self._format(step, assignment, student))

    def _format(self, step: str, assignment: str, student: str) -> str:
        structure = self.option(
            "CourseDirectory",
            "directory_structure",
            os.path.join("{nbgrader_step}", "{student_id}", "{assignment_id}"),
        )
        name = self.option("CourseDirectory", f"{step}_directory", step)
        text = structure.format(nbgrader_step=name, student_id=student, assignment_id=assignment)
        return os.path.normpath(os.path.join(self.base, text))

    def source(self, assignment: str) -> Path:
        return self.folder("source", assignment)

    def release(self, assignment: str) -> Path:
        return self.folder("release", assignment)

    def submitted(self, assignment: str, student: str) -> Path:
        return self.folder("submitted", assignment, student)

    def autograded(self, assignment: str, student: str) -> Path:
        return self.folder("autograded", assignment, student)

    def feedback(self, assignment: str, student: str) -> Path:
        return self.folder("feedback", assignment, student)

    def solutions(self, assignment: str) -> Path:
        """The generated reference, an importable file."""
        return self.root / "solutions" / f"{assignment}.py"

    def hidden_tests(self, assignment: str) -> Path:
        """The folder of the assignment's exercises, one file each."""
        return self.root / "tests" / "hidden" / assignment

    # what there is

    def assignments(self) -> list[str]:
        """Names of the assignments that have a source notebook, sorted."""
        return [name for name in self._names("source", student=".") if self.source_notebooks(name)]

    def submissions(self, assignment: str) -> list[str]:
        """Students with a folder of this assignment under `submitted/`, sorted."""
        return self._names("submitted", assignment=assignment)

    def source_notebooks(self, assignment: str) -> dict[str, Path]:
        """The assignment's source notebooks: name without ending -> file; empty when there are none."""
        return {path.stem: path for path in sorted(self.source(assignment).glob("*.ipynb")) if path.is_file()}

    @cached_property
    def language(self) -> str:
        """What releases are in, unless told otherwise: `c.ChooseLanguage.language`."""
        return known(str(self.option("ChooseLanguage", "language", DEFAULT)))

    def sources(self, assignment: str, language: str = "") -> dict[str, SourceNotebook]:
        """The assignment's source notebooks, read, in one language (by default the course's).

        Raises CourseError when there are none.
        """
        paths = self.source_notebooks(assignment)
        if not paths:
            there = ", ".join(self.assignments()) or "none"
            raise CourseError(f"No assignment called {assignment!r} in {self.source('.')}; there are: {there}.")
        language = language or self.language
        read = {name: (path, self._prepared(path)) for name, path in paths.items()}
        return {name: SourceNotebook.of(found, str(path), self.delimiters, language) for name, (path, found) in read.items()}

    def _prepared(self, path: Path) -> Notebook:
        """What stands in a source notebook's file, with all that nbgrader puts in; made once, as autotests take seconds."""
        from autograder.course.sources import prepared

        key = (path, path.stat().st_mtime_ns)
        if key not in self._read:
            self._read[key] = prepared(path, self)
        return self._read[key]

    def _names(self, step: str, **known: str) -> list[str]:
        """Values of the one slot of the directory structure that is not `known`, as found on disk."""
        slot = "assignment" if "student" in known else "student"
        mark = "\1"  # stands in no path
        pattern = self._format(step, **{slot: mark, **known})
        found = re.compile(re.escape(pattern).replace(re.escape(mark), f"([^{re.escape(os.sep)}]+)", 1) + r"\Z")
        names = set()
        for path in glob.glob(glob.escape(pattern).replace(mark, "*")):
            match = found.match(path)
            if match and os.path.isdir(path):
                names.add(match[1])
        return sorted(names)

    # the secret

    @cached_property
    def secret(self) -> str:
        """What hidden inputs are drawn from: the same at every regrade, unknown to learners.

        Made on first use, readable by its owner alone; two processes that make it at once get the same.
        """
        if self._secret is not None:
            return self._secret
        path = self.root / SECRET
        try:
            if not path.exists():
                self._make_secret(path)
            secret = path.read_text("ascii").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise CourseError(f"The course's secret {path} cannot be read or made: {error}.") from error
        if not secret:
            raise CourseError(f"The course's secret {path} is empty; delete it, and a new one is made.")
        return secret

    def _make_secret(self, path: Path) -> None:
        handle, name = tempfile.mkstemp(prefix=SECRET, dir=self.root)  # mode 0600
        try:
            with os.fdopen(handle, "w") as file:
                file.write(secrets.token_hex(32) + "\n")
            os.link(name, path)  # unlike a rename, refuses to replace one that another process has just made
        except FileExistsError:
            pass
        finally:
            os.unlink(name)


def _reopen(root: str, secret: str | None) -> Course:
    return Course(root, secret=secret)
