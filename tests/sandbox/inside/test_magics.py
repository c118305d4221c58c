"""Magics that would wait, end the process or start another one answer with a notice."""

from __future__ import annotations

import pytest
from machine import printed

from autograder.sandbox.outside.session import Session
from autograder.words import say


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
        ("breakpoint()", say("sandbox.notice.no_debugger")),
        ("import pdb; pdb.set_trace()", say("sandbox.notice.no_debugger")),
        ("exit", ""),
        ("exit()", "exit is ignored"),
        ("quit()", "exit is ignored"),
    ],
)
def test_a_notice_says_what_is_not_done(session: Session, cell: str, answer: str) -> None:
    run = session.run(cell)
    assert run.stopped is None and not run.failed
    assert answer.strip() in printed(run)
    assert session.run("a = 1").stopped is None


@pytest.mark.parametrize(
    "cell", ["%timeit -n 1000000 -r 50 f()", "%timeit f()", "%%timeit -n 9999999\nf()", "%%timeit\nf()\nf()"]
)
def test_timeit_runs_once(session: Session, cell: str) -> None:
    session.run("calls = []\ndef f(): calls.append(1)")
    run = session.run(cell)
    assert not run.failed and "one run" in printed(run)
    assert 1 <= len(session.fetch(["calls"])["calls"]) <= 2


def test_the_working_folder_can_be_changed(session: Session) -> None:
    session.run("import os\nhome = os.getcwd()\nos.mkdir('in ner')\nopen('in ner/a.txt', 'w').write('inside')")
    run = session.run("%cd 'in ner'\na = open('a.txt').read()\n%cd ..\n%cd -q in ner\n%cd -\nback = os.getcwd() == home")
    assert not run.failed and printed(run).count("in ner") == 1
    assert session.fetch(["a", "back"]) == {"a": "inside", "back": True}
    assert session.run("%cd nowhere").failed


def test_timeit_returns_its_result(session: Session) -> None:
    session.run("t = %timeit -n 3 -o sum(range(10))\nbest = t.best, t.average >= 0, len(t.all_runs)")
    assert session.fetch(["best"])["best"][1:] == (True, 1)


@pytest.mark.parametrize(
    "cell", ["%time a = 1", "%%time\na = 1", "%pylab inline\na = int(np.pi) - 2", "%%capture out\na = 1"]
)
def test_harmless_magics_work(session: Session, cell: str) -> None:
    assert not session.run(cell).failed
    assert session.fetch(["a"]) == {"a": 1}


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
