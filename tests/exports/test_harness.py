"""The program that grades one submission on somebody else's machine."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from courses import by_id, make_course, released, write
from downloads import zip_file

from autograder.errors import AutograderError
from autograder.exports import harness
from autograder.exports.bundle import DoorSettings
from autograder.grading.result import ExerciseResult, SubmissionResult
from autograder.grading.schema import VERSION, as_json, schema
from autograder.notebook.files import dumps
from autograder.words import sentence


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle without the grader and the packages: those of this process serve."""
    root = tmp_path_factory.mktemp("bundle")
    course = make_course(root / "course")
    answer = released(course.sources("tiny")["tiny"])
    by_id(answer, "double")["source"] = "def double(x):\n    return x + x"
    write(root / "answer.ipynb", answer)
    return root


def run(bundle: Path, submission: Path, output: Path, **settings: Any) -> int:
    made = DoorSettings(**{"door": "gradescope", "assignment": "tiny", "allow_weak_sandbox": True, **settings})
    (bundle / "door.json").write_bytes(made.as_json())
    return harness.main(["--bundle", str(bundle), "--submission", str(submission), "--output", str(output)])


def test_a_notebook_is_graded(bundle: Path, tmp_path: Path) -> None:
    (tmp_path / "s").mkdir()
    (tmp_path / "s" / "my answer.ipynb").write_bytes((bundle / "answer.ipynb").read_bytes())
    assert run(bundle, tmp_path / "s", tmp_path / "results" / "results.json") == 0
    found = json.loads((tmp_path / "results" / "results.json").read_text())
    assert {test["name"]: test["score"] for test in found["tests"]} == {"test_double": 2, "test_increment": 0}
    assert found["score"] == 2


def test_a_script_and_a_zip_file_are_graded(bundle: Path, tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "solution.py").write_text("def double(x):\n    return x + x\n")
    (tmp_path / "two").mkdir()
    zip_file(tmp_path / "two" / "work.zip", {"deep/tiny.ipynb": (bundle / "answer.ipynb").read_bytes()})
    for folder in ("one", "two"):
        assert run(bundle, tmp_path / folder, tmp_path / "r.json", door="coursera") == 0
        assert json.loads((tmp_path / "r.json").read_text())["fractionalScore"] == pytest.approx(2 / 3)


@pytest.mark.parametrize("content", [None, "not a notebook"])
def test_what_cannot_be_graded_scores_0_and_says_why(content: str | None, bundle: Path, tmp_path: Path) -> None:
    (tmp_path / "s").mkdir()
    if content is not None:
        (tmp_path / "s" / "tiny.ipynb").write_text(content)
    assert run(bundle, tmp_path / "s", tmp_path / "r.json") == 0
    found = json.loads((tmp_path / "r.json").read_text())
    assert found["score"] == 0 and "tiny.ipynb" in found["output"]
    assert sum(test["max_score"] for test in found["tests"]) == 3


def test_a_fault_of_the_course_is_no_learners_zero(bundle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "s").mkdir()
    assert run(bundle, tmp_path / "s", tmp_path / "r.json", assignment="other") == 1
    assert not (tmp_path / "r.json").exists()
    assert "There is no assignment 'other'" in capsys.readouterr().err


WAITING = [
    SubmissionResult("tiny", refused=sentence("grading.warm_process_died"), waits=True),
    SubmissionResult("tiny", exercises=[ExerciseResult("f", "test_f", "tiny", None, 3.0, "waiting", "Nobody knows.")]),
]


