"""predict: the label of each example (lecture p20)."""

import numpy as np

from autograder import Exercise

predict = Exercise("predict", shares={"values": 0.7, "shapes": 0.1, "edge cases": 0.1, "arguments unchanged": 0.1})


def examples(rng, n, b, Z):
    """Draw inputs whose outputs are sigmoid(Z): random examples, moved along w until w.T X + b = Z."""
    w = rng.choice([-1.0, 1.0], size=(n, 1)) * rng.uniform(0.5, 1.5, size=(n, 1))
    X = rng.normal(size=(n, Z.shape[1]))
    X = X + w * (Z - b - w.T @ X) / np.sum(w**2)
    return dict(w=w, b=b, X=X)


@predict.inputs
def positive_bias(rng):
    """Draw outputs on both sides of 0.5, some as close as 0.57 and 0.43; without the bias some would change sides."""
    Z = rng.permutation([0.3, -0.3, 1.7, -1.2, 0.2, -2.5])[np.newaxis]
    return examples(rng, int(rng.integers(2, 5)), float(rng.uniform(0.7, 1.5)), Z)


@predict.inputs
def negative_bias(rng):
    """Draw more features than examples."""
    Z = rng.permutation([0.3, -0.3, 1.2])[np.newaxis]
    return examples(rng, int(rng.integers(4, 6)), float(rng.uniform(-1.5, -0.7)), Z)


@predict.contract
def away_from_the_boundary(w, b, X):
    """Exclude outputs at 0.5, where both labels are right."""
    return np.all(np.abs(w.T @ X + b) > 0.05)


predict.edge("one example, 1", dict(w=np.array([[0.5], [-1.0]]), b=2.0, X=np.array([[1.0], [2.0]])))
predict.edge("one example, 0", dict(w=np.array([[0.5], [-1.0]]), b=-0.25, X=np.array([[1.0], [2.0]])))
predict.edge("one feature", dict(w=np.array([[0.5]]), b=-1.25, X=np.array([[1.0, 3.0, -1.0]])))
predict.edge("whole numbers", dict(w=np.array([[1], [-1]]), b=0, X=np.array([[1, 2, 0], [2, 0, -1]])))

LABELS = "(A > 0.5).astype(int)"

predict.mistake(
    "outputs instead of labels",
    change=(LABELS, "A"),
    hint=dict(
        en="These are probabilities; the label is 1 where they are above 0.5, and 0 elsewhere.",
        zh="这是概率；大于 0.5 的地方标签是 1，其余是 0。",
    ),
)
predict.mistake(
    "labels swapped",
    change=(LABELS, "(A < 0.5).astype(int)"),
    hint=dict(
        en="The labels are swapped: an output above 0.5 means 1.",
        zh="标签反了：输出大于 0.5 表示 1。",
    ),
)
predict.mistake(
    "Z compared with one half",
    change=("forward(w, b, X)", "np.dot(w.T, X) + b"),
    hint=dict(
        en="Compare the output of the sigmoid with 0.5; for Z itself the boundary is 0.",
        zh="要和 0.5 比较的是 sigmoid 的输出；直接看 Z 的话，分界是 0。",
    ),
)
predict.mistake(
    "threshold of zero",
    change=(LABELS, "(A > 0).astype(int)"),
    hint=dict(
        en="The sigmoid is above 0 everywhere; the boundary is 0.5.",
        zh="sigmoid 处处大于 0；分界应该是 0.5。",
    ),
)
predict.mistake(
    "bias left out",
    change=("forward(w, b, X)", "forward(w, 0, X)"),
    hint=dict(
        en="The prediction depends on the bias: pass `b` to `forward`.",
        zh="预测与偏置有关：要把 `b` 传给 `forward`。",
    ),
)
predict.mistake(
    "rank-1 labels",
    change=(LABELS, "(A > 0.5).astype(int).flatten()"),
    hint=dict(
        en="The labels have lost an axis; keep the shape `(1, m)` of the outputs.",
        zh="标签丢了一个轴；请保持和输出一样的形状 `(1, m)`。",
    ),
)
predict.mistake(
    "column of labels",
    change=(LABELS, "(A > 0.5).astype(int).T"),
    hint=dict(
        en="Examples are columns, so the labels are a row of shape `(1, m)`.",
        zh="样本按列排放，所以标签是形状为 `(1, m)` 的行向量。",
    ),
)
predict.mistake(
    "loop over the features",
    change=(
        f"return {LABELS}",
        "Y_prediction = np.zeros((1, X.shape[1]))\n    for i in range(min(X.shape)):\n"
        "        Y_prediction[0, i] = A[0, i] > 0.5\n    return Y_prediction",
    ),
    hint=dict(
        en="Some examples are never reached: there are `X.shape[1]` of them.",
        zh="有些样本没有处理到：样本数是 `X.shape[1]`。",
    ),
)
predict.mistake(
    "labels of minus one and one",
    change=(LABELS, "np.where(A > 0.5, 1, -1)"),
    hint=dict(
        en="The labels are 0 and 1, not -1 and 1.",
        zh="标签是 0 和 1，不是 -1 和 1。",
    ),
)

predict.variant("true and false, from one half on", change=(LABELS, "A >= 0.5"))
predict.variant("rounded", change=(LABELS, "np.round(A)"))
predict.variant("by the sign of Z", change=(f"return {LABELS}", "return np.where(np.dot(w.T, X) + b > 0, 1.0, 0.0)"))
predict.variant(
    "a loop",
    code="""
    def predict(w, b, X):
        m = X.shape[1]
        Y_prediction = np.zeros((1, m))
        w = w.reshape(X.shape[0], 1)
        A = 1 / (1 + np.exp(-(np.dot(w.T, X) + b)))
        for i in range(A.shape[1]):
            if A[0, i] > 0.5:
                Y_prediction[0, i] = 1
            else:
                Y_prediction[0, i] = 0
        return Y_prediction
    """,
)


@predict.wide
def any_neuron(rng):
    n, m = (int(size) for size in rng.integers(1, 13, size=2))
    scale = 10.0 ** rng.uniform(-3, 1)
    return dict(w=rng.normal(size=(n, 1)) / scale, b=float(rng.normal()), X=scale * rng.normal(size=(n, m)))


predict.equivalent("A > 0.5 -> A >= 0.5", reason="no output is exactly 0.5, where both labels are right")

predict.equivalent(
    "clipped at 5",
    reason="A label only says on which side of 0 the sum lies, and clipping hardly ever moves it across.",
)
