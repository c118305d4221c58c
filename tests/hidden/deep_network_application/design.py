"""design: layers, learning rate and number of steps for a network that reads images well enough (lecture p36)."""

import functools
import gzip
import importlib.util
import itertools
from pathlib import Path

import numpy as np

from autograder import Difference, Exercise, compare

# From each of ten random starts, the reference's choice gets at least 94.8 % of 597 new images right. A share of that size,
# counted on 597 images, has a standard deviation of 0.9 %. The bound is two of them lower, so that nobody needs luck.
ASKED = 0.93
EXAMPLES, LAYERS, WIDEST, STEPS = 600, 5, 32, 600


@functools.cache
def images():
    """Return pixels (64, 1797) and labels (1, 1797), 1 for odd, in a fixed random order.

    The file is read directly, because importing scikit-learn takes two seconds.
    """
    (package,) = importlib.util.find_spec("sklearn").submodule_search_locations
    with gzip.open(Path(package) / "datasets" / "data" / "digits.csv.gz", "rt") as file:
        table = np.loadtxt(file, delimiter=",")
    table = table[np.random.default_rng(1).permutation(len(table))]
    return table[:, :-1].T / 16, table[np.newaxis, :, -1].astype(int) % 2


@functools.cache
def trained(layers_dims, learning_rate, num_iterations, seed=1):
    """Train this choice from one random start; return its accuracy on unseen images, and its costs."""
    X, Y = images()
    seen, new = slice(EXAMPLES), slice(1200, None)
    return train(X[:, seen], Y[:, seen], X[:, new], Y[:, new], layers_dims, learning_rate, num_iterations, seed)


def train(X, Y, X_new, Y_new, layers_dims, learning_rate, num_iterations, seed):
    rng, L = np.random.default_rng(seed), len(layers_dims) - 1
    W = [rng.normal(size=(n, before)) / np.sqrt(before) for before, n in itertools.pairwise(layers_dims)]
    b = [np.zeros((n, 1)) for n in layers_dims[1:]]
    costs = []
    with np.errstate(all="ignore"):
        for _ in range(num_iterations):
            A = forward(W, b, X)
            costs.append(-np.mean(Y * np.log(A[-1]) + (1 - Y) * np.log(1 - A[-1])))
            dZ = (A[-1] - Y) / Y.size
            for l in reversed(range(L)):
                dW, db = dZ @ A[l].T, dZ.sum(axis=1, keepdims=True)
                dZ = W[l].T @ dZ * (A[l] > 0)
                W[l], b[l] = W[l] - learning_rate * dW, b[l] - learning_rate * db
        return float(np.mean((forward(W, b, X_new)[-1] > 0.5) == Y_new)), costs


def forward(W, b, X):
    A = [X]
    for weights, bias in zip(W, b, strict=True):
        Z = weights @ A[-1] + bias
        A.append(np.maximum(0, Z) if len(A) < len(W) else np.clip(1 / (1 + np.exp(-Z)), 1e-12, 1 - 1e-12))
    return A


def finding(value, n_x):
    """Return the first thing that is wrong with a choice, or None if the choice is good enough."""
    dims = value[0] if type(value) in (tuple, list) and value and type(value[0]) in (tuple, list) else [0]
    form = ([0] * len(dims), 0.0, 0)
    if (wrong := compare(value, form, atol=np.inf, names=("layers_dims", "learning_rate", "num_iterations"))) is not None:
        return wrong
    layers_dims, learning_rate, num_iterations = value
    limits = [
        ("len(layers_dims)", len(layers_dims), 2, LAYERS),
        *[(f"layers_dims[{i}]", n, 1, WIDEST) for i, n in enumerate(layers_dims[1:-1], start=1)],
        ("num_iterations", num_iterations, 0, STEPS),
    ]
    for path, got, least, most in limits:
        if not least <= got <= most:
            return Difference("value", path, got, least if got < least else most)
        if got != int(got):
            return Difference("value", path, got, int(got))
    for path, got, right in (("layers_dims[0]", layers_dims[0], n_x), ("layers_dims[-1]", layers_dims[-1], 1)):
        if got != right:
            return Difference("value", path, got, right)
    reached, _ = trained(tuple(map(int, layers_dims)), float(learning_rate), int(num_iterations))
    return None if reached >= ASKED else Difference("value", "accuracy", round(reached, 3), ASKED)


