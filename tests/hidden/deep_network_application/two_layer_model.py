"""two_layer_model: train a network with one hidden layer (lectures p33, p34)."""

import numpy as np

from autograder import Exercise, Training


def cost(reference, parameters, inputs):
    return reference.compute_cost(reference.L_model_forward(inputs["X"], parameters)[0], inputs["Y"])


two_layer_model = Exercise(
    "two_layer_model",
    called={
        "layers_dims": ("layers_dims", "layer_dims", "layer_sizes", "layers", "dims"),
        "learning_rate": ("alpha", "lr", "rate", "eta"),
        "num_iterations": ("num_iters", "iterations", "n_iterations", "iters", "n_iter", "epochs", "num_epochs", "steps"),
    },
    judged=lambda value: value[0] if isinstance(value, tuple | list) and value else value,
    training=Training("initialize_parameters", cost=cost, weights=r"W\d+"),
    shares={"values": 0.7, "shapes": 0.1, "edge cases": 0.1, "arguments unchanged": 0.1},
)


def problem(rng):
    """Draw both classes, in unequal numbers, with labels that mostly follow the first feature; n_x, n_h and m differ."""
    n_x = int(rng.integers(2, 4))
    n_h, m = n_x + int(rng.integers(2, 4)), n_x + 6
    Y = rng.permutation(np.arange(m) % 3 > 0).astype(int)[np.newaxis]
    X = rng.normal(size=(n_x, m))
    X[0] += 2 * Y[0]
    return dict(X=X, Y=Y, layers_dims=(n_x, n_h, 1))


@two_layer_model.inputs(draws=3)
def a_few_steps(rng):
    return problem(rng) | dict(learning_rate=float(rng.uniform(0.1, 0.9)), num_iterations=int(rng.integers(4, 9)))


@two_layer_model.inputs(draws=1)
def more_than_200_steps(rng):
    return problem(rng) | dict(learning_rate=float(rng.uniform(0.3, 0.6)), num_iterations=int(rng.integers(201, 210)))


two_layer_model.edge(
    "one step",
    dict(X=np.array([[0.5, -1.0, 2.0], [1.0, 0.25, -0.5]]), Y=np.array([[1, 0, 1]]), layers_dims=(2, 4, 1))
    | dict(learning_rate=0.5, num_iterations=1),
)
two_layer_model.edge(
    "one example",
    dict(X=np.array([[0.5], [1.0], [-2.0]]), Y=np.array([[1]]), layers_dims=(3, 4, 1))
    | dict(learning_rate=0.1, num_iterations=5),
)
two_layer_model.edge(
    "whole numbers",
    dict(X=np.array([[1, 0, 2, -1], [0, 3, 1, 1]]), Y=np.array([[1, 0, 1, 0]]), layers_dims=(2, 3, 1))
    | dict(learning_rate=0.2, num_iterations=6),
)
two_layer_model.edge(
    "two outputs",
    dict(X=np.array([[0.5, -1.0, 2.0], [1.0, 0.25, -0.5]]), Y=np.array([[1, 0, 1], [0, 0, 1]]), layers_dims=(2, 4, 2))
    | dict(learning_rate=0.3, num_iterations=6),
)

LOOP, START = "for i in range(num_iterations):", "parameters = initialize_parameters(n_x, n_h, n_y)"
FORWARD1 = 'A1, cache1 = linear_activation_forward(X, parameters["W1"], parameters["b1"], "relu")'
FORWARD2 = 'A2, cache2 = linear_activation_forward(A1, parameters["W2"], parameters["b2"], "sigmoid")'
SLOPE = "dA2 = -(Y / A2 - (1 - Y) / (1 - A2))"
BACK2 = 'linear_activation_backward(dA2, cache2, "sigmoid")'
BACK1 = 'linear_activation_backward(dA1, cache1, "relu")'
GRADS = '{"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}'
UPDATE = "parameters = update_parameters(parameters, grads, learning_rate)"

