"""Printing: attacks whose text acts on whoever reads it: in a terminal, in a message, on a page.

What a learner's code raises, returns or is called reaches the messages of the grader, and some of it the instructor.
"""

from __future__ import annotations

from typing import Any

from attack import Family, Sign

printing = Family("printing")
LINK = "a link that seems to be the grader's, on which the reader clicks"
TERMINAL, LOOK = "control over the instructor's terminal", "a message that looks like another one"
CLICK = "[your session has expired](http://example.invalid/login)"


def write(name: str, gain: str, code: str, seen: Sign, worked: str, **more: Any) -> None:
    printing.attack(name, gain=gain, seen=seen, worked=worked, code=code, **more)


def link(name: str, code: str, on: str = "quadruple", **more: Any) -> None:
    write(name, LINK, code, "link", "code spans", on=on, **more)


def act(name: str, gain: str, text: str) -> None:
    write(name, gain, f'def quadruple(x):\n    raise ValueError("{text}")', "terminal", "cleaned text", on="quadruple")


# --- Markdown ---

link("a link in an error", f'def quadruple(x):\n    raise ValueError("{CLICK}")')
link("a link behind backticks in an error", f'def quadruple(x):\n    raise ValueError("`` ` {CLICK}")')
link("a link in the name of an exception", f'def quadruple(x):\n    raise type("E` {CLICK}", (Exception,), {{}})(1)')
link("a link in the name of a type", f'def quadruple(x):\n    return type("T` {CLICK}", (), {{}})()')
link("a link in the line that failed", f"def quadruple(x):\n    return 1 / 0  # ` {CLICK}")
link("an address in an error", 'def quadruple(x):\n    raise ValueError("see http://example.invalid/login")')
link("an image in an error", 'def quadruple(x):\n    raise ValueError("![](http://example.invalid/seen.png)")')
link("HTML in an error", "def quadruple(x):\n    raise ValueError(\"<img src='http://example.invalid/seen.png'>\")")
link("an empty line and a link in an error", f'def quadruple(x):\n    raise ValueError("a`\\n\\n{CLICK}")')
link("a link in the error of a cell", f'raise ValueError("{CLICK}")')
link(
    "a link in the name of a file, for the instructor",
    f'try:\n    open("/etc/{CLICK}")\nexcept OSError:\n    pass\ndef quadruple(x):\n    return x',
)
link("a link in a failed assertion", f'def scale(x):\n    raise AssertionError("{CLICK}\\n\\n{CLICK}")', on="scale")

# --- characters ---

act("a link of a terminal in an error (OSC 8)", TERMINAL, "\\x1b]8;;http://example.invalid\\x1b\\\\here\\x1b]8;;\\x1b\\\\")
act("an escape sequence in one byte (C1)", TERMINAL, "\\x9b2J\\x9d0;mine\\x9c")
act("text that runs backwards", LOOK, "\\u202etxt.oot\\u202c")
act("letters without a width", LOOK, "ze\\u200br\\u2060o\\ufeff")
act("letters that are erased", LOOK, "0\\b8 of 8")

# --- frames ---

write(
    "an unknown kind of reply, with an escape sequence",
    TERMINAL,
    """
import os
from autograder.sandbox.shared import wire
header = wire.encoder.encode(["\\x1b[2J\\x1b]0;mine\\x07"])
os.write(4, wire.HEAD.pack(len(header), 0) + header)
import time
time.sleep(5)
""",
    "terminal",
    "fixed words",
    on="quadruple",
)
printing.never_worked("a line that is overwritten by a carriage return", "a message has an error on one line")
