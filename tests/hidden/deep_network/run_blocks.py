"""run_blocks: any chain of blocks, forward and backward (lecture p41)."""

import numpy as np

from autograder import Exercise

run_blocks = Exercise(
    "run_blocks",
    returns=("A", "dX"),
    shares={"values": 0.7, "shapes": 0.1, "edge cases": 0.1, "arguments unchanged": 0.1},
)


def chain(rng, kinds, sizes=()):
    """Draw a chain of blocks; "linear" blocks have different widths, and no input of a ReLU lies on its kink."""
    widths = [*sizes] or [int(width) for width in rng.permutation(np.arange(2, 8))]
    m = widths.pop()
    while True:
        X = A = rng.normal(size=(widths[0], m))
        blocks, gaps, l = [], [np.inf], 0
        for kind in kinds:
            if kind == "linear":
                W, b = rng.normal(size=(widths[l + 1], widths[l])), rng.normal(size=(widths[l + 1], 1))
                blocks.append(("linear", W, b))
                A, l = W @ A + b, l + 1
            else:
                blocks.append((kind,))
                if kind == "relu":
                    gaps.append(np.min(np.abs(A)) if np.min(A) < 0 < np.max(A) else 0)
                A = np.maximum(0, A) if kind == "relu" else 1 / (1 + np.exp(-A))
        if min(gaps) > 1e-3 and np.any(A):
            dA = rng.normal(size=A.shape) + 0.5
            dA.flat[0] = rng.uniform(6, 12)
            return dict(X=X, blocks=blocks, dA=dA)


@run_blocks.inputs(draws=3)
def network_of_three_layers(rng):
    return chain(rng, ("linear", "relu", "linear", "relu", "linear", "sigmoid"))


@run_blocks.inputs(draws=3)
def two_linear_blocks_in_a_row(rng):
    return chain(rng, ("linear", "linear", "sigmoid"))


@run_blocks.inputs(draws=3)
def activations_first(rng):
    return chain(rng, ("sigmoid", "linear", "relu", "linear"))


@run_blocks.inputs(draws=3)
def one_size(rng):
    """Draw equal sizes each time, so that an answer from memory is the answer to other numbers."""
    return chain(rng, ("linear", "relu", "linear"), (3, 4, 2, 5))


@run_blocks.contract
def blocks_fit(X, blocks, dA):
    """Check that the shapes fit, and that no input of a ReLU lies on its kink."""
    A = X
    for kind, *numbers in blocks:
        if kind == "linear":
            W, b = numbers
            if W.shape[1] != A.shape[0] or b.shape != (W.shape[0], 1):
                return False
            A = W @ A + b
        elif kind == "relu":
            if np.any(np.abs(A) < 1e-6):
                return False
            A = np.maximum(0, A)
        else:
            A = 1 / (1 + np.exp(-A))
    return dA.shape == A.shape


LINEAR = ("linear", np.array([[2.0, -1.0], [1.0, 1.0], [0.0, 3.0]]), np.array([[0.5], [-1.0], [0.25]]))
run_blocks.edge("a single linear block", dict(X=np.array([[1.0], [2.0]]), blocks=[LINEAR], dA=np.ones((3, 1))))
run_blocks.edge("a single ReLU", dict(X=np.array([[1.0, -2.0]]), blocks=[("relu",)], dA=np.array([[3.0, 4.0]])))
run_blocks.edge("one example", dict(X=np.array([[-1.0], [3.0]]), blocks=[LINEAR, ("relu",)], dA=np.ones((3, 1))))

