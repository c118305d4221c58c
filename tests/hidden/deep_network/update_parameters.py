"""update_parameters: one step of gradient descent (lecture p37)."""

import numpy as np

from autograder import Exercise

update_parameters = Exercise(
    "update_parameters",
    also=("update_params",),
    called={"learning_rate": ("alpha", "lr", "rate", "eta"), "params": ("parameters",)},
    shares={"values": 0.7, "shapes": 0.1, "edge cases": 0.1, "arguments unchanged": 0.1},
)


def step(rng, L, sizes=()):
    """Draw parameters and gradients of L layers of different widths; the gradients also hold a dA for every layer."""
    dims = sizes or [int(size) for size in rng.permutation(np.arange(1, 8))[: L + 1]]
    params, grads = {}, {}
    for l in range(1, L + 1):
        for name, shape in {f"W{l}": (dims[l], dims[l - 1]), f"b{l}": (dims[l], 1)}.items():
            params[name] = rng.normal(size=shape)
            grads[f"d{name}"] = rng.uniform(0.2, 2, size=shape) * rng.choice([-1, 1], size=shape)
            params[name].flat[0], grads[f"d{name}"].flat[-1] = rng.uniform(6, 12, size=2)
        grads[f"dA{l - 1}"] = rng.normal(size=(dims[l - 1], 3))
    return dict(params=params, grads=grads, learning_rate=float(rng.uniform(0.1, 0.7)))


def of_depth(L):
    def draw(rng):
        return step(rng, L)

    draw.__name__ = f"L_=_{L}"
    return draw


for L in range(2, 6):
    update_parameters.inputs(draws=2)(of_depth(L))
update_parameters.inputs(group="edge cases", draws=2)(of_depth(1))


@update_parameters.inputs(draws=3)
def one_size(rng):
    """Draw equal sizes each time, so that an answer from memory is the answer to other numbers."""
    return step(rng, 2, [3, 4, 2])


WHOLE = dict(
    params={
        "W1": np.array([[1.0, 2.0], [0.0, -1.0]]),
        "b1": np.array([[0.0], [3.0]]),
        "W2": np.array([[4.0, 1.0]]),
        "b2": np.array([[-1.0]]),
    },
    grads={
        "dW1": np.array([[3.0, 0.0], [1.0, 1.0]]),
        "db1": np.array([[2.0], [1.0]]),
        "dW2": np.array([[-2.0, 5.0]]),
        "db2": np.array([[4.0]]),
    },
)
update_parameters.edge("a whole rate", WHOLE | dict(learning_rate=2))
update_parameters.edge("a rate of one half", WHOLE | dict(learning_rate=0.5))
update_parameters.edge(
    "gradients in another order",
    dict(params=WHOLE["params"], grads=dict(reversed(WHOLE["grads"].items())), learning_rate=0.1),
)

BODY = '{name: params[name] - learning_rate * grads[f"d{name}"] for name in params}'

