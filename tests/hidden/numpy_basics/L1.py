"""L1: the sum of absolute differences (lecture p18)."""

import numpy as np

from autograder import Exercise

L1 = Exercise("L1", also=("L1_loss",), shares={"values": 0.7, "edge cases": 0.2, "arguments unchanged": 0.1})


@L1.inputs
def probabilities_and_labels(rng):
    """Draw labels of both classes, so that there are differences of both signs."""
    m = int(rng.integers(4, 8))
    return dict(yhat=rng.uniform(0.1, 0.9, size=m), y=rng.permutation(np.arange(m) % 2).astype(float))


@L1.inputs
def numbers_of_both_signs(rng):
    m = int(rng.integers(3, 7))
    y = rng.uniform(1, 4, size=m) * np.where(np.arange(m) % 2, -1, 1)
    return dict(yhat=y + rng.permutation(np.append([1.5, -0.75], rng.uniform(0.2, 2.5, size=m - 2))), y=y)


L1.edge("one example", dict(yhat=np.array([0.25]), y=np.array([1.0])))
L1.edge("all right", dict(yhat=np.array([2.0, -1.0]), y=np.array([2.0, -1.0])))
L1.edge("whole numbers", dict(yhat=np.array([3, 0, -4]), y=np.array([1, 5, -2])))

BODY = "np.sum(np.abs(y - yhat))"

L1.mistake(
    "absolute value forgotten",
    change=(BODY, "np.sum(y - yhat)"),
    hint=dict(
        en="Without `np.abs`, differences of opposite signs cancel each other.",
        zh="不取绝对值（`np.abs`），一正一负的差会互相抵消。",
    ),
)
L1.mistake(
    "absolute value forgotten, the other way round",
    change=(BODY, "np.sum(yhat - y)"),
    hint=dict(
        en="Without `np.abs`, differences of opposite signs cancel each other.",
        zh="不取绝对值（`np.abs`），一正一负的差会互相抵消。",
    ),
)
L1.mistake(
    "absolute value of the sum",
    change=(BODY, "np.abs(np.sum(y - yhat))"),
    hint=dict(
        en="Take the absolute value of each difference before you add them up; in the plain sum, opposite signs cancel.",
        zh="要先对每个差取绝对值再求和：先求和的话，正负已经抵消了。",
    ),
)
L1.mistake(
    "difference of absolute values",
    change=(BODY, "np.abs(np.sum(np.abs(y) - np.abs(yhat)))"),
    hint=dict(
        en="Take the absolute value of the difference `y - yhat`, not of each of the two numbers.",
        zh="应该对差 `y - yhat` 取绝对值，而不是对两个数分别取绝对值。",
    ),
)
L1.mistake(
    "averaged",
    change=(BODY, "np.mean(np.abs(y - yhat))"),
    hint=dict(
        en="This is the mean; L1 is defined here as the sum.",
        zh="这是平均值；这里的 L1 定义为求和。",
    ),
)
L1.mistake(
    "squares",
    change=(BODY, "np.sum((y - yhat) ** 2)"),
    hint=dict(
        en="These are squares, which belong to L2; L1 takes absolute values.",
        zh="这里用了平方，那是 L2；L1 取的是绝对值。",
    ),
)
L1.mistake(
    "not added up",
    change=(BODY, "np.abs(y - yhat)"),
    hint=dict(
        en="These are the individual differences; add them up with `np.sum`.",
        zh="这是各个差；还要用 `np.sum` 加起来。",
    ),
)
L1.mistake(
    "largest difference",
    change=(BODY, "np.max(np.abs(y - yhat))"),
    hint=dict(
        en="This is the largest of the differences; L1 is their sum.",
        zh="这是最大的那个差；L1 是所有差之和。",
    ),
)
L1.mistake(
    "added instead of subtracted",
    change=(BODY, "np.sum(np.abs(y + yhat))"),
    hint=dict(
        en="The distance between two numbers is the absolute value of their difference, `y - yhat`, not of their sum.",
        zh="两个数的距离是差的绝对值：`y - yhat`，不是和的绝对值。",
    ),
)

L1.variant("the other way round", change=(BODY, "np.abs(yhat - y).sum()"))
L1.variant("by the norm", change=(BODY, "np.linalg.norm(yhat - y, 1)"))
L1.variant(
    "a loop",
    code="""
    def L1(yhat, y):
        loss = 0
        for guess, truth in zip(yhat, y):
            loss += abs(truth - guess)
        return float(loss)
    """,
)
L1.variant("the larger minus the smaller", change=(BODY, "np.sum(np.maximum(y, yhat) - np.minimum(y, yhat), axis=0)"))
