"""q02: what does the step do to w (lecture p10)."""

from autograder import Question

q02 = Question("q02", choices="abcd")
q02.wrong(
    "b",
    en="The step is subtracted from the present w.",
    zh="要从当前的 w 里减去步长。",
)
q02.wrong(
    "c",
    en="A step goes against the slope.",
    zh="步子逆着斜率走。",
)
q02.wrong(
    "d",
    en="The slope is multiplied by the learning rate, not divided by it.",
    zh="斜率乘以学习率，不是除以学习率。",
)
