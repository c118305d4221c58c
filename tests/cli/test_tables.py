"""What the command line prints of results, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from rich.console import Console

from autograder.cli import speech, tables
from autograder.gradebook.moves import Change
from autograder.grading.result import ExerciseResult, SubmissionResult
from autograder.words import LANGUAGES, sentence

EXAMPLE = "`double` is 3, expected 4.\n\nTry it with:\n```python\nx = np.array([[1.0, 2.0]])\ndouble(x)\n```"


def exercise(name: str, score: float, status: str, **more: object) -> ExerciseResult:
    values: dict[str, object] = dict(cell=f"test_{name}", notebook="tiny", max_score=2.0) | more
    return ExerciseResult(name=name, score=score, status=status, **values)  # type: ignore[arg-type]


def submission(student: str = "ada", **more: object) -> SubmissionResult:
    exercises = [
        exercise("double", 1.0, "failed", message=EXAMPLE, diagnosis="[bold]off by one"),
        exercise("increment", 2.0, "passed"),
        exercise("stretch", 0.0, "missing", max_score=0.0, max_bonus=1.0),
    ]
    return SubmissionResult("tiny", student, "strict", exercises, **more)  # type: ignore[arg-type]


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(tables, "out", Console(width=160))
    speech.use(request.param)
    yield request.param
    speech.use("en")


def test_a_submission_has_a_row_for_each_exercise_and_its_message_below(
    language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    note = sentence("language.unknown", language="fr", known="en")
    tables.show_submission(submission(notes=[note]))
    printed = capsys.readouterr().out
    assert re.search(r"double +1 / 2 ", printed)
    assert re.search(r"stretch +0 / 0 .* 0 / 1", printed)
    assert "[bold]off by one" in printed, "a mistake's name is no markup"
    assert "    x = np.array([[1.0, 2.0]])\n    double(x)\n" in printed, "an example can be copied"
    assert note.in_language(language) in printed


def test_a_class_has_a_row_for_each_student_with_what_was_found(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    refused = sentence("language.unknown", language="fr", known="en")
    seen = [sentence("sandbox.suspicion.unknown")]
    results = [submission("ada", suspicious=seen), SubmissionResult("tiny", "bob", refused=refused)]
    tables.show_class("tiny", results, {"cyd": None, "dan": 1.5})
    printed = capsys.readouterr().out
    assert re.search(r"ada +3 ", printed)
    assert "double: [bold]off by one" in printed
    assert seen[0].in_language(language) in printed
    assert refused.in_language(language) in printed
    assert re.search(r"cyd +0 ", printed) and re.search(r"dan +1\.5 ", printed)
    assert "stretch" not in printed, "a stretch exercise that was not tried costs nothing"


@pytest.mark.parametrize("dry", [False, True])
def test_changes_are_counted_and_old_points_stand_before_new_ones(
    language: str, dry: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    changes = [Change("ada", 2.0, 3.0), Change("bob", 2.0, 2.0), Change("cyd", None, 1.0)]
    tables.show_changes(changes, dry=dry)
    printed = capsys.readouterr().out
    assert re.search(r"ada +2 → 3", printed)
    assert "bob" not in printed and "cyd" not in printed
    assert "1" in printed.splitlines()[-1] and "2" in printed.splitlines()[-1]


def test_where_nothing_moved_no_table_is_printed(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    tables.show_changes([Change("ada", 2.0, 2.0)], dry=False)
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_every_note_of_a_class_is_printed_once_with_its_students(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    copy = sentence("grading.found_elsewhere", notebook="tiny", file="[b]tiny (1).ipynb")
    back = sentence("notebook.put_back", cell="test_double")
    one, two = submission("ada", notes=[copy, back], confirm={"tiny": copy}), submission("bob", notes=[back, back])
    tables.show_class("tiny", [one, two])
    printed = capsys.readouterr().out
    lines = ["- " + " ".join(part.split()) for part in f"\n{printed}".split("\n- ")[1:]]
    assert len(lines) == 2
    assert copy.in_language(language) in lines[0] and "ada" in lines[0] and "bob" not in lines[0]
    assert back.in_language(language) in lines[1] and "ada" in lines[1] and "bob" in lines[1]
    row = next(line for line in printed.splitlines() if line.strip().startswith("ada"))
    assert "[b]tiny (1).ipynb" in row, "the table says which file was graded"


def test_the_gradebooks_points_count(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    tables.show_class("tiny", [submission("ada"), submission("bob")], points={"ada": 3.0, "bob": 6.0})
    printed = capsys.readouterr().out
    assert re.search(r"bob +6 ", printed) and re.search(r"ada +3 ", printed)
    assert "4.5" in printed.splitlines()[-1], "the mean of what counts"


def test_of_a_large_class_only_those_are_listed_who_need_a_look(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    refused = SubmissionResult("tiny", "zoe", refused=sentence("language.unknown", language="fr", known="en"))
    crashed = SubmissionResult("tiny", "yan", "strict", [exercise("double", 0.0, "crashed")])
    results = [submission(f"student{number}") for number in range(300)] + [refused, crashed]
    tables.show_class("tiny", results, {f"absent{number}": None for number in range(300)})
    printed = capsys.readouterr().out
    assert len(printed.splitlines()) < 15
    assert "zoe" in printed and "yan" in printed and "student7" not in printed and "absent7" not in printed
    assert "300" in printed and "autograder report tiny" in printed
