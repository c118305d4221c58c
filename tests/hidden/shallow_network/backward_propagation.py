"""backward_propagation: the gradient of the cost for all parameters (lectures p33, p34)."""

import numpy as np

from autograder import Exercise

backward_propagation = Exercise(
    "backward_propagation",
    also=("back_propagation", "backward_prop"),
    shares={"values": 0.7, "shapes": 0.1, "edge cases": 0.1, "arguments unchanged": 0.1},
)


def forward(X, W1, b1, W2, b2):
    """Return the cache that a forward pass through this network leaves."""
    Z1 = W1 @ X + b1
    A1 = np.tanh(Z1)
    Z2 = W2 @ A1 + b2
    return {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": 1 / (1 + np.exp(-Z2))}


def batch(rng, n_x, n_h, n_y, m):
    """Draw a network and a batch; each row of Y holds both classes."""
    sizes = {"W1": (n_h, n_x), "b1": (n_h, 1), "W2": (n_y, n_h), "b2": (n_y, 1)}
    parameters = {name: rng.normal(size=size) for name, size in sizes.items()}
    X = rng.normal(size=(n_x, m))
    X.flat[0] = rng.uniform(6, 9)
    Y = np.array([rng.permutation(np.arange(m) % 2) for _ in range(n_y)])
    return dict(parameters=parameters, cache=forward(X, **parameters), X=X, Y=Y)


@backward_propagation.inputs
def one_output(rng):
    n_x, n_h, m = (int(size) for size in rng.permutation([2, 3, 5, 6])[:3])
    return batch(rng, n_x, n_h, 1, m)


@backward_propagation.inputs(group="edge cases", draws=3)
def several_outputs(rng):
    return batch(rng, *(int(size) for size in rng.permutation([2, 3, 5, 6])))


@backward_propagation.inputs(draws=2)
def as_many_units_and_examples_as_features(rng):
    n = int(rng.integers(2, 4))
    return batch(rng, n, n, 1, n)


@backward_propagation.contract
def a_cache_of_this_network(parameters, cache, X, Y):
    """Check that Z and A agree, because a solution may use either."""
    one = np.allclose(cache["A1"], np.tanh(cache["Z1"]), rtol=1e-7, atol=1e-8)
    return one and np.allclose(cache["A2"], 1 / (1 + np.exp(-cache["Z2"])), rtol=1e-7, atol=1e-8)


FIXED = {
    "W1": np.array([[1.0, 0.5], [-0.5, 2.0], [0.25, 1.0]]),
    "b1": np.array([[0.5], [-1.0], [1.0]]),
    "W2": np.array([[1.0, -2.0, 0.5]]),
    "b2": np.array([[0.75]]),
}
ONE, WHOLE = np.array([[0.5], [-1.0]]), np.array([[1, -1, 0, 2], [0, 2, 1, -1]])

backward_propagation.edge("one example", dict(parameters=FIXED, cache=forward(ONE, **FIXED), X=ONE, Y=np.array([[1]])))
backward_propagation.edge(
    "whole numbers", dict(parameters=FIXED, cache=forward(WHOLE, **FIXED), X=WHOLE, Y=np.array([[0, 1, 1, 0]]))
)

DZ2, DW2 = 'dZ2 = cache["A2"] - Y', 'dW2 = np.dot(dZ2, cache["A1"].T) / m'
DB2, DB1 = "db2 = np.sum(dZ2, axis=1, keepdims=True) / m", "db1 = np.sum(dZ1, axis=1, keepdims=True) / m"
BACK, SLOPE = 'np.dot(parameters["W2"].T, dZ2)', '(1 - cache["A1"] ** 2)'
DW1 = "dW1 = np.dot(dZ1, X.T) / m"

backward_propagation.mistake(
    "label minus prediction",
    change=(DZ2, 'dZ2 = Y - cache["A2"]'),
    hint=dict(
        en="The error is prediction minus label, `A2 - Y`; as written, every gradient has the wrong sign.",
        zh="误差是预测值减标签：`A2 - Y`；现在所有梯度的符号都反了。",
    ),
)
backward_propagation.mistake(
    "slope of the sigmoid twice",
    change=(DZ2, 'dZ2 = (cache["A2"] - Y) * cache["A2"] * (1 - cache["A2"])'),
    hint=dict(
        en="With the cross-entropy the slope of the sigmoid cancels out: `dZ2 = A2 - Y` is enough.",
        zh="用交叉熵时，sigmoid 的导数已经约掉了：`dZ2 = A2 - Y` 就够了。",
    ),
)
backward_propagation.mistake(
    "slope of tanh left out",
    change=(f"{BACK} * {SLOPE}", BACK),
    hint=dict(
        en="On the way back through the hidden layer, multiply by the slope of tanh, `1 - A1 ** 2`.",
        zh="反向经过隐藏层时，要乘以 tanh 的导数 `1 - A1 ** 2`。",
    ),
)
backward_propagation.mistake(
    "square forgotten in the slope of tanh",
    change=(SLOPE, '(1 - cache["A1"])'),
    hint=dict(
        en="The slope of tanh is `1 - A1 ** 2`; the square is missing.",
        zh="tanh 的导数是 `1 - A1 ** 2`；少了平方。",
    ),
)
backward_propagation.mistake(
    "slope of the sigmoid in the hidden layer",
    change=(SLOPE, '(cache["A1"] * (1 - cache["A1"]))'),
    hint=dict(
        en="The hidden layer uses tanh, whose slope is `1 - A1 ** 2`; `A1 * (1 - A1)` is the slope of the sigmoid.",
        zh="隐藏层用的是 tanh，导数是 `1 - A1 ** 2`；`A1 * (1 - A1)` 是 sigmoid 的导数。",
    ),
)
backward_propagation.mistake(
    "slope taken of Z1",
    change=(SLOPE, '(1 - cache["Z1"] ** 2)'),
    hint=dict(
        en="In the slope `1 - a²`, a is the activation `A1`, not `Z1`.",
        zh="导数 `1 - a²` 里的 a 是激活值 `A1`，不是 `Z1`。",
    ),
)
backward_propagation.mistake(
    "slope by a matrix product",
    change=(f"{BACK} * {SLOPE}", f"np.dot({BACK}, {SLOPE}.T)"),
    hint=dict(
        en="Multiply by the slope element by element (`*`): each unit has its own slope.",
        zh="要逐元素乘以导数（用 `*`）：每个单元有自己的导数。",
    ),
)
backward_propagation.mistake(
    "A1 not transposed",
    change=(DW2, 'dW2 = np.dot(dZ2, cache["A1"]) / m'),
    hint=dict(
        en="Transpose `A1`: only then `dW2` has the shape of `W2`, `(n_y, n_h)`.",
        zh="`A1` 要转置：这样 `dW2` 的形状才是 `(n_y, n_h)`，和 `W2` 一样。",
    ),
)
backward_propagation.mistake(
    "X not transposed",
    change=(DW1, "dW1 = np.dot(dZ1, X) / m"),
    hint=dict(
        en="Transpose `X`: only then `dW1` has the shape of `W1`, `(n_h, n_x)`.",
        zh="`X` 要转置：这样 `dW1` 的形状才是 `(n_h, n_x)`，和 `W1` 一样。",
    ),
)
backward_propagation.mistake(
    "W2 not transposed",
    change=(BACK, 'np.dot(parameters["W2"], dZ2)'),
    hint=dict(
        en="In the backward pass, transpose `W2`: `np.dot(W2.T, dZ2)` takes the error from the outputs to the hidden units.",
        zh="反向传播时 `W2` 要转置：`np.dot(W2.T, dZ2)` 把误差从输出层传回隐藏层。",
    ),
)
backward_propagation.mistake(
    "dW2 in place of W2",
    change=(BACK, "np.dot(dW2.T, dZ2)"),
    hint=dict(
        en="The error goes back through the weights `W2`, not through their gradient `dW2`.",
        zh="误差是沿着权重 `W2` 传回去的，不是沿着它的梯度 `dW2`。",
    ),
)
backward_propagation.mistake(
    "dW2 not averaged",
    change=(DW2, 'dW2 = np.dot(dZ2, cache["A1"].T)'),
    hint=dict(
        en="`dW2` is a sum over the examples; divide it by m.",
        zh="`dW2` 是对所有样本求和，别忘了除以 m。",
    ),
)
backward_propagation.mistake(
    "dW1 not averaged",
    change=(DW1, "dW1 = np.dot(dZ1, X.T)"),
    hint=dict(
        en="`dW1` is a sum over the examples; divide it by m.",
        zh="`dW1` 是对所有样本求和，别忘了除以 m。",
    ),
)
backward_propagation.mistake(
    "both db not averaged",
    change=[(DB1, DB1.replace(" / m", "")), (DB2, DB2.replace(" / m", ""))],
    hint=dict(
        en="`db1` and `db2` are sums over the examples; divide them by m.",
        zh="`db1` 和 `db2` 是对所有样本求和，别忘了除以 m。",
    ),
)
backward_propagation.mistake(
    "nothing averaged",
    change=[(line, line.replace(" / m", "")) for line in (DW1, DB1, DW2, DB2)],
    hint=dict(
        en="All four gradients are sums over the examples; divide each of them by m.",
        zh="四个梯度都是对所有样本求和，每个都要除以 m。",
    ),
)
backward_propagation.mistake(
    "averaged over the features",
    change=("m = X.shape[1]", "m = X.shape[0]"),
    hint=dict(
        en="The number of examples is `X.shape[1]`; `X.shape[0]` is the number of features.",
        zh="样本数是 `X.shape[1]`；`X.shape[0]` 是特征数。",
    ),
)
backward_propagation.mistake(
    "averaged a second time",
    change=(DZ2, 'dZ2 = (cache["A2"] - Y) / m'),
    hint=dict(
        en="`dZ2` has one column for each example, so do not divide it by m; divide once, in dW and db.",
        zh="`dZ2` 每个样本一列，不要除以 m；只在 dW 和 db 里除一次。",
    ),
)
backward_propagation.mistake(
    "keepdims forgotten",
    change=[(DB1, DB1.replace(", keepdims=True", "")), (DB2, DB2.replace(", keepdims=True", ""))],
    hint=dict(
        en="`db1` and `db2` have the shapes of `b1` and `b2`, `(n, 1)`: `keepdims=True` keeps the second axis.",
        zh="`db1`、`db2` 的形状和 `b1`、`b2` 一样，是 `(n, 1)`：`keepdims=True` 会保留第二个轴。",
    ),
)
backward_propagation.mistake(
    "sum over all units",
    change=[(DB1, DB1.replace("axis=1, ", "")), (DB2, DB2.replace("axis=1, ", ""))],
    hint=dict(
        en="Each unit has its own bias: sum over the examples only, `axis=1`.",
        zh="每个单元有自己的偏置：只对样本求和，用 `axis=1`。",
    ),
)
backward_propagation.mistake(
    "sum over the units",
    change=[(DB1, DB1.replace("axis=1", "axis=0")), (DB2, DB2.replace("axis=1", "axis=0"))],
    hint=dict(
        en="`axis=0` adds up the units; sum over the examples instead, `axis=1`.",
        zh="`axis=0` 是把各单元加起来；应该对样本求和，用 `axis=1`。",
    ),
)
backward_propagation.mistake(
    "the two layers swapped",
    change=('{"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}', '{"dW1": dW2, "db1": db2, "dW2": dW1, "db2": db1}'),
    hint=dict(
        en="The gradients of the two layers are swapped: `dW1` belongs to the hidden layer and has the shape of `W1`.",
        zh="两层的梯度写反了：`dW1` 属于隐藏层，形状和 `W1` 一样。",
    ),
)
backward_propagation.mistake(
    "second layer stepped before the first layer's gradient",
    code="""
    def backward_propagation(parameters, cache, X, Y):
        m = X.shape[1]
        A1, A2 = cache["A1"], cache["A2"]
        dZ2 = A2 - Y
        dW2, db2 = np.dot(dZ2, A1.T) / m, np.sum(dZ2, axis=1, keepdims=True) / m
        W2 = parameters["W2"] - 1.2 * dW2
        dZ1 = np.dot(W2.T, dZ2) * (1 - A1**2)
        dW1, db1 = np.dot(dZ1, X.T) / m, np.sum(dZ1, axis=1, keepdims=True) / m
        return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}
    """,
    free="1.2",
    hint=dict(
        en="`W2` is changed before it is used for the hidden layer. All gradients belong to the same parameters;"
        " a step is made afterwards, in `update_parameters`.",
        zh="`W2` 在用于隐藏层之前就被更新了。所有梯度都要用同一组参数来算；更新放到之后的 `update_parameters` 里。",
    ),
)

backward_propagation.variant(
    "as the course prints it",
    code="""
    def backward_propagation(parameters, cache, X, Y):
        m = X.shape[1]
        W1 = parameters["W1"]
        W2 = parameters["W2"]
        A1 = cache["A1"]
        A2 = cache["A2"]
        dZ2 = A2 - Y
        dW2 = (1 / m) * np.dot(dZ2, A1.T)
        db2 = (1 / m) * np.sum(dZ2, axis=1, keepdims=True)
        dZ1 = np.multiply(np.dot(W2.T, dZ2), 1 - np.power(A1, 2))
        dW1 = (1 / m) * np.dot(dZ1, X.T)
        db1 = (1 / m) * np.sum(dZ1, axis=1, keepdims=True)
        grads = {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}
        return grads
    """,
)
backward_propagation.variant(
    "the slope from Z1, means, the dZ returned too",
    code="""
    def backward_propagation(parameters, cache, X, Y):
        grads, m = {}, Y.shape[1]
        grads["dZ2"] = cache["A2"] - Y
        grads["dZ1"] = parameters["W2"].T @ grads["dZ2"] * tanh_derivative(cache["Z1"])
        for l, A in ((1, X), (2, cache["A1"])):
            grads[f"dW{l}"] = grads[f"dZ{l}"] @ A.T / m
            grads[f"db{l}"] = grads[f"dZ{l}"].mean(axis=1).reshape(-1, 1)
        return grads
    """,
)
backward_propagation.variant(
    "example by example",
    code="""
    def backward_propagation(parameters, cache, X, Y):
        grads = {"d" + name: np.zeros(value.shape) for name, value in parameters.items()}
        m = X.shape[1]
        for i in range(m):
            dz2 = cache["A2"][:, [i]] - Y[:, [i]]
            da1 = np.matmul(np.transpose(parameters["W2"]), dz2)
            dz1 = da1 * (1 - cache["A1"][:, [i]]) * (1 + cache["A1"][:, [i]])
            grads["dW2"] += np.outer(dz2, cache["A1"][:, i]) / m
            grads["db2"] += dz2 / m
            grads["dW1"] += np.outer(dz1, X[:, i]) / m
            grads["db1"] += dz1 / m
        return grads
    """,
)
backward_propagation.variant(
    "the long way through dA2",
    code="""
    def backward_propagation(parameters, cache, X, Y):
        m, A1, A2 = X.shape[1], cache["A1"], cache["A2"]
        dA2 = -Y / A2 + (1 - Y) / (1 - A2)
        dZ2 = dA2 * sigmoid_derivative(cache["Z2"])
        dZ1 = np.dot(parameters["W2"].T, dZ2) * (1 - A1 * A1)
        ones = np.ones((m, 1))
        return dict(dW1=dZ1 @ X.T / m, db1=dZ1 @ ones / m, dW2=dZ2 @ A1.T / m, db2=dZ2 @ ones / m)
    """,
)
