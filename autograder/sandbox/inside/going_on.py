"""Choose the statements of a cell that still run after one of them has failed.

A function is not wrong because a line above it fails here: `import h5py` or `from testCases import *` fails where the
package or the file is missing, and `X, Y = load_data()` where the data is.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

_IMPORTS = (ast.Import, ast.ImportFrom)
_DEFINITIONS = (*_IMPORTS, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def statements_after(failed: ast.stmt, below: Sequence[ast.stmt]) -> list[ast.stmt]:
    """Return the statements below a failed one that still run.

    After an import: all of them. After anything else: definitions, imports and constants, because the others may need what
    the failed statement was to make.
    """
    if isinstance(failed, _IMPORTS):
        return list(below)
    return [statement for statement in below if isinstance(statement, _DEFINITIONS) or _is_constant(statement)]


def single_imports(failed: ast.stmt) -> Iterator[ast.stmt]:
    """Yield an import of several names as one statement a name, so that one missing module hides no other."""
    if isinstance(failed, _IMPORTS) and len(failed.names) > 1:
        for name in failed.names:
            if isinstance(failed, ast.Import):
                yield ast.copy_location(ast.Import([name]), failed)
            else:
                yield ast.copy_location(ast.ImportFrom(failed.module, [name], failed.level), failed)


def _is_constant(statement: ast.stmt) -> bool:
    """Return whether a statement gives names a value that is written out, or a lambda."""
    if not isinstance(statement, ast.Assign | ast.AnnAssign) or statement.value is None:
        return False
    if isinstance(statement.value, ast.Lambda):
        return True
    try:
        ast.literal_eval(statement.value)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return False
    return True
