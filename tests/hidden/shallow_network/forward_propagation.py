"""forward_propagation: the network's output for all examples at once (lectures p28, p29)."""

import numpy as np

from autograder import Exercise

# Several outputs only earn a bonus, because the published course's code, which is otherwise right, asserts one output unit.
forward_propagation = Exercise(
    "forward_propagation",
    also=("forward_prop",),
    returns=("A2", "cache"),
    shares={"values": 0.7, "shapes": 0.1, "edge cases": 0.1, "arguments unchanged": 0.1},
    bonus={"several outputs": 1.0},
)


def batch(rng, n_x, n_h, n_y, m):
    """Draw a network and a batch; no bias is near 0, so that leaving one out changes the output."""

    def bias(size):
        return rng.choice([-1.0, 1.0], size=(size, 1)) * rng.uniform(0.5, 1.5, size=(size, 1))

    parameters = {"W1": rng.normal(size=(n_h, n_x)), "b1": bias(n_h), "W2": rng.normal(size=(n_y, n_h)), "b2": bias(n_y)}
    X = rng.normal(size=(n_x, m))
    X.flat[0] = rng.uniform(5.5, 7)
    return dict(X=X, parameters=parameters)


@forward_propagation.inputs
def different_sizes(rng):
    n_x, n_h, m = (int(size) for size in rng.permutation([2, 3, 5, 6])[:3])
    return batch(rng, n_x, n_h, 1, m)


@forward_propagation.inputs(draws=2)
def as_many_units_and_examples_as_features(rng):
    n = int(rng.integers(2, 4))
    return batch(rng, n, n, 1, n)


@forward_propagation.inputs(draws=3)
def large_sums(rng):
    """Draw a network whose sums are large, in the hidden layer and at the output."""
    n_x, n_h, m = (int(size) for size in rng.permutation([2, 3, 5, 6])[:3])
    inputs = batch(rng, n_x, n_h, 1, m)
    parameters = inputs["parameters"]
    parameters["W1"] *= 6 / np.max(np.abs(parameters["W1"] @ inputs["X"]))
    parameters["W2"] *= 8 / np.max(np.abs(parameters["W2"] @ np.tanh(parameters["W1"] @ inputs["X"] + parameters["b1"])))
    return inputs


@forward_propagation.inputs(draws=3, group="several outputs")
def several_outputs(rng):
    return batch(rng, *(int(size) for size in rng.permutation([2, 3, 5, 6])))


@forward_propagation.inputs(draws=3)
def one_size(rng):
    """Draw equal sizes each time, so that an answer from memory is the answer to other numbers."""
    return batch(rng, 2, 3, 1, 4)


forward_propagation.edge(
    "one example",
    dict(
        X=np.array([[0.5], [-1.0]]),
        parameters={
            "W1": np.array([[1.0, 0.5], [-0.5, 2.0], [0.25, 1.0]]),
            "b1": np.array([[0.5], [-1.0], [1.0]]),
            "W2": np.array([[1.0, -2.0, 0.5]]),
            "b2": np.array([[0.75]]),
        },
    ),
)
forward_propagation.edge(
    "one hidden unit, whole numbers",
    dict(
        X=np.array([[1, 0, 2], [-1, 3, 1]]),
        parameters={"W1": np.array([[1, -1]]), "b1": np.array([[1]]), "W2": np.array([[-2]]), "b2": np.array([[1]])},
    ),
)

Z1, A1 = 'np.dot(parameters["W1"], X) + parameters["b1"]', "A1 = np.tanh(Z1)"
Z2, A2 = 'np.dot(parameters["W2"], A1) + parameters["b2"]', "A2 = sigmoid(Z2)"
RETURN = 'return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}'

