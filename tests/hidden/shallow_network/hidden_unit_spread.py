"""hidden_unit_spread: how far apart training drives the hidden units (lecture p35)."""

import numpy as np

from autograder import Exercise

hidden_unit_spread = Exercise(
    "hidden_unit_spread",
    called={
        "learning_rate": ("alpha", "lr", "rate", "eta"),
        "num_iterations": ("num_iters", "iterations", "n_iterations", "iters", "n_iter", "epochs", "num_epochs", "steps"),
    },
    rtol=1e-6,
    float32=1e-3,
    shares={"values": 0.6, "equal units": 0.1, "edge cases": 0.2, "arguments unchanged": 0.1},
)


def data(rng, n_x, m):
    """Draw examples of both classes, whose labels do not depend on the features."""
    X = np.round(rng.uniform(-1.5, 1.5, size=(n_x, m)), 5)
    X.flat[0] = np.round(rng.uniform(5.5, 7), 5)
    return dict(X=X, Y=rng.permutation(np.arange(m) % 2)[np.newaxis])


def training(rng):
    return dict(num_iterations=int(rng.integers(5, 20)), learning_rate=round(float(rng.uniform(0.2, 0.8)), 2))


@hidden_unit_spread.inputs
def units_that_differ(rng):
    """Draw three or four more hidden units than features; the last unit and the last but two differ most.

    So these two are not neighbours, neither is the first unit, and no loop that ends at `n_x` meets both.
    """
    n_x, m = (int(size) for size in rng.permutation([2, 3, 5])[:2])
    n_h = n_x + int(rng.integers(3, 5))
    W1 = rng.normal(size=(n_h, n_x))
    W1[-1], W1[-3] = W1.max(axis=0) + rng.uniform(0.5, 1, size=n_x), W1.min(axis=0) - rng.uniform(0.5, 1, size=n_x)
    parameters = {"W1": W1, "b1": rng.normal(size=(n_h, 1)), "W2": rng.normal(size=(1, n_h)), "b2": rng.normal(size=(1, 1))}
    parameters = {name: np.round(value, 5) for name, value in parameters.items()}
    return dict(parameters=parameters) | data(rng, n_x, m + 3) | training(rng)


@hidden_unit_spread.inputs(group="equal units", draws=3)
def equal_units(rng):
    """Draw equal hidden units; training keeps them equal, so the spread is 0."""
    n_x, n_h, m = (int(size) for size in rng.permutation([2, 3, 5])[:3])
    parameters = {
        "W1": rng.normal(size=(1, n_x)) * np.ones((n_h, 1)),
        "b1": rng.normal() * np.ones((n_h, 1)),
        "W2": rng.normal() * np.ones((1, n_h)),
        "b2": rng.normal(size=(1, 1)),
    }
    return dict(parameters=parameters) | data(rng, n_x, m + 3) | training(rng)


FIXED = dict(
    parameters={
        "W1": np.array([[1.0, 0.25], [0.5, -1.0], [-0.75, 0.5]]),
        "b1": np.array([[0.0], [0.5], [-0.5]]),
        "W2": np.array([[1.0, -0.5, 0.75]]),
        "b2": np.array([[0.25]]),
    },
    X=np.array([[1.0, -0.5, 0.25, 1.5], [0.5, 1.0, -1.0, -0.25]]),
    Y=np.array([[1, 0, 1, 0]]),
)

hidden_unit_spread.edge("no training", FIXED | dict(num_iterations=0, learning_rate=0.5))
hidden_unit_spread.edge("one step", FIXED | dict(num_iterations=1, learning_rate=0.5))
hidden_unit_spread.edge("more than 200 steps", FIXED | dict(num_iterations=220, learning_rate=0.3))

LOOP, SPREAD = "for _ in range(num_iterations):", "np.max(np.ptp(W1, axis=0))"
UPDATE = "parameters = update_parameters(parameters, grads, learning_rate)"

