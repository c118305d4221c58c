"""largest_stable_rate: the largest stable learning rate on a parabola (lecture p10)."""

from autograder import Exercise

largest_stable_rate = Exercise("largest_stable_rate", shares={"values": 0.8, "edge cases": 0.2})


@largest_stable_rate.inputs(draws=4)
def steep(rng):
    return dict(curvature=float(rng.uniform(2.5, 9)))


@largest_stable_rate.inputs(draws=4)
def shallow(rng):
    return dict(curvature=float(rng.uniform(0.1, 0.7)))


@largest_stable_rate.contract
def it_curves_upwards(curvature):
    return curvature > 0


largest_stable_rate.edge("whole number", dict(curvature=4))
largest_stable_rate.edge("a very steep parabola", dict(curvature=2000.0))

BODY = "2 / curvature"

largest_stable_rate.mistake(
    "bottom in one step",
    change=(BODY, "1 / curvature"),
    hint=dict(
        en="With this rate, one step lands exactly at the bottom. "
        "The rate may be twice as large: then x jumps to -x, as far away as before.",
        zh="用这个学习率，一步正好到谷底。学习率还可以再大一倍：那时 x 会跳到 -x，和原来一样远。",
    ),
)
largest_stable_rate.mistake(
    "half the rate that reaches the bottom in one step",
    change=(BODY, "1 / (2 * curvature)"),
    hint=dict(
        en="Here each step only halves x. Find the rate at which x jumps to -x: there `1 - rate * curvature` is -1.",
        zh="这样每一步 x 只减半。想一想学习率多大时 x 会跳到 -x：那时 `1 - rate * curvature` 等于 -1。",
    ),
)
largest_stable_rate.mistake(
    "grows with the curvature",
    change=(BODY, "2 * curvature"),
    hint=dict(
        en="The steeper the parabola, the smaller the rate has to be: divide by the curvature.",
        zh="抛物线越陡，学习率就要越小：应该除以曲率。",
    ),
)
largest_stable_rate.mistake(
    "turned upside down",
    change=(BODY, "curvature / 2"),
    hint=dict(
        en="The condition |1 - rate · curvature| = 1 gives rate · curvature = 2; solve that for the rate.",
        zh="由条件 |1 - rate · curvature| = 1 得 rate · curvature = 2；再解出 rate。",
    ),
)
largest_stable_rate.mistake(
    "one rate for all",
    change=(BODY, "2.0"),
    hint=dict(
        en="This is right only for a curvature of 1; in general the rate depends on the curvature.",
        zh="只有曲率为 1 时这才是对的；一般情况下，学习率的上限取决于曲率。",
    ),
)
largest_stable_rate.mistake(
    "slope taken for curvature · x / 2",
    change=(BODY, "4 / curvature"),
    hint=dict(
        en="The derivative of curvature/2 · x² is curvature · x; the 2 of the square cancels the half.",
        zh="curvature/2 · x² 的导数是 curvature · x；平方带来的 2 和二分之一约掉了。",
    ),
)
largest_stable_rate.mistake(
    "root",
    change=(BODY, "(2 / curvature) ** 0.5"),
    hint=dict(
        en="No root is needed: the condition is |1 - rate · curvature| = 1.",
        zh="不需要开方：条件是 |1 - rate · curvature| = 1。",
    ),
)
largest_stable_rate.mistake(
    "sign",
    change=(BODY, "-2 / curvature"),
    hint=dict(
        en="A learning rate is positive; the minus sign is already in the update formula.",
        zh="学习率是正数；负号已经在更新公式里了。",
    ),
)

largest_stable_rate.variant("power", change=(BODY, "2.0 * float(curvature) ** -1"))
largest_stable_rate.variant("half the curvature", change=(BODY, "1 / (curvature / 2)"))
largest_stable_rate.variant(
    "by bisection",
    code="""
    def largest_stable_rate(curvature):
        low, high = 0.0, 100.0
        for _ in range(200):
            rate = (low + high) / 2
            if abs(1 - rate * curvature) <= 1:
                low = rate
            else:
                high = rate
        return low
    """,
)