forward_propagation.mistake(
    "sigmoid in the hidden layer",
    change=(A1, "A1 = sigmoid(Z1)"),
    hint=dict(
        en="From here on the hidden layer uses tanh; the sigmoid stays in the output layer.",
        zh="从这里开始，隐藏层用 tanh；sigmoid 只用在输出层。",
    ),
)
forward_propagation.mistake(
    "hidden layer without an activation",
    change=(A1, "A1 = Z1"),
    hint=dict(
        en="The hidden layer needs an activation. Without it, two layers can do no more than one.",
        zh="隐藏层要有激活函数。没有它，两层和一层没有区别。",
    ),
)
forward_propagation.mistake(
    "ReLU in the hidden layer",
    change=(A1, "A1 = np.maximum(0, Z1)"),
    hint=dict(
        en="ReLU is a good choice in general, but this network uses tanh.",
        zh="一般来说 ReLU 是好选择，但这个网络用的是 tanh。",
    ),
)
forward_propagation.mistake(
    "tanh in the output",
    change=(A2, "A2 = np.tanh(Z2)"),
    hint=dict(
        en="The output is a probability between 0 and 1: `A2 = sigmoid(Z2)`.",
        zh="输出是 0 到 1 之间的概率：`A2 = sigmoid(Z2)`。",
    ),
)
forward_propagation.mistake(
    "output without an activation",
    change=(A2, "A2 = Z2"),
    hint=dict(
        en="The output layer needs an activation too: `A2 = sigmoid(Z2)`.",
        zh="输出层也要有激活函数：`A2 = sigmoid(Z2)`。",
    ),
)
forward_propagation.mistake(
    "the two activations swapped",
    change=[(A1, "A1 = sigmoid(Z1)"), (A2, "A2 = np.tanh(Z2)")],
    hint=dict(
        en="tanh and sigmoid are swapped: use tanh in the hidden layer and the sigmoid in the output layer.",
        zh="tanh 和 sigmoid 用反了：隐藏层用 tanh，输出层用 sigmoid。",
    ),
)
forward_propagation.mistake(
    "first bias left out",
    change=(Z1, 'np.dot(parameters["W1"], X)'),
    hint=dict(
        en="The bias of the hidden layer is missing: `Z1 = W1 X + b1`.",
        zh="少了隐藏层的偏置：`Z1 = W1 X + b1`。",
    ),
)
forward_propagation.mistake(
    "second bias left out",
    change=(Z2, 'np.dot(parameters["W2"], A1)'),
    hint=dict(
        en="The bias of the output layer is missing: `Z2 = W2 A1 + b2`.",
        zh="少了输出层的偏置：`Z2 = W2 A1 + b2`。",
    ),
)
forward_propagation.mistake(
    "weights transposed",
    change=(Z1, 'np.dot(parameters["W1"].T, X) + parameters["b1"]'),
    hint=dict(
        en="`W1` has the shape `(n_h, n_x)`, one row for each hidden unit: multiply `X` by it without a `.T`.",
        zh="`W1` 的形状是 `(n_h, n_x)`，每个隐藏单元一行：直接左乘 `X`，不用写 `.T`。",
    ),
)
forward_propagation.mistake(
    "products not added up",
    change=(Z1, 'parameters["W1"] * X + parameters["b1"]'),
    hint=dict(
        en="`*` only multiplies element by element; a layer needs the matrix product `np.dot(W1, X)`.",
        zh="`*` 只是逐元素相乘；一层网络要用矩阵乘法 `np.dot(W1, X)`。",
    ),
)
forward_propagation.mistake(
    "cache left out",
    change=(RETURN, "return A2"),
    hint=dict(
        en="Return two things: `A2`, and the dictionary with `Z1`, `A1`, `Z2` and `A2`.",
        zh="要返回两样东西：`A2`，还有装着 `Z1`、`A1`、`Z2`、`A2` 的字典。",
    ),
)
forward_propagation.mistake(
    "cache first",
    change=(RETURN, 'return {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}, A2'),
    hint=dict(
        en="Return `A2` first, then the dictionary.",
        zh="先返回 `A2`，再返回字典。",
    ),
)
forward_propagation.mistake(
    "Z and A swapped in the cache",
    change=('"Z1": Z1, "A1": A1,', '"Z1": A1, "A1": Z1,'),
    hint=dict(
        en='In the dictionary `"Z1"` and `"A1"` are swapped: `Z1` is before tanh, `A1` after it.',
        zh='字典里的 `"Z1"` 和 `"A1"` 写反了：`Z1` 是 tanh 之前的值，`A1` 是之后的值。',
    ),
)
forward_propagation.mistake(
    "Z left out of the cache",
    change=('{"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}', '{"A1": A1, "A2": A2}'),
    hint=dict(
        en='The dictionary should also hold `"Z1"` and `"Z2"`.',
        zh='字典里还要有 `"Z1"` 和 `"Z2"`。',
    ),
)
forward_propagation.mistake(
    "rank-1 output",
    change=(A2, "A2 = np.squeeze(sigmoid(Z2))"),
    hint=dict(
        en="The output has lost its first axis; keep the shape `(n_y, m)`.",
        zh="输出丢掉了第一个轴；请保持形状 `(n_y, m)`。",
    ),
)
forward_propagation.mistake(
    "tanh twice",
    change=('np.dot(parameters["W2"], A1)', 'np.dot(parameters["W2"], np.tanh(A1))'),
    hint=dict(
        en="`A1` has gone through tanh already; the output layer takes it as it is.",
        zh="`A1` 已经是 tanh 的输出，输出层直接使用它。",
    ),
)
forward_propagation.mistake(
    "Z1 into the output layer",
    change=('np.dot(parameters["W2"], A1)', 'np.dot(parameters["W2"], Z1)'),
    hint=dict(
        en="The output layer takes what the hidden layer's activation gives, not what goes into it.",
        zh="输出层的输入是隐藏层激活之后的结果，不是激活之前的。",
    ),
)

forward_propagation.variant(
    "as the course prints it",
    code="""
    def forward_propagation(X, parameters):
        W1 = parameters["W1"]
        b1 = parameters["b1"]
        W2 = parameters["W2"]
        b2 = parameters["b2"]
        Z1 = np.dot(W1, X) + b1
        A1 = np.tanh(Z1)
        Z2 = np.dot(W2, A1) + b2
        A2 = sigmoid(Z2)
        assert(A2.shape == (1, X.shape[1]))
        cache = {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}
        return A2, cache
    """,
)
forward_propagation.variant(
    "@, activations written out, more in the cache",
    code="""
    def forward_propagation(X, parameters):
        Z1 = parameters["W1"] @ X + parameters["b1"]
        A1 = 2 / (1 + np.exp(-2 * Z1)) - 1
        Z2 = parameters["W2"] @ A1 + parameters["b2"]
        A2 = np.exp(Z2) / (1 + np.exp(Z2))
        return [A2, dict(A0=X, Z1=Z1, A1=A1, Z2=Z2, A2=A2, m=X.shape[1])]
    """,
)
forward_propagation.variant(
    "example by example",
    code="""
    def forward_propagation(X, parameters, print_cost=False):
        parts = {"Z1": [], "A1": [], "Z2": [], "A2": []}
        for i in range(X.shape[1]):
            a = X[:, i:i + 1]
            for l, g in ((1, np.tanh), (2, sigmoid)):
                z = np.matmul(parameters[f"W{l}"], a) + parameters[f"b{l}"]
                a = g(z)
                parts[f"Z{l}"].append(z)
                parts[f"A{l}"].append(a)
        cache = {name: np.hstack(columns) for name, columns in parts.items()}
        return cache["A2"], cache
    """,
)
