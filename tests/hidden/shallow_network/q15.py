"""q15: which gradients of broken network 2 are wrong (lecture p34)."""

from autograder import Question

q15 = Question("q15", choices="abcd")
q15.wrong(
    "a",
    en="`dW1` is right here: look at its ratio in row 2.",
    zh="这里 `dW1` 是对的：看第 2 行里它的比值。",
)
q15.wrong(
    "b",
    en="`db1` is wrong here: its ratio is far above 1e-6. The sums over the examples are not divided by m.",
    zh="这里 `db1` 是错的：它的比值远大于 1e-6。对样本求和之后没有除以 m。",
)
q15.wrong(
    "c",
    en="`dW2` is right here: look at its ratio in row 2.",
    zh="这里 `dW2` 是对的：看第 2 行里它的比值。",
)
q15.wrong(
    "d",
    en="`db2` is wrong here: its ratio is far above 1e-6. The sums over the examples are not divided by m.",
    zh="这里 `db2` 是错的：它的比值远大于 1e-6。对样本求和之后没有除以 m。",
)
