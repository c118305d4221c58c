"""Cells run as in IPython, and the notebook goes on after each of them."""

from __future__ import annotations

import base64

import pytest
from machine import error, printed

from autograder.sandbox.outside.session import Session
from autograder.sandbox.outside.warm_process import WarmProcess
from autograder.words import say

FIGURE = "import matplotlib.pyplot as plt\nplt.plot([0, 1])\nplt.title('loss')\n"


@pytest.mark.parametrize("end", ["plt.show()", ""])
@pytest.mark.parametrize("magic", ["", "%matplotlib inline", "%matplotlib notebook", "%matplotlib widget", "%matplotlib tk"])
def test_a_figure_is_kept_once_as_a_picture(session: Session, magic: str, end: str) -> None:
    run = session.run(f"{magic}\n{FIGURE}{end}")
    assert not run.failed and not printed(run)
    (picture,) = [output.data["image/png"] for output in run.outputs if "image/png" in output.data]
    assert base64.b64decode(picture).startswith(b"\x89PNG")


def test_a_figure_is_drawn_in_the_cell_that_made_it(session: Session) -> None:
    assert session.run(FIGURE).outputs
    assert not session.run("1;").outputs


def test_a_font_that_lacks_a_letter_gives_no_warning(session: Session) -> None:
    run = session.run(FIGURE.replace("loss", "损失"))
    assert not printed(run)


def test_a_traceback_shows_the_learners_lines_and_no_others(session: Session) -> None:
    run = session.run("def half(x):\n    return x / 0\n\nhalf(3)")
    assert run.failed and error(run) == "ZeroDivisionError: division by zero"
    (output,) = run.outputs
    text = "\n".join(output.traceback)
    assert "----> 2     return x / 0" in text and "half(3)" in text and "\x1b" not in text and "autograder" not in text


@pytest.mark.parametrize(
    ("cell", "kind"), [("1 +", "SyntaxError"), ("if x:\npass", "IndentationError"), ("undefined", "NameError")]
)
def test_errors_are_outputs(session: Session, cell: str, kind: str) -> None:
    run = session.run(cell)
    assert run.failed and run.stopped is None and error(run).startswith(kind)


def test_statements_before_an_error_count(session: Session) -> None:
    session.run("a = 1\nraise ValueError\na = 2")
    assert session.fetch(["a"]) == {"a": 1}


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("input('Your name? ')", "EOFError: " + say("sandbox.notice.no_keyboard")),
        ("import getpass; getpass.getpass()", "EOFError"),
        ("import sys; sys.stdin.readline()[0]", "IndexError"),
        ("await x", "NameError"),
        ("raise SystemExit", "SystemExit"),
        ("import sys; sys.exit(3)", "SystemExit"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt"),
    ],
)
def test_what_cannot_be_answered_is_an_error(session: Session, cell: str, answer: str) -> None:
    run = session.run(cell)
    assert run.stopped is None and run.failed and error(run).startswith(answer)
    assert session.run("a = 1").stopped is None


@pytest.mark.parametrize(
    "cell",
    [
        "In [1]: a = 1",
        ">>> a = 1\n>>> b = 2",
        ">>> if True:\n...     a = 1",
        "  a = 1\n  b = 2",
        "\n\na = 1",
        "b = 2\na = %who_ls int\na = len(a)",
        'b = """\n%matplotlib\n"""\na = 1',
        "def change(lines):\n    return [line.replace('TWO', '1') for line in lines]\n"
        "get_ipython().input_transformers_post.append(change)\nget_ipython().run_cell('a = 0\\na = TWO')",
    ],
)
def test_ipythons_own_syntax_works(session: Session, cell: str) -> None:
    assert not session.run(cell).failed
    assert session.fetch(["a"]) == {"a": 1}


def test_python_warns_once(session: Session) -> None:
    run = session.run("a = '\\d'\nb = 2")
    assert printed(run).count("invalid escape") <= 1


def test_help_is_an_output(session: Session) -> None:
    run = session.run("def f(x):\n    'Halves x.'\nf?")
    assert not run.failed and "Halves x." in str(run.outputs)


def test_files_can_be_written_and_read_again(strict_process: WarmProcess) -> None:
    session = Session(strict_process)
    session.run("import numpy as np\nnp.save('w.npy', np.arange(3))\nopen('notes.txt', 'w').write('hello')")
    run = session.run("print(open('notes.txt').read(), np.load('w.npy').sum())")
    assert printed(run) == "hello 3\n"
    session.close()


def test_without_a_scratch_folder_writing_is_an_error(container_process: WarmProcess) -> None:
    session = Session(container_process)
    assert error(session.run("open('notes.txt', 'w')")).startswith("PermissionError")
    session.close()


@pytest.mark.parametrize(
    "cell", ["while True: print('x' * 1000)", "from IPython.display import display\nwhile True: display(1)"]
)
def test_a_flood_is_cut_and_stopped(session: Session, cell: str) -> None:
    run = session.run(cell)
    assert run.stopped is not None and run.stopped.status == "timeout"


def test_figures_that_are_not_rendered_are_closed(data_file: object) -> None:
    from machine import LIMITS

    with WarmProcess(LIMITS, figures=False) as warm_process:
        session = Session(warm_process)
        run = session.run(FIGURE + "plt.show()")
        assert not run.failed and not any("image/png" in output.data for output in run.outputs)
        session.run("import matplotlib.pyplot as plt\nleft = plt.get_fignums()")
        assert session.fetch(["left"]) == {"left": []}
        session.close()
