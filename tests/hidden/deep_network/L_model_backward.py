"""L_model_backward: the whole network backward (lecture p37)."""

import itertools

import numpy as np

from autograder import Exercise

# Two index conventions for dA are in use, so only dW and db are judged.
L_model_backward = Exercise(
    "L_model_backward",
    shares={"values": 0.7, "shapes": 0.1, "edge cases": 0.1, "arguments unchanged": 0.1},
    judged=lambda grads: {name: grads[name] for name in grads if name[:2] in ("dW", "db")},
)


def layers(X, weights):
    """Return AL and the caches of a forward pass; `weights` is a list of (W, b)."""
    A, caches = X, []
    for W, b in weights:
        Z = W @ A + b
        caches.append(((A, W, b), Z))
        A = np.maximum(0, Z)
    return 1 / (1 + np.exp(-Z)), caches


def network(rng, L, n_y=1, sizes=()):
    """Draw L layers in which every hidden unit is on for some examples and off for others.

    All widths and the number of examples differ, and the labels hold both classes. n_y: units of the output layer.
    """
    sizes = sizes or [int(size) for size in rng.permutation(np.arange(4, 11))]
    dims, m = [*sizes[:L], n_y], sizes[6]
    while True:
        weights, A = [], rng.normal(size=(dims[0], m))
        X = A
        for n_prev, n in itertools.pairwise(dims):
            W = rng.normal(size=(n, n_prev))
            b = -np.median(W @ A, axis=1, keepdims=True) + rng.uniform(-0.1, 0.1, size=(n, 1))
            weights.append((W, b))
            A = np.maximum(0, W @ A + b)
        AL, caches = layers(X, weights)
        if all(np.min(np.abs(Z)) > 1e-3 for _, Z in caches[:-1]) and np.max(np.abs(caches[-1][1])) < 8:
            Y = rng.permutation(np.arange(n_y * m) % 2).reshape(n_y, m)
            return dict(AL=AL, Y=Y, caches=caches)


def of_depth(L):
    def draw(rng):
        return network(rng, L)

    draw.__name__ = f"L_=_{L}"
    return draw


for L in range(2, 6):
    L_model_backward.inputs(draws=3)(of_depth(L))
L_model_backward.inputs(group="edge cases", draws=2)(of_depth(1))


@L_model_backward.inputs(group="edge cases", draws=2)
def several_outputs(rng):
    return network(rng, int(rng.integers(2, 4)), n_y=int(rng.integers(2, 4)))


@L_model_backward.inputs(draws=3)
def one_size(rng):
    """Draw equal sizes each time, so that an answer from memory is the answer to other numbers."""
    return network(rng, 2, sizes=[4, 5, 6, 7, 8, 9, 10])


@L_model_backward.contract
def what_a_network_left(AL, Y, caches):
    """Check that each cache follows from the one before, and that no Z lies on the kink of ReLU."""
    ((A, _, _), _), *_ = caches
    for (A_prev, W, b), Z in caches:
        if A.shape != A_prev.shape or not np.allclose(A, A_prev) or not np.allclose(W @ A + b, Z):
            return False
        A = np.maximum(0, Z)
    at_a_kink = any(np.any(np.abs(Z) < 1e-6) for _, Z in caches[:-1])
    return not at_a_kink and Y.shape == AL.shape and np.allclose(AL, 1 / (1 + np.exp(-Z)))


def few(X, Y):
    """Return inputs for these examples and a network of two layers, whose parameters are whole numbers."""
    weights = [
        (np.array([[1, -2], [0, 3], [-1, 1]]), np.array([[1], [-2], [4]])),
        (np.array([[1, -1, 2]]), np.array([[-3]])),
    ]
    AL, caches = layers(X, weights)
    return dict(AL=AL, Y=Y, caches=caches)


L_model_backward.edge("one example", few(np.array([[0.5], [0.25]]), np.array([[1]])))
L_model_backward.edge("whole numbers", few(np.array([[1, 2, 0], [-1, 0, 1]]), np.array([[0, 1, 0]])))
L_model_backward.edge("labels as decimals", few(np.array([[1.0, -2.0], [0.5, 2.0]]), np.array([[1.0, 0.0]])))

START, LAST = "dA = -(Y / AL - (1 - Y) / (1 - AL))", 'activation = "sigmoid" if l == L else "relu"'
STEP = "linear_activation_backward(dA, caches[l - 1], activation)"
LOOP, KEEP = "reversed(range(1, L + 1))", 'dA, grads[f"dW{l}"], grads[f"db{l}"] ='