two_layer_model.mistake(
    "sign of the slope",
    change=(SLOPE, "dA2 = Y / A2 - (1 - Y) / (1 - A2)"),
    hint=dict(
        en="The slope of the loss at the output has a minus sign in front.",
        zh="损失函数对输出的导数前面有一个负号。",
    ),
)
two_layer_model.mistake(
    "slope of the examples labelled 1 only",
    change=(SLOPE, "dA2 = -(Y / A2)"),
    hint=dict(
        en="Examples with y = 0 have a slope too: the term `(1 - Y) / (1 - A2)` is missing.",
        zh="y = 0 的样本也有导数：少了 `(1 - Y) / (1 - A2)` 这一项。",
    ),
)
two_layer_model.mistake(
    "plus between the two terms",
    change=(SLOPE, "dA2 = -(Y / A2 + (1 - Y) / (1 - A2))"),
    hint=dict(
        en="The two terms of `dA2` need a minus between them: one pushes up where y = 1, the other down where y = 0.",
        zh="`dA2` 的两项之间应该是减号：y = 1 的往上推，y = 0 的往下压。",
    ),
)
two_layer_model.mistake(
    "dZ taken for dA",
    change=(SLOPE, "dA2 = A2 - Y"),
    hint=dict(
        en="`A2 - Y` is dZ, which already contains the sigmoid's slope. `linear_activation_backward` multiplies by that "
        "slope itself, so pass dA to it.",
        zh="`A2 - Y` 是乘过 sigmoid 导数之后的 dZ。`linear_activation_backward` 自己会乘这个导数，所以要传给它 dA。",
    ),
)
two_layer_model.mistake(
    "sigmoid in the hidden layer",
    change=[(FORWARD1, FORWARD1.replace("relu", "sigmoid")), (BACK1, BACK1.replace("relu", "sigmoid"))],
    hint=dict(
        en='The hidden layer uses "relu", forward and backward; "sigmoid" is for the output.',
        zh='隐藏层正向、反向都用 "relu"；"sigmoid" 只用于输出层。',
    ),
)
two_layer_model.mistake(
    "sigmoid on the way back through the hidden layer",
    change=(BACK1, BACK1.replace("relu", "sigmoid")),
    hint=dict(
        en='In the backward pass, the hidden layer needs the same activation as in the forward pass: "relu".',
        zh='隐藏层反向传播要用和正向相同的激活函数："relu"。',
    ),
)
two_layer_model.mistake(
    "sigmoid forward, relu backward",
    change=(FORWARD1, FORWARD1.replace("relu", "sigmoid")),
    hint=dict(
        en='In the forward pass the hidden layer uses "relu" too, as in the backward pass.',
        zh='隐藏层正向也要用 "relu"，和反向一致。',
    ),
)
two_layer_model.mistake(
    "relu on the way back through the output",
    change=(BACK2, BACK2.replace("sigmoid", "relu")),
    hint=dict(
        en='The output layer uses "sigmoid", in the backward pass as well.',
        zh='输出层用 "sigmoid"，反向也一样。',
    ),
)
two_layer_model.mistake(
    "learning rate fixed",
    change=(UPDATE, UPDATE.replace("learning_rate", "0.0075")),
    free="0.0075",
    hint=dict(
        en="Use the argument `learning_rate` instead of a fixed 0.0075.",
        zh="要用参数 `learning_rate` 的值，不要写死成 0.0075。",
    ),
)
two_layer_model.mistake(
    "number of steps fixed",
    change=(LOOP, "for i in range(12):"),
    free="12",
    hint=dict(
        en="Use the argument `num_iterations` instead of a fixed number of iterations.",
        zh="迭代次数要用参数 `num_iterations` 的值，不要写死。",
    ),
)
two_layer_model.mistake(
    "one step too many",
    change=(LOOP, "for i in range(num_iterations + 1):"),
    hint=dict(
        en="This is one step too many: `range(num_iterations)` makes exactly `num_iterations` steps, counting from 0.",
        zh="多走了一步：`range(num_iterations)` 正好走 `num_iterations` 步，从 0 开始数。",
    ),
)
two_layer_model.mistake(
    "one step too few",
    change=(LOOP, "for i in range(1, num_iterations):"),
    hint=dict(
        en="`range(1, num_iterations)` makes one step too few; start counting at 0.",
        zh="`range(1, num_iterations)` 少走了一步；要从 0 开始数。",
    ),
)
two_layer_model.mistake(
    "stops after the first step",
    change=("    return parameters, costs", "        return parameters, costs"),
    hint=dict(
        en="The `return` is inside the loop, so only the first step is made; move it out.",
        zh="`return` 写在了循环里面，所以只走了一步；请把它移到循环外。",
    ),
)
two_layer_model.mistake(
    "update not kept",
    change=(UPDATE, "update_parameters(parameters, grads, learning_rate)"),
    hint=dict(
        en="`update_parameters` returns new parameters; keep them: `parameters = update_parameters(…)`.",
        zh="`update_parameters` 会返回新的参数；要把它们存下来：`parameters = update_parameters(…)`。",
    ),
)
two_layer_model.mistake(
    "uphill",
    change=(UPDATE, UPDATE.replace("learning_rate", "-learning_rate")),
    hint=dict(
        en="The steps go uphill; `update_parameters` already subtracts, so pass the learning rate as it is.",
        zh="每一步都在上坡；`update_parameters` 里已经是减法，学习率直接传进去就行。",
    ),
    equals="sign of the slope",
)
two_layer_model.mistake(
    "second layer not updated",
    change=(GRADS, '{"dW1": dW1, "db1": db1, "dW2": 0 * dW2, "db2": 0 * db2}'),
    hint=dict(
        en="The second layer keeps its initial values; put its gradients `dW2` and `db2` into the dictionary too.",
        zh="第二层一直停在初始值；字典里也要放它的梯度 `dW2` 和 `db2`。",
    ),
)
two_layer_model.mistake(
    "first layer not updated",
    change=(GRADS, '{"dW1": 0 * dW1, "db1": 0 * db1, "dW2": dW2, "db2": db2}'),
    hint=dict(
        en="The first layer keeps its initial values; put its gradients `dW1` and `db1` into the dictionary too.",
        zh="第一层一直停在初始值；字典里也要放它的梯度 `dW1` 和 `db1`。",
    ),
)
two_layer_model.mistake(
    "averaged twice",
    change=(GRADS, "{name: grad / X.shape[1] for name, grad in dict(dW1=dW1, db1=db1, dW2=dW2, db2=db2).items()}"),
    hint=dict(
        en="`linear_activation_backward` already takes the mean over the examples; do not divide by m again.",
        zh="`linear_activation_backward` 已经对样本取过平均；不要再除以 m。",
    ),
)
two_layer_model.mistake(
    "all weights zero",
    change=(START, f"{START}\n    parameters = {{name: 0 * value for name, value in parameters.items()}}"),
    hint=dict(
        en="With weights of zero, the hidden units stay equal for ever; keep the weights from `initialize_parameters`.",
        zh="权重全为零，隐藏单元就永远一模一样；请保留 `initialize_parameters` 返回的权重。",
    ),
)


