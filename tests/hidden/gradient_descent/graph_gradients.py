"""graph_gradients: back-propagation through any graph of sums and products (stretch, lectures p13, p14)."""

from autograder import Exercise

graph_gradients = Exercise("graph_gradients", shares={"values": 0.8, "edge cases": 0.2})


def numbers(rng, names):
    """Draw numbers that differ from each other, from 0 and from 1; one is negative."""
    sizes = rng.permutation([1.3, 1.7, 2.2, 2.6, 3.1])[: len(names)] + rng.uniform(0, 0.3, size=len(names))
    sizes[rng.integers(len(names))] *= -4
    return {name: round(float(size), 5) for name, size in zip(names, sizes, strict=True)}


@graph_gradients.inputs(draws=3)
def graph_of_the_lecture(rng):
    return dict(steps=[("u", "*", "b", "c"), ("v", "+", "a", "u"), ("J", "*", "k", "v")], values=numbers(rng, "abck"))


@graph_gradients.inputs(draws=3)
def name_that_is_used_twice(rng):
    return dict(
        steps=[("p", "*", "x", "w"), ("q", "+", "p", "x"), ("r", "*", "q", "b"), ("J", "*", "r", "x")],
        values=numbers(rng, "xwb"),
    )


@graph_gradients.inputs(draws=3)
def result_that_is_used_twice(rng):
    return dict(
        steps=[("s", "+", "a", "b"), ("t", "*", "s", "c"), ("v", "*", "d", "s"), ("z", "*", "t", "v"), ("J", "+", "z", "a")],
        values=numbers(rng, "abcd"),
    )


@graph_gradients.inputs
def any_graph(rng):
    """Draw a graph that nobody can know beforehand. Every name is used, and two steps use a name again."""
    known, unused, steps = list("abcd"), list("abcd"), []
    for out, again in zip("pqrsJ", rng.permutation([True, True, False, False, False]), strict=True):
        left = unused.pop(int(rng.integers(len(unused))))
        used = [name for name in known if name not in unused]
        right = str(rng.choice(used)) if again else unused.pop(int(rng.integers(len(unused))))
        known, unused = [*known, out], [*unused, out]
        steps.append((out, str(rng.choice(["+", "*"])), left, right))
    return dict(steps=steps, values=numbers(rng, "abcd"))


graph_gradients.edge("square", dict(steps=[("J", "*", "x", "x")], values={"x": 3.0}))
graph_gradients.edge("twice the same", dict(steps=[("y", "*", "x", "k"), ("J", "+", "y", "y")], values={"x": 3.0, "k": 2.0}))
graph_gradients.edge("one sum", dict(steps=[("J", "+", "a", "b")], values={"a": 2, "b": 5}))

LEFT, RIGHT = "grads[left] += grads[out] * known[right]", "grads[right] += grads[out] * known[left]"
SUM_LEFT, SUM_RIGHT = "grads[left] += grads[out]\n", "grads[right] += grads[out]\n"
BACK = "reversed(steps)"

