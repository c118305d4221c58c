"""q16: which gradients of broken network 3 are wrong (lecture p34)."""

from autograder import Question

q16 = Question("q16", choices="abcd")
q16.wrong(
    "a",
    en="`dW1` is wrong here: its ratio is far above 1e-6. The slope of another activation was used in the hidden layer.",
    zh="这里 `dW1` 是错的：它的比值远大于 1e-6。隐藏层用了别的激活函数的导数。",
)
q16.wrong(
    "b",
    en="`db1` is wrong here: its ratio is far above 1e-6. The slope of another activation was used in the hidden layer.",
    zh="这里 `db1` 是错的：它的比值远大于 1e-6。隐藏层用了别的激活函数的导数。",
)
q16.wrong(
    "c",
    en="`dW2` is right here: look at its ratio in row 3.",
    zh="这里 `dW2` 是对的：看第 3 行里它的比值。",
)
q16.wrong(
    "d",
    en="`db2` is right here: look at its ratio in row 3.",
    zh="这里 `db2` 是对的：看第 3 行里它的比值。",
)
