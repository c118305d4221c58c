"""q01: for which entries does relu_backward return 0 (lecture p37)."""

from autograder import Question

q01 = Question("q01", choices="abcd")
q01.wrong(
    "a",
    en="ReLU has no upper limit.",
    zh="ReLU 没有上限。",
)
q01.wrong(
    "b",
    en="Labels count at the last layer only.",
    zh="标签只在最后一层起作用。",
)
q01.wrong(
    "c",
    en="The gate looks at Z; negative gradients pass if it is open.",
    zh="闸门看的是 Z；只要打开，负的梯度也能通过。",
)
