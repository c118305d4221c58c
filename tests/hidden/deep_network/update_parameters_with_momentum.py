"""update_parameters_with_momentum: a step that remembers the steps before it (stretch, lecture p37)."""

import numpy as np

from autograder import Exercise

update_parameters_with_momentum = Exercise(
    "update_parameters_with_momentum",
    called={"learning_rate": ("alpha", "lr", "rate", "eta")},
    returns=("parameters", "v"),
    shares={"values": 0.8, "edge cases": 0.1, "arguments unchanged": 0.1},
)


def step(rng, L):
    dims = [int(size) for size in rng.permutation(np.arange(1, 8))[: L + 1]]
    parameters, grads, v = {}, {}, {}
    for l in range(1, L + 1):
        for name, shape in {f"W{l}": (dims[l], dims[l - 1]), f"b{l}": (dims[l], 1)}.items():
            parameters[name] = rng.normal(size=shape)
            grads[f"d{name}"], v[f"d{name}"] = (
                rng.uniform(0.3, 2, size=shape) * rng.choice([-1, 1], size=shape) for _ in range(2)
            )
            parameters[name].flat[0], grads[f"d{name}"].flat[-1] = rng.uniform(6, 12, size=2)
    beta, rate = float(rng.uniform(0.6, 0.9)), float(rng.uniform(0.1, 0.7))
    return dict(parameters=parameters, grads=grads, v=v, beta=beta, learning_rate=rate)


def of_depth(L):
    def draw(rng):
        return step(rng, L)

    draw.__name__ = f"L_=_{L}"
    return draw


for L in range(2, 6):
    update_parameters_with_momentum.inputs(draws=2)(of_depth(L))
update_parameters_with_momentum.inputs(group="edge cases", draws=2)(of_depth(1))

ONE = dict(
    parameters={"W1": np.array([[1.0, 2.0], [0.0, -1.0]]), "b1": np.array([[0.0], [3.0]])},
    grads={"dW1": np.array([[3.0, 0.0], [1.0, 1.0]]), "db1": np.array([[2.0], [1.0]])},
    v={"dW1": np.array([[0.0, 0.0], [0.0, 0.0]]), "db1": np.array([[0.0], [0.0]])},
)
update_parameters_with_momentum.edge("the first step", ONE | dict(beta=0.9, learning_rate=0.5))
update_parameters_with_momentum.edge("no memory", ONE | dict(beta=0.0, learning_rate=0.25))

V = 'beta * v[f"d{name}"] + (1 - beta) * grads[f"d{name}"]'
P, END = 'parameters[name] - learning_rate * velocity[f"d{name}"]', "return moved, velocity"

update_parameters_with_momentum.mistake(
    "gradient not weighted",
    change=(V, V.replace("(1 - beta) * ", "")),
    hint=dict(
        en="Here the velocity is a weighted average: multiply the new gradient by `1 - beta`.",
        zh="这里的速度是加权平均，新的梯度要乘以 `1 - beta`。",
    ),
)
update_parameters_with_momentum.mistake(
    "weights swapped",
    change=(V, V.replace("(1 - beta)", "BETA").replace("beta", "(1 - beta)", 1).replace("BETA", "beta")),
    hint=dict(
        en="The factors are swapped: multiply the old velocity by `beta` and the new gradient by `1 - beta`.",
        zh="两个系数写反了：旧的速度乘以 `beta`，新的梯度乘以 `1 - beta`。",
    ),
)
update_parameters_with_momentum.mistake(
    "no momentum",
    change=(P, P.replace("velocity", "grads")),
    hint=dict(
        en="Step along the new velocity, not along the gradient.",
        zh="要沿着新的速度走，不是沿着梯度走。",
    ),
)
update_parameters_with_momentum.mistake(
    "old velocity",
    change=(P, P.replace("velocity", "v")),
    hint=dict(
        en="Update the velocity first, then step along the new one.",
        zh="先更新速度，再沿着新的速度走。",
    ),
)
update_parameters_with_momentum.mistake(
    "uphill",
    change=(P, P.replace(" - ", " + ")),
    hint=dict(
        en="Step downhill: subtract `learning_rate` times the velocity.",
        zh="要往下坡走：减去 `learning_rate` 与速度的乘积。",
    ),
)
update_parameters_with_momentum.mistake(
    "learning rate in the velocity",
    change=[(V, V.replace("(1 - beta)", "learning_rate")), (P, P.replace("learning_rate * ", ""))],
    hint=dict(
        en="The learning rate belongs to the step; the velocity is `beta * v + (1 - beta) * gradient`.",
        zh="学习率用在更新参数的那一步；速度是 `beta * v + (1 - beta) * 梯度`。",
    ),
)
update_parameters_with_momentum.mistake(
    "no learning rate",
    change=(P, P.replace("learning_rate * ", "")),
    hint=dict(
        en="Multiply the velocity by `learning_rate` before you subtract it.",
        zh="减去速度之前，要先乘以 `learning_rate`。",
    ),
)
update_parameters_with_momentum.mistake(
    "velocity not returned",
    change=(END, "return moved, v"),
    hint=dict(
        en="Return the new velocity; the next step needs it.",
        zh="要返回新的速度；下一步要用到它。",
    ),
)

update_parameters_with_momentum.mistake(
    "arrays changed in place",
    code="""
    def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
        for name in parameters:
            v["d" + name] *= beta
            v["d" + name] += (1 - beta) * grads["d" + name]
            parameters[name] -= learning_rate * v["d" + name]
        return parameters, v
    """,
    hint=dict(
        en='`v["dW1"] *= …` changes the caller\'s array; `v["dW1"] = beta * v["dW1"] + …` makes a new one.',
        zh='`v["dW1"] *= …` 会改掉调用者的数组；请写 `v["dW1"] = beta * v["dW1"] + …`，这样会生成新的数组。',
    ),
)

update_parameters_with_momentum.variant(
    "entries rebound, a loop over the layers",
    code="""
    def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
        L = len(parameters) // 2
        for l in range(L):
            v["dW" + str(l + 1)] = beta * v["dW" + str(l + 1)] + (1 - beta) * grads["dW" + str(l + 1)]
            v["db" + str(l + 1)] = beta * v["db" + str(l + 1)] + (1 - beta) * grads["db" + str(l + 1)]
            parameters["W" + str(l + 1)] = parameters["W" + str(l + 1)] - learning_rate * v["dW" + str(l + 1)]
            parameters["b" + str(l + 1)] = parameters["b" + str(l + 1)] - learning_rate * v["db" + str(l + 1)]
        return parameters, v
    """,
)
update_parameters_with_momentum.variant(
    "from the old velocity towards the gradient",
    code="""
    def update_parameters_with_momentum(parameters, grads, v, beta=0.9, learning_rate=0.01):
        new_v = {key: grads[key] + beta * (v[key] - grads[key]) for key in v}
        return [{key: parameters[key] - new_v["d" + key] * learning_rate for key in parameters}, new_v]
    """,
)
update_parameters_with_momentum.variant(
    "on deep copies",
    code="""
    def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
        p, w = ({k: np.array(a, dtype=float) for k, a in d.items()} for d in (parameters, v))
        for k in w:
            w[k] *= beta
            w[k] += (1 - beta) * grads[k]
            p[k[1:]] -= learning_rate * w[k]
        return p, w
    """,
)
