"""What a learner's cell meets where it would wait, leave, or start something: a clear answer, and the notebook goes on."""

from __future__ import annotations

import base64

import pytest
from machine import error, printed

from autograder import words
from autograder.sandbox.outside.session import Session
from autograder.sandbox.outside.warm_process import WarmProcess
from autograder.words import say


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


def test_cleared_outputs_are_gone_and_take_no_room(session: Session) -> None:
    run = session.run(
        "from IPython.display import clear_output\nfor i in range(20):\n"
        "    clear_output(wait=True)\n    print(str(i) * 50_000)"
    )
    assert set(printed(run).strip()) == set("19") and len(printed(run)) > 50_000


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


def test_a_font_that_lacks_a_letter_is_not_complained_about(session: Session) -> None:
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


def test_what_stood_before_an_error_counts(session: Session) -> None:
    session.run("a = 1\nraise ValueError\na = 2")
    assert session.fetch(["a"]) == {"a": 1}


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("!ls", say("sandbox.notice.no_programs")),
        ("!!ls", say("sandbox.notice.no_programs")),
        ("files = !ls", say("sandbox.notice.no_programs")),
        ("%system ls", say("sandbox.notice.no_programs")),
        ("%sx ls", say("sandbox.notice.no_programs")),
        ("%pip install numpy", say("sandbox.notice.no_programs")),
        ("%conda install numpy", say("sandbox.notice.no_programs")),
        ("%%bash\nls", say("sandbox.notice.no_programs")),
        ("%%sh\nls", say("sandbox.notice.no_programs")),
        ("%%script perl\nls", say("sandbox.notice.no_programs")),
        ("%%python3\nls", say("sandbox.notice.no_programs")),
        ("%cd ..", say("sandbox.notice.no_folders")),
        ("breakpoint()", say("sandbox.notice.no_debugger")),
        ("import pdb; pdb.set_trace()", say("sandbox.notice.no_debugger")),
        ("exit", ""),
        ("exit()", "exit is ignored"),
        ("quit()", "exit is ignored"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(session: Session, cell: str, answer: str) -> None:
    run = session.run(cell)
    assert run.stopped is None and not run.failed
    assert answer.strip() in printed(run)
    assert session.run("a = 1").stopped is None


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
    ("cell", "text"),
    [
        ("await later(3)", "3"),
        ("sum(await asyncio.gather(later(1), later(2)))", "3"),
        ("task = asyncio.create_task(later(5))\nawait later(0)\nawait task", "5"),
        ("await asyncio.to_thread(sum, [1, 2])", "3"),
        ("[x async for x in each(3)]", "[0, 1, 2]"),
    ],
)
def test_a_cell_may_await(session: Session, cell: str, text: str) -> None:
    session.run("import asyncio\nasync def later(x):\n    await asyncio.sleep(0.001)\n    return x")
    session.run("async def each(n):\n    for i in range(n):\n        yield await later(i)")
    (output,) = session.run(cell).outputs
    assert output.data == {"text/plain": text}


@pytest.mark.parametrize(
    "cell", ["%timeit -n 1000000 -r 50 f()", "%timeit f()", "%%timeit -n 9999999\nf()", "%%timeit\nf()\nf()"]
)
def test_timeit_runs_once(session: Session, cell: str) -> None:
    session.run("calls = []\ndef f(): calls.append(1)")
    run = session.run(cell)
    assert not run.failed and "one run" in printed(run)
    assert 1 <= len(session.fetch(["calls"])["calls"]) <= 2


@pytest.mark.parametrize(
    "cell", ["%time a = 1", "%%time\na = 1", "%pylab inline\na = int(np.pi) - 2", "%%capture out\na = 1"]
)
def test_magics_that_do_no_harm_work(session: Session, cell: str) -> None:
    assert not session.run(cell).failed
    assert session.fetch(["a"]) == {"a": 1}


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


def test_python_complains_once(session: Session) -> None:
    run = session.run("a = '\\d'\nb = 2")
    assert printed(run).count("invalid escape") <= 1


@pytest.mark.parametrize(
    "cell",
    [
        "%run other.py",
        "%load other.py",
        "%edit",
        "%debug",
        "%history",
        "%who",
        "%lsmagic",
        "%reset -f",
        "%nonsense",
        "%pdb on",
    ],
)
def test_other_magics_come_to_an_end(session: Session, cell: str) -> None:
    assert session.run(cell).stopped is None
    assert session.run("1 / 0").stopped is None


