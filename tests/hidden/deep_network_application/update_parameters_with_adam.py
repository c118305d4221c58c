"""update_parameters_with_adam: a step with a size of its own for each parameter (stretch, lecture p42)."""

import itertools

import numpy as np

from autograder import Exercise

update_parameters_with_adam = Exercise(
    "update_parameters_with_adam",
    called={"learning_rate": ("alpha", "lr", "rate", "eta"), "epsilon": ("eps",)},
    returns=("parameters", "v", "s"),
    shares={"values": 0.8, "edge cases": 0.1, "arguments unchanged": 0.1},
)


def network(rng, *layers_dims):
    """Draw parameters, gradients, their running means and the running means of their squares."""
    parameters, grads, v, s = {}, {}, {}, {}
    for l, (n_prev, n) in enumerate(itertools.pairwise(layers_dims), start=1):
        for name, shape in ((f"W{l}", (n, n_prev)), (f"b{l}", (n, 1))):
            parameters[name] = rng.normal(size=shape)
            grads[f"d{name}"] = rng.choice([-1, 1], size=shape) * rng.uniform(1.3, 3, size=shape)
            v[f"d{name}"], s[f"d{name}"] = rng.uniform(-1, -0.2, size=shape), rng.uniform(0.2, 0.8, size=shape)
    return dict(parameters=parameters, grads=grads, v=v, s=s)


@update_parameters_with_adam.inputs(draws=3)
def two_layers(rng):
    rates = dict(learning_rate=float(rng.uniform(0.05, 0.3)), beta1=float(rng.uniform(0.5, 0.8)))
    more = dict(beta2=float(rng.uniform(0.85, 0.95)), epsilon=float(rng.uniform(0.1, 0.3)))
    return network(rng, 3, 4, 2) | dict(t=int(rng.integers(2, 6))) | rates | more


@update_parameters_with_adam.inputs(draws=2)
def four_layers_and_the_usual_numbers(rng):
    return network(rng, 2, 4, 3, 2, 1) | dict(t=int(rng.integers(2, 9)))


LAYER = dict(
    parameters={"W1": np.array([[1.0, -2.0]]), "b1": np.array([[0.5]])},
    grads={"dW1": np.array([[3.0, -1.0]]), "db1": np.array([[2.0]])},
    v={"dW1": np.zeros((1, 2)), "db1": np.zeros((1, 1))},
    s={"dW1": np.zeros((1, 2)), "db1": np.zeros((1, 1))},
)
update_parameters_with_adam.edge("the first step", LAYER | dict(t=1, learning_rate=0.1))
update_parameters_with_adam.edge("no memory", LAYER | dict(t=3, learning_rate=0.5, beta1=0.0, beta2=0.0, epsilon=0.5))

V, S = "beta1 * v[name] + (1 - beta1) * grads[name]", "beta2 * s[name] + (1 - beta2) * grads[name] ** 2"
MEAN, SQUARE = 'v["d" + name] / (1 - beta1 ** t)', 's["d" + name] / (1 - beta2 ** t)'
STEP, ROOT = "value - learning_rate * mean / (np.sqrt(square) + epsilon)", "(np.sqrt(square) + epsilon)"

