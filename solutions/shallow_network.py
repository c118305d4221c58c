# Generated from source/shallow_network by `autograder generate shallow_network`. Do not edit.


import numpy as np


def sigmoid(z):
    """The logistic function 1 / (1 + e^-z), element by element: yours from `gradient_descent`."""
    return 1 / (1 + np.exp(-z))


def relu(z):
    """The rectified linear unit max(0, z), element by element: yours from `introduction`."""
    return np.maximum(0, z)


q01 = None  # a shape, such as (2, 3)
q01 = (1, 500)


q02 = None  # a shape, such as (2, 3)
q02 = (3, 7)


q03 = None  # "a", "b", "c" or "d"
q03 = "c"


q04 = None  # "a", "b", "c" or "d"
q04 = "b"


q1 = None  # "a", "b", "c" or "d"
q1 = "c"


q2 = None  # "a", "b", "c" or "d"
q2 = "a"


q3 = None  # a shape, such as (2, 3)
q3 = (3, 5)


q11 = None  # "a", "b", "c" or "d"
q11 = "c"


def layer_sizes(X, Y):
    """The numbers of units in the three layers; the hidden one has 4 here.

    X: array (n_x, m), one example a column
    Y: array (n_y, m), the labels, 0 or 1
    returns: (n_x, n_h, n_y), three whole numbers

    >>> layer_sizes(np.ones((2, 5)), np.ones((1, 5)))
    (2, 4, 1)
    """
    n_x = X.shape[0]
    n_h = 4
    n_y = Y.shape[0]
    return n_x, n_h, n_y


def forward_one(x, parameters):
    """The output of a network with one hidden layer for one example; both layers use the sigmoid.

    x: array (n_x, 1), one example
    parameters: dict with "W1" (n_h, n_x), "b1" (n_h, 1), "W2" (n_y, n_h) and "b2" (n_y, 1)
    returns: array (n_y, 1), the output a2

    >>> zeros = {"W1": np.zeros((4, 2)), "b1": np.zeros((4, 1)), "W2": np.ones((1, 4)), "b2": np.array([[-2.0]])}
    >>> forward_one(np.array([[3.0], [5.0]]), zeros)
    array([[0.5]])
    """
    z1 = np.dot(parameters["W1"], x) + parameters["b1"]
    a1 = sigmoid(z1)
    z2 = np.dot(parameters["W2"], a1) + parameters["b2"]
    return sigmoid(z2)


q4 = None  # "a", "b", "c" or "d"
q4 = "a"


def forward_propagation(X, parameters):
    """The output of the network for all examples: tanh in the hidden layer, the sigmoid in the output.

    X: array (n_x, m), one example a column
    parameters: dict with "W1" (n_h, n_x), "b1" (n_h, 1), "W2" (n_y, n_h) and "b2" (n_y, 1)
    returns: (A2, cache), array (n_y, m) and a dict with "Z1", "A1" (n_h, m) and "Z2", "A2" (n_y, m)

    >>> zeros = {"W1": np.zeros((4, 2)), "b1": np.zeros((4, 1)), "W2": np.ones((1, 4)), "b2": np.zeros((1, 1))}
    >>> A2, cache = forward_propagation(np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]), zeros)
    >>> A2
    array([[0.5, 0.5, 0.5]])
    >>> sorted(cache), cache["A1"].shape
    (['A1', 'A2', 'Z1', 'Z2'], (4, 3))
    """
    Z1 = np.dot(parameters["W1"], X) + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.dot(parameters["W2"], A1) + parameters["b2"]
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


def tanh(z):
    """The hyperbolic tangent (e^z - e^-z) / (e^z + e^-z), element by element.

    z: number or array of any shape
    returns: number or array of the same shape, between -1 and 1

    >>> bool(np.allclose(tanh(np.array([0.0, np.log(2.0)])), [0, 0.6]))
    True
    """
    e = np.exp(-2 * np.abs(z))  # at most 1, however large z is
    return np.sign(z) * (1 - e) / (1 + e)


def leaky_relu(z, slope=0.01):
    """ReLU that leaks: z where z is positive, slope times z elsewhere, element by element.

    z: number or array of any shape
    slope: float between 0 and 1, the slope for negative z
    returns: number or array of the same shape

    >>> leaky_relu(np.array([-2.0, 0.0, 3.0]), slope=0.1)
    array([-0.2,  0. ,  3. ])
    """
    return np.where(z > 0, z, slope * z)


