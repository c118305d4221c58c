# Generated from source/numpy_basics by `autograder generate numpy_basics`. Do not edit.


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