update_parameters_with_adam.mistake(
    "no correction",
    change=[(MEAN, 'v["d" + name]'), (SQUARE, 's["d" + name]')],
    hint=dict(
        en="The running means start at 0 and are too small at first; the correction by `t` is missing.",
        zh="滑动平均从 0 开始，起初太小；少了用 `t` 做的修正。",
    ),
)
update_parameters_with_adam.mistake(
    "squares not corrected",
    change=(SQUARE, 's["d" + name]'),
    hint=dict(
        en="Both running means are corrected, that of the squares as well.",
        zh="两个滑动平均都要修正，平方的那个也一样。",
    ),
)
update_parameters_with_adam.mistake(
    "mean not corrected",
    change=(MEAN, 'v["d" + name]'),
    hint=dict(
        en="Both running means are corrected, that of the gradients as well.",
        zh="两个滑动平均都要修正，梯度的那个也一样。",
    ),
)
update_parameters_with_adam.mistake(
    "times t",
    change=[(MEAN, MEAN.replace("**", "*")), (SQUARE, SQUARE.replace("**", "*"))],
    hint=dict(
        en="In the correction `t` is an exponent, not a factor.",
        zh="修正里的 `t` 是指数，不是乘数。",
    ),
)
update_parameters_with_adam.mistake(
    "corrections kept",
    change=[
        (V, f"({V}) / (1 - beta1 ** t)"),
        (S, f"({S}) / (1 - beta2 ** t)"),
        (MEAN, 'v["d" + name]'),
        (SQUARE, 's["d" + name]'),
    ],
    hint=dict(
        en="Return the running means without the correction: the next step goes on from them, and corrects them again.",
        zh="返回的应该是没有修正过的滑动平均：下一步从它们接着算，并且会再修正一次。",
    ),
)
update_parameters_with_adam.mistake(
    "root forgotten",
    change=(ROOT, "(square + epsilon)"),
    hint=dict(
        en="The step is divided by the root of the mean square.",
        zh="步长要除以均方的平方根。",
    ),
)
update_parameters_with_adam.mistake(
    "epsilon under the root",
    change=(ROOT, "np.sqrt(square + epsilon)"),
    hint=dict(
        en="`epsilon` is added after the root is taken.",
        zh="先开方，再加 `epsilon`。",
    ),
)
update_parameters_with_adam.mistake(
    "gradients not squared",
    change=(S, S.replace(" ** 2", "")),
    hint=dict(
        en="`s` is the running mean of the squares of the gradients.",
        zh="`s` 是梯度平方的滑动平均。",
    ),
)
update_parameters_with_adam.mistake(
    "one beta for both",
    change=(S, S.replace("beta2", "beta1")),
    hint=dict(
        en="The squares have a beta of their own, `beta2`.",
        zh="平方的滑动平均用的是另一个系数 `beta2`。",
    ),
)
update_parameters_with_adam.mistake(
    "betas swapped",
    change=[(V, V.replace("beta1", "beta2")), (S, S.replace("beta2", "beta1"))],
    hint=dict(
        en="`beta1` belongs to the gradients and `beta2` to their squares.",
        zh="`beta1` 属于梯度，`beta2` 属于梯度的平方。",
    ),
)
update_parameters_with_adam.mistake(
    "momentum alone",
    change=(STEP, "value - learning_rate * mean"),
    hint=dict(
        en="This is a step with momentum. Adam divides it by the usual size of that parameter's gradient.",
        zh="这是带动量的一步。Adam 还要除以这个参数的梯度通常的大小。",
    ),
)
update_parameters_with_adam.mistake(
    "gradient in place of its mean",
    change=(STEP, 'value - learning_rate * grads["d" + name] / (np.sqrt(square) + epsilon)'),
    hint=dict(
        en="The step follows the running mean of the gradients, not the present gradient.",
        zh="这一步沿着梯度的滑动平均走，而不是当前的梯度。",
    ),
)
update_parameters_with_adam.mistake(
    "uphill",
    change=(STEP, STEP.replace("value - ", "value + ")),
    hint=dict(
        en="This step goes uphill; the mean points where the cost grows.",
        zh="这一步往上坡走；滑动平均指向成本增大的方向。",
    ),
)
update_parameters_with_adam.mistake(
    "biases not updated",
    change=(STEP, STEP.replace("learning_rate", 'name.startswith("W") * learning_rate')),
    hint=dict(
        en="Update the biases as well: `b1`, `b2`, … have their own running means.",
        zh="偏置也要更新：`b1`、`b2`……都有自己的滑动平均。",
    ),
)

update_parameters_with_adam.variant(
    "layer by layer, as the course writes it",
    code="""
    def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate=0.01,
                                    beta1=0.9, beta2=0.999, epsilon=1e-8):
        L = len(parameters) // 2
        v_corrected, s_corrected = {}, {}
        for l in range(L):
            for kind in ("W", "b"):
                key = "d" + kind + str(l + 1)
                v[key] = beta1 * v[key] + (1 - beta1) * grads[key]
                v_corrected[key] = v[key] / (1 - np.power(beta1, t))
                s[key] = beta2 * s[key] + (1 - beta2) * np.power(grads[key], 2)
                s_corrected[key] = s[key] / (1 - np.power(beta2, t))
                parameters[key[1:]] = parameters[key[1:]] - learning_rate * v_corrected[key] / (
                    np.sqrt(s_corrected[key]) + epsilon)
        return parameters, v, s
    """,
)
update_parameters_with_adam.variant(
    "one factor for both corrections",
    code="""
    def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
        new, new_v, new_s = {}, {}, {}
        root = np.sqrt(1 - beta2 ** t)
        for key, slope in grads.items():
            new_v[key] = v[key] + (1 - beta1) * (slope - v[key])
            new_s[key] = s[key] + (1 - beta2) * (slope * slope - s[key])
            rate = learning_rate * root / (1 - beta1 ** t)
            new[key[1:]] = parameters[key[1:]] - rate * new_v[key] / (np.sqrt(new_s[key]) + epsilon * root)
        return new, new_v, new_s
    """,
)
update_parameters_with_adam.variant(
    "on copies",
    code="""
    def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
        import copy
        parameters, v, s = copy.deepcopy(parameters), copy.deepcopy(v), copy.deepcopy(s)
        for name in parameters:
            g = grads["d" + name]
            v["d" + name] *= beta1
            v["d" + name] += (1 - beta1) * g
            s["d" + name] *= beta2
            s["d" + name] += (1 - beta2) * g ** 2
            mean = v["d" + name] / (1 - beta1 ** t)
            parameters[name] -= learning_rate * mean / ((s["d" + name] / (1 - beta2 ** t)) ** 0.5 + epsilon)
        return parameters, v, s
    """,
)
