"""L2: the sum of squared differences (lecture p18)."""

import numpy as np

from autograder import Exercise

L2 = Exercise("L2", also=("L2_loss",), shares={"values": 0.7, "edge cases": 0.2, "arguments unchanged": 0.1})


@L2.inputs
def probabilities_and_labels(rng):
    """Draw labels of both classes, so that there are differences of both signs."""
    m = int(rng.integers(4, 8))
    return dict(yhat=rng.uniform(0.1, 0.9, size=m), y=rng.permutation(np.arange(m) % 2).astype(float))


@L2.inputs
def numbers_of_both_signs(rng):
    m = int(rng.integers(3, 7))
    y = rng.uniform(1, 4, size=m) * np.where(np.arange(m) % 2, -1, 1)
    return dict(yhat=y + rng.permutation(np.append([1.5, -0.75], rng.uniform(0.2, 2.5, size=m - 2))), y=y)


L2.edge("one example", dict(yhat=np.array([0.25]), y=np.array([1.0])))
L2.edge("all right", dict(yhat=np.array([2.0, -1.0]), y=np.array([2.0, -1.0])))
L2.edge("whole numbers", dict(yhat=np.array([3, 0, -4]), y=np.array([1, 5, -2])))

BODY = "np.dot(difference, difference)"

L2.mistake(
    "square root taken",
    change=(BODY, "np.linalg.norm(difference)"),
    hint=dict(
        en="This is the square root of the sum of squares; here L2 is defined without the root.",
        zh="这是平方和再开方；这里的 L2 定义不开方。",
    ),
)
L2.mistake(
    "absolute values",
    change=(BODY, "np.sum(np.abs(difference))"),
    hint=dict(
        en="These are absolute values, which belong to L1; L2 takes squares.",
        zh="这里取了绝对值，那是 L1；L2 用的是平方。",
    ),
)
L2.mistake(
    "averaged",
    change=(BODY, "np.mean(difference ** 2)"),
    hint=dict(
        en="This is the mean; L2 is defined here as the sum.",
        zh="这是平均值；这里的 L2 定义为求和。",
    ),
)
L2.mistake(
    "halved",
    change=(BODY, "0.5 * np.dot(difference, difference)"),
    hint=dict(
        en="Some books put one half in front; here L2 is the sum itself.",
        zh="有的书前面带二分之一；这里的 L2 就是平方和本身。",
    ),
)
L2.mistake(
    "square of the sum",
    change=(BODY, "np.sum(difference) ** 2"),
    hint=dict(
        en="Square each difference before you add them up: in the sum, opposite signs have already cancelled.",
        zh="要先把每个差平方再求和：先求和的话，正负已经抵消了。",
    ),
)
L2.mistake(
    "difference of squares",
    change=(BODY, "np.sum(y ** 2 - yhat ** 2)"),
    hint=dict(
        en="Subtract first, then square: $(y - \\hat y)^2$ is not $y^2 - \\hat y^2$.",
        zh="要先相减再平方：$(y - \\hat y)^2$ 不等于 $y^2 - \\hat y^2$。",
    ),
)
L2.mistake(
    "squares forgotten",
    change=(BODY, "np.sum(difference)"),
    hint=dict(
        en="The differences are added up without being squared, so opposite signs cancel each other.",
        zh="差没有平方就相加了，所以一正一负会互相抵消。",
    ),
)
L2.mistake(
    "not added up",
    change=(BODY, "difference ** 2"),
    hint=dict(
        en="These are the individual squares; add them up with `np.sum`, or use `np.dot`.",
        zh="这是各个差的平方；还要用 `np.sum` 加起来，或者用 `np.dot`。",
    ),
)
L2.mistake(
    "added instead of subtracted",
    change=("y - yhat", "y + yhat"),
    hint=dict(
        en="Square the difference `y - yhat`, not the sum.",
        zh="要平方的是差 `y - yhat`，不是和。",
    ),
)
L2.mistake(
    "input overwritten",
    change=("difference = y - yhat", "difference = np.subtract(y, yhat, out=y)"),
    hint=dict(
        en="`y -= yhat` overwrites the caller's array; compute a new one: `y - yhat`.",
        zh="`y -= yhat` 会改掉调用者的数组；请计算一个新的：`y - yhat`。",
    ),
)

L2.variant("squared and summed", change=(BODY, "np.sum(difference ** 2)"))
L2.variant("the other way round", change=("y - yhat", "yhat - y"))
L2.variant(
    "a loop",
    code="""
    def L2(yhat, y):
        return sum((float(truth) - float(guess)) ** 2 for guess, truth in zip(yhat, y))
    """,
)
L2.variant("the square of the norm", change=(BODY, "np.linalg.norm(difference, ord=2) ** 2"))