@pytest.mark.parametrize("result", WAITING, ids=["all of it", "an exercise"])
def test_what_the_grader_could_not_judge_is_no_learners_zero(
    result: SubmissionResult,
    bundle: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from autograder.grading.submission import Grader

    (tmp_path / "s").mkdir()
    (tmp_path / "s" / "tiny.ipynb").write_bytes((bundle / "answer.ipynb").read_bytes())
    monkeypatch.setattr(Grader, "grade", lambda *_: result)
    assert run(bundle, tmp_path / "s", tmp_path / "r.json") == 1
    assert not (tmp_path / "r.json").exists()
    said = capsys.readouterr().err
    assert "no score" in said and (str(result.refused) if result.refused else "Nobody knows.") in said


def test_without_a_sandbox_nothing_is_graded(
    bundle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who has not allowed it when exporting gets no result, instead of one from code that nothing confines."""
    from autograder.errors import SandboxError
    from autograder.grading import submission

    def start(*_: Any, allow_weak: bool, **__: Any) -> Any:
        assert not allow_weak
        raise SandboxError("sandbox.too_weak")

    monkeypatch.setattr(submission, "start_process", start)
    (tmp_path / "s").mkdir()
    assert run(bundle, tmp_path / "s", tmp_path / "r.json", allow_weak_sandbox=False) == 1
    assert not (tmp_path / "r.json").exists() and capsys.readouterr().err.startswith("autograder: ")


def test_github_gets_a_page_annotations_and_a_mark(
    bundle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "s").mkdir()
    (tmp_path / "s" / "tiny.ipynb").write_bytes((bundle / "answer.ipynb").read_bytes())
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "page"))
    monkeypatch.setenv("GITHUB_OUTPUT", str(tmp_path / "values"))
    assert run(bundle, tmp_path / "s", tmp_path / "r.json", door="github-actions") == 1, "not everything passed"
    jsonschema.validate(json.loads((tmp_path / "r.json").read_text()), schema())
    assert (tmp_path / "page").read_text().startswith("### tiny: 2 / 3")
    assert (tmp_path / "values").read_text() == "score=2.0\nmax_score=3.0\n"
    assert capsys.readouterr().out.startswith("::error title=test_increment::")


# ---------------------------------------------------------------- a service


class Service(BaseHTTPRequestHandler):
    """Answers each notebook with what the test has put into `answer`."""

    answer: bytes = b""
    seen: list[tuple[str, str, bytes]]

    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"]))
        type(self).seen.append((self.path, self.headers.get("Authorization", ""), content))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(type(self).answer)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def service() -> Iterator[str]:
    Service.seen = []
    server = HTTPServer(("127.0.0.1", 0), Service)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/grade"
    server.shutdown()
    server.server_close()


def test_a_service_grades_instead(service: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUTOGRADER_TOKEN", "word")
    monkeypatch.setenv("CLASSROOM", "c")
    made = SubmissionResult("tiny", sandbox="strict", exercises=[ExerciseResult("f", "test_f", "tiny", 2.0, 3.0, "failed")])
    Service.answer = json.dumps(as_json(made)).encode()
    (tmp_path / "tiny.ipynb").write_text("the work")
    code = run(tmp_path, tmp_path, tmp_path / "result.json", door="classroom50", service=service)
    assert code == 0
    assert Service.seen == [("/grade?assignment=tiny", "Bearer word", b"the work")]
    found = json.loads((tmp_path / "result.json").read_text())
    assert (found["score"], found["max-score"], found["classroom"]) == (2, 3, "c")


@pytest.mark.parametrize("result", WAITING, ids=["all of it", "an exercise"])
def test_what_a_service_could_not_judge_is_no_learners_zero(
    result: SubmissionResult, service: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Service.answer = json.dumps(as_json(result)).encode()
    (tmp_path / "tiny.ipynb").write_text("the work")
    assert run(tmp_path, tmp_path, tmp_path / "result.json", door="classroom50", service=service) == 1
    assert not (tmp_path / "result.json").exists() and "no score" in capsys.readouterr().err


def test_a_service_answers_in_the_version_that_this_package_writes() -> None:
    assert harness.VERSION == VERSION


@pytest.mark.parametrize(
    "answer", [b"", b"[]", b"{}", b'{"schema_version": 1, "assignment": "a", "exercises": [{}]}', b"\xff"]
)
def test_an_answer_that_is_no_result_is_an_error(answer: bytes, service: str, tmp_path: Path) -> None:
    Service.answer = answer
    (tmp_path / "tiny.ipynb").write_text("the work")
    with pytest.raises(AutograderError, match="gave no result"):
        harness.ask(service, "tiny", tmp_path / "tiny.ipynb")


@pytest.mark.parametrize("service_address", ["http://127.0.0.1:1/", "file:///etc/passwd", "nonsense"])
def test_a_service_that_is_not_there_is_an_error(service_address: str, tmp_path: Path) -> None:
    (tmp_path / "tiny.ipynb").write_text("the work")
    with pytest.raises(AutograderError, match="gave no result"):
        harness.ask(service_address, "tiny", tmp_path / "tiny.ipynb")


def test_the_notebook_for_a_service_is_found_by_name_or_because_it_is_alone(tmp_path: Path) -> None:
    with pytest.raises(AutograderError, match=r"hand in tiny\.ipynb"):
        harness.find_one(tmp_path, "tiny")
    write_here = [tmp_path / "notes.ipynb", tmp_path / "below" / "tiny.ipynb"]
    write_here[0].write_text(dumps({"cells": [], "metadata": {}}))
    assert harness.find_one(tmp_path, "tiny") == write_here[0]
    write_here[1].parent.mkdir()
    write_here[1].write_text("")
    assert harness.find_one(tmp_path, "tiny") == write_here[1]


def test_asking_a_service_needs_no_package() -> None:
    """The bundle then has no environment of its own."""
    import subprocess
    import sys

    root = Path(harness.__file__).resolve().parents[2]
    code = "import sys; sys.path.insert(0, sys.argv[1]); import autograder.exports.harness"
    subprocess.run([sys.executable, "-I", "-S", "-c", code, str(root)], check=True)
