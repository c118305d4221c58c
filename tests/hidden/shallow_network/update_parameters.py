"""update_parameters: one step of gradient descent (lecture p33)."""

import numpy as np

from autograder import Exercise

update_parameters = Exercise(
    "update_parameters",
    also=("update_params",),
    called={"learning_rate": ("alpha", "lr", "rate", "eta")},
    shares={"values": 0.7, "shapes": 0.1, "edge cases": 0.1, "arguments unchanged": 0.1},
)


def network(rng, sizes=()):
    """Draw parameters and gradients; no gradient is near 0."""
    n_x, n_h, n_y = sizes or (int(size) for size in rng.permutation([1, 2, 3, 5])[:3])
    sizes = {"W1": (n_h, n_x), "b1": (n_h, 1), "W2": (n_y, n_h), "b2": (n_y, 1)}
    parameters = {name: rng.normal(size=size) for name, size in sizes.items()}
    signs = {name: rng.choice([-1.0, 1.0], size=size) for name, size in sizes.items()}
    grads = {f"d{name}": signs[name] * rng.uniform(0.2, 1.2, size=size) for name, size in sizes.items()}
    for name, value in parameters.items():
        value.flat[0], grads[f"d{name}"].flat[-1] = rng.uniform(6, 12, size=2)
    return dict(parameters=parameters, grads=grads)


@update_parameters.inputs
def some_rate(rng):
    return network(rng) | dict(learning_rate=float(rng.uniform(0.01, 0.9)))


@update_parameters.inputs(draws=3)
def rate_not_given(rng):
    return network(rng)


@update_parameters.inputs(draws=3)
def one_size(rng):
    """Draw equal sizes each time, so that an answer from memory is the answer to other numbers."""
    return network(rng, (2, 4, 1)) | dict(learning_rate=0.3)


update_parameters.edge(
    "whole numbers",
    dict(
        parameters={"W1": np.array([[1, -2]]), "b1": np.array([[0]]), "W2": np.array([[3]]), "b2": np.array([[1]])},
        grads={
            "dW1": np.array([[0.5, 1.0]]),
            "db1": np.array([[-0.5]]),
            "dW2": np.array([[0.25]]),
            "db2": np.array([[2.0]]),
        },
        learning_rate=0.5,
    ),
)

STEP = 'parameters[name] - learning_rate * grads["d" + name]'
NAMES = 'for name in ("W1", "b1", "W2", "b2")}'

update_parameters.mistake(
    "uphill",
    change=(STEP, STEP.replace(" - ", " + ")),
    hint=dict(
        en="The gradient points uphill; to lower the cost, subtract it.",
        zh="梯度指向上升的方向；要让成本下降，应该减去它。",
    ),
)
update_parameters.mistake(
    "no learning rate",
    change=(STEP, 'parameters[name] - grads["d" + name]'),
    hint=dict(
        en="Multiply the gradients by `learning_rate` before you subtract them.",
        zh="减去梯度之前，要先乘以 `learning_rate`。",
    ),
)
update_parameters.mistake(
    "learning rate fixed",
    change=(STEP, STEP.replace("learning_rate", "1.2")),
    free="1.2",
    hint=dict(
        en="Use the argument `learning_rate` instead of a fixed 1.2.",
        zh="要用参数 `learning_rate` 的值，不要写死成 1.2。",
    ),
)
update_parameters.mistake(
    "parameters scaled too",
    change=(STEP, 'learning_rate * (parameters[name] - grads["d" + name])'),
    hint=dict(
        en="The learning rate multiplies the gradient only, not the parameter.",
        zh="学习率只乘梯度，不乘参数。",
    ),
)
update_parameters.mistake(
    "biases not updated",
    change=(STEP, f'{STEP} if name[0] == "W" else parameters[name]'),
    hint=dict(
        en="The biases are learned too: update `b1` and `b2` as well.",
        zh="偏置也要学习：`b1` 和 `b2` 也要更新。",
    ),
)
update_parameters.mistake(
    "output layer not updated",
    change=(STEP, f'{STEP} if name[1] == "1" else parameters[name]'),
    hint=dict(
        en="The output layer learns too: update `W2` and `b2` as well.",
        zh="输出层也要学习：`W2` 和 `b2` 也要更新。",
    ),
)
update_parameters.mistake(
    "hidden layer not updated",
    change=(STEP, f'{STEP} if name[1] == "2" else parameters[name]'),
    hint=dict(
        en="The hidden layer learns too: update `W1` and `b1` as well.",
        zh="隐藏层也要学习：`W1` 和 `b1` 也要更新。",
    ),
)
update_parameters.mistake(
    "biases left out",
    change=(NAMES, 'for name in ("W1", "W2")}'),
    hint=dict(
        en="Return all four parameters: `W1`, `b1`, `W2` and `b2`.",
        zh="四个参数都要返回：`W1`、`b1`、`W2`、`b2`。",
    ),
)
update_parameters.mistake(
    "keys of the gradients",
    change=("{name: parameters", '{"d" + name: parameters'),
    hint=dict(
        en="The result holds parameters, so its keys are `W1`, `b1`, `W2`, `b2`, without the d.",
        zh="返回的是参数，所以键是 `W1`、`b1`、`W2`、`b2`，前面没有 d。",
    ),
)
update_parameters.mistake(
    "unchanged",
    change=(STEP, "parameters[name]"),
    hint=dict(
        en="The parameters come back unchanged; return the new ones.",
        zh="参数原样返回了；应该返回更新之后的参数。",
    ),
)
update_parameters.mistake(
    "parameters overwritten in place",
    code="""
    def update_parameters(parameters, grads, learning_rate=1.2):
        for name in ("W1", "b1", "W2", "b2"):
            parameters[name] -= learning_rate * grads["d" + name]
        return parameters
    """,
    hint=dict(
        en="`-=` changes the caller's arrays; `W1 = W1 - …` makes a new array.",
        zh="`-=` 会改掉调用者的数组；写 `W1 = W1 - …` 会生成新数组。",
    ),
)

update_parameters.variant(
    "as the course prints it",
    code="""
    def update_parameters(parameters, grads, learning_rate=1.2):
        W1 = parameters["W1"]
        b1 = parameters["b1"]
        W2 = parameters["W2"]
        b2 = parameters["b2"]
        dW1 = grads["dW1"]
        db1 = grads["db1"]
        dW2 = grads["dW2"]
        db2 = grads["db2"]
        W1 = W1 - learning_rate * dW1
        b1 = b1 - learning_rate * db1
        W2 = W2 - learning_rate * dW2
        b2 = b2 - learning_rate * db2
        parameters = {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
        return parameters
    """,
)
update_parameters.variant(
    "entries rebound",
    code="""
    def update_parameters(parameters, grads, learning_rate=1.2):
        for name in list(parameters):
            parameters[name] = parameters[name] - learning_rate * grads["d" + name]
        return parameters
    """,
)
update_parameters.variant(
    "on a deep copy",
    code="""
    def update_parameters(parameters, grads, learning_rate=1.2):
        import copy
        new = {name: value.astype(float) for name, value in copy.deepcopy(parameters).items()}
        for layer in (1, 2):
            new[f"W{layer}"] -= learning_rate * grads[f"dW{layer}"]
            new[f"b{layer}"] -= learning_rate * grads[f"db{layer}"]
        return new
    """,
)
