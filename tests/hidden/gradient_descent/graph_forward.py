"""graph_forward: values from left to right through a computation graph (lectures p13, p14)."""

from autograder import Exercise

graph_forward = Exercise("graph_forward", shares={"values": 0.8, "edge cases": 0.2})


@graph_forward.inputs
def three_numbers(rng):
    """Draw three different numbers, none close to 0 or 1."""
    a, b, c = rng.permutation([rng.uniform(1.3, 1.9), rng.uniform(2.2, 2.8), rng.uniform(4, 6)])
    return dict(a=float(a), b=float(b), c=float(c))


@graph_forward.inputs(draws=3)
def one_below_zero(rng):
    return dict(a=float(rng.uniform(1.5, 3)), b=float(rng.uniform(-5, -2)), c=float(rng.uniform(3.5, 6)))


graph_forward.edge("numbers of the lecture", dict(a=5, b=3, c=2))
graph_forward.edge("a zero", dict(a=1.5, b=0.0, c=4.0))

U, V, J = "u = b * c", "v = a + u", "J = 3 * v"

graph_forward.mistake(
    "b plus c",
    change=(U, "u = b + c"),
    hint=dict(
        en="u is the product of b and c, not their sum.",
        zh="u 是 b 和 c 的乘积，不是和。",
    ),
)
graph_forward.mistake(
    "a times b",
    change=(U, "u = a * b"),
    hint=dict(
        en="u is the product of b and c; a is added later, in v.",
        zh="u 是 b 和 c 的乘积；a 到后面算 v 时才加上。",
    ),
)
graph_forward.mistake(
    "a times u",
    change=(V, "v = a * u"),
    hint=dict(
        en="v is the sum of a and u, not their product.",
        zh="v 是 a 与 u 的和，不是乘积。",
    ),
)
graph_forward.mistake(
    "a minus u",
    change=(V, "v = a - u"),
    hint=dict(
        en="v is the sum of a and u, not their difference.",
        zh="v 是 a 与 u 的和，不是差。",
    ),
)
graph_forward.mistake(
    "a left out",
    change=(V, "v = u"),
    hint=dict(
        en="a is not used: v = a + u.",
        zh="没有用到 a：v = a + u。",
    ),
)
graph_forward.mistake(
    "factor 3 left out",
    change=(J, "J = v"),
    hint=dict(
        en="The last node multiplies by 3: J = 3v.",
        zh="最后一个节点要乘以 3：J = 3v。",
    ),
)
graph_forward.mistake(
    "cube",
    change=(J, "J = v ** 3"),
    hint=dict(
        en="J is three times v, not v to the third power.",
        zh="J 是 3 乘以 v，不是 v 的三次方。",
    ),
)
graph_forward.mistake(
    "brackets around the sum",
    change=(J, "J = 3 * a + u"),
    hint=dict(
        en="All of v is multiplied by 3, including u: put brackets around a + u.",
        zh="要乘以 3 的是整个 v，包括其中的 u：要给 a + u 加括号。",
    ),
)
graph_forward.mistake(
    "J alone",
    change=('return {"u": u, "v": v, "J": J}', "return J"),
    hint=dict(
        en="Return all three values in a dictionary: back-propagation needs the ones in between.",
        zh="要用字典返回三个值：反向传播需要中间的值。",
    ),
)

graph_forward.variant(
    "a dictionary that grows",
    code="""
    def graph_forward(a, b, c):
        values = {}
        values["J"] = 3 * (a + b * c)
        values["v"] = a + b * c
        values["u"] = b * c
        return values
    """,
)
graph_forward.variant("dict()", change=('{"u": u, "v": v, "J": J}', "dict(a=a, u=c * b, v=u + a, J=v + v + v)"))
graph_forward.variant("arrays of shape ()", change=(U, "u = np.multiply(np.array(b), c)"))