graph_gradients.mistake(
    "overwritten instead of added up",
    change=[
        (LEFT, LEFT.replace("+=", "=")),
        (RIGHT, RIGHT.replace("+=", "=")),
        (SUM_LEFT, SUM_LEFT.replace("+=", "=")),
        (SUM_RIGHT, SUM_RIGHT.replace("+=", "=")),
    ],
    hint=dict(
        en="A name that is used twice reaches J along two paths. Their contributions add up: use `+=`.",
        zh="用到两次的变量有两条路通向 J。两条路的贡献要相加：用 `+=`。",
    ),
)
graph_gradients.mistake(
    "from the left to the right",
    change=(BACK, "steps"),
    hint=dict(
        en="The derivatives come from J: go through the steps backwards.",
        zh="导数是从 J 传回来的：要倒着走各步。",
    ),
)
graph_gradients.mistake(
    "own factor",
    change=[(LEFT, "grads[left] += grads[out] * known[left]"), (RIGHT, "grads[right] += grads[out] * known[right]")],
    hint=dict(
        en="The derivative of a product with respect to one factor is the other factor.",
        zh="乘积对一个因子的导数，是另一个因子。",
    ),
)
graph_gradients.mistake(
    "chain cut off",
    change=[(LEFT, "grads[left] += known[right]"), (RIGHT, "grads[right] += known[left]")],
    hint=dict(
        en="Multiply by what comes from the right, `grads[out]`.",
        zh="还要乘以从右边传来的 `grads[out]`。",
    ),
)
graph_gradients.mistake(
    "sum cut off",
    change=[(SUM_LEFT, "grads[left] += 1\n"), (SUM_RIGHT, "grads[right] += 1\n")],
    hint=dict(
        en="A sum passes on what comes from the right, `grads[out]`, not 1.",
        zh="加法要把从右边传来的 `grads[out]` 原样传下去，而不是 1。",
    ),
)
graph_gradients.mistake(
    "nothing at the end",
    change=("grads[steps[-1][0]] = 1.0", "grads[steps[-1][0]] = 0.0"),
    hint=dict(
        en="All derivatives are 0 because the first one is. Start with 1, the derivative of J with respect to itself.",
        zh="第一个导数是 0，后面就全是 0。要从 1 开始：J 对自己的导数是 1。",
    ),
)
graph_gradients.mistake(
    "right side of products left out",
    change=(RIGHT, "pass"),
    hint=dict(
        en="Only one factor of a product gets a derivative here; both need one.",
        zh="这里乘积只有一个因子得到了导数；两个因子都要有。",
    ),
)
graph_gradients.mistake(
    "given names alone",
    change=("return grads", "return {name: grads[name] for name in values}"),
    hint=dict(
        en="Return the derivatives for all names, including those that the steps compute and J itself.",
        zh="要返回所有变量的导数，包括各步算出来的中间变量和 J 自己。",
    ),
)

graph_gradients.variant(
    "recursion from the end",
    code="""
    def graph_gradients(steps, values):
        known = dict(values)
        for out, op, left, right in steps:
            known[out] = known[left] + known[right] if op == "+" else known[left] * known[right]
        end = steps[-1][0]
        def grad(name):
            total = 1.0 if name == end else 0.0
            for out, op, left, right in steps:
                if left == name:
                    total += grad(out) * (1 if op == "+" else known[right])
                if right == name:
                    total += grad(out) * (1 if op == "+" else known[left])
            return total
        return {name: grad(name) for name in known}
    """,
)
graph_gradients.variant(
    "a get for each sum",
    code="""
    def graph_gradients(steps, values):
        v = values.copy()
        for (o, op, a, b) in steps:
            if op == "*":
                v[o] = v[a] * v[b]
            elif op == "+":
                v[o] = v[a] + v[b]
        g = {steps[-1][0]: 1}
        for (o, op, a, b) in steps[::-1]:
            da, db = (1, 1) if op == "+" else (v[b], v[a])
            g[a] = g.get(a, 0) + g[o] * da
            g[b] = g.get(b, 0) + g[o] * db
        return g
    """,
)
graph_gradients.variant(
    "from the left, one derivative for each name",
    code="""
    def graph_gradients(steps, values):
        # forward mode: how everything after a name moves with it
        known = dict(values)
        for out, op, left, right in steps:
            known[out] = known[left] + known[right] if op == "+" else known[left] * known[right]
        grads = {}
        for name in known:
            slope = {other: float(other == name) for other in known}
            for out, op, left, right in steps:
                if out != name:
                    slope[out] = (slope[left] + slope[right] if op == "+" else
                                  slope[left] * known[right] + slope[right] * known[left])
            grads[name] = slope[steps[-1][0]]
        return grads
    """,
)
