# Generated from source/introduction by `autograder generate introduction`. Do not edit.


import numpy as np


q1 = None  # "a", "b", "c" or "d"
q1 = "a"


q2 = None  # all that are right, such as "ab"
q2 = "ace"


q11 = None  # all that are right, such as "ab"
q11 = "ac"


def relu(z):
    """The rectified linear unit, element by element.

    z: array of any shape, perhaps of whole numbers; left unchanged
    returns: array of the same shape, z where it is positive, else 0

    >>> relu(np.array([-2.0, 0.0, 3.5]))
    array([0. , 0. , 3.5])
    """
    return np.maximum(0, z)


q12 = None  # "a", "b", "c" or "d"
q12 = "c"


def price_of_house(size, weight, bias):
    """What one neuron says houses cost: a straight line, bent by ReLU.

    size: array (m,), the sizes of m houses
    weight: float
    bias: float
    returns: array (m,), their prices, never negative

    >>> price_of_house(np.array([10.0, 50.0, 100.0]), weight=3.0, bias=-60.0)
    array([  0.,  90., 240.])
    """
    return relu(weight * size + bias)


q3 = None  # "a", "b", "c" or "d"
q3 = "d"


q4 = None  # all that are right, such as "ab"
q4 = "ad"


q5 = None  # "a", "b", "c" or "d"
q5 = "a"


def table_to_columns(rows):
    """Turn a table with one example a row into an array with one example a column.

    rows: list of m lists, each with the n_x numbers of one example
    returns: array (n_x, m)

    >>> table_to_columns([[70.0, 3.0], [45.0, 2.0], [90.0, 4.0]])
    array([[70., 45., 90.],
           [ 3.,  2.,  4.]])
    """
    return np.array(rows).T


q6 = None  # a shape, such as (2, 3)
q6 = (3, 500)


def learning_curve(losses):
    """The mean loss for each amount of training data.

    losses: array (k, r), for each of k amounts of data the losses of r repeats
    returns: array (k,)

    >>> learning_curve(np.array([[0.5, 0.25, 0.75], [0.25, 0.0, 0.5]]))
    array([0.5 , 0.25])
    """
    return np.mean(losses, axis=1)


q7 = None  # "a", "b", "c" or "d"
q7 = "c"


q8 = None  # "a", "b", "c" or "d"
q8 = "b"


q9 = None  # "a", "b", "c" or "d"
q9 = "c"


q10 = None  # "a", "b", "c" or "d"
q10 = "d"


q13 = None  # "a", "b", "c" or "d"
q13 = "b"


def fit_line(x, y):
    """The straight line with the smallest sum of squared errors.

    x: array (m,), not all equal
    y: array (m,)
    returns: (weight, bias), two floats: y is about weight * x + bias

    >>> weight, bias = fit_line(np.array([1.0, 2.0, 3.0]), np.array([5.0, 7.0, 9.0]))
    >>> round(float(weight), 6), round(float(bias), 6)
    (2.0, 3.0)
    """
    dx = x - np.mean(x)
    weight = np.sum(dx * (y - np.mean(y))) / np.sum(dx ** 2)
    bias = np.mean(y) - weight * np.mean(x)
    return weight, bias


def network_price(X, W1, b1, W2, b2):
    """What a network with one hidden layer of ReLU units says houses cost.

    X: array (n_x, m), one house a column
    W1: array (n_h, n_x), a row of weights for each hidden unit
    b1: array (n_h, 1)
    W2: array (1, n_h)
    b2: float
    returns: array (1, m), the prices, never negative

    >>> X = np.array([[1.0, 4.0], [2.0, 1.0]])
    >>> network_price(X, np.array([[1.0, -1.0], [0.0, 1.0]]), np.array([[0.0], [1.0]]), np.array([[2.0, 1.0]]), 0.5)
    array([[3.5, 8.5]])
    """
    hidden = relu(W1 @ X + b1)
    return relu(W2 @ hidden + b2)
