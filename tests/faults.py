"""Find every call of the grader that the system, the course or the gradebook can let fail, and let each fail in turn.

`sites()` reads the calls out of the package's source. `python faults.py` imports the package with these calls instrumented,
grades a small class once undisturbed and once for each site with a fault there, and prints what became of the scores.
"""

from __future__ import annotations

import ast
import contextlib
import errno
import importlib.abc
import importlib.machinery
import io
import json
import os
import shutil
import sqlite3
import sys
import tempfile
import time
import types
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "autograder"

# Modules that no grading runs: what learners' processes run, other commands, pages, words.
ELSEWHERE = (
    "autograder.sandbox.inside.",
    "autograder.sandbox.shared.confinement",
    "autograder.validation.",
    "autograder.words",
    "autograder.cli.clusters",
    "autograder.cli.completion",
    "autograder.cli.demo",
    "autograder.cli.doctor",
    "autograder.cli.formgrader",
    "autograder.cli.pages",
    "autograder.cli.warm",
    "autograder.cluster",  # its tests kill the processes that it uses
    "autograder.collecting",
    "autograder.course.release",
    "autograder.exports",
    "autograder.feedback",
    "autograder.nbgrader_plugins.collect",
    "autograder.nbgrader_plugins.export",
    "autograder.nbgrader_plugins.feedback",
    "autograder.nbgrader_plugins.formgrader_server",
    "autograder.nbgrader_plugins.pages",
    "autograder.nbgrader_plugins.render",
    "autograder.nbgrader_plugins.rendering",
    "autograder.processes",  # of Dask workers and warm graders
    "autograder.pytest_plugin",
    "autograder.report",
    "autograder.warm",  # likewise
)

DISK = set(
    "open fdopen read_text read_bytes write_text write_bytes mkdir mkdtemp mkstemp TemporaryDirectory touch link rename "
    "unlink rmdir rmtree remove chmod copyfile copytree iterdir glob rglob walk stat is_file is_dir is_symlink exists "
    "makedirs symlink_to chdir listdir scandir".split()
)
COURSE = set("exec_module load_config load_module load_exercise load_solutions exam_of sources read_notebook".split())
CODE_OF_THE_COURSE = set("compile exec eval draw _contract _compare _judged cost right_answer mark judge".split())
DATABASE = set(
    "Gradebook execute commit rollback refresh expire connection connect backup create scalar has_table find_assignment "
    "find_submission find_submission_notebook update_or_create_student update_or_create_submission "
    "assignment_submissions make_url start".split()
)
PROCESS = set("Popen socketpair pipe select read write recv recv_fds recvmsg send sendall".split())
SANDBOX = set("fork restart start_process WarmProcess Session".split())


@dataclass(frozen=True)
class Site:
    """A call: where it is, and the kind of error that it gets."""

    key: str
    kind: str


def modules() -> dict[str, Path]:
    """Return the modules that a grading runs, dotted name -> file."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(("autograder", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")
        if not name.startswith(ELSEWHERE):
            found[name] = path
    return found


def sites() -> dict[str, Site]:
    """Return every call site of the package that can fail through no fault of a learner's."""
    found: dict[str, Site] = {}
    for name, path in modules().items():
        marker = _Marker(name)
        marker.visit(ast.parse(path.read_text("utf-8")))
        found |= {site.key: site for site in marker.found}
    return found


def _kind(module: str, name: str, owner: str) -> str:
    """Return the kind of a call by the name that is called; "" for one that cannot fail by itself."""
    if name in ("replace", "copy") and owner in ("os", "shutil"):
        return "disk"
    if name in ("connect", "backup") and module == "autograder.gradebook.backup":
        return "sqlite"
    if name in DATABASE and module.startswith(
        ("autograder.gradebook", "autograder.nbgrader_plugins", "autograder.course.nb")
    ):
        return "database"
    if owner in ("ast", "re", "sys.stdout", "shared", "self.shared", "self._conversation", "file", "self.document"):
        return ""
    if name in PROCESS and module.startswith(("autograder.sandbox.outside", "autograder.grading")):
        return "process"
    if name in SANDBOX and module.startswith(("autograder.sandbox.outside", "autograder.grading")):
        return "sandbox"
    if name in DISK:
        return "disk"
    if name in COURSE:
        return "disk"
    if name in CODE_OF_THE_COURSE:
        return "memory"
    return ""


