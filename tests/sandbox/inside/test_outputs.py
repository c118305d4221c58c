"""Streams, displayed objects and the value of a cell are outputs."""

from __future__ import annotations

import pytest

from autograder.sandbox.outside.session import Session


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("1 + 1", "2"),
        ("a = 3\na", "3"),
        ("'text'", "'text'"),
        ("import numpy as np\nnp.array([[1, 2], [3, 4]])", "array([[1, 2],\n       [3, 4]])"),
        ("[1, 2];", ""),
        ("!echo it's (\n3", "3"),
        ("1 + 1;", ""),
        ("a = 3", ""),
        ("None", ""),
    ],
)
def test_the_last_expression_is_the_cells_value(session: Session, cell: str, text: str) -> None:
    results = [output.data["text/plain"] for output in session.run(cell).outputs if output.kind == "execute_result"]
    assert "".join(results) == text


def test_the_last_value_has_a_name(session: Session) -> None:
    session.run("6 * 7")
    assert session.run("_ + 1").outputs[0].data["text/plain"] == "43"


def test_streams_are_kept_in_order_and_apart(session: Session) -> None:
    run = session.run("import sys\nprint('a')\nprint('b')\nprint('c', file=sys.stderr)\nprint('d', end='')")
    assert [(output.name, output.text) for output in run.outputs] == [
        ("stdout", "a\nb\n"),
        ("stderr", "c\n"),
        ("stdout", "d"),
    ]


def test_display_keeps_what_a_browser_would_show(session: Session) -> None:
    run = session.run(
        "from IPython.display import HTML, Latex, display\ndisplay(HTML('<b>x</b>'), Latex('$x$'))\ndisplay(3)"
    )
    assert [output.kind for output in run.outputs] == ["display_data"] * 3
    assert run.outputs[0].data["text/html"] == "<b>x</b>" and run.outputs[1].data["text/latex"] == "$x$"
    assert run.outputs[2].data == {"text/plain": "3"}
