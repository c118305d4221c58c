"""learning_curve: the mean over repeats, for each amount of data (lecture p4)."""

import numpy as np

from autograder import Exercise

learning_curve = Exercise(
    "learning_curve", shares={"values": 0.7, "shapes": 0.1, "edge cases": 0.1, "arguments unchanged": 0.1}
)


def losses(rng, k, r):
    """Draw losses that fall from row to row; in each row one repeat goes badly, so that the mean is not the median."""
    table = rng.uniform(0.1, 0.3, size=(k, r)) + np.arange(k, 0, -1)[:, np.newaxis]
    table[np.arange(k), rng.integers(0, r - 1, size=k)] += rng.uniform(0.5, 1, size=k)
    return dict(losses=table)


@learning_curve.inputs
def more_repeats_than_amounts(rng):
    k = int(rng.integers(2, 4))
    return losses(rng, k, k + int(rng.integers(1, 4)))


@learning_curve.inputs(draws=3)
def more_amounts_than_repeats(rng):
    r = int(rng.integers(3, 5))
    return losses(rng, r + int(rng.integers(1, 3)), r)


learning_curve.edge("one repeat", dict(losses=np.array([[0.5], [0.25], [0.125]])))
learning_curve.edge("one amount of data", dict(losses=np.array([[0.5, 0.25, 0.75, 0.5]])))
learning_curve.edge("whole numbers", dict(losses=np.array([[3, 0, 1], [1, 0, 0]])))

BODY = "np.mean(losses, axis=1)"

learning_curve.mistake(
    "mean of each column",
    change=(BODY, "np.mean(losses, axis=0)"),
    hint=dict(
        en="`axis=0` averages over the amounts of data. To average each row over its repeats, use `axis=1`.",
        zh="`axis=0` 是对不同的数据量取平均；要沿每一行对各次重复取平均，用 `axis=1`。",
    ),
)
learning_curve.mistake(
    "mean of everything",
    change=(BODY, "np.mean(losses)"),
    hint=dict(
        en="Without `axis`, this is the mean of all the numbers. Each row needs its own mean: use `axis=1`.",
        zh="不写 `axis`，得到的是所有数的平均值。每一行都要有自己的平均值：用 `axis=1`。",
    ),
)
learning_curve.mistake(
    "sum",
    change=(BODY, "np.sum(losses, axis=1)"),
    hint=dict(
        en="This is the sum over the repeats; divide it by their number, or use `np.mean`.",
        zh="这是各次重复之和；要再除以重复的次数，或者直接用 `np.mean`。",
    ),
)
learning_curve.mistake(
    "sum divided by the number of amounts",
    change=(BODY, "np.sum(losses, axis=1) / len(losses)"),
    hint=dict(
        en="`len(losses)` is the number of rows; the number of repeats is `losses.shape[1]`.",
        zh="`len(losses)` 是行数；重复的次数是 `losses.shape[1]`。",
    ),
)
learning_curve.mistake(
    "median",
    change=(BODY, "np.median(losses, axis=1)"),
    hint=dict(
        en="This is the median, the middle value of each row; the curve shows the mean.",
        zh="这是中位数，即排在中间的那个；曲线要用平均值。",
    ),
)
learning_curve.mistake(
    "best repeat",
    change=(BODY, "np.min(losses, axis=1)"),
    hint=dict(
        en="This is only the best of the repeats; take the mean of all of them.",
        zh="这只是各次重复中最好的一次；要对所有重复取平均。",
    ),
)
learning_curve.mistake(
    "worst repeat",
    change=(BODY, "np.max(losses, axis=1)"),
    hint=dict(
        en="This is only the worst of the repeats; take the mean of all of them.",
        zh="这只是各次重复中最差的一次；要对所有重复取平均。",
    ),
)
learning_curve.mistake(
    "last repeat",
    change=(BODY, "losses[:, -1]"),
    hint=dict(
        en="This is only the last repeat; take the mean of all of them.",
        zh="这只是最后一次重复；要对所有重复取平均。",
    ),
)
learning_curve.mistake(
    "a column",
    change=(BODY, "np.mean(losses, axis=1, keepdims=True)"),
    hint=dict(
        en="The means are right, but they form a column. Leave out `keepdims`: the shape should be `(k,)`.",
        zh="平均值是对的，但排成了一列。去掉 `keepdims`：形状应该是 `(k,)`。",
    ),
)

learning_curve.variant("by sums", change=(BODY, "losses.sum(axis=1) / losses.shape[1]"))
learning_curve.variant("by a product", change=(BODY, "losses @ np.full(losses.shape[1], 1 / losses.shape[1])"))
learning_curve.variant(
    "row by row",
    code="""
    def learning_curve(losses):
        means = []
        for row in losses:
            total = 0
            for loss in row:
                total += loss
            means.append(total / len(row))
        return np.array(means)
    """,
)