class _Marker(ast.NodeTransformer):
    """Collects the sites of a module, and makes each call `f(…)` into `__site__(key, f)(…)`."""

    def __init__(self, module: str) -> None:
        self.module, self.scope = module, list[str]()
        self.found: list[Site] = []
        self._seen: Counter[str] = Counter()

    def _enter(self, node: Any) -> Any:
        self.scope.append(node.name)
        node.body = [self.visit(one) for one in node.body]
        self.scope.pop()
        return node

    visit_FunctionDef = visit_AsyncFunctionDef = visit_ClassDef = _enter

    def visit_Call(self, node: ast.Call) -> Any:
        self.generic_visit(node)
        match node.func:
            case ast.Name(id=name):
                owner = ""
            case ast.Attribute(value=value, attr=name):
                owner = ast.unparse(value) if isinstance(value, ast.Name | ast.Attribute) else "…"
            case _:
                return node
        kind = _kind(self.module, name, owner) if self.scope else ""
        if not kind:
            return node
        place = f"{self.module.removeprefix('autograder.')}:{'.'.join(self.scope)}:{f'{owner}.' if owner else ''}{name}"
        self._seen[place] += 1
        key = place if self._seen[place] == 1 else f"{place}#{self._seen[place]}"
        self.found.append(Site(key, kind))
        call = ast.Call(ast.Name("__site__", ast.Load()), [ast.Constant(key), node.func], [])
        node.func = ast.copy_location(call, node)
        return node


# --- in the process that runs the faults ---


class Faults:
    """Counts the calls of each site; lets one call of one site fail."""

    def __init__(self) -> None:
        self.calls: Counter[str] = Counter()
        self.armed: tuple[str, int, Callable[[], BaseException]] | None = None
        self.struck = False

    def reach(self, key: str, function: Any) -> Any:
        self.calls[key] += 1
        if self.armed and not self.struck and self.armed[:2] == (key, self.calls[key]):
            self.struck = True
            raise self.armed[2]()
        return function

    @contextlib.contextmanager
    def at(self, key: str, number: int, error: Callable[[], BaseException]) -> Iterator[None]:
        self.calls.clear()
        self.armed, self.struck = (key, number, error), False
        try:
            yield
        finally:
            self.armed = None


FAULTS = Faults()


class _Loader(importlib.machinery.SourceFileLoader):
    def source_to_code(self, data: Any, path: Any, *, _optimize: int = -1) -> types.CodeType:  # type: ignore[override]
        tree = _Marker(self.name).visit(ast.parse(data, path))
        return compile(ast.fix_missing_locations(tree), path, "exec")

    def get_code(self, fullname: str) -> types.CodeType:
        return self.source_to_code(self.get_data(self.path), self.path)  # never the compiled file

    def exec_module(self, module: types.ModuleType) -> None:
        module.__dict__["__site__"] = FAULTS.reach
        super().exec_module(module)


class _Finder(importlib.abc.MetaPathFinder):
    def __init__(self) -> None:
        self._modules = modules()

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        if name not in self._modules or name == "autograder":
            return None
        file = str(self._modules[name])
        places = [str(Path(file).parent)] if file.endswith("__init__.py") else None
        loader = _Loader(name, file)
        return importlib.util.spec_from_file_location(name, file, loader=loader, submodule_search_locations=places)


ERRORS: dict[str, Callable[[], BaseException]] = {
    "disk": lambda: OSError(errno.EIO, "Input/output error"),
    "memory": MemoryError,
    "process": lambda: OSError(errno.EAGAIN, "Resource temporarily unavailable"),
}


def sandbox_error() -> BaseException:
    from autograder.errors import SandboxError

    return SandboxError("sandbox.no_answer")


def database_error() -> BaseException:
    from sqlalchemy.exc import OperationalError

    return OperationalError("SELECT", {}, Exception("disk I/O error"))


ERRORS |= {
    "sqlite": lambda: sqlite3.OperationalError("disk I/O error"),
    "database": database_error,
    "sandbox": sandbox_error,
}


# --- the class that is graded ---

