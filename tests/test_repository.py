"""Test the repository as a whole: the lock file, network addresses, the layout, and which module imports which."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Collection, Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from importlib.metadata import packages_distributions
from itertools import chain
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from autograder.sandbox.shared.optional import OPTIONAL
from autograder.words import LANGUAGES

DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)

ROOT = Path(__file__).resolve().parents[1]

# ---------------------------------------------------------------- addresses and the lock

# Joined at run time, so that this file does not contain them either.
REGISTRIES = [
    f"{name}.{ending}"
    for ending, names in {
        "org": "pypi pythonhosted anaconda conda-forge npmjs rubygems golang debian".split(),
        "com": "npmjs yarnpkg ubuntu unpkg aliyun".split(),
        "io": "crates docker ghcr quay".split(),
        "edu.cn": "tsinghua ustc".split(),
    }.items()
    for name in names
]
LOCKED = re.compile(r"(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;]+)")


def tracked_files() -> list[Path]:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True)
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def lock() -> dict[str, tuple[str, list[str]]]:
    """Return name -> (version, hashes) of every requirement in the lock file."""
    found: dict[str, tuple[str, list[str]]] = {}
    for requirement in re.split(r"\n(?=\S)", (ROOT / "requirements.lock").read_text()):
        match = LOCKED.match(requirement)
        assert match, f"not a pinned requirement: {requirement.splitlines()[0]}"
        hashes = re.findall(r"--hash=(\S+)", requirement)
        found[canonicalize_name(match["name"])] = match["version"], hashes
    return found


def test_no_tracked_file_names_a_package_registry() -> None:
    pattern = re.compile("|".join(map(re.escape, REGISTRIES)).encode(), re.IGNORECASE)
    named = {
        str(path.relative_to(ROOT)): match[0].decode()
        for path in tracked_files()
        if (match := pattern.search(path.read_bytes()))
    }
    assert named == {}


def test_every_locked_requirement_has_hashes() -> None:
    for name, (_, hashes) in lock().items():
        assert hashes, f"{name} has no hash"
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", one) for one in hashes), name


def test_the_lock_holds_no_address_and_no_index_option() -> None:
    text = (ROOT / "requirements.lock").read_text()
    assert not re.findall(r"://| @ |^-", text, re.MULTILINE)


def test_the_lock_holds_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    asked = [
        *project["build-system"]["requires"],
        *project["project"]["dependencies"],
        *chain.from_iterable(project["project"]["optional-dependencies"].values()),
        *project["dependency-groups"]["dev"],
    ]
    locked = lock()
    for requirement in map(Requirement, asked):
        version, _ = locked[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version), f"{requirement} is locked at {version}: make lock"


def test_the_grader_declares_every_package_that_it_imports() -> None:
    """Packages that only the lessons or the demo need are extras; `sandbox/shared/optional.py` names the optional ones."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    declared = {canonicalize_name(Requirement(one).name) for one in project["dependencies"]}
    names = {module.partition(".")[0] for found in imports().values() for module in found}
    others = names - sys.stdlib_module_names - {"autograder"}
    distributions = packages_distributions()
    hosts = ("pytest",)  # programs that load a plugin of ours: without them nobody needs it
    absent = set(OPTIONAL) - distributions.keys()
    used = {canonicalize_name(name) for package in others - absent for name in distributions[package]}
    optional = {canonicalize_name(name) for package in {*OPTIONAL, *hosts} - absent for name in distributions[package]}
    assert used - optional == declared
    assert not declared & {"scikit-learn", "matplotlib", "scipy", "pandas"}


# ---------------------------------------------------------------- layout


def test_every_assignment_has_its_parts() -> None:
    """Each assignment has a source, a release, a module of solutions and hidden tests."""
    assignments = sorted(path.name for path in (ROOT / "source").iterdir() if path.is_dir())
    assert assignments
    parts = [
        part
        for name in assignments
        for part in (f"source/{name}/{name}.ipynb", f"release/{name}/{name}.ipynb", f"solutions/{name}.py")
    ]
    assert [part for part in parts if not (ROOT / part).is_file()] == []
    for name in assignments:
        assert any((ROOT / "tests" / "hidden" / name).glob("*.py")), f"{name} has no hidden tests"


def test_the_demo_has_submissions_of_known_assignments() -> None:
    notebooks = list((ROOT / "demo" / "submitted").glob("*/*/*.ipynb"))
    assert notebooks
    for path in notebooks:
        assert (ROOT / "source" / path.parent.name).is_dir(), f"{path} is of no assignment"


def test_the_test_files_that_run_first_exist() -> None:
    """`tests/conftest.py` names the longest test files."""
    text = (ROOT / "tests" / "conftest.py").read_text()
    named = re.findall(r"^    ([a-z_]+/test_\w+\.py)$", text, re.MULTILINE)
    assert len(named) > 10
    assert [name for name in named if not (ROOT / "tests" / name).is_file()] == []


