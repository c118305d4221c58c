"""Every kind of edit has its sentence, and so has every kind of relation."""

import ast
import inspect

import pytest

from autograder.judging.repair import call_edits, editor, expressions, names, operations, statements, values
from autograder.words import en, zh

MODULES = [call_edits, editor, expressions, names, operations, statements, values]


def kinds() -> set[str]:
    """Return the kinds that the modules give to edits: texts that are the first argument of a call that makes an edit."""
    found = set()
    for module in MODULES:
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if not isinstance(node, ast.Call):
                continue
            name = ast.unparse(node.func).rpartition(".")[2]
            if name in ("put", "_put", "Edit", "_moved", "with_argument"):
                argument = node.args[1] if name == "with_argument" else node.args[0]
                constants = [part for part in ast.walk(argument) if isinstance(part, ast.Constant)]
                found |= {part.value for part in constants if isinstance(part.value, str)}
    return found


def test_the_kinds_are_found():
    assert {"sign", "variable", "loop", "missing return"} <= kinds()


@pytest.mark.parametrize("language", [en, zh])
def test_each_kind_has_a_sentence(language):
    missing = [kind for kind in kinds() if f"judging.slip.{kind.replace(' ', '_')}" not in language.WORDS]
    assert missing == []
