"""q03: what is dz in propagate, for all examples at once (lecture p20)."""

from autograder import Question

q03 = Question("q03", choices="abcd")
q03.wrong(
    "a",
    en="That turns every gradient round.",
    zh="这样所有梯度的符号都反了。",
)
q03.wrong(
    "b",
    en="That is the slope of the sigmoid; it cancels.",
    zh="这是 sigmoid 的导数，它已经约掉了。",
)
q03.wrong(
    "d",
    en="That is m times dw.",
    zh="这是 dw 的 m 倍。",
)