# ---------------------------------------------------------------- which module imports which

# From low to high. A module may import modules of its folder and of lower floors, but none of another folder on its floor.
FLOORS: list[set[str]] = [
    {"errors", "formulas", "languages", "plain", "processes", "temporary", "words"},
    {"sandbox.shared"},
    {"sandbox.inside", "sandbox.outside"},
    {"notebook", "exercise"},
    {"course"},
    {"submitted"},
    {"judging"},
    {"grading"},
    {"cluster"},
    {"gradebook", "validation", "warm"},
    {"collecting"},
    {"feedback"},
    {"exports"},
    {"report"},
    {"nbgrader_plugins", "pytest_plugin"},
    {"cli"},
    {"main"},
]
# Modules that another one starts in a new process, by name. It must not import them.
STARTED = {
    "autograder.grading.starting": {"autograder.grading.classroom"},
    "autograder.sandbox.outside.warm_process": {"autograder.sandbox.inside.zygote"},
}
FACES = {"", "sandbox", "__main__", "safe_html"}  # modules that only re-export names, or are empty; on no floor
# Folders that may import less than the floors allow.
ONLY = {
    "sandbox.inside": {"sandbox.shared"},
    "sandbox.shared": {"errors"},
    "notebook": {"errors", "languages", "plain", "words", "sandbox.shared"},
    "exercise": {"errors", "languages", "plain", "words", "sandbox.shared"},
}


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def modules() -> dict[str, Path]:
    return {module_name(path): path for path in sorted((ROOT / "autograder").rglob("*.py"))}


def imported(node: ast.AST, package: str) -> Iterator[str]:
    """Yield the full names that the code below `node` imports, including imports in functions and for type checkers.

    A string that names a module counts too, unless it is a docstring: another process may be started with it.
    """
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        base = package.rsplit(".", node.level - 1)[0] if node.level else ""
        origin = ".".join(filter(None, [base, node.module]))
        for alias in node.names:
            submodule = f"{origin}.{alias.name}"
            yield submodule if submodule in modules() else origin
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield from modules().keys() & re.findall(r"\bautograder(?:\.\w+)+", node.value)
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):  # a docstring
        return
    for child in ast.iter_child_nodes(node):
        yield from imported(child, package)


@cache
def imports() -> dict[str, set[str]]:
    """Return module -> all modules that it imports, ours and others'."""
    return {
        name: {*imported(ast.parse(path.read_text()), name if path.stem == "__init__" else name.rpartition(".")[0])} - {name}
        for name, path in modules().items()
    }


def reached(start: str, without: Collection[str] = ()) -> set[str]:
    """Return all modules that one of our modules imports, directly or through others of ours, except `without`."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        new = imports().get(waiting.pop(), set()) - found - set(without)
        found |= new
        waiting += new
    return found


def folder(module: str) -> str:
    """Return "sandbox.shared" for `autograder.sandbox.shared.wire`, "errors" for `autograder.errors`."""
    parts = module.split(".")[1:]
    return ".".join(parts[:2] if parts[:1] == ["sandbox"] else parts[:1])


def ours(module: str) -> set[str]:
    """Return the modules of the package that a module imports directly, without FACES and STARTED."""
    found = {other for other in imports()[module] if other in modules() and folder(other) not in FACES}
    return found - STARTED.get(module, set())


def test_names_of_modules_in_strings_count_as_imports() -> None:
    code = """
def f():
    'autograder.grading.record, in a docstring'
    start_module('autograder.cli.warm')
    run([sys.executable, '-c', 'import autograder.grading.state; autograder.py'])
