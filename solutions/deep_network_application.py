# Generated from source/deep_network_application by `autograder generate deep_network_application`. Do not edit.


import numpy as np


q01 = None  # "a", "b", "c" or "d"
q01 = "d"


q02 = None  # a shape, such as (2, 3)
q02 = (8, 30)


q03 = None  # "a", "b", "c" or "d"
q03 = "b"


q04 = None  # "a", "b", "c" or "d"
q04 = "a"


def sigmoid(Z):
    """Returns (A, cache): the logistic function, and Z."""
    return np.clip(1 / (1 + np.exp(-Z)), 1e-12, 1 - 1e-12), Z


def relu(Z):
    """Returns (A, cache): Z where it is positive, else 0; and Z."""
    return np.maximum(0, Z), Z


def linear_forward(A, W, b):
    """Returns (Z, cache): W A + b, and what went into it."""
    return np.dot(W, A) + b, (A, W, b)


def linear_activation_forward(A_prev, W, b, activation):
    """One layer, "relu" or "sigmoid". Returns (A, (linear_cache, activation_cache))."""
    Z, linear_cache = linear_forward(A_prev, W, b)
    A, activation_cache = {"relu": relu, "sigmoid": sigmoid}[activation](Z)
    return A, (linear_cache, activation_cache)


def L_model_forward(X, parameters):
    """All layers: ReLU in each but the last, which has the sigmoid. Returns (AL, caches), one cache a layer."""
    A, caches, L = X, [], len(parameters) // 2
    for l in range(1, L + 1):
        activation = "sigmoid" if l == L else "relu"
        A, cache = linear_activation_forward(A, parameters[f"W{l}"], parameters[f"b{l}"], activation)
        caches.append(cache)
    return A, caches


def compute_cost(AL, Y):
    """The cross-entropy cost, a number; of several outputs, the sum of theirs."""
    return -np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL)) / Y.shape[1]


def linear_backward(dZ, cache):
    """Returns (dA_prev, dW, db)."""
    A_prev, W, b = cache
    m = A_prev.shape[1]
    return np.dot(W.T, dZ), np.dot(dZ, A_prev.T) / m, np.sum(dZ, axis=1, keepdims=True) / m


def linear_activation_backward(dA, cache, activation):
    """One layer, "relu" or "sigmoid", backwards. Returns (dA_prev, dW, db)."""
    linear_cache, Z = cache
    A, _ = {"relu": relu, "sigmoid": sigmoid}[activation](Z)
    slope = A * (1 - A) if activation == "sigmoid" else Z > 0
    return linear_backward(dA * slope, linear_cache)


def L_model_backward(AL, Y, caches):
    """All layers backwards. Returns grads, with "dW1", "db1" and so on."""
    grads, L = {}, len(caches)
    dA = -(Y / AL - (1 - Y) / (1 - AL))
    for l in range(L, 0, -1):
        activation = "sigmoid" if l == L else "relu"
        dA, grads[f"dW{l}"], grads[f"db{l}"] = linear_activation_backward(dA, caches[l - 1], activation)
    return grads


def initialize_parameters(n_x, n_h, n_y):
    """A random start for two layers: {"W1", "b1", "W2", "b2"}, weights around 0.01, biases 0."""
    return {"W1": 0.01 * np.random.randn(n_h, n_x), "b1": np.zeros((n_h, 1)),
            "W2": 0.01 * np.random.randn(n_y, n_h), "b2": np.zeros((n_y, 1))}


def initialize_parameters_deep(layer_dims):
    """A random start for any number of layers: {"W1", "b1", ...}, weights around 1 / sqrt(n_prev), biases 0."""
    parameters = {}
    for l in range(1, len(layer_dims)):
        n, n_prev = layer_dims[l], layer_dims[l - 1]
        parameters[f"W{l}"] = np.random.randn(n, n_prev) / np.sqrt(n_prev)
        parameters[f"b{l}"] = np.zeros((n, 1))
    return parameters


def update_parameters(params, grads, learning_rate):
    """One step of gradient descent. Returns new parameters; the old ones stay as they are."""
    return {name: value - learning_rate * grads["d" + name] for name, value in params.items()}


def keep_cost(costs, i, AL, Y, print_cost):
    """Every 100 iterations: append the cost to the list `costs`, and print it if asked to."""
    if i % 100 == 0:
        costs.append(compute_cost(AL, Y))
        if print_cost:
            print(f"cost after iteration {i}: {costs[-1]:.6f}")


q1 = None  # "a", "b", "c" or "d"
q1 = "b"


q2 = None  # a shape, such as (2, 3)
q2 = (7, 20)


q3 = None  # a shape, such as (2, 3)
q3 = (20, 1200)


