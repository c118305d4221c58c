"""dot_loop: the dot product by a loop (lecture p17)."""

import numpy as np

from autograder import Exercise

dot_loop = Exercise("dot_loop", shares={"values": 0.8, "edge cases": 0.2})


@dot_loop.inputs
def a_few_numbers(rng):
    """Draw at least three pairs without zeros, of which the first and the last give large products."""
    n = int(rng.integers(3, 8))
    a, b = rng.uniform(0.5, 2, size=n), rng.uniform(-2, -0.5, size=n)
    a[0], a[-1] = rng.uniform(6, 12, size=2)
    return dict(a=a, b=b)


dot_loop.edge("one number each", dict(a=np.array([1.5]), b=np.array([-4.0])))
dot_loop.edge("whole numbers", dict(a=np.array([3, 0, -2, 5]), b=np.array([4, 7, 1, -3])))
dot_loop.edge("a right angle", dict(a=np.array([1.0, 2.0, -2.0]), b=np.array([2.0, 2.0, 3.0])))

START, LOOP, ADD = "total = 0.0", "for i in range(len(a)):", "total += a[i] * b[i]"

dot_loop.mistake(
    "last product instead of the sum",
    change=(ADD, "total = a[i] * b[i]"),
    hint=dict(
        en="Each product replaces the one before; add it to the total.",
        zh="每次的乘积都把前一次的覆盖掉了；要累加。",
    ),
)
dot_loop.mistake(
    "return inside the loop",
    change=("    return total", "        return total"),
    hint=dict(
        en="The `return` is inside the loop, so only the first product is counted; move it out of the loop.",
        zh="`return` 写在了循环里面，只算了第一个乘积就返回；请把它移到循环外。",
    ),
)
dot_loop.mistake(
    "first numbers left out",
    change=(LOOP, "for i in range(1, len(a)):"),
    hint=dict(
        en="Indices start at 0: `range(len(a))` reaches every number.",
        zh="下标从 0 开始：用 `range(len(a))` 才能取到每一个数。",
    ),
)
dot_loop.mistake(
    "last numbers left out",
    change=(LOOP, "for i in range(len(a) - 1):"),
    hint=dict(
        en="`range(n)` already ends at n - 1; do not subtract 1: `range(len(a))`.",
        zh="`range(n)` 本来就到 n - 1 为止，不用再减 1：`range(len(a))`。",
    ),
)
dot_loop.mistake(
    "start at one",
    change=(START, "total = 1.0"),
    hint=dict(
        en="A sum starts at 0, not at 1.",
        zh="求和要从 0 开始，不是从 1 开始。",
    ),
)
dot_loop.mistake(
    "product of the products",
    change=[(START, "total = 1.0"), (ADD, "total *= a[i] * b[i]")],
    hint=dict(
        en="The products are multiplied together here; they should be added up: `total += …`.",
        zh="这里把各个乘积连乘了；应该相加：`total += …`。",
    ),
)
dot_loop.mistake(
    "sum of the sums",
    change=(ADD, "total += a[i] + b[i]"),
    hint=dict(
        en="Multiply the two numbers of a pair before you add.",
        zh="每一对数要先相乘再累加。",
    ),
)
dot_loop.mistake(
    "every pair of indices",
    change=(ADD, "for j in range(len(b)):\n            total += a[i] * b[j]"),
    hint=dict(
        en="One loop is enough: only numbers with the same index are multiplied.",
        zh="一层循环就够了：只有下标相同的数才相乘。",
    ),
)
dot_loop.mistake(
    "averaged",
    change=("return total", "return total / len(a)"),
    hint=dict(
        en="The dot product is the sum itself; do not divide it by the number of terms.",
        zh="点积就是求和的结果，不要再除以项数。",
    ),
)
dot_loop.mistake(
    "products not added up",
    change=("return total", "return a * b"),
    hint=dict(
        en="`a * b` holds the individual products; the dot product is one number, their sum.",
        zh="`a * b` 只是各个乘积；点积是它们的和，是一个数。",
    ),
)

dot_loop.variant(
    "pairs by zip",
    code="""
    def dot_loop(a, b):
        result = 0
        for x, y in zip(a, b):
            result = result + x * y
        return float(result)
    """,
)
dot_loop.variant(
    "while, from the end",
    code="""
    def dot_loop(a, b):
        i, total = a.shape[0], 0.0
        while i > 0:
            i -= 1
            total = b[i] * a[i] + total
        return np.float64(total)
    """,
)
dot_loop.variant(
    "a sum of a generator", change=("return total", "return sum(x * y for x, y in zip(a.tolist(), b.tolist()))")
)
dot_loop.variant("in an array of shape ()", change=("return total", "return np.array(total)"))