q5 = None  # "a", "b", "c" or "d"
q5 = "a"


q6 = None  # all that are right, such as "ab"
q6 = "abc"


q7 = None  # "a", "b", "c" or "d"
q7 = "d"


q12 = None  # "a", "b", "c" or "d"
q12 = "b"


def collapse_linear(W1, b1, W2, b2):
    """The one layer that does what two layers without activations do.

    W1, b1: arrays (n_1, n_0) and (n_1, 1), the first layer
    W2, b2: arrays (n_2, n_1) and (n_2, 1), the second layer
    returns: (W, b), arrays (n_2, n_0) and (n_2, 1)

    >>> collapse_linear(np.array([[2.0]]), np.array([[1.0]]), np.array([[3.0]]), np.array([[4.0]]))
    (array([[6.]]), array([[7.]]))
    """
    W = np.dot(W2, W1)
    b = np.dot(W2, b1) + b2
    return W, b


q8 = None  # "a", "b", "c" or "d"
q8 = "c"


def sigmoid_derivative(z):
    """The slope of the sigmoid at z, element by element.

    z: number or array of any shape, the input of the sigmoid
    returns: number or array of the same shape

    >>> sigmoid_derivative(np.array([0.0, np.log(3.0)]))
    array([0.25  , 0.1875])
    """
    s = sigmoid(z)
    return s * (1 - s)


def tanh_derivative(z):
    """The slope of tanh at z, element by element.

    z: number or array of any shape, the input of tanh
    returns: number or array of the same shape

    >>> bool(np.allclose(tanh_derivative(np.array([0.0, np.log(2.0)])), [1, 0.64]))
    True
    """
    return 1 - tanh(z) ** 2


def relu_derivative(z):
    """The slope of ReLU at z, element by element; at 0 it may be 0 or 1.

    z: number or array of any shape
    returns: number or array of the same shape, zeros and ones

    >>> relu_derivative(np.array([-2.0, 0.5, 3.0]))
    array([0., 1., 1.])
    """
    return np.where(z > 0, 1.0, 0.0)


def leaky_relu_derivative(z, slope=0.01):
    """The slope of the leaky ReLU at z, element by element; at 0 it may be either side's.

    z: number or array of any shape
    slope: float between 0 and 1, the slope for negative z
    returns: number or array of the same shape

    >>> leaky_relu_derivative(np.array([-2.0, 0.5, 3.0]), slope=0.1)
    array([0.1, 1. , 1. ])
    """
    return np.where(z > 0, 1.0, slope)


def compute_cost(A2, Y):
    """The cost: the mean cross-entropy of all examples.

    A2: array (1, m), the outputs of the network, strictly between 0 and 1
    Y: array (1, m), the labels, 0 or 1
    returns: float

    >>> round(float(compute_cost(np.array([[0.5, 0.5, 0.5]]), np.array([[1, 0, 1]]))), 6)
    0.693147
    """
    m = Y.shape[1]
    losses = Y * np.log(A2) + (1 - Y) * np.log(1 - A2)
    return -np.sum(losses) / m


q9 = None  # "a", "b", "c" or "d"
q9 = "d"


def backward_propagation(parameters, cache, X, Y):
    """The gradient of the cost for every parameter, for tanh in the hidden layer and the sigmoid in the output.

    parameters: dict with "W1" (n_h, n_x), "b1" (n_h, 1), "W2" (n_y, n_h) and "b2" (n_y, 1)
    cache: dict with "Z1", "A1" (n_h, m) and "Z2", "A2" (n_y, m), from forward_propagation
    X: array (n_x, m), one example a column
    Y: array (n_y, m), the labels, 0 or 1
    returns: dict with "dW1", "db1", "dW2" and "db2", each of the shape of its parameter

    >>> one = {"W1": np.zeros((1, 1)), "b1": np.zeros((1, 1)), "W2": np.ones((1, 1)), "b2": np.zeros((1, 1))}
    >>> X, Y = np.array([[1.0, 3.0]]), np.array([[0, 0]])
    >>> grads = backward_propagation(one, forward_propagation(X, one)[1], X, Y)
    >>> grads["dW1"], grads["db1"]
    (array([[1.]]), array([[0.5]]))
    """
    m = X.shape[1]
    dZ2 = cache["A2"] - Y
    dW2 = np.dot(dZ2, cache["A1"].T) / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = np.dot(parameters["W2"].T, dZ2) * (1 - cache["A1"] ** 2)
    dW1 = np.dot(dZ1, X.T) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


