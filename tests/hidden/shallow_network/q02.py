"""q02: what is the shape of a + b (lecture p21)."""

from autograder import Question

q02 = Question("q02")
q02.wrong(
    (1, 7),
    en="The axis of length 1 of `A` is repeated too.",
    zh="`A` 长度为 1 的轴也会被重复。",
)
q02.wrong(
    (3, 1),
    en="The axis of length 1 of `b` is repeated too.",
    zh="`b` 长度为 1 的轴也会被重复。",
)
