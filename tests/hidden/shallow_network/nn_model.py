"""nn_model: train a network with one hidden layer (lectures p33, p34, p35)."""

import numpy as np

from autograder import Exercise, Training


def cost(reference, parameters, inputs):
    return reference.compute_cost(reference.forward_propagation(inputs["X"], parameters)[0], inputs["Y"])


nn_model = Exercise(
    "nn_model",
    called={
        "learning_rate": ("alpha", "lr", "rate", "eta"),
        "num_iterations": ("num_iters", "iterations", "n_iterations", "iters", "n_iter", "epochs", "num_epochs", "steps"),
    },
    usual={"learning_rate": 1.2},
    rtol=1e-5,
    atol=1e-8,
    shares={"values": 0.7, "shapes": 0.1, "edge cases": 0.1, "arguments unchanged": 0.1},
    training=Training("initialize_parameters", cost=cost, weights=r"W\d+"),
)


def data(rng, n_x, m):
    """Draw labels that follow the first feature, all but one, so that the cost falls and no weight grows without bound."""
    X = np.round(rng.uniform(-1, 1, size=(n_x, m)), 2)
    Y = np.arange(m) % 2
    X[0] = np.where(Y == 1, 1, -1) * np.round(rng.uniform(0.5, 1.5, size=m), 1)
    X[0, 0] *= -0.3
    order = rng.permutation(m)
    return dict(X=X[:, order], Y=Y[np.newaxis, order])


@nn_model.inputs(draws=3)
def a_few_steps(rng):
    n_x, n_h = (int(size) for size in rng.permutation([2, 3, 5])[:2])
    return data(rng, n_x, int(rng.integers(8, 11))) | dict(n_h=n_h, num_iterations=int(rng.integers(4, 12)))


@nn_model.inputs(draws=2)
def more_than_200_steps(rng):
    n_x, n_h = (int(size) for size in rng.permutation([2, 3, 5])[:2])
    return data(rng, n_x, int(rng.integers(8, 11))) | dict(n_h=n_h, num_iterations=int(rng.integers(201, 250)))


FIXED = dict(X=np.array([[1, -1, 2, -2, 1], [0, 1, -1, 0, 2], [1, 1, 0, -1, 0]]), Y=np.array([[1, 0, 1, 0, 1]]))
nn_model.edge("whole numbers, one hidden unit", FIXED | dict(n_h=1, num_iterations=20))
nn_model.edge("one example", dict(X=np.array([[0.5], [-1.0]]), Y=np.array([[1]]), n_h=3, num_iterations=10))

START = "initialize_parameters(n_x, n_h, n_y)"
LOOP = "for i in range(num_iterations):"
FORWARD, BACKWARD = "A2, cache = forward_propagation(X, parameters)", "grads = backward_propagation(parameters, cache, X, Y)"
UPDATE = "parameters = update_parameters(parameters, grads)"

nn_model.mistake(
    "four hidden units whatever is asked",
    change=("n_x, _, n_y = layer_sizes(X, Y)", "n_x, n_h, n_y = layer_sizes(X, Y)"),
    hint=dict(
        en="The 4 from `layer_sizes` overwrites the argument `n_h`; take only `n_x` and `n_y` from there.",
        zh="参数 `n_h` 被 `layer_sizes` 里的 4 覆盖了；从那里只取 `n_x` 和 `n_y`。",
    ),
)
nn_model.mistake(
    "input and output swapped",
    change=(START, "initialize_parameters(n_y, n_h, n_x)"),
    hint=dict(
        en="The order is input, hidden, output.",
        zh="顺序是输入层、隐藏层、输出层。",
    ),
)
nn_model.mistake(
    "new parameters not kept",
    change=(UPDATE, "update_parameters(parameters, grads)"),
    hint=dict(
        en="`update_parameters` returns the new parameters; keep them: `parameters = update_parameters(…)`.",
        zh="`update_parameters` 会返回新的参数；要把它们存下来：`parameters = update_parameters(…)`。",
    ),
)
nn_model.mistake(
    "forward pass only once",
    change=[(f"        {FORWARD}\n", ""), (LOOP, f"{FORWARD}\n    {LOOP}")],
    hint=dict(
        en="Put the forward pass inside the loop: each step changes the output of the network.",
        zh="正向传播要放在循环里面：每走一步，网络的输出都变了。",
    ),
)
nn_model.mistake(
    "gradients computed once",
    change=[
        (f"        {FORWARD}\n", ""),
        (f"        {BACKWARD}\n", ""),
        (LOOP, f"{FORWARD}\n    {BACKWARD}\n    {LOOP}"),
    ],
    hint=dict(
        en="The gradients change with every step: put the forward and the backward pass inside the loop.",
        zh="每走一步，梯度都会变：正向传播和反向传播都要放在循环里面。",
    ),
)
nn_model.mistake(
    "stops after the first step",
    change=("    return parameters", "        return parameters"),
    hint=dict(
        en="The `return` is inside the loop, so only the first step is made; move it out.",
        zh="`return` 写在了循环里面，所以只走了一步；请把它移到循环外。",
    ),
)
nn_model.mistake(
    "learning rate of its own",
    change=(UPDATE, "parameters = update_parameters(parameters, grads, 0.5)"),
    free="0.5",
    hint=dict(
        en="Let `update_parameters` use its default rate, 1.2: call it with `parameters` and `grads` only.",
        zh="让 `update_parameters` 用默认的学习率 1.2：只传 `parameters` 和 `grads`。",
    ),
)
nn_model.mistake(
    "uphill",
    change=(UPDATE, "parameters = update_parameters(parameters, grads, -1.2)"),
    hint=dict(
        en="The steps go uphill, so the cost rises. Subtract the gradients.",
        zh="方向反了：成本在上升。应该减去梯度。",
    ),
)
nn_model.mistake(
    "two steps in each iteration",
    change=(UPDATE, f"{UPDATE}\n        {UPDATE}"),
    hint=dict(
        en="Make one step in each iteration; here the parameters are updated twice.",
        zh="每次迭代只走一步；这里参数更新了两次。",
    ),
)
nn_model.mistake(
    "initialised in every step",
    change=[(f"    parameters = {START}\n", ""), (LOOP, f"{LOOP}\n        parameters = {START}")],
    hint=dict(
        en="The parameters are drawn again in every step, so nothing that was learned is kept. Draw them once, "
        "before the loop.",
        zh="每一步都重新初始化参数，学到的东西全丢了。只在循环之前初始化一次。",
    ),
)

