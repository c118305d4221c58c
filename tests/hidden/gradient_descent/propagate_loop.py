"""propagate_loop: cost and gradient over m examples, with loops (lecture p16)."""

import numpy as np

from autograder import Exercise

propagate_loop = Exercise(
    "propagate_loop",
    returns=("grads", "cost"),
    shares={"values": 0.7, "shapes": 0.1, "edge cases": 0.1, "arguments unchanged": 0.1},
)


def training_set(rng, n, m):
    """Draw examples of both classes, with features of different sizes, so that no two gradients are alike."""
    return dict(
        w=rng.uniform(0.3, 0.9, size=(n, 1)) * rng.choice([-1, 1], size=(n, 1)),
        b=float(rng.uniform(0.5, 1.2)),
        X=rng.normal(size=(n, m)) + np.arange(1, n + 1).reshape(-1, 1) / 2,
        Y=rng.permutation(np.arange(m) % 2)[np.newaxis],
    )


def stretched(rng, inputs, least, most):
    """Return the inputs with the first example moved along w, so that its weighted sum is far above 0, and the last one far
    below."""
    w, b, X = inputs["w"], inputs["b"], inputs["X"].copy()
    for i, z in ((0, rng.uniform(least, most)), (-1, -rng.uniform(least, most))):
        X[:, i] += w[:, 0] * (z - b - w[:, 0] @ X[:, i]) / np.sum(w**2)
    return inputs | dict(X=X)


@propagate_loop.inputs
def more_examples_than_features(rng):
    return stretched(rng, training_set(rng, 3, int(rng.integers(4, 8))), 6, 8)


@propagate_loop.inputs(draws=3)
def more_features_than_examples(rng):
    return training_set(rng, int(rng.integers(4, 6)), 3)


@propagate_loop.contract
def far_from_saturation(w, b, X, Y):
    return np.all(np.abs(w.T @ X + b) < 30) and np.all(np.isin(Y, (0, 1)))


@propagate_loop.inputs(group="edge cases", draws=2)
def far_from_zero(rng):
    """Draw examples of which the neuron is nearly sure."""
    return stretched(rng, training_set(rng, 2, 4), 15, 20)


propagate_loop.edge("one example", dict(w=np.array([[0.5], [-1.0]]), b=0.25, X=np.array([[1.0], [2.0]]), Y=np.array([[1]])))
propagate_loop.edge(
    "one feature", dict(w=np.array([[0.5]]), b=-1.0, X=np.array([[1.0, 2.0, -1.0]]), Y=np.array([[1, 0, 0]]))
)
propagate_loop.edge(
    "whole numbers", dict(w=np.array([[1], [-1]]), b=0, X=np.array([[1, 2, 0], [2, 0, -1]]), Y=np.array([[1, 0, 1]]))
)


@propagate_loop.wide
def sets_of_all_sizes(rng):
    n, m = rng.integers(1, 13, size=2)
    scale = 10 ** rng.uniform(-6, 3)
    X = scale * rng.normal(size=(n, m))
    return dict(w=rng.normal(size=(n, 1)) / scale, b=rng.normal(), X=X, Y=rng.integers(0, 2, size=(1, m)))


propagate_loop.equivalent("0 -> -1", reason="w and dw have one column and Y has one row, so the first is also the last")

START, Z0 = "J, db = 0.0, 0.0\n    dw = np.zeros((n_x, 1))", "        z = b\n"
OUTER, ERROR = "for i in range(m):", "dz = a - y"
SUM, RETURN = "dw[j, 0] = dw[j, 0] + X[j, i] * dz", 'return {"dw": dw / m, "db": db / m}, J / m'

