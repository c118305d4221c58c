"""Any text is rendered, or given up, within its time."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import time
from collections.abc import Iterator

import pytest

from autograder.nbgrader_plugins import render_process
from autograder.nbgrader_plugins.render_process import LARGEST, NotRendered, RenderProcess
from autograder.nbgrader_plugins.safe_html import ansi2html, as_text, clean_html

SLACK = 20.0  # wall-clock seconds, on a machine that others use too
TEXT_SECONDS, PAGE_SECONDS = 0.5, 2.0  # a quarter of what the grader gives, so that the tests end sooner


@pytest.fixture
def renderer(monkeypatch: pytest.MonkeyPatch) -> Iterator[RenderProcess]:
    monkeypatch.setattr(render_process, "TEXT_SECONDS", TEXT_SECONDS)
    monkeypatch.setattr(render_process, "PAGE_SECONDS", PAGE_SECONDS)
    new = RenderProcess()
    new.render("clean", "warm")
    yield new
    new.close()


# Each is repeated to some 400 KB.
LONG = {
    "clean": [
        *("<script ", "<script>", "</script", "<style><", "<a href='", "<b>", "<b><i>", "<ul><li>", "<table><tr><td>", "&"),
        *("<!--", "<a x=1 ", "<p style='color:((((", "</p>", "<details>", "<a>", "<![CDATA["),
    ],
    "markdown": [
        *(
            "[a](",
            "![a](",
            "[",
            "*a ",
            "_a*",
            "`",
            "``a`",
            "<!--",
            "$",
            "$$a",
            "\\begin{a}",
            "> ",
            "- ",
            "1. ",
            "|a",
            "a|\n",
        ),
        *("~~", "[a]: b\n", "<a ", "http://", "\\\\(", "*_", "# ", "    a\n", "a\n: b\n", "[x][", "<x>", "***a", "[[", "]("),
    ],
    "code": ["(", "'''", '"', "{", "f'{", "#", "\\", "%%html\n", "x=1+", "!ls ", "?", "@", "0x", "r'''a"],
    "coloured": ["\x1b[", "\x1b[1m", "\x1b[31ma", "\x1b[38;5;1m", "\x1b", "\x1b[;;;;;", "\x1b]0;"],
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", LONG)
def test_every_text_ends_in_time(renderer: RenderProcess, kind: str) -> None:
    arguments = {"markdown": [{}], "code": ["ipython3"]}.get(kind, [])
    for piece in LONG[kind]:
        begin = time.monotonic()
        with contextlib.suppress(NotRendered):
            renderer.render(kind, piece * (400_000 // len(piece)), *arguments)
        assert time.monotonic() - begin < 5 * TEXT_SECONDS + SLACK, piece
    assert renderer.render("clean", "<b>x</b>") == "<b>x</b>", "it goes on"


def test_a_page_has_its_time(renderer: RenderProcess) -> None:
    renderer.begin_page()
    begin, tried = time.monotonic(), 0
    while time.monotonic() - begin < 200:
        tried += 1
        try:
            renderer.render("clean", "<b><i>" * 50_000)
        except NotRendered:
            if renderer._left <= 0:
                break
    assert tried <= PAGE_SECONDS / TEXT_SECONDS + 1
    with pytest.raises(NotRendered):
        renderer.render("clean", "x")
    renderer.begin_page()
    assert renderer.render("clean", "x") == "x"


@pytest.mark.parametrize("text", ["x" * (LARGEST + 1), "<div>" * 200])
def test_what_is_too_large_or_too_deep_is_not_rendered(renderer: RenderProcess, text: str) -> None:
    with pytest.raises(NotRendered):
        renderer.render("clean", text)


def test_a_page_has_its_size(renderer: RenderProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(render_process, "PAGE_LARGEST", 1000)
    renderer.begin_page()
    assert renderer.render("clean", "x" * 600)
    with pytest.raises(NotRendered):
        renderer.render("clean", "x" * 600)


def test_a_process_that_was_killed_is_replaced(renderer: RenderProcess) -> None:
    assert renderer._process
    os.killpg(renderer._process.pid, signal.SIGKILL)
    with pytest.raises(NotRendered):
        renderer.render("clean", "x")
    assert renderer.render("clean", "x") == "x"


def test_a_process_that_does_not_answer_is_replaced(renderer: RenderProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    assert renderer._process
    os.killpg(renderer._process.pid, signal.SIGSTOP)
    monkeypatch.setattr(render_process, "PATIENCE", 1.0)
    with pytest.raises(NotRendered):
        renderer.render("clean", "x")
    monkeypatch.undo()
    assert renderer.render("clean", "x") == "x"


def test_a_fork_has_a_process_for_itself(renderer: RenderProcess) -> None:
    context = multiprocessing.get_context("fork")
    answers = context.SimpleQueue()
    child = context.Process(target=lambda: answers.put(renderer.render("clean", "child")))
    child.start()
    child.join(60)
    assert answers.get() == "child"
    assert renderer.render("clean", "parent") == "parent"


def test_a_text_that_is_not_rendered_says_so() -> None:
    shown = clean_html("<div>" * 200 + "<script>evil()</script>")
    assert "too complicated" in shown and "<script" not in shown and "&lt;div&gt;" in shown
    assert "按原样显示" in as_text("x", "zh")
    assert len(as_text("x" * 10**6)) < 30_000
    assert ansi2html("\x1b[31m" * 200_000 + "<b>\x07") == "&lt;b&gt;"