update_parameters.mistake(
    "uphill",
    change=(BODY, BODY.replace(" - ", " + ")),
    hint=dict(
        en="The gradient points uphill; to lower the cost, subtract it.",
        zh="梯度指向上升的方向；要让成本下降，应该减去它。",
    ),
)
update_parameters.mistake(
    "no learning rate",
    change=(BODY, BODY.replace("learning_rate * ", "")),
    hint=dict(
        en="Multiply the gradients by `learning_rate` before you subtract them.",
        zh="减去梯度之前，要先乘以 `learning_rate`。",
    ),
)
update_parameters.mistake(
    "biases not updated",
    change=(BODY, BODY.replace(" for name", ' if name[0] == "W" else params[name] for name')),
    hint=dict(
        en="The biases are learned too: update every `b` as well.",
        zh="偏置也要学习：每个 `b` 也要更新。",
    ),
)
update_parameters.mistake(
    "weights not updated",
    change=(BODY, BODY.replace(" for name", ' if name[0] == "b" else params[name] for name')),
    hint=dict(
        en="The weights are learned too: update every `W` as well.",
        zh="权重也要学习：每个 `W` 也要更新。",
    ),
)
update_parameters.mistake(
    "last layer not updated",
    code="""
    def update_parameters(params, grads, learning_rate):
        new, L = dict(params), len(params) // 2
        for l in range(1, L):
            new[f"W{l}"] = params[f"W{l}"] - learning_rate * grads[f"dW{l}"]
            new[f"b{l}"] = params[f"b{l}"] - learning_rate * grads[f"db{l}"]
        return new
    """,
    hint=dict(
        en="`range(1, L)` stops before L; update the last layer too.",
        zh="`range(1, L)` 到 L 之前就停了；最后一层也要更新。",
    ),
)
update_parameters.mistake(
    "first layer not updated",
    change=(BODY, BODY.replace(" for name", ' if name[1:] != "1" else params[name] for name')),
    hint=dict(
        en="Update layer 1 too; layers are counted from 1.",
        zh="第 1 层也要更新；层的编号从 1 开始。",
    ),
)
update_parameters.mistake(
    "the same gradient for every layer",
    change=(BODY, BODY.replace('grads[f"d{name}"]', 'np.mean(grads[f"d{name[0]}1"])')),
    hint=dict(
        en='Each array has its own gradient: `grads[f"dW{l}"]` for `W` of layer l.',
        zh='每个数组有自己的梯度：第 l 层的 `W` 用 `grads[f"dW{l}"]`。',
    ),
)
update_parameters.mistake(
    "the gradients returned",
    change=(BODY, '{name: learning_rate * grads[f"d{name}"] for name in params}'),
    hint=dict(
        en="These are the steps; subtract them from the parameters.",
        zh="这只是每一步的改变量；要从参数里减去它。",
    ),
)
update_parameters.mistake(
    "rate of its own",
    change=(BODY, BODY.replace("learning_rate", "0.01")),
    free="0.01",
    hint=dict(
        en="Use the argument `learning_rate` instead of a fixed number.",
        zh="要用参数 `learning_rate` 的值，不要写死。",
    ),
)
update_parameters.mistake(
    "every gradient taken for one of a parameter",
    code="""
    def update_parameters(params, grads, learning_rate):
        return {name[1:]: params[name[1:]] - learning_rate * grads[name] for name in grads}
    """,
    hint=dict(
        en="`grads` also holds the gradients `dA0`, `dA1`, …, which belong to no parameter: go through the names in "
        "`params`, and take each gradient by its key.",
        zh="`grads` 里还有 `dA0`、`dA1`……，它们不是哪个参数的梯度：请遍历 `params` 里的名字，再按键取出各自的梯度。",
    ),
)
update_parameters.mistake(
    "arrays changed in place",
    code="""
    def update_parameters(params, grads, learning_rate):
        for name in params:
            params[name] -= learning_rate * grads["d" + name]
        return params
    """,
    hint=dict(
        en='`params["W1"] -= …` changes the caller\'s array; `params["W1"] = params["W1"] - …` makes a new one.',
        zh='`params["W1"] -= …` 会改掉调用者的数组；请写 `params["W1"] = params["W1"] - …`，这样会生成新的数组。',
    ),
)
update_parameters.mistake(
    "a step for each layer",
    code="""
    def update_parameters(params, grads, learning_rate):
        L = len(params) // 2
        for _ in range(L):
            for l in range(L):
                params[f"W{l + 1}"] = params[f"W{l + 1}"] - learning_rate * grads[f"dW{l + 1}"]
                params[f"b{l + 1}"] = params[f"b{l + 1}"] - learning_rate * grads[f"db{l + 1}"]
        return params
    """,
    hint=dict(
        en="Every parameter is updated once for each layer, by two loops inside each other. One loop over the "
        "layers is enough: one step for each parameter.",
        zh="两层循环嵌套，使每个参数更新了 L 次。只需要对各层循环一次：每个参数走一步。",
    ),
)
update_parameters.mistake(
    "three layers whatever there are",
    code="""
    def update_parameters(params, grads, learning_rate):
        for l in range(3):
            params[f"W{l + 1}"] = params[f"W{l + 1}"] - learning_rate * grads[f"dW{l + 1}"]
            params[f"b{l + 1}"] = params[f"b{l + 1}"] - learning_rate * grads[f"db{l + 1}"]
        return params
    """,
    free="3",
    hint=dict(
        en="The number of layers is hard-coded. The function must work for networks of any depth: count the layers "
        "from `params`.",
        zh="层数被写死了。传入的网络可以有任意多层：请由 `params` 算出层数。",
    ),
)

update_parameters.variant(
    "entries rebound, a loop over the layers",
    code="""
    def update_parameters(parameters, grads, learning_rate):
        L = len(parameters) // 2
        for l in range(L):
            parameters["W" + str(l + 1)] = parameters["W" + str(l + 1)] - learning_rate * grads["dW" + str(l + 1)]
            parameters["b" + str(l + 1)] = parameters["b" + str(l + 1)] - learning_rate * grads["db" + str(l + 1)]
        return parameters
    """,
)
update_parameters.variant(
    "on a deep copy, in place",
    code="""
    def update_parameters(params, grads, learning_rate=0.01):
        import copy
        parameters = copy.deepcopy({name: array.astype(float) for name, array in params.items()})
        for l in range(1, len(parameters) // 2 + 1):
            parameters[f"W{l}"] -= learning_rate * grads[f"dW{l}"]
            parameters[f"b{l}"] -= learning_rate * grads[f"db{l}"]
        return parameters
    """,
)
update_parameters.variant(
    "in another order",
    code="""
    def update_parameters(params, grads, learning_rate):
        names = sorted(params, reverse=True)
        return dict(zip(names, [np.add(params[n], grads["d" + n] * -learning_rate) for n in names]))
    """,
)