@two_layer_model.wide
def any_problem(rng):
    """Draw sizes up to 12, and one step or two.

    The number of examples is odd, so that there is always something to learn, and the steps are small enough for it.
    """
    n_x, n_h, m = (int(size) for size in rng.integers((1, 2, 0), (13, 13, 6)))
    m = 2 * m + 1
    X, Y = 10.0 ** rng.uniform(-2, 0) * rng.normal(size=(n_x, m)), rng.integers(0, 2, size=(1, m))
    rate, steps = float(10.0 ** rng.uniform(-3, -2)), int(rng.integers(1, 3))
    return dict(X=X, Y=Y, layers_dims=(n_x, n_h, 1), learning_rate=rate, num_iterations=steps)


SAID = "Every check gives steps and rate: a default that a learner has changed is no wrong mathematics."
two_layer_model.mistake(
    "parameters not read again",
    change=[
        (f"    {LOOP}\n", f"    first = parameters\n    {LOOP}\n"),
        ('(X, parameters["W1"], parameters["b1"], ', '(X, first["W1"], first["b1"], '),
        ('(A1, parameters["W2"], parameters["b2"], ', '(A1, first["W2"], first["b2"], '),
    ],
    hint=dict(
        en="Every step goes forward with the initial parameters. After the update, take `W1`, `b1`, `W2` and "
        "`b2` out of `parameters` again.",
        zh="每一步都在用初始的参数做正向传播。更新之后，要重新从 `parameters` 里取出 `W1`、`b1`、`W2` 和 `b2`。",
    ),
)
two_layer_model.mistake(
    "initialised in every step",
    change=[(f"    {START}\n", ""), (LOOP, f"{LOOP}\n        {START}")],
    hint=dict(
        en="The parameters are drawn again in every step, so nothing that was learned is kept. Draw them once, "
        "before the loop.",
        zh="每一步都重新初始化参数，学到的东西全丢了。只在循环之前初始化一次。",
    ),
)

