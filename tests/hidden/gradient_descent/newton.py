"""newton: steps that choose their own learning rate (stretch, lecture p10)."""

from autograder import Exercise, formula

newton = Exercise(
    "newton",
    called={
        "num_iterations": ("num_iters", "iterations", "n_iterations", "iters", "n_iter", "epochs", "num_epochs", "steps")
    },
    shares={"values": 0.8, "edge cases": 0.2},
    container=list,
)


@newton.inputs
def curve_that_gets_steeper(rng):
    k = round(rng.uniform(0.4, 0.9), 2)
    return dict(
        df=formula(f"lambda x: x ** 3 + {k} * x - 2"),
        d2f=formula(f"lambda x: 3 * x ** 2 + {k}"),
        start=float(round(rng.uniform(1.4, 2.5), 5)),
        num_iterations=int(rng.integers(2, 5)),
    )


@newton.inputs(draws=3)
def difference_of_two_exponentials(rng):
    k = round(rng.uniform(0.6, 0.9), 2)
    return dict(
        df=formula(f"lambda x: np.exp(x) - {k} * np.exp(-x)"),
        d2f=formula(f"lambda x: np.exp(x) + {k} * np.exp(-x)"),
        start=float(round(rng.uniform(0.8, 1.4), 5)),
        num_iterations=int(rng.integers(2, 5)),
    )


newton.edge("no step", dict(df=formula("lambda x: 2 * x"), d2f=formula("lambda x: 2"), start=1.5, num_iterations=0))
newton.edge(
    "parabola: one step is enough",
    dict(df=formula("lambda x: 5 * (x - 3)"), d2f=formula("lambda x: 5"), start=7, num_iterations=2),
)

STEP, START, ALL, RANGE = "x = x - df(x) / d2f(x)", "points = [x]", "return points", "range(num_iterations)"

newton.mistake(
    "plus",
    change=(STEP, "x = x + df(x) / d2f(x)"),
    hint=dict(
        en="The step goes against the slope: subtract it.",
        zh="步子要逆着斜率走：用减号。",
    ),
)
newton.mistake(
    "multiplied by the curvature",
    change=(STEP, "x = x - df(x) * d2f(x)"),
    hint=dict(
        en="The learning rate is one over the curvature: the more the curve bends, the shorter the step. "
        "Divide by the curvature.",
        zh="学习率是曲率分之一：弯得越厉害，步子越小。应该除以曲率。",
    ),
)
newton.mistake(
    "curvature not used",
    change=(STEP, "x = x - df(x)"),
    hint=dict(
        en="This is a step with learning rate 1; divide the slope by the curvature.",
        zh="这是学习率为 1 的一步；要把斜率除以曲率。",
    ),
)
newton.mistake(
    "turned upside down",
    change=(STEP, "x = x - d2f(x) / df(x)"),
    hint=dict(
        en="Divide the slope by the curvature, not the curvature by the slope.",
        zh="应该用斜率除以曲率，不是曲率除以斜率。",
    ),
)
newton.mistake(
    "curvature of the start",
    change=(STEP, "x = x - df(x) / d2f(start)"),
    hint=dict(
        en="Every step uses the curvature at the start; use the one at the current point: `d2f(x)`.",
        zh="每一步用的都是起点的曲率；要用当前位置的：`d2f(x)`。",
    ),
)
newton.mistake(
    "largest stable rate",
    change=(STEP, "x = x - 2 * df(x) / d2f(x)"),
    hint=dict(
        en="With 2 over the curvature, the walk no longer settles; "
        "half that rate reaches the bottom of a parabola in one step.",
        zh="学习率取 2 除以曲率，就不再收敛了；取它的一半，一步就到抛物线的谷底。",
    ),
)
newton.mistake(
    "start left out",
    change=(START, "points = []"),
    hint=dict(
        en="The start belongs in the list too: `num_iterations + 1` points in all.",
        zh="起点也要放进列表：一共 `num_iterations + 1` 个点。",
    ),
)
newton.mistake(
    "end alone",
    change=(ALL, "return x"),
    hint=dict(
        en="This is only the end of the walk; return the list of all its points.",
        zh="这只是终点；要返回走过的所有点组成的列表。",
    ),
)
newton.mistake(
    "one step too many",
    change=(RANGE, "range(num_iterations + 1)"),
    hint=dict(
        en="There is one step too many: take `num_iterations` steps.",
        zh="多走了一步：应该走 `num_iterations` 步。",
    ),
)

newton.variant(
    "gradient descent, one step at a time",
    code="""
    def newton(df, d2f, start, num_iterations):
        points = [start]
        for _ in range(num_iterations):
            here = points[-1]
            points.append(gradient_descent(df, here, 1 / d2f(here), 1)[-1])
        return points
    """,
)
newton.variant(
    "recursion",
    code="""
    def newton(df, d2f, start, num_iterations):
        if not num_iterations:
            return [start]
        return [start, *newton(df, d2f, start - df(start) / d2f(start), num_iterations - 1)]
    """,
)
newton.variant("rate first", change=(STEP, "rate = 1 / d2f(x)\n        x = x - rate * df(x)"))

newton.equivalent(
    "arguments-clipped", reason="From a start that is far away, e^x and x^3 are so large that steps go nowhere."
)
