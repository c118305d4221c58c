"""A course's configuration: nbgrader's settings and ours, read without nbgrader."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from courses import CONFIG, make_course

from autograder.course.configuration import Configuration
from autograder.errors import AutograderError, CourseError
from autograder.sandbox.shared.limits import Limits


def configured(root: Path, *lines: str) -> Configuration:
    """Return the configuration with these lines after `c = get_config()`."""
    (root / "nbgrader_config.py").write_text("\n".join(["c = get_config()", *lines, ""]))
    return Configuration(root)


def test_defaults(tmp_path: Path) -> None:
    found = configured(tmp_path)
    assert (found.course_id, found.language, found.base) == ("", "en", tmp_path)
    assert found.db_url == f"sqlite:///{tmp_path / 'gradebook.db'}"
    assert (
        found.limits == Limits(cell_seconds=30, call_seconds=30, notebook_seconds=120)
        and found.tests_may_enter_sandbox is True
    )
    assert found.option("CourseDirectory", "course_id", "default") == "default"


def test_settings_are_read(tmp_path: Path) -> None:
    found = configured(
        tmp_path,
        "c.CourseDirectory.course_id = ' nets '",
        "c.CourseDirectory.root = 'here'",
        "c.CourseDirectory.db_url = 'sqlite:///marks.db'",
        "c.ChooseLanguage.language = 'zh'",
        "c.ClearSolutions.begin_solution_delimeter = 'HERE'",
        "c.ClearSolutions.code_stub = {'python': 'pass'}",
        "c.HiddenTests.may_enter_sandbox = False",
    )
    assert (found.course_id, found.language, found.base) == ("nets", "zh", tmp_path / "here")
    assert found.db_url == f"sqlite:///{tmp_path / 'here' / 'marks.db'}"
    assert (found.delimiters.begin_solution, found.delimiters.code_stub) == ("HERE", "pass")
    assert found.tests_may_enter_sandbox is False


@pytest.mark.parametrize("url", ["sqlite:///:memory:", "postgresql://host/marks", "sqlite:////var/marks.db"])
def test_other_gradebooks_keep_their_address(tmp_path: Path, url: str) -> None:
    assert configured(tmp_path, f"c.CourseDirectory.db_url = {url!r}").db_url == url


def test_the_timeout_of_a_cell_is_the_default_of_both_times(tmp_path: Path) -> None:
    lines = ["c.Execute.timeout = 7", "c.SandboxLimits.memory_mb = 512"]
    assert configured(tmp_path, *lines).limits == Limits(cell_seconds=7, call_seconds=7, memory_mb=512)
    lines += ["c.SandboxLimits.call_seconds = 2"]
    assert configured(tmp_path, *lines).limits == Limits(cell_seconds=7, call_seconds=2, memory_mb=512)


@pytest.mark.parametrize(
    ("lines", "seconds"),
    [
        (["c.ExecutePreprocessor.timeout = 90"], 90),
        (["c.NotebookClient.timeout = 90"], 90),
        (["c.NotebookClient.timeout = 5", "c.ExecutePreprocessor.timeout = 90"], 90),
        (["c.ExecutePreprocessor.timeout = 5", "c.Execute.timeout = 90"], 90),
        (["c.Execute.timeout = None"], 600),
        (["c.Execute.timeout = -1"], 600),
    ],
)
def test_the_timeout_is_the_one_that_nbgrader_inherits(tmp_path: Path, lines: list[str], seconds: float) -> None:
    from nbgrader.preprocessors import Execute

    found = configured(tmp_path, *lines)
    assert found.limits == Limits(cell_seconds=seconds, call_seconds=seconds, notebook_seconds=4 * seconds)
    assert Execute(config=found.config).timeout in (seconds, None, -1)


def test_a_folder_without_configuration_is_not_a_course(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r"is not a course: it has no nbgrader_config\.py"):
        Configuration(tmp_path)


def test_a_configuration_that_fails_is_named(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r"nbgrader_config\.py, line 2: the configuration cannot be read: ZeroDiv"):
        _ = configured(tmp_path, "1 / 0").course_id
    with pytest.raises(CourseError, match=r"line 2: the configuration cannot be read: SyntaxError: invalid syntax\."):
        _ = configured(tmp_path, "x = = 1").course_id
    with pytest.raises(CourseError, match="SystemExit"):
        _ = configured(tmp_path, "raise SystemExit").course_id


def test_the_languages_are_those_that_the_course_says_it_has(tmp_path: Path) -> None:
    assert configured(tmp_path).languages == ()
    found = configured(tmp_path, "c.ChooseLanguage.languages = ['zh']")
    assert (found.languages, found.language) == (("zh",), "zh")
    both = configured(tmp_path, "c.ChooseLanguage.languages = ['en', 'zh']", "c.ChooseLanguage.language = 'zh'")
    assert (both.languages, both.language) == (("en", "zh"), "zh")
    with pytest.raises(CourseError, match=r"c\.ChooseLanguage\.languages is 'en'; it must be a list\."):
        _ = configured(tmp_path, "c.ChooseLanguage.languages = 'en'").languages
    with pytest.raises(AutograderError, match="Unknown language 'fr'"):
        _ = configured(tmp_path, "c.ChooseLanguage.languages = ['fr']").languages


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("c.SandboxLimits.cell_second = 3", r"SandboxLimits\.cell_second is not a limit"),
        ("c.SandboxLimits.memory_mb = '2 GB'", r"memory_mb is '2 GB'; it must be a whole number"),
        ("c.SandboxLimits.memory_mb = 2.5", "must be a whole number"),
        ("c.SandboxLimits.call_seconds = True", "must be a number"),
        ("c.SandboxLimits.call_seconds = 0", "above 0"),
        ("c.SandboxLimits.memory_mb = 10**9", "1,000,000 at most"),
        ("c.SandboxLimits.call_seconds = float('nan')", "above 0"),
    ],
)
def test_a_wrong_limit_is_named(tmp_path: Path, line: str, message: str) -> None:
    with pytest.raises(CourseError, match=message):
        _ = make_course(tmp_path, f"{CONFIG}{line}\n").limits


def test_a_wrong_option_and_an_unknown_language_are_named(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r"c\.HiddenTests\.may_enter_sandbox is 1; it must be True or False\.") as caught:
        _ = configured(tmp_path, "c.HiddenTests.may_enter_sandbox = 1").tests_may_enter_sandbox
    assert "它必须是 True 或 False" in caught.value.in_language("zh")
    with pytest.raises(AutograderError, match="Unknown language 'fr'; choose en or zh"):
        _ = configured(tmp_path, "c.ChooseLanguage.language = 'fr'").language


def test_reading_a_course_does_not_import_nbgrader(tmp_path: Path) -> None:
    make_course(tmp_path)
    code = (
        "import sys; from autograder.course.course import Course; c = Course(sys.argv[1]); c.sources('tiny'); c.limits;"
        "assert not {'nbgrader', 'nbformat', 'nbconvert', 'numpy'} & sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", code, tmp_path], check=True)