CONFIG = """c = get_config()
c.CourseDirectory.course_id = "faults"
c.Autograde.pre_convert_hook = "autograder.nbgrader_plugins.name_missing"
c.Autograde.exporter_class = "autograder.nbgrader_plugins.ReadSubmission"
c.Autograde.sanitize_preprocessors = []
c.Autograde.autograde_preprocessors = [
    "autograder.nbgrader_plugins.SandboxExecute", "autograder.nbgrader_plugins.SaveGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
]
c.SandboxExecute.allow_weak_sandbox = True
c.IncludeHeaderFooter.header = "header.ipynb"
c.IncludeHeaderFooter.footer = "header.ipynb"
c.CourseDirectory.groupshared = True
"""
HIDDEN = {
    "double": """from autograder import Exercise
double = Exercise("double", judged=lambda value: [value])
double.mistake("tripled", change=("2 * x", "3 * x"), hint=dict(en="Twice, not three times."))
@double.inputs
def numbers(rng):
    return dict(x=float(rng.normal()))
@double.contract
def finite(x):
    return abs(x) < 1e9
""",
    "fourfold": """from autograder import Exercise
from autograder import Difference
def compare(got, expected, inputs):
    return None if got == expected else Difference("value", "", got, expected)
fourfold = Exercise("fourfold", compare=compare)
@fourfold.inputs
def numbers(rng):
    return dict(x=float(rng.normal()))
""",
    "q1": """from autograder import Question
q1 = Question("q1", choices="ab")
q1.wrong("a", en="Not a.")
""",
    "train": """from autograder import Exercise, Training
cost = lambda module, parameters, inputs: float(parameters["w"] ** 2)
train = Exercise("train", training=Training(initialiser="start", cost=cost, steps="steps", rate="rate"))
train.mistake("uphill", change=("w - rate", "w + rate"), hint=dict(en="Downhill."))
@train.inputs
def numbers(rng):
    return dict(steps=3, rate=float(rng.uniform(0.1, 0.2)))
""",
}
SOLUTIONS = {
    "double": "def double(x):\n    {}return 2 * x{}",
    "fourfold": "def fourfold(x):\n    {}return double(double(x)){}",
    "q1": "{}q1 = 'b'{}",
    "start": "def start():\n    {}return {{'w': float(np.random.randn())}}{}",
    "train": "def train(steps, rate):\n    {}w = start()['w']\n    for step in range(steps):\n"
    "        w = w - rate * 2 * w\n    return {{'w': w}}{}",
}
RIGHT = {name: text.format("", "") for name, text in SOLUTIONS.items()}
CLASS = {
    "ann": RIGHT,
    "bob": RIGHT
    | {"double": "def double(x):\n    y = 2 * x\n    return y + 1\nopen('/etc/shadow')", "q1": "q1 = 'a'"}
    | {"train": RIGHT["train"].replace("w - rate", "w + rate")},
    "cid": RIGHT,
}


def _notebook(answers: dict[str, str] | None = None) -> dict[str, Any]:
    """Return the source notebook; with answers, the notebook that a learner hands in."""
    from courses import cell, notebook

    cells = [
        cell("import numpy as np\nimport helper", "tools", locked=True),
        cell("THREE = helper.THREE", "three", locked=True),
    ]
    for name, solution in SOLUTIONS.items():
        text = solution.format("### BEGIN SOLUTION\n    ", "\n    ### END SOLUTION")
        text = text if "    return" in solution or "def" in solution else text.replace("\n    ", "\n")
        test = f"from autograder import check\n\ncheck({name}={name})" if name in HIDDEN else f"assert {name}() == THREE"
        test = f"# graded: {name}\n### BEGIN HIDDEN TESTS\n{test}\n### END HIDDEN TESTS"
        cells.append(cell(answers[name] if answers else text, name, solution=True))
        if name == "start":  # a helper, which has no test
            continue
        cells.append(cell(test, f"test_{name}", grade=True, locked=True, points=2))
        if name == "double":
            cells[-1]["metadata"]["autograder"] = {"bonus": 1}
    return notebook(*cells)


