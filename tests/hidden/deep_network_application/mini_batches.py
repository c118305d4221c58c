"""mini_batches: cut a training set into small pieces, in a random order (stretch, lecture p42)."""

import numpy as np

from autograder import Exercise

mini_batches = Exercise(
    "mini_batches",
    called={"size": ("mini_batch_size", "batch_size"), "order": ("permutation", "indices", "perm")},
    shares={"values": 0.8, "edge cases": 0.1, "arguments unchanged": 0.1},
)


def drawn(rng, n_x, n_y, m, size):
    """Draw examples and an order that is not its own inverse, and in which no example stays in its place."""
    order = np.roll(np.arange(m), int(rng.integers(1, (m + 1) // 2)))
    names = rng.permutation(m)  # the same cycles, of other examples
    order = names[order][np.argsort(names)]
    return dict(X=rng.normal(size=(n_x, m)), Y=rng.normal(size=(n_y, m)), size=size, order=order)


@mini_batches.inputs(draws=3)
def a_smaller_last_one(rng):
    size = int(rng.integers(3, 5))
    return drawn(rng, int(rng.integers(2, 4)), 1, 2 * size + int(rng.integers(1, size)), size)


@mini_batches.inputs(draws=2)
def several_outputs(rng):
    return drawn(rng, 3, 2, 11, 4)


@mini_batches.inputs(group="edge cases", draws=2)
def all_of_the_same_size(rng):
    return drawn(rng, 2, 1, 9, 3)


X, Y = np.array([[1.0, 2.0, 3.0, 4.0, 5.0], [6.0, 7.0, 8.0, 9.0, 10.0]]), np.array([[0, 1, 1, 0, 1]])
mini_batches.edge("one mini-batch for all", dict(X=X, Y=Y, size=8, order=np.array([2, 0, 4, 1, 3])))
mini_batches.edge("mini-batches of one", dict(X=X, Y=Y, size=1, order=np.array([4, 2, 0, 1, 3])))

ORDERED, PIECES = "X, Y = X[:, order], Y[:, order]", "range(0, X.shape[1], size)"

mini_batches.mistake(
    "labels not shuffled",
    change=(ORDERED, "X = X[:, order]"),
    hint=dict(
        en="The labels stay in the old order, so they no longer belong to their examples.",
        zh="标签还是原来的顺序，就和样本对不上了。",
    ),
)
mini_batches.mistake(
    "order ignored",
    change=(ORDERED, "X, Y = X.copy(), Y.copy()"),
    hint=dict(
        en="The examples come in their old order; take them in the order that is passed in.",
        zh="样本还是原来的顺序；要按传进来的顺序取。",
    ),
)
mini_batches.mistake(
    "order turned round",
    change=(ORDERED, "X, Y = X[:, np.argsort(order)], Y[:, np.argsort(order)]"),
    hint=dict(
        en="The first number in `order` says which example comes first, not where example 0 goes.",
        zh="`order` 里的第一个编号说的是哪个样本排第一，而不是第 0 个样本排到哪里。",
    ),
)
mini_batches.mistake(
    "last mini-batch left out",
    change=(PIECES, "range(0, X.shape[1] - size + 1, size)"),
    hint=dict(
        en="The examples that do not fill a whole mini-batch are lost; they make a smaller one.",
        zh="凑不满一个小批量的样本丢掉了；它们应该组成一个较小的批量。",
    ),
)
mini_batches.mistake(
    "overlapping",
    change=(PIECES, "range(0, X.shape[1])"),
    hint=dict(
        en="A mini-batch begins at each example, so they overlap; each begins where the last one ends.",
        zh="每个样本处都开始了一个小批量，彼此重叠；下一个应该从上一个结束的地方开始。",
    ),
)
mini_batches.mistake(
    "one example too few",
    change=("(X[:, k:k + size], Y[:, k:k + size])", "(X[:, k:k + size - 1], Y[:, k:k + size - 1])"),
    hint=dict(
        en="A slice ends before its second number, so nothing is to be subtracted there.",
        zh="切片本来就不包含第二个数，那里不用再减。",
    ),
)
mini_batches.mistake(
    "labels with one axis",
    change=("Y[:, k:k + size])", "Y[0, k:k + size])"),
    hint=dict(
        en="The labels have lost their first axis; cut the columns and keep all rows.",
        zh="标签丢掉了第一个轴；只切列，所有的行都要保留。",
    ),
)
mini_batches.mistake(
    "rows instead of columns",
    change=(ORDERED, "X, Y = X[order], Y[order]"),
    hint=dict(
        en="An example is a column: the order belongs to the second axis.",
        zh="一个样本是一列：顺序属于第二个轴。",
    ),
)
mini_batches.mistake(
    "first mini-batch alone",
    change=(PIECES, "range(0, size, size)"),
    hint=dict(
        en="There is one mini-batch only; go on until all examples are used.",
        zh="只有一个小批量；要一直切到所有样本用完。",
    ),
)

mini_batches.variant(
    "whole ones first, then the rest, as the course writes it",
    code="""
    def mini_batches(X, Y, size, order):
        m = X.shape[1]
        batches = []
        shuffled_X = X[:, order]
        shuffled_Y = Y[:, order].reshape((Y.shape[0], m))
        complete = int(np.floor(m / size))
        for k in range(complete):
            batches.append((shuffled_X[:, k * size : (k + 1) * size], shuffled_Y[:, k * size : (k + 1) * size]))
        if m % size != 0:
            batches.append((shuffled_X[:, complete * size :], shuffled_Y[:, complete * size :]))
        return batches
    """,
)
mini_batches.variant(
    "the order is cut",
    code="""
    def mini_batches(X, Y, size, order):
        result = []
        while len(order):
            now, order = order[:size], order[size:]
            result.append((X[:, now], Y[:, now]))
        return result
    """,
)
mini_batches.variant(
    "split by NumPy",
    code="""
    def mini_batches(X, Y, size, order):
        cuts = np.arange(size, len(order), size)
        return [(X[:, part], Y[:, part]) for part in np.split(order, cuts)]
    """,
)