two_layer_model.equivalent("0.0075 -> 0.015", reason=SAID)
two_layer_model.equivalent("3000 -> 3001", reason=SAID)
two_layer_model.equivalent("False -> True", reason="Printed text is not part of the result.")
two_layer_model.equivalent("keep_cost(costs, i, A2, Y, print_cost) -> (deleted)", reason="Costs are not graded.")

two_layer_model.variant(
    "as the course writes it",
    code="""
    def two_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
        np.random.seed(1)
        grads = {}
        costs = []
        m = X.shape[1]
        (n_x, n_h, n_y) = layers_dims
        parameters = initialize_parameters(n_x, n_h, n_y)
        W1 = parameters["W1"]
        b1 = parameters["b1"]
        W2 = parameters["W2"]
        b2 = parameters["b2"]
        for i in range(0, num_iterations):
            A1, cache1 = linear_activation_forward(X, W1, b1, "relu")
            A2, cache2 = linear_activation_forward(A1, W2, b2, "sigmoid")
            cost = compute_cost(A2, Y)
            dA2 = - (np.divide(Y, A2) - np.divide(1 - Y, 1 - A2))
            dA1, dW2, db2 = linear_activation_backward(dA2, cache2, "sigmoid")
            dA0, dW1, db1 = linear_activation_backward(dA1, cache1, "relu")
            grads['dW1'] = dW1
            grads['db1'] = db1
            grads['dW2'] = dW2
            grads['db2'] = db2
            parameters = update_parameters(parameters, grads, learning_rate)
            W1 = parameters["W1"]
            b1 = parameters["b1"]
            W2 = parameters["W2"]
            b2 = parameters["b2"]
            if print_cost and i % 100 == 0:
                print("Cost after iteration {}: {}".format(i, np.squeeze(cost)))
            if print_cost and i % 100 == 0:
                costs.append(cost)
        return parameters
    """,
)
two_layer_model.variant(
    "by the functions for any depth",
    code="""
    def two_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
        parameters = initialize_parameters(*layers_dims)
        for _ in range(num_iterations):
            AL, caches = L_model_forward(X, parameters)
            parameters = update_parameters(parameters, L_model_backward(AL, Y, caches), learning_rate)
        return parameters
    """,
)
two_layer_model.variant(
    "all written out, with draws of its own",
    code="""
    def two_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000):
        rng = np.random.default_rng(7)
        n_x, n_h, n_y = layers_dims
        W1, b1 = rng.normal(size=(n_h, n_x)) / np.sqrt(n_x), np.zeros((n_h, 1))
        W2, b2 = rng.normal(size=(n_y, n_h)) / np.sqrt(n_h), np.zeros((n_y, 1))
        m, costs = X.shape[1], []
        for i in range(num_iterations):
            Z1 = W1 @ X + b1
            A1 = np.maximum(Z1, 0)
            A2 = 1 / (1 + np.exp(-(W2 @ A1 + b2)))
            dZ2 = (A2 - Y) / m
            dZ1 = (W2.T @ dZ2) * (Z1 > 0)
            W2, b2 = W2 - learning_rate * dZ2 @ A1.T, b2 - learning_rate * dZ2.sum(axis=1, keepdims=True)
            W1, b1 = W1 - learning_rate * dZ1 @ X.T, b1 - learning_rate * dZ1.sum(axis=1, keepdims=True)
        return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}, costs
    """,
)
