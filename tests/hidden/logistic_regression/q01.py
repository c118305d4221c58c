"""q01: the shape of a sum over the rows that keeps its axis (lecture p18)."""

from autograder import Question

q01 = Question("q01")
q01.wrong(
    (4, 1),
    en="`axis=0` adds up over the rows, so a number is left for each column.",
    zh="`axis=0` 沿着行的方向求和，每一列留下一个数。",
)
q01.wrong(
    (3,),
    en="That is the shape without `keepdims=True`, which keeps the axis with length 1.",
    zh="不写 `keepdims=True` 才是这个形状；写了它，这个轴会保留下来，长度为 1。",
)
q01.wrong(
    (3, 1),
    en="The axis that is summed up stays in its place: it is the first.",
    zh="被求和的轴留在原来的位置：它是第一个轴。",
)
