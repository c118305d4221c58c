"""Notices speak the language of the notebook."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from machine import error, printed

from autograder import words
from autograder.sandbox.inside import notices
from autograder.sandbox.outside import sentences
from autograder.sandbox.outside.session import Session
from autograder.sandbox.outside.warm_process import WarmProcess
from autograder.words import say

NOTICED = {
    "no_programs": "!ls",
    "no_debugger": "breakpoint()",
    "no_exit": "exit()",
    "no_keyboard": "input()",
    "output_too_large": "from IPython.display import display\ndisplay({'text/plain': 'x' * 10**7}, raw=True)",
}


@pytest.mark.parametrize("language", ["en", "zh", "fr"])
def test_a_learner_is_told_in_the_language_of_the_notebook(warm_process: WarmProcess, language: str) -> None:
    """English where there are no texts in a language."""
    session = Session(warm_process, language=language)
    known = language if language in words.LANGUAGES else "en"
    for kind, cell in NOTICED.items():
        run = session.run(cell)
        assert say(f"sandbox.notice.{kind}", known).strip() in printed(run) + error(run), kind
    assert "1 ms" in say("sandbox.notice.one_run", known, milliseconds=1)
    notice = printed(session.run("%timeit 1"))
    assert notice.split("ms")[1].strip() == say("sandbox.notice.one_run", known, milliseconds=1).split("ms")[1].strip()
    session.close()


def test_a_call_is_told_in_the_language_of_the_notebook(warm_process: WarmProcess) -> None:
    session = Session(warm_process, language="zh")
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


def test_every_notice_of_the_sandbox_has_a_text_in_each_language() -> None:
    folder = Path(notices.__file__).parent
    source = "".join(path.read_text("utf-8") for path in folder.glob("*.py"))
    codes = set(re.findall(r'"(sandbox\.notice\.[a-z_]+)"', source))
    codes |= {f"sandbox.notice.{kind}" for kind in re.findall(r'note\("([a-z_]+)"\)', source)}
    assert len(codes) >= 8
    for texts in sentences.notices().values():
        assert codes <= texts.keys()


def test_without_texts_the_code_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notices, "_texts", {})
    assert notices.say("sandbox.notice.no_exit") == "sandbox.notice.no_exit"
    monkeypatch.setattr(notices, "_texts", {"en": {"a": "one {x}"}, "zh": {"a": "一 {x}"}})
    for language, said in (("zh", "一 3"), ("fr", "one 3")):
        monkeypatch.setattr(notices, "_language", language)
        assert notices.say("a", x=3) == said
