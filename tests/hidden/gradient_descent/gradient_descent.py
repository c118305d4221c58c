"""gradient_descent: walk downhill, step by step (lecture p10)."""

from autograder import Exercise, formula

gradient_descent = Exercise(
    "gradient_descent",
    called={
        "learning_rate": ("alpha", "lr", "rate", "eta"),
        "num_iterations": ("num_iters", "iterations", "n_iterations", "iters", "n_iter", "epochs", "num_epochs", "steps"),
    },
    shares={"values": 0.8, "edge cases": 0.2},
    container=list,
)


def walk(rng, df, start):
    rate, steps = round(rng.uniform(0.05, 0.35), 3), int(rng.integers(3, 8))
    return dict(df=formula(df), start=float(round(start, 5)), learning_rate=float(rate), num_iterations=steps)


@gradient_descent.inputs(draws=3)
def bottom_on_the_right(rng):
    steepness, bottom = round(rng.uniform(0.6, 1.7), 2), round(rng.uniform(1, 3), 2)
    return walk(rng, f"lambda x: {steepness} * (x - {bottom})", bottom - rng.uniform(8, 11))


@gradient_descent.inputs(draws=3)
def bottom_on_the_left(rng):
    steepness, bottom = round(rng.uniform(0.6, 1.7), 2), round(rng.uniform(-3, 0.5), 2)
    return walk(rng, f"lambda x: {steepness} * (x - ({bottom}))", bottom + rng.uniform(9, 12))


@gradient_descent.inputs(draws=2)
def curve_with_two_valleys(rng):
    return walk(rng, f"lambda x: x ** 3 - {round(rng.uniform(1, 2), 2)} * x", rng.uniform(1.6, 1.9))


gradient_descent.edge("no step", dict(df=formula("lambda x: 2 * x"), start=1.5, learning_rate=0.1, num_iterations=0))
gradient_descent.edge("one step", dict(df=formula("lambda x: 2 * x"), start=-1.5, learning_rate=0.2, num_iterations=1))
gradient_descent.edge(
    "steps that are too large", dict(df=formula("lambda x: 2 * x"), start=0.5, learning_rate=1.1, num_iterations=5)
)
gradient_descent.edge("whole numbers", dict(df=formula("lambda x: 2 * x - 6"), start=5, learning_rate=1, num_iterations=3))
gradient_descent.edge(
    "start at the bottom", dict(df=formula("lambda x: np.sin(x)"), start=0.0, learning_rate=0.3, num_iterations=2)
)

STEP, KEEP, RANGE = "x = x - learning_rate * df(x)", "points.append(x)", "range(num_iterations)"
START, ALL = "points = [x]", "return points"

