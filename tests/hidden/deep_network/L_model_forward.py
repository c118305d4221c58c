"""L_model_forward: the whole network forward (lecture p38)."""

import numpy as np

from autograder import Exercise

# Always one output unit, because versions of the public course assert that AL is (1, m).
L_model_forward = Exercise(
    "L_model_forward",
    returns=("AL", "caches"),
    shares={"values": 0.7, "shapes": 0.1, "edge cases": 0.1, "arguments unchanged": 0.1},
)


def network(rng, dims, m):
    """Draw layers of these widths; Z has both signs in every hidden layer, and AL differs between examples."""
    L = len(dims) - 1
    while True:
        parameters, A = {}, rng.normal(size=(dims[0], m))
        A.flat[0] = rng.uniform(5.5, 7)
        X, both_signs = A, []
        for l in range(1, L + 1):
            W, b = rng.normal(size=(dims[l], dims[l - 1])), rng.uniform(0.2, 0.6, size=(dims[l], 1))
            parameters |= {f"W{l}": W, f"b{l}": b}
            Z = W @ A + b
            A = np.maximum(0, Z)
            both_signs.append(np.min(Z) < -0.3 and np.max(Z) > 0.3)
        if all(both_signs[:-1]) and np.ptp(Z) > 0.5 and np.min(Z) < -0.1 and np.max(np.abs(Z)) < 30:
            return dict(X=X, parameters=parameters)


def of_depth(L):
    def draw(rng):
        """Draw widths and a number of examples that all differ."""
        *dims, m = (int(size) for size in rng.permutation(np.arange(2, 8))[: L + 1])
        return network(rng, [*dims, 1], m)

    draw.__name__ = f"L_=_{L}"
    return draw


for L in range(2, 6):
    L_model_forward.inputs(draws=2)(of_depth(L))
L_model_forward.inputs(group="edge cases", draws=2)(of_depth(1))


@L_model_forward.inputs(draws=2)
def layers_of_the_same_width(rng):
    """Draw layers into which any array fits, so that a mix-up shows in the values only."""
    return network(rng, [3, 3, 3, 1], 5)


TWO_LAYERS = {
    "W1": np.array([[1, -2], [0, 3], [-1, 1]]),
    "b1": np.array([[1], [0], [2]]),
    "W2": np.array([[1, -1, 2]]),
    "b2": np.array([[-3]]),
}
L_model_forward.edge("one example", dict(X=np.array([[0.5], [1.0]]), parameters=TWO_LAYERS))
L_model_forward.edge("whole numbers", dict(X=np.array([[1, 2, 0], [-1, 0, 1]]), parameters=TWO_LAYERS))
L_model_forward.edge(
    "entries in another order",
    dict(X=np.array([[0.5, 1.0], [1.0, -0.25]]), parameters=dict(reversed(TWO_LAYERS.items()))),
)

LAST, NEXT = 'activation = "sigmoid" if l == L else "relu"', "A, cache = linear_activation_forward(A,"
LOOP, KEEP = "for l in range(1, L + 1):", "caches.append(cache)"

