"""The language of the command line."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from rich.markdown import Markdown
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from autograder.cli import speech
from autograder.errors import AutograderError
from autograder.words import Listed, sentence


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    yield
    speech.use("en")


def test_it_is_english_until_another_is_chosen() -> None:
    assert speech.say("cli.yes") == "yes"
    speech.use("zh")
    assert speech.say("cli.yes") == "是"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (sentence("cli.no"), "否"),
        (Listed([sentence("cli.yes"), "b"], "comma"), "是、b"),
        (AutograderError("cli.up_to_date"), "所有文件都是最新的。"),
        ("text", "text"),
        (ValueError("text"), "text"),
    ],
)
def test_whatever_has_words_is_translated(value: object, text: str) -> None:
    speech.use("zh")
    assert speech.text(value) == text


# ---------------------------------------------------------------- what is printed

ODD = "\x1b[2J\x9b1m\u202ea\u200b [red]x[/] :bomb: [/nothing] \ud800"
HARMLESS = "\ufffd[2J\ufffd1m\ufffda\ufffd [red]x[/] :bomb: [/nothing] \ufffd"


def console(**options: Any) -> tuple[speech.CleanConsole, io.StringIO]:
    file = io.StringIO()
    return speech.CleanConsole(file=file, width=100, **options), file


@pytest.mark.parametrize("terminal", [False, True])
def test_no_text_acts_on_the_terminal(terminal: bool) -> None:
    out, file = console(force_terminal=terminal)
    table = Table(title=ODD)
    table.add_column(ODD)
    table.add_row(ODD)
    table.add_row(Text(ODD, "red"))
    for what in (ODD, Text(ODD), table, Markdown(f"{ODD} [click](http://example.invalid)"), Panel(ODD)):
        out.print(what)
    out.rule(ODD)
    printed = re.sub(r"\x1b\[[0-9;]*m", "", file.getvalue())  # the console's own colours
    assert HARMLESS in printed
    assert all(letter.isprintable() or letter == "\n" for letter in printed)
    assert "\x1b]8" not in file.getvalue(), "a link of a terminal"


def test_colours_stay() -> None:
    out, file = console(force_terminal=True, color_system="standard")
    out.print(Text("x", "red"))
    assert file.getvalue() == "\x1b[31mx\x1b[0m\n"


def test_errors_and_tracebacks_are_clean(capsys: pytest.CaptureFixture[str]) -> None:
    speech.complain(sentence("cli.wrote", path=ODD))
    assert capsys.readouterr().err == f"autograder: wrote {HARMLESS}\n"
    speech.print_traceback(ValueError, ValueError(ODD), None)
    assert capsys.readouterr().err == f"ValueError: {HARMLESS}\n"


def test_json_is_printed_with_escapes(capsys: pytest.CaptureFixture[str]) -> None:
    speech.print_json({"a": ODD})
    text = capsys.readouterr().out
    assert json.loads(text) == {"a": ODD}
    assert text[:-1].isprintable()


def test_inline_code_has_no_background() -> None:
    style = speech.CleanConsole().get_style("markdown.code")
    assert style.bold and style.color is None and style.bgcolor is None
