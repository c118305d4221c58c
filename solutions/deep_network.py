# Generated from source/deep_network by `autograder generate deep_network`. Do not edit.


import numpy as np


q01 = None  # "a", "b", "c" or "d"
q01 = "a"


q02 = None  # a shape, such as (2, 3)
q02 = (4, 3)


q03 = None  # "a", "b", "c" or "d"
q03 = "a"


q04 = None  # "a", "b", "c" or "d"
q04 = "a"


q1 = None  # "a", "b", "c" or "d"
q1 = "b"


q2 = None  # a shape, such as (2, 3)
q2 = (5, 7)


def initialize_parameters_deep(layer_dims):
    """Parameters to start from: small random weights, biases of zero.

    layer_dims: list of int, the sizes n[0] = n_x, n[1], ..., n[L] of all layers
    returns: dict with arrays "W1" (n[1], n[0]), "b1" (n[1], 1), ..., "WL" (n[L], n[L-1]), "bL" (n[L], 1)

    >>> parameters = initialize_parameters_deep([5, 4, 3])
    >>> {name: array.shape for name, array in parameters.items()}
    {'W1': (4, 5), 'b1': (4, 1), 'W2': (3, 4), 'b2': (3, 1)}
    """
    parameters = {}
    for l in range(1, len(layer_dims)):
        parameters[f"W{l}"] = np.random.randn(layer_dims[l], layer_dims[l - 1]) * 0.01
        parameters[f"b{l}"] = np.zeros((layer_dims[l], 1))
    return parameters


q3 = None  # "a", "b", "c" or "d"
q3 = "b"


def sigmoid(Z):
    """The logistic function of Z, element by element, and Z itself, which going back will need: (A, cache)."""
    return 1 / (1 + np.exp(-Z)), Z


def relu(Z):
    """max(0, Z), element by element, and Z itself, which going back will need: (A, cache)."""
    return np.maximum(0, Z), Z


def linear_forward(A, W, b):
    """The linear half of a layer, Z = W A + b, for all examples at once.

    A: array (n[l-1], m), the activations of the layer before (or the inputs)
    W: array (n[l], n[l-1]), the weights
    b: array (n[l], 1), the biases
    returns: (Z, cache), the array (n[l], m), and the tuple (A, W, b)

    >>> Z, cache = linear_forward(np.array([[1.0, 2.0]]), np.array([[3.0], [-1.0]]), np.array([[0.5], [0.0]]))
    >>> Z
    array([[ 3.5,  6.5],
           [-1. , -2. ]])
    """
    Z = np.dot(W, A) + b
    return Z, (A, W, b)


def linear_activation_forward(A_prev, W, b, activation):
    """One whole layer: the linear half, then the activation.

    A_prev: array (n[l-1], m), the activations of the layer before (or the inputs)
    W: array (n[l], n[l-1]), the weights
    b: array (n[l], 1), the biases
    activation: "relu" or "sigmoid"
    returns: (A, cache), the array (n[l], m), and the tuple (linear_cache, activation_cache)

    >>> W, b = np.array([[3.0]]), np.array([[1.0]])
    >>> A, cache = linear_activation_forward(np.array([[1.0, -2.0]]), W, b, "relu")
    >>> A
    array([[4., 0.]])
    """
    Z, linear_cache = linear_forward(A_prev, W, b)
    if activation == "relu":
        A, activation_cache = relu(Z)
    elif activation == "sigmoid":
        A, activation_cache = sigmoid(Z)
    return A, (linear_cache, activation_cache)


def L_model_forward(X, parameters):
    """The whole network forward: ReLU in layers 1 to L-1, sigmoid in layer L.

    X: array (n_x, m), one example a column
    parameters: dict with "W1", "b1", ..., "WL", "bL", as `initialize_parameters_deep` makes it
    returns: (AL, caches), the array (n_y, m), and the list of the L layers' caches, that of layer 1 first

    >>> parameters = {"W1": np.array([[2.0]]), "b1": np.array([[1.0]])}
    >>> parameters |= {"W2": np.array([[-1.0]]), "b2": np.array([[1.0]])}
    >>> AL, caches = L_model_forward(np.array([[0.0, -3.0]]), parameters)
    >>> AL.round(3), len(caches)
    (array([[0.5  , 0.731]]), 2)
    """
    caches = []
    A = X
    L = len(parameters) // 2
    for l in range(1, L + 1):
        activation = "sigmoid" if l == L else "relu"
        A, cache = linear_activation_forward(A, parameters[f"W{l}"], parameters[f"b{l}"], activation)
        caches.append(cache)
    return A, caches


