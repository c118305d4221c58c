"""gradient_check_network: how far gradients are from numerical ones (lectures p33, p34)."""

import numpy as np

from autograder import Difference, Exercise, compare


def small_or_equal(got, expected, inputs):
    """Compare two relative distances; where the gradients are right, only check that the distance is below 1e-6.

    Such a distance is nothing but rounding error, so its exact value differs between right solutions.
    """
    limit = 1e-6
    if (difference := compare(got, expected, rtol=1e-3, atol=limit, equal_nan=True)) is not None:
        return difference
    if expected < limit and not 0 <= float(got) < limit:
        return Difference("value", "", float(got), float(expected))
    return None


gradient_check_network = Exercise(
    "gradient_check_network",
    called={"eps": ("epsilon", "h", "step"), "grads": ("gradients",)},
    shares={"values": 0.5, "right gradients": 0.3, "edge cases": 0.1, "arguments unchanged": 0.1},
    compare=small_or_equal,
)


def network(rng, n_x, n_h, m):
    """Draw parameters and data with both classes; add the right gradients."""
    sizes = {"W1": (n_h, n_x), "b1": (n_h, 1), "W2": (1, n_h), "b2": (1, 1)}
    signs = {name: rng.choice([-1.0, 1.0], size=size) for name, size in sizes.items()}
    parameters = {name: signs[name] * np.round(rng.uniform(0.4, 1.2, size=size), 2) for name, size in sizes.items()}
    X, Y = np.round(rng.normal(size=(n_x, m)), 2), rng.permutation(np.arange(m) % 2)[np.newaxis]
    X.flat[0] = np.round(rng.uniform(5.5, 7), 2)
    return dict(parameters=parameters, grads=slopes(parameters, X, Y), X=X, Y=Y)


def slopes(parameters, X, Y, h=1e-30):
    """Return the gradients by complex steps: the imaginary part of J(θ + i h), divided by a tiny h."""

    def cost(W1, b1, W2, b2):
        A2 = 1 / (1 + np.exp(-(W2 @ np.tanh(W1 @ X + b1) + b2)))
        return -np.mean(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))

    grads = {}
    for name, value in parameters.items():
        grads["d" + name] = np.zeros(value.shape)
        for index in np.ndindex(value.shape):
            moved = value.astype(complex)
            moved[index] += 1j * h
            grads["d" + name][index] = cost(**{**parameters, name: moved}).imag / h
    return grads


def sizes(rng):
    return (int(size) for size in rng.permutation([2, 3, 5])[:3])


@gradient_check_network.inputs(group="right gradients")
def right_gradients(rng):
    return network(rng, *sizes(rng))


@gradient_check_network.inputs(group="right gradients", draws=3)
def right_gradients_and_larger_steps(rng):
    return network(rng, *sizes(rng)) | dict(eps=1e-4)


@gradient_check_network.inputs
def wrong_gradients(rng):
    """Draw gradients in which every entry is wrong by a different factor."""
    case = network(rng, *sizes(rng))
    grads = {name: value * rng.uniform(0.3, 1.9, size=value.shape) for name, value in case["grads"].items()}
    return case | dict(grads=grads)


@gradient_check_network.inputs(draws=2)
def a_wrong_bias(rng):
    """Draw gradients of which only db1 or only db2 is wrong."""
    case = network(rng, *sizes(rng))
    name = str(rng.choice(["db1", "db2"]))
    return case | dict(grads=case["grads"] | {name: case["grads"][name] + rng.uniform(0.1, 0.3)})


@gradient_check_network.contract
def nowhere_steep(parameters, grads, X, Y, eps=1e-5):
    """Where a step moves a sum far, or the cost is nearly flat, right ways to compute the distance need not agree."""
    return all(np.all(np.abs(value) <= 2) for value in parameters.values()) and np.all(np.abs(X) <= 10)


WHOLE = dict(
    parameters={"W1": np.array([[1, -1], [0, 1]]), "b1": np.array([[1], [-1]]), "W2": np.array([[1, -2]])}
    | {"b2": np.array([[1]])},
    X=np.array([[1, 0, -1], [0, 1, 1]]),
    Y=np.array([[1, 0, 0]]),
)
RIGHT = slopes(WHOLE["parameters"], WHOLE["X"], WHOLE["Y"])

gradient_check_network.edge("whole numbers", WHOLE | dict(grads=RIGHT))
gradient_check_network.edge("every sign wrong", WHOLE | dict(grads={name: -value for name, value in RIGHT.items()}))

