"""optimize: gradient descent (lecture p20)."""

import numpy as np

from autograder import Exercise

optimize = Exercise(
    "optimize",
    called={
        "learning_rate": ("alpha", "lr", "rate", "eta"),
        "num_iterations": ("num_iters", "iterations", "n_iterations", "iters", "n_iter", "epochs", "num_epochs", "steps"),
    },
    returns=("params", "grads", "costs"),
    float32=1e-3,
    shares={"values": 0.7, "shapes": 0.1, "edge cases": 0.1, "arguments unchanged": 0.1},
)


def start(rng):
    """Draw weights and a bias that are not 0, both classes, and more examples than features.

    The last weight is large, and its feature small.
    """
    n = int(rng.integers(2, 4))
    m = n + int(rng.integers(1, 4))
    Y = rng.permutation(np.arange(m) % 2)[np.newaxis]
    X = rng.normal(size=(n, m))
    X.flat[0] = rng.uniform(5.5, 7)
    w = rng.normal(size=(n, 1))
    X[-1], w[-1] = 0.1 * X[-1], rng.uniform(6, 8)
    return dict(w=w, b=float(rng.uniform(0.5, 1.5)), X=X, Y=Y)


@optimize.inputs
def a_few_steps(rng):
    steps, rate = int(rng.integers(3, 8)), float(rng.uniform(0.05, 0.6))
    return start(rng) | dict(num_iterations=steps, learning_rate=rate)


@optimize.inputs(draws=2)
def more_than_200_steps(rng):
    steps, rate = int(rng.integers(201, 250)), float(rng.uniform(0.05, 0.3))
    return start(rng) | dict(num_iterations=steps, learning_rate=rate)


FIXED = dict(w=np.array([[1.0], [-0.5]]), b=0.5, X=np.array([[1.0, -1.0, 2.0], [3.0, 0.5, -1.0]]), Y=np.array([[1, 0, 0]]))
WHOLE = dict(w=np.array([[1], [0]]), b=1, X=np.array([[1, -1, 2], [3, 0, -1]]), Y=np.array([[1, 0, 0]]))

optimize.edge("one step", FIXED | dict(num_iterations=1, learning_rate=0.25))
optimize.edge("200 steps", FIXED | dict(num_iterations=200, learning_rate=0.1))
optimize.edge("whole numbers", WHOLE | dict(num_iterations=4, learning_rate=0.5))
optimize.edge(
    "one example",
    dict(w=np.array([[0.5], [1.0]]), b=0.0, X=np.array([[1.0], [2.0]]), Y=np.array([[0]]))
    | dict(num_iterations=3, learning_rate=0.1),
)

LOOP, PROPAGATE = "for i in range(num_iterations):", "grads, cost = propagate(w, b, X, Y)"
W, B = 'w = w - learning_rate * grads["dw"]', 'b = b - learning_rate * grads["db"]'
WHEN, END = "i % 100 == 0", 'return {"w": w, "b": b}, grads, costs'

