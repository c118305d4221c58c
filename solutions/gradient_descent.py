# Generated from source/gradient_descent by `autograder generate gradient_descent`. Do not edit.


import numpy as np


q01 = None  # "a", "b", "c" or "d"
q01 = "d"


q02 = None  # a shape, such as (2, 3)
q02 = (6, 40)


q03 = None  # "a", "b", "c" or "d"
q03 = "a"


def image2vector(image):
    """Stand the numbers of an image up in one column, row by row, the colours of a pixel together.

    image: array (h, w, c): height, width, colours
    returns: array (h * w * c, 1)

    >>> image2vector(np.array([[[1, 2, 3], [4, 5, 6]]]))
    array([[1],
           [2],
           [3],
           [4],
           [5],
           [6]])
    """
    return image.reshape(-1, 1)


def flatten_batch(images):
    """Lay images side by side, each as the column that image2vector makes of it.

    images: array (m, h, w, c), m images of the same size
    returns: array (h * w * c, m), image i in column i

    >>> flatten_batch(np.array([[[[1, 2, 3]]], [[[4, 5, 6]]]]))
    array([[1, 4],
           [2, 5],
           [3, 6]])
    """
    return images.reshape(images.shape[0], -1).T


q1 = None  # a shape, such as (2, 3)
q1 = (3072, 500)


q2 = None  # "a", "b", "c" or "d"
q2 = "d"


def sigmoid(z):
    """The logistic function 1 / (1 + e^-z), element by element.

    z: number or array of any shape
    returns: number or array of the same shape, between 0 and 1

    >>> sigmoid(np.array([0.0, np.log(3.0)]))
    array([0.5 , 0.75])
    """
    return 1 / (1 + np.exp(-z))


def loss(a, y):
    """How wrong the prediction for an example is; for arrays, of each example.

    a: number or array, predictions, each between 0 and 1
    y: number or array of the same shape, labels, 0 or 1
    returns: number or array of the same shape, 0 or more

    >>> loss(np.array([[0.5, 0.25]]), np.array([[1, 0]])).round(4)
    array([[0.6931, 0.2877]])
    """
    return -(y * np.log(a) + (1 - y) * np.log(1 - a))


def cost(A, Y):
    """The mean loss over all examples.

    A: array (1, m), predictions, each between 0 and 1
    Y: array (1, m), labels, 0 or 1
    returns: float

    >>> round(float(cost(np.array([[0.5, 0.25]]), np.array([[1, 0]]))), 4)
    0.4904
    """
    m = A.shape[1]
    return np.sum(loss(A, Y)) / m


q3 = None  # "a", "b", "c" or "d"
q3 = "b"


q4 = None  # all that are right, such as "ab"
q4 = "ad"


q5 = None  # "a", "b", "c" or "d"
q5 = "a"


def gradient_descent(df, start, learning_rate, num_iterations):
    """Walk downhill: x <- x - learning_rate * df(x), again and again.

    df: function of a number, the derivative of the function whose lowest point is sought
    start: float, where the walk begins
    learning_rate: float, alpha
    num_iterations: int, the number of steps, 0 or more
    returns: list of num_iterations + 1 numbers: the start, then the point after each step

    >>> gradient_descent(lambda x: 2 * x, 4.0, 0.25, 3)
    [4.0, 2.0, 1.0, 0.5]
    """
    x = start
    points = [x]
    for _ in range(num_iterations):
        x = x - learning_rate * df(x)
        points.append(x)
    return points


def largest_stable_rate(curvature):
    """The learning rate beyond which gradient descent on f(x) = curvature / 2 * x² runs away.

    curvature: float, above 0
    returns: float

    >>> largest_stable_rate(1.0)
    2.0
    """
    return 2 / curvature


q6 = None  # "a", "b", "c" or "d"
q6 = "c"


q7 = None  # "a", "b", "c" or "d"
q7 = "d"


q8 = None  # "a", "b", "c" or "d"
q8 = "b"


def numerical_derivative(f, x, eps=1e-5):
    """Measure the slope of f at x, from eps to the left to eps to the right.

    f: function that works element by element
    x: number or array of any shape
    eps: float, above 0
    returns: number or array of the same shape

    >>> round(float(numerical_derivative(lambda x: x ** 2, 3.0)), 6)
    6.0
    """
    return (f(x + eps) - f(x - eps)) / (2 * eps)


def derivative_of_log(a):
    """The derivative of log a, the natural logarithm.

    a: number or array, above 0, perhaps of whole numbers
    returns: number or array of the same shape

    >>> derivative_of_log(4.0)
    0.25
    """
    return 1 / a


def graph_forward(a, b, c):
    """From the left to the right: the numbers at the nodes of J = 3 (a + b c).

    a, b, c: numbers
    returns: dict with the numbers "u", "v" and "J"

    >>> graph_forward(1, 2, 4)
    {'u': 8, 'v': 9, 'J': 27}
    """
    u = b * c
    v = a + u
    J = 3 * v
    return {"u": u, "v": v, "J": J}


def graph_backward(a, b, c):
    """From the right to the left: the derivatives of J with respect to v, u, a, b and c.

    a, b, c: numbers
    returns: dict with the numbers "dv", "du", "da", "db" and "dc"

    >>> graph_backward(1, 2, 4)
    {'dv': 3, 'du': 3, 'da': 3, 'db': 12, 'dc': 6}
    """
    dv = 3
    du = dv
    da = dv
    db = du * c
    dc = du * b
    return {"dv": dv, "du": du, "da": da, "db": db, "dc": dc}


