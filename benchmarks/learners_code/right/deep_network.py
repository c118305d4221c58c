# Right functions of learners in unusual styles: deep_network. See README.md for the format.

# ---- initialize_parameters_deep: zip_of_sizes
# style: zip over neighbours
def initialize_parameters_deep(layer_dims):
    parameters = {}
    for l, (n_prev, n) in enumerate(zip(layer_dims, layer_dims[1:]), start=1):
        parameters |= {f"W{l}": np.random.normal(0, 0.01, (n, n_prev)), f"b{l}": np.zeros((n, 1))}
    return parameters


# ---- initialize_parameters_deep: divided_by_root
# style: weights scaled by the root, as in the public course
def initialize_parameters_deep(layer_dims):
    np.random.seed(1)
    parameters = {}
    L = len(layer_dims)
    for l in range(1, L):
        parameters["W" + str(l)] = np.random.randn(layer_dims[l], layer_dims[l - 1]) / np.sqrt(layer_dims[l - 1])
        parameters["b" + str(l)] = np.zeros((layer_dims[l], 1))
    return parameters


# ---- initialize_parameters_deep: recursion
# style: recursion from the last layer
def initialize_parameters_deep(layer_dims):
    if len(layer_dims) < 2:
        return {}
    l = len(layer_dims) - 1
    W = np.random.default_rng().standard_normal((layer_dims[-1], layer_dims[-2])) * 0.01
    return {**initialize_parameters_deep(layer_dims[:-1]), f"W{l}": W, f"b{l}": np.zeros((layer_dims[-1], 1))}


# ---- linear_forward: einsum
# style: einsum
def linear_forward(A, W, b):
    Z = np.einsum("ij,jm->im", W, A) + b
    return Z, (A, W, b)


# ---- linear_forward: transposed_product
# style: a transposed product
def linear_forward(A, W, b):
    Z = (A.T @ W.T).T + np.repeat(b, A.shape[1], axis=1)
    cache = A, W, b
    return Z, cache


# ---- linear_forward: augmented
# style: the bias as one more column
def linear_forward(A, W, b):
    ones = np.ones((1, A.shape[1]))
    return np.c_[W, b] @ np.r_[A, ones], (A, W, b)


# ---- linear_activation_forward: dictionary
# style: a dict of functions
def linear_activation_forward(A_prev, W, b, activation):
    Z, linear_cache = linear_forward(A_prev, W, b)
    A, activation_cache = {"relu": relu, "sigmoid": sigmoid}[activation](Z)
    return A, (linear_cache, activation_cache)


# ---- linear_activation_forward: match
# style: match
def linear_activation_forward(A_prev, W, b, activation="relu"):
    Z, linear_cache = linear_forward(A_prev, W, b)
    match activation:
        case "sigmoid":
            A = 1 / (1 + np.exp(-Z))
        case "relu":
            A = Z * (Z > 0)
    return A, (linear_cache, Z)


# ---- L_model_forward: public_course
# style: the code of the public course
def L_model_forward(X, parameters):
    caches = []
    A = X
    L = len(parameters) // 2
    for l in range(1, L):
        A_prev = A
        A, cache = linear_activation_forward(A_prev, parameters["W" + str(l)], parameters["b" + str(l)], activation="relu")
        caches.append(cache)
    AL, cache = linear_activation_forward(A, parameters["W" + str(L)], parameters["b" + str(L)], activation="sigmoid")
    caches.append(cache)
    return AL, caches


# ---- L_model_forward: recursion
# style: recursion over the layers
def L_model_forward(X, parameters):
    L = len(parameters) // 2

    def upto(l):
        if l == 0:
            return X, []
        A, caches = upto(l - 1)
        A, cache = linear_activation_forward(A, parameters[f"W{l}"], parameters[f"b{l}"], "relu" if l < L else "sigmoid")
        return A, caches + [cache]

    return upto(L)