SLOPE = "(cost(name, index, eps) - cost(name, index, -eps)) / (2 * eps)"
NAMES = 'for name in ("W1", "b1", "W2", "b2"):'
ABOVE, BELOW = "np.linalg.norm(analytic - numerical)", "(np.linalg.norm(analytic) + np.linalg.norm(numerical))"

gradient_check_network.mistake(
    "one-sided difference",
    change=(SLOPE, "(cost(name, index, eps) - cost(name, index, 0)) / eps"),
    hint=dict(
        en="A one-sided difference is only accurate to about eps; take the difference between a step up and a step down.",
        zh="只往一边走，误差和 eps 同一量级；应该往上、往下各走一步，再求差。",
    ),
)
gradient_check_network.mistake(
    "divided by eps",
    change=(SLOPE, SLOPE.replace("(2 * eps)", "eps")),
    hint=dict(
        en="The distance from the step down to the step up is `2 * eps`; divide by that.",
        zh="往下走一步和往上走一步，两处相距 `2 * eps`；要除以它。",
    ),
)
gradient_check_network.mistake(
    "2 * eps without brackets",
    change=(SLOPE, SLOPE.replace("(2 * eps)", "2 * eps")),
    hint=dict(
        en="`/ 2 * eps` divides by 2 and then multiplies by eps; write `/ (2 * eps)`.",
        zh="`/ 2 * eps` 是先除以 2 再乘以 eps；要写成 `/ (2 * eps)`。",
    ),
)
gradient_check_network.mistake(
    "step down minus step up",
    change=(SLOPE, "(cost(name, index, -eps) - cost(name, index, eps)) / (2 * eps)"),
    hint=dict(
        en="The sign is wrong: take the cost after the step up minus the cost after the step down.",
        zh="符号反了：应该用往上走一步的成本减去往下走一步的成本。",
    ),
)
gradient_check_network.mistake(
    "biases not checked",
    change=(NAMES, 'for name in ("W1", "W2"):'),
    hint=dict(
        en="The biases have gradients too: check `b1` and `b2` as well.",
        zh="偏置也有梯度：`b1` 和 `b2` 也要检查。",
    ),
)
gradient_check_network.mistake(
    "hidden layer not checked",
    change=(NAMES, 'for name in ("W2", "b2"):'),
    hint=dict(
        en="The hidden layer is left out: check `W1` and `b1` as well.",
        zh="漏了隐藏层：`W1` 和 `b1` 也要检查。",
    ),
)
gradient_check_network.mistake(
    "output layer not checked",
    change=(NAMES, 'for name in ("W1", "b1"):'),
    hint=dict(
        en="The output layer is left out: check `W2` and `b2` as well.",
        zh="漏了输出层：`W2` 和 `b2` 也要检查。",
    ),
)
gradient_check_network.mistake(
    "distance not made relative",
    change=(f"return {ABOVE} / {BELOW}", f"return {ABOVE}"),
    hint=dict(
        en="Divide the distance by the sum of the two lengths: whether 0.01 is large depends on the size of the gradients.",
        zh="距离还要除以两个长度之和：0.01 算不算大，要看梯度本身有多大。",
    ),
)
gradient_check_network.mistake(
    "relative to one of the two",
    change=(BELOW, "np.linalg.norm(numerical)"),
    hint=dict(
        en="Divide by the sum of both lengths, `‖g‖ + ‖n‖`, so that both gradients count equally.",
        zh="要除以两个长度之和 `‖g‖ + ‖n‖`，对两个梯度一视同仁。",
    ),
)
gradient_check_network.mistake(
    "length of the sum",
    change=(BELOW, "np.linalg.norm(analytic + numerical)"),
    hint=dict(
        en="The denominator is the sum of the two lengths, `‖g‖ + ‖n‖`, not the length of the sum.",
        zh="分母是两个长度之和 `‖g‖ + ‖n‖`，不是两者之和的长度。",
    ),
)
gradient_check_network.mistake(
    "difference of the lengths",
    change=(ABOVE, "abs(np.linalg.norm(analytic) - np.linalg.norm(numerical))"),
    hint=dict(
        en="Two gradients of equal length can point in different directions: take the length of their difference.",
        zh="长度相等的两个梯度方向可能不同：要取两者之差的长度。",
    ),
)
gradient_check_network.mistake(
    "squared lengths",
    change=(
        f"return {ABOVE} / {BELOW}",
        "return np.sum((analytic - numerical) ** 2) / (np.sum(analytic ** 2) + np.sum(numerical ** 2))",
    ),
    hint=dict(
        en="The length is the root of the sum of squares: `np.linalg.norm`. Squares without the root hide small errors.",
        zh="长度是平方和的平方根：`np.linalg.norm`。不开平方会掩盖小的误差。",
    ),
)
gradient_check_network.mistake(
    "all entries moved at once",
    change=("moved[index] += step", "moved += step"),
    hint=dict(
        en="Move one entry at a time and leave the others unchanged.",
        zh="每次只动一个元素，其余的保持不变。",
    ),
)
gradient_check_network.mistake(
    "parameters moved in place",
    change=("moved = parameters[name].astype(float)", "moved = parameters[name]"),
    hint=dict(
        en="This changes the caller's parameters and does not restore them; work on a copy of the array.",
        zh="这样会改掉调用者的参数，而且没有还原；请在副本上修改。",
    ),
)

