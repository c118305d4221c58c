"""q17: which gradients of broken network 4 are wrong (lecture p34)."""

from autograder import Question

q17 = Question("q17", choices="abcd")
q17.wrong(
    "a",
    en="`dW1` is wrong here: its ratio is far above 1e-6. A factor too many in dZ2 spoils everything that comes after it.",
    zh="这里 `dW1` 是错的：它的比值远大于 1e-6。dZ2 多了一个因子，后面的一切都跟着错。",
)
q17.wrong(
    "b",
    en="`db1` is wrong here: its ratio is far above 1e-6. A factor too many in dZ2 spoils everything that comes after it.",
    zh="这里 `db1` 是错的：它的比值远大于 1e-6。dZ2 多了一个因子，后面的一切都跟着错。",
)
q17.wrong(
    "c",
    en="`dW2` is wrong here: its ratio is far above 1e-6. A factor too many in dZ2 spoils everything that comes after it.",
    zh="这里 `dW2` 是错的：它的比值远大于 1e-6。dZ2 多了一个因子，后面的一切都跟着错。",
)
q17.wrong(
    "d",
    en="`db2` is wrong here: its ratio is far above 1e-6. A factor too many in dZ2 spoils everything that comes after it.",
    zh="这里 `db2` 是错的：它的比值远大于 1e-6。dZ2 多了一个因子，后面的一切都跟着错。",
)
