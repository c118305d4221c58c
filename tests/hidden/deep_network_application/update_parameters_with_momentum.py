"""update_parameters_with_momentum: a step that keeps some of its direction (stretch, lecture p33)."""

import itertools

import numpy as np

from autograder import Exercise

update_parameters_with_momentum = Exercise(
    "update_parameters_with_momentum",
    called={"learning_rate": ("alpha", "lr", "rate", "eta")},
    returns=("parameters", "v"),
    shares={"values": 0.8, "edge cases": 0.1, "arguments unchanged": 0.1},
)


def network(rng, *layers_dims):
    """Draw parameters, gradients and velocities."""
    parameters, grads, v = {}, {}, {}
    for l, (n_prev, n) in enumerate(itertools.pairwise(layers_dims), start=1):
        for name, shape in ((f"W{l}", (n, n_prev)), (f"b{l}", (n, 1))):
            parameters[name] = rng.normal(size=shape)
            grads["d" + name], v["d" + name] = rng.uniform(1, 2, size=shape), rng.uniform(-1, -0.2, size=shape)
    for name, value in parameters.items():
        value.flat[0], grads["d" + name].flat[-1] = rng.uniform(6, 12, size=2)
    return dict(parameters=parameters, grads=grads, v=v)


@update_parameters_with_momentum.inputs(draws=3)
def two_layers(rng):
    return network(rng, 3, 4, 2) | dict(beta=float(rng.uniform(0.6, 0.95)), learning_rate=float(rng.uniform(0.05, 0.6)))


@update_parameters_with_momentum.inputs(draws=2)
def four_layers(rng):
    return network(rng, 2, 4, 3, 2, 1) | dict(beta=float(rng.uniform(0.1, 0.4)), learning_rate=float(rng.uniform(1.5, 3)))


LAYER = dict(
    parameters={"W1": np.array([[1.0, -2.0]]), "b1": np.array([[0.5]])},
    grads={"dW1": np.array([[3.0, -1.0]]), "db1": np.array([[2.0]])},
    v={"dW1": np.array([[0.5, 2.0]]), "db1": np.array([[-1.0]])},
)
START = {"v": {"dW1": np.zeros((1, 2)), "db1": np.zeros((1, 1))}}

update_parameters_with_momentum.edge("no momentum", LAYER | dict(beta=0.0, learning_rate=0.5))
update_parameters_with_momentum.edge("from rest", LAYER | START | dict(beta=0.9, learning_rate=0.1))

V = "beta * v[name] + (1 - beta) * grads[name]"
STEP = 'value - learning_rate * v["d" + name]'

update_parameters_with_momentum.mistake(
    "plain gradient descent",
    change=(STEP, 'value - learning_rate * grads["d" + name]'),
    hint=dict(
        en="This step follows the gradient; with momentum, follow the velocity `v`.",
        zh="这一步用的是梯度；有动量时要用速度 `v`。",
    ),
)
update_parameters_with_momentum.mistake(
    "old velocity",
    change=[
        ("    v = {", "    new = {"),
        ("return parameters, v", "return parameters, new"),
    ],
    hint=dict(
        en="This step uses the old velocity; compute the new one first, and use that.",
        zh="更新用的是旧的速度；要先算出新的速度，再用它。",
    ),
)
update_parameters_with_momentum.mistake(
    "gradient not weighted",
    change=(V, "beta * v[name] + grads[name]"),
    hint=dict(
        en="In the running mean, multiply the new gradient by `1 - beta`.",
        zh="滑动平均里，新的梯度要乘以 `1 - beta`。",
    ),
)
update_parameters_with_momentum.mistake(
    "beta on the wrong side",
    change=(V, "(1 - beta) * v[name] + beta * grads[name]"),
    hint=dict(
        en="The factors are swapped: multiply the old velocity by `beta` and the new gradient by `1 - beta`.",
        zh="两个系数写反了：旧的速度乘以 `beta`，新的梯度乘以 `1 - beta`。",
    ),
)
update_parameters_with_momentum.mistake(
    "velocity forgotten",
    change=(V, "(1 - beta) * grads[name]"),
    hint=dict(
        en="The old velocity is lost: add `beta * v[…]`.",
        zh="旧的速度丢了：要加上 `beta * v[…]`。",
    ),
)
update_parameters_with_momentum.mistake(
    "old velocity not weighted",
    change=(V, "v[name] + (1 - beta) * grads[name]"),
    hint=dict(
        en="Multiply the old velocity by `beta`; otherwise it never fades.",
        zh="旧的速度要乘以 `beta`；否则它永远不会衰减。",
    ),
)
update_parameters_with_momentum.mistake(
    "gradient subtracted from the velocity",
    change=(V, "beta * v[name] - (1 - beta) * grads[name]"),
    hint=dict(
        en="Add the gradient to the velocity; the minus belongs in the second formula.",
        zh="速度要加上梯度；减号在第二个式子里。",
    ),
)
update_parameters_with_momentum.mistake(
    "uphill",
    change=(STEP, 'value + learning_rate * v["d" + name]'),
    hint=dict(
        en="The velocity points uphill, as the gradients do; subtract it.",
        zh="速度和梯度一样指向上升的方向；要减去它。",
    ),
)
update_parameters_with_momentum.mistake(
    "no learning rate",
    change=(STEP, 'value - v["d" + name]'),
    hint=dict(
        en="Multiply the velocity by `learning_rate` before you subtract it.",
        zh="减去速度之前，要先乘以 `learning_rate`。",
    ),
)
update_parameters_with_momentum.mistake(
    "biases not updated",
    change=(STEP, 'value - learning_rate * v["d" + name] * name.startswith("W")'),
    hint=dict(
        en="Update the biases as well: `b1`, `b2`, … have their own gradients and velocities.",
        zh="偏置也要更新：`b1`、`b2`……都有自己的梯度和速度。",
    ),
)
update_parameters_with_momentum.mistake(
    "parameters changed in place",
    change=(
        "parameters = {name: value - learning_rate",
        "for name, value in parameters.items():\n        value -= 0\n        value -= learning_rate * v['d' + name]\n"
        "    parameters = {name: value - 0 * learning_rate",
    ),
    hint=dict(
        en='`parameters["W1"] -= …` changes the caller\'s arrays; compute new ones: `parameters["W1"] - …`.',
        zh='`parameters["W1"] -= …` 会改掉调用者的数组；请计算新的：`parameters["W1"] - …`。',
    ),
)

update_parameters_with_momentum.variant(
    "layer by layer, as the course writes it",
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
    "by difference",
    code="""
    def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
        new_v, new = {}, {}
        for key in grads:
            new_v[key] = v[key] - (1 - beta) * (v[key] - grads[key])
            new[key[1:]] = parameters[key[1:]] - learning_rate * new_v[key]
        return new, new_v
    """,
)
update_parameters_with_momentum.variant(
    "on copies",
    code="""
    def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
        import copy
        parameters, v = copy.deepcopy(parameters), copy.deepcopy(v)
        for name in parameters:
            v["d" + name] *= beta
            v["d" + name] += (1 - beta) * grads["d" + name]
            parameters[name] -= learning_rate * v["d" + name]
        return parameters, v
    """,
)