FORWARD = "A, cache = linear_forward(A, *numbers)"
BACK = "dA, _, _ = linear_backward(dA, cache)"
run_blocks.mistake(
    "blocks backward in the order of the way forward",
    change=("zip(reversed(blocks), reversed(caches))", "zip(blocks, caches)"),
    hint=dict(
        en="The way back starts at the last block and ends at the first.",
        zh="反向传播从最后一个模块开始，到第一个结束。",
    ),
)
run_blocks.mistake(
    "every block gets X",
    change=(FORWARD, "A, cache = linear_forward(X, *numbers)"),
    hint=dict(
        en="The input of a block is the output of the one before it; only the first takes `X`.",
        zh="一个模块的输入是前一个模块的输出；只有第一个接收 `X`。",
    ),
)
run_blocks.mistake(
    "relu and sigmoid swapped on the way back",
    change=('relu_backward(dA, cache) if kind == "relu"', 'relu_backward(dA, cache) if kind == "sigmoid"'),
    hint=dict(
        en="On the way back each block uses the slope of its own activation.",
        zh="反向传播时，每个模块用自己的激活函数的导数。",
    ),
)
run_blocks.mistake(
    "activations left out on the way back",
    change=('dA = relu_backward(dA, cache) if kind == "relu" else sigmoid_backward(dA, cache)', "pass"),
    hint=dict(
        en="Activations are blocks too: the gradient has to pass through them.",
        zh="激活函数也是模块：梯度也要经过它们。",
    ),
)
run_blocks.mistake(
    "activations left out on the way forward",
    change=('A, cache = relu(A) if kind == "relu" else sigmoid(A)', "cache = A"),
    hint=dict(
        en="An activation changes `A` on the way forward; keep both of its results.",
        zh="正向传播时激活函数会改变 `A`；它的两个结果都要留下。",
    ),
)
run_blocks.mistake(
    "results in another order",
    change=("return A, dA", "return dA, A"),
    hint=dict(
        en="Return the output first, then the gradient.",
        zh="先返回输出，再返回梯度。",
    ),
)
run_blocks.mistake(
    "the gradient that was passed in",
    change=(BACK, "linear_backward(dA, cache)"),
    hint=dict(
        en="Each block returns a new gradient: hand that one on.",
        zh="每个模块都会返回新的梯度：要把它传下去。",
    ),
)

run_blocks.variant(
    "tables of functions",
    code="""
    def run_blocks(X, blocks, dA):
        go = {"linear": linear_forward, "relu": relu, "sigmoid": sigmoid}
        back = {"linear": lambda d, c: linear_backward(d, c)[0], "relu": relu_backward, "sigmoid": sigmoid_backward}
        kept = []
        for block in blocks:
            X, cache = go[block[0]](X, *block[1:])
            kept.append((block[0], cache))
        while kept:
            kind, cache = kept.pop()
            dA = back[kind](dA, cache)
        return X, dA
    """,
)
run_blocks.variant(
    "by recursion",
    code="""
    def run_blocks(X, blocks, dA):
        if not blocks:
            return X, dA
        kind = blocks[0][0]
        if kind == "linear":
            A, cache = linear_forward(X, blocks[0][1], blocks[0][2])
        elif kind == "relu":
            A, cache = relu(X)
        else:
            A, cache = sigmoid(X)
        output, gradient = run_blocks(A, blocks[1:], dA)
        if kind == "linear":
            return output, linear_backward(gradient, cache)[0]
        return output, (relu_backward if kind == "relu" else sigmoid_backward)(gradient, cache)
    """,
)
run_blocks.variant(
    "everything written out",
    code="""
    def run_blocks(X, blocks, dA):
        values = [X]
        for block in blocks:
            A = values[-1]
            if block[0] == "linear":
                A = block[1] @ A + block[2]
            elif block[0] == "relu":
                A = A * (A > 0)
            else:
                A = 1 / (1 + np.exp(-A))
            values.append(A)
        for i in range(len(blocks) - 1, -1, -1):
            if blocks[i][0] == "linear":
                dA = blocks[i][1].T @ dA
            elif blocks[i][0] == "relu":
                dA = np.where(values[i] > 0, dA, 0)
            else:
                dA = dA * values[i + 1] * (1 - values[i + 1])
        return [values[-1], dA]
    """,
)
