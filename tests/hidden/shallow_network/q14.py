"""q14: which gradients of broken network 1 are wrong (lecture p34)."""

from autograder import Question

q14 = Question("q14", choices="abcd")
q14.wrong(
    "a",
    en="`dW1` is wrong here: its ratio is far above 1e-6. The sums over the examples are not divided by m.",
    zh="这里 `dW1` 是错的：它的比值远大于 1e-6。对样本求和之后没有除以 m。",
)
q14.wrong(
    "b",
    en="`db1` is right here: look at its ratio in row 1.",
    zh="这里 `db1` 是对的：看第 1 行里它的比值。",
)
q14.wrong(
    "c",
    en="`dW2` is wrong here: its ratio is far above 1e-6. The sums over the examples are not divided by m.",
    zh="这里 `dW2` 是错的：它的比值远大于 1e-6。对样本求和之后没有除以 m。",
)
q14.wrong(
    "d",
    en="`db2` is right here: look at its ratio in row 1.",
    zh="这里 `db2` 是对的：看第 1 行里它的比值。",
)