def two_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    """Train a network with one hidden layer: linear, ReLU, linear, sigmoid.

    X: array (n_x, m), one image a column
    Y: array (n_y, m), the labels, 0 or 1
    layers_dims: (n_x, n_h, n_y), the number of units in each layer
    learning_rate: float, the size of a step
    num_iterations: int, the number of steps
    print_cost: whether to print the cost every 100 iterations
    returns: (parameters, costs)
        parameters = {"W1": (n_h, n_x), "b1": (n_h, 1), "W2": (n_y, n_h), "b2": (n_y, 1)}
        costs = list of the costs at iterations 0, 100, 200, ...

    >>> parameters, costs = two_layer_model(np.eye(3), np.array([[1, 0, 1]]), (3, 4, 1), num_iterations=150)
    >>> parameters["W1"].shape, parameters["b2"].shape, len(costs)
    ((4, 3), (1, 1), 2)
    """
    n_x, n_h, n_y = layers_dims
    parameters = initialize_parameters(n_x, n_h, n_y)
    costs = []
    for i in range(num_iterations):
        A1, cache1 = linear_activation_forward(X, parameters["W1"], parameters["b1"], "relu")
        A2, cache2 = linear_activation_forward(A1, parameters["W2"], parameters["b2"], "sigmoid")
        dA2 = -(Y / A2 - (1 - Y) / (1 - A2))
        dA1, dW2, db2 = linear_activation_backward(dA2, cache2, "sigmoid")
        _, dW1, db1 = linear_activation_backward(dA1, cache1, "relu")
        grads = {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}
        parameters = update_parameters(parameters, grads, learning_rate)
        keep_cost(costs, i, A2, Y, print_cost)
    return parameters, costs


def accuracy(parameters, X, Y):
    """The share of examples that a network gets right.

    parameters: {"W1", "b1", ...} of a network with ReLU in the hidden layers and one sigmoid output
    X: array (n_x, m), one example a column
    Y: array (1, m), the labels, 0 or 1
    returns: float from 0 to 1

    >>> neuron = {"W1": np.array([[1.0, -1.0]]), "b1": np.array([[0.0]])}
    >>> float(accuracy(neuron, np.array([[2.0, 0.0, 5.0, 1.0], [1.0, 3.0, 4.0, 2.0]]), np.array([[1, 0, 0, 0]])))
    0.75
    """
    AL, _ = L_model_forward(X, parameters)
    return np.mean((AL > 0.5) == Y)


def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    """Train a network with any number of layers: ReLU in each but the last, which has the sigmoid.

    X: array (n_x, m), one image a column
    Y: array (n_y, m), the labels, 0 or 1
    layers_dims: [n_x, n_1, ..., n_y], the number of units in each layer
    learning_rate: float, the size of a step
    num_iterations: int, the number of steps
    print_cost: whether to print the cost every 100 iterations
    returns: (parameters, costs)
        parameters = {"W1": (n_1, n_x), "b1": (n_1, 1), "W2": ...}
        costs = list of the costs at iterations 0, 100, 200, ...

    >>> parameters, costs = L_layer_model(np.eye(3), np.array([[1, 0, 1]]), [3, 5, 4, 1], num_iterations=150)
    >>> parameters["W2"].shape, parameters["b3"].shape, len(costs)
    ((4, 5), (1, 1), 2)
    """
    parameters = initialize_parameters_deep(layers_dims)
    costs = []
    for i in range(num_iterations):
        AL, caches = L_model_forward(X, parameters)
        grads = L_model_backward(AL, Y, caches)
        parameters = update_parameters(parameters, grads, learning_rate)
        keep_cost(costs, i, AL, Y, print_cost)
    return parameters, costs


q4 = None  # all that are right, such as "ab"
q4 = "bc"


q5 = None  # "a", "b", "c" or "d"
q5 = "d"


q6 = None  # "a", "b", "c" or "d"
q6 = "c"


def learning_rate_sweep(train, rates):
    """Where training ends, for several learning rates.

    train: a function; train(rate) returns the list of the costs of a training with this learning rate
    rates: list of floats
    returns: dict, rate -> the last cost

    >>> learning_rate_sweep(lambda rate: [1.0, 1.0 - rate, 1.0 - 1.5 * rate], [0.25, 0.5])
    {0.25: 0.625, 0.5: 0.25}
    """
    return {rate: train(rate)[-1] for rate in rates}


q7 = None  # "a", "b", "c" or "d"
q7 = "a"


q8 = None  # all that are right, such as "ab"
q8 = "bce"


