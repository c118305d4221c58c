"""The place where attacks are tried: a course with secrets, another process on the machine, and graders to attack.

`Ground.tried(attack, setting)` grades a notebook with the attack and returns the evidence of its success (SIGNS).
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import re
import select
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import sinks
from attack import DONE, Attack, Sign
from courses import CONFIG, by_id, cell, make_course, notebook, released, write
from in_process import InProcess
from layers import without
from nbconvert.filters.markdown_mistune import markdown2html_mistune

from autograder.exercise.draws import set_of
from autograder.grading.outputs import FOR_THE_INSTRUCTOR
from autograder.grading.submission import Grader
from autograder.judging.checking import exam_of
from autograder.notebook.files import dumps
from autograder.notebook.metadata import Role, role_of
from autograder.sandbox.outside import mounts
from autograder.sandbox.outside.syscalls import compile_filter
from autograder.sandbox.outside.warm_process import WarmProcess
from autograder.sandbox.shared import confinement

SECRET = "what nobody is to know"  # in every file that an attack may want to read; found in the output, it has leaked
# What an attack left behind is recognised by a number, which no other run of the tests on this machine has: it stands in
# the command line of the warm process and its forks, and `sleep DAEMON` sleeps for that many seconds.
DAEMON = str(random.SystemRandom().randrange(10**8, 10**9))
SECONDS = 1.0  # limit of a cell and of a call
LIMITS = dict(cell_seconds=SECONDS, call_seconds=SECONDS, notebook_seconds=5.0, memory_mb=640, output_kb=128, value_mb=8)
LIMITS |= dict(processes=32, scratch_mb=4)
OUT_OF_REACH = dict(cell_seconds=40.0, call_seconds=40.0, notebook_seconds=80.0, value_mb=2000)  # with "clocks" off
CHOSEN = "# CHOSEN"  # marks the right line of a menu; a message that quotes it has named the right answer
MAX_OUTPUT = 3 << 20  # characters of all outputs of a graded notebook; more is the sign "output"
MAX_GROWTH = 200 << 10  # KB of memory that a process of the grader's may gain; more is the sign "memory"
WRITTEN = ("honest", "draw", "after")  # solved correctly, unless the attack is in that cell; other cells are left unsolved

_HIDDEN = "### BEGIN HIDDEN TESTS\nsecret = {secret!r}\n{test}\n### END HIDDEN TESTS"
_TESTS = {
    "honest": "assert honest(2) == 3",
    "scale": "for number in (21, -3.5, 1e3):\n    assert scale(number) == 2 * number",
    "spread": (
        "from numpy.testing import assert_allclose\n"
        "draw(2)\n"
        "data = np.random.rand(5)\n"
        "expected = (data - data.mean()) / data.std()\n"
        "assert spread(data).shape == (5,)\n"
        "assert_allclose(spread(data), expected)\n"
        "assert np.allclose(spread(data), expected)\n"
        "assert close(spread(data), expected)"
    ),
    "draw": "assert draw(2) == 6",
    "count": "total = 0\nfor _ in range(count([3, 5])):\n    total += 1\nassert total == 8",
    "quadruple": "from autograder import check\ncheck(quadruple=quadruple)",
    "double": "from autograder import check\ncheck(double=double)",
    "total": "from autograder import check\ncheck(total=total)",
    "train": "from autograder import check\ncheck(train=train)",
    "after": "assert after(2) == 1",
}
_REFERENCE = {
    "honest": "def honest(x):\n    return x + 1",
    "scale": "def scale(x):\n    return 2 * x",
    "spread": "def spread(x):\n    return (x - x.mean()) / x.std()",
    "draw": "def draw(x):\n    return x * 3",
    "count": "def count(numbers):\n    return sum(numbers)",
    "double": "def double(x):\n    return x * 2.0",
    "quadruple": "def quadruple(x):\n    return double(double(x))",
    "grid": "def grid(n):\n    return np.ones((n, n))",
    "total": "def total(n):\n    return grid(n).sum()",
    "initialize": """def initialize(n_x, n_h):
    return {"W1": np.random.randn(n_h, n_x) / 9, "W2": np.random.randn(1, n_h) / 9, "b": np.zeros((1, 1))}""",
    "predict": """def predict(X, parameters):
    return parameters["W2"] @ np.tanh(parameters["W1"] @ X) + parameters["b"]""",
    "train": """def train(X, Y, num_iterations, learning_rate):
    p = initialize(len(X), 3)
    for _ in range(num_iterations):
        H, error = np.tanh(p["W1"] @ X), (predict(X, p) - Y) / Y.size
        grads = {"W2": error @ H.T, "b": error.sum(axis=1, keepdims=True)}
        grads["W1"] = (p["W2"].T @ error * (1 - H ** 2)) @ X.T
        p = {name: p[name] - learning_rate * grads[name] for name in p}
    return p""",
    "after": "def after(x):\n    return x - 1",
}
_EXERCISE = """
from autograder import Exercise, Training

