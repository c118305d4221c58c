"""Edits replace bytes of a text, and a text knows its statements and names."""

import pytest

from autograder.judging.repair.edit import Edit, FunctionText, Splice

TEXT = '''def f(x, *, rate=1):
    """Über."""
    for i in range(2):
        y = x * "ä"
    return y
'''


def test_an_edit_replaces_its_places_and_leaves_the_rest():
    text = FunctionText(TEXT)
    (statement,) = [node for node in text.statements if text.source(node).startswith("y")]
    start, end = text.span(statement.value)
    edit = Edit("sign", statement.lineno, (Splice(start, start, "-("), Splice(end, end, ")")))
    assert edit.applied(TEXT) == TEXT.replace('x * "ä"', '-(x * "ä")')


def test_a_text_knows_its_statements_and_names():
    text = FunctionText(TEXT)
    assert [node.lineno for node in text.statements] == [3, 4, 5]
    assert text.parameters == ["x", "rate"] and text.locals == ["i", "y"]
    assert text.between(*text.lines(text.body[-1])) == "    return y\n"


@pytest.mark.parametrize("text", ["x = 1\n", "def f(): pass\ndef g(): pass\n", "def f(:\n"])
def test_anything_else_is_refused(text):
    with pytest.raises(SyntaxError):
        FunctionText(text)