gradient_check_network.variant(
    "one long vector",
    code="""
    def gradient_check_network(parameters, grads, X, Y, eps=1e-5):
        names = ["W1", "b1", "W2", "b2"]
        theta = np.concatenate([parameters[name].ravel() for name in names]).astype(float)
        g = np.concatenate([grads["d" + name].ravel() for name in names])

        def J(vector):
            p, start = {}, 0
            for name in names:
                size = parameters[name].size
                p[name] = vector[start:start + size].reshape(parameters[name].shape)
                start += size
            return compute_cost(forward_propagation(X, p)[0], Y)

        n = np.zeros_like(theta)
        for i in range(theta.size):
            up, down = theta.copy(), theta.copy()
            up[i] += eps
            down[i] -= eps
            n[i] = (J(up) - J(down)) / (2 * eps)
        return np.linalg.norm(g - n) / (np.linalg.norm(g) + np.linalg.norm(n))
    """,
)
gradient_check_network.variant(
    "moved in place and put back, squares summed up",
    code="""
    def gradient_check_network(parameters, grads, X, Y, eps=1e-5):
        work = {name: np.array(value, dtype=float) for name, value in parameters.items()}
        d = g = n = 0.0
        for name, W in work.items():
            for i in range(W.shape[0]):
                for j in range(W.shape[1]):
                    old = W[i, j]
                    W[i, j] = old + eps
                    plus = compute_cost(forward_propagation(X, work)[0], Y)
                    W[i, j] = old - eps
                    minus = compute_cost(forward_propagation(X, work)[0], Y)
                    W[i, j] = old
                    slope = (plus - minus) / 2 / eps
                    d += (slope - grads["d" + name][i, j]) ** 2
                    g += grads["d" + name][i, j] ** 2
                    n += slope ** 2
        return np.sqrt(d) / (np.sqrt(g) + np.sqrt(n))
    """,
)
gradient_check_network.variant(
    "deep copies, cost written out",
    code="""
    def gradient_check_network(parameters, grads, X, Y, epsilon=1e-5):
        import copy
        g, n = [], []
        for name in parameters:
            for index, _ in np.ndenumerate(parameters[name]):
                costs = []
                for sign in (1, -1):
                    p = copy.deepcopy(parameters)
                    p[name] = p[name] + 0.0
                    p[name][index] += sign * epsilon
                    A2 = sigmoid(p["W2"] @ np.tanh(p["W1"] @ X + p["b1"]) + p["b2"])
                    costs.append(-np.mean(np.log(np.where(Y == 1, A2, 1 - A2))))
                g.append(grads["d" + name][index])
                n.append((costs[0] - costs[1]) / (2 * epsilon))
        g, n = np.array(g), np.array(n)
        return np.array(np.sqrt(np.sum((g - n) ** 2)) / (np.sqrt(np.sum(g ** 2)) + np.sqrt(np.sum(n ** 2))))
    """,
)


@gradient_check_network.wide
def any_network(rng):
    """Draw right gradients half of the time; at these scales, rounding leaves central differences six digits."""
    n_x, n_h, m = (int(size) for size in rng.integers(1, 4, size=3))
    case = network(rng, n_x, n_h, m)
    scale = 10.0 ** rng.uniform(-0.5, 0.3)
    case["X"] = case["X"] * scale
    case["grads"] = slopes(case["parameters"], case["X"], case["Y"])
    if rng.integers(2):
        case["grads"] = {name: value * rng.uniform(0.3, 1.9, size=value.shape) for name, value in case["grads"].items()}
    return case


gradient_check_network.equivalent("1e-05 -> 2e-05", reason="Both step sizes give six right digits, and both are in use.")