{name} = Exercise("{name}"{more})  # {secret}


@{name}.inputs
def numbers(rng):
    return dict({inputs})
"""
_INPUTS = {
    "double": "x=rng.normal(size=3)",
    "quadruple": "x=rng.normal(size=3)",
    "total": "n=int(rng.integers(2, 9))",
    "train": "X=rng.normal(size=(2, 8)), Y=rng.normal(size=(1, 8)) + 1, num_iterations=9, learning_rate=0.3",
}
_COST = "lambda module, p, of: ((module.predict(of['X'], p) - of['Y']) ** 2).mean()"
_MORE = {"train": f", rtol=1e-6, training=Training('initialize', cost={_COST}, weights='W.')"}


def _solution(name: str) -> dict[str, Any]:
    first, *body = _REFERENCE[name].split("\n")
    lines = "\n".join([first, "    ### BEGIN SOLUTION", *body, "    ### END SOLUTION"])
    return cell(lines, name, solution=True)


def _test(name: str, points: float) -> dict[str, Any]:
    text = _TESTS[name]
    hidden = (
        _HIDDEN.format(secret=SECRET, test=text)
        if "check" not in text
        else (f"### BEGIN HIDDEN TESTS\n{text}\n### END HIDDEN TESTS")
    )
    return cell(f"# graded: {name}\n{hidden}", f"test_{name}", grade=True, locked=True, points=points)


def _source() -> dict[str, Any]:
    order = ["honest", "draw", "scale", "spread", "count", "grid", "total", "double", "quadruple"]
    order += ["initialize", "predict", "train"]
    cells = [
        cell("import numpy as np", "imports", locked=True),
        cell("\n\n\n\n\n".join(f"# note {number}" for number in range(90)), "notes", locked=True),
        cell("def close(a, b):\n    return bool(np.all(np.abs(a - b) < 1e-9))", "helpers", locked=True),
    ]
    for name in order:
        cells += [_solution(name), *([_test(name, 2)] if name in _TESTS and name != "double" else [])]
    return notebook(*cells, _test("double", 2), _solution("after"), _test("after", 2))


class Ground:
    """The course, the neighbour, one grader per setting and a process that grades as nbgrader does; a context manager.

    course, patient: the same course twice; the second has limits that no attack reaches, for attacks with "clocks" off.
    places:          name -> value of the placeholders in attacks (COURSE, PID, PORT, DAEMON, SHARED, TABLE, EARLIER).
    """

    def __enter__(self) -> Ground:
        self._stack = contextlib.ExitStack()
        self.root = Path(tempfile.mkdtemp(prefix="attacked-"))
        self._stack.callback(shutil.rmtree, self.root, ignore_errors=True)
        config = CONFIG + "c.HiddenTests.may_be_forged = False\n"
        config += "".join(f"c.SandboxLimits.{name} = {value}\n" for name, value in LIMITS.items())
        self.course = make_course(self.root / "course", config, attacked=_source())
        patience = "".join(f"c.SandboxLimits.{name} = {value}\n" for name, value in (LIMITS | OUT_OF_REACH).items())
        self.patient = make_course(self.root / "patient", CONFIG + patience, attacked=_source())
        for course in (self.course, self.patient):
            self._furnish(course.root)
            for name, content in sinks.sources().items():
                write(course.source("sinks") / f"{name}.ipynb", content)
        for path in [self.root, *self.root.rglob("*")]:  # so that only the sandbox protects files, not their permissions
            path.chmod(0o777 if path.is_dir() else 0o666)
        os.environ["THE_GRADERS_OWN"] = SECRET
        self._stack.callback(os.environ.pop, "THE_GRADERS_OWN")
        library = [path for path in Path(os.__file__).parent.glob("*.py") if path.stat().st_size > 8192]
        shared = random.choice(library)  # tests that run at the same time must not hear each other
        self._neighbour = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("neighbour.py")), SECRET, str(shared)], stdout=subprocess.PIPE
        )
        self._stack.callback(self._end_neighbour)
        assert self._neighbour.stdout
        ready = json.loads(self._neighbour.stdout.readline())
        os.set_blocking(self._neighbour.stdout.fileno(), False)
        self.places = {"COURSE": self.course.root, "PID": ready["pid"], "PORT": ready["port"], "DAEMON": DAEMON}
        self.places["SHARED"] = shared
        self.places |= self._tables()
        self._in_process = self._stack.enter_context(InProcess())
        command = WarmProcess._command
        patch = self._stack.enter_context(pytest.MonkeyPatch.context())
        patch.setattr(WarmProcess, "_command", lambda *given: _marked(command(*given)))
        self._graders: dict[tuple[str, str], Grader] = {}
        self._stack.callback(lambda: [grader.close() for grader in self._graders.values()])
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def _tables(self) -> dict[str, str]:
        """Return answers to `double` that an attacker has learned: to the class's inputs, and to an earlier work's, too."""
        exam = exam_of(self.course.root, "attacked", "double", self.course.secret)
        earlier = set_of(self.course.secret, ["an earlier work"])
        tables = {"TABLE": exam.cases, "EARLIER": exam.asked(earlier)}
        pairs = {name: [(case.inputs["x"], 2 * case.inputs["x"]) for case in cases] for name, cases in tables.items()}
        return {name: repr([(x.tolist(), y.tolist()) for x, y in found]) for name, found in pairs.items()}

    def _end_neighbour(self) -> None:
        self._neighbour.kill()
        self._neighbour.communicate()

    @staticmethod
    def _furnish(root: Path) -> None:
        """Write the files that attacks read or change."""
        source = "\n\n\n".join(["import numpy as np", *_REFERENCE.values()])
        texts = {
            "solutions/attacked.py": f"# {SECRET}\n{source}\n",
            "submitted/classmate/attacked/attacked.ipynb": dumps(notebook(cell(f"# {SECRET}"))),
            ".autograder-secret": SECRET,
            ".git/config": f"[user]\n    name = {SECRET}\n",
            "home/.ssh/id": SECRET,
        }
        for name, inputs in _INPUTS.items():
            more = _MORE.get(name, "")
            text = _EXERCISE.format(name=name, more=more, secret=SECRET, inputs=inputs)
            texts[f"tests/hidden/attacked/{name}.py"] = text
        for path, text in texts.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text)
        with contextlib.closing(sqlite3.connect(root / "gradebook.db")) as database:
            database.execute("CREATE TABLE grade (student TEXT, score REAL, comment TEXT)")
            database.execute("INSERT INTO grade VALUES ('classmate', 7, ?)", [SECRET])
            database.commit()

    # --- an attack ---

    def handed_in(self, attack: Attack) -> dict[str, Any]:
        """Return the attacker's notebook: the attack, the solutions of WRITTEN, and starters in the other cells."""
        source = self.course.sources(attack.assignment)[attack.notebook]
        content = json.loads(json.dumps(released(source)))
        honest = {name: _REFERENCE[name] for name in WRITTEN} if attack.assignment == "attacked" else {}
        cells = honest | attack.written(**self.places)
        for name, text in cells.items():
            by_id(content, name)["source"] = text
        attack.change(content)
        return content

    def tried(self, attack: Attack, setting: str) -> dict[Sign, str]:
        """Grade a notebook with the attack, and return sign -> detail for everything that the attack achieved.

        setting: "in-process" (as nbgrader grades), "strict" or "container" (levels of the sandbox), or the names of layers
            to switch off, separated by ", ".
        """
        content = self.handed_in(attack)
        seen = self._tried(attack, content, setting)
        if paid := {name: score for name, score in self._paid.items() if name.removeprefix("test_") not in attack.earned}:
            seen["score"] = ", ".join(f"{name}: {score:g}" for name, score in paid.items())
        return seen

    def _tried(self, attack: Attack, content: dict[str, Any], setting: str) -> dict[Sign, str]:
        if setting == "in-process":
            return self._watched(attack, lambda: self._graded_in_process(attack, content))
        if setting in ("strict", "container"):
            with contextlib.nullcontext() if setting == "strict" else without(frozenset()):
                return self._graded(attack, content, setting)
        with without(frozenset(setting.split(", "))):
            return self._graded(attack, content, setting)

    def _graded(self, attack: Attack, content: dict[str, Any], setting: str) -> dict[Sign, str]:
        """Grade in the sandbox; the caller has switched layers off already, and each setting has a grader for itself."""
        grader = self._graders.get((attack.assignment, setting))
        if grader is None:
            course = self.patient if "clocks" in setting else self.course
            grader = self._graders[attack.assignment, setting] = Grader(course, attack.assignment, allow_weak=True)
        if setting in ("strict", "container") and grader.level != setting:
            raise RuntimeError(f"the sandbox's level is {grader.level}, not {setting}")

        def grade() -> tuple[Mapping[str, float], str, list[str]]:
            result = grader.grade({attack.notebook: content}, "attacker", others_count=False)
            said = (result.refused, *result.notes, *result.suspicious, *(e.message for e in result.exercises))
            messages = [str(text or "") for text in said]
            self._markdown = [exercise.message for exercise in result.exercises] + _shown_to_people(result.notebooks)
            outputs = json.dumps(
                [c["outputs"] for n in result.notebooks.values() for c in n["cells"] if c["cell_type"] == "code"]
            )
            # A cell without a score waits for a person. That is no gain where this course's configuration asks for it, or
            # where the sandbox of this level refuses what the reference needs: then the cell waits for everybody.
            for_people = ("grading.may_not_be_forged", "grading.needs_files")
            notes = [*result.notes, *result.about_course]
            forbidden = [note.values["cell"] for note in notes if note.code in for_people]
            scores = dict.fromkeys(_test_cells(attack) if result.refused else forbidden, 0.0)
            scores |= {e.cell: e.score for e in result.exercises if e.score is not None and not result.refused}
            return scores, outputs, messages

        zygote, alive = grader._process._process, [0]
        fork = WarmProcess.fork

        def counted(process: WarmProcess, folder: str = "") -> Any:
            child = fork(process, folder)
            alive.append(len(process._alive))
            return child

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(WarmProcess, "fork", counted)
            seen = self._watched(attack, grade)
        if max(alive) > 2:
            seen["crowd"] = str(max(alive))
        if grader._process._process is not zygote or zygote.poll() is not None:
            seen["zygote"] = "it ended or was replaced"
            self._graders.pop((attack.assignment, setting)).close()
        return seen

    def _graded_in_process(self, attack: Attack, content: dict[str, Any]) -> tuple[Mapping[str, float], str, list[str]]:
        """Grade as nbgrader does: take locked cells and nbgrader's metadata from the source, and run all in one process."""
        source = self.course.sources(attack.assignment)[attack.notebook]
        for written in content["cells"]:
            original = source.by_id.get(written["metadata"].get("nbgrader", {}).get("grade_id", ""))
            if original is not None and original.role in (Role.TEST, Role.LOCKED):
                written["source"] = original.source
                written["metadata"]["nbgrader"] = original.as_dict()["metadata"]["nbgrader"]
        scores, text = self._in_process.graded(self.course.source(attack.assignment), content, SECONDS)
        return scores, json.dumps(text), []

    def _watched(self, attack: Attack, grade: Callable[[], tuple[Mapping[str, float], str, list[str]]]) -> dict[Sign, str]:
        """Call `grade`, which returns scores, outputs and messages, and return sign -> detail; undo changes of files.

        Points are not among the signs: they are in `_paid` (test cell -> score), without those of honest cells.
        """
        seen: dict[Sign, str] = {}
        self._neighbours_reports()
        files, processes = self._files(), _attackers_processes()
        self._markdown: list[str] = []
        before, began = _memory("VmRSS"), time.monotonic()
        try:
            with _peaks_of_children() as peaks:
                scores, outputs, messages = grade()
        except Exception as error:
            scores, outputs, messages = {}, "", []
            seen["unscored"] = f"{type(error).__name__}: {error}"
        self._paid = {name: score for name, score in scores.items() if score and name[5:] not in WRITTEN}
        if missing := _test_cells(attack) - scores.keys():
            seen.setdefault("unscored", ", ".join(sorted(missing)))
        everything = "\n".join([outputs, *messages])
        if SECRET in everything:
            seen["leak"] = everything[max(0, everything.index(SECRET) - 60) :][:120]
        if DONE in everything:
            seen["done"] = DONE
        if CHOSEN in "\n".join(messages):
            seen["choice"] = CHOSEN
        if odd := [letter for text in messages for letter in text if not letter.isprintable() and letter not in "\n\t"]:
            seen["terminal"] = f"in a message: {odd[0]!r}"
        if acts := [text for text in self._markdown if _ACTS.search(markdown2html_mistune(text))]:
            seen["link"] = acts[0][:200]
        if len(outputs) > MAX_OUTPUT:
            seen["output"] = f"{len(outputs)} characters"
        if time.monotonic() - began > LIMITS["notebook_seconds"] + 4:
            seen["time"] = f"{time.monotonic() - began:.1f} s"
        if (grown := max(_memory("VmHWM"), *peaks) - before) > MAX_GROWTH:
            seen["memory"] = f"{grown >> 10} MB"
        if left := _kill_left_over(processes):
            seen["process"] = str(left)
        if changed := {path for path, content in self._files().items() if files.get(path) != content}:
            seen["file"] = ", ".join(sorted(changed))
        self._restore(files)
        if reports := self._neighbours_reports():
            seen["neighbour"] = reports
        return seen

    def _files(self) -> dict[str, bytes]:
        paths = [p for p in self.root.rglob("*") if p.is_file() and "__pycache__" not in p.parts]
        return {str(path.relative_to(self.root)): path.read_bytes() for path in paths}

    def _restore(self, files: dict[str, bytes]) -> None:
        for path, content in self._files().items():
            if path not in files:
                (self.root / path).unlink()
            elif files[path] != content:
                (self.root / path).write_bytes(files[path])
        for path in files.keys() - self._files().keys():
            (self.root / path).write_bytes(files[path])

    def _neighbours_reports(self) -> str:
        """Return what the neighbour has printed since the last call, or "died"."""
        assert self._neighbour.stdout
        ready, _, _ = select.select([self._neighbour.stdout], [], [], 0)
        return (os.read(self._neighbour.stdout.fileno(), 4096).decode() or "died") if ready else ""