def update_parameters(parameters, grads, learning_rate=1.2):
    """One step of gradient descent.

    parameters: dict with "W1", "b1", "W2" and "b2"; its arrays are left unchanged
    grads: dict with "dW1", "db1", "dW2" and "db2", each of the shape of its parameter
    learning_rate: float, the size of the step
    returns: dict with the new "W1", "b1", "W2" and "b2"

    >>> parameters = {"W1": np.array([[1.0]]), "b1": np.array([[2.0]]), "W2": np.array([[3.0]]), "b2": np.array([[4.0]])}
    >>> grads = {"dW1": np.array([[2.0]]), "db1": np.array([[-2.0]]), "dW2": np.array([[0.0]]), "db2": np.array([[8.0]])}
    >>> new = update_parameters(parameters, grads, learning_rate=0.5)
    >>> [new[name].item() for name in ("W1", "b1", "W2", "b2")]
    [0.0, 3.0, 3.0, 0.0]
    """
    return {name: parameters[name] - learning_rate * grads["d" + name] for name in ("W1", "b1", "W2", "b2")}


def gradient_check_network(parameters, grads, X, Y, eps=1e-5):
    """How far gradients are from numerical ones, as a relative distance: near 0 if they are right.

    parameters: dict with "W1", "b1", "W2" and "b2"; its arrays are left unchanged
    grads: dict with "dW1", "db1", "dW2" and "db2", the gradients to check
    X: array (n_x, m), one example a column
    Y: array (1, m), the labels, 0 or 1
    eps: float, the step of the central differences
    returns: float, the length of g - n divided by the sum of the lengths of g and n, where g holds all
        gradients and n their numerical values

    >>> one = {"W1": np.ones((1, 1)), "b1": np.zeros((1, 1)), "W2": np.ones((1, 1)), "b2": np.zeros((1, 1))}
    >>> X, Y = np.array([[1.0, 3.0]]), np.array([[0, 1]])
    >>> grads = backward_propagation(one, forward_propagation(X, one)[1], X, Y)
    >>> bool(gradient_check_network(one, grads, X, Y) < 1e-7)
    True
    """
    def cost(name, index, step):
        moved = parameters[name].astype(float)
        moved[index] += step
        A2, _ = forward_propagation(X, {**parameters, name: moved})
        return compute_cost(A2, Y)

    pairs = []
    for name in ("W1", "b1", "W2", "b2"):
        for index in np.ndindex(parameters[name].shape):
            slope = (cost(name, index, eps) - cost(name, index, -eps)) / (2 * eps)
            pairs.append((grads["d" + name][index], slope))
    analytic, numerical = np.array(pairs).T
    return np.linalg.norm(analytic - numerical) / (np.linalg.norm(analytic) + np.linalg.norm(numerical))


q14 = None  # all that are right, such as "ab"
q14 = "ac"


q15 = None  # all that are right, such as "ab"
q15 = "bd"


q16 = None  # all that are right, such as "ab"
q16 = "ab"


q17 = None  # all that are right, such as "ab"
q17 = "abcd"


q18 = None  # all that are right, such as "ab"
q18 = "cd"


q10 = None  # "a", "b", "c" or "d"
q10 = "d"


q13 = None  # "a", "b", "c" or "d"
q13 = "b"


def initialize_parameters(n_x, n_h, n_y):
    """Parameters to start from: small random weights, biases of zero.

    n_x, n_h, n_y: int, the numbers of units in the three layers
    returns: dict with "W1" (n_h, n_x), "b1" (n_h, 1), "W2" (n_y, n_h) and "b2" (n_y, 1)

    >>> parameters = initialize_parameters(2, 4, 1)
    >>> {name: parameters[name].shape for name in ("W1", "b1", "W2", "b2")}
    {'W1': (4, 2), 'b1': (4, 1), 'W2': (1, 4), 'b2': (1, 1)}
    """
    return {
        "W1": np.random.randn(n_h, n_x) * 0.01,
        "b1": np.zeros((n_h, 1)),
        "W2": np.random.randn(n_y, n_h) * 0.01,
        "b2": np.zeros((n_y, 1)),
    }


