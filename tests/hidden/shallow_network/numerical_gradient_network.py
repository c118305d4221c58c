"""numerical_gradient_network: all slopes at once, without a loop (stretch, lectures p33, p34)."""

import numpy as np

from autograder import Exercise

numerical_gradient_network = Exercise(
    "numerical_gradient_network", called={"eps": ("epsilon", "h", "step")}, rtol=1e-6, atol=1e-7
)


def network(rng, n_x, n_h, m):
    """Draw a network with one output, and data with both classes."""
    sizes = {"W1": (n_h, n_x), "b1": (n_h, 1), "W2": (1, n_h), "b2": (1, 1)}
    signs = {name: rng.choice([-1.0, 1.0], size=size) for name, size in sizes.items()}
    parameters = {name: signs[name] * np.round(rng.uniform(0.4, 1.2, size=size), 2) for name, size in sizes.items()}
    X, Y = np.round(rng.normal(size=(n_x, m)), 2), rng.permutation(np.arange(m) % 2)[np.newaxis]
    X.flat[0] = np.round(rng.uniform(5.5, 7), 2)
    return dict(parameters=parameters, X=X, Y=Y)


@numerical_gradient_network.inputs
def wide_steps(rng):
    """Draw a step so wide that central differences differ visibly from slopes computed in other ways."""
    n_x, n_h, m = (int(size) for size in rng.permutation([2, 3, 5]))
    return network(rng, n_x, n_h, m) | dict(eps=float(rng.uniform(0.05, 0.1)))


@numerical_gradient_network.inputs(draws=2)
def equal_sizes(rng):
    return network(rng, *[int(rng.integers(2, 4))] * 3) | dict(eps=float(rng.uniform(0.05, 0.1)))


@numerical_gradient_network.inputs(draws=3)
def one_size(rng):
    """Draw equal sizes each time, so that an answer from memory is the answer to other numbers."""
    return network(rng, 2, 3, 5) | dict(eps=float(rng.uniform(0.05, 0.1)))


@numerical_gradient_network.contract
def nowhere_steep(parameters, X, Y, eps=1e-5):
    """Where a step moves a sum far, right ways to compute the differences need not agree."""
    return all(np.all(np.abs(value) <= 2) for value in parameters.values()) and np.all(np.abs(X) <= 10)


ONE_UNIT = {"W1": np.array([[1.0, -0.5]]), "b1": np.array([[0.5]]), "W2": np.array([[2.0]]), "b2": np.array([[-0.25]])}
numerical_gradient_network.edge(
    "one hidden unit, one example", dict(parameters=ONE_UNIT, X=np.array([[2.0], [1.0]]), Y=np.array([[1]]), eps=0.1)
)
numerical_gradient_network.edge(
    "whole numbers, step not given",
    dict(
        parameters={"W1": np.array([[1, -1], [0, 1]]), "b1": np.array([[1], [-1]]), "W2": np.array([[1, -2]])}
        | {"b2": np.array([[1]])},
        X=np.array([[1, 0, -1], [0, 1, 1]]),
        Y=np.array([[1, 0, 0]]),
    ),
)

MOVES, SLOPES = "np.concatenate([np.eye(P), -np.eye(P)])", "(costs[:P] - costs[P:]) / (2 * eps)"
COSTS = "-np.mean(Y * np.log(A2) + (1 - Y) * np.log(1 - A2), axis=(1, 2))"

