"""There is one way to a terminal, one to a log and one to a table, and each cleans what goes through it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import autograder

PACKAGE = Path(autograder.__file__).parent

# module -> what it may use, and why that reaches nobody raw
MAY = {
    "cli/speech.py": {"Console", "sys.stdout.write", "sys.stdout.flush", "sys.stderr.write"},  # this is the way
    "plain.py": {"csv.writer"},
    "judging/checking.py": {"sys.stderr"},  # its descriptor, where a sentence of `words.say` says why the kernel ends
    "exports/sheets.py": {"csv.writer"},  # whose cells come from `text`, which does what `csv_cell` does for these platforms
    "exports/harness.py": {"print", "sys.stderr"},  # a program without `rich`; it cleans each line
    "collecting/roster.py": {"csv.reader", "csv.Error"},
    "warm/client.py": {"sys.stdout", "sys.stderr"},  # it flushes them, and says how they are encoded
    "warm/server.py": {"sys.stdout", "sys.stderr"},  # those of a fork, for the command that it runs; it flushes them
    "nbgrader_plugins/logs.py": {"logging.Filter", "logging.LogRecord"},
    # Printed while a test runs in the trusted process, where streams are captured (`outputs.Printed`).
    "sandbox/outside/proxy.py": {"sys.stdout.write"},
    "grading/trusted.py": {"print"},
    # Inside the sandbox: what a cell prints becomes data of its outputs.
    "sandbox/inside/magics.py": {"print", "sys.stderr.write"},
    "sandbox/inside/shell.py": {"sys.stdout", "sys.stderr"},
    # nbgrader's own log, turned into an error's text, which `words.say` cleans; or thrown away.
    "course/nbgrader.py": {"logging", "logging.getLogger", "logging.StreamHandler"},
    "course/sources.py": {"logging", "logging.getLogger", "logging.NullHandler"},
    # Frames for the renderer's parent, not text.
    "nbgrader_plugins/rendering.py": {"sys.stdout.buffer"},
}
WAYS = ("sys.stdout", "sys.stderr", "sys.__stdout__", "sys.__stderr__", "typer.echo", "typer.secho", "csv.", "logging.")
WAYS += ("warnings.warn", "click.")
LOGS = ("self.log.", ".log.info", ".log.warning", ".log.error", ".log.debug", ".log.exception")
CLEANED_LOGS = {  # they call `clean_log`
    "nbgrader_plugins/autograde.py",
    "nbgrader_plugins/collect.py",
    "nbgrader_plugins/converter.py",
    "nbgrader_plugins/export.py",
    "nbgrader_plugins/exporters.py",
}


def uses(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield line and name of each use of something that prints, logs or writes tables."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in ("print", "Console") and isinstance(node.ctx, ast.Load):
            yield node.lineno, node.id
        elif isinstance(node, ast.Attribute):
            name = ast.unparse(node).partition("(")[0]
            if name.startswith(WAYS):
                yield node.lineno, name
            elif any(part in name for part in LOGS):
                yield node.lineno, "log"
        elif isinstance(node, ast.ImportFrom) and node.module in ("csv", "logging", "click", "rich", "sys"):
            if node.module != "rich" or {alias.name for alias in node.names} & {"print", "inspect"}:
                yield node.lineno, f"from {node.module}"


def longest(found: set[str]) -> set[str]:
    """Return the names that are not the beginning of another: `sys.stdout.write`, not `sys.stdout`."""
    return {name for name in found if not any(other.startswith(f"{name}.") for other in found)}


def test_nothing_else_prints_logs_or_writes_tables() -> None:
    wrong, used = {}, {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        found = longest({what for _, what in uses(ast.parse(path.read_text("utf-8")))})
        found -= {"log"} if name in CLEANED_LOGS else set()
        if odd := found - MAY.get(name, set()):
            wrong[name] = sorted(odd)
        used[name] = found
    assert wrong == {}
    assert {name for name in MAY if not used[name]} == set(), "allowed, but used no more"


def test_this_test_sees_each_way() -> None:
    """The rule would hold for nothing if it saw nothing."""
    for line in (
        "print(x)", "sys.stdout.write(x)", "sys.stderr.write(x)", "typer.echo(x)", "Console().print(x)", "csv.writer(f)",
        "logging.warning(x)", "self.log.info(x)", "from logging import warning", "from rich import print",
        "warnings.warn(x)", "import sys\ndef f(): sys.__stderr__.write(x)",
    ):  # fmt: skip
        assert list(uses(ast.parse(line))), line


def test_every_class_that_logs_cleans_its_log() -> None:
    for name in CLEANED_LOGS:
        text = (PACKAGE / name).read_text("utf-8")
        assert "clean_log(" in text.replace("def clean_log(", "") and "import clean_log" in text, name
