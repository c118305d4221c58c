"""single_example_gradients: the chain rule through one neuron, for one example (lecture p15)."""

import numpy as np

from autograder import Exercise

single_example_gradients = Exercise(
    "single_example_gradients",
    shares={"values": 0.7, "shapes": 0.1, "edge cases": 0.1, "arguments unchanged": 0.1},
)


def example(rng, y):
    """Draw an example on the wrong side, whose first feature is so large that its slope is above 5."""
    n = int(rng.integers(2, 5))
    w, x = rng.uniform(0.3, 1, size=(n, 1)), rng.uniform(0.5, 2, size=(n, 1))
    w[::2] *= -1
    x[-1] *= -1
    b, z = float(rng.uniform(0.4, 1.2)), rng.uniform(0.2, 1.5) * (1 - 2 * y)
    x[0] = rng.uniform(12, 16)
    w[0] = (z - b - np.sum(w[1:] * x[1:])) / x[0]
    return dict(w=w, b=b, x=x, y=y)


@single_example_gradients.inputs(draws=4)
def label_1(rng):
    return example(rng, 1)


@single_example_gradients.inputs(draws=4)
def label_0(rng):
    return example(rng, 0)


@single_example_gradients.inputs(group="edge cases", draws=2)
def far_from_zero(rng):
    """Draw an example of which the neuron is nearly sure, rightly or wrongly."""
    inputs = example(rng, int(rng.integers(2)))
    z, w = rng.choice([-1, 1]) * rng.uniform(15, 20), inputs["w"]
    return inputs | dict(x=inputs["x"] + w * (z - inputs["b"] - np.sum(w * inputs["x"])) / np.sum(w**2))


@single_example_gradients.contract
def far_from_saturation(w, b, x, y):
    return y in (0, 1) and abs(float(np.sum(w * x)) + b) < 30


single_example_gradients.edge("one feature", dict(w=np.array([[0.5]]), b=-0.25, x=np.array([[2.0]]), y=1))
single_example_gradients.edge("whole numbers", dict(w=np.array([[1], [-1], [2]]), b=1, x=np.array([[2], [4], [0]]), y=0))
single_example_gradients.edge("zeros", dict(w=np.zeros((2, 1)), b=0.0, x=np.array([[3.0], [-1.0]]), y=1))

Z, A, DZ = "z = np.sum(w * x) + b", "a = sigmoid(z)", "dz = a - y"
RETURN = '{"dz": dz, "dw": x * dz, "db": dz}'