numerical_gradient_network.mistake(
    "one-sided differences",
    change=(MOVES, "np.concatenate([np.eye(P), np.zeros((P, P))]) * 2"),
    hint=dict(
        en="This takes a step to one side only; take one step up and one step down from the given parameters.",
        zh="只往一边走了；应该从给定的参数往上走一步，再往下走一步。",
    ),
)
numerical_gradient_network.mistake(
    "divided by eps",
    change=(SLOPES, "(costs[:P] - costs[P:]) / eps"),
    hint=dict(
        en="The distance from the step down to the step up is `2 * eps`; divide by that.",
        zh="往下走一步和往上走一步，两处相距 `2 * eps`；要除以它。",
    ),
)
numerical_gradient_network.mistake(
    "sign",
    change=(SLOPES, "(costs[P:] - costs[:P]) / (2 * eps)"),
    hint=dict(
        en="The sign is wrong: take the cost after the step up minus the cost after the step down.",
        zh="符号反了：应该用往上走一步的成本减去往下走一步的成本。",
    ),
)
numerical_gradient_network.mistake(
    "not averaged over the examples",
    change=(COSTS, COSTS.replace("np.mean", "np.sum")),
    hint=dict(
        en="The cost is the mean over the examples, not the sum.",
        zh="成本是所有样本损失的平均值，不是总和。",
    ),
)
numerical_gradient_network.mistake(
    "averaged over the networks too",
    change=(COSTS, COSTS.replace(", axis=(1, 2)", "") + " * np.ones(2 * P)"),
    hint=dict(
        en="Each moved network has its own cost: average over the examples only, not over the networks.",
        zh="每个挪动过的网络都有自己的成本：只对样本取平均，不要对网络取平均。",
    ),
)
numerical_gradient_network.mistake(
    "both steps up",
    change=("np.concatenate([np.eye(P), -np.eye(P)])", "np.concatenate([np.eye(P), np.eye(P)])"),
    equals="averaged over the networks too",  # all slopes are 0
    hint=dict(
        en="One of the two networks is moved up, the other one down; here both are moved the same way.",
        zh="两个网络要一个往上挪，一个往下挪；这里两个挪的方向相同。",
    ),
)
numerical_gradient_network.mistake(
    "slopes by back-propagation",
    code="""
    def numerical_gradient_network(parameters, X, Y, eps=1e-5):
        return backward_propagation(parameters, forward_propagation(X, parameters)[1], X, Y)
    """,
    hint=dict(
        en="These slopes come from back-propagation; compute them from costs alone, a step `eps` up and a step `eps` down.",
        zh="这是反向传播算出的梯度；数值梯度只用成本来算：往上、往下各走一步 `eps`。",
    ),
)
numerical_gradient_network.mistake(
    "keys of the parameters",
    change=('"d" + name', "name"),
    hint=dict(
        en="The keys of gradients begin with a d: `dW1`, `db1`, `dW2`, `db2`.",
        zh="梯度的键以 d 开头：`dW1`、`db1`、`dW2`、`db2`。",
    ),
)

numerical_gradient_network.variant(
    "entry by entry",
    code="""
    def numerical_gradient_network(parameters, X, Y, eps=1e-5):
        grads = {}
        for name, value in parameters.items():
            slope = np.zeros(value.shape)
            for index in np.ndindex(value.shape):
                costs = []
                for step in (eps, -eps):
                    moved = value.astype(float)
                    moved[index] += step
                    costs.append(compute_cost(forward_propagation(X, {**parameters, name: moved})[0], Y))
                slope[index] = (costs[0] - costs[1]) / (2 * eps)
            grads["d" + name] = slope
        return grads
    """,
)
numerical_gradient_network.variant(
    "one array at a time",
    code="""
    def numerical_gradient_network(parameters, X, Y, eps=1e-5):
        def costs(p):
            A2 = 1 / (1 + np.exp(-(p["W2"] @ np.tanh(p["W1"] @ X + p["b1"]) + p["b2"])))
            return -np.log(np.where(Y == 1, A2, 1 - A2)).mean(axis=(-2, -1))

        grads = {}
        for name, value in parameters.items():
            moves = eps * np.eye(value.size).reshape(value.size, *value.shape)
            up, down = (costs({**parameters, name: value + sign * moves}) for sign in (1, -1))
            grads["d" + name] = ((up - down) / (2 * eps)).reshape(value.shape)
        return grads
    """,
)
numerical_gradient_network.variant(
    "two stacks, einsum",
    code="""
    def numerical_gradient_network(parameters, X, Y, eps=1e-5):
        names = ("W1", "b1", "W2", "b2")
        theta = np.concatenate([parameters[name].ravel() for name in names])
        cuts = np.cumsum([parameters[name].size for name in names])[:-1]

        def costs(thetas):
            W1, b1, W2, b2 = (part.reshape(-1, *parameters[name].shape)
                              for name, part in zip(names, np.split(thetas, cuts, axis=1)))
            A1 = np.tanh(np.einsum("phx,xm->phm", W1, X) + b1)
            A2 = sigmoid(np.einsum("pkh,phm->pkm", W2, A1) + b2)
            return (-(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))).mean(axis=2)[:, 0]

        slopes = (costs(theta + eps * np.eye(theta.size)) - costs(theta - eps * np.eye(theta.size))) / (2 * eps)
        return {"d" + name: part.reshape(parameters[name].shape) for name, part in zip(names, np.split(slopes, cuts))}
    """,
)


@numerical_gradient_network.wide
def any_network(rng):
    n_x, n_h, m = (int(size) for size in rng.integers(1, 13, size=3))
    return network(rng, n_x, n_h, m)


numerical_gradient_network.equivalent("1e-05 -> 2e-05", reason="Both step sizes give seven right digits.")