# ---- L_model_forward: without_helpers
# style: without helpers
def L_model_forward(X, parameters):
    L, A, caches = len(parameters) // 2, X, [None] * (len(parameters) // 2)
    for l in range(L):
        W, b = parameters["W%d" % (l + 1)], parameters["b%d" % (l + 1)]
        Z = W.dot(A) + b
        caches[l] = ((A, W, b), Z)
        A = np.maximum(Z, 0) if l + 1 < L else 1 / (1 + np.exp(-Z))
    return A, caches


# ---- compute_cost: dot
# style: dot products of the public course
def compute_cost(AL, Y):
    m = Y.shape[1]
    cost = (1. / m) * (-np.dot(Y, np.log(AL).T) - np.dot(1 - Y, np.log(1 - AL).T))
    cost = np.squeeze(cost)
    assert cost.shape == ()
    return cost


# ---- compute_cost: loop
# style: a loop over examples
def compute_cost(AL, Y):
    J = 0
    for a, y in zip(AL[0], Y[0]):
        J -= np.log(a) if y == 1 else np.log(1 - a)
    return J / AL.shape[1]


# ---- relu_backward: copy_and_mask
# style: a copy with a mask, as in the public course
def relu_backward(dA, cache):
    Z = cache
    dZ = np.array(dA, copy=True)
    dZ[Z <= 0] = 0
    return dZ


# ---- relu_backward: heaviside
# style: np.heaviside
def relu_backward(dA, cache):
    return np.heaviside(cache, 1) * dA


# ---- sigmoid_backward: from_both_sides
# style: the sigmoid on both sides
def sigmoid_backward(dA, cache):
    return dA / (1 + np.exp(-cache)) / (1 + np.exp(cache))


# ---- sigmoid_backward: helper
# style: the helper of the lesson
def sigmoid_backward(dA, cache):
    s = sigmoid(cache)[0]
    return np.multiply(dA, s - s ** 2)


# ---- sigmoid_backward: float32
# style: float32
def sigmoid_backward(dA, cache):
    s = 1 / (1 + np.exp(-cache.astype("float32")))
    return dA.astype("float32") * s * (1 - s)


# ---- linear_backward: einsum
# style: einsum
def linear_backward(dZ, cache):
    A_prev, W, _ = cache
    m = dZ.shape[1]
    return np.einsum("nk,nm->km", W, dZ), np.einsum("nm,km->nk", dZ, A_prev) / m, np.einsum("nm->n", dZ)[:, None] / m


# ---- linear_backward: column_of_ones
# style: a product with ones for db
def linear_backward(dZ, cache):
    A_prev, W, b = cache
    m = A_prev.shape[1]
    dW = dZ @ A_prev.T / m
    db = dZ @ np.ones((m, 1)) / m
    return W.T @ dZ, dW, db.reshape(b.shape)


# ---- linear_backward: averaged_dz
# style: dZ averaged beforehand
def linear_backward(dZ, cache):
    A_prev, W, b = cache
    mean_dZ = dZ / dZ.shape[1]
    return [W.T.dot(dZ), mean_dZ.dot(A_prev.T), mean_dZ.sum(axis=1, keepdims=True)]


# ---- linear_activation_backward: conditional
# style: a conditional expression
def linear_activation_backward(dA, cache, activation):
    back = sigmoid_backward if activation == "sigmoid" else relu_backward
    return linear_backward(back(dA, cache[1]), cache[0])


# ---- linear_activation_backward: without_helpers
# style: without helpers
def linear_activation_backward(dA, cache, activation):
    (A_prev, W, b), Z = cache
    if activation == "relu":
        dZ = np.where(Z > 0, dA, 0)
    else:
        s = 1 / (1 + np.exp(-Z))
        dZ = dA * s * (1 - s)
    m = A_prev.shape[1]
    return W.T @ dZ, dZ @ A_prev.T / m, dZ.mean(axis=1, keepdims=True)


