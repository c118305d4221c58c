"""l2_penalty: what L2 regularisation adds to the cost and to the gradients (stretch, lecture p42)."""

import itertools

import numpy as np

from autograder import Exercise

l2_penalty = Exercise(
    "l2_penalty",
    called={"lambd": ("lambda_", "lam", "lamda", "reg", "l2")},
    returns=("penalty", "grads"),
    parts={"penalty": 3},
    shares={"values": 0.8, "edge cases": 0.1, "arguments unchanged": 0.1},
)


def network(rng, *layers_dims):
    """Draw parameters; no weight is near 0 or 1, one of each layer is large, and the biases are not zero."""
    parameters = {}
    for l, (n_prev, n) in enumerate(itertools.pairwise(layers_dims), start=1):
        for name, shape in ((f"W{l}", (n, n_prev)), (f"b{l}", (n, 1))):
            parameters[name] = rng.choice([-1, 1], size=shape) * rng.uniform(1.2, 2.5, size=shape)
            parameters[name].flat[0] = rng.uniform(6, 12)
    return parameters


@l2_penalty.inputs(draws=3)
def two_layers(rng):
    return dict(parameters=network(rng, 3, 4, 2), lambd=float(rng.uniform(0.3, 0.9)), m=int(rng.integers(5, 30)))


@l2_penalty.inputs(draws=2)
def four_layers(rng):
    return dict(parameters=network(rng, 2, 4, 3, 2, 1), lambd=float(rng.uniform(1.5, 4)), m=int(rng.integers(3, 9)))


LAYER = {"W1": np.array([[1.0, -2.0], [0.5, 0.0]]), "b1": np.array([[0.5], [-3.0]])}

l2_penalty.edge("no punishment", dict(parameters=LAYER, lambd=0.0, m=4))
l2_penalty.edge("one example", dict(parameters=LAYER, lambd=0.5, m=1))

COST, SUM = "lambd / (2 * m) * sum(np.sum(W ** 2) for W in weights.values())", "np.sum(W ** 2)"
GRAD, WEIGHTS = "lambd / m * W", ' if name.startswith("W")'

l2_penalty.mistake(
    "biases punished",
    change=(WEIGHTS, ""),
    hint=dict(
        en="Only weights are punished; the biases stay out, in the sum and in the gradients.",
        zh="惩罚只针对权重；偏置不参与求和，也没有这样的梯度。",
    ),
)
l2_penalty.mistake(
    "2 left out",
    change=(COST, COST.replace("(2 * m)", "m")),
    hint=dict(
        en="The penalty is divided by twice the number of examples.",
        zh="惩罚项要除以样本数的两倍。",
    ),
)
l2_penalty.mistake(
    "not averaged",
    change=[(COST, COST.replace("(2 * m)", "2")), (GRAD, "lambd * W")],
    hint=dict(
        en="Divide by the number of examples, as the cost and its gradients are divided.",
        zh="要除以样本数，就像成本和它的梯度那样。",
    ),
)
l2_penalty.mistake(
    "penalty not averaged",
    change=(COST, COST.replace("(2 * m)", "2")),
    hint=dict(
        en="The number of examples is missing from the penalty.",
        zh="惩罚项里少了样本数。",
    ),
)
l2_penalty.mistake(
    "gradients halved",
    change=(GRAD, "lambd / (2 * m) * W"),
    hint=dict(
        en="The slope of a square brings a factor of 2, which cancels the 2 of the penalty.",
        zh="平方的导数带来一个因子 2，正好和惩罚项里的 2 约掉。",
    ),
)
l2_penalty.mistake(
    "gradients not averaged",
    change=(GRAD, "lambd * W"),
    hint=dict(
        en="The number of examples is missing from the gradients.",
        zh="梯度里少了样本数。",
    ),
)
l2_penalty.mistake(
    "absolute values",
    change=(SUM, "np.sum(np.abs(W))"),
    hint=dict(
        en="This adds up absolute values; that is called L1. L2 adds up squares.",
        zh="这里加的是绝对值，那叫 L1。L2 加的是平方。",
    ),
)
l2_penalty.mistake(
    "root of the squares",
    change=(SUM, "np.linalg.norm(W)"),
    hint=dict(
        en="A norm is the root of the sum of squares; here the root is not taken.",
        zh="范数是平方和的平方根；这里不开方。",
    ),
)
l2_penalty.mistake(
    "mean of the squares",
    change=(SUM, "np.mean(W ** 2)"),
    hint=dict(
        en="All squares are added up; no mean is taken over the weights.",
        zh="所有平方都加起来，不对权重取平均。",
    ),
)
l2_penalty.mistake(
    "weights squared in the gradients",
    change=(GRAD, "lambd / m * W ** 2"),
    hint=dict(
        en="The slope of a square grows in proportion to the weight itself.",
        zh="平方的导数与权重本身成正比。",
    ),
)
l2_penalty.mistake(
    "sign of the gradients",
    change=(GRAD, "-lambd / m * W"),
    hint=dict(
        en="These gradients push the weights away from 0. They have the sign of the weight; a step goes against them.",
        zh="这样的梯度会让权重远离 0。它们和权重同号，因为更新是逆着梯度走的。",
    ),
)
l2_penalty.mistake(
    "last layer alone",
    change=(COST, 'lambd / (2 * m) * np.sum(weights[f"W{len(weights)}"] ** 2)'),
    hint=dict(
        en="The penalty counts the weights of one layer only; add up over all layers.",
        zh="惩罚项只算了一层的权重；要对所有层求和。",
    ),
)

l2_penalty.variant(
    "layer by layer, as the course writes it",
    code="""
    def l2_penalty(parameters, lambd, m):
        L = len(parameters) // 2
        total, grads = 0, {}
        for l in range(1, L + 1):
            W = parameters["W" + str(l)]
            total += np.sum(np.square(W))
            grads["dW" + str(l)] = (lambd / m) * W
        return total * lambd / (2 * m), grads
    """,
)
l2_penalty.variant(
    "squared norms",
    code="""
    def l2_penalty(parameters, lambd, m):
        W = [value for key, value in parameters.items() if "W" in key]
        penalty = 0.5 * lambd * np.sum([np.linalg.norm(w) ** 2 for w in W]) / m
        return penalty, {f"dW{l}": lambd * w / m for l, w in enumerate(W, 1)}
    """,
)
l2_penalty.variant(
    "one long array",
    code="""
    def l2_penalty(parameters, lambd, m):
        names = [name for name in parameters if name[0] == "W"]
        theta = np.concatenate([parameters[name].ravel() for name in names])
        grads = {}
        for name in names:
            grads["d" + name] = parameters[name] * lambd / m
        return lambd * np.dot(theta, theta) / m / 2, grads
    """,
)
