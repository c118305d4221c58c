"""Find the packages that an assignment needs and this environment lacks."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from importlib.util import find_spec

from autograder.notebook.metadata import Role
from autograder.notebook.readable import readable_python
from autograder.notebook.source import Cell, SourceNotebook


def missing_package(source: SourceNotebook, beside: Collection[str]) -> tuple[Cell, str] | None:
    """Return the first locked cell that imports a package that is not installed, and the package; None if there is none.

    Only imports at the top level of locked cells count: the others may be optional. Nothing is imported to find out.

    beside: the names of the files beside the notebook, which it may import as well.
    """
    local = {name.partition("/")[0].partition(".")[0] for name in beside}
    for cell in source.with_role(Role.LOCKED):
        if cell.type == "code" and not cell.skip:
            for package in _imports(cell.source):
                if package not in local and not _installed(package):
                    return cell, package
    return None


def _installed(package: str) -> bool:
    try:
        return find_spec(package) is not None
    except ValueError:  # `__main__`, and other modules without a specification
        return True


def _imports(code: str) -> Iterator[str]:
    """Yield the packages that the statements of a cell import, outside functions, conditions and `try`."""
    for node in ast.parse(readable_python(code)).body:
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]
