"""L_model_train: gradient descent on the whole network (lecture p37)."""

import numpy as np

from autograder import Exercise

# One output unit, because costs are graded only where n_y = 1. The starting parameters are given, so that results compare.
L_model_train = Exercise(
    "L_model_train",
    called={
        "learning_rate": ("alpha", "lr", "rate", "eta"),
        "num_iterations": ("num_iters", "iterations", "n_iterations", "iters", "n_iter", "epochs", "num_epochs", "steps"),
    },
    rtol=1e-6,
    returns=("parameters", "costs"),
    float32=1e-3,
    shares={"values": 0.7, "shapes": 0.1, "edge cases": 0.1, "arguments unchanged": 0.1},
)


def network(rng, L, steps, weight=0.0):
    """Draw L layers whose hidden units are on for about half of the examples at the start.

    All widths and the number of examples differ.

    weight: one of the first layer, for a feature that is then small; 0 for none.
    """
    sizes = [int(size) for size in rng.permutation(np.arange(2, 7))]
    dims, m = [*sizes[:L], 1], 8
    A = X = rng.normal(size=(dims[0], m))
    X.flat[0] = rng.uniform(5.5, 7)
    X[-1] *= 0.1 if weight else 1
    parameters = {}
    for l in range(1, L + 1):
        W = rng.normal(size=(dims[l], dims[l - 1])) / np.sqrt(dims[l - 1])
        if l == 1 and weight:
            W[0, -1] = weight
        b = -np.median(W @ A, axis=1, keepdims=True) + rng.uniform(-0.1, 0.1, size=(dims[l], 1))
        parameters |= {f"W{l}": W, f"b{l}": b}
        A = np.maximum(0, W @ A + b)
    Y = rng.permutation(np.arange(m) % 2)[np.newaxis]
    rate = float(rng.uniform(0.05, 0.2))
    return dict(X=X, Y=Y, parameters=parameters, learning_rate=rate, num_iterations=steps)


def of_depth(L):
    def draw(rng):
        return network(rng, L, steps=int(rng.integers(3, 9)), weight=float(rng.uniform(6, 8)))

    draw.__name__ = f"L_=_{L}"
    return draw


for L in range(2, 6):
    L_model_train.inputs(draws=2)(of_depth(L))
L_model_train.inputs(group="edge cases", draws=2)(of_depth(1))


@L_model_train.inputs(draws=2)
def more_than_200_steps(rng):
    return network(rng, 2, steps=int(rng.integers(201, 230)))


@L_model_train.contract
def moderate_numbers(X, Y, parameters, learning_rate, num_iterations):
    """With large inputs, training swings so widely that rounding decides where it ends."""
    return np.all(np.abs(X) <= 10) and all(np.all(np.abs(value) <= 10) for value in parameters.values())


TWO_LAYERS = {
    "W1": np.array([[1.0, -2.0], [0.0, 3.0], [-1.0, 1.0]]),
    "b1": np.array([[1.0], [-2.0], [4.0]]),
    "W2": np.array([[1.0, -1.0, 2.0]]),
    "b2": np.array([[-3.0]]),
}
SET = dict(X=np.array([[1, 2, 0], [-1, 0, 1]]), Y=np.array([[0, 1, 0]]), parameters=TWO_LAYERS)
L_model_train.edge("one step", SET | dict(learning_rate=0.05, num_iterations=1))
L_model_train.edge("whole numbers", SET | dict(learning_rate=0.01, num_iterations=4))
L_model_train.edge(
    "one example",
    dict(X=np.array([[0.5], [0.25]]), Y=np.array([[1]]), parameters=TWO_LAYERS, learning_rate=0.02, num_iterations=3),
)

FORWARD, KEEP = "AL, caches = L_model_forward(X, parameters)", "costs.append(compute_cost(AL, Y))"
BACKWARD, LOOP = "grads = L_model_backward(AL, Y, caches)", "for _ in range(num_iterations):"
UPDATE, END = "parameters = update_parameters(parameters, grads, learning_rate)", "return parameters, costs"