propagate_loop.mistake(
    "sums instead of means",
    change=(RETURN, 'return {"dw": dw, "db": db}, J'),
    hint=dict(
        en="J, dw and db are sums over the examples; divide all three by m after the loop.",
        zh="J、dw、db 都是对样本的求和；循环之后三个都要除以 m。",
    ),
)
propagate_loop.mistake(
    "gradients not divided by m",
    change=(RETURN, 'return {"dw": dw, "db": db}, J / m'),
    hint=dict(
        en="The cost is divided by m, but dw and db are not.",
        zh="成本除以了 m，但 dw 和 db 没有。",
    ),
)
propagate_loop.mistake(
    "cost not divided by m",
    change=(RETURN, 'return {"dw": dw / m, "db": db / m}, J'),
    hint=dict(
        en="dw and db are divided by m, but the cost is not.",
        zh="dw 和 db 除以了 m，但成本没有。",
    ),
)
propagate_loop.mistake(
    "dw not divided by m",
    change=(RETURN, 'return {"dw": dw, "db": db / m}, J / m'),
    hint=dict(
        en="dw is a sum over the examples; divide it by m.",
        zh="dw 是对所有样本的求和，别忘了除以 m。",
    ),
)
propagate_loop.mistake(
    "db not divided by m",
    change=(RETURN, 'return {"dw": dw / m, "db": db}, J / m'),
    hint=dict(
        en="db is a sum over the examples; divide it by m.",
        zh="db 是对所有样本的求和，别忘了除以 m。",
    ),
)
propagate_loop.mistake(
    "only the last example",
    change=[(f"    {START}\n", ""), (f"{OUTER}\n", f"{OUTER}\n        J, db, dw = 0.0, 0.0, np.zeros((n_x, 1))\n")],
    hint=dict(
        en="The sums are set to 0 again for every example, so only the last one counts. "
        "Set them to 0 once, before the loop.",
        zh="每个样本都把累加的变量清零了，所以只剩下最后一个样本。清零要放在循环之前，只做一次。",
    ),
)
propagate_loop.mistake(
    "dw overwritten",
    change=(SUM, "dw[j, 0] = X[j, i] * dz"),
    hint=dict(
        en="dw holds only the last example; add to it: `dw[j, 0] += …`.",
        zh="dw 里只有最后一个样本；要累加：`dw[j, 0] += …`。",
    ),
)
propagate_loop.mistake(
    "db overwritten",
    change=("db = db + dz", "db = dz"),
    hint=dict(
        en="db holds only the last example; add to it: `db += dz`.",
        zh="db 里只有最后一个样本；要累加：`db += dz`。",
    ),
)
propagate_loop.mistake(
    "cost overwritten",
    change=("J = J + loss(a, y)", "J = loss(a, y)"),
    hint=dict(
        en="J holds only the loss of the last example; add to it: `J += …`.",
        zh="J 里只有最后一个样本的损失；要累加：`J += …`。",
    ),
)
propagate_loop.mistake(
    "last example left out",
    change=(OUTER, "for i in range(m - 1):"),
    hint=dict(
        en="The last example is left out: `range(m)` already ends at m - 1.",
        zh="漏掉了最后一个样本：`range(m)` 本来就到 m - 1 为止。",
    ),
)
propagate_loop.mistake(
    "two features, whatever there are",
    change=[
        ("for j in range(n_x):\n            z =", "for j in range(min(2, n_x)):\n            z ="),
        ("for j in range(n_x):\n            dw", "for j in range(min(2, n_x)):\n            dw"),
    ],
    hint=dict(
        en="The lecture writes dw1 and dw2 for two features; here there are n_x. Loop over all of them.",
        zh="课上只有两个特征，写了 dw1 和 dw2；这里有 n_x 个，要循环所有特征。",
    ),
)
propagate_loop.mistake(
    "dw1 and dw2 alone",
    code="""
    def propagate_loop(w, b, X, Y):
        m = X.shape[1]
        J, dw1, dw2, db = 0, 0, 0, 0
        for i in range(m):
            a, y = sigmoid(w[0, 0] * X[0, i] + w[1, 0] * X[1, i] + b), Y[0, i]
            J += loss(a, y)
            dw1 += X[0, i] * (a - y)
            dw2 += X[1, i] * (a - y)
            db += a - y
        return {"dw": np.array([[dw1], [dw2]]) / m, "db": db / m}, J / m
    """,
    hint=dict(
        en="The lecture has two features, hence dw1 and dw2. Here there are n_x: make dw an array of shape `(n_x, 1)` and "
        "loop over its entries.",
        zh="课上只有两个特征，所以写 dw1 和 dw2。这里有 n_x 个：把 dw 做成形状为 `(n_x, 1)` 的数组，再循环它的各个元素。",
    ),
)
propagate_loop.mistake(
    "label minus prediction",
    change=(ERROR, "dz = y - a"),
    hint=dict(
        en="The sign is wrong: dz = a - y.",
        zh="符号反了：dz = a - y。",
    ),
)
propagate_loop.mistake(
    "slope of the sigmoid once more",
    change=(ERROR, "dz = (a - y) * a * (1 - a)"),
    hint=dict(
        en="The factor a(1 - a) has already cancelled: dz = a - y.",
        zh="因子 a(1 - a) 已经约掉了：dz = a - y。",
    ),
)
propagate_loop.mistake(
    "weights instead of inputs",
    change=(SUM, "dw[j, 0] = dw[j, 0] + w[j, 0] * dz"),
    hint=dict(
        en="dw adds up x times dz, not w times dz.",
        zh="dw 累加的是 x 乘以 dz，不是 w 乘以 dz。",
    ),
)
propagate_loop.mistake(
    "bias left out",
    change=(Z0, "        z = 0.0\n"),
    hint=dict(
        en="The bias b is missing from z.",
        zh="z 里少了偏置 b。",
    ),
)
propagate_loop.mistake(
    "bias for every feature",
    change=[(Z0, "        z = 0.0\n"), ("z = z + w[j, 0] * X[j, i]", "z = z + w[j, 0] * X[j, i] + b")],
    hint=dict(
        en="Add the bias once for each example, not once for each feature: outside the inner loop.",
        zh="偏置对每个样本只加一次，不是每个特征加一次：要放在内层循环外面。",
    ),
)
propagate_loop.mistake(
    "z carried over",
    change=[(f"{OUTER}\n{Z0}", f"z = b\n    {OUTER}\n")],
    hint=dict(
        en="z still holds the sum of the previous example; start again from b for each example.",
        zh="z 里还留着上一个样本的和；每个样本都要重新从 b 开始。",
    ),
)
propagate_loop.mistake(
    "rank-1 dw",
    change=(RETURN, 'return {"dw": dw.flatten() / m, "db": db / m}, J / m'),
    hint=dict(
        en="dw should have the same shape as w.",
        zh="dw 的形状应该和 w 一样。",
    ),
)
propagate_loop.mistake(
    "cost first",
    change=(RETURN, 'return J / m, {"dw": dw / m, "db": db / m}'),
    hint=dict(
        en="Return the gradients first, then the cost: `return grads, cost`.",
        zh="先返回梯度，再返回成本：`return grads, cost`。",
    ),
)

