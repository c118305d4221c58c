"""model: training and prediction together (lecture p20)."""

import numpy as np

from autograder import Exercise

model = Exercise(
    "model",
    also=("logistic_model",),
    called={
        "learning_rate": ("alpha", "lr", "rate", "eta"),
        "num_iterations": ("num_iters", "iterations", "n_iterations", "iters", "n_iter", "epochs", "num_epochs", "steps"),
    },
    float32=1e-3,
    shares={"values": 0.7, "shapes": 0.1, "edge cases": 0.1, "arguments unchanged": 0.1},
)


def two_sets(rng, sizes=()):
    """Draw training and test sets of different sizes, both classes in each; the labels mostly follow the first feature."""
    n, m_train, m_test = sizes or (int(rng.integers(2, 4)), int(rng.integers(6, 9)), int(rng.integers(4, 6)))
    sets = {}
    for name, m in ("train", m_train), ("test", m_test):
        Y = rng.permutation(np.arange(m) % 2)[np.newaxis]
        X = rng.normal(size=(n, m))
        X[0] += 1.5 * Y[0] - 0.25
        X[1, 0] = rng.uniform(5.5, 7)
        sets |= {f"X_{name}": X, f"Y_{name}": Y}
    return sets


@model.inputs(draws=3)
def a_hundred_and_some_steps(rng):
    return two_sets(rng) | dict(num_iterations=int(rng.integers(101, 180)), learning_rate=float(rng.uniform(0.1, 0.4)))


@model.inputs(draws=2)
def a_few_steps(rng):
    return two_sets(rng) | dict(num_iterations=int(rng.integers(3, 9)), learning_rate=float(rng.uniform(0.1, 0.8)))


@model.inputs(draws=3)
def one_size(rng):
    """Draw equal sizes each time, so that an answer from memory is the answer to other numbers."""
    return two_sets(rng, (2, 6, 4)) | dict(num_iterations=4, learning_rate=0.3)


@model.inputs(draws=3)
def small_numbers(rng):
    """Draw numbers so small that the weights become large, and a rate that fits them."""
    sets = two_sets(rng)
    sets |= {name: 0.05 * sets[name] for name in ("X_train", "X_test")}
    return sets | dict(num_iterations=int(rng.integers(5, 9)), learning_rate=float(rng.uniform(120, 240)))


@model.contract
def no_example_is_zero(X_train, X_test, **others):
    return np.all(np.any(X_train != 0, axis=0)) and np.all(np.any(X_test != 0, axis=0))


model.edge(
    "whole numbers",
    dict(
        X_train=np.array([[1, 2, -1, 0], [0, 1, 3, 2]]),
        Y_train=np.array([[1, 1, 0, 0]]),
        X_test=np.array([[3, -2], [1, 1]]),
        Y_test=np.array([[1, 0]]),
        num_iterations=20,
        learning_rate=0.1,
    ),
)
model.edge(
    "one example to test",
    dict(
        X_train=np.array([[0.5, -1.0, 2.0]]),
        Y_train=np.array([[0, 0, 1]]),
        X_test=np.array([[3.0]]),
        Y_test=np.array([[1]]),
        num_iterations=10,
        learning_rate=0.5,
    ),
)

OPTIMIZE = "optimize(w, b, X_train, Y_train, num_iterations, learning_rate, print_cost)"
UNPACK = 'w, b = params["w"], params["b"]'

