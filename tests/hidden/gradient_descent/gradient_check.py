"""gradient_check: compare a gradient with measured slopes (lecture p15)."""

import numpy as np

from autograder import Exercise, formula

# For a right gradient the ratio is nothing but rounding error, so differences below 1e-6 do not count.
gradient_check = Exercise(
    "gradient_check",
    called={"eps": ("epsilon", "h", "step")},
    rtol=1e-3,
    atol=1e-6,
    shares={"values": 0.7, "edge cases": 0.2, "arguments unchanged": 0.1},
)


def point(rng):
    return np.append(rng.uniform(5.5, 6.5), rng.uniform(0.4, 1.6, size=int(rng.integers(1, 4))))


# Where a step is given, it is large, so that each way to measure a slope gives a different number.


@gradient_check.inputs
def wrong_gradient_and_a_large_step(rng):
    return dict(
        f=formula(f"lambda x: np.sum(x ** 3) + {round(rng.uniform(0.3, 0.9), 2)} * np.sum(x) ** 2"),
        df=formula(f"lambda x: {round(rng.uniform(1.2, 1.8), 2)} * x ** 2 - 1"),
        x=point(rng),
        eps=float(rng.uniform(0.3, 0.6)),
    )


@gradient_check.inputs(draws=3)
def gradient_that_is_too_large(rng):
    """Draw the factor, too: e^x of the largest entry outweighs the rest, and the distance hardly depends on x."""
    factor = round(rng.uniform(1.5, 3.0), 2)
    f, df = formula("lambda x: np.sum(np.exp(x)) + x[0] * x[-1]"), formula(f"lambda x: {factor} * np.exp(x)")
    return dict(f=f, df=df, x=point(rng))


@gradient_check.contract
def slopes_are_not_zero(x, **others):
    return np.all(x > 0.1)


gradient_check.edge(
    "right gradient",
    dict(f=formula("lambda x: np.sum(x ** 2)"), df=formula("lambda x: 2 * x"), x=np.array([1.0, 2.0, 0.5])),
)
gradient_check.edge(
    "right gradient and a large step",
    dict(f=formula("lambda x: np.sum(x ** 2)"), df=formula("lambda x: 2 * x"), x=np.array([1.0, 2.0, 0.5]), eps=0.5),
)
gradient_check.edge(
    "sign turned round",
    dict(f=formula("lambda x: np.sum(x ** 2)"), df=formula("lambda x: -2 * x"), x=np.array([1.0, 3.0])),
)
gradient_check.edge(
    "one variable", dict(f=formula("lambda x: np.sum(x ** 3)"), df=formula("lambda x: 2 * x ** 2"), x=np.array([2.0]))
)
gradient_check.edge(
    "steep curve and the usual step",
    dict(
        f=formula("lambda x: np.sum(np.exp(2000 * x - 2000))"),
        df=formula("lambda x: 2000 * np.exp(2000 * x - 2000)"),
        x=np.array([1.0, 0.9995]),
    ),
)

N, RATIO = "(f(x + step) - f(x - step)) / (2 * eps)", "np.linalg.norm(g - n) / (np.linalg.norm(g) + np.linalg.norm(n))"