def make_course(root: Path) -> None:
    """Write the course with its release and its submissions; two of them late."""
    from courses import cell, notebook, tiny, write

    from autograder.course.course import Course
    from autograder.course.release import generate

    (root / "nbgrader_config.py").write_text(CONFIG)
    write(root / "source" / "tiny" / "tiny.ipynb", _notebook())
    write(root / "header.ipynb", notebook(cell("# Tiny", kind="markdown")))
    (root / "source" / "tiny" / "data.csv").write_text("1 2 3")
    (root / "source" / "tiny" / "helper.py").write_text("THREE = 3\n")
    (root / "excused.json").write_text("{}")
    for name, text in HIDDEN.items():
        path = root / "tests" / "hidden" / "tiny" / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    generate(Course(root), ["tiny"])
    for student, answers in CLASS.items():
        folder = root / "submitted" / student / "tiny"
        write(folder / "tiny.ipynb", _notebook(answers))
        (folder / "notes.txt").write_text("mine")
        (folder / "timestamp.txt").write_text("2024-05-03 10:00:00 UTC")
    write(root / "source" / "more" / "more.ipynb", tiny())
    (root / "submitted" / "dan" / "more").mkdir(parents=True)


# --- the runs ---


@dataclass
class Run:
    """What became of one run.

    code:   the exit code. scores: student -> cell -> (score, whether it is marked for manual grading).
    struck: whether the fault was reached. text: what was printed.
    """

    code: int
    scores: dict[str, dict[str, tuple[float | None, bool]]]
    struck: bool = True
    text: str = ""


@dataclass
class Found:
    """What a fault at one site led to. worse: what must not happen; empty where all is well."""

    site: str
    scenario: str
    number: int
    code: int
    worse: list[str] = field(default_factory=list)
    seconds: float = 0.0
    traceback: bool = False


class Pool:
    """In place of the pool of worker processes: it runs each task at once, in this process."""

    _processes: dict[int, Any] = {}  # noqa: RUF012

    def __init__(self, *_: Any, **__: Any) -> None: ...

    def submit(self, task: Callable[..., Any], *arguments: Any) -> Any:
        from concurrent.futures import Future

        future: Future[Any] = Future()
        try:
            future.set_result(task(*arguments))
        except Exception as error:
            future.set_exception(error)
        return future

    def shutdown(self, **_: Any) -> None: ...


