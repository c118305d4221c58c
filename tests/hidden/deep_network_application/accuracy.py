"""accuracy: the share of examples that a network gets right (lecture p39)."""

import itertools

import numpy as np

from autograder import Exercise

accuracy = Exercise("accuracy", shares={"values": 0.8, "edge cases": 0.1, "arguments unchanged": 0.1})


def network(rng, layers_dims, X):
    """Draw parameters; return them and the outputs before the sigmoid, of which half are positive and none is near 0."""
    while True:
        parameters, A = {}, X
        for l, (n_prev, n) in enumerate(itertools.pairwise(layers_dims), start=1):
            parameters[f"W{l}"] = rng.normal(size=(n, n_prev))
            parameters[f"b{l}"] = 0.5 * rng.normal(size=(n, 1))
            Z = parameters[f"W{l}"] @ A + parameters[f"b{l}"]
            A = np.maximum(0, Z)
        low, high = np.sort(Z[0])[[Z.size // 2 - 1, Z.size // 2]]
        if high - low > 0.3 and min(abs(low), abs(high)) > 0.1:
            parameters[f"b{l}"] -= (low + high) / 2
            return parameters, Z - (low + high) / 2


def problem(rng, layers_dims):
    """Draw labels so that the network makes both kinds of errors, in different numbers: then all the shares differ.

    The number of examples is drawn as well. If it determined the share, code without a network could be right.
    """
    X = rng.normal(size=(layers_dims[0], 9 + 2 * int(rng.integers(8))))
    parameters, Z = network(rng, layers_dims, X)
    Y = (Z > 0).astype(int)
    ones, zeros = np.flatnonzero(Y), np.flatnonzero(Y == 0)
    missed, invented = rng.permutation([1, 2, 3, 4])[:2]
    Y[0, rng.permutation(ones)[:invented]] = 0
    Y[0, rng.permutation(zeros)[:missed]] = 1
    return dict(parameters=parameters, X=X, Y=Y)


@accuracy.inputs
def two_layers(rng):
    return problem(rng, [3, 4, 1])


@accuracy.inputs
def three_layers(rng):
    return problem(rng, [2, 5, 3, 1])


NEURON = dict(parameters={"W1": np.array([[1.0, -1.0]]), "b1": np.array([[0.5]])})

accuracy.edge("one example, right", NEURON | dict(X=np.array([[2.0], [1.0]]), Y=np.array([[1]])))
accuracy.edge("one example, wrong", NEURON | dict(X=np.array([[2.0], [1.0]]), Y=np.array([[0]])))
accuracy.edge("whole numbers", NEURON | dict(X=np.array([[2, 0, 1], [1, 3, 4]]), Y=np.array([[1, 0, 1]])))
accuracy.edge("labels as decimals", NEURON | dict(X=np.array([[2.0, 0.0], [1.0, 3.0]]), Y=np.array([[0.0, 0.0]])))

BODY = "return np.mean((AL > 0.5) == Y)"

accuracy.mistake(
    "percent",
    change=(BODY, "return 100 * np.mean((AL > 0.5) == Y)"),
    hint=dict(
        en="This is in percent; return a fraction between 0 and 1.",
        zh="这是百分数；请返回 0 到 1 之间的小数。",
    ),
)
accuracy.mistake(
    "share of errors",
    change=(BODY, "return np.mean((AL > 0.5) != Y)"),
    hint=dict(
        en="This is the share of *wrong* answers; the accuracy is the share of right ones.",
        zh="这是*错误*所占的比例；准确率是正确答案所占的比例。",
    ),
)
accuracy.mistake(
    "number instead of share",
    change=(BODY, "return np.sum((AL > 0.5) == Y)"),
    hint=dict(
        en="This counts the right answers; divide by the number of examples.",
        zh="这是答对的个数；还要除以样本数。",
    ),
)
accuracy.mistake(
    "outputs not turned into answers",
    change=(BODY, "return np.mean(AL == Y)"),
    hint=dict(
        en="A probability never equals a label exactly; first decide: `AL > 0.5`.",
        zh="概率不会正好等于标签；要先作出判断：`AL > 0.5`。",
    ),
)
accuracy.mistake(
    "mean closeness",
    change=(BODY, "return 1 - np.mean(np.abs(AL - Y))"),
    hint=dict(
        en="This measures how close the probabilities are; an answer is either right or wrong, so round first: `AL > 0.5`.",
        zh="这量的是概率有多接近；答案只有对和错，要先取整：`AL > 0.5`。",
    ),
)
accuracy.mistake(
    "threshold at 0",
    change=(BODY, "return np.mean((AL > 0) == Y)"),
    hint=dict(
        en="The output of a sigmoid is always above 0; the threshold is 0.5.",
        zh="sigmoid 的输出总是大于 0；阈值是 0.5。",
    ),
)
accuracy.mistake(
    "share of the ones that were found",
    change=(BODY, "return np.mean(AL[Y == 1] > 0.5) if np.any(Y) else 0.0"),
    hint=dict(
        en="This only looks at the examples labelled 1; those labelled 0 can be right too.",
        zh="这里只看了标签为 1 的样本；标签为 0 的也可能答对。",
    ),
)
accuracy.mistake(
    "right ones among the ones called 1",
    change=(BODY, "return np.sum((AL > 0.5) * Y) / Y.size"),
    hint=dict(
        en="This only counts examples labelled 1 with the answer 1; those labelled 0 with the answer 0 are right too.",
        zh="这里只数了标签为 1、也判为 1 的样本；标签为 0、也判为 0 的同样是对的。",
    ),
)
accuracy.mistake(
    "share of ones",
    change=(BODY, "return np.mean(AL > 0.5)"),
    hint=dict(
        en="This is how often the network answers 1; compare the answers with `Y`.",
        zh="这是网络回答 1 的比例；要把答案和 `Y` 比较。",
    ),
)
accuracy.mistake(
    "one for each example",
    change=(BODY, "return (AL > 0.5) == Y"),
    hint=dict(
        en="This says for each example whether it is right; take the mean to get one number.",
        zh="这是每个样本对不对；要取平均值，得到一个数。",
    ),
)


@accuracy.wide
def any_network(rng):
    """Draw up to four layers of up to 12 units, and at least one example."""
    layers_dims = [*rng.integers(1, 13, size=rng.integers(1, 5)).tolist(), 1]
    m, scale = int(rng.integers(1, 13)), 10.0 ** rng.uniform(-6, 3)
    parameters = {}
    for l, (n_prev, n) in enumerate(itertools.pairwise(layers_dims), start=1):
        parameters |= {f"W{l}": rng.normal(size=(n, n_prev)), f"b{l}": rng.normal(size=(n, 1))}
    return dict(parameters=parameters, X=scale * rng.normal(size=(layers_dims[0], m)), Y=rng.integers(0, 2, size=(1, m)))


accuracy.equivalent("AL > 0.5 -> AL >= 0.5", reason="No output is exactly 0.5, where both answers would be right.")

accuracy.variant("rounded", change=(BODY, "return float(np.sum(np.round(AL) == Y) / Y.shape[1])"))
accuracy.variant("one minus the errors", change=(BODY, "return 1 - np.mean(np.abs((AL > 0.5) - Y))"))
accuracy.variant(
    "in a loop, as the course's predict does",
    code="""
    def accuracy(parameters, X, y):
        m = X.shape[1]
        p = np.zeros((1, m))
        probas, caches = L_model_forward(X, parameters)
        for i in range(0, probas.shape[1]):
            if probas[0, i] > 0.5:
                p[0, i] = 1
            else:
                p[0, i] = 0
        return np.sum((p == y) / m)
    """,
)
accuracy.variant(
    "all written out",
    code="""
    def accuracy(parameters, X, Y):
        A, L = X, len(parameters) // 2
        for l in range(1, L):
            A = np.maximum(0, parameters["W" + str(l)] @ A + parameters["b" + str(l)])
        Z = parameters["W" + str(L)] @ A + parameters["b" + str(L)]
        return ((Z > 0) == (Y > 0.5)).mean()
    """,
)

accuracy.equivalent(
    "clipped at 5",
    reason="A label only says on which side of 0 the sum lies, and clipping hardly ever moves it across.",
)