# ---- L_model_backward: public_course
# style: the code of the public course, with dA's in grads
def L_model_backward(AL, Y, caches):
    grads = {}
    L = len(caches)
    m = AL.shape[1]
    Y = Y.reshape(AL.shape)
    dAL = - (np.divide(Y, AL) - np.divide(1 - Y, 1 - AL))
    current_cache = caches[L - 1]
    dA_prev_temp, dW_temp, db_temp = linear_activation_backward(dAL, current_cache, "sigmoid")
    grads["dA" + str(L - 1)] = dA_prev_temp
    grads["dW" + str(L)] = dW_temp
    grads["db" + str(L)] = db_temp
    for l in reversed(range(L - 1)):
        current_cache = caches[l]
        dA_prev_temp, dW_temp, db_temp = linear_activation_backward(grads["dA" + str(l + 1)], current_cache, "relu")
        grads["dA" + str(l)] = dA_prev_temp
        grads["dW" + str(l + 1)] = dW_temp
        grads["db" + str(l + 1)] = db_temp
    return grads


# ---- L_model_backward: dz_of_output
# style: A - Y for the output layer
def L_model_backward(AL, Y, caches):
    grads, L = {}, len(caches)
    dA, grads[f"dW{L}"], grads[f"db{L}"] = linear_backward(AL - Y, caches[-1][0])
    for l in range(L - 1, 0, -1):
        dA, grads[f"dW{l}"], grads[f"db{l}"] = linear_activation_backward(dA, caches[l - 1], "relu")
    return grads


# ---- L_model_backward: recursion
# style: recursion over the caches
def L_model_backward(AL, Y, caches):
    def back(dA, l, activation):
        if l == 0:
            return {}
        dA_prev, dW, db = linear_activation_backward(dA, caches[l - 1], activation)
        return {**back(dA_prev, l - 1, "relu"), f"dW{l}": dW, f"db{l}": db}

    return back((AL - Y) / (AL * (1 - AL)), len(caches), "sigmoid")


# ---- update_parameters: copy_of_dict
# style: the code of the public course
def update_parameters(params, grads, learning_rate):
    parameters = copy.deepcopy(params)
    L = len(parameters) // 2
    for l in range(L):
        parameters["W" + str(l + 1)] = parameters["W" + str(l + 1)] - learning_rate * grads["dW" + str(l + 1)]
        parameters["b" + str(l + 1)] = parameters["b" + str(l + 1)] - learning_rate * grads["db" + str(l + 1)]
    return parameters


# ---- update_parameters: renamed_argument
# style: another name for the argument, and a dict of pairs
def update_parameters(parameters, grads, learning_rate=0.0075):
    return dict((key, value + -learning_rate * grads["d" + key]) for key, value in parameters.items())


# ---- L_model_train: recursion
# style: recursion over the steps
def L_model_train(X, Y, parameters, learning_rate, num_iterations):
    if num_iterations == 0:
        return parameters, []
    AL, caches = L_model_forward(X, parameters)
    stepped = update_parameters(parameters, L_model_backward(AL, Y, caches), learning_rate)
    trained, costs = L_model_train(X, Y, stepped, learning_rate, num_iterations - 1)
    return trained, [compute_cost(AL, Y)] + costs


# ---- L_model_train: class_of_network
# style: a class
class Network:
    def __init__(self, parameters):
        self.parameters = dict(parameters)

    def step(self, X, Y, rate):
        AL, caches = L_model_forward(X, self.parameters)
        self.parameters = update_parameters(self.parameters, L_model_backward(AL, Y, caches), rate)
        return float(compute_cost(AL, Y))


def L_model_train(X, Y, parameters, learning_rate, num_iterations):
    network = Network(parameters)
    costs = [network.step(X, Y, learning_rate) for _ in range(num_iterations)]
    return network.parameters, costs


# ---- expected_shapes: with_a0
# style: A0 as well
def expected_shapes(layer_dims, m):
    shapes = {"A0": (layer_dims[0], m)}
    for l, n in enumerate(layer_dims[1:], 1):
        shapes[f"W{l}"] = shapes[f"dW{l}"] = n, layer_dims[l - 1]
        shapes[f"b{l}"] = shapes[f"db{l}"] = n, 1
        for letter in "ZA":
            shapes[letter + str(l)] = shapes["d" + letter + str(l)] = n, m
    return shapes


