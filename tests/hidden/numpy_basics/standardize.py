"""standardize: each feature to mean 0 and deviation 1 (lecture p21)."""

import numpy as np

from autograder import Exercise

standardize = Exercise("standardize", shares={"values": 0.7, "shapes": 0.1, "edge cases": 0.1, "arguments unchanged": 0.1})


def features(rng, n, m):
    """Draw features whose means and deviations differ clearly from each other, from 0 and from 1."""
    scales = rng.permutation(np.arange(2, n + 2))[:, np.newaxis]
    X = rng.normal(size=(n, m)) + 0.5 * np.arange(m)
    return scales * (X + rng.uniform(1, 3, size=(n, 1)))


@standardize.inputs
def more_examples_than_features(rng):
    n = int(rng.integers(2, 4))
    return dict(X=features(rng, n, n + 1 + int(rng.integers(3))))


@standardize.inputs(draws=3)
def more_features_than_examples(rng):
    m = int(rng.integers(3, 5))
    return dict(X=features(rng, m + 1, m))


@standardize.contract
def no_feature_is_constant(X):
    return np.all(np.std(X, axis=1) > 0.05)


standardize.edge("one feature", dict(X=np.array([[3.0, -4.0, 12.0, 0.5]])))
standardize.edge("two examples", dict(X=np.array([[3.0, 7.0], [-100.0, -160.0], [0.25, 0.5]])))
standardize.edge("whole numbers", dict(X=np.array([[3, 4, 8], [0, -2, 5]])))

MEANS, DEVIATIONS, RESULT = (
    "np.mean(X, axis=1, keepdims=True)",
    "np.std(X, axis=1, keepdims=True)",
    "(X - means) / deviations",
)

standardize.mistake(
    "examples instead of features",
    change=[(MEANS, "np.mean(X, axis=0, keepdims=True)"), (DEVIATIONS, "np.std(X, axis=0, keepdims=True)")],
    hint=dict(
        en="This standardises each example. A feature is a row of `X`: take its mean and deviation along `axis=1`.",
        zh="这样是对每个样本做标准化。特征是 `X` 的一行：均值和标准差要沿 `axis=1` 求。",
    ),
)
standardize.mistake(
    "one mean and one deviation for the whole array",
    change=[(MEANS, "np.mean(X)"), (DEVIATIONS, "np.std(X)")],
    hint=dict(
        en="Without `axis`, all features share one mean and one deviation. Each needs its own: `axis=1, keepdims=True`.",
        zh="不写 `axis`，所有特征共用一个均值和标准差。每个特征要有自己的：`axis=1, keepdims=True`。",
    ),
)
standardize.mistake(
    "one deviation for the whole array",
    change=(DEVIATIONS, "np.std(X)"),
    hint=dict(
        en="The means are right, but all features share one deviation: `np.std` needs `axis=1, keepdims=True` too.",
        zh="均值对了，但所有特征共用了一个标准差：`np.std` 也要写 `axis=1, keepdims=True`。",
    ),
)
standardize.mistake(
    "keepdims forgotten",
    change=[(MEANS, "np.mean(X, axis=1)"), (DEVIATIONS, "np.std(X, axis=1)")],
    hint=dict(
        en="Means and deviations have shape `(n_x,)`, which broadcasts along the wrong axis; "
        "`keepdims=True` makes them `(n_x, 1)`.",
        zh="均值和标准差的形状是 `(n_x,)`，广播时会对到错误的轴上；加上 `keepdims=True`，它们就是 `(n_x, 1)`。",
    ),
)
standardize.mistake(
    "sample deviation",
    change=(DEVIATIONS, "np.std(X, axis=1, keepdims=True, ddof=1)"),
    hint=dict(
        en="`ddof=1` divides by m - 1. The population deviation is needed here, which divides by m: leave out `ddof`.",
        zh="`ddof=1` 除以的是 m - 1。这里用总体标准差，除以 m：去掉 `ddof`。",
    ),
)
standardize.mistake(
    "divided by the variance",
    change=(DEVIATIONS, "np.var(X, axis=1, keepdims=True)"),
    hint=dict(
        en="`np.var` is the square of the deviation; divide by the deviation itself, `np.std`.",
        zh="`np.var` 是标准差的平方；应该除以标准差本身，也就是 `np.std`。",
    ),
)
standardize.mistake(
    "mean not subtracted",
    change=(RESULT, "X / deviations"),
    hint=dict(
        en="The deviations are 1 now, but the means are not 0: subtract the mean before you divide.",
        zh="标准差已经是 1，但均值不是 0：先减去均值再除。",
    ),
)
standardize.mistake(
    "not divided",
    change=(RESULT, "X - means"),
    hint=dict(
        en="The means are 0 now, but the deviations are not 1: divide by them.",
        zh="均值已经是 0，但标准差不是 1：还要除以标准差。",
    ),
)
standardize.mistake(
    "brackets forgotten",
    change=(RESULT, "X - means / deviations"),
    hint=dict(
        en="`/` comes before `-`: put the difference in brackets.",
        zh="`/` 比 `-` 先算：差要加括号。",
    ),
)
standardize.mistake(
    "multiplied by the deviation",
    change=(RESULT, "(X - means) * deviations"),
    hint=dict(
        en="Divide by the deviations; multiplying makes wide features wider.",
        zh="要除以标准差；乘的话，分散的特征会更分散。",
    ),
)
standardize.mistake(
    "between 0 and 1",
    change=(
        f"return {RESULT}",
        "low, high = X.min(axis=1, keepdims=True), X.max(axis=1, keepdims=True)\n    return (X - low) / (high - low)",
    ),
    hint=dict(
        en="This scales each feature to the range from 0 to 1; the exercise asks for mean 0 and deviation 1.",
        zh="这是把每个特征缩放到 0 到 1；要求的是均值 0、标准差 1。",
    ),
)
standardize.mistake(
    "each row to length 1",
    change=(DEVIATIONS, "np.linalg.norm(X - means, axis=1, keepdims=True)"),
    hint=dict(
        en="The norm grows with the number of examples; the deviation is the square root of the *mean* square: `np.std`.",
        zh="范数会随样本数变大；标准差是平方的*均值*再开方：`np.std`。",
    ),
)
standardize.mistake(
    "input overwritten",
    change=(RESULT, "np.subtract(X, means, out=X, casting='unsafe') / deviations"),
    hint=dict(
        en="`X -= …` overwrites the caller's array (and fails for whole numbers); compute a new one: `X - means`.",
        zh="`X -= …` 会改掉调用者的数组（遇到整数还会报错）；请计算一个新的：`X - means`。",
    ),
)

standardize.variant("reshaped", change=(MEANS, "X.mean(axis=1).reshape(X.shape[0], 1)"))
standardize.variant("transposed and back", change=(f"return {RESULT}", "return ((X.T - X.T.mean(0)) / X.T.std(0)).T"))
standardize.variant(
    "the deviation written out", change=(DEVIATIONS, "np.sqrt(np.mean((X - means) ** 2, axis=1, keepdims=True))")
)
standardize.variant(
    "a loop over the features",
    code="""
    def standardize(X):
        rows = []
        for row in X:
            mean = sum(row) / len(row)
            variance = sum((x - mean) ** 2 for x in row) / len(row)
            rows.append([(x - mean) / variance ** 0.5 for x in row])
        return np.array(rows)
    """,
)