single_example_gradients.mistake(
    "label minus prediction",
    change=(DZ, "dz = y - a"),
    hint=dict(
        en="The sign is wrong: dz = a - y.",
        zh="符号反了：dz = a - y。",
    ),
)
single_example_gradients.mistake(
    "slope of the sigmoid once more",
    change=(DZ, "dz = (a - y) * a * (1 - a)"),
    hint=dict(
        en="dz = a - y already contains a(1 - a): it cancels with the denominator of da. "
        "(With the squared error it would stay.)",
        zh="dz = a - y 里已经包含 a(1 - a)：它和 da 的分母约掉了。（用平方误差时才会留下来。）",
    ),
)
single_example_gradients.mistake(
    "chain cut off before z",
    change=(DZ, "dz = -y / a + (1 - y) / (1 - a)"),
    hint=dict(
        en="This is da, the derivative with respect to a. To get dz, multiply by the slope of the sigmoid, a(1 - a).",
        zh="这是对 a 的导数 da。要得到 dz，还要乘以 sigmoid 的斜率 a(1 - a)。",
    ),
)
single_example_gradients.mistake(
    "slope of the sigmoid alone",
    change=(DZ, "dz = a * (1 - a)"),
    hint=dict(
        en="This is only da/dz, the slope of one arrow of the graph; multiply it by da, which comes from the loss.",
        zh="这只是图中一条边的斜率 da/dz；还要乘以从损失传回来的 da。",
    ),
)
single_example_gradients.mistake(
    "label left out",
    change=(DZ, "dz = a"),
    hint=dict(
        en="The label is not used: dz = a - y.",
        zh="没有用到标签：dz = a - y。",
    ),
)
single_example_gradients.mistake(
    "sigmoid left out",
    change=(A, "a = z"),
    hint=dict(
        en="The prediction is a = σ(z), not z.",
        zh="预测是 a = σ(z)，不是 z。",
    ),
)
single_example_gradients.mistake(
    "bias left out",
    change=(Z, "z = np.sum(w * x)"),
    hint=dict(
        en="The bias b is missing from z.",
        zh="z 里少了偏置 b。",
    ),
)
single_example_gradients.mistake(
    "weights instead of inputs",
    change=(RETURN, '{"dz": dz, "dw": w * dz, "db": dz}'),
    hint=dict(
        en="z = wx + b: when w grows by 1, z grows by x. So dw has the factor x.",
        zh="z = wx + b：w 增加 1，z 增加 x。所以 dw 里的因子是 x。",
    ),
)
single_example_gradients.mistake(
    "prediction instead of error",
    change=(RETURN, '{"dz": dz, "dw": x * a, "db": dz}'),
    hint=dict(
        en="dw is x times dz, the error; here it is x times a.",
        zh="dw 是 x 乘以误差 dz；这里乘的是 a。",
    ),
)
single_example_gradients.mistake(
    "inputs alone",
    change=(RETURN, '{"dz": dz, "dw": x, "db": 1}'),
    hint=dict(
        en="These are the derivatives of z. The chain rule multiplies them by dz.",
        zh="这是 z 的导数。链式法则还要乘以 dz。",
    ),
)
single_example_gradients.mistake(
    "bias times error",
    change=(RETURN, '{"dz": dz, "dw": x * dz, "db": b * dz}'),
    hint=dict(
        en="When b grows by 1, so does z: db is dz itself.",
        zh="b 增加 1，z 也增加 1：db 就是 dz。",
    ),
)
single_example_gradients.mistake(
    "features added up",
    change=(RETURN, '{"dz": dz, "dw": np.sum(x * dz), "db": dz}'),
    hint=dict(
        en="Each weight has its own derivative: dw has the shape of w, `(n_x, 1)`.",
        zh="每个权重都有自己的导数：dw 的形状和 w 一样，`(n_x, 1)`。",
    ),
)
single_example_gradients.mistake(
    "row of derivatives",
    change=(RETURN, '{"dz": dz, "dw": (x * dz).T, "db": dz}'),
    hint=dict(
        en="dw has the shape of w: a column `(n_x, 1)`, not a row.",
        zh="dw 的形状和 w 一样：列 `(n_x, 1)`，不是行。",
    ),
)
single_example_gradients.mistake(
    "rank-1 derivatives",
    change=(RETURN, '{"dz": dz, "dw": (x * dz).flatten(), "db": dz}'),
    hint=dict(
        en="dw has lost its second axis; its shape is that of w, `(n_x, 1)`.",
        zh="dw 丢掉了第二个轴；它的形状和 w 一样，`(n_x, 1)`。",
    ),
)
single_example_gradients.mistake(
    "numbers of shape (1, 1)",
    change=(Z, "z = np.dot(w.T, x) + b"),
    hint=dict(
        en="`np.dot(w.T, x)` has shape `(1, 1)`, and so do dz and db; take the number out with `.item()`.",
        zh="`np.dot(w.T, x)` 的形状是 `(1, 1)`，dz 和 db 也跟着变成这样；用 `.item()` 把数取出来。",
    ),
)

single_example_gradients.variant("a product and item()", change=(Z, "z = np.dot(w.T, x).item() + b"))
single_example_gradients.variant(
    "loops",
    code="""
    def single_example_gradients(w, b, x, y):
        z = b
        for j in range(len(w)):
            z = z + w[j, 0] * x[j, 0]
        a = 1 / (1 + np.exp(-z))
        dz = a - y
        dw = np.zeros((len(w), 1))
        for j in range(len(w)):
            dw[j, 0] = x[j, 0] * dz
        return {"dw": dw, "db": dz, "dz": dz}
    """,
)
single_example_gradients.variant(
    "every link of the chain",
    code="""
    def single_example_gradients(w, b, x, y):
        z = (w.T @ x)[0, 0] + b
        a = sigmoid(z)
        da = -y / a + (1 - y) / (1 - a)
        dz = da * a * (1 - a)
        return {"a": a, "da": da, "dz": dz, "dw": dz * x, "db": np.array(dz)}
    """,
)
