# Generated from source/logistic_regression by `autograder generate logistic_regression`. Do not edit.


import numpy as np


q01 = None  # "a", "b", "c" or "d"
q01 = "c"


q02 = None  # "a", "b", "c" or "d"
q02 = "a"


q03 = None  # "a", "b", "c" or "d"
q03 = "c"


q04 = None  # "a", "b", "c" or "d"
q04 = "d"


def dot_loop(a, b):
    """The dot product of two arrays, by a loop over their numbers.

    a, b: arrays (n,)
    returns: float, the sum of a[i] * b[i]

    >>> float(dot_loop(np.array([1.0, 2.0, 3.0]), np.array([4.0, 0.0, -1.0])))
    1.0
    """
    total = 0.0
    for i in range(len(a)):
        total += a[i] * b[i]
    return total


def dot_vectorized(a, b):
    """The dot product of two arrays, without a loop.

    a, b: arrays (n,)
    returns: float, the sum of a[i] * b[i]

    >>> float(dot_vectorized(np.array([1.0, 2.0, 3.0]), np.array([4.0, 0.0, -1.0])))
    1.0
    """
    return np.dot(a, b)


q1 = None  # "a", "b", "c" or "d"
q1 = "a"


def L1(yhat, y):
    """How far predictions are from the truth: the sum of the absolute differences.

    yhat: array (m,), the predictions
    y: array (m,), the truth
    returns: float

    >>> float(L1(np.array([0.75, 0.5]), np.array([1.0, 0.0])))
    0.75
    """
    return np.sum(np.abs(y - yhat))


def L2(yhat, y):
    """How far predictions are from the truth: the sum of the squared differences.

    yhat: array (m,), the predictions
    y: array (m,), the truth
    returns: float

    >>> float(L2(np.array([0.75, 0.5]), np.array([1.0, 0.0])))
    0.3125
    """
    difference = y - yhat
    return np.dot(difference, difference)


def normalize_rows(x):
    """Scale each row to length 1.

    x: array (r, c), no row all zero
    returns: array (r, c), each row divided by its Euclidean norm

    >>> normalize_rows(np.array([[3.0, 4.0], [0.0, 2.0]]))
    array([[0.6, 0.8],
           [0. , 1. ]])
    """
    norms = np.linalg.norm(x, axis=1, keepdims=True)
    return x / norms


def softmax(x):
    """Turn each row of scores into probabilities.

    x: array (r, c)
    returns: array (r, c), positive, each row adding up to 1

    >>> softmax(np.array([[0.0, 0.0], [0.0, np.log(3.0)]]))
    array([[0.5 , 0.5 ],
           [0.25, 0.75]])
    """
    exps = np.exp(x - np.max(x, axis=1, keepdims=True))
    return exps / np.sum(exps, axis=1, keepdims=True)


def sigmoid(z):
    """The logistic function 1 / (1 + e^-z), element by element.

    z: number or array of any shape
    returns: number or array of the same shape, between 0 and 1

    >>> sigmoid(np.array([0.0, np.log(3.0)]))
    array([0.5 , 0.75])
    """
    return 1 / (1 + np.exp(-z))


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


q3 = None  # a shape, such as (2, 3)
q3 = (784, 1)


q4 = None  # a shape, such as (2, 3)
q4 = (3, 4)


q5 = None  # a shape, such as (2, 3)
q5 = (5, 5)


q14 = None  # "a", "b", "c" or "d"
q14 = "d"


q15 = None  # "a", "b", "c" or "d"
q15 = "b"


q6 = None  # all that are right, such as "ab"
q6 = "bd"


def calories_percentages(table):
    """Each entry of a table as a percentage of its column's total.

    table: array (r, c), positive, one food a column
    returns: array (r, c), each column adding up to 100

    >>> calories_percentages(np.array([[1.0, 30.0], [3.0, 20.0]]))
    array([[25., 60.],
           [75., 40.]])
    """
    totals = np.sum(table, axis=0)
    return 100 * table / totals


def standardize(X):
    """Shift and scale each feature to mean 0 and standard deviation 1 over the examples.

    X: array (n_x, m), one example a column; no feature is constant
    returns: array (n_x, m)

    >>> standardize(np.array([[1.0, 3.0], [50.0, 10.0]]))
    array([[-1.,  1.],
           [ 1., -1.]])
    """
    means = np.mean(X, axis=1, keepdims=True)
    deviations = np.std(X, axis=1, keepdims=True)
    return (X - means) / deviations


q7 = None  # all that are right, such as "ab"
q7 = "bde"


def as_column(v):
    """Make a column vector of the numbers in v, in their order.

    v: array (n,), (n, 1) or (1, n)
    returns: array (n, 1)

    >>> as_column(np.array([1, 2, 3]))
    array([[1],
           [2],
           [3]])
    """
    return v.reshape(v.size, 1)


def check_shapes(w, b, X, Y):
    """Stop with an error that names the array whose shape does not fit X; do nothing when all fit.

    w: should be an array (n_x, 1)
    b: should be a number, int or float
    X: array (n_x, m), one example a column; taken as right
    Y: should be an array (1, m)
    returns: None
    raises: AssertionError or ValueError with a message that names w, b or Y

    >>> check_shapes(np.zeros((2, 1)), 0.0, np.zeros((2, 5)), np.zeros((1, 5)))
    >>> check_shapes(np.zeros((2, 1)), 0.0, np.zeros((2, 5)), np.zeros(5))
    Traceback (most recent call last):
    AssertionError: Y has shape (5,), expected (1, 5)
    """
    n_x, m = X.shape
    assert w.shape == (n_x, 1), f"w has shape {w.shape}, expected ({n_x}, 1)"
    assert np.shape(b) == (), f"b is {b}, expected a number"
    assert Y.shape == (1, m), f"Y has shape {Y.shape}, expected (1, {m})"


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


def pairwise_distances(A, B):
    """The Euclidean distance between every column of A and every column of B.

    A: array (n, m)
    B: array (n, k)
    returns: array (m, k), entry (i, j) is the distance from A[:, i] to B[:, j]

    >>> pairwise_distances(np.array([[0.0, 3.0], [0.0, 4.0]]), np.array([[0.0], [0.0]]))
    array([[0.],
           [5.]])
    """
    differences = A[:, :, np.newaxis] - B[:, np.newaxis, :]
    return np.sqrt(np.sum(differences ** 2, axis=0))


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
