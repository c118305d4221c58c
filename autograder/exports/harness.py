"""Grade one submission on somebody else's machine: the program that a bundle runs (`python -m autograder.exports.harness`).

It reads `door.json`, finds the learner's files, grades them or asks a service, and writes what the door expects.

- A fault of the course or of the machine ends it with exit code 1 and without a result: it must never be a learner's zero.
- A submission that cannot be read is a result of 0 points that says why.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from autograder.errors import AutograderError
from autograder.exports import results
from autograder.plain import clean
from autograder.words import DEFAULT, sentence

VERSION = 2  # of results, as in `grading.schema`
MAX_ANSWER = 20_000_000  # bytes of a service's answer
MAX_SENT = 100_000_000  # bytes of a notebook
PATIENCE = 600  # seconds to wait for a service
TOKEN = "AUTOGRADER_TOKEN"  # the variable that holds the service's password


def main(arguments: Sequence[str] | None = None) -> int:
    """Grade a submission; return the exit code."""
    parser = argparse.ArgumentParser(prog="autograder.exports.harness", description=__doc__)
    parser.add_argument("--bundle", type=Path, required=True, help="the folder that holds door.json")
    parser.add_argument("--submission", type=Path, required=True, help="the folder with the learner's files")
    parser.add_argument("--output", type=Path, required=True, help="the file to write")
    given = parser.parse_args(arguments)
    try:
        door = json.loads((given.bundle / "door.json").read_text("utf-8"))
        if door["service"]:
            result = ask(door["service"], door["assignment"], find_one(given.submission, door["assignment"]))
        else:
            result = grade(given.bundle / "course", door, given.submission)
        if result.get("waits"):
            raise AutograderError("export.not_judged", reason=_why_it_waits(result))
        return write(door, result, given.output, os.environ)
    except AutograderError as error:
        print(clean(f"autograder: {error}"), file=sys.stderr)
        return 1


def _why_it_waits(result: results.Result) -> str:
    """Return why a submission, or some of its exercises, could not be judged."""
    waiting = [exercise["message"] for exercise in result["exercises"] if exercise["status"] == "waiting"]
    said = [result["refused"]] if result["refused"] else result.get("notes", [])
    return " ".join([*(one["text"] for one in said), *([] if said else waiting)])


def write(door: Mapping[str, Any], result: results.Result, output: Path, environment: Mapping[str, str]) -> int:
    """Write a result as its door expects it; return the exit code."""
    code = 0
    if door["door"] == "gradescope":
        content: Any = results.for_gradescope(result)
    elif door["door"] == "classroom50":
        content = results.for_classroom50(result, environment)
    elif door["door"] == "coursera":
        content = results.for_coursera(result, environment.get("partId", ""), door["parts"])
    else:
        content = dict(result)
        code = _show_on_github(result, environment)
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(json.dumps(content, indent=2) + "\n", "ascii")
    return code


def _show_on_github(result: results.Result, environment: Mapping[str, str]) -> int:
    """Print annotations and write the page of the run. Return 1 unless everything passed, so that the run is marked."""
    for line in results.error_lines(result):
        print(clean(line))
    for variable, text in {
        "GITHUB_STEP_SUMMARY": results.for_github(result),
        "GITHUB_OUTPUT": f"score={result['score']}\nmax_score={result['max_score']}\n",
    }.items():
        if environment.get(variable):
            with open(environment[variable], "a", encoding="utf-8") as file:
                file.write(text)
    passed = all(exercise["status"] == "passed" for exercise in result["exercises"])
    return 0 if passed and result["exercises"] else 1


# --- grading here ---


def grade(root: Path, door: Mapping[str, Any], submission: Path) -> dict[str, Any]:
    """Grade the learner's files with the course in the bundle.

    Raises CourseError or SandboxError for what is not the learner's fault.
    """
    from autograder.course.course import Course
    from autograder.errors import NotebookError
    from autograder.grading.result import SubmissionResult
    from autograder.grading.schema import as_json
    from autograder.grading.sentences import as_sentence
    from autograder.grading.submission import Grader
    from autograder.notebook.files import parse_notebook
    from autograder.submitted.archives import Download
    from autograder.submitted.choosing import choose

    course = Course(root)
    assignment = door["assignment"]
    sources = course.sources(assignment)
    with Grader(course, assignment, language=door["language"], allow_weak=door["allow_weak_sandbox"]) as grader:
        try:
            with Download(submission) as files:
                members = {member.path: member for member in files.members}
                chosen = choose(list(members), lambda path: files.read(members[path]), sources)
            if not chosen.notebooks:
                names = ", ".join(f"{name}.ipynb" for name in sources)
                raise NotebookError("export.nothing_handed_in", files=names)
            given = {name: parse_notebook(content, f"{name}.ipynb") for name, content in chosen.notebooks.items()}
        except AutograderError as error:
            result = SubmissionResult(assignment, refused=as_sentence(error))
        else:
            result = grader.grade(given)
        if result.refused is not None and not result.exercises and not result.waits:
            result.exercises = grader.grade({}).exercises  # so that the points that were to be had are known
        return as_json(result, door["language"] or course.language)


# --- asking a service ---


def find_one(folder: Path, assignment: str) -> Path:
    """Return the learner's notebook in a folder: the one of the assignment's name, else the only one.

    Raises AutograderError where there is none, or several.
    """
    found = [path for path in sorted(folder.rglob("*.ipynb")) if path.is_file() and not path.is_symlink()]
    found = [path for path in found if ".ipynb_checkpoints" not in path.parts]
    named = [path for path in found if path.stem == assignment]
    if len(named or found) != 1:
        raise AutograderError("export.nothing_handed_in", files=f"{assignment}.ipynb")
    return (named or found)[0]


def ask(service: str, assignment: str, notebook: Path) -> dict[str, Any]:
    """Return the result of a grading service: the notebook goes in by POST, a result in JSON comes out.

    Raises AutograderError where there is no answer, or it is not a result.
    """
    if notebook.stat().st_size > MAX_SENT:
        raise AutograderError("notebook.too_large", path=str(notebook), limit=MAX_SENT // 10**6)
    head = {"Content-Type": "application/x-ipynb+json", "Accept": "application/json"}
    if token := os.environ.get(TOKEN):
        head["Authorization"] = f"Bearer {token}"
    joint = "&" if urllib.parse.urlsplit(service).query else "?"
    address = f"{service}{joint}{urllib.parse.urlencode({'assignment': assignment})}"
    if urllib.parse.urlsplit(address).scheme not in ("http", "https"):
        raise AutograderError("export.no_answer", service=service, reason=sentence("export.not_an_address"))
    request = urllib.request.Request(address, notebook.read_bytes(), head)
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as reply:
            result = json.loads(reply.read(MAX_ANSWER))
    except (OSError, ValueError, urllib.error.URLError) as error:
        raise AutograderError("export.no_answer", service=service, reason=str(error)) from None
    if not _is_result(result):
        raise AutograderError("export.no_answer", service=service, reason=sentence("export.not_a_result"))
    return {"language": DEFAULT, "seconds": 0.0, **result}


def _is_result(value: Any) -> bool:
    """Return whether a value has what `autograder.exports.results` reads."""
    texts, numbers = ("name", "cell", "notebook", "status", "message"), ("max_score", "bonus")
    return (
        isinstance(value, dict)
        and value.get("schema_version") == VERSION
        and isinstance(value.get("assignment"), str)
        and isinstance(value.get("sandbox"), str)
        and "refused" in value
        and isinstance(exercises := value.get("exercises"), list)
        and all(isinstance(one, dict) and "excused" in one for one in exercises)
        and all(isinstance(one.get(key), str) for one in exercises for key in texts)
        and all(isinstance(one.get(key), int | float) for one in exercises for key in numbers)
        and all(one["status"] == "waiting" or isinstance(one.get("score"), int | float) for one in exercises)
        and all(isinstance(value.get(key), int | float) for key in ("score", "max_score"))
    )


if __name__ == "__main__":
    sys.exit(main())