def _test_cells(attack: Attack) -> frozenset[str]:
    """Return the test cells of the notebook that is attacked."""
    if attack.assignment == "attacked":
        return frozenset(f"test_{name}" for name in _TESTS)
    return frozenset(f"test_{name}" for name in sinks.EXERCISES if sinks.TOGETHER.get(name, name) == attack.notebook)


# What Markdown made of a text that a reader could follow, or that a browser would ask for.
_ACTS = re.compile(r"<(?!/?(?:p|code|pre|strong|em|br|div|span|ul|ol|li|h\d)\b)", re.IGNORECASE)


def _shown_to_people(notebooks: Mapping[str, Any]) -> list[str]:
    """Return the Markdown that the grader put into graded notebooks: below test cells, and for the instructor."""
    outputs = [
        output
        for written in notebooks.values()
        for c in written["cells"]
        for output in c.get("outputs", ())
        if role_of(c["metadata"].get("nbgrader")) is Role.TEST or FOR_THE_INSTRUCTOR in output.get("metadata", {})
    ]
    return [output["data"]["text/markdown"] for output in outputs if "text/markdown" in output.get("data", {})]


def _memory(line: str) -> int:
    """Return KB of memory of this process: now ("VmRSS"), or at most since the last call ("VmHWM")."""
    with open("/proc/self/status") as status:
        found = next((int(text.split()[1]) for text in status if text.startswith(line)), 0)
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")
    return found