hidden_unit_spread.mistake(
    "spread before training",
    change=(LOOP, "for _ in range(0):"),
    hint=dict(
        en="This is the spread before training; train for `num_iterations` steps first.",
        zh="这是训练之前的差距；要先训练 `num_iterations` 步。",
    ),
)
hidden_unit_spread.mistake(
    "learning rate not passed on",
    change=(UPDATE, "parameters = update_parameters(parameters, grads)"),
    hint=dict(
        en="`update_parameters` uses its default rate, 1.2; pass `learning_rate` on to it.",
        zh="`update_parameters` 用的是默认的学习率 1.2；要把 `learning_rate` 传给它。",
    ),
)
hidden_unit_spread.mistake(
    "new parameters not kept",
    change=(UPDATE, "update_parameters(parameters, grads, learning_rate)"),
    hint=dict(
        en="`update_parameters` returns the new parameters; keep them: `parameters = update_parameters(…)`.",
        zh="`update_parameters` 会返回新的参数；要把它们存下来：`parameters = update_parameters(…)`。",
    ),
    equals="spread before training",
)
hidden_unit_spread.mistake(
    "one step too many",
    change=(LOOP, "for _ in range(num_iterations + 1):"),
    hint=dict(
        en="This is one step too many: `range(num_iterations)` makes exactly `num_iterations` steps.",
        zh="多走了一步：`range(num_iterations)` 正好走 `num_iterations` 步。",
    ),
)
hidden_unit_spread.mistake(
    "spread within a unit",
    change=(SPREAD, "np.max(np.ptp(W1, axis=1))"),
    hint=dict(
        en="The units are the rows of `W1`: compare them with each other, for each input (`axis=0`).",
        zh="`W1` 的每一行是一个单元：要对每个输入比较不同的行（`axis=0`）。",
    ),
)
hidden_unit_spread.mistake(
    "spread over all weights",
    change=(SPREAD, "np.max(W1) - np.min(W1)"),
    hint=dict(
        en="Compare weights for the same input only: largest minus smallest in each column, then the largest of these.",
        zh="只比较同一个输入的权重：每一列的最大值减最小值，再取其中最大的。",
    ),
)
hidden_unit_spread.mistake(
    "smallest difference",
    change=(SPREAD, "np.min(np.ptp(W1, axis=0))"),
    hint=dict(
        en="Return the largest difference: take the `max` over the inputs too.",
        zh="要返回最大的差距：对输入也取 `max`。",
    ),
)
hidden_unit_spread.mistake(
    "one number for each input",
    change=(SPREAD, "np.ptp(W1, axis=0)"),
    hint=dict(
        en="Return one number: the largest of the differences.",
        zh="要返回一个数：所有差距里最大的那个。",
    ),
)
hidden_unit_spread.mistake(
    "first two units only",
    change=(SPREAD, "np.max(np.abs(W1[0] - W1[1]))"),
    hint=dict(
        en="Every pair of hidden units counts, not only the first two.",
        zh="每一对隐藏单元都要比较，不只是前两个。",
    ),
)
hidden_unit_spread.mistake(
    "neighbours only",
    change=(SPREAD, "np.max(np.abs(np.diff(W1, axis=0)))"),
    hint=dict(
        en="Every pair of hidden units counts, not only neighbours.",
        zh="每一对隐藏单元都要比较，不相邻的也算。",
    ),
)
hidden_unit_spread.mistake(
    "standard deviation",
    change=(SPREAD, "np.max(np.std(W1, axis=0))"),
    hint=dict(
        en="The spread is the largest difference between two units, not a standard deviation.",
        zh="这里的差距是两个单元之间的最大差，不是标准差。",
    ),
)
hidden_unit_spread.mistake(
    "output weights",
    change=('W1 = parameters["W1"]', 'W1 = parameters["W2"].T'),
    hint=dict(
        en="These are the weights of the output layer; the weights of the hidden units are in `W1`.",
        zh="这是输出层的权重；隐藏单元的权重在 `W1` 里。",
    ),
)

hidden_unit_spread.variant(
    "every pair",
    code="""
    def hidden_unit_spread(parameters, X, Y, num_iterations, learning_rate):
        for i in range(num_iterations):
            A2, cache = forward_propagation(X, parameters)
            parameters = update_parameters(parameters, backward_propagation(parameters, cache, X, Y), learning_rate)
        W1 = parameters["W1"]
        return np.abs(W1[:, None, :] - W1[None, :, :]).max()
    """,
)
hidden_unit_spread.variant("largest minus smallest", change=(SPREAD, "float((W1.max(axis=0) - W1.min(axis=0)).max())"))
hidden_unit_spread.variant(
    "written out, with loops",
    code="""
    def hidden_unit_spread(parameters, X, Y, num_iterations=100, learning_rate=1.2):
        W1, b1, W2, b2 = (parameters[name].copy() for name in ("W1", "b1", "W2", "b2"))
        m = X.shape[1]
        for _ in range(num_iterations):
            A1 = np.tanh(W1 @ X + b1)
            dZ2 = 1 / (1 + np.exp(-(W2 @ A1 + b2))) - Y
            dZ1 = W2.T @ dZ2 * (1 - A1 ** 2)
            W2 -= learning_rate * dZ2 @ A1.T / m
            b2 -= learning_rate * dZ2.mean(axis=1, keepdims=True)
            W1 -= learning_rate * dZ1 @ X.T / m
            b1 -= learning_rate * dZ1.mean(axis=1, keepdims=True)
        largest = 0.0
        for i in range(W1.shape[0]):
            for j in range(W1.shape[0]):
                for k in range(W1.shape[1]):
                    largest = max(largest, abs(W1[i, k] - W1[j, k]))
        return largest
    """,
)