def compute_cost(AL, Y):
    """The cross-entropy cost, the mean of the losses of all examples.

    AL: array (1, m), the predictions, each strictly between 0 and 1
    Y: array (1, m), the labels, 0 or 1
    returns: float

    >>> round(float(compute_cost(np.array([[0.5, 0.25]]), np.array([[1, 0]]))), 6)
    0.490415
    """
    m = Y.shape[1]
    return -np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL)) / m


q4 = None  # all that are right, such as "ab"
q4 = "abc"


def relu_backward(dA, cache):
    """Backward through ReLU: what of dA gets through to Z.

    dA: array (n[l], m), the gradient with respect to A
    cache: array (n[l], m), the Z that `relu` kept
    returns: array (n[l], m), the gradient with respect to Z

    >>> relu_backward(np.array([[5.0, 7.0]]), np.array([[-2.0, 3.0]]))
    array([[0., 7.]])
    """
    Z = cache
    return dA * (Z > 0)


def sigmoid_backward(dA, cache):
    """Backward through the sigmoid: dA times the slope of the sigmoid at Z.

    dA: array (n[l], m), the gradient with respect to A
    cache: array (n[l], m), the Z that `sigmoid` kept
    returns: array (n[l], m), the gradient with respect to Z

    >>> sigmoid_backward(np.array([[4.0, 16.0]]), np.array([[0.0, np.log(3.0)]]))
    array([[1., 3.]])
    """
    Z = cache
    A = 1 / (1 + np.exp(-Z))
    return dA * A * (1 - A)


def linear_backward(dZ, cache):
    """Backward through Z = W A_prev + b.

    dZ: array (n[l], m), the gradient with respect to Z
    cache: tuple (A_prev, W, b) that `linear_forward` kept; A_prev is (n[l-1], m)
    returns: (dA_prev, dW, db), arrays of the shapes of A_prev, W and b

    >>> A_prev, W, b = np.array([[1.0, 2.0]]), np.array([[3.0]]), np.array([[0.0]])
    >>> linear_backward(np.array([[1.0, 5.0]]), (A_prev, W, b))
    (array([[ 3., 15.]]), array([[5.5]]), array([[3.]]))
    """
    A_prev, W, b = cache
    m = A_prev.shape[1]
    dW = np.dot(dZ, A_prev.T) / m
    db = np.sum(dZ, axis=1, keepdims=True) / m
    dA_prev = np.dot(W.T, dZ)
    return dA_prev, dW, db


def linear_activation_backward(dA, cache, activation):
    """Backward through one whole layer: first the activation, then the linear half.

    dA: array (n[l], m), the gradient with respect to A
    cache: tuple (linear_cache, activation_cache) that `linear_activation_forward` kept
    activation: "relu" or "sigmoid"
    returns: (dA_prev, dW, db), arrays of the shapes of A_prev, W and b

    >>> cache = (np.array([[1.0, 2.0]]), np.array([[3.0]]), np.array([[-4.0]])), np.array([[-1.0, 2.0]])
    >>> linear_activation_backward(np.array([[7.0, 5.0]]), cache, "relu")
    (array([[ 0., 15.]]), array([[5.]]), array([[2.5]]))
    """
    linear_cache, activation_cache = cache
    if activation == "relu":
        dZ = relu_backward(dA, activation_cache)
    elif activation == "sigmoid":
        dZ = sigmoid_backward(dA, activation_cache)
    return linear_backward(dZ, linear_cache)


q5 = None  # "a", "b", "c" or "d"
q5 = "c"


def L_model_backward(AL, Y, caches):
    """The whole network backward: the gradients of the cost with respect to all weights and biases.

    AL: array (n_y, m), the predictions
    Y: array (n_y, m), the labels, 0 or 1
    caches: list of the L layers' caches, as `L_model_forward` returns it
    returns: dict with "dW1", "db1", ..., "dWL", "dbL", of the shapes of W1, b1, ..., WL, bL;
        dA's as you like

    >>> cache = (np.array([[1.0, 2.0]]), np.array([[0.0]]), np.array([[0.0]])), np.array([[0.0, 0.0]])
    >>> grads = L_model_backward(np.array([[0.5, 0.5]]), np.array([[0, 1]]), [cache])
    >>> grads["dW1"], grads["db1"]
    (array([[-0.25]]), array([[0.]]))
    """
    grads = {}
    L = len(caches)
    dA = -(Y / AL - (1 - Y) / (1 - AL))
    for l in reversed(range(1, L + 1)):
        activation = "sigmoid" if l == L else "relu"
        dA, grads[f"dW{l}"], grads[f"db{l}"] = linear_activation_backward(dA, caches[l - 1], activation)
    return grads


q6 = None  # "a", "b", "c" or "d"
q6 = "d"


