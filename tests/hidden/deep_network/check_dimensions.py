"""check_dimensions: the first layer that does not fit (lecture p39)."""

import re

import numpy as np

from autograder import Exercise, Raises

# How a message may name a layer: "layer 2", "layer number 2", ("layer", 2, "bias"), "the second layer", "W2", "b[2]",
# "l = 2", "第 2 层", "第二层", or just "2". Shapes in it, such as "(3, 4)" and "3 x 4", name none.
SHAPE = re.compile(r"[(\[]\s*\d+\s*,\s*(?:\d+\s*)?,?\s*[)\]]|\b\d+\s*[x×]\s*\d+\b")
WAYS = [
    re.compile(way, re.IGNORECASE)
    for way in (
        r"\blayers?\b\W*(?:(?:number|num|no|nr|index|idx|id|at|is|l)\b\W*)*(\d+)",
        r"\blayer_?(\d+)",
        r"(\d+)(?:st|nd|rd|th)?[- ]layer\b",
        r"(?<![a-z])[WbZA]\W{0,3}_?(\d+)",
        r"\bl\s*(?:=|is|:)*\s*(\d+)",
        r"第\s*(\d+)",
        r"(\d+)\s*层",
    )
]
WORDS = ["first|one|一", "second|two|二", "third|three|三", "fourth|four|四", "fifth|five|五"]
SPOKEN = [re.compile(rf"(?:\b|第)({word})\W*(?:layer|层)|\blayer\W+({word})\b", re.IGNORECASE) for word in WORDS]


def layer_named(message):
    """Return the number of the layer that a message names first, as text; "" where it names none."""
    text = SHAPE.sub(" ", message)
    places = [(found.start(1), found[1]) for way in WAYS if (found := way.search(text))]
    places += [(found.start(), str(number)) for number, way in enumerate(SPOKEN, 1) if (found := way.search(text))]
    if not places and (found := re.search(r"\d+", text)):
        return found[0]
    return min(places)[1] if places else ""


check_dimensions = Exercise(
    "check_dimensions",
    raises=Raises(ValueError, AssertionError, naming=layer_named),
    shares={"values": 0.8, "edge cases": 0.2},
)


def network(rng, L):
    """Draw L layers that fit; all widths and the number of examples differ and are at least 3."""
    *dims, m = (int(size) for size in rng.permutation(np.arange(3, 12))[: L + 2])
    parameters = {}
    for l in range(1, L + 1):
        parameters[f"W{l}"] = rng.normal(size=(dims[l], dims[l - 1])).round(1)
        parameters[f"b{l}"] = rng.normal(size=(dims[l], 1)).round(1)
    return dict(parameters=parameters, X=rng.normal(size=(dims[0], m)).round(1))


# Wrong shapes of W, which should be (n, n_prev), and of b, which should be (n, 1), by name.
ODD_W = {
    "a column too many": lambda n, n_prev: (n, n_prev + 1),
    "a column too few": lambda n, n_prev: (n, n_prev - 1),
    "a row too many": lambda n, n_prev: (n + 1, n_prev),
    "a row too few": lambda n, n_prev: (n - 1, n_prev),
    "transposed": lambda n, n_prev: (n_prev, n),
}
ODD_B = {
    "rank 1": lambda n: (n,),
    "a row": lambda n: (1, n),
    "too long": lambda n: (n + 1, 1),
    "too short": lambda n: (n - 1, 1),
    "one number": lambda n: (1, 1),
    "two columns": lambda n: (n, 2),
}


def misfit(rng, name, odd, where):
    """Draw three to five layers, of which the first, the last or one between has an array of this wrong shape."""
    inputs = network(rng, L := int(rng.integers(3, 6)))
    l = {"first": 1, "last": L, "between": int(rng.integers(2, L))}[where]
    parameters = inputs["parameters"]
    parameters[f"{name}{l}"] = np.ones(odd(*parameters[f"W{l}"].shape[: 2 if name == "W" else 1]))
    return inputs


def drawn(words, draw):
    draw.__name__ = words
    check_dimensions.inputs(draws=1)(draw)


for where in ("first", "between", "last"):
    for name, kinds in ("W", ODD_W), ("b", ODD_B):
        for kind, odd in kinds.items():
            drawn(
                f"{name} of the {where} layer {kind}",
                lambda rng, name=name, odd=odd, where=where: misfit(rng, name, odd, where),
            )


@check_dimensions.inputs(draws=3)
def everything_fits(rng):
    return network(rng, int(rng.integers(2, 6)))


