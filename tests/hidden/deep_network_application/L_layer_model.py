"""L_layer_model: train a network with any number of layers (lectures p36, p37, p38)."""

import numpy as np

from autograder import Exercise, Training


def cost(reference, parameters, inputs):
    return reference.compute_cost(reference.L_model_forward(inputs["X"], parameters)[0], inputs["Y"])


L_layer_model = Exercise(
    "L_layer_model",
    also=("L_layer_network",),
    called={
        "layers_dims": ("layers_dims", "layer_dims", "layer_sizes", "layers", "dims"),
        "learning_rate": ("alpha", "lr", "rate", "eta"),
        "num_iterations": ("num_iters", "iterations", "n_iterations", "iters", "n_iter", "epochs", "num_epochs", "steps"),
    },
    judged=lambda value: value[0] if isinstance(value, tuple | list) and value else value,
    training=Training("initialize_parameters_deep", cost=cost, weights=r"W\d+"),
    shares={"values": 0.7, "shapes": 0.1, "edge cases": 0.1, "arguments unchanged": 0.1},
)


def problem(rng, hidden):
    """Draw both classes, in unequal numbers, with labels that mostly follow the first feature; all sizes differ."""
    n_x = int(rng.integers(2, 4))
    m = n_x + 7
    Y = rng.permutation(np.arange(m) % 3 > 0).astype(int)[np.newaxis]
    X = rng.normal(size=(n_x, m))
    X[0] += 2 * Y[0]
    return dict(X=X, Y=Y, layers_dims=[n_x, *hidden, 1])


def pace(rng, least, most):
    return dict(learning_rate=float(rng.uniform(0.05, 0.4)), num_iterations=int(rng.integers(least, most)))


@L_layer_model.inputs(draws=2)
def three_layers(rng):
    return problem(rng, [6, 4]) | pace(rng, 4, 9)


@L_layer_model.inputs(draws=2)
def four_layers(rng):
    return problem(rng, [7, 5, 6]) | pace(rng, 4, 9)


@L_layer_model.inputs(draws=1)
def more_than_200_steps(rng):
    return problem(rng, [5]) | pace(rng, 201, 210)


L_layer_model.edge(
    "one layer",
    dict(X=np.array([[0.5, -1.0, 2.0], [1.0, 0.25, -0.5]]), Y=np.array([[1, 0, 1]]), layers_dims=[2, 1])
    | dict(learning_rate=0.5, num_iterations=7),
)
L_layer_model.edge(
    "five layers, one step",
    dict(X=np.array([[0.5, -1.0, 2.0], [1.0, 0.25, -0.5]]), Y=np.array([[1, 0, 1]]), layers_dims=[2, 8, 7, 9, 6, 1])
    | dict(learning_rate=0.1, num_iterations=1),
)
L_layer_model.edge(
    "one example",
    dict(X=np.array([[0.5], [1.0], [-2.0]]), Y=np.array([[1]]), layers_dims=[3, 6, 1])
    | dict(learning_rate=0.1, num_iterations=5),
)
L_layer_model.edge(
    "whole numbers",
    dict(X=np.array([[1, 0, 2, -1], [0, 3, 1, 1]]), Y=np.array([[1, 0, 1, 0]]), layers_dims=[2, 6, 1])
    | dict(learning_rate=0.1, num_iterations=6),
)
L_layer_model.edge(
    "two outputs",
    dict(X=np.array([[0.5, -1.0, 2.0], [1.0, 0.25, -0.5]]), Y=np.array([[1, 0, 1], [0, 0, 1]]), layers_dims=[2, 6, 5, 2])
    | dict(learning_rate=0.1, num_iterations=6),
)

LOOP, START = "for i in range(num_iterations):", "parameters = initialize_parameters_deep(layers_dims)"
FORWARD, BACKWARD = "AL, caches = L_model_forward(X, parameters)", "grads = L_model_backward(AL, Y, caches)"
UPDATE = "parameters = update_parameters(parameters, grads, learning_rate)"

