"""cost_from_scores: the cost without overflow (stretch, lecture p24)."""

import numpy as np

from autograder import Exercise

cost_from_scores = Exercise("cost_from_scores", shares={"values": 0.4, "large scores": 0.6})


@cost_from_scores.inputs
def moderate_scores(rng):
    """Draw scores of both signs for both classes, in random order, usually more of one kind."""
    m = int(rng.integers(4, 8))
    sizes, signs, labels = rng.uniform(0.3, 4, size=m), np.resize([1, -1, -1, 1], m), np.resize([1, 1, 0, 0], m)
    order = rng.permutation(m)
    return dict(Z=(sizes * signs)[np.newaxis, order], Y=labels[np.newaxis, order])


@cost_from_scores.inputs(draws=2, group="large scores")
def scores_in_the_hundreds(rng):
    return dict(
        Z=rng.permutation([1.0, -1.0, 1.0, -1.0])[np.newaxis] * rng.uniform(800, 3000, (1, 4)), Y=np.array([[1, 0, 0, 1]])
    )


cost_from_scores.edge("sure and right", dict(Z=np.array([[1000.0, -1000.0]]), Y=np.array([[1, 0]])), group="large scores")
cost_from_scores.edge("sure and wrong", dict(Z=np.array([[-1000.0, 1000.0]]), Y=np.array([[1, 0]])), group="large scores")
cost_from_scores.edge("wrong by 50", dict(Z=np.array([[50.0]]), Y=np.array([[0]])), group="large scores")
cost_from_scores.edge(
    "whole numbers and a zero", dict(Z=np.array([[0, 2, -3]]), Y=np.array([[1, 0, 0]])), group="large scores"
)

LOSSES = "np.maximum(Z, 0) - Y * Z + np.log1p(np.exp(-np.abs(Z)))"

cost_from_scores.mistake(
    "by the sigmoid",
    change=(f"return np.mean({LOSSES})", "A = sigmoid(Z)\n    return -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))"),
    hint=dict(
        en="This is right for small scores. For large ones `sigmoid(Z)` is rounded to 0 or 1, and `np.log(0)` is -inf. "
        "Simplify the formula until it takes no logarithm of a sigmoid.",
        zh="分数小的时候这是对的。分数很大时 `sigmoid(Z)` 会被舍入成 0 或 1，`np.log(0)` 就是 -inf。"
        "请先化简公式，直到不再对 sigmoid 取对数。",
    ),
)
cost_from_scores.mistake(
    "exponential of large scores",
    change=(LOSSES, "np.log(1 + np.exp(Z)) - Y * Z"),
    hint=dict(
        en="The formula is right, but `np.exp(1000)` is infinite. Take the exponential of `-np.abs(Z)` only.",
        zh="公式是对的，但 `np.exp(1000)` 是无穷大。只对 `-np.abs(Z)` 取指数。",
    ),
)
cost_from_scores.mistake(
    "predictions clipped",
    change=(
        f"return np.mean({LOSSES})",
        "A = np.clip(sigmoid(Z), 1e-12, 1 - 1e-12)\n    return -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))",
    ),
    hint=dict(
        en="Clipping avoids infinity, but then no loss can exceed 28. "
        "With label 0 and a score of 1000, the loss should be 1000.",
        zh="截断可以避免无穷大，但这样损失就不会超过 28 了。标签为 0 而分数为 1000 时，损失应该是 1000。",
    ),
)
cost_from_scores.mistake(
    "not averaged",
    change=(f"np.mean({LOSSES})", f"np.sum({LOSSES})"),
    hint=dict(
        en="The cost is the mean of the losses: divide by `m`.",
        zh="成本函数是损失的平均值：要除以 `m`。",
    ),
)
cost_from_scores.mistake(
    "labels left out",
    change=(" - Y * Z", ""),
    hint=dict(
        en="The labels are not used here; this is the cost if all of them were 0. The term `- Y * Z` is missing.",
        zh="这里没有用到标签，等于把标签全当成 0。少了 `- Y * Z` 这一项。",
    ),
)
cost_from_scores.mistake(
    "labels swapped",
    change=(" - Y * Z", " - (1 - Y) * Z"),
    hint=dict(
        en="The labels are swapped: a high score should cost little when y = 1.",
        zh="标签反了：y = 1 时，分数越高损失应该越小。",
    ),
)
cost_from_scores.mistake(
    "logarithm left out",
    change=(" + np.log1p(np.exp(-np.abs(Z)))", ""),
    hint=dict(
        en="This is right only for large scores; near 0 the term `log(1 + e^-|z|)` matters.",
        zh="这样写只对很大的分数成立；在 0 附近，`log(1 + e^-|z|)` 这一项不能少。",
    ),
)

cost_from_scores.variant("logaddexp", change=(LOSSES, "np.logaddexp(0, Z) - Y * Z"))
cost_from_scores.variant("by the sign of the right answer", change=(LOSSES, "np.logaddexp(0, (1 - 2 * Y) * Z)"))
cost_from_scores.variant(
    "a loop with two branches",
    code="""
    def cost_from_scores(Z, Y):
        import math
        total = 0.0
        for z, y in zip(Z.ravel().tolist(), Y.ravel().tolist()):
            s = z if y == 0 else -z
            total += s + math.log1p(math.exp(-s)) if s > 0 else math.log1p(math.exp(s))
        return total / Z.size
    """,
)


@cost_from_scores.wide
def any_scores(rng):
    m = int(rng.integers(1, 13))
    return dict(Z=10.0 ** rng.uniform(-6, 3) * rng.normal(size=(1, m)), Y=rng.integers(0, 2, size=(1, m)))


cost_from_scores.equivalent("np.maximum(Z, 0) -> np.maximum(0, Z)", reason="the maximum does not depend on the order")