@check_dimensions.inputs(draws=3)
def two_layers_do_not_fit(rng):
    inputs = network(rng, 4)
    for l in sorted(int(l) for l in rng.permutation([1, 2, 3, 4])[:2]):
        inputs["parameters"][f"b{l}"] = np.ones(inputs["parameters"][f"W{l}"].shape[0])
    return inputs


@check_dimensions.inputs(draws=2)
def whole_layer_too_wide(rng):
    """Draw a layer whose weights and biases agree with each other, but not with the next layer."""
    inputs = network(rng, 4)
    l = int(rng.integers(1, 4))
    rows, columns = inputs["parameters"][f"W{l}"].shape
    inputs["parameters"] |= {f"W{l}": np.ones((rows + 1, columns)), f"b{l}": np.ones((rows + 1, 1))}
    return inputs


@check_dimensions.contract
def weights_are_matrices(parameters, X):
    names = {f"{kind}{l}" for l in range(1, len(parameters) // 2 + 1) for kind in "Wb"}
    return set(parameters) == names and X.ndim == 2 and all(parameters[name].ndim == 2 for name in names if name[0] == "W")


ONE_UNIT = {"W1": np.array([[1.0, 2.0]]), "b1": np.array([[0.5]]), "W2": np.array([[3.0]]), "b2": np.array([[1.0]])}
check_dimensions.edge("one unit a layer", dict(parameters=ONE_UNIT, X=np.array([[1.0], [2.0]])))
check_dimensions.edge(
    "one layer", dict(parameters={"W1": np.array([[1, 2]]), "b1": np.array([[3]])}, X=np.array([[1, 0], [4, 5]]))
)
check_dimensions.edge("one bias of rank 1", dict(parameters=ONE_UNIT | {"b2": np.array([1.0])}, X=np.array([[1.0], [2.0]])))
check_dimensions.edge("as many rows as columns", dict(parameters={"W1": np.eye(3), "b1": np.ones((1, 3))}, X=np.eye(3)))

START, LOOP = "n_prev = X.shape[0]", "for l in range(1, len(parameters) // 2 + 1):"
PARTS, UNEQUAL = "(W, (n, n_prev)), (b, (n, 1))", "if array.shape != shape:"
RAISE = 'raise ValueError(f"layer {l}: an array has the shape {array.shape}, expected {shape}")'

check_dimensions.mistake(
    "nothing is refused",
    change=(UNEQUAL, "if False:"),
    hint=dict(
        en='Where a shape is wrong, raise an error: `raise ValueError(f"layer {l}: …")`, or `assert`.',
        zh='形状不对时要报错：`raise ValueError(f"layer {l}: …")`，或者用 `assert`。',
    ),
)
check_dimensions.mistake(
    "biases not checked",
    change=(PARTS, "[(W, (n, n_prev))]"),
    hint=dict(
        en="The biases can be wrong too: `b[l]` must be `(n[l], 1)`, with as many rows as `W[l]`.",
        zh="偏置也可能不对：`b[l]` 必须是 `(n[l], 1)`，行数和 `W[l]` 一样。",
    ),
)
check_dimensions.mistake(
    "weights not checked",
    change=(PARTS, "[(b, (n, 1))]"),
    hint=dict(
        en="Check the weights too: `W[l]` has as many columns as the layer before has units.",
        zh="权重也要检查：`W[l]` 的列数等于前一层的单元数。",
    ),
)
check_dimensions.mistake(
    "first layer not compared with X",
    change=(START, 'n_prev = parameters["W1"].shape[1]'),
    hint=dict(
        en="Layer 1 takes X: `W1` must have `X.shape[0]` columns.",
        zh="第 1 层的输入是 X：`W1` 必须有 `X.shape[0]` 列。",
    ),
)
check_dimensions.mistake(
    "every layer compared with X",
    change=("        n_prev = n", "        n_prev = X.shape[0]"),
    hint=dict(
        en="Only layer 1 takes X; layer l takes the output of layer l-1, which has `W[l-1].shape[0]` rows.",
        zh="只有第 1 层的输入是 X；第 l 层的输入是第 l-1 层的输出，行数是 `W[l-1].shape[0]`。",
    ),
)
check_dimensions.mistake(
    "last layer not checked",
    change=(LOOP, "for l in range(1, len(parameters) // 2):"),
    hint=dict(
        en="The loop stops one layer early; use `range(1, L + 1)`.",
        zh="循环少走了一层：应该是 `range(1, L + 1)`。",
    ),
)
check_dimensions.mistake(
    "number of rows of b only",
    change=(UNEQUAL, "if (array.shape[0] != n if array is b else array.shape != shape):"),
    hint=dict(
        en="A bias of shape `(n,)` or `(n, 2)` has n rows too; compare the whole shape with `(n, 1)`.",
        zh="形状为 `(n,)` 或 `(n, 2)` 的偏置也有 n 行；要把整个形状和 `(n, 1)` 比较。",
    ),
)
check_dimensions.mistake(
    "size of b only",
    change=(UNEQUAL, "if (array.size != n if array is b else array.shape != shape):"),
    hint=dict(
        en="`(n,)` and `(1, n)` hold n numbers too; compare the whole shape with `(n, 1)`.",
        zh="`(n,)` 和 `(1, n)` 也是 n 个数；要把整个形状和 `(n, 1)` 比较。",
    ),
)
check_dimensions.mistake(
    "layers counted from 0",
    change=(RAISE, RAISE.replace("{l}", "{l - 1}")),
    hint=dict(
        en="Layers are counted from 1: `W1` belongs to layer 1, the input is layer 0.",
        zh="层的编号从 1 开始：`W1` 属于第 1 层，输入是第 0 层。",
    ),
)
check_dimensions.mistake(
    "layer not named",
    change=(RAISE, 'raise ValueError("a shape is wrong")'),
    hint=dict(
        en='Say which layer it is: put its number into the message, `f"layer {l}: …"`.',
        zh='要说明是哪一层：把层的编号写进错误信息，`f"layer {l}: …"`。',
    ),
)
check_dimensions.mistake(
    "left to NumPy",
    code="""
    def check_dimensions(parameters, X):
        A = X
        for l in range(1, len(parameters) // 2 + 1):
            A = np.dot(parameters[f"W{l}"], A) + parameters[f"b{l}"]
    """,
    hint=dict(
        en="NumPy's own errors do not name the layer, and broadcasting lets some wrong biases pass. Compare the shapes.",
        zh="NumPy 自己的报错不会说是哪一层，而且广播会放过一些错误的偏置。请直接比较形状。",
    ),
)
check_dimensions.mistake(
    "another kind of error",
    change=(RAISE, RAISE.replace("ValueError", "TypeError")),
    hint=dict(
        en="Raise a `ValueError`, or use `assert`, which raises an `AssertionError`.",
        zh="请抛出 `ValueError`，或者用 `assert`（它会抛出 `AssertionError`）。",
    ),
)
check_dimensions.mistake(
    "the answer instead of an error",
    change=(RAISE, "return l"),
    hint=dict(
        en="A returned number is easily overlooked; raise an error that names the layer.",
        zh="返回一个数很容易被忽略；请抛出错误，并指出是哪一层。",
    ),
)
check_dimensions.mistake(
    "weights transposed",
    change=(PARTS, PARTS.replace("(n, n_prev)", "(n_prev, n)")),
    hint=dict(
        en="The shape of `W[l]` is `(n[l], n[l-1])`: it has one column for each unit of the layer before.",
        zh="`W[l]` 的形状是 `(n[l], n[l-1])`：列数等于前一层的单元数。",
    ),
)

check_dimensions.variant(
    "assert",
    code="""
    def check_dimensions(parameters, X):
        A = X
        for l in range(1, len(parameters) // 2 + 1):
            W, b = parameters["W" + str(l)], parameters["b" + str(l)]
            assert W.shape[1] == A.shape[0], f"W{l} does not fit: {W.shape}"
            assert b.shape == (W.shape[0], 1), f"b{l} does not fit: {b.shape}"
            A = np.zeros((W.shape[0], X.shape[1]))
    """,
)
check_dimensions.variant(
    "sizes collected first",
    code="""
    def check_dimensions(parameters, X):
        L = len(parameters) // 2
        sizes = [X.shape[0]] + [parameters[f"W{l}"].shape[0] for l in range(1, L + 1)]
        for l in range(1, L + 1):
            if parameters[f"W{l}"].shape != (sizes[l], sizes[l - 1]) or parameters[f"b{l}"].shape != (sizes[l], 1):
                raise ValueError("Expected (%d, %d) in layer %d." % (sizes[l], sizes[l - 1], l))
        return None
    """,
)
check_dimensions.variant(
    "by recursion, the number alone",
    code="""
    def check_dimensions(parameters, X, l=1):
        if f"W{l}" not in parameters:
            return
        W, b = parameters[f"W{l}"], parameters[f"b{l}"]
        assert (W.shape[1], b.ndim) == (X.shape[0], 2) and b.T.shape == (1, W.shape[0]), l
        check_dimensions(parameters, np.empty((len(W), 0)), l + 1)
    """,
)
check_dimensions.variant("in Chinese", change=(RAISE, 'raise ValueError(f"第 {l} 层的形状 {array.shape} 不对")'))