L_model_backward.mistake(
    "the output layer's dA into every layer",
    change=[(START, START.replace("dA", "dAL")), (STEP, STEP.replace("dA,", "dAL,"))],
    hint=dict(
        en="`dAL` is for layer L only. Every earlier layer takes the `dA_prev` that the layer after it has just returned.",
        zh="`dAL` 只用于第 L 层。前面每一层用的都是它后一层刚刚返回的 `dA_prev`。",
    ),
)
L_model_backward.mistake(
    "what layer L returns into every layer before it",
    change=[
        (STEP, STEP.replace("dA,", "dA if l >= L - 1 else first,")),
        ("    return grads", "        first = dA if l == L else first\n    return grads"),
    ],
    hint=dict(
        en="Here all hidden layers get the same `dA`, the one that layer L returned. This is right with two layers; with "
        "more, each layer needs the `dA_prev` of the layer directly after it.",
        zh="这里所有隐藏层用的都是第 L 层返回的 `dA`。只有两层时碰巧是对的；层数更多时，每一层要用后一层返回的 `dA_prev`。",
    ),
)
L_model_backward.mistake(
    "the output layer's dA into every layer, through the sigmoid",
    change=[
        (START, START.replace("dA", "dAL")),
        (STEP, STEP.replace("dA,", "dAL,")),
        (LAST, 'activation = "sigmoid"'),
    ],
    hint=dict(
        en="`dAL` and the sigmoid are for layer L only. Every earlier layer goes back through ReLU, with the `dA_prev` "
        "that the layer after it returned.",
        zh="`dAL` 和 sigmoid 只用于第 L 层。前面每一层都要用 ReLU 的导数，以及后一层返回的 `dA_prev`。",
    ),
)
L_model_backward.mistake(
    "sigmoid in every layer",
    change=(LAST, 'activation = "sigmoid"'),
    hint=dict(
        en="Hidden layers go back through ReLU, only the last one through the sigmoid.",
        zh="隐藏层用 ReLU 的导数，只有最后一层用 sigmoid 的导数。",
    ),
)
L_model_backward.mistake(
    "relu in every layer",
    change=(LAST, 'activation = "relu"'),
    hint=dict(
        en="The last layer goes back through the sigmoid, not through ReLU.",
        zh="最后一层要用 sigmoid 的导数，不是 ReLU 的。",
    ),
)
L_model_backward.mistake(
    "sign of dAL",
    change=(START, START.replace("-(Y", "(Y")),
    hint=dict(
        en="The derivative of the loss is `-Y / AL + (1 - Y) / (1 - AL)`: all your gradients have the wrong sign.",
        zh="损失函数的导数是 `-Y / AL + (1 - Y) / (1 - AL)`：现在所有梯度的符号都反了。",
    ),
)
L_model_backward.mistake(
    "dAL without the examples labelled 0",
    change=(START, "dA = -Y / AL"),
    hint=dict(
        en="Examples with y = 0 count too: `+ (1 - Y) / (1 - AL)` is missing.",
        zh="y = 0 的样本也要算：少了 `+ (1 - Y) / (1 - AL)`。",
    ),
)
L_model_backward.mistake(
    "both terms with the same sign",
    change=(START, START.replace(") - (", ") + (").replace("AL - (1", "AL + (1")),
    hint=dict(
        en="The two terms of `dAL` have opposite signs.",
        zh="`dAL` 的两项符号相反。",
    ),
)
L_model_backward.mistake(
    "slope of the sigmoid counted twice",
    change=(START, "dA = AL - Y"),
    hint=dict(
        en="`AL - Y` is the `dZ` of the last layer, which already contains the slope of the sigmoid. Pass `dAL` to "
        "`linear_activation_backward` instead.",
        zh="`AL - Y` 是最后一层的 `dZ`，已经包含了 sigmoid 的导数。传给 `linear_activation_backward` 的应该是 `dAL`。",
    ),
)
L_model_backward.mistake(
    "averaged twice",
    change=(START, f"{START} / Y.shape[1]"),
    hint=dict(
        en="`linear_backward` already divides by m; do not divide `dAL` by m as well.",
        zh="`linear_backward` 里已经除以 m 了；`dAL` 不要再除。",
    ),
)
L_model_backward.mistake(
    "first layer left out",
    change=(LOOP, "reversed(range(2, L + 1))"),
    hint=dict(
        en="Layer 1 has gradients as well: the loop goes from L down to 1.",
        zh="第 1 层也有梯度：循环从 L 一直到 1。",
    ),
)
L_model_backward.mistake(
    "output layer only",
    change=(LOOP, "[L]"),
    hint=dict(
        en="The hidden layers are missing: after layer L, go on with L-1, L-2, …, 1.",
        zh="少了隐藏层：算完第 L 层，还要继续算第 L-1、L-2……直到第 1 层。",
    ),
)
L_model_backward.mistake(
    "names counted from 0",
    change=(KEEP, KEEP.replace("dW{l}", "dW{l - 1}").replace("db{l}", "db{l - 1}")),
    hint=dict(
        en="The first layer is number 1: `dW1` and `db1` belong to `caches[0]`.",
        zh="第一层的编号是 1：`dW1` 和 `db1` 对应 `caches[0]`。",
    ),
)
L_model_backward.mistake(
    "from the front",
    change=(LOOP, "range(1, L + 1)"),
    hint=dict(
        en="Go backward, from the last layer to the first: `reversed(range(…))`.",
        zh="反向传播是从最后一层到第一层：用 `reversed(range(…))`。",
    ),
)
L_model_backward.mistake(
    "one cache for all hidden layers",
    change=(STEP, STEP.replace("l - 1", "L - 1 if l == L else 1")),
    hint=dict(
        en="Here every hidden layer goes back through the same cache. Each layer has its own: layer 1 the first "
        "one in the list, layer 2 the second.",
        zh="这里所有隐藏层都用了同一个缓存。每一层有自己的缓存：第 1 层用列表里的第一个，第 2 层用第二个。",
    ),
)