def derivative_of_log_one_minus(a):
    """The derivative of log(1 - a) with respect to a.

    a: number or array, below 1
    returns: number or array of the same shape

    >>> derivative_of_log_one_minus(0.5)
    -2.0
    """
    return -1 / (1 - a)


q9 = None  # "a", "b", "c" or "d"
q9 = "b"


q11 = None  # "a", "b", "c" or "d"
q11 = "c"


def single_example_gradients(w, b, x, y):
    """The derivatives of the loss of one example.

    w: array (n_x, 1), the weights
    b: float, the bias
    x: array (n_x, 1), the features of the example
    y: int, its label, 0 or 1
    returns: dict with "dz", a float, "dw", an array (n_x, 1), and "db", a float

    >>> grads = single_example_gradients(np.array([[1.0]]), -2.0, np.array([[2.0]]), 1)
    >>> grads["dw"]
    array([[-1.]])
    >>> float(grads["dz"]), float(grads["db"])
    (-0.5, -0.5)
    """
    z = np.sum(w * x) + b
    a = sigmoid(z)
    dz = a - y
    return {"dz": dz, "dw": x * dz, "db": dz}


def gradient_check(f, df, x, eps=1e-5):
    """How far a gradient is from the slopes that are measured, as a ratio: ‖g - n‖ / (‖g‖ + ‖n‖).

    f: function of an array (n,), returns a float
    df: function of an array (n,), returns an array (n,): what is believed to be the gradient of f
    x: array (n,) of floats, the place where both are compared
    eps: float, how far each variable is moved to either side
    returns: float, near 0 if the gradient is right

    >>> ratio = gradient_check(lambda x: np.sum(x ** 2), lambda x: 6 * x, np.array([3.0, 4.0]))
    >>> round(float(ratio), 6)
    0.5
    """
    g = df(x)
    n = np.zeros_like(x)
    for i in range(x.size):
        step = np.zeros(x.size)
        step[i] = eps
        n[i] = (f(x + step) - f(x - step)) / (2 * eps)
    return np.linalg.norm(g - n) / (np.linalg.norm(g) + np.linalg.norm(n))


q10 = None  # all that are right, such as "ab"
q10 = "ace"


def propagate_loop(w, b, X, Y):
    """The cost of the neuron on m examples, and the gradient of the cost, one example after the other.

    w: array (n_x, 1), the weights
    b: float, the bias
    X: array (n_x, m), one example a column
    Y: array (1, m), the labels, 0 or 1
    returns: (grads, cost), grads = {"dw": array (n_x, 1), "db": float} and cost a float

    >>> grads, J = propagate_loop(np.zeros((2, 1)), 0.0, np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[1, 1]]))
    >>> grads["dw"]
    array([[-0.75],
           [-1.75]])
    >>> float(grads["db"]), round(float(J), 6)
    (-0.5, 0.693147)
    """
    n_x, m = X.shape
    J, db = 0.0, 0.0
    dw = np.zeros((n_x, 1))
    for i in range(m):
        z = b
        for j in range(n_x):
            z = z + w[j, 0] * X[j, i]
        a, y = sigmoid(z), Y[0, i]
        J = J + loss(a, y)
        dz = a - y
        for j in range(n_x):
            dw[j, 0] = dw[j, 0] + X[j, i] * dz
        db = db + dz
    return {"dw": dw / m, "db": db / m}, J / m


def numerical_second_derivative(f, x, eps=1e-4):
    """Measure how fast the slope of f changes at x, from three points that are eps apart.

    f: function that works element by element
    x: number or array of any shape
    eps: float, above 0
    returns: number or array of the same shape

    >>> round(float(numerical_second_derivative(lambda x: x ** 2, 3.0)), 4)
    2.0
    """
    return (f(x + eps) - 2 * f(x) + f(x - eps)) / eps ** 2


def newton(df, d2f, start, num_iterations):
    """Walk downhill with the learning rate 1 / d2f(x) in each step.

    df, d2f: functions of a number, first and second derivative of the function whose lowest point is sought
    start: float, where the walk begins
    num_iterations: int, the number of steps, 0 or more
    returns: list of num_iterations + 1 numbers: the start, then the point after each step

    >>> newton(lambda x: 4 * (x - 3), lambda x: 4, 10.0, 1)
    [10.0, 3.0]
    """
    x = start
    points = [x]
    for _ in range(num_iterations):
        x = x - df(x) / d2f(x)
        points.append(x)
    return points


def graph_gradients(steps, values):
    """Forward and backward through a computation graph of sums and products.

    steps: list of (out, op, left, right), names and "+" or "*": out = left op right. Each name is known
        when it is used. The last out is the result, the J of the graph.
    values: dict, the number of each name that no step computes
    returns: dict with the derivative of the result for every name, also for those that the steps compute

    >>> graph_gradients([("u", "*", "b", "c"), ("J", "+", "a", "u")], {"a": 5.0, "b": 3.0, "c": 2.0})
    {'a': 1.0, 'b': 2.0, 'c': 3.0, 'u': 1.0, 'J': 1.0}
    """
    known = {**values}
    for out, op, left, right in steps:
        known[out] = known[left] + known[right] if op == "+" else known[left] * known[right]
    grads = dict.fromkeys(known, 0.0)
    grads[steps[-1][0]] = 1.0
    for out, op, left, right in reversed(steps):
        if op == "+":
            grads[left] += grads[out]
            grads[right] += grads[out]
        else:
            grads[left] += grads[out] * known[right]
            grads[right] += grads[out] * known[left]
    return grads
