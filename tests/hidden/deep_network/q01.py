"""q01: which activation has the slope 1 - a^2 (lecture p30)."""

from autograder import Question

q01 = Question("q01", choices="abcd")
q01.wrong(
    "b",
    en="Its slope is 1 or a small constant.",
    zh="它的导数是 1 或一个小常数。",
)
q01.wrong(
    "c",
    en="Its slope is 0 or 1.",
    zh="它的导数是 0 或 1。",
)
q01.wrong(
    "d",
    en="Its slope is a (1 − a).",
    zh="它的导数是 a (1 − a)。",
)