def update_parameters(params, grads, learning_rate):
    """One step of gradient descent.

    params: dict with "W1", "b1", ..., "WL", "bL"; its arrays are left unchanged
    grads: dict with "dW1", "db1", ..., "dWL", "dbL"; it may hold more
    learning_rate: float, the size of the step
    returns: dict with the new "W1", "b1", ..., "WL", "bL"

    >>> params = {"W1": np.array([[1.0, 2.0]]), "b1": np.array([[3.0]])}
    >>> grads = {"dW1": np.array([[10.0, -10.0]]), "db1": np.array([[5.0]])}
    >>> update_parameters(params, grads, 0.1)
    {'W1': array([[0., 3.]]), 'b1': array([[2.5]])}
    """
    return {name: params[name] - learning_rate * grads[f"d{name}"] for name in params}


def L_model_train(X, Y, parameters, learning_rate, num_iterations):
    """Gradient descent on the whole network, from given parameters.

    X: array (n_x, m), one example a column
    Y: array (1, m), the labels, 0 or 1
    parameters: dict with "W1", "b1", ..., "WL", "bL" to start from; its arrays are left unchanged
    learning_rate: float, the size of a step
    num_iterations: int, the number of steps
    returns: (parameters, costs), the dict after the last step, and a list of the costs before each step

    >>> start = {"W1": np.zeros((1, 1)), "b1": np.zeros((1, 1))}
    >>> parameters, costs = L_model_train(np.array([[1.0, 3.0]]), np.array([[1, 1]]), start, 0.5, 2)
    >>> parameters["W1"].round(3), len(costs)
    (array([[0.691]]), 2)
    """
    costs = []
    for _ in range(num_iterations):
        AL, caches = L_model_forward(X, parameters)
        costs.append(compute_cost(AL, Y))
        grads = L_model_backward(AL, Y, caches)
        parameters = update_parameters(parameters, grads, learning_rate)
    return parameters, costs


q7 = None  # a shape, such as (2, 3)
q7 = (4, 1)


q8 = None  # a shape, such as (2, 3)
q8 = (6, 50)


def expected_shapes(layer_dims, m):
    """The shapes of everything in the network.

    layer_dims: list of int, the sizes n[0] = n_x, n[1], ..., n[L] of all layers
    m: int, the number of examples
    returns: dict of tuples with the keys "W1", "b1", "Z1", "A1", "dW1", "db1", "dZ1", "dA1", ... up to L

    >>> shapes = expected_shapes([3, 2], 10)
    >>> shapes["W1"], shapes["dZ1"]
    ((2, 3), (2, 10))
    """
    shapes = {}
    for l in range(1, len(layer_dims)):
        n, n_prev = layer_dims[l], layer_dims[l - 1]
        for name, shape in {"W": (n, n_prev), "b": (n, 1), "Z": (n, m), "A": (n, m)}.items():
            shapes[f"{name}{l}"] = shapes[f"d{name}{l}"] = shape
    return shapes


q9 = None  # "a", "b", "c" or "d"
q9 = "d"


