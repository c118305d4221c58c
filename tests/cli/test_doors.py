"""`autograder collect` and `autograder export`, as a person types them."""

from __future__ import annotations

from pathlib import Path

import pytest
from courses import CONFIG, by_id, make_course, released
from downloads import zip_file
from graded_class import graded_class
from typer.testing import CliRunner, Result

from autograder.cli import commands
from autograder.cli.doors import printable
from autograder.errors import AutograderError
from autograder.notebook.files import dumps


def run(*arguments: object) -> Result:
    return CliRunner().invoke(commands.app, [str(argument) for argument in arguments])


def test_a_download_is_filed_and_what_is_left_is_listed(tmp_path: Path) -> None:
    course = make_course(tmp_path / "c", CONFIG + "c.ChooseLanguage.language = 'zh'\n")
    (tmp_path / "名单.csv").write_text("学号,姓名\n2023001,张三\n0007,李四\n2023003,王五\n", "gb18030")
    content = released(course.sources("tiny")["tiny"])
    by_id(content, "double")["source"] = "def double(x):\n    return 2 * x"
    work = dumps(content)
    files = {
        "2023001_张三/tiny.ipynb": work,
        "0007_李四(1).ipynb": work,
        "0007_李四(2).ipynb": work,
        "赵\x1b[2J六.ipynb": work,
    }
    path = zip_file(tmp_path / "下载.zip", files, "gb18030")
    arguments = ("collect", "tiny", path, "--roster", tmp_path / "名单.csv", "--course", course.root)
    dry = run(*arguments, "--dry-run")
    assert dry.exit_code == 1 and "没有写入任何内容" in dry.stdout and course.submissions("tiny") == []
    done = run(*arguments)
    assert done.exit_code == 1
    assert course.submissions("tiny") == ["0007", "2023001"]
    assert "略去 1 次较早的提交" in done.stdout and "没有提交：2023003" in done.stdout
    assert "六.ipynb: 文件名与名单中的任何人都对不上" in done.stdout and "\x1b" not in done.stdout
    assert "归档 2 份，替换 0 份，0 份没有变化；1 项未能归档" in done.stdout


def test_a_download_that_is_wholly_filed_ends_with_0(tmp_path: Path) -> None:
    course = make_course(tmp_path / "c")
    (tmp_path / "r.csv").write_text("id\nada\n")
    path = zip_file(tmp_path / "d.zip", {"ada.ipynb": dumps(released(course.sources("tiny")["tiny"]))})
    done = run("collect", "tiny", path, "--roster", tmp_path / "r.csv", "--course", course.root)
    assert done.exit_code == 0, done.stdout
    assert "tiny: 1 filed, 0 replaced, 0 unchanged; 0 could not be filed" in " ".join(done.stdout.split())


def test_scores_are_exported_with_what_the_instructor_should_know(tmp_path: Path) -> None:
    course = graded_class(tmp_path / "c")
    done = run("export", "canvas", "tiny", "--to", tmp_path / "o.csv", "--course", course.root)
    assert done.exit_code == 0, done.exception
    assert "o.csv" in done.stdout and "wait for manual grading" in done.stdout
    assert (tmp_path / "o.csv").read_bytes().startswith(b"\xef\xbb\xbfStudent,ID")


def test_a_part_needs_an_exercise(tmp_path: Path) -> None:
    course = make_course(tmp_path)
    for part in ("x", "=f", "x="):
        done = run("export", "coursera", "tiny", "--part", part, "--course", course.root)
        assert isinstance(done.exception, AutograderError) and "PART=EXERCISE" in str(done.exception)


@pytest.mark.parametrize("text", ["a\x1b[31mb", "a\rb", "a\u202eb"])
def test_what_learners_chose_cannot_move_the_cursor(text: str) -> None:
    assert printable(text).startswith("a\N{REPLACEMENT CHARACTER}")
