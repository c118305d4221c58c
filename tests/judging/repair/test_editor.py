"""The editor knows which names hold numbers, and which are called."""

from autograder.judging.repair.edit import FunctionText
from autograder.judging.repair.editor import Editor

TEXT = """def f(X, learning_rate, cost_of):
    m = X.shape[1]
    for i in range(m):
        total = cost_of(X)
    return {"dW": total, "db": m}
"""


def test_numbers_are_known_by_name_and_form():
    editor = Editor(FunctionText(TEXT))
    numbers = [name for name in editor.variables if not editor.may_be_array(__import__("ast").Name(name))]
    assert numbers == ["learning_rate", "m", "i"]


def test_what_is_called_is_no_variable():
    editor = Editor(FunctionText(TEXT), ["f", "sigmoid"])
    assert editor.variables == ["X", "learning_rate", "m", "i", "total"]
    assert editor.callables == ["sigmoid"] and editor.keys == ["dW", "db"]