class Bench:
    """Runs commands on copies of one course, in this process."""

    def __init__(self, folder: Path) -> None:
        from autograder.gradebook import run
        from autograder.grading import assignment, classroom, ready, submission
        from autograder.sandbox.outside.warm_process import WarmProcess

        self.root, self._fresh, self._graded = folder / "course", folder / "fresh", folder / "graded"
        self._start = assignment.start_process
        self._submission, self._classroom = submission, classroom
        classroom.may_fork = ready.may_fork = run.may_fork = lambda: False
        classroom.ProcessPoolExecutor = Pool  # type: ignore[misc]
        classroom.Finalize = lambda *_, **__: None  # type: ignore[misc, assignment]
        self.root.mkdir()
        make_course(self.root)
        from autograder.course.course import Course
        from autograder.grading.assignment import Assignment

        course = Course(self.root)
        self.process: WarmProcess = self._start(course, [Assignment(course, "tiny")], allow_weak=True)
        self._empty_gradebook()
        shutil.copytree(self.root, self._graded)
        self._set_up("graded", "", real=False)
        first = self._command("grade", "tiny", "--student", "ann", "--student", "bob")
        assert first == 0, self.said.getvalue()
        leftover = self.root / "autograded" / "ann" / "tiny" / "old" / "left.txt"
        leftover.parent.mkdir()
        leftover.write_text("of an earlier grading")
        for number in range(5):
            (self.root / "backups" / f"gradebook-200{number}.db").write_text("an old copy")
        shutil.rmtree(self._graded)
        shutil.copytree(self.root, self._graded)

    def _empty_gradebook(self) -> None:
        """Give the assignment a due date; keep a copy of the course whose gradebook does not know the assignment."""
        from nbgrader.api import Gradebook

        path = self.root / "gradebook.db"
        with Gradebook(f"sqlite:///{path}", "faults") as gradebook:
            gradebook.update_or_create_assignment("tiny", duedate="2024-05-02 00:00:00 UTC")
        shutil.copytree(self.root, self._fresh)
        with Gradebook(f"sqlite:///{self._fresh / 'gradebook.db'}", "faults") as gradebook:
            gradebook.remove_assignment("tiny")

    def run(self, scenario: str, fault: tuple[str, int, Callable[[], BaseException]] | None, *, again: bool = False) -> Run:
        """Run a scenario. again: in the course as the last run left it."""
        self._set_up("fresh" if scenario == "fresh" else "graded", "" if again else scenario, real=scenario == "start")
        if fault is None:
            FAULTS.calls.clear()
            code = self._scenario(scenario)
            return Run(code, self._scores(scenario), text=self.said.getvalue())
        with FAULTS.at(*fault):
            code = self._scenario(scenario)
        return Run(code, self._scores(scenario), FAULTS.struck, self.said.getvalue())

    def _set_up(self, state: str, scenario: str, *, real: bool) -> None:
        from autograder.exercise import reference
        from autograder.judging import checking
        from autograder.sandbox.outside import mounts, syscalls

        os.chdir(ROOT)
        if scenario:
            shutil.rmtree(self.root)
            shutil.copytree(self._fresh if state == "fresh" else self._graded, self.root)
        for module in (reference, checking, *((mounts, syscalls) if real else ())):
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()
        self._close_grader()
        self._submission.start_process = self._start if real else lambda *_, **__: Shared(self.process)
        from autograder.grading import notebooks

        notebooks.start_process = self._submission.start_process

    def _close_grader(self) -> None:
        if self._classroom._grader is not None:
            with contextlib.suppress(Exception):
                self._classroom._grader.close()
            self._classroom._grader = None
        plugins = sys.modules.get("autograder.nbgrader_plugins.autograde")
        if plugins is not None:
            plugins._close_graders()

    def _scenario(self, scenario: str) -> int:
        if scenario == "check":
            file = self.root / "submitted" / "bob" / "tiny" / "tiny.ipynb"
            return self._command("check", str(file), "--json-lines")
        if scenario == "autograde":
            return self._nbgrader("autograde", "tiny", "--force")
        return self._command("grade", "tiny", "--workers", "1")

    def _command(self, *words: str) -> int:
        from autograder.cli import commands, tables

        self.said = io.StringIO()
        sys.argv = ["autograder", *words, "--course", str(self.root), "--allow-weak-sandbox"]
        tables.out.file = self.said
        with contextlib.redirect_stdout(self.said), contextlib.redirect_stderr(self.said):
            try:
                commands.main()
            except SystemExit as end:
                return int(end.code or 0)
            except BaseException:
                import traceback

                self.said.write(traceback.format_exc())
                return 1
        return 0

    def _nbgrader(self, *words: str) -> int:
        from nbgrader_apps import nbgrader

        self.said = io.StringIO()
        try:
            self.said.write(nbgrader(self.root, *words))
        except AssertionError as error:  # it ended with another code, which is the last line
            self.said.write(str(error))
            return int(str(error).rsplit("exit code ", 1)[1])
        except Exception as error:  # nbgrader's application ends with a traceback
            self.said.write(f"Traceback (most recent call last): {error}")
            return 1
        return 0

    def _scores(self, scenario: str) -> dict[str, dict[str, tuple[float | None, bool]]]:
        if scenario == "check":
            lines = [line for line in self.said.getvalue().splitlines() if line.startswith("{")]
            found = json.loads(lines[0])["exercises"] if lines else []
            return {"bob": {one["cell"]: (one["score"], one["status"] == "waiting") for one in found}}
        database = sqlite3.connect(self.root / "gradebook.db")
        rows = database.execute(
            "select student.id, base_cell.name, grade.auto_score, grade.needs_manual_grade from grade "
            "join base_cell on base_cell.id = grade.cell_id "
            "join submitted_notebook on submitted_notebook.id = grade.notebook_id "
            "join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id "
            "join student on student.id = submitted_assignment.student_id"
        ).fetchall()
        database.close()
        scores: dict[str, dict[str, tuple[float | None, bool]]] = {}
        for student, cell, score, manual in rows:
            scores.setdefault(student, {})[cell] = (score, bool(manual))
        return scores

    def shown_paths(self) -> list[str]:
        """Return the cells of graded notebooks that show a learner where the course is."""
        found = []
        for path in self.root.glob("autograded/*/*/*.ipynb"):
            for cell in json.loads(path.read_text("utf-8"))["cells"]:
                for output in cell.get("outputs", []):
                    hidden = output.get("metadata", {}).get("for_the_instructor")
                    if not hidden and str(self.root) in json.dumps(output):
                        found.append(f"{path.parent.parent.name}: {cell['id']}")
        return found


class Shared:
    """The one warm process, which every run uses and none closes."""

    def __init__(self, process: Any) -> None:
        self._process = process

    def __getattr__(self, name: str) -> Any:
        return getattr(self._process, name)

    def __enter__(self) -> Shared:
        return self

    def __exit__(self, *_: object) -> None: ...

    def close(self) -> None:
        """Keep it, but start it again where it has ended."""
        if self._process.gone:
            self._process.restart()