propagate_loop.variant(
    "one example at a time",
    code="""
    def propagate_loop(w, b, X, Y):
        m = X.shape[1]
        dw, db, J = np.zeros(w.shape), 0, 0
        for i in range(m):
            x, y = X[:, i:i + 1], Y[0, i]
            grads = single_example_gradients(w, b, x, y)
            dw += grads["dw"] / m
            db += grads["db"] / m
            J += loss(sigmoid((w.T @ x).item() + b), y) / m
        return {"dw": dw, "db": db}, J
    """,
)
propagate_loop.variant(
    "lists of the terms",
    code="""
    def propagate_loop(w, b, X, Y):
        losses, errors = [], []
        for x, y in zip(X.T, Y[0]):
            a = 1 / (1 + np.exp(-(np.dot(w[:, 0], x) + b)))
            losses.append(-np.log(a) if y == 1 else -np.log(1 - a))
            errors.append(a - y)
        dw = [np.mean([x[j] * dz for x, dz in zip(X.T, errors)]) for j in range(len(X))]
        return {"dw": np.array(dw).reshape(-1, 1), "db": np.mean(errors)}, np.mean(losses)
    """,
)
propagate_loop.variant(
    "no loop at all",
    code="""
    def propagate_loop(w, b, X, Y):
        m = X.shape[1]
        A = sigmoid(w.T @ X + b)
        J = float(np.sum(loss(A, Y))) / m
        return {"dw": X @ (A - Y).T / m, "db": np.sum(A - Y) / m}, J
    """,
)