L_model_train.mistake(
    "the update is not kept",
    change=(UPDATE, "update_parameters(dict(parameters), grads, learning_rate)"),
    hint=dict(
        en="`update_parameters` returns new parameters; keep them: `parameters = update_parameters(…)`.",
        zh="`update_parameters` 返回新的参数，要把它们存下来：`parameters = update_parameters(…)`。",
    ),
)
L_model_train.mistake(
    "gradients computed once",
    change=(f"    {BACKWARD}", f"    if not costs[1:]:\n            {BACKWARD}"),
    hint=dict(
        en="The gradients change with every step: call `L_model_backward` in every iteration.",
        zh="每走一步，梯度都会变：每次循环都要调用 `L_model_backward`。",
    ),
)
L_model_train.mistake(
    "one step too many",
    change=(LOOP, "for _ in range(num_iterations + 1):"),
    hint=dict(
        en="This is one step too many: `range(num_iterations)` makes exactly `num_iterations` steps.",
        zh="多走了一步：`range(num_iterations)` 正好走 `num_iterations` 步。",
    ),
)
L_model_train.mistake(
    "stops after the first step",
    change=(f"    {END}", f"        {END}"),
    hint=dict(
        en="The `return` is inside the loop, so only one step is made; move it out.",
        zh="`return` 写在了循环里面，所以只走了一步；请把它移到循环外。",
    ),
)
L_model_train.mistake(
    "costs after the step",
    change=[
        (f"        {KEEP}\n", ""),
        (UPDATE, f"{UPDATE}\n        costs.append(compute_cost(L_model_forward(X, parameters)[0], Y))"),
    ],
    hint=dict(
        en="Keep the cost from before the step, from the same forward pass as the gradients.",
        zh="要记录的是这一步更新之前的成本，也就是计算梯度时那次正向传播的成本。",
    ),
)
L_model_train.mistake(
    "the last cost only",
    change=(END, "return parameters, costs[-1]"),
    hint=dict(
        en="Return all costs, as a list with one for every step.",
        zh="要返回所有的成本：一个列表，每一步一个。",
    ),
)
L_model_train.mistake(
    "every hundredth cost",
    change=(END, "return parameters, costs[::100]"),
    hint=dict(
        en="Keep the cost of every step here, not only of every hundredth.",
        zh="这里每一步的成本都要记录，不是每一百步记一次。",
    ),
)
L_model_train.mistake(
    "costs forgotten",
    change=(END, "return parameters"),
    hint=dict(
        en="Return the costs as well: `return parameters, costs`.",
        zh="成本也要返回：`return parameters, costs`。",
    ),
)
L_model_train.mistake(
    "learning rate fixed",
    change=(UPDATE, UPDATE.replace("learning_rate", "0.0075")),
    free="0.0075",
    hint=dict(
        en="Use the argument `learning_rate` instead of a fixed number.",
        zh="要用参数 `learning_rate` 的值，不要写死。",
    ),
)
L_model_train.mistake(
    "gradients returned instead of parameters",
    change=(END, "return {name[1:]: grads[name] for name in grads}, costs"),
    hint=dict(
        en="The network learns its parameters; return them, not the gradients.",
        zh="网络学到的是参数；要返回参数，不是梯度。",
    ),
)

L_model_train.variant(
    "a while loop, on a copy",
    code="""
    def L_model_train(X, Y, parameters, learning_rate, num_iterations):
        parameters, costs, i = dict(parameters), [], 0
        while i < num_iterations:
            AL, caches = L_model_forward(X, parameters)
            costs += [float(compute_cost(AL, Y))]
            parameters = update_parameters(parameters, L_model_backward(AL, Y, caches), learning_rate)
            i += 1
        return [parameters, costs]
    """,
)
L_model_train.variant(
    "other defaults, printing",
    code="""
    def L_model_train(X, Y, parameters, learning_rate=0.0075, num_iterations=3000, print_cost=True):
        costs = []
        for i in range(0, num_iterations):
            AL, caches = L_model_forward(X, parameters)
            cost = compute_cost(AL, Y)
            grads = L_model_backward(AL, Y, caches)
            parameters = update_parameters(parameters, grads, learning_rate)
            costs.append(np.squeeze(cost))
            if print_cost and i % 100 == 0:
                print("Cost after iteration %i: %f" % (i, cost))
        return parameters, tuple(costs)
    """,
)
L_model_train.variant(
    "everything written out",
    code="""
    def L_model_train(X, Y, parameters, learning_rate, num_iterations):
        L, m, costs = len(parameters) // 2, X.shape[1], []
        Ws, bs = ([parameters[f"{kind}{l}"] for l in range(1, L + 1)] for kind in "Wb")
        for _ in range(num_iterations):
            A, As = X, [X]
            for W, b in zip(Ws, bs):
                Z = W @ A + b
                A = np.maximum(Z, 0)
                As.append(A)
            A = 1 / (1 + np.exp(-Z))
            costs.append(np.mean(np.where(Y == 1, -np.log(A), -np.log(1 - A))))
            dZ = A - Y
            for l in reversed(range(L)):
                dW, db, dA = dZ @ As[l].T / m, dZ.mean(axis=1, keepdims=True), Ws[l].T @ dZ
                Ws[l], bs[l] = Ws[l] - learning_rate * dW, bs[l] - learning_rate * db
                dZ = dA * (As[l] > 0)
        return {f"W{l + 1}": Ws[l] for l in range(L)} | {f"b{l + 1}": bs[l] for l in range(L)}, costs
    """,
)
