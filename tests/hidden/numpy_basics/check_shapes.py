"""check_shapes: raise an error that names the array with the wrong shape (lecture p22)."""

import re

import numpy as np

from autograder import Exercise, Raises

# How a message may name an array: by its letter, or by what it holds.
NAMES = {
    "w": re.compile(r"\bw\b|\bweights?\b|权重", re.IGNORECASE | re.ASCII),
    "b": re.compile(r"\bb\b|\bbias(?:es)?\b|偏置", re.IGNORECASE | re.ASCII),
    "Y": re.compile(r"\by\b|\blabels?\b|标签", re.IGNORECASE | re.ASCII),
}


def array_named(message):
    """Return the array that a message names first, as its letter; "" where it names none."""
    places = {name: found.start() for name, names in NAMES.items() if (found := names.search(message)) is not None}
    return min(places, key=places.get, default="")


check_shapes = Exercise("check_shapes", raises=Raises(ValueError, AssertionError, naming=array_named), whole=("b",))


def fitting(rng):
    """Draw w, b, X and Y that fit; m, n_x and 1 all differ."""
    n, m = (int(size) for size in rng.permutation([2, 3, 4, 5])[:2])
    return dict(w=rng.normal(size=(n, 1)), b=float(rng.normal()), X=rng.normal(size=(n, m)), Y=rng.integers(0, 2, (1, m)))


@check_shapes.inputs
def all_fit(rng):
    return fitting(rng)


@check_shapes.inputs(draws=1)
def flat_weights(rng):
    inputs = fitting(rng)
    return inputs | dict(w=inputs["w"].flatten())


@check_shapes.inputs(draws=1)
def weights_lying_down(rng):
    inputs = fitting(rng)
    return inputs | dict(w=inputs["w"].T)


@check_shapes.inputs(draws=1)
def a_weight_for_each_example(rng):
    inputs = fitting(rng)
    return inputs | dict(w=rng.normal(size=(inputs["X"].shape[1], 1)))


@check_shapes.inputs(draws=1)
def two_columns_of_weights(rng):
    inputs = fitting(rng)
    return inputs | dict(w=np.hstack([inputs["w"], inputs["w"]]))


@check_shapes.inputs(draws=1)
def a_bias_in_an_array(rng):
    return fitting(rng) | dict(b=rng.normal(size=(1, 1)))


@check_shapes.inputs(draws=1)
def a_bias_in_a_flat_array(rng):
    return fitting(rng) | dict(b=rng.normal(size=1))


@check_shapes.inputs(draws=1)
def a_bias_for_each_feature(rng):
    inputs = fitting(rng)
    return inputs | dict(b=rng.normal(size=inputs["w"].shape))


@check_shapes.inputs(draws=1)
def flat_labels(rng):
    inputs = fitting(rng)
    return inputs | dict(Y=inputs["Y"].flatten())


@check_shapes.inputs(draws=1)
def labels_upright(rng):
    inputs = fitting(rng)
    return inputs | dict(Y=inputs["Y"].T)


@check_shapes.inputs(draws=1)
def a_label_for_each_feature(rng):
    inputs = fitting(rng)
    return inputs | dict(Y=rng.integers(0, 2, (1, inputs["X"].shape[0])))


@check_shapes.inputs(draws=1)
def two_rows_of_labels(rng):
    inputs = fitting(rng)
    return inputs | dict(Y=np.vstack([inputs["Y"], inputs["Y"]]))


ONE = dict(w=np.array([[0.5], [1.0]]), b=0.25, X=np.array([[1.0], [2.0]]), Y=np.array([[1]]))

check_shapes.edge("one example", ONE)
check_shapes.edge("one example, flat label", ONE | dict(Y=np.array([1])))
check_shapes.edge(
    "whole numbers", dict(w=np.array([[1], [0]]), b=2, X=np.array([[1, 2, 0], [2, 0, -1]]), Y=np.array([[0, 1, 1]]))
)
check_shapes.edge("one feature", dict(w=np.array([[0.5]]), b=-1.0, X=np.array([[1.0, 2.0, -1.0]]), Y=np.array([[1, 0, 0]])))
check_shapes.edge(
    "one feature, flat weight", dict(w=np.array([0.5]), b=-1.0, X=np.array([[1.0, 2.0, -1.0]]), Y=np.array([[1, 0, 0]]))
)

