"""numerical_gradients: all gradients of the network by central differences (stretch, lecture p37)."""

import numpy as np

from autograder import Exercise

# Loose enough for any way to compute the derivative, tight enough to tell a one-sided difference from a central one.
numerical_gradients = Exercise(
    "numerical_gradients",
    called={"epsilon": ("eps", "h", "step")},
    rtol=1e-5,
    atol=1e-7,
    shares={"values": 0.9, "edge cases": 0.1},
)


def all_sums(parameters, X):
    """Return Z of every layer."""
    A, sums = X, []
    for l in range(1, len(parameters) // 2 + 1):
        sums.append(parameters[f"W{l}"] @ A + parameters[f"b{l}"])
        A = np.maximum(0, sums[-1])
    return sums


def hidden_sums(parameters, X):
    """Return Z of every hidden layer; ReLU has its kink where Z is 0."""
    return all_sums(parameters, X)[:-1]


def is_saturated(parameters, X):
    """Return whether an output is so near 0 or 1 that 1 - A loses the digits that a difference of costs needs."""
    return np.max(np.abs(all_sums(parameters, X)[-1])) > 6


def network(rng, L, sizes=()):
    """Draw L layers in which Z has both signs and no entry near 0; all widths and the number of examples differ."""
    *dims, m = sizes or (int(size) for size in rng.permutation(np.arange(2, 8))[: L + 1])
    dims = [*dims, 1]
    while True:
        X, parameters = rng.normal(size=(dims[0], m)), {}
        X.flat[0] = rng.uniform(5.5, 7)
        for l in range(1, L + 1):
            parameters[f"W{l}"] = rng.normal(size=(dims[l], dims[l - 1])) / np.sqrt(dims[l - 1])
            parameters[f"b{l}"] = rng.uniform(0.1, 0.4, size=(dims[l], 1))
        apart = all(np.min(np.abs(Z)) > 0.02 and np.min(Z) < 0 < np.max(Z) for Z in hidden_sums(parameters, X))
        if apart and not is_saturated(parameters, X):
            Y = rng.permutation(np.arange(m) % 2)[np.newaxis]
            return dict(parameters=parameters, X=X, Y=Y, epsilon=float(rng.uniform(0.5e-4, 2e-4)))


def of_depth(L):
    def draw(rng):
        return network(rng, L)

    draw.__name__ = f"L_=_{L}"
    return draw


for L in range(2, 4):
    numerical_gradients.inputs(draws=2)(of_depth(L))
numerical_gradients.inputs(group="edge cases", draws=2)(of_depth(1))


@numerical_gradients.inputs(draws=3)
def one_size(rng):
    """Draw equal sizes each time, so that an answer from memory is the answer to other numbers."""
    return network(rng, 2, (3, 4, 5))


@numerical_gradients.contract
def far_from_kinks(parameters, X, Y, epsilon):
    if np.any(np.abs(X) > 10) or any(np.any(np.abs(value) > 5) for value in parameters.values()):
        return False  # a step would move the sums too far for the tolerance
    return all(np.min(np.abs(Z)) > 0.01 for Z in hidden_sums(parameters, X)) and np.all((Y == 0) | (Y == 1)) and epsilon > 0


TWO_LAYERS = {
    "W1": np.array([[1.0, -2.0], [0.5, 1.5]]),
    "b1": np.array([[1.0], [-0.25]]),
    "W2": np.array([[1.0, -0.5]]),
    "b2": np.array([[-0.5]]),
}
numerical_gradients.edge(
    "one example", dict(parameters=TWO_LAYERS, X=np.array([[0.5], [0.25]]), Y=np.array([[1]]), epsilon=1e-4)
)
numerical_gradients.edge(
    "entries in another order",
    dict(
        parameters=dict(reversed(TWO_LAYERS.items())),
        X=np.array([[0.5, 1.0], [0.25, 3.0]]),
        Y=np.array([[1, 0]]),
        epsilon=1e-4,
    ),
)

SLOPES = "(costs(theta + steps) - costs(theta - steps)) / (2 * epsilon)"
COST = "-np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A), axis=(1, 2))"
ACTIVATION = "relu(Z) if l < L else sigmoid(Z)"
Z = 'networks[f"W{l}"] @ A + networks[f"b{l}"]'

numerical_gradients.mistake(
    "a difference on one side",
    change=(SLOPES, "(costs(theta + steps) - costs(theta + 0 * steps)) / epsilon"),
    hint=dict(
        en="A one-sided difference is off by about epsilon; move up *and* down: J(θ + ε) - J(θ - ε).",
        zh="单侧差分的误差和 ε 差不多大；要往两边各移动一次：J(θ + ε) - J(θ - ε)。",
    ),
)
numerical_gradients.mistake(
    "divided by epsilon",
    change=(SLOPES, SLOPES.replace("(2 * epsilon)", "epsilon")),
    hint=dict(
        en="The distance from θ - ε to θ + ε is 2ε: divide by `2 * epsilon`.",
        zh="从 θ - ε 到 θ + ε 的距离是 2ε：要除以 `2 * epsilon`。",
    ),
)
numerical_gradients.mistake(
    "not divided",
    change=(SLOPES, SLOPES.replace(" / (2 * epsilon)", "")),
    hint=dict(
        en="The difference of the costs is not a slope yet: divide it by `2 * epsilon`.",
        zh="成本的差还不是导数：要除以 `2 * epsilon`。",
    ),
)
numerical_gradients.mistake(
    "sign",
    change=(SLOPES, "(costs(theta - steps) - costs(theta + steps)) / (2 * epsilon)"),
    hint=dict(
        en="The sign is wrong: the cost after the move up comes first, J(θ + ε) - J(θ - ε).",
        zh="符号反了：往上移动后的成本在前，J(θ + ε) - J(θ - ε)。",
    ),
)
numerical_gradients.mistake(
    "sum of the losses",
    change=(COST, COST.replace("np.mean", "np.sum")),
    hint=dict(
        en="The cost is the mean of the losses, not their sum.",
        zh="成本函数是损失的平均值，不是总和。",
    ),
)
numerical_gradients.mistake(
    "sigmoid in every layer",
    change=(ACTIVATION, "sigmoid(Z)"),
    hint=dict(
        en="Hidden layers use ReLU, as in `L_model_forward`.",
        zh="隐藏层用 ReLU，和 `L_model_forward` 一样。",
    ),
)
numerical_gradients.mistake(
    "biases left out of the network",
    change=(Z, 'networks[f"W{l}"] @ A'),
    hint=dict(
        en="The biases affect the cost too: Z = W A + b.",
        zh="偏置也会影响成本：Z = W A + b。",
    ),
)
numerical_gradients.mistake(
    "all numbers moved at once",
    change=("np.eye(theta.size)", "np.ones((theta.size, theta.size))"),
    hint=dict(
        en="Move one number at a time and leave all others unchanged: only then is this a partial derivative.",
        zh="每次只移动一个数，其他的保持不变：这才是偏导数。",
    ),
)
numerical_gradients.mistake(
    "named like the parameters",
    change=('f"d{name}": part', "name: part"),
    hint=dict(
        en="The gradient of `W1` is called `dW1`.",
        zh="`W1` 的梯度叫 `dW1`。",
    ),
)

numerical_gradients.variant(
    "one number after the other, with the functions from above",
    code="""
    def numerical_gradients(parameters, X, Y, epsilon=1e-5):
        grads = {}
        for name, array in parameters.items():
            grads["d" + name] = np.zeros(array.shape)
            for index in np.ndindex(array.shape):
                J = []
                for sign in (1, -1):
                    moved = {key: value.astype(float) for key, value in parameters.items()}
                    moved[name][index] += sign * epsilon
                    J.append(compute_cost(L_model_forward(X, moved)[0], Y))
                grads["d" + name][index] = (J[0] - J[1]) / (2 * epsilon)
        return grads
    """,
)
numerical_gradients.variant(
    "one array after the other, many networks at once",
    code="""
    def numerical_gradients(parameters, X, Y, eps=1e-4):
        L = len(parameters) // 2
        def costs(networks):
            A = X
            for l in range(1, L + 1):
                Z = np.matmul(networks[f"W{l}"], A) + networks[f"b{l}"]
                A = Z * (Z > 0) if l < L else (1 + np.tanh(Z / 2)) / 2
            return np.where(Y == 1, -np.log(A), -np.log(1 - A)).mean(axis=-1).ravel()
        grads = {}
        for name, array in parameters.items():
            moves = eps * np.eye(array.size).reshape(-1, *array.shape)
            up, down = costs(parameters | {name: array + moves}), costs(parameters | {name: array - moves})
            grads[f"d{name}"] = ((up - down) / 2 / eps).reshape(array.shape)
        return grads
    """,
)
numerical_gradients.variant(
    "complex steps",
    code="""
    def numerical_gradients(parameters, X, Y, epsilon=None):
        L, grads = len(parameters) // 2, {}
        for name, array in parameters.items():
            slopes = []
            for k in range(array.size):
                moved = array.astype(complex)
                moved.ravel()[k] += 1e-20j
                A = X
                for l in range(1, L + 1):
                    W, b = (moved if key == name else parameters[key] for key in (f"W{l}", f"b{l}"))
                    Z = W @ A + b
                    A = Z * (Z.real > 0) if l < L else 1 / (1 + np.exp(-Z))
                slopes.append(-np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A)).imag / 1e-20)
            grads["d" + name] = np.array(slopes).reshape(array.shape)
        return grads
    """,
)

STEEP = "Where a gradient is above 5, a step of this length is too long for the tolerance, and right ways differ."
numerical_gradients.equivalent("values-clipped", reason=STEEP)
numerical_gradients.equivalent("values-saturated", reason=STEEP)
