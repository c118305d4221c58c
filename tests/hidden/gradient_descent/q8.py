"""q8: what a learning rate does on a parabola (lecture p10)."""

from autograder import Question

q8 = Question("q8", choices="abcd")

q8.wrong(
    "a",
    en="That takes a rate of 1/8 = 0.125, where 1 - α · 8 is 0.",
    zh="那要学习率等于 1/8 = 0.125，这时 1 - α · 8 = 0。",
)
q8.wrong(
    "c",
    en="It jumps from side to side, but |1 - 0.2 · 8| = 0.6 is below 1: each time it lands closer. "
    "The largest stable rate is 2/8 = 0.25.",
    zh="确实来回跳，但 |1 - 0.2 · 8| = 0.6 小于 1：每次都落得更近。最大的稳定学习率是 2/8 = 0.25。",
)
q8.wrong(
    "d",
    en="1 - 0.2 · 8 is -0.6: the sign of x changes in every step, so the walk jumps across the bottom.",
    zh="1 - 0.2 · 8 = -0.6：每走一步 x 都变号，所以会来回跨过谷底。",
)
