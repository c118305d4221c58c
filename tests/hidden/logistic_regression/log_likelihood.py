"""log_likelihood: how probable the observed labels are (lecture p24)."""

import numpy as np

from autograder import Exercise

log_likelihood = Exercise("log_likelihood", shares={"values": 0.8, "edge cases": 0.1, "arguments unchanged": 0.1})


@log_likelihood.inputs
def both_classes(rng):
    """Draw at least three examples, with predictions away from 0.5."""
    m = int(rng.integers(3, 7))
    A = rng.choice([rng.uniform(0.1, 0.4, size=(1, m)), rng.uniform(0.6, 0.9, size=(1, m))])
    A[0, 0], A[0, -1] = rng.uniform(0.1, 0.3), rng.uniform(0.6, 0.9)
    return dict(A=A, Y=rng.permutation(np.arange(m) % 2)[np.newaxis])


@log_likelihood.inputs(draws=2)
def mostly_one_class(rng):
    return dict(A=rng.uniform(0.55, 0.95, size=(1, 6)), Y=np.array([[1, 1, 0, 1, 1, 1]]))


@log_likelihood.inputs(group="edge cases", draws=2)
def nearly_sure(rng):
    """Draw predictions that are sigmoid(z) for z up to 20 and down to -20; some are right, and some are wrong."""
    z = np.append(rng.uniform(15, 20, size=2), -rng.uniform(15, 20, size=2))
    return dict(A=1 / (1 + np.exp(-z))[np.newaxis], Y=np.array([[1, 0, 1, 0]]))


@log_likelihood.contract
def predictions_strictly_between_0_and_1(A, Y):
    return np.all((A > 0) & (A < 1)) and np.all((Y == 0) | (Y == 1))


log_likelihood.edge("one example, 1", dict(A=np.array([[0.75]]), Y=np.array([[1]])))
log_likelihood.edge("one example, 0", dict(A=np.array([[0.75]]), Y=np.array([[0]])))
log_likelihood.edge("labels as decimals", dict(A=np.array([[0.25, 0.625]]), Y=np.array([[0.0, 1.0]])))
log_likelihood.edge("sure and wrong", dict(A=np.array([[1e-6, 1 - 1e-6]]), Y=np.array([[1, 0]])))

BODY = "np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A))"
TERMS = "Y * np.log(A) + (1 - Y) * np.log(1 - A)"

log_likelihood.mistake(
    "sign turned",
    change=(BODY, f"-{BODY}"),
    hint=dict(
        en="The minus sign belongs to the cost; the log likelihood itself is never above 0.",
        zh="负号属于成本函数；对数似然本身不会大于 0。",
    ),
)
log_likelihood.mistake(
    "the cost",
    change=(BODY, f"-np.mean({TERMS})"),
    hint=dict(
        en="This is the cost J. The log likelihood has no minus sign, and is a sum, not a mean.",
        zh="这是成本函数 J。对数似然没有负号，而且是求和，不是平均。",
    ),
)
log_likelihood.mistake(
    "averaged",
    change=(BODY, f"np.mean({TERMS})"),
    hint=dict(
        en="The log likelihood is a sum over the examples; only the cost divides by m.",
        zh="对数似然是对所有样本求和；除以 m 的是成本函数。",
    ),
)
log_likelihood.mistake(
    "labels of 0 left out",
    change=(TERMS, "Y * np.log(A)"),
    hint=dict(
        en="Examples with y = 0 have a probability too, 1 - a: the term `(1 - Y) * np.log(1 - A)` is missing.",
        zh="y = 0 的样本也有概率 1 - a：少了 `(1 - Y) * np.log(1 - A)` 这一项。",
    ),
)
log_likelihood.mistake(
    "labels swapped",
    change=(TERMS, "(1 - Y) * np.log(A) + Y * np.log(1 - A)"),
    hint=dict(
        en="The labels are swapped: `np.log(A)` belongs to y = 1, `np.log(1 - A)` to y = 0.",
        zh="标签反了：y = 1 对应 `np.log(A)`，y = 0 对应 `np.log(1 - A)`。",
    ),
)
log_likelihood.mistake(
    "labels and predictions swapped",
    change=(TERMS, "A * np.log(Y + 1e-8) + (1 - A) * np.log(1 - Y + 1e-8)"),
    hint=dict(
        en="Take the logarithms of the predictions `A`, not of the labels `Y`: `Y * np.log(A) + …`.",
        zh="要取对数的是预测值 `A`，不是标签 `Y`：`Y * np.log(A) + …`。",
    ),
)
log_likelihood.mistake(
    "likelihood without the logarithm",
    change=(BODY, "np.prod(np.where(Y == 1, A, 1 - A))"),
    hint=dict(
        en="This is the probability of all labels together; return its logarithm, written as a sum.",
        zh="这是所有标签同时出现的概率；要返回的是它的对数，写成求和。",
    ),
)
log_likelihood.mistake(
    "sum of the probabilities",
    change=(TERMS, "Y * A + (1 - Y) * (1 - A)"),
    hint=dict(
        en="Probabilities are multiplied; only their logarithms are added up: `np.log` is missing.",
        zh="概率是相乘的，取了对数才能相加：少了 `np.log`。",
    ),
)
log_likelihood.mistake(
    "logarithm of base 10",
    change=(TERMS, TERMS.replace("np.log(", "np.log10(")),
    hint=dict(
        en="`np.log10` is the logarithm to base 10; the natural one is `np.log`.",
        zh="`np.log10` 是以 10 为底的对数；自然对数是 `np.log`。",
    ),
)
log_likelihood.mistake(
    "logarithm of base 2",
    change=(TERMS, TERMS.replace("np.log(", "np.log2(")),
    hint=dict(
        en="`np.log2` is the logarithm to base 2; the natural one is `np.log`.",
        zh="`np.log2` 是以 2 为底的对数；自然对数是 `np.log`。",
    ),
)
log_likelihood.mistake(
    "not added up",
    change=(BODY, TERMS),
    hint=dict(
        en="These are the individual logarithms; add them up with `np.sum`.",
        zh="这是各个对数；还要用 `np.sum` 加起来。",
    ),
)
log_likelihood.mistake(
    "sum in an array",
    change=(BODY, "np.dot(Y, np.log(A).T) + np.dot(1 - Y, np.log(1 - A).T)"),
    hint=dict(
        en="A row times a column is an array of shape `(1, 1)`; take the number out with `.item()`, or use `np.sum`.",
        zh="行乘以列得到形状为 `(1, 1)` 的数组；用 `.item()` 取出这个数，或者改用 `np.sum`。",
    ),
)

log_likelihood.variant("chosen by label", change=(BODY, "np.sum(np.log(np.where(Y == 1, A, 1 - A)))"))
log_likelihood.variant(
    "by products, squeezed", change=(BODY, "np.squeeze(np.dot(Y, np.log(A).T) + np.dot(1 - Y, np.log(1 - A).T))")
)
log_likelihood.variant(
    "a loop",
    code="""
    def log_likelihood(A, Y):
        total = 0
        for a, y in zip(A[0], Y[0]):
            total += np.log(a) if y == 1 else np.log(1 - a)
        return float(total)
    """,
)
log_likelihood.variant("powers of the probabilities", change=(BODY, "np.log(A**Y * (1 - A) ** (1 - Y)).sum()"))