L_layer_model.mistake(
    "learning rate fixed",
    change=(UPDATE, UPDATE.replace("learning_rate", "0.0075")),
    free="0.0075",
    hint=dict(
        en="Use the argument `learning_rate` instead of a fixed 0.0075.",
        zh="要用参数 `learning_rate` 的值，不要写死成 0.0075。",
    ),
)
L_layer_model.mistake(
    "number of steps fixed",
    change=(LOOP, "for i in range(12):"),
    free="12",
    hint=dict(
        en="Use the argument `num_iterations` instead of a fixed number of iterations.",
        zh="迭代次数要用参数 `num_iterations` 的值，不要写死。",
    ),
)
L_layer_model.mistake(
    "one step too many",
    change=(LOOP, "for i in range(num_iterations + 1):"),
    hint=dict(
        en="This is one step too many: `range(num_iterations)` makes exactly `num_iterations` steps, counting from 0.",
        zh="多走了一步：`range(num_iterations)` 正好走 `num_iterations` 步，从 0 开始数。",
    ),
)
L_layer_model.mistake(
    "one step too few",
    change=(LOOP, "for i in range(1, num_iterations):"),
    hint=dict(
        en="`range(1, num_iterations)` makes one step too few; start counting at 0.",
        zh="`range(1, num_iterations)` 少走了一步；要从 0 开始数。",
    ),
)
L_layer_model.mistake(
    "stops after the first step",
    change=("    return parameters, costs", "        return parameters, costs"),
    hint=dict(
        en="The `return` is inside the loop, so only the first step is made; move it out.",
        zh="`return` 写在了循环里面，所以只走了一步；请把它移到循环外。",
    ),
)
L_layer_model.mistake(
    "uphill",
    change=(UPDATE, UPDATE.replace("learning_rate", "-learning_rate")),
    hint=dict(
        en="The steps go uphill; `update_parameters` already subtracts, so pass the learning rate as it is.",
        zh="每一步都在上坡；`update_parameters` 里已经是减法，学习率直接传进去就行。",
    ),
)
L_layer_model.mistake(
    "update not kept",
    change=(UPDATE, "update_parameters(parameters, grads, learning_rate)"),
    hint=dict(
        en="`update_parameters` returns new parameters; keep them: `parameters = update_parameters(…)`.",
        zh="`update_parameters` 会返回新的参数；要把它们存下来：`parameters = update_parameters(…)`。",
    ),
)
L_layer_model.mistake(
    "gradients computed once",
    change=[
        (LOOP, f"{FORWARD}\n    {BACKWARD}\n    {LOOP}"),
        (f"        {FORWARD}\n        {BACKWARD}\n", ""),
    ],
    hint=dict(
        en="The gradients change with every step: put the forward and the backward pass inside the loop.",
        zh="每走一步，梯度都会变：正向传播和反向传播都要放在循环里面。",
    ),
)
L_layer_model.mistake(
    "labels exchanged",
    change=(BACKWARD, "grads = L_model_backward(AL, 1 - Y, caches)"),
    hint=dict(
        en="The network learns the opposite: pass `Y` to `L_model_backward` as it is.",
        zh="网络学反了：请把 `Y` 原样传给 `L_model_backward`。",
    ),
)
L_layer_model.mistake(
    "rounded outputs",
    change=(BACKWARD, "grads = L_model_backward(np.clip(AL > 0.5, 0.01, 0.99), Y, caches)"),
    hint=dict(
        en="`L_model_backward` needs the probabilities `AL` themselves, not the rounded answers 0 and 1.",
        zh="`L_model_backward` 需要的是概率 `AL` 本身，不是取整之后的 0 和 1。",
    ),
)
L_layer_model.mistake(
    "averaged twice",
    change=(UPDATE, UPDATE.replace("learning_rate", "learning_rate / X.shape[1]")),
    hint=dict(
        en="The gradients are already means over the examples; do not divide them by m again.",
        zh="梯度已经对样本取过平均；不要再除以 m。",
    ),
)
L_layer_model.mistake(
    "layers in reverse order",
    change=(START, START.replace("layers_dims", "layers_dims[::-1]")),
    hint=dict(
        en="`layers_dims` begins with the input; pass it to `initialize_parameters_deep` as it is.",
        zh="`layers_dims` 从输入层开始；请原样传给 `initialize_parameters_deep`。",
    ),
)
L_layer_model.mistake(
    "all weights zero",
    change=(START, f"{START}\n    parameters = {{name: 0 * value for name, value in parameters.items()}}"),
    hint=dict(
        en="With weights of zero, the hidden units stay equal for ever; keep the weights from `initialize_parameters_deep`.",
        zh="权重全为零，隐藏单元就永远一模一样；请保留 `initialize_parameters_deep` 返回的权重。",
    ),
)
L_layer_model.mistake(
    "weights far too large",
    change=(START, f"{START}\n    parameters = {{name: 1000 * value for name, value in parameters.items()}}"),
    hint=dict(
        en="Start with small weights: `initialize_parameters_deep` already scales them.",
        zh="要从小的权重开始：`initialize_parameters_deep` 已经把它们缩放好了。",
    ),
)


