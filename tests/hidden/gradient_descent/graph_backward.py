"""graph_backward: derivatives from right to left through a computation graph (lectures p13, p14)."""

from autograder import Exercise

graph_backward = Exercise("graph_backward", shares={"values": 0.8, "edge cases": 0.2})


@graph_backward.inputs
def three_numbers(rng):
    """Draw three different numbers, none close to 0 or 1."""
    a, b, c = rng.permutation([rng.uniform(1.3, 1.9), rng.uniform(2.2, 2.8), rng.uniform(4, 6)])
    return dict(a=float(a), b=float(b), c=float(c))


@graph_backward.inputs(draws=3)
def one_below_zero(rng):
    return dict(a=float(rng.uniform(1.5, 3)), b=float(rng.uniform(-5, -2)), c=float(rng.uniform(3.5, 6)))


graph_backward.edge("numbers of the lecture", dict(a=5, b=3, c=2))
graph_backward.edge("a zero", dict(a=1.5, b=0.0, c=4.0))

DV, DU, DA, DB, DC = "dv = 3", "du = dv", "da = dv", "db = du * c", "dc = du * b"

graph_backward.mistake(
    "b and c exchanged",
    change=[(DB, "db = du * b"), (DC, "dc = du * c")],
    hint=dict(
        en="u = bc: when b grows by 1, u grows by **c**. So db has the factor c, and dc the factor b.",
        zh="u = bc：b 增加 1，u 增加 **c**。所以 db 里的因子是 c，dc 里的因子是 b。",
    ),
)
graph_backward.mistake(
    "chain cut off before b and c",
    change=[(DB, "db = c"), (DC, "dc = b")],
    hint=dict(
        en="These are the derivatives of u. To get those of J, multiply by du, which comes from the right.",
        zh="这是 u 的导数。要得到 J 的导数，还要乘以从右边传来的 du。",
    ),
)
graph_backward.mistake(
    "factor 3 left out",
    change=(DV, "dv = 1"),
    hint=dict(
        en="J = 3v: when v grows by 1, J grows by 3. So dv is 3.",
        zh="J = 3v：v 增加 1，J 增加 3。所以 dv 是 3。",
    ),
)
graph_backward.mistake(
    "only the local slopes",
    change=[(DU, "du = 1"), (DA, "da = 1"), (DB, "db = c"), (DC, "dc = b")],
    hint=dict(
        en="Each of these is the slope of a single arrow. "
        "The chain rule multiplies the slopes of all arrows on the way to J.",
        zh="这些只是每条边自己的斜率。链式法则要把通向 J 的路上所有的斜率乘起来。",
    ),
)
graph_backward.mistake(
    "sum treated as a product",
    change=[(DU, "du = dv * a"), (DA, "da = dv * b * c")],
    hint=dict(
        en="v = a + u is a sum: its slope with respect to a and to u is 1, so both get dv unchanged.",
        zh="v = a + u 是加法：对 a 和对 u 的斜率都是 1，dv 原样传给两边。",
    ),
)
graph_backward.mistake(
    "dv times du",
    change=[(DB, "db = dv * du * c"), (DC, "dc = dv * du * b")],
    hint=dict(
        en="du already contains dv: it is the derivative of J, not of v. Multiply by du alone.",
        zh="du 里已经含有 dv：它是 J 的导数，不是 v 的导数。只乘以 du。",
    ),
)
graph_backward.mistake(
    "nothing for a",
    change=(DA, "da = 0"),
    hint=dict(
        en="v = a + u, so v moves exactly as far as a does: da = dv.",
        zh="v = a + u，a 变多少，v 就变多少：da = dv。",
    ),
)
graph_backward.mistake(
    "dv times a",
    change=(DA, "da = dv * a"),
    hint=dict(
        en="v = a + u: the slope with respect to a is 1, not a. So da = dv.",
        zh="v = a + u：对 a 的斜率是 1，不是 a。所以 da = dv。",
    ),
)
graph_backward.mistake(
    "du left at 1",
    change=[(DU, "du = 1"), (DB, "db = 3 * c"), (DC, "dc = 3 * b")],
    hint=dict(
        en="1 is dv/du. In code, du means dJ/du: multiply by dv, which gives 3.",
        zh="1 是 dv/du。在代码里，du 表示 dJ/du：还要乘以 dv，得 3。",
    ),
)
graph_backward.mistake(
    "values instead of derivatives",
    change=[(DV, "dv = 3 * (a + b * c)")],
    hint=dict(
        en="dv is a slope: how much J grows when v grows by 1. It is 3, whatever v is.",
        zh="dv 是斜率：v 增加 1，J 增加多少。无论 v 是多少，它都是 3。",
    ),
)

graph_backward.variant(
    "formulas in one dictionary",
    code="""
    def graph_backward(a, b, c):
        return {"dJ": 1.0, "dv": 3.0, "du": 3.0, "da": 3.0, "db": 3.0 * c, "dc": 3.0 * b}
    """,
)
graph_backward.variant(
    "with every factor of the chain",
    code="""
    def graph_backward(a, b, c):
        grads = {}
        grads["dv"] = 1 * 3
        grads["du"] = grads["dv"] * 1
        grads["da"] = grads["dv"] * 1
        grads["dc"] = b * grads["du"]
        grads["db"] = c * grads["du"]
        return grads
    """,
)
graph_backward.variant(
    "measured",
    code="""
    def graph_backward(a, b, c):
        def slope(f, x):
            return (f(x + 1) - f(x - 1)) / 2  # J is linear in each of its variables
        def J(a, b, c):
            return 3 * (a + b * c)
        return {"dv": slope(lambda v: 3 * v, a + b * c), "du": slope(lambda u: 3 * (a + u), b * c),
                "da": slope(lambda t: J(t, b, c), a), "db": slope(lambda t: J(a, t, c), b),
                "dc": slope(lambda t: J(a, b, t), c)}
    """,
)
