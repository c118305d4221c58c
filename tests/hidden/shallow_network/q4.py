"""q4: the rows and the columns of A1 (lecture p29)."""

from autograder import Question

q4 = Question("q4", choices="abcd")

q4.wrong(
    "b",
    en="The weights are in `W1`; `A1` holds the outputs of the units.",
    zh="权重在 `W1` 里；`A1` 装的是单元的输出。",
)
q4.wrong(
    "c",
    en="The features are in `X`; the rows of `A1` are hidden units.",
    zh="特征在 `X` 里；`A1` 的行是隐藏单元。",
)
q4.wrong(
    "d",
    en="Rows are hidden units, columns are examples: here unit and example are swapped.",
    zh="行是隐藏单元，列是样本：这里把两者弄反了。",
)