model.mistake(
    "learning rate not passed on",
    change=(OPTIMIZE, "optimize(w, b, X_train, Y_train, num_iterations, print_cost=print_cost)"),
    hint=dict(
        en="`optimize` uses its default learning rate, 0.009; pass `learning_rate` to it.",
        zh="`optimize` 用的是默认的学习率 0.009；要把 `learning_rate` 传给它。",
    ),
)
model.mistake(
    "number of steps not passed on",
    change=(OPTIMIZE, "optimize(w, b, X_train, Y_train, learning_rate=learning_rate, print_cost=print_cost)"),
    hint=dict(
        en="`optimize` uses its default number of iterations, 100; pass `num_iterations` to it.",
        zh="`optimize` 用的是默认的迭代次数 100；要把 `num_iterations` 传给它。",
    ),
)
model.mistake(
    "neither steps nor rate passed on",
    change=(OPTIMIZE, "optimize(w, b, X_train, Y_train)"),
    hint=dict(
        en="`optimize` uses its defaults; pass `num_iterations` and `learning_rate` to it.",
        zh="`optimize` 用的是默认值；要把 `num_iterations` 和 `learning_rate` 传给它。",
    ),
)
model.mistake(
    "steps and rate swapped",
    change=(OPTIMIZE, "optimize(w, b, X_train, Y_train, learning_rate, num_iterations)"),
    hint=dict(
        en="`optimize` takes the number of iterations first, then the learning rate; to be safe, pass them by name.",
        zh="`optimize` 先接收迭代次数，再接收学习率；写出参数名最保险。",
    ),
)
model.mistake(
    "steps of its own",
    change=(OPTIMIZE, "optimize(w, b, X_train, Y_train, 2000, learning_rate, print_cost)"),
    free="2000",
    hint=dict(
        en="Use the argument `num_iterations`, not a fixed 2000.",
        zh="要用参数 `num_iterations` 的值，不要写死成 2000。",
    ),
)
model.mistake(
    "rate of its own",
    change=(OPTIMIZE, "optimize(w, b, X_train, Y_train, num_iterations, 0.5, print_cost)"),
    free="0.5",
    hint=dict(
        en="Use the argument `learning_rate`, not a fixed 0.5.",
        zh="要用参数 `learning_rate` 的值，不要写死成 0.5。",
    ),
)
model.mistake(
    "what was learned is not used",
    change=(UNPACK, "pass"),
    hint=dict(
        en="`w` and `b` are still the zeros from the start; take the learned values out of `params`.",
        zh="`w` 和 `b` 还是一开始的零；要从 `params` 里取出学到的参数。",
    ),
)
model.mistake(
    "trained on the test set",
    change=(OPTIMIZE, OPTIMIZE.replace("_train", "_test")),
    hint=dict(
        en="Train on `X_train` and `Y_train`; use the test set only for predictions.",
        zh="训练要用 `X_train` 和 `Y_train`；测试集只用来预测。",
    ),
)
model.mistake(
    "training set predicted twice",
    change=("predict(w, b, X_test)", "predict(w, b, X_train)"),
    hint=dict(
        en="`Y_prediction_test` should hold the predictions for `X_test`; here `X_train` was predicted.",
        zh="`Y_prediction_test` 应该是对 `X_test` 的预测；这里预测的却是 `X_train`。",
    ),
)
model.mistake(
    "predictions swapped",
    change=[("predict(w, b, X_test)", "predict(w, b, X_tr)"), ("X_train),", "X_test),"), ("X_tr)", "X_train)")],
    hint=dict(
        en="`Y_prediction_test` and `Y_prediction_train` are swapped.",
        zh="`Y_prediction_test` 和 `Y_prediction_train` 写反了。",
    ),
)
model.mistake(
    "dimension from the examples",
    change=("X_train.shape[0]", "X_train.shape[1]"),
    hint=dict(
        en="There is one weight for each feature: `X_train.shape[0]`, the number of rows.",
        zh="每个特征对应一个权重：用行数 `X_train.shape[0]`。",
    ),
)
model.mistake(
    "costs left out",
    change=('        "costs": costs,\n', ""),
    hint=dict(
        en='The dictionary should also hold the costs, under the key `"costs"`.',
        zh='字典里还应该有成本，键是 `"costs"`。',
    ),
)
model.mistake(
    "steps and rate of its own",
    change=(OPTIMIZE, "optimize(w, b, X_train, Y_train, 2000, 0.5, print_cost)"),
    hint=dict(
        en="`optimize` gets fixed numbers. Pass on the arguments `num_iterations` and `learning_rate`.",
        zh="传给 `optimize` 的是写死的数。请把参数 `num_iterations` 和 `learning_rate` 传过去。",
    ),
)

model.variant(
    "as the course prints it",
    code="""
    def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
        w, b = initialize_with_zeros(X_train.shape[0])
        parameters, grads, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate, print_cost)
        w = parameters["w"]
        b = parameters["b"]
        Y_prediction_test = predict(w, b, X_test)
        Y_prediction_train = predict(w, b, X_train)
        print("train accuracy: {} %".format(100 - np.mean(np.abs(Y_prediction_train - Y_train)) * 100))
        print("test accuracy: {} %".format(100 - np.mean(np.abs(Y_prediction_test - Y_test)) * 100))
        d = {"costs": costs, "Y_prediction_test": Y_prediction_test, "Y_prediction_train": Y_prediction_train,
             "w": w, "b": b, "learning_rate": learning_rate, "num_iterations": num_iterations}
        return d
    """,
)
model.variant(
    "without print_cost, extras in the dictionary",
    code="""
    def model(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
        start = initialize_with_zeros(len(X_train))
        d, _, costs = optimize(*start, X_train, Y_train, num_iterations=num_iterations, learning_rate=learning_rate)
        d["costs"] = costs
        for name, X in dict(train=X_train, test=X_test).items():
            d[f"Y_prediction_{name}"] = predict(d["w"], d["b"], X).astype(float)
        return d | dict(learning_rate=learning_rate, num_iterations=num_iterations, accuracy=None)
    """,
)
model.variant(
    "all written out",
    code="""
    def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
        w, b, costs = np.zeros((X_train.shape[0], 1)), 0, []
        for i in range(num_iterations):
            A = 1 / (1 + np.exp(-(w.T @ X_train + b)))
            if i % 100 == 0:
                costs.append(-np.mean(np.where(Y_train == 1, np.log(A), np.log(1 - A))))
            w = w - learning_rate * X_train @ (A - Y_train).T / A.shape[1]
            b = b - learning_rate * (A - Y_train).mean()
        return dict(
            costs=costs, w=w, b=b, learning_rate=learning_rate, num_iterations=num_iterations,
            Y_prediction_train=w.T @ X_train + b > 0, Y_prediction_test=w.T @ X_test + b > 0)
    """,
)


@model.wide
def any_sets(rng):
    """Draw sets and a learning rate small enough to keep the predictions strictly between 0 and 1."""
    n, m_train, m_test, steps = (int(number) for number in rng.integers(1, 13, size=4))
    scale = 10.0 ** rng.uniform(-3, 3)
    sets = {}
    for name, m in ("train", m_train), ("test", m_test):
        sets |= {f"X_{name}": scale * rng.uniform(-1, 1, size=(n, m)), f"Y_{name}": rng.integers(0, 2, size=(1, m))}
    return sets | dict(num_iterations=steps, learning_rate=float(rng.uniform(0, 1)) / max(1.0, n * scale**2))


GIVEN = "Every check gives steps and rate: a default that a learner has changed is no wrong mathematics."
model.equivalent("2000 -> 2001", reason=GIVEN)
model.equivalent("0.5 -> 1.0", reason=GIVEN)
model.equivalent("False -> True", reason="printed text is not part of the result")