optimize.mistake(
    "uphill",
    change=[(W, W.replace("w - ", "w + ")), (B, B.replace("b - ", "b + "))],
    hint=dict(
        en="The gradient points uphill; to lower the cost, subtract it.",
        zh="梯度指向上升的方向；要让成本下降，应该减去它。",
    ),
)
optimize.mistake(
    "no learning rate",
    change=[(W, 'w = w - grads["dw"]'), (B, 'b = b - grads["db"]')],
    hint=dict(
        en="Multiply the gradients by `learning_rate` before you subtract them.",
        zh="减去梯度之前，要先乘以 `learning_rate`。",
    ),
)
optimize.mistake(
    "learning rate fixed",
    change=[(W, W.replace("learning_rate", "0.009")), (B, B.replace("learning_rate", "0.009"))],
    free="0.009",
    hint=dict(
        en="Use the argument `learning_rate`, not a fixed 0.009.",
        zh="要用参数 `learning_rate` 的值，不要写死成 0.009。",
    ),
)
optimize.mistake(
    "number of steps fixed",
    change=(LOOP, "for i in range(100):"),
    free="100",
    hint=dict(
        en="Use the argument `num_iterations`, not a fixed 100.",
        zh="要用参数 `num_iterations` 的值，不要写死成 100。",
    ),
)
optimize.mistake(
    "bias not updated",
    change=(B, "pass"),
    hint=dict(
        en='The bias is learned too: update `b` with `grads["db"]` in every step.',
        zh='偏置也要学习：每一步都要用 `grads["db"]` 更新 `b`。',
    ),
)
optimize.mistake(
    "weights not updated",
    change=(W, "pass"),
    hint=dict(
        en='Update `w` with `grads["dw"]` in every step.',
        zh='每一步都要用 `grads["dw"]` 更新 `w`。',
    ),
)
optimize.mistake(
    "gradients computed once",
    change=[
        (LOOP, f"{PROPAGATE}\n    {LOOP}"),
        (f"        {PROPAGATE}\n", ""),
    ],
    hint=dict(
        en="The gradients change with every step: call `propagate` inside the loop.",
        zh="每走一步，梯度都会变：要在循环里面调用 `propagate`。",
    ),
)
optimize.mistake(
    "one step too many",
    change=(LOOP, "for i in range(num_iterations + 1):"),
    hint=dict(
        en="There is one step too many: `range(num_iterations)` makes exactly `num_iterations` steps, counted from 0.",
        zh="多走了一步：`range(num_iterations)` 正好走 `num_iterations` 步，从 0 开始数。",
    ),
)
optimize.mistake(
    "stops after the first step",
    change=(f"    {END}", f"        {END}"),
    hint=dict(
        en="The `return` is inside the loop, so only the first step is made; move it out of the loop.",
        zh="`return` 写在了循环里面，所以只走了一步；请把它移到循环外。",
    ),
)
optimize.mistake(
    "cost of every step",
    change=(f"if {WHEN}:\n            costs", "if True:\n            costs"),
    hint=dict(
        en="Keep only the costs of iterations 0, 100, 200, …: `if i % 100 == 0`.",
        zh="只记录第 0、100、200……次迭代的成本：`if i % 100 == 0`。",
    ),
)
optimize.mistake(
    "cost of the first step left out",
    change=(WHEN, "i % 100 == 0 and i > 0"),
    hint=dict(
        en="Keep the cost of iteration 0 as well; it is the first one.",
        zh="第 0 次迭代的成本也要记录，它是第一个。",
    ),
)
optimize.mistake(
    "costs of steps 99, 199, ...",
    change=(WHEN, "(i + 1) % 100 == 0"),
    hint=dict(
        en="Keep the costs of iterations 0, 100, 200, …, counted from 0: `if i % 100 == 0`.",
        zh="要记录第 0、100、200……次迭代的成本，从 0 开始数：`if i % 100 == 0`。",
    ),
)
optimize.mistake(
    "costs after the update",
    change=("costs.append(cost)", "costs.append(propagate(w, b, X, Y)[1])"),
    hint=dict(
        en="Keep the cost that `propagate` returned before this step's update.",
        zh="要记录的是这一步更新之前 `propagate` 给出的成本。",
    ),
)
optimize.mistake(
    "gradients after the last update",
    change=(END, f"grads = propagate(w, b, X, Y)[0]\n    {END}"),
    hint=dict(
        en="Return the gradients that the last step used, not new ones computed after it.",
        zh="要返回最后一步所用的梯度，而不是更新之后再算的梯度。",
    ),
)
optimize.mistake(
    "start overwritten",
    change=(W, 'w -= learning_rate * grads["dw"]'),
    hint=dict(
        en="`w -= …` overwrites the caller's array; write `w = w - …`, or work on a copy.",
        zh="`w -= …` 会改掉调用者的数组；请写 `w = w - …`，或者先复制一份。",
    ),
)
optimize.mistake(
    "costs at other steps",
    change=("i % 100", "i % 200"),
    free="200",
    hint=dict(
        en="The costs are kept every 100 steps; here it is another number of steps.",
        zh="成本应每 100 步记录一次；这里用的是别的步数。",
    ),
)

optimize.variant(
    "on copies, without print_cost",
    code="""
    def optimize(w, b, X, Y, num_iterations, learning_rate):
        w, costs = w.astype(float).copy(), []
        for i in range(num_iterations):
            grads, cost = propagate(w, b, X, Y)
            if i % 100 == 0:
                costs.append(cost)
            w -= learning_rate * grads["dw"]
            b -= learning_rate * grads["db"]
        return {"w": w, "b": b}, grads, costs
    """,
)
optimize.variant(
    "propagate written out, a while loop",
    code="""
    def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
        costs, i, m = [], 0, X.shape[1]
        while i < num_iterations:
            A = 1 / (1 + np.exp(-(w.T @ X + b)))
            if not i % 100:
                costs += [float(-np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A)))]
            dw, db = X @ (A - Y).T / m, np.mean(A - Y)
            w, b = w - learning_rate * dw, b - learning_rate * db
            i += 1
        return dict(w=w, b=np.array(b)), dict(dw=dw, db=db), costs
    """,
)
optimize.variant(
    "all costs kept, then every hundredth",
    code="""
    def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=True, *, every=100):
        params, costs = {"w": np.copy(w), "b": b}, []
        for _ in range(num_iterations):
            grads, cost = propagate(params["w"], params["b"], X, Y)
            costs.append(cost)
            params = {name: params[name] - learning_rate * grads["d" + name] for name in params}
        if print_cost:
            for i, cost in enumerate(costs[::every]):
                print("Cost after iteration %i: %f" % (i * every, cost))
        return params, grads, costs[::every]
    """,
)


@optimize.wide
def any_start(rng):
    """Draw a start and a learning rate small enough to keep the predictions strictly between 0 and 1."""
    n, m, steps = (int(number) for number in rng.integers(1, 13, size=3))
    scale = 10.0 ** rng.uniform(-3, 3)
    X, Y = scale * rng.uniform(-1, 1, size=(n, m)), rng.integers(0, 2, size=(1, m))
    rate = float(rng.uniform(0, 1)) / max(1.0, n * scale**2)
    w = rng.uniform(-1, 1, size=(n, 1)) / max(1.0, scale)
    return dict(w=w, b=float(rng.normal()), X=X, Y=Y, num_iterations=steps, learning_rate=rate)


PRINT = "print(f'cost after iteration {i}: {cost:.6f}')"
PRINTED = "printed text is not part of the result"

GIVEN = "Every check gives steps and rate: a default that a learner has changed is no wrong mathematics."
optimize.equivalent("100 -> 101", reason=GIVEN)
optimize.equivalent("0.009 -> 0.018", reason=GIVEN)
optimize.equivalent("False -> True", reason=PRINTED)
optimize.equivalent(f"{PRINT} -> (deleted)", reason=PRINTED)
optimize.equivalent(f"{PRINT} -> f'cost after iteration {{i}}: {{cost:.6f}}'", reason=PRINTED)