SIZES = "n_x, m = X.shape"
W = 'assert w.shape == (n_x, 1), f"w has shape {w.shape}, expected ({n_x}, 1)"'
B = 'assert np.shape(b) == (), f"b is {b}, expected a number"'
Y = 'assert Y.shape == (1, m), f"Y has shape {Y.shape}, expected (1, {m})"'

check_shapes.mistake(
    "weights not checked",
    change=(W, "pass"),
    hint=dict(
        en="A `w` of the wrong shape passes; it should have the shape `(n_x, 1)`.",
        zh="形状不对的 `w` 也通过了；它的形状应该是 `(n_x, 1)`。",
    ),
)
check_shapes.mistake(
    "bias not checked",
    change=(B, "pass"),
    hint=dict(
        en="An array passes as `b`; it should be a number: `np.shape(b) == ()`.",
        zh="数组也能当 `b` 通过；它应该是一个数：`np.shape(b) == ()`。",
    ),
)
check_shapes.mistake(
    "labels not checked",
    change=(Y, "pass"),
    hint=dict(
        en="A `Y` of the wrong shape passes; it should have the shape `(1, m)`.",
        zh="形状不对的 `Y` 也通过了；它的形状应该是 `(1, m)`。",
    ),
)
check_shapes.mistake(
    "nothing is checked",
    change=[(W, "pass"), (B, "pass"), (Y, "pass")],
    hint=dict(
        en="Everything passes. Compare the shape of each of `w`, `b` and `Y`, and raise an error if one of them is wrong.",
        zh="无论传入什么都能通过。对 `w`、`b`、`Y` 逐个比较形状，对不上就抛出错误。",
    ),
)
check_shapes.mistake(
    "weights only counted",
    change=(W, W.replace("w.shape == (n_x, 1)", "w.size == n_x")),
    hint=dict(
        en="The number of weights is checked, not their shape: `(n_x,)` and `(1, n_x)` pass too.",
        zh="这里只检查了权重的个数，没有检查形状：`(n_x,)` 和 `(1, n_x)` 也会通过。",
    ),
)
check_shapes.mistake(
    "labels only counted",
    change=(Y, Y.replace("Y.shape == (1, m)", "Y.size == m")),
    hint=dict(
        en="The number of labels is checked, not their shape: `(m,)` and `(m, 1)` pass too.",
        zh="这里只检查了标签的个数，没有检查形状：`(m,)` 和 `(m, 1)` 也会通过。",
    ),
)
check_shapes.mistake(
    "only the rows of the weights",
    change=(W, W.replace("w.shape == (n_x, 1)", "w.shape[0] == n_x")),
    hint=dict(
        en="Only the first length of `w` is checked: `(n_x,)` and `(n_x, 2)` pass too. Compare the whole shape.",
        zh="只检查了 `w` 的第一个轴的长度：`(n_x,)` 和 `(n_x, 2)` 也会通过。要比较整个形状。",
    ),
)
check_shapes.mistake(
    "only the columns of the labels",
    change=(Y, Y.replace("Y.shape == (1, m)", "Y.shape[-1] == m")),
    hint=dict(
        en="Only the last length of `Y` is checked: `(m,)` and `(2, m)` pass too. Compare the whole shape.",
        zh="只检查了 `Y` 的最后一个轴的长度：`(m,)` 和 `(2, m)` 也会通过。要比较整个形状。",
    ),
)
check_shapes.mistake(
    "features and examples swapped",
    change=(SIZES, "m, n_x = X.shape"),
    hint=dict(
        en="`X` is `(n_x, m)`: its first length is the number of features, its second the number of examples.",
        zh="`X` 的形状是 `(n_x, m)`：第一个数是特征数，第二个数才是样本数。",
    ),
)
check_shapes.mistake(
    "weights expected in a row",
    change=(W, W.replace("(n_x, 1),", "(1, n_x),")),
    hint=dict(
        en="`w` is a column, `(n_x, 1)`, not a row.",
        zh="`w` 是列向量 `(n_x, 1)`，不是行向量。",
    ),
)
check_shapes.mistake(
    "labels expected in a column",
    change=(Y, Y.replace("(1, m),", "(m, 1),")),
    hint=dict(
        en="`Y` is a row, `(1, m)`, with one label for each column of `X`.",
        zh="`Y` 是行向量 `(1, m)`，`X` 的每一列对应一个标签。",
    ),
)
check_shapes.mistake(
    "bias must not be whole",
    change=(B, B.replace("np.shape(b) == ()", "isinstance(b, float)")),
    hint=dict(
        en="`b = 0` is a valid bias although it is an `int`; `np.shape(b) == ()` is true of every number.",
        zh="`b = 0` 虽然是 `int`，也是合格的偏置；`np.shape(b) == ()` 对任何一个数都成立。",
    ),
)
check_shapes.mistake(
    "array of one number accepted as bias",
    change=(B, B.replace("np.shape(b) == ()", "np.size(b) == 1")),
    hint=dict(
        en="An array of shape `(1,)` or `(1, 1)` passes as `b`; a number has no axes: `np.shape(b) == ()`.",
        zh="形状为 `(1,)` 或 `(1, 1)` 的数组也能当 `b` 通过；一个数没有轴：`np.shape(b) == ()`。",
    ),
)
check_shapes.mistake(
    "true or false returned",
    code="""
    def check_shapes(w, b, X, Y):
        n_x, m = X.shape
        return w.shape == (n_x, 1) and np.shape(b) == () and Y.shape == (1, m)
    """,
    hint=dict(
        en="Do not return whether the shapes are right: raise an error (`assert`) if one is wrong, and return nothing.",
        zh="不要返回形状对不对：有一个不对就抛出错误（`assert`），都对就什么也不返回。",
    ),
)
check_shapes.mistake(
    "printed instead of raised",
    code="""
    def check_shapes(w, b, X, Y):
        n_x, m = X.shape
        for name, value, shape in ("w", w, (n_x, 1)), ("b", b, ()), ("Y", Y, (1, m)):
            if np.shape(value) != shape:
                print(name, "has the wrong shape")
    """,
    equals="nothing is checked",
    hint=dict(
        en="Printing a line does not stop the program; raise an error: use `assert` or `raise ValueError`.",
        zh="打印一行字不会让程序停下来；要抛出错误：用 `assert` 或 `raise ValueError`。",
    ),
)
check_shapes.mistake(
    "without names",
    code="""
    def check_shapes(w, b, X, Y):
        assert w.shape == (X.shape[0], 1)
        assert np.shape(b) == ()
        assert Y.shape == (1, X.shape[1])
    """,
    hint=dict(
        en='The error does not say which array is wrong. Add that after a comma: `assert …, "w has the wrong shape"`.',
        zh='错误信息里没有说是哪个数组不对。在逗号后面写上说明：`assert …, "w 的形状不对"`。',
    ),
)
check_shapes.mistake(
    "always the same name",
    change=[(B, B.replace('f"b is', 'f"w is')), (Y, Y.replace('f"Y has', 'f"w has'))],
    hint=dict(
        en="The message names `w` whichever array is wrong; name the one that does not fit.",
        zh="不管哪个数组错了，错误信息里写的都是 `w`；应该写出真正对不上的那个。",
    ),
)

check_shapes.variant(
    "value errors",
    code="""
    def check_shapes(w, b, X, Y):
        if w.shape != (X.shape[0], 1):
            raise ValueError("w should be a column with one weight for each feature")
        if np.ndim(b) != 0:
            raise ValueError(f"b should be a number, not an array of shape {b.shape}")
        if Y.shape != (1, X.shape[1]):
            raise ValueError("Y should be a row with one label for each example")
""",
)
check_shapes.variant(
    "in Chinese",
    code="""
    def check_shapes(w, b, X, Y):
        n, m = X.shape
        assert w.shape == (n, 1), "w的形状不对"
        assert isinstance(b, (int, float)), "b应该是一个数"
        assert Y.shape == (1, m), "Y的形状不对"
""",
)
check_shapes.variant(
    "a loop, another order",
    code="""
    def check_shapes(w, b, X, Y):
        n, m = X.shape
        wanted = {"Y": (1, m), "b": (), "w": (n, 1)}
        for name, value in {"b": b, "w": w, "Y": Y}.items():
            if np.shape(value) != wanted[name]:
                raise ValueError(name)
        return None
""",
)