def check_dimensions(parameters, X):
    """Check that every layer fits to the one before it, and every bias to its weights.

    parameters: dict with the matrices "W1", ..., "WL" and the arrays "b1", ..., "bL"
    X: array (n_x, m), the inputs, which are right
    returns: None when everything fits
    raises: ValueError or AssertionError, whose message names the first layer that does not fit:
        "layer 2: ..."

    >>> check_dimensions({"W1": np.zeros((4, 3)), "b1": np.zeros((4, 1))}, np.zeros((3, 10)))
    >>> check_dimensions({"W1": np.zeros((4, 3)), "b1": np.zeros(4)}, np.zeros((3, 10)))
    Traceback (most recent call last):
    ValueError: layer 1: an array has the shape (4,), expected (4, 1)
    """
    n_prev = X.shape[0]
    for l in range(1, len(parameters) // 2 + 1):
        W, b = parameters[f"W{l}"], parameters[f"b{l}"]
        n = W.shape[0]
        for array, shape in (W, (n, n_prev)), (b, (n, 1)):
            if array.shape != shape:
                raise ValueError(f"layer {l}: an array has the shape {array.shape}, expected {shape}")
        n_prev = n


q10 = None  # "a", "b", "c" or "d"
q10 = "c"


q11 = None  # "a", "b", "c" or "d"
q11 = "b"


def run_blocks(X, blocks, dA):
    """Send X forward through a chain of blocks, and a gradient back through the same blocks.

    X: array (n_0, m), one example a column
    blocks: list of tuples, ("linear", W, b), ("relu",) or ("sigmoid",), the first block first
    dA: array, the gradient with respect to the output of the last block
    returns: (A, dX), the output of the last block, and the array (n_0, m), the gradient with respect to X

    >>> blocks = [("linear", np.array([[2.0]]), np.array([[-1.0]])), ("relu",)]
    >>> run_blocks(np.array([[1.0, 0.0]]), blocks, np.array([[1.0, 1.0]]))
    (array([[1., 0.]]), array([[2., 0.]]))
    """
    A, caches = X, []
    for kind, *numbers in blocks:
        if kind == "linear":
            A, cache = linear_forward(A, *numbers)
        else:
            A, cache = relu(A) if kind == "relu" else sigmoid(A)
        caches.append(cache)
    for (kind, *_), cache in zip(reversed(blocks), reversed(caches)):
        if kind == "linear":
            dA, _, _ = linear_backward(dA, cache)
        else:
            dA = relu_backward(dA, cache) if kind == "relu" else sigmoid_backward(dA, cache)
    return A, dA


q12 = None  # all that are right, such as "ab"
q12 = "ace"


q13 = None  # "a", "b", "c" or "d"
q13 = "d"


def initialize_parameters_he(layer_dims):
    """Parameters to start from: normal weights of standard deviation sqrt(2 / n[l-1]), biases of zero.

    layer_dims: list of int, the sizes n[0] = n_x, n[1], ..., n[L] of all layers
    returns: dict with "W1", "b1", ..., "WL", "bL", shapes as in `initialize_parameters_deep`

    >>> parameters = initialize_parameters_he([200, 300, 1])
    >>> parameters["W1"].std().round(2), parameters["W2"].shape
    (np.float64(0.1), (1, 300))
    """
    parameters = {}
    for l in range(1, len(layer_dims)):
        n, n_prev = layer_dims[l], layer_dims[l - 1]
        parameters[f"W{l}"] = np.random.randn(n, n_prev) * np.sqrt(2 / n_prev)
        parameters[f"b{l}"] = np.zeros((n, 1))
    return parameters


def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    """One step of gradient descent with momentum.

    parameters: dict with "W1", "b1", ..., "WL", "bL"; its arrays are left unchanged
    grads: dict with "dW1", "db1", ..., "dWL", "dbL"
    v: dict with the velocities so far, "dW1", "db1", ..., "dWL", "dbL"; its arrays are left unchanged
    beta: float, how much of the old velocity stays, 0 to 1
    learning_rate: float, the size of the step
    returns: (parameters, v), both dicts after the step

    >>> grads, v = {"dW1": np.array([[10.0]])}, {"dW1": np.array([[2.0]])}
    >>> update_parameters_with_momentum({"W1": np.array([[1.0]])}, grads, v, 0.75, 0.5)
    ({'W1': array([[-1.]])}, {'dW1': array([[4.]])})
    """
    velocity = {f"d{name}": beta * v[f"d{name}"] + (1 - beta) * grads[f"d{name}"] for name in parameters}
    moved = {name: parameters[name] - learning_rate * velocity[f"d{name}"] for name in parameters}
    return moved, velocity


def numerical_gradients(parameters, X, Y, epsilon):
    """The gradients of the cost by central differences: each number is moved a little, up and down.

    parameters: dict with "W1", "b1", ..., "WL", "bL"; its arrays are left unchanged
    X: array (n_x, m), one example a column
    Y: array (1, m), the labels, 0 or 1
    epsilon: float, how far a number is moved, such as 1e-4
    returns: dict with "dW1", "db1", ..., "dWL", "dbL", of the shapes of W1, b1, ..., WL, bL

    >>> parameters = {"W1": np.zeros((1, 1)), "b1": np.zeros((1, 1))}
    >>> grads = numerical_gradients(parameters, np.array([[1.0, 3.0]]), np.array([[1, 1]]), 1e-4)
    >>> grads["dW1"].round(6), grads["db1"].round(6)
    (array([[-1.]]), array([[-0.5]]))
    """
    L = len(parameters) // 2
    names = [f"{kind}{l}" for l in range(1, L + 1) for kind in "Wb"]
    theta = np.concatenate([parameters[name].ravel() for name in names])
    ends = np.cumsum([parameters[name].size for name in names])[:-1]

    def unpacked(thetas):
        """Many networks at once: row k of `thetas` becomes entry k along the first axis of every array."""
        parts = np.split(thetas, ends, axis=1)
        return {name: part.reshape(len(thetas), *parameters[name].shape) for name, part in zip(names, parts)}

    def costs(thetas):
        networks, A = unpacked(thetas), X
        for l in range(1, L + 1):
            Z = networks[f"W{l}"] @ A + networks[f"b{l}"]
            A, _ = relu(Z) if l < L else sigmoid(Z)
        return -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A), axis=(1, 2))

    steps = epsilon * np.eye(theta.size)
    slopes = (costs(theta + steps) - costs(theta - steps)) / (2 * epsilon)
    return {f"d{name}": part.reshape(part.shape[1:]) for name, part in unpacked(slopes[np.newaxis]).items()}