def test_help_is_an_output(session: Session) -> None:
    run = session.run("def f(x):\n    'Halves x.'\nf?")
    assert not run.failed and "Halves x." in str(run.outputs)


def test_files_can_be_written_and_read_again(strict_zygote: WarmProcess) -> None:
    session = Session(strict_zygote)
    session.run("import numpy as np\nnp.save('w.npy', np.arange(3))\nopen('notes.txt', 'w').write('hello')")
    run = session.run("print(open('notes.txt').read(), np.load('w.npy').sum())")
    assert printed(run) == "hello 3\n"
    session.close()


def test_without_a_scratch_folder_writing_is_an_error(container_zygote: WarmProcess) -> None:
    session = Session(container_zygote)
    assert error(session.run("open('notes.txt', 'w')")).startswith("PermissionError")
    session.close()


@pytest.mark.parametrize(
    "cell", ["while True: print('x' * 1000)", "from IPython.display import display\nwhile True: display(1)"]
)
def test_a_flood_is_cut_and_stopped(session: Session, cell: str) -> None:
    run = session.run(cell)
    assert run.stopped is not None and run.stopped.status == "timeout"


def test_output_is_bounded_cell_by_cell_and_in_all(session: Session) -> None:
    run = session.run("print('x' * 10**6)")
    assert "no more output is kept" in printed(run) and len(printed(run)) < 300_000
    session.run("print('x' * 10**6)")
    assert printed(session.run("print('y')")).startswith("\n… (no more output")


def test_many_small_outputs_fit_in_a_frame(session: Session) -> None:
    run = session.run("from IPython.display import display\nfor i in range(3000): display(i)")
    assert run.stopped is None and 1000 < len(run.outputs) <= 2600


def test_odd_text_does_not_end_the_process(session: Session) -> None:
    run = session.run("from IPython.display import display\nprint('\\ud800')\ndisplay({'text/plain': '\\ud800'}, raw=True)")
    assert run.stopped is None and printed(run) == "?\n"
    run = session.run("raise ValueError('\\ud800' + 'x' * 10**7)")
    assert run.stopped is None and error(run).startswith("ValueError: ?xxx")


def test_figures_that_nobody_will_see_are_only_closed(data_file: object) -> None:
    from machine import LIMITS

    with WarmProcess(LIMITS, figures=False) as zygote:
        session = Session(zygote)
        run = session.run(FIGURE + "plt.show()")
        assert not run.failed and not any("image/png" in output.data for output in run.outputs)
        session.run("import matplotlib.pyplot as plt\nleft = plt.get_fignums()")
        assert session.fetch(["left"]) == {"left": []}
        session.close()


NOTICED = {
    "no_programs": "!ls",
    "no_folders": "%cd ..",
    "no_debugger": "breakpoint()",
    "no_exit": "exit()",
    "no_keyboard": "input()",
    "output_too_large": "from IPython.display import display\ndisplay({'text/plain': 'x' * 10**7}, raw=True)",
}


@pytest.mark.parametrize("language", ["en", "zh", "fr"])
def test_a_learner_is_told_in_the_language_of_the_notebook(zygote: WarmProcess, language: str) -> None:
    """English where there are no texts in a language."""
    session = Session(zygote, language=language)
    known = language if language in words.LANGUAGES else "en"
    for kind, cell in NOTICED.items():
        run = session.run(cell)
        assert say(f"sandbox.notice.{kind}", known).strip() in printed(run) + error(run), kind
    assert "1 ms" in say("sandbox.notice.one_run", known, milliseconds=1)
    told = printed(session.run("%timeit 1"))
    assert told.split("ms")[1].strip() == say("sandbox.notice.one_run", known, milliseconds=1).split("ms")[1].strip()
    session.close()


def test_a_call_is_told_in_the_language_of_the_notebook(zygote: WarmProcess) -> None:
    session = Session(zygote, language="zh")
    session.run("def f(x):\n    print('x' * 10**6)\n    input()\ndef g(x): return 1 << 10**7")
    f, g = session.fetch(["f", "g"]).values()
    (outcome,) = f.call_many([((1,), {})])
    assert outcome.printed.endswith(say("sandbox.notice.output_cut", "zh"))
    assert outcome.error is not None and outcome.error.message == say("sandbox.notice.no_keyboard", "zh")
    (outcome,) = g.call_many([((1,), {})])
    why = say("sandbox.wire.integer_too_long", "zh")
    assert outcome.error is not None
    assert outcome.error.message == say("sandbox.notice.unreadable_result", "zh", why=why)
    session.close()