def hidden_unit_spread(parameters, X, Y, num_iterations, learning_rate):
    """How different the hidden units are after training: the largest difference of two of their weights for one input.

    parameters: dict with "W1", "b1", "W2" and "b2" to start from; its arrays are left unchanged
    X: array (n_x, m), one example a column
    Y: array (1, m), the labels, 0 or 1
    num_iterations: int, the number of steps, 0 or more
    learning_rate: float, the size of a step
    returns: float, the largest |W1[i, k] - W1[j, k]| over all units i, j and inputs k after the last step

    >>> start = {"W1": np.array([[1.0, 5.0], [2.0, 3.0]]), "b1": np.zeros((2, 1)), "W2": np.ones((1, 2)), "b2": np.zeros((1, 1))}
    >>> float(hidden_unit_spread(start, np.ones((2, 3)), np.array([[0, 1, 1]]), 0, 0.1))
    2.0
    """
    for _ in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads, learning_rate)
    W1 = parameters["W1"]
    return np.max(np.ptp(W1, axis=0))


def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):
    """Train a network with one hidden layer by gradient descent.

    X: array (n_x, m), one example a column
    Y: array (n_y, m), the labels, 0 or 1
    n_h: int, the number of hidden units
    num_iterations: int, the number of steps; with 0 the parameters are returned as they were drawn
    print_cost: whether to print the cost every 1000 iterations
    returns: dict with "W1", "b1", "W2" and "b2" after the last step

    >>> np.random.seed(1)
    >>> X, Y = np.array([[-2.0, -1.0, 1.0, 2.0]]), np.array([[0, 0, 1, 1]])
    >>> A2, _ = forward_propagation(X, nn_model(X, Y, n_h=3, num_iterations=200))
    >>> (A2 > 0.5).astype(int)
    array([[0, 0, 1, 1]])
    """
    n_x, _, n_y = layer_sizes(X, Y)
    parameters = initialize_parameters(n_x, n_h, n_y)
    for i in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads)
        if print_cost and i % 1000 == 0:
            print(f"cost after iteration {i}: {compute_cost(A2, Y):.6f}")
    return parameters


def predict(parameters, X):
    """The label that the network gives each example: 1 where its output is above 0.5, else 0.

    parameters: dict with "W1", "b1", "W2" and "b2"
    X: array (n_x, m), one example a column
    returns: array (n_y, m) of 0 and 1

    >>> one = {"W1": np.ones((1, 1)), "b1": np.zeros((1, 1)), "W2": np.ones((1, 1)), "b2": np.zeros((1, 1))}
    >>> predict(one, np.array([[-1.0, 1.0, 2.0]]))
    array([[0, 1, 1]])
    """
    A2, cache = forward_propagation(X, parameters)
    return (A2 > 0.5).astype(int)


def numerical_gradient_network(parameters, X, Y, eps=1e-5):
    """The slope of the cost for every entry of every parameter by central differences, without a loop over entries.

    parameters: dict with "W1" (n_h, n_x), "b1" (n_h, 1), "W2" (1, n_h) and "b2" (1, 1); left unchanged
    X: array (n_x, m), one example a column
    Y: array (1, m), the labels, 0 or 1
    eps: float, the size of a step
    returns: dict with "dW1", "db1", "dW2" and "db2", each of the shape of its parameter

    >>> one = {"W1": np.zeros((1, 1)), "b1": np.zeros((1, 1)), "W2": np.ones((1, 1)), "b2": np.zeros((1, 1))}
    >>> grads = numerical_gradient_network(one, np.array([[1.0, 3.0]]), np.array([[0, 0]]))
    >>> np.round(grads["dW1"], 6), np.round(grads["db1"], 6)
    (array([[1.]]), array([[0.5]]))
    """
    names = ("W1", "b1", "W2", "b2")
    theta = np.concatenate([parameters[name].ravel() for name in names])
    cuts = np.cumsum([parameters[name].size for name in names])[:-1]
    P = theta.size

    moved = theta + eps * np.concatenate([np.eye(P), -np.eye(P)])  # 2P networks, one a row
    stacks = zip(names, np.split(moved, cuts, axis=1))
    W1, b1, W2, b2 = [stack.reshape(2 * P, *parameters[name].shape) for name, stack in stacks]
    A2 = sigmoid(W2 @ np.tanh(W1 @ X + b1) + b2)
    costs = -np.mean(Y * np.log(A2) + (1 - Y) * np.log(1 - A2), axis=(1, 2))
    slopes = (costs[:P] - costs[P:]) / (2 * eps)
    return {"d" + name: part.reshape(parameters[name].shape) for name, part in zip(names, np.split(slopes, cuts))}
