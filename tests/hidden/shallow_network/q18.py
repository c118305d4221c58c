"""q18: which gradients of broken network 5 are wrong (lecture p34)."""

from autograder import Question

q18 = Question("q18", choices="abcd")
q18.wrong(
    "a",
    en="`dW1` is right here: look at its ratio in row 5.",
    zh="这里 `dW1` 是对的：看第 5 行里它的比值。",
)
q18.wrong(
    "b",
    en="`db1` is right here: look at its ratio in row 5.",
    zh="这里 `db1` 是对的：看第 5 行里它的比值。",
)
q18.wrong(
    "c",
    en="`dW2` is wrong here: its ratio is far above 1e-6. The sign of the output layer is turned, but not that "
    "of the hidden layer.",
    zh="这里 `dW2` 是错的：它的比值远大于 1e-6。输出层的符号反了，隐藏层的没有。",
)
q18.wrong(
    "d",
    en="`db2` is wrong here: its ratio is far above 1e-6. The sign of the output layer is turned, but not that "
    "of the hidden layer.",
    zh="这里 `db2` 是错的：它的比值远大于 1e-6。输出层的符号反了，隐藏层的没有。",
)