gradient_check.mistake(
    "forward difference",
    change=(N, "(f(x + step) - f(x)) / eps"),
    hint=dict(
        en="The slopes are measured on one side only; use both sides: `f(x + step) - f(x - step)` over `2 * eps`.",
        zh="这里只从一边量斜率；要从两边量：`f(x + step) - f(x - step)` 除以 `2 * eps`。",
    ),
)
gradient_check.mistake(
    "divided by eps",
    change=(N, "(f(x + step) - f(x - step)) / eps"),
    hint=dict(
        en="The two points are `2 * eps` apart; divide by that, or every slope is twice as large as it should be.",
        zh="两个点相距 `2 * eps`；要除以它，否则每个斜率都大了一倍。",
    ),
)
gradient_check.mistake(
    "all variables moved at once",
    change=("step[i] = eps", "step[:] = eps"),
    hint=dict(
        en="All variables move together here. For ∂f/∂xᵢ, move only xᵢ and leave the others where they are.",
        zh="这里所有变量一起动了。求 ∂f/∂xᵢ 时只动 xᵢ，其余不动。",
    ),
)
gradient_check.mistake(
    "one slope for all variables",
    code="""
    def gradient_check(f, df, x, eps=1e-5):
        g, n = df(x), (f(x + eps) - f(x - eps)) / (2 * eps)
        return np.linalg.norm(g - n) / (np.linalg.norm(g) + np.linalg.norm(n))
    """,
    hint=dict(
        en="`x + eps` moves all variables at once and gives one number. Move one variable at a time.",
        zh="`x + eps` 会让所有变量一起动，只得到一个数。每次只能动一个变量。",
    ),
)
gradient_check.mistake(
    "variables not moved back",
    change=[
        ("n = np.zeros_like(x)", "n = np.zeros_like(x)\n    step = np.zeros(x.size)"),
        ("        step = np.zeros(x.size)\n        step[i]", "        step[i]"),
    ],
    hint=dict(
        en="The earlier variables are still moved when the next one is measured; "
        "start from a step of zeros for each variable.",
        zh="轮到下一个变量时，前面动过的变量没有恢复；每个变量都要从全零的 step 开始。",
    ),
)
gradient_check.mistake(
    "only the first variable",
    change=("range(x.size)", "range(1)"),
    hint=dict(
        en="Only the slope of the first variable is measured; go through all of them.",
        zh="只量了第一个变量的斜率；所有变量都要量。",
    ),
)
gradient_check.mistake(
    "last variable left out",
    change=("range(x.size)", "range(x.size - 1)"),
    hint=dict(
        en="The last variable is left out: `range(n)` already ends at n - 1.",
        zh="漏掉了最后一个变量：`range(n)` 本来就到 n - 1 为止。",
    ),
)
gradient_check.mistake(
    "distance alone",
    change=(RATIO, "np.linalg.norm(g - n)"),
    hint=dict(
        en="Whether a distance is large depends on the size of the gradients: divide by ‖g‖ + ‖n‖.",
        zh="距离大不大，要看梯度本身有多大：还要除以 ‖g‖ + ‖n‖。",
    ),
)
gradient_check.mistake(
    "divided by one length",
    change=(RATIO, "np.linalg.norm(g - n) / np.linalg.norm(g)"),
    hint=dict(
        en="The denominator has only one of the lengths; divide by the sum of both, ‖g‖ + ‖n‖.",
        zh="分母里只有一个长度；要除以两个长度之和 ‖g‖ + ‖n‖。",
    ),
)
gradient_check.mistake(
    "divided by the measured length",
    change=(RATIO, "np.linalg.norm(g - n) / np.linalg.norm(n)"),
    hint=dict(
        en="The denominator has only one of the lengths; divide by the sum of both, ‖g‖ + ‖n‖.",
        zh="分母里只有一个长度；要除以两个长度之和 ‖g‖ + ‖n‖。",
    ),
)
gradient_check.mistake(
    "length of the sum",
    change=(RATIO, "np.linalg.norm(g - n) / np.linalg.norm(g + n)"),
    hint=dict(
        en="‖g + n‖ is 0 when the sign of the gradient is wrong. Add the two lengths instead: ‖g‖ + ‖n‖.",
        zh="梯度符号写反时 ‖g + n‖ 会是 0。应该把两个长度相加：‖g‖ + ‖n‖。",
    ),
)
gradient_check.mistake(
    "difference of the lengths",
    change=(RATIO, "np.abs(np.linalg.norm(g) - np.linalg.norm(n)) / (np.linalg.norm(g) + np.linalg.norm(n))"),
    hint=dict(
        en="Two gradients of equal length can point in different directions: take the length of the difference, ‖g - n‖.",
        zh="长度相同的两个梯度，方向可能不同：要取差的长度 ‖g - n‖。",
    ),
)
gradient_check.mistake(
    "squares without the root",
    change=(RATIO, "np.sum((g - n) ** 2) / (np.sum(g ** 2) + np.sum(n ** 2))"),
    hint=dict(
        en="‖…‖ is the square root of the sum of squares; `np.linalg.norm` computes it.",
        zh="‖…‖ 是平方和再开方；可以用 `np.linalg.norm`。",
    ),
)
gradient_check.mistake(
    "absolute values instead of squares",
    change=(RATIO, "np.sum(np.abs(g - n)) / (np.sum(np.abs(g)) + np.sum(np.abs(n)))"),
    hint=dict(
        en="‖…‖ is the square root of the sum of squares, not the sum of absolute values.",
        zh="‖…‖ 是平方和再开方，不是绝对值之和。",
    ),
)
gradient_check.mistake(
    "eps not used",
    change=[("step[i] = eps", "step[i] = 1e-5"), ("(2 * eps)", "2e-5")],
    hint=dict(
        en="The step should be the argument `eps`; do not write 1e-5 into the code.",
        zh="步长要用参数 `eps`；不要把 1e-5 写死在代码里。",
    ),
)
gradient_check.mistake(
    "x altered in place",
    change=("f(x + step)", "f(np.add(x, step, out=x))"),
    hint=dict(
        en="This moves the point itself: `x[i] += eps` changes the caller's array. Work on a copy.",
        zh="点本身被移动了：`x[i] += eps` 会改掉调用者的数组。请在副本上操作。",
    ),
)

gradient_check.variant(
    "a copy that is moved and moved back",
    code="""
    def gradient_check(f, df, x, eps=1e-5):
        numerical = []
        point = np.copy(x)
        for i in range(len(x)):
            here = point[i]
            point[i] = here + eps
            above = f(point)
            point[i] = here - eps
            below = f(point)
            point[i] = here
            numerical.append((above - below) / (2 * eps))
        difference = np.sqrt(np.sum((np.array(numerical) - df(x)) ** 2))
        return difference / (np.sqrt(np.sum(np.square(numerical))) + np.sqrt(np.sum(df(x) ** 2)))
    """,
)
gradient_check.variant(
    "with numerical_derivative",
    code="""
    def gradient_check(f, df, x, eps=1e-5):
        n = np.array([numerical_derivative(lambda t: f(x + t * unit), 0.0, eps) for unit in np.eye(len(x))])
        g = df(x)
        return float(np.linalg.norm(n - g) / (np.linalg.norm(n) + np.linalg.norm(g)))
    """,
)
gradient_check.variant(
    "rows of one matrix",
    code="""
    def gradient_check(f, df, x, eps=1e-5):
        steps = eps * np.eye(x.size)
        n = np.array([f(x + s) for s in steps]) - np.array([f(x - s) for s in steps])
        n /= 2 * eps
        g = np.asarray(df(x))
        return np.sqrt((g - n) @ (g - n)) / (np.sqrt(g @ g) + np.sqrt(n @ n))
    """,
)