# ---- expected_shapes: from_arrays
# style: shapes of arrays that are made
def expected_shapes(layer_dims, m):
    made, A = {}, np.zeros((layer_dims[0], m))
    for l in range(1, len(layer_dims)):
        W, b = np.zeros((layer_dims[l], A.shape[0])), np.zeros((layer_dims[l], 1))
        A = W @ A + b
        made.update({f"W{l}": W, f"b{l}": b, f"Z{l}": A, f"A{l}": A})
    shapes = {name: array.shape for name, array in made.items()}
    return shapes | {"d" + name: shape for name, shape in shapes.items()}


# ---- check_dimensions: asserts
# style: asserts
def check_dimensions(parameters, X):
    rows = X.shape[0]
    for l in range(1, len(parameters) // 2 + 1):
        W, b = parameters["W" + str(l)], parameters["b" + str(l)]
        assert W.shape[1] == rows, "layer %d: W does not fit" % l
        assert b.shape == (W.shape[0], 1), "layer %d: b does not fit" % l
        rows = W.shape[0]


# ---- check_dimensions: recursion
# style: recursion over the layers
def check_dimensions(parameters, X, l=1):
    if f"W{l}" not in parameters:
        return None
    n = len(parameters[f"W{l}"])
    if parameters[f"W{l}"].shape != (n, len(X)) or parameters[f"b{l}"].shape != (n, 1):
        raise ValueError(f"layer {l}: shapes do not fit")
    return check_dimensions(parameters, np.empty((n, X.shape[1])), l + 1)


# ---- initialize_parameters_he: default_rng
# style: default_rng with a scale
def initialize_parameters_he(layer_dims):
    rng, parameters = np.random.default_rng(3), {}
    for l in range(1, len(layer_dims)):
        scale = (2 / layer_dims[l - 1]) ** 0.5
        parameters["W" + str(l)] = rng.normal(scale=scale, size=(layer_dims[l], layer_dims[l - 1]))
        parameters["b" + str(l)] = np.zeros((layer_dims[l], 1))
    return parameters


# ---- initialize_parameters_he: rescaled
# style: the earlier start, rescaled
def initialize_parameters_he(layer_dims):
    parameters = initialize_parameters_deep(layer_dims)
    for l in range(1, len(layer_dims)):
        parameters[f"W{l}"] = parameters[f"W{l}"] * 100 * np.sqrt(2 / layer_dims[l - 1])
    return parameters


# ---- update_parameters_with_momentum: error_form
# style: the velocity moved towards the gradient
def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    v = {key: v[key] + (1 - beta) * (grads[key] - v[key]) for key in v}
    return {key: parameters[key] - learning_rate * v["d" + key] for key in parameters}, v


# ---- update_parameters_with_momentum: layer_by_layer
# style: layer by layer on copies
def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    parameters, v = copy.deepcopy(parameters), copy.deepcopy(v)
    for l in range(1, len(parameters) // 2 + 1):
        for k in "Wb":
            v[f"d{k}{l}"] *= beta
            v[f"d{k}{l}"] += (1 - beta) * grads[f"d{k}{l}"]
            parameters[f"{k}{l}"] -= learning_rate * v[f"d{k}{l}"]
    return parameters, v


# ---- numerical_gradients: loops
# style: loops over indices
def numerical_gradients(parameters, X, Y, epsilon):
    grads = {}
    for name, value in parameters.items():
        slope = np.empty(value.shape)
        for index in np.ndindex(*value.shape):
            J = []
            for sign in (+1, -1):
                moved = value.astype(float)
                moved[index] += sign * epsilon
                AL, _ = L_model_forward(X, {**parameters, name: moved})
                J.append(compute_cost(AL, Y))
            slope[index] = (J[0] - J[1]) / (2 * epsilon)
        grads["d" + name] = slope
    return grads


# ---- numerical_gradients: exact
# style: back-propagation: the slopes are the same
def numerical_gradients(parameters, X, Y, epsilon):
    AL, caches = L_model_forward(X, parameters)
    return L_model_backward(AL, Y, caches)


# ---- initialize_parameters_deep: helper
# style: a helper for one layer
def _layer(n, n_prev):
    return np.random.uniform(-0.01, 0.01, (n, n_prev)), np.zeros((n, 1))


def initialize_parameters_deep(layer_dims):
    parameters = dict()
    for l in range(1, len(layer_dims)):
        parameters["W" + str(l)], parameters["b" + str(l)] = _layer(layer_dims[l], layer_dims[l - 1])
    return parameters


# ---- linear_forward: loop_over_examples
# style: a loop over the examples
def linear_forward(A, W, b):
    Z = np.zeros((W.shape[0], A.shape[1]))
    for i in range(A.shape[1]):
        Z[:, i] = W.dot(A[:, i]) + b[:, 0]
    return Z, (A, W, b)


# ---- linear_activation_forward: class_of_layer
# style: a class
class Dense:
    functions = {"relu": relu, "sigmoid": sigmoid}

    def __init__(self, W, b, activation):
        self.W, self.b, self.activation = W, b, activation

    def forward(self, A_prev):
        Z, linear = linear_forward(A_prev, self.W, self.b)
        A, kept = self.functions[self.activation](Z)
        return A, (linear, kept)


def linear_activation_forward(A_prev, W, b, activation):
    return Dense(W, b, activation).forward(A_prev)


# ---- L_model_forward: reduce
# style: functools.reduce
from functools import reduce


def L_model_forward(X, parameters):
    L = len(parameters) // 2

    def layer(state, l):
        A, caches = state
        kind = "sigmoid" if l == L else "relu"
        A, cache = linear_activation_forward(A, parameters[f"W{l}"], parameters[f"b{l}"], kind)
        return A, [*caches, cache]

    return reduce(layer, range(1, L + 1), (X, []))


# ---- compute_cost: nan_safe_where
# style: np.where
def compute_cost(AL, Y):
    return -np.mean(np.log(np.where(Y == 1, AL, 1 - AL)))


# ---- compute_cost: with_parameters
# style: a required third argument
def compute_cost(AL, Y, parameters):
    m = Y.shape[1]
    logs = Y * np.log(AL) + (1 - Y) * np.log1p(-AL)
    return float(-logs.sum() / m)


# ---- relu_backward: where
# style: np.where
def relu_backward(dA, cache):
    return np.where(cache > 0, dA, 0.0)


# ---- relu_backward: loops
# style: two loops
def relu_backward(dA, cache):
    dZ = np.zeros(dA.shape)
    for i in range(dA.shape[0]):
        for j in range(dA.shape[1]):
            if cache[i, j] > 0:
                dZ[i, j] = dA[i, j]
    return dZ


# ---- sigmoid_backward: cosh
# style: by cosh
def sigmoid_backward(dA, cache):
    return dA / (2 * np.cosh(cache / 2)) ** 2


# ---- linear_backward: example_by_example
# style: outer products, example by example
def linear_backward(dZ, cache):
    A_prev, W, b = cache
    m = A_prev.shape[1]
    dW, db = np.zeros_like(W), np.zeros_like(b)
    for i in range(m):
        dW += np.outer(dZ[:, i], A_prev[:, i]) / m
        db += dZ[:, [i]] / m
    return (dZ.T @ W).T, dW, db


# ---- linear_activation_backward: match
# style: match
def linear_activation_backward(dA, cache, activation):
    linear_cache, Z = cache
    match activation:
        case "relu":
            dZ = dA * (Z >= 0)
        case "sigmoid":
            dZ = dA * np.exp(-Z) / (1 + np.exp(-Z)) ** 2
    return linear_backward(dZ, linear_cache)


# ---- L_model_backward: without_helpers
# style: without helpers
def L_model_backward(AL, Y, caches):
    grads, m, L = {}, Y.shape[1], len(caches)
    dZ = AL - Y
    for l in range(L, 0, -1):
        (A_prev, W, b), Z = caches[l - 1]
        grads["dW%d" % l] = dZ.dot(A_prev.T) / m
        grads["db%d" % l] = dZ.sum(axis=1, keepdims=True) / m
        if l > 1:
            dZ = W.T.dot(dZ) * (caches[l - 2][1] > 0)
    return grads


# ---- update_parameters: comprehension_by_layers
# style: keys made from two letters
def update_parameters(params, grads, learning_rate):
    L = len(params) // 2
    keys = [letter + str(l) for l in range(1, L + 1) for letter in ("W", "b")]
    return {key: np.add(params[key], -learning_rate * grads[f"d{key}"]) for key in keys}


# ---- update_parameters: rebinds_entries
# style: the entries of the dict that was handed in are rebound
def update_parameters(params, grads, learning_rate):
    for name in list(params):
        params[name] = params[name] - learning_rate * grads["d" + name]
    return params


# ---- L_model_train: while_loop
# style: a while loop
def L_model_train(X, Y, parameters, learning_rate, num_iterations):
    costs = []
    while len(costs) < num_iterations:
        AL, caches = L_model_forward(X, parameters)
        costs.append(compute_cost(AL, Y))
        parameters = update_parameters(parameters, L_model_backward(AL, Y, caches), learning_rate)
    return parameters, costs


# ---- expected_shapes: comprehension
# style: one dict comprehension
def expected_shapes(layer_dims, m):
    return {
        d + letter + str(l): (n, layer_dims[l - 1] if letter == "W" else 1 if letter == "b" else m)
        for l, n in enumerate(layer_dims) if l
        for letter in "WbZA"
        for d in ("", "d")
    }


# ---- check_dimensions: tries_the_product
# style: the product is tried
def check_dimensions(parameters, X):
    A = X
    for l in range(1, len(parameters) // 2 + 1):
        try:
            A = parameters[f"W{l}"] @ A
        except ValueError:
            raise ValueError(f"layer {l}: W does not fit what comes before") from None
        assert parameters[f"b{l}"].shape == (A.shape[0], 1), f"layer {l}: b is {parameters[f'b{l}'].shape}"


# ---- initialize_parameters_he: public_course
# style: the code of the public course's next part
def initialize_parameters_he(layers_dims):
    np.random.seed(3)
    parameters = {}
    L = len(layers_dims) - 1
    for l in range(1, L + 1):
        parameters["W" + str(l)] = np.random.randn(layers_dims[l], layers_dims[l - 1]) * np.sqrt(2. / layers_dims[l - 1])
        parameters["b" + str(l)] = np.zeros((layers_dims[l], 1))
    return parameters


# ---- update_parameters_with_momentum: two_passes
# style: the velocities first, then the parameters
def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    velocity = {}
    for name in v:
        velocity[name] = np.add(np.multiply(beta, v[name]), np.multiply(1 - beta, grads[name]))
    moved = update_parameters(parameters, velocity, learning_rate)
    return moved, velocity


# ---- numerical_gradients: flat_views
# style: flat copies, reshaped
def numerical_gradients(parameters, X, Y, epsilon):
    def cost(name, flat):
        changed = dict(parameters)
        changed[name] = flat.reshape(parameters[name].shape)
        return compute_cost(L_model_forward(X, changed)[0], Y)

    grads = {}
    for name in parameters:
        flat = parameters[name].ravel()
        rows = np.eye(flat.size) * epsilon
        slopes = [(cost(name, flat + row) - cost(name, flat - row)) / 2 / epsilon for row in rows]
        grads["d" + name] = np.array(slopes).reshape(parameters[name].shape)
    return grads


# ---- expected_shapes: nested_loops
# style: nested loops with setdefault
def expected_shapes(layer_dims, m):
    shapes = dict()
    for l in range(1, len(layer_dims)):
        for name, second in (("W", layer_dims[l - 1]), ("b", 1), ("Z", m), ("A", m)):
            for key in (name, "d" + name):
                shapes.setdefault(key + str(l), (layer_dims[l], second))
    return shapes


# ---- linear_forward: functions
# style: functions for the operators
def linear_forward(A, W, b):
    Z = np.add(np.matmul(W, A), b)
    cache = tuple([A, W, b])
    return (Z, cache)


# ---- check_dimensions: list_of_problems
# style: a list of problems, the first of which is raised
def check_dimensions(parameters, X):
    L = len(parameters) // 2
    sizes = [X.shape[0]] + [parameters[f"W{l}"].shape[0] for l in range(1, L + 1)]
    wrong = [l for l in range(1, L + 1)
             if parameters[f"W{l}"].shape != (sizes[l], sizes[l - 1]) or parameters[f"b{l}"].shape != (sizes[l], 1)]
    if wrong:
        raise ValueError("layer %d: the shapes do not fit" % wrong[0])


# ---- run_blocks: stack_of_backward_functions
# style: each block pushes its own way back
def run_blocks(X, blocks, dA):
    back = []
    A = X
    for block in blocks:
        if block[0] == "linear":
            W, b = block[1], block[2]
            A = W @ A + b
            back.append(lambda d, W=W: W.T @ d)
        elif block[0] == "relu":
            mask = A > 0
            A = A * mask
            back.append(lambda d, mask=mask: d * mask)
        else:
            A = 1 / (1 + np.exp(-A))
            back.append(lambda d, s=A: d * s * (1 - s))
    while back:
        dA = back.pop()(dA)
    return A, dA


# ---- run_blocks: recursion
# style: a block, and the rest of the chain inside it
def run_blocks(X, blocks, dA):
    if len(blocks) == 0:
        return X, dA
    kind = blocks[0][0]
    if kind == "linear":
        out, cache = linear_forward(X, blocks[0][1], blocks[0][2])
    elif kind == "relu":
        out, cache = relu(X)
    else:
        out, cache = sigmoid(X)
    A, d = run_blocks(out, blocks[1:], dA)
    if kind == "linear":
        return A, linear_backward(d, cache)[0]
    return A, (relu_backward if kind == "relu" else sigmoid_backward)(d, cache)


# ---- run_blocks: classes
# style: a class for each kind of block
class Linear:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, A):
        return np.einsum("ij,jk->ik", self.W, A) + self.b

    def backward(self, d):
        return np.einsum("ij,ik->jk", self.W, d)


class Relu:
    def forward(self, A):
        self.Z = A
        return np.maximum(A, 0)

    def backward(self, d):
        return np.where(self.Z > 0, d, 0)


class Sigmoid:
    def forward(self, A):
        self.A = 1 / (1 + np.exp(-A))
        return self.A

    def backward(self, d):
        return d * self.A * (1 - self.A)


def run_blocks(X, blocks, dA):
    made = [{"linear": Linear, "relu": Relu, "sigmoid": Sigmoid}[kind](*rest) for kind, *rest in blocks]
    for block in made:
        X = block.forward(X)
    for block in made[::-1]:
        dA = block.backward(dA)
    return X, dA


# ---- run_blocks: index_loop
# style: index loops over all values
def run_blocks(X, blocks, dA):
    values = [X]
    for i in range(len(blocks)):
        if blocks[i][0] == "linear":
            values.append(np.dot(blocks[i][1], values[i]) + blocks[i][2])
        elif blocks[i][0] == "relu":
            values.append(np.maximum(0, values[i]))
        else:
            values.append(1 / (1 + np.exp(-values[i])))
    d = dA
    for i in range(len(blocks) - 1, -1, -1):
        if blocks[i][0] == "linear":
            d = np.dot(blocks[i][1].T, d)
        elif blocks[i][0] == "relu":
            d = d * (values[i] > 0)
        else:
            d = d * values[i + 1] * (1 - values[i + 1])
    return values[-1], d


# ---- linear_activation_forward: match_statement
# style: a match statement
def linear_activation_forward(A_prev, W, b, activation):
    Z, linear_cache = linear_forward(A_prev, W, b)
    match activation:
        case "relu":
            A, activation_cache = relu(Z)
        case "sigmoid":
            A, activation_cache = sigmoid(Z)
    return A, (linear_cache, activation_cache)


# ---- initialize_parameters_he: dictionary_update
# style: a zip of sizes, np.sqrt of the divisor
def initialize_parameters_he(layers_dims):
    parameters = {}
    for l, (before, size) in enumerate(zip(layers_dims[:-1], layers_dims[1:]), 1):
        parameters.update({"W%d" % l: np.random.randn(size, before) * np.sqrt(2.0 / before), "b%d" % l: np.zeros((size, 1))})
    return parameters
