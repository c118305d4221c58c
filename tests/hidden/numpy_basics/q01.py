"""q01: what is the loss (lecture p9)."""

from autograder import Question

q01 = Question("q01", choices="abcd")
q01.wrong(
    "a",
    en="A loss is never negative.",
    zh="损失不会是负数。",
)
q01.wrong(
    "b",
    en="The loss is minus the logarithm of 1 − a.",
    zh="损失是 1 − a 的对数再取负。",
)
q01.wrong(
    "d",
    en="A loss of 0 needs a prediction equal to the label.",
    zh="预测等于标签时，损失才是 0。",
)