SCENARIOS = ("grade", "fresh", "check", "autograde", "start")


NOT_REACHED = "the fault was not reached"


def main(wanted: list[str]) -> None:
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
    sys.meta_path.insert(0, _Finder())
    home = tempfile.mkdtemp(prefix="faults-", dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None)
    for name in ("CONFIG", "DATA", "RUNTIME"):
        os.environ[f"JUPYTER_{name}_DIR"] = f"{home}/jupyter"
    known = sites()
    try:
        bench = Bench(Path(home))
        calls, best = {}, {}
        for scenario in SCENARIOS:
            run = bench.run(scenario, None)
            assert run.code == 0, (scenario, run.text)
            calls[scenario], best[scenario] = Counter(FAULTS.calls), run.scores
        where = {key: next((name for name in SCENARIOS if calls[name][key]), "") for key in known}
        if wanted == ["--list"]:
            write_list(where)
            return
        print(json.dumps({"where": where, "best": best}), flush=True)
        for key, scenario in where.items():
            if scenario and (not wanted or any(part in key for part in wanted)):
                numbers = {late(calls[scenario][key], known[key].kind)}
                if key.startswith(("course.", "exercise.", "notebook.")):
                    numbers.add(1)
                for number in sorted(numbers):
                    found = one(bench, known[key], scenario, number, best[scenario])
                    while number > 1 and NOT_REACHED in found.worse:  # searches end after some seconds
                        number = number * 2 // 3
                        found = one(bench, known[key], scenario, number, best[scenario])
                    print(json.dumps(asdict(found)), flush=True)
        bench.process.close()
    finally:
        shutil.rmtree(home, ignore_errors=True)


def late(calls: int, kind: str) -> int:
    """Return which call fails: the last is in the middle of the run, the first often before it.

    How often a process is asked differs a little from run to run, so there it is an earlier one.
    """
    return max(1, calls * 2 // 3) if kind == "process" else calls


def write_list(where: dict[str, str]) -> None:
    """Write fault_sites.txt. Sites that no run reaches keep their reason; a new one gets none, which fails the test."""
    path = ROOT / "tests" / "whole" / "fault_sites.txt"
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    head = [line for line in lines if line.startswith("#")]
    reasons = dict(line.split("  ", 1) for line in lines if "  - " in line)
    body = [f"{key}  {scenario or reasons.get(key, '-').strip()}" for key, scenario in sorted(where.items())]
    path.write_text("\n".join([*head, *body]) + "\n", "utf-8")


def one(bench: Bench, site: Site, scenario: str, number: int, best: dict[str, Any]) -> Found:
    """Let one call of a site fail, and judge what became of the scores."""
    began = time.monotonic()
    run = bench.run(scenario, (site.key, number, ERRORS[site.kind]))
    found = Found(site.key, scenario, number, run.code, traceback="Traceback (most recent" in run.text)
    if not run.struck:
        found.worse.append(NOT_REACHED)
    found.worse += judged(run, best)
    found.worse += [f"{place} shows the course's path to a learner" for place in bench.shown_paths()]
    if run.scores != best:
        after = bench.run(scenario, None, again=True)
        if after.scores != best or after.code:
            found.worse.append(f"a run without the fault does not mend it: {after.scores}, {after.text[-300:]}")
    if found.worse:
        found.worse.append(run.text[-1500:])
    found.seconds = round(time.monotonic() - began, 2)
    return found


def judged(run: Run, best: dict[str, Any]) -> list[str]:
    """Return what is wrong after a run with a fault: a score that is lower, or a fault that nobody hears of."""
    worse = []
    for student, cells in best.items():
        for cell, (right, _) in cells.items():
            score, manual = run.scores.get(student, {}).get(cell, (None, True))
            if score is not None and right is not None and score < right - 1e-9:
                worse.append(f"{student}, {cell}: {score} instead of {right}")
            if score is None and right is not None and not (manual or run.code):
                worse.append(f"{student}, {cell}: no score, and nobody is told")
    if run.scores != best and run.code == 0:
        worse.append("something is missing, but the exit code is 0")
    return worse


if __name__ == "__main__":
    main(sys.argv[1:])