gradient_descent.mistake(
    "uphill",
    change=(STEP, "x = x + learning_rate * df(x)"),
    hint=dict(
        en="The steps go uphill. The slope points upwards, so subtract it.",
        zh="这样每一步都在上坡。斜率指向上升的方向，所以要减去它。",
    ),
)
gradient_descent.mistake(
    "start left out",
    change=(START, "points = []"),
    hint=dict(
        en="The start belongs in the list too: `num_iterations + 1` points in all.",
        zh="起点也要放进列表：一共 `num_iterations + 1` 个点。",
    ),
)
gradient_descent.mistake(
    "end alone",
    change=(ALL, "return x"),
    hint=dict(
        en="This is only the end of the walk; return the list of all its points.",
        zh="这只是终点；要返回走过的所有点组成的列表。",
    ),
)
gradient_descent.mistake(
    "array instead of a list",
    change=(ALL, "return np.array(points)"),
    hint=dict(
        en="The points are right, but they are in an array; return the list itself, or `list(…)` of the array.",
        zh="各点都对，但放在了数组里；请直接返回列表，或者用 `list(…)` 转换。",
    ),
)
gradient_descent.mistake(
    "slope of the start",
    change=(STEP, "x = x - learning_rate * df(start)"),
    hint=dict(
        en="Every step uses the slope at the start. Use the slope at the current point: `df(x)`.",
        zh="每一步用的都是起点的斜率。应该用当前位置的斜率：`df(x)`。",
    ),
)
gradient_descent.mistake(
    "every step from the start",
    change=(STEP, "x = start - learning_rate * df(x)"),
    hint=dict(
        en="Every step begins at the start again. Continue from the last point: `x = x - …`.",
        zh="每一步都又从起点出发了。要从上一个点接着走：`x = x - …`。",
    ),
)
gradient_descent.mistake(
    "no learning rate",
    change=(STEP, "x = x - df(x)"),
    hint=dict(
        en="`learning_rate` is not used: the step is the learning rate times the slope.",
        zh="这里没有用到 `learning_rate`：步长是学习率乘以斜率。",
    ),
)
gradient_descent.mistake(
    "divided by the learning rate",
    change=(STEP, "x = x - df(x) / learning_rate"),
    hint=dict(
        en="A larger learning rate makes larger steps: multiply by it.",
        zh="学习率越大，步子越大：应该乘以学习率。",
    ),
)
gradient_descent.mistake(
    "steps of equal size",
    change=(STEP, "x = x - learning_rate * np.sign(df(x))"),
    hint=dict(
        en="Only the sign of the slope is used; its size says how far to go: `learning_rate * df(x)`.",
        zh="这里只用了斜率的符号；斜率的大小决定走多远：`learning_rate * df(x)`。",
    ),
)
gradient_descent.mistake(
    "position times slope",
    change=(STEP, "x = x - learning_rate * df(x) * x"),
    hint=dict(
        en="The step is `learning_rate * df(x)`; do not multiply it by x.",
        zh="步长就是 `learning_rate * df(x)`，不用再乘以 x。",
    ),
)
gradient_descent.mistake(
    "x left out of the step",
    change=(STEP, "x = -learning_rate * df(x)"),
    hint=dict(
        en="This is only the step. Take it from the current point.",
        zh="这只是步子本身。要从当前位置出发。",
    ),
)
gradient_descent.mistake(
    "kept before the step",
    change=[(f"{STEP}\n        {KEEP}", f"{KEEP}\n        {STEP}")],
    hint=dict(
        en="The start is in the list twice and the last point is missing: take the step first, then `append`.",
        zh="起点在列表里出现了两次，最后一个点却没有：先走一步，再 `append`。",
    ),
)
gradient_descent.mistake(
    "one step too many",
    change=(RANGE, "range(num_iterations + 1)"),
    hint=dict(
        en="There is one step too many: `num_iterations` steps and the start make `num_iterations + 1` points.",
        zh="多走了一步：走 `num_iterations` 步，加上起点共 `num_iterations + 1` 个点。",
    ),
)
gradient_descent.mistake(
    "one step too few",
    change=(RANGE, "range(1, num_iterations)"),
    hint=dict(
        en="The point after the last step is missing: `num_iterations` steps and the start make `num_iterations + 1` "
        "points.",
        zh="少了最后一步之后的点：走 `num_iterations` 步，加上起点共 `num_iterations + 1` 个点。",
    ),
)

gradient_descent.variant(
    "the last of the list",
    code="""
    def gradient_descent(df, start, learning_rate, num_iterations):
        points = [start]
        while len(points) <= num_iterations:
            points.append(points[-1] - learning_rate * df(points[-1]))
        return points
    """,
)
gradient_descent.variant(
    "an array that is filled",
    code="""
    def gradient_descent(df, start, learning_rate=0.1, num_iterations=100):
        points = np.zeros(num_iterations + 1)
        points[0] = start
        for i in range(num_iterations):
            points[i + 1] = points[i] - learning_rate * df(points[i])
        return list(points)
    """,
)
gradient_descent.variant(
    "in place, on a number",
    code="""
    def gradient_descent(df, start, learning_rate, num_iterations):
        history, x = [], float(start)
        for _ in range(num_iterations):
            history += [x]
            x -= learning_rate * df(x)
        return history + [x]
    """,
)
gradient_descent.variant(
    "recursion",
    code="""
    def gradient_descent(df, start, learning_rate, num_iterations):
        if num_iterations == 0:
            return [start]
        following = start - learning_rate * df(start)
        return [start] + gradient_descent(df, following, learning_rate, num_iterations - 1)
    """,
)