def design(n_x):
    """A network for telling odd from even digits, and how to train it.

    n_x: int, the number of pixels
    returns: (layers_dims, learning_rate, num_iterations)
        layers_dims = list that begins with n_x and ends with 1, at most 5 numbers, none above 32 between them
        learning_rate = float above 0
        num_iterations = int, at most 600
    """
    return [n_x, 16, 8, 1], 0.5, 400


def one_vs_all_labels(digits, num_classes):
    """A row of labels for each class: is it this one, or another?

    digits: array (m,) of ints from 0 to num_classes - 1
    num_classes: int
    returns: array (num_classes, m) of 0 and 1; row k is 1 where the digit is k

    >>> one_vs_all_labels(np.array([2, 0, 2, 1]), 3)
    array([[0, 1, 0, 0],
           [0, 0, 0, 1],
           [1, 0, 1, 0]])
    """
    classes = np.arange(num_classes)[:, np.newaxis]
    return (classes == digits).astype(int)


def one_vs_all_predict(A):
    """The class with the largest output.

    A: array (num_classes, m), the outputs of one-vs-all, one example a column
    returns: array (m,) of ints from 0 to num_classes - 1

    >>> one_vs_all_predict(np.array([[0.1, 0.7], [0.3, 0.9], [0.8, 0.2]]))
    array([2, 1])
    """
    return np.argmax(A, axis=0)


def l2_penalty(parameters, lambd, m):
    """What L2 regularisation adds to the cost, and to the gradients of the weights.

    parameters: dict of arrays, "W1", "b1", ..., "WL", "bL"; left unchanged
    lambd: float, how expensive large weights are, at least 0
    m: int, the number of training examples
    returns: (penalty, grads), a float, and a dict with "dW1", ..., "dWL" of the shapes of the weights

    >>> penalty, grads = l2_penalty({"W1": np.array([[1.0, -2.0]]), "b1": np.array([[3.0]])}, 2.0, 4)
    >>> float(penalty), grads
    (1.25, {'dW1': array([[ 0.5, -1. ]])})
    """
    weights = {name: W for name, W in parameters.items() if name.startswith("W")}
    penalty = lambd / (2 * m) * sum(np.sum(W ** 2) for W in weights.values())
    grads = {"d" + name: lambd / m * W for name, W in weights.items()}
    return penalty, grads


def mini_batches(X, Y, size, order):
    """Cut a training set into mini-batches.

    X: array (n_x, m), one example a column
    Y: array (n_y, m), the labels
    size: int, the number of examples in a mini-batch; the last one may have fewer
    order: array (m,) of ints, the numbers 0 to m - 1 of the examples in the order in which they are taken
    returns: list of pairs (X_batch, Y_batch), arrays (n_x, size) and (n_y, size)

    >>> mini_batches(np.array([[10, 11, 12]]), np.array([[0, 1, 1]]), 2, np.array([2, 0, 1]))
    [(array([[12, 10]]), array([[1, 0]])), (array([[11]]), array([[1]]))]
    """
    X, Y = X[:, order], Y[:, order]
    return [(X[:, k:k + size], Y[:, k:k + size]) for k in range(0, X.shape[1], size)]


def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """One step of Adam, after Kingma and Ba, 2014 (Adam: A Method for Stochastic Optimization).

    parameters: dict of arrays, "W1", "b1", ...; its arrays are left unchanged
    grads: dict of arrays, "dW1", "db1", ...
    v: dict of arrays, the running means of the gradients, with the keys of grads; its arrays are left unchanged
    s: dict of arrays, the running means of their squares, with the keys of grads; its arrays are left unchanged
    t: int, the number of this step, at least 1
    learning_rate: float
    beta1: float, how much of v stays, 0 <= beta1 < 1
    beta2: float, how much of s stays, 0 <= beta2 < 1
    epsilon: float, keeps the divisor away from 0
    returns: (parameters, v, s), after the step; v and s without the correction

    >>> start, slope, zero = {"W1": np.array([[1.0]])}, {"dW1": np.array([[4.0]])}, {"dW1": np.array([[0.0]])}
    >>> parameters, v, s = update_parameters_with_adam(start, slope, zero, zero, t=1, learning_rate=0.5, beta1=0.5, beta2=0.75)
    >>> parameters["W1"].round(6), v["dW1"], s["dW1"]
    (array([[0.5]]), array([[2.]]), array([[4.]]))
    """
    v = {name: beta1 * v[name] + (1 - beta1) * grads[name] for name in v}
    s = {name: beta2 * s[name] + (1 - beta2) * grads[name] ** 2 for name in s}
    moved = {}
    for name, value in parameters.items():
        mean = v["d" + name] / (1 - beta1 ** t)
        square = s["d" + name] / (1 - beta2 ** t)
        moved[name] = value - learning_rate * mean / (np.sqrt(square) + epsilon)
    return moved, v, s
