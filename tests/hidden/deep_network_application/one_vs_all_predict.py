"""one_vs_all_predict: the class with the largest output (stretch, lecture p36)."""

import numpy as np

from autograder import Exercise

one_vs_all_predict = Exercise("one_vs_all_predict")


def outputs(rng, num_classes, m):
    """Draw outputs that all differ: above one half, except in column 1, where row 0 does not win.

    In column 2 the last row wins by less than a thousandth.
    """
    A = rng.uniform(0.55, 0.95, size=(num_classes, m))
    A[:, 1] *= 0.4
    A[0, 1] = 0.05
    A[0, 2], A[-1, 2] = 0.951, 0.951 + rng.uniform(1e-4, 4e-4)
    return dict(A=A)


@one_vs_all_predict.inputs
def more_classes_than_examples(rng):
    m = int(rng.integers(3, 5))
    return outputs(rng, m + int(rng.integers(2, 4)), m)


@one_vs_all_predict.inputs(draws=3)
def more_examples_than_classes(rng):
    num_classes = int(rng.integers(3, 5))
    return outputs(rng, num_classes, num_classes + int(rng.integers(2, 5)))


@one_vs_all_predict.contract
def one_output_is_the_largest(A):
    probabilities = np.all((A > 0) & (A < 1))
    return probabilities and (A.shape[0] < 2 or np.min(np.diff(np.sort(A, axis=0), axis=0)[-1]) > 1e-6)


one_vs_all_predict.edge("one example", dict(A=np.array([[0.1], [0.3], [0.2]])))
one_vs_all_predict.edge("all unlikely", dict(A=np.array([[0.01, 0.002], [0.003, 0.02]])))

BODY = "np.argmax(A, axis=0)"

one_vs_all_predict.mistake(
    "along the rows",
    change=(BODY, "np.argmax(A, axis=1)"),
    hint=dict(
        en="This finds the best example for each class; to find the best class for each example, use `axis=0`.",
        zh="这是为每个类别找最好的样本；要为每个样本找最好的类别，用 `axis=0`。",
    ),
)
one_vs_all_predict.mistake(
    "the largest output itself",
    change=(BODY, "np.max(A, axis=0)"),
    hint=dict(
        en="This is the largest output itself; return the number of its row: `np.argmax`.",
        zh="这是最大的输出本身；要返回它的行号：`np.argmax`。",
    ),
)
one_vs_all_predict.mistake(
    "smallest",
    change=(BODY, "np.argmin(A, axis=0)"),
    hint=dict(
        en="This is the row of the smallest output; take the largest.",
        zh="这是最小输出所在的行；要取最大的。",
    ),
)
one_vs_all_predict.mistake(
    "one place in the whole array",
    change=(BODY, "np.argmax(A)"),
    hint=dict(
        en="Without `axis`, this is one position in the whole array; each column needs its own.",
        zh="不写 `axis`，得到的是整个数组里的一个位置；每一列都要有自己的。",
    ),
)
one_vs_all_predict.mistake(
    "the first above one half",
    change=(BODY, "np.argmax(A > 0.5, axis=0)"),
    hint=dict(
        en="Several outputs may be above one half, or none; take the largest.",
        zh="可能有好几个输出大于二分之一，也可能一个都没有；要取最大的。",
    ),
)
one_vs_all_predict.mistake(
    "labels again",
    change=(BODY, "(A == np.max(A, axis=0)).astype(int)"),
    hint=dict(
        en="This marks the largest output with a 1; return the number of its row.",
        zh="这是用 1 标出最大的输出；要返回它的行号。",
    ),
)
one_vs_all_predict.mistake(
    "counted from 1",
    change=(BODY, "np.argmax(A, axis=0) + 1"),
    hint=dict(
        en="The classes start at 0: the first row is the digit 0.",
        zh="类别从 0 开始：第一行对应数字 0。",
    ),
)

one_vs_all_predict.variant("sorted", change=(BODY, "np.argsort(A, axis=0)[-1]"))
one_vs_all_predict.variant("transposed", change=(BODY, "A.T.argmax(1)"))
one_vs_all_predict.variant(
    "example by example",
    code="""
    def one_vs_all_predict(A):
        guesses = np.zeros(A.shape[1])
        for i in range(A.shape[1]):
            best = 0
            for k in range(A.shape[0]):
                if A[k, i] > A[best, i]:
                    best = k
            guesses[i] = best
        return guesses
    """,
)