def fault(value, n_x):
    """Return the kind of mistake in a choice, or None; two choices that fail in the same way are the same mistake."""
    wrong = finding(value, n_x)
    if wrong is None or wrong.path != "accuracy":
        return wrong and (wrong.kind, wrong.path, wrong.got)
    layers_dims, learning_rate, num_iterations = value
    if len(layers_dims) == 2:
        return "no hidden layer"
    _, costs = trained(tuple(map(int, layers_dims)), float(learning_rate), int(num_iterations))
    rises = len(costs) > 1 and not max(costs[1:]) < 1.5 * costs[0]
    return "too large a rate" if rises else "too little training"


def good_enough(got, expected, inputs):
    n_x = inputs.get("n_x", 64)
    wrong = finding(got, n_x)
    if (known := finding(expected, n_x)) is None:
        return wrong
    return None if fault(got, n_x) == fault(expected, n_x) else wrong or known


design = Exercise("design", compare=good_enough, choice=True)


@design.inputs(draws=1)
def number_of_pixels(rng):
    return dict(n_x=64)


@design.contract
def as_many_as_an_image_has(n_x):
    return n_x == 64


CHOICE = "[n_x, 16, 8, 1], 0.5, 400"

design.mistake(
    "no hidden layer",
    change=(CHOICE, "[n_x, 1], 0.5, 400"),
    hint=dict(
        en="Without a hidden layer, the boundary between odd and even is straight. Add one in the middle: `[n_x, 10, 1]`.",
        zh="没有隐藏层，奇数和偶数之间的分界线就是直的。在中间放一层：`[n_x, 10, 1]`。",
    ),
)
design.mistake(
    "learning rate too small",
    change=(CHOICE, "[n_x, 16, 8, 1], 0.0075, 400"),
    hint=dict(
        en="The training stops too early: the cost is still falling. Use a larger learning rate or more steps.",
        zh="训练还没有到头：成本还在下降。把学习率调大一些，或者多走几步。",
    ),
)
design.mistake(
    "too few steps",
    change=(CHOICE, "[n_x, 16, 8, 1], 0.5, 20"),
    equals="learning rate too small",
    hint=dict(
        en="The training stops too early: the cost is still falling. Use more steps or a larger learning rate.",
        zh="训练还没有到头：成本还在下降。多走几步，或者把学习率调大一些。",
    ),
)
design.mistake(
    "learning rate too large",
    change=(CHOICE, "[n_x, 16, 8, 1], 30.0, 400"),
    hint=dict(
        en="The steps are so large that the cost rises. Use a smaller learning rate.",
        zh="步子太大，成本反而上升。把学习率调小一些。",
    ),
)
design.mistake(
    "one output for each digit",
    change=(CHOICE, "[n_x, 16, 10], 0.5, 400"),
    hint=dict(
        en="Odd or even is a single question, so the last layer has one unit.",
        zh="“奇数还是偶数”只是一个问题，所以最后一层只有一个单元。",
    ),
)
design.mistake(
    "number of images for number of pixels",
    change=(CHOICE, "[600, 16, 8, 1], 0.5, 400"),
    hint=dict(
        en="`layers_dims` begins with the number of pixels of an image, `n_x`; it does not depend on the number of images.",
        zh="`layers_dims` 的第一个数是一张图像的像素数 `n_x`，与图像有多少张无关。",
    ),
)
design.mistake(
    "more steps than allowed",
    change=(CHOICE, "[n_x, 16, 8, 1], 0.1, 3000"),
    hint=dict(
        en="At most 600 steps are allowed; with a larger learning rate fewer are enough.",
        zh="最多允许 600 步；学习率大一些，步数少也够。",
    ),
)
design.mistake(
    "without the steps",
    change=(CHOICE, "[n_x, 16, 8, 1], 0.5"),
    hint=dict(
        en="Return three things: the sizes of the layers, the learning rate and the number of iterations.",
        zh="要返回三样东西：各层的单元数、学习率和迭代次数。",
    ),
)

design.variant("one hidden layer", change=(CHOICE, "[n_x, 16, 1], 0.6, 500"))
design.variant("a tuple", change=(CHOICE, "((n_x, 20, 10, 1), 0.4, 400)"))
design.variant(
    "three hidden layers, by name",
    code="""
    def design(n_x):
        layers_dims = [n_x] + [24, 12, 6] + [1]
        learning_rate = 0.3
        num_iterations = 600
        return layers_dims, learning_rate, num_iterations
    """,
)