L_model_backward.variant(
    "the output layer before the loop, dA named by its own layer",
    code="""
    def L_model_backward(AL, Y, caches):
        grads = {}
        L = len(caches)
        m = AL.shape[1]
        Y = Y.reshape(AL.shape)
        dAL = -(np.divide(Y, AL) - np.divide(1 - Y, 1 - AL))
        current_cache = caches[L - 1]
        grads["dA" + str(L)], grads["dW" + str(L)], grads["db" + str(L)] = linear_activation_backward(
            dAL, current_cache, activation="sigmoid")
        for l in reversed(range(L - 1)):
            current_cache = caches[l]
            dA_prev_temp, dW_temp, db_temp = linear_activation_backward(
                grads["dA" + str(l + 2)], current_cache, activation="relu")
            grads["dA" + str(l + 1)] = dA_prev_temp
            grads["dW" + str(l + 1)] = dW_temp
            grads["db" + str(l + 1)] = db_temp
        return grads
    """,
)
L_model_backward.variant(
    "dA named by the layer before",
    code="""
    def L_model_backward(AL, Y, caches):
        grads = {}
        L = len(caches)
        dAL = np.divide(1 - Y, 1 - AL) - np.divide(Y, AL)
        grads[f"dA{L}"] = dAL
        for l in range(L, 0, -1):
            kind = "sigmoid" if l == L else "relu"
            grads["dA%d" % (l - 1)], grads["dW%d" % l], grads["db%d" % l] = linear_activation_backward(
                grads["dA%d" % l], caches[l - 1], kind)
        return grads
    """,
)
L_model_backward.variant(
    "everything written out, from dZ = A - Y on, without dA",
    code="""
    def L_model_backward(AL, Y, caches):
        grads, m = {}, Y.shape[1]
        dZ = AL - Y
        for l in range(len(caches), 0, -1):
            (A_prev, W, b), Z = caches[l - 1]
            grads[f"dW{l}"] = dZ @ A_prev.T / m
            grads[f"db{l}"] = np.sum(dZ, axis=1, keepdims=True) / m
            dZ = (W.T @ dZ) * (A_prev > 0)
        return grads
    """,
)
L_model_backward.variant(
    "a copy of the list, taken from its end",
    code="""
    def L_model_backward(AL, Y, caches):
        grads, left, kind = {}, list(caches), "sigmoid"
        dA = (AL - Y) / (AL * (1 - AL))
        while left:
            l = len(left)
            dA, grads[f"dW{l}"], grads[f"db{l}"] = linear_activation_backward(dA, left.pop(), kind)
            kind = "relu"
        return grads
    """,
)