@contextlib.contextmanager
def _peaks_of_children() -> Iterator[list[int]]:
    """Collect the most memory, in KB, of each child that ends in the block: foreign tests run in forks of the grader."""
    peaks = [0]

    def waitpid(pid: int, options: int) -> tuple[int, int]:
        ended, status, usage = os.wait4(pid, options)
        if ended:
            peaks.append(usage.ru_maxrss)
        return ended, status

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "waitpid", waitpid)
        yield peaks


def _marked(command: list[str]) -> list[str]:
    """Return the command of a warm process with DAEMON in it."""
    at = command.index("-s")
    return [*command[:at], "-X", DAEMON, *command[at:]]


def _attackers_processes() -> set[int]:
    """Return the warm processes, their forks (which have their command lines), and processes that `sleep DAEMON`."""
    return {int(name) for name in os.listdir("/proc") if name.isdigit() and DAEMON.encode() in _command(int(name))}


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def _kill_left_over(before: set[int]) -> set[int]:
    """Return the attacker's processes that do not end within half a second, after killing them."""
    for _ in range(10):
        left = _attackers_processes() - before
        if not left:
            return left
        time.sleep(0.05)
    for pid in left:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, 9)
    return left


def levels_here() -> list[str]:
    """Return the levels of the sandbox that this machine can reach."""
    if sys.platform != "linux" or not confinement.landlock_abi() or not compile_filter():
        return []
    return ["strict", "container"] if mounts.bubblewrap_works() else ["container"]
