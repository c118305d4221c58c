# Generated from source/logistic_regression by `autograder generate logistic_regression`. Do not edit.


import numpy as np


def sigmoid(z):
    """The logistic function 1 / (1 + e^-z), element by element: yours from `gradient_descent`."""
    return 1 / (1 + np.exp(-z))


def standardize(X):
    """Shift and scale each feature to mean 0 and deviation 1: yours from `numpy_basics`."""
    return (X - np.mean(X, axis=1, keepdims=True)) / np.std(X, axis=1, keepdims=True)


def as_column(v):
    """The numbers in v as a column (n, 1): yours from `numpy_basics`."""
    return v.reshape(v.size, 1)


q01 = None  # a shape, such as (2, 3)
q01 = (1, 3)


q02 = None  # "a", "b", "c" or "d"
q02 = "c"


q03 = None  # "a", "b", "c" or "d"
q03 = "a"


q04 = None  # "a", "b", "c" or "d"
q04 = "b"


def forward(w, b, X):
    """The neuron's output for all examples at once.

    w: array (n_x, 1), the weights
    b: float, the bias
    X: array (n_x, m), one example a column
    returns: array (1, m), A = sigmoid(w.T X + b)

    >>> forward(np.array([[1.0], [-1.0]]), 0.0, np.array([[2.0, np.log(3.0)], [2.0, 0.0]]))
    array([[0.5 , 0.75]])
    """
    Z = np.dot(w.T, X) + b
    return sigmoid(Z)


q12 = None  # "a", "b", "c" or "d"
q12 = "a"


def initialize_with_zeros(dim):
    """Parameters to start from: weights and bias all zero.

    dim: int, the number of features n_x
    returns: (w, b), array (dim, 1) of zeros and the float 0.0

    >>> initialize_with_zeros(2)
    (array([[0.],
           [0.]]), 0.0)
    """
    w = np.zeros((dim, 1))
    b = 0.0
    return w, b


q13 = None  # "a", "b", "c" or "d"
q13 = "d"


def propagate(w, b, X, Y):
    """The cost of the neuron on all examples, and the gradient of the cost.

    w: array (n_x, 1), the weights
    b: float, the bias
    X: array (n_x, m), one example a column
    Y: array (1, m), the labels, 0 or 1
    returns: (grads, cost), grads = {"dw": array (n_x, 1), "db": float} and cost a float

    >>> grads, cost = propagate(np.zeros((2, 1)), 0.0, np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[1, 1]]))
    >>> grads["dw"]
    array([[-0.75],
           [-1.75]])
    >>> float(grads["db"]), round(float(cost), 6)
    (-0.5, 0.693147)
    """
    m = X.shape[1]
    A = forward(w, b, X)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dZ = A - Y
    dw = np.dot(X, dZ.T) / m
    db = np.sum(dZ) / m
    return {"dw": dw, "db": db}, cost


def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    """Gradient descent: improve w and b step by step.

    w: array (n_x, 1), the weights to start from; left unchanged
    b: float, the bias to start from
    X: array (n_x, m), one example a column
    Y: array (1, m), the labels, 0 or 1
    num_iterations: int, the number of steps, at least 1
    learning_rate: float, the size of a step
    print_cost: whether to print the cost every 100 iterations
    returns: (params, grads, costs)
        params = {"w": array (n_x, 1), "b": float} after the last step
        grads = {"dw": array (n_x, 1), "db": float} that the last step used
        costs = list of the costs at iterations 0, 100, 200, ...

    >>> params, grads, costs = optimize(
    ...     np.zeros((1, 1)), 0.0, np.array([[1.0, 3.0]]), np.array([[1, 1]]), num_iterations=1, learning_rate=0.5)
    >>> params["w"], float(params["b"]), len(costs)
    (array([[0.5]]), 0.25, 1)
    """
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        if i % 100 == 0:
            costs.append(cost)
            if print_cost:
                print(f"cost after iteration {i}: {cost:.6f}")
    return {"w": w, "b": b}, grads, costs


q2 = None  # "a", "b", "c" or "d"
q2 = "a"


def predict(w, b, X):
    """The label that the neuron gives each example: 1 where its output is above 0.5, else 0.

    w: array (n_x, 1), the weights
    b: float, the bias
    X: array (n_x, m), one example a column
    returns: array (1, m) of 0 and 1

    >>> predict(np.array([[1.0]]), -2.0, np.array([[1.0, 3.0]]))
    array([[0, 1]])
    """
    A = forward(w, b, X)
    return (A > 0.5).astype(int)


def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    """Train a logistic neuron from zeros on one set of examples, and predict both sets.

    X_train: array (n_x, m_train), one example a column
    Y_train: array (1, m_train), the labels, 0 or 1
    X_test: array (n_x, m_test)
    Y_test: array (1, m_test), the labels, 0 or 1
    num_iterations: int, the number of gradient steps, at least 1
    learning_rate: float, the size of a step
    print_cost: whether to print the cost every 100 iterations
    returns: dict with "costs" (list), "Y_prediction_test" (1, m_test), "Y_prediction_train" (1, m_train),
        "w" (n_x, 1), "b" (float), "learning_rate", "num_iterations"

    >>> X, Y = np.array([[-1.0, 1.0]]), np.array([[0, 1]])
    >>> trained = model(X, Y, np.array([[2.0, -3.0]]), np.array([[1, 0]]), num_iterations=10)
    >>> trained["Y_prediction_test"]
    array([[1, 0]])
    """
    w, b = initialize_with_zeros(X_train.shape[0])
    params, grads, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate, print_cost)
    w, b = params["w"], params["b"]
    return {
        "costs": costs,
        "Y_prediction_test": predict(w, b, X_test),
        "Y_prediction_train": predict(w, b, X_train),
        "w": w,
        "b": b,
        "learning_rate": learning_rate,
        "num_iterations": num_iterations,
    }


q8 = None  # "a", "b", "c" or "d"
q8 = "d"


q9 = None  # "a", "b", "c" or "d"
q9 = "b"


def log_likelihood(A, Y):
    """The logarithm of the probability that predictions give to the labels that were observed.

    A: array (1, m), the predicted probabilities of 1, strictly between 0 and 1
    Y: array (1, m), the labels, 0 or 1
    returns: float, a sum over the examples, never positive

    >>> round(float(log_likelihood(np.array([[0.5, 0.75]]), np.array([[1, 0]]))), 6)  # log 0.5 + log 0.25
    -2.079442
    """
    return np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A))


q10 = None  # "a", "b", "c" or "d"
q10 = "b"


q11 = None  # "a", "b", "c" or "d"
q11 = "c"


def cost_from_scores(Z, Y):
    """The cost of logistic regression, from the weighted sums themselves, however large they are.

    Z: array (1, m), the weighted sums; sigmoid(Z) would be the predictions
    Y: array (1, m), the labels, 0 or 1
    returns: float, the mean loss over the examples

    >>> round(float(cost_from_scores(np.array([[0.0, 0.0]]), np.array([[1, 0]]))), 6)  # log 2
    0.693147
    >>> float(cost_from_scores(np.array([[1000.0, -3000.0]]), np.array([[0, 0]])))
    500.0
    """
    return np.mean(np.maximum(Z, 0) - Y * Z + np.log1p(np.exp(-np.abs(Z))))