nn_model.variant(
    "as the course prints it",
    code="""
    def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):
        np.random.seed(3)
        n_x = layer_sizes(X, Y)[0]
        n_y = layer_sizes(X, Y)[2]
        parameters = initialize_parameters(n_x, n_h, n_y)
        W1 = parameters["W1"]
        for i in range(0, num_iterations):
            A2, cache = forward_propagation(X, parameters)
            cost = compute_cost(A2, Y)
            grads = backward_propagation(parameters, cache, X, Y)
            parameters = update_parameters(parameters, grads)
            if print_cost and i % 1000 == 0:
                print("Cost after iteration %i: %f" % (i, cost))
        return parameters
    """,
)
nn_model.variant(
    "without print_cost, draws of its own",
    code="""
    def nn_model(X, Y, n_h, num_iterations):
        rng = np.random.default_rng(1)
        parameters = {
            "W2": rng.normal(size=(Y.shape[0], n_h)) * 0.1, "b2": np.zeros((Y.shape[0], 1)),
            "W1": rng.normal(size=(n_h, X.shape[0])) * 0.1, "b1": np.zeros((n_h, 1)),
        }
        for _ in range(num_iterations):
            cache = forward_propagation(X, parameters)[1]
            parameters = update_parameters(parameters, backward_propagation(parameters, cache, X, Y), learning_rate=1.2)
        return parameters
    """,
)
nn_model.variant(
    "unseeded draws through the initialiser, all written out",
    code="""
    def nn_model(X, Y, n_h, num_iterations=10000, learning_rate=1.2, print_cost=False):
        p, i, m = initialize_parameters(X.shape[0], n_h, Y.shape[0]), 0, X.shape[1]
        while i < num_iterations:
            A1 = np.tanh(p["W1"] @ X + p["b1"])
            dZ2 = 1 / (1 + np.exp(-(p["W2"] @ A1 + p["b2"]))) - Y
            dZ1 = p["W2"].T @ dZ2 * (1 - A1 ** 2)
            p = {
                "W1": p["W1"] - learning_rate * dZ1 @ X.T / m,
                "b1": p["b1"] - learning_rate * dZ1.mean(axis=1, keepdims=True),
                "W2": p["W2"] - learning_rate * dZ2 @ A1.T / m,
                "b2": p["b2"] - learning_rate * dZ2.mean(axis=1, keepdims=True),
            }
            i += 1
        return p
    """,
)


@nn_model.wide
def any_data(rng):
    """Draw any data, and at most one step, so that the cost falls for all of them."""
    n_x, n_h, m = (int(size) for size in rng.integers(1, 13, size=3))
    X, Y = rng.uniform(-1, 1, size=(n_x, m)) * 10.0 ** rng.uniform(-6, 0), rng.integers(0, 2, size=(1, m))
    return dict(X=X, Y=Y, n_h=n_h, num_iterations=int(rng.integers(2)))


PRINTED = "print(f'cost after iteration {i}: {compute_cost(A2, Y):.6f}')"
for mutant in (
    f"if print_cost and i % 1000 == 0:\n    {PRINTED} -> if True:\n    {PRINTED}",
    f"if print_cost and i % 1000 == 0:\n    {PRINTED} -> if False:\n    {PRINTED}",
    "print_cost and i % 1000 == 0 -> print_cost or i % 1000 == 0",
    "i % 1000 == 0 -> i % 1000 != 0",
    "i % 1000 -> i * 1000",
    "1000 -> 1001",
    "1000 -> 999",
    "0 -> 1",
    "0 -> -1",
    "False -> True",
    f"{PRINTED} -> (deleted)",
    f"{PRINTED} -> {PRINTED[6:-1]}",
    "compute_cost(A2, Y) -> compute_cost(Y, A2)",
):
    nn_model.equivalent(mutant, reason="Printed text is not graded.")
nn_model.equivalent(
    "10000 -> 10001", reason="Every check gives the number of steps, because ten thousand take too long to grade."
)