"""
    assert set(imported(ast.parse(code), "")) == {"autograder.cli.warm", "autograder.grading.state"}


def test_every_module_is_on_a_floor() -> None:
    known = set().union(*FLOORS) | FACES
    assert [module for module in modules() if folder(module) not in known] == []
    assert sorted(known - {folder(module) for module in modules()}) == [], "a floor has no module"


def test_no_module_imports_beside_or_above_its_floor() -> None:
    height = {part: number for number, floor in enumerate(FLOORS) for part in floor}
    wrong = {}
    for module in modules():
        here = folder(module)
        if here in FACES:
            continue
        others = {folder(other) for other in ours(module)} - {here}
        wrong[module] = sorted(other for other in others if height[other] >= height[here] and here not in FLOORS[0])
        wrong[module] += sorted(others - ONLY.get(here, others))
    assert {module: found for module, found in wrong.items() if found} == {}


def test_only_what_stands_above_the_public_interface_imports_it() -> None:
    """It imports most of the package, so an import of it from below closes a circle."""
    users = {folder(module) for module in modules() if "autograder" in imports()[module]} - {""}
    assert users <= {"exports", "pytest_plugin", "cli"}


def test_the_code_in_a_sandbox_imports_nothing_else_of_the_package() -> None:
    """Directly or through other modules: only these files are in the sandbox's file system.

    `errors` imports `words` only where a sentence is made, which happens outside.
    """
    for module in modules():
        if folder(module) in ("sandbox.inside", "sandbox.shared"):
            found = {other for other in reached(module, without={"autograder.words"}) if other in modules()}
            allowed = {"sandbox.inside", "sandbox.shared", "errors", "sandbox", ""}
            assert {folder(other) for other in found} <= allowed, module


def test_no_other_code_imports_what_runs_beside_a_learners_code() -> None:
    """What both sides need is in `sandbox/shared`."""
    users = {module for module in modules() for other in ours(module) if folder(other) == "sandbox.inside"}
    assert {folder(module) for module in users} == {"sandbox.inside"}, sorted(users)


def test_the_core_knows_no_screen_no_web_page_and_no_database() -> None:
    """The sandbox, the notebook reader and the judging code can be used without Jupyter, nbgrader or SQLAlchemy."""
    others = {"nbgrader", "sqlalchemy", "nbconvert", "jupyter_server", "jupyterlab", "typer", "rich"}
    for module in modules():
        if folder(module).split(".")[0] in ("sandbox", "notebook", "exercise", "judging", "words", "errors", "plain"):
            course = {other for other in modules() if folder(other) == "course"}  # it runs nbgrader's own commands
            assert not {other.partition(".")[0] for other in reached(module, without=course)} & others, module


def trees() -> dict[str, ast.Module]:
    return {module: ast.parse(path.read_text()) for module, path in modules().items()}


def public_classes(tree: ast.Module) -> set[str]:
    return {node.name for node in tree.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_")}


def test_a_public_class_has_a_name_of_its_own() -> None:
    homes: dict[str, list[str]] = {}
    for module, tree in trees().items():
        for name in public_classes(tree):
            homes.setdefault(name, []).append(module)
    assert {name: found for name, found in homes.items() if len(found) > 1} == {}


def test_more_than_four_values_are_handed_to_a_class_by_keyword() -> None:
    """Eleven values by position once put each other's in the wrong place."""
    classes = set().union(*map(public_classes, trees().values()))
    found = [
        f"{module}:{node.lineno}: {ast.unparse(node.func)}"
        for module, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and len(node.args) > 4 and ast.unparse(node.func).rpartition(".")[2] in classes
    ]
    assert found == []


def test_the_grader_knows_no_fact_of_this_course() -> None:
    """Neither lectures, nor parameters that are called W1, nor students of the demo class."""
    students = {path.stem for path in (ROOT / "demo" / "learners").glob("*.py")}
    found = []
    for module, tree in trees().items():
        if module.startswith("autograder.words"):
            continue
        texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
        docstrings = {ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, DOCUMENTED)}
        for text in texts - docstrings:
            if re.search(r"\bp\d+\b|\\bp\\d|(?<![\\-])\bW\d?\b|[Ll]ecture", text) or text in students - {"exits", "empty"}:
                found.append(f"{module}: {text[:60]!r}")
    assert found == []


# Modules without logic of their own: names handed on, data, words.
WITHOUT_TESTS = {"__main__", "safe_html", "sandbox.shared.options", *(f"words.{language}" for language in LANGUAGES)}
WITHOUT_TESTS.add("words._docstrings")  # patterns, which tests/validation/test_docstrings.py tries


def test_every_module_with_logic_has_a_test_file_at_the_same_place() -> None:
    missing = []
    for module, path in modules().items():
        relative = path.relative_to(ROOT / "autograder")
        if path.stem != "__init__" and module.removeprefix("autograder.") not in WITHOUT_TESTS:
            test = ROOT / "tests" / relative.parent / f"test_{path.name}"
            missing += [] if test.is_file() else [str(test.relative_to(ROOT))]
    assert missing == []


def test_files_and_classes_are_short() -> None:
    """No file has more than 400 lines and no class more than 200, unless a comment `# Long, because …` gives the reason."""
    long = []
    for module, path in modules().items():
        text = path.read_text()
        tree = ast.parse(text)
        classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
        large = [f"class {node.name}" for node in classes if (node.end_lineno or 0) - node.lineno >= 200]
        if (len(text.splitlines()) > 400 or large) and "# Long, because " not in text:
            long.append(f"{module}: {len(text.splitlines())} lines {large}")
    assert long == []


def test_there_are_no_circles() -> None:
    graph = {name: (found & modules().keys()) - STARTED.get(name, set()) for name, found in imports().items()}
    graph["autograder"] = set()  # it imports its names lazily, on access
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        pytest.fail(" imports ".join(reversed(circle.args[1])))


def test_importing_the_package_is_light() -> None:
    code = "import json, sys, autograder; print(json.dumps(list(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, text=True)
    loaded = {name.partition(".")[0] for name in json.loads(run.stdout)}
    assert "autograder" in loaded
    assert not loaded & {"numpy", "matplotlib", "IPython", "jupyter_core", "nbgrader", "sqlalchemy"}