L_model_forward.mistake(
    "sigmoid in every layer",
    change=(LAST, 'activation = "sigmoid"'),
    hint=dict(
        en="Layers 1 to L-1 use ReLU; only the last layer uses the sigmoid.",
        zh="第 1 层到第 L-1 层用 ReLU；只有最后一层用 sigmoid。",
    ),
)
L_model_forward.mistake(
    "relu in every layer",
    change=(LAST, 'activation = "relu"'),
    hint=dict(
        en="The last layer uses the sigmoid, so that the output is a probability.",
        zh="最后一层用 sigmoid，这样输出才是概率。",
    ),
)
L_model_forward.mistake(
    "relu and sigmoid swapped",
    change=(LAST, 'activation = "relu" if l == L else "sigmoid"'),
    hint=dict(
        en="ReLU and the sigmoid are swapped: use ReLU in layers 1 to L-1 and the sigmoid in layer L.",
        zh="ReLU 和 sigmoid 写反了：第 1 层到第 L-1 层用 ReLU，第 L 层用 sigmoid。",
    ),
)
L_model_forward.mistake(
    "sigmoid in the first layer only",
    change=(LAST, 'activation = "sigmoid" if l == 1 else "relu"'),
    hint=dict(
        en="The last layer uses the sigmoid, not the first layer.",
        zh="用 sigmoid 的是最后一层，不是第一层。",
    ),
)
L_model_forward.mistake(
    "output layer left out",
    change=[(LOOP, "for l in range(1, L):"), (LAST, 'activation = "relu"')],
    hint=dict(
        en="The output layer is missing: there are L layers, numbered from 1 to L, and layer L comes after the hidden ones.",
        zh="少了输出层：一共有 L 层，编号从 1 到 L，隐藏层之后还有第 L 层。",
    ),
)
L_model_forward.mistake(
    "X into every layer",
    change=(NEXT, "A, cache = linear_activation_forward(X,"),
    hint=dict(
        en="Each layer takes the output of the layer before it; only the first takes X.",
        zh="每一层的输入是前一层的输出；只有第一层的输入是 X。",
    ),
)
L_model_forward.mistake(
    "the same layer again and again",
    change=[('parameters[f"W{l}"]', 'parameters["W1"]'), ('parameters[f"b{l}"]', 'parameters["b1"]')],
    hint=dict(
        en='Each layer has its own parameters: layer l uses `parameters[f"W{l}"]`.',
        zh='每一层有自己的参数：第 l 层用 `parameters[f"W{l}"]`。',
    ),
)
L_model_forward.mistake(
    "cache of the last layer only",
    change=("return A, caches", "return A, [cache]"),
    hint=dict(
        en="`caches` is a list of L caches, one for each layer: append one in each iteration of the loop.",
        zh="`caches` 是有 L 个缓存的列表，每层一个：每次循环都要 append。",
    ),
)
L_model_forward.mistake(
    "cache of the output layer forgotten",
    change=(KEEP, "if l < L:\n            caches.append(cache)"),
    hint=dict(
        en="The cache of the output layer is missing; the backward pass starts with it.",
        zh="少了输出层的缓存；反向传播正是从它开始的。",
    ),
)
L_model_forward.mistake(
    "last layer's cache first",
    change=(KEEP, "caches.insert(0, cache)"),
    hint=dict(
        en="Keep the caches in the order of the layers, with the cache of layer 1 first.",
        zh="缓存要按层的顺序排列，第 1 层的在最前面。",
    ),
)
L_model_forward.mistake(
    "caches forgotten",
    change=("return A, caches", "return A"),
    hint=dict(
        en="Return the caches as well: `return AL, caches`.",
        zh="缓存也要返回：`return AL, caches`。",
    ),
)
L_model_forward.mistake(
    "output layer by the loop's variable",
    code="""
    def L_model_forward(X, parameters):
        caches = []
        A = X
        for l in range(1, len(parameters) // 2):
            A, cache = linear_activation_forward(A, parameters[f"W{l}"], parameters[f"b{l}"], "relu")
            caches.append(cache)
        AL, cache = linear_activation_forward(A, parameters[f"W{l + 1}"], parameters[f"b{l + 1}"], "sigmoid")
        caches.append(cache)
        return AL, caches
    """,
    hint=dict(
        en="A loop variable has a value after the loop only if the loop ran at least once. With one layer it never "
        "runs; take the output layer's number from `L`.",
        zh="循环结束后，循环变量只有在循环执行过时才有值。只有一层时循环一次也不执行；输出层的编号请用 `L`。",
    ),
)
L_model_forward.mistake(
    "three layers whatever there are",
    code="""
    def L_model_forward(X, parameters):
        caches = []
        A = X
        for l in range(1, 3):
            A, cache = linear_activation_forward(A, parameters[f"W{l}"], parameters[f"b{l}"], "relu")
            caches.append(cache)
        AL, cache = linear_activation_forward(A, parameters["W3"], parameters["b3"], "sigmoid")
        caches.append(cache)
        return AL, caches
    """,
    hint=dict(
        en="The number of layers is hard-coded. The function must work for networks of any depth: count the layers "
        "from `parameters`.",
        zh="层数被写死了。传入的网络可以有任意多层：请由 `parameters` 算出层数。",
    ),
)

L_model_forward.variant(
    "the output layer after the loop",
    code="""
    def L_model_forward(X, parameters):
        caches = []
        A = X
        L = len(parameters) // 2
        for l in range(1, L):
            A_prev = A
            A, cache = linear_activation_forward(A_prev, parameters["W" + str(l)], parameters["b" + str(l)], "relu")
            caches.append(cache)
        AL, cache = linear_activation_forward(A, parameters["W" + str(L)], parameters["b" + str(L)], activation="sigmoid")
        caches.append(cache)
        assert AL.shape == (1, X.shape[1])
        return AL, caches
    """,
)
L_model_forward.variant(
    "everything written out, caches in a tuple",
    code="""
    def L_model_forward(X, parameters):
        A, caches, l = X, (), 1
        while f"W{l}" in parameters:
            W, b = parameters[f"W{l}"], parameters[f"b{l}"]
            Z = W @ A + b
            caches += (((A, W, b), Z),)
            last = f"W{l + 1}" not in parameters
            A = 1 / (1 + np.exp(-Z)) if last else np.where(Z > 0, Z, 0.0)
            l += 1
        return A, caches
    """,
)
L_model_forward.variant(
    "by recursion",
    code="""
    def L_model_forward(X, parameters):
        def layer(l):
            if l == 0:
                return X, []
            A, caches = layer(l - 1)
            kind = "relu" if l < len(parameters) / 2 else "sigmoid"
            A, cache = linear_activation_forward(A, parameters["W%d" % l], parameters["b%d" % l], kind)
            return A, caches + [cache]
        return layer(len(parameters) // 2)
    """,
)