@L_layer_model.wide
def any_problem(rng):
    """Draw sizes up to 12, and one step or two.

    The number of examples is odd, so that there is always something to learn, and the steps are small enough for it.
    """
    n_x, n_h, m = (int(size) for size in rng.integers((1, 2, 0), (13, 13, 6)))
    m = 2 * m + 1
    X, Y = 10.0 ** rng.uniform(-2, 0) * rng.normal(size=(n_x, m)), rng.integers(0, 2, size=(1, m))
    rate, steps = float(10.0 ** rng.uniform(-3, -2)), int(rng.integers(1, 3))
    return dict(X=X, Y=Y, layers_dims=[n_x, n_h, 1], learning_rate=rate, num_iterations=steps)


SAID = "Every check gives steps and rate: a default that a learner has changed is no wrong mathematics."
L_layer_model.mistake(
    "initialised in every step",
    change=[(f"    {START}\n", ""), (LOOP, f"{LOOP}\n        {START}")],
    hint=dict(
        en="The parameters are drawn again in every step, so nothing that was learned is kept. Draw them once, "
        "before the loop.",
        zh="每一步都重新初始化参数，学到的东西全丢了。只在循环之前初始化一次。",
    ),
)

L_layer_model.equivalent("0.0075 -> 0.015", reason=SAID)
L_layer_model.equivalent("3000 -> 3001", reason=SAID)
L_layer_model.equivalent("False -> True", reason="Printed text is not part of the result.")
L_layer_model.equivalent("keep_cost(costs, i, AL, Y, print_cost) -> (deleted)", reason="Costs are not graded.")

L_layer_model.variant(
    "as the course writes it",
    code="""
    def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
        np.random.seed(1)
        costs = []
        parameters = initialize_parameters_deep(layers_dims)
        for i in range(0, num_iterations):
            AL, caches = L_model_forward(X, parameters)
            cost = compute_cost(AL, Y)
            grads = L_model_backward(AL, Y, caches)
            parameters = update_parameters(parameters, grads, learning_rate)
            if print_cost and i % 100 == 0:
                print("Cost after iteration %i: %f" % (i, cost))
            if print_cost and i % 100 == 0:
                costs.append(cost)
        return parameters
    """,
)
L_layer_model.variant(
    "a while loop, steps in place on its own parameters",
    code="""
    def L_layer_model(X, Y, layers_dims, learning_rate, num_iterations):
        parameters, costs, i = initialize_parameters_deep(layers_dims), [], 0
        while i < num_iterations:
            AL, caches = L_model_forward(X, parameters)
            grads = L_model_backward(AL, Y, caches)
            costs.append(compute_cost(AL, Y))
            for name in parameters:
                parameters[name] -= learning_rate * grads["d" + name]
            i += 1
        return parameters, costs[::100]
    """,
)
L_layer_model.variant(
    "unseeded draws by default_rng",
    code="""
    def initialize_parameters_deep(layer_dims):
        rng = np.random.default_rng()
        parameters = {}
        for l, (n_prev, n) in enumerate(zip(layer_dims, layer_dims[1:]), start=1):
            parameters[f"W{l}"] = rng.normal(scale=np.sqrt(2 / n_prev), size=(n, n_prev))
            parameters[f"b{l}"] = np.zeros((n, 1))
        return parameters

    def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
        parameters = initialize_parameters_deep(layers_dims)
        for i in range(num_iterations):
            AL, caches = L_model_forward(X, parameters)
            parameters = update_parameters(parameters, L_model_backward(AL, Y, caches), learning_rate)
        return parameters
    """,
)
