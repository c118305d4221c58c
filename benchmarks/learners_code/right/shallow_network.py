# Right functions of learners in unusual styles: shallow_network. See README.md for the format.

# ---- layer_sizes: len_
# style: len
def layer_sizes(X, Y):
    return len(X), 4, len(Y)


# ---- layer_sizes: unpacking
# style: unpacking and a default
def layer_sizes(X, Y, n_h=4):
    (n_x, _), (n_y, _) = X.shape, Y.shape
    return (n_x, n_h, n_y)


# ---- forward_one: loop
# style: a loop over the layers
def forward_one(x, parameters):
    a = x
    for layer in "12":
        a = sigmoid(parameters["W" + layer] @ a + parameters["b" + layer])
    return a


# ---- forward_one: nested
# style: one expression
def forward_one(x, parameters):
    p = parameters
    return sigmoid(p["b2"] + np.dot(p["W2"], sigmoid(p["b1"] + np.dot(p["W1"], x))))


# ---- forward_propagation: public_course
# style: the code of the public course
def forward_propagation(X, parameters):
    W1 = parameters["W1"]
    b1 = parameters["b1"]
    W2 = parameters["W2"]
    b2 = parameters["b2"]
    Z1 = np.dot(W1, X) + b1
    A1 = np.tanh(Z1)
    Z2 = np.dot(W2, A1) + b2
    A2 = sigmoid(Z2)
    assert(A2.shape == (W2.shape[0], X.shape[1]))
    cache = {"Z1": Z1,
             "A1": A1,
             "Z2": Z2,
             "A2": A2}
    return A2, cache


# ---- forward_propagation: columns
# style: column by column, then stacked
def forward_propagation(X, parameters):
    W1, b1, W2, b2 = (parameters[name] for name in ("W1", "b1", "W2", "b2"))
    Z1 = np.column_stack([W1 @ x + b1[:, 0] for x in X.T])
    A1 = np.tanh(Z1)
    Z2 = np.column_stack([W2 @ a + b2[:, 0] for a in A1.T])
    A2 = 1 / (1 + np.exp(-Z2))
    return A2, dict(Z1=Z1, A1=A1, Z2=Z2, A2=A2)


# ---- forward_propagation: einsum
# style: einsum, and the parameters in the cache as well
def forward_propagation(X, parameters):
    cache = dict(parameters)
    cache["Z1"] = np.einsum("hx,xm->hm", parameters["W1"], X) + parameters["b1"]
    cache["A1"] = np.tanh(cache["Z1"])
    cache["Z2"] = np.einsum("yh,hm->ym", parameters["W2"], cache["A1"]) + parameters["b2"]
    cache["A2"] = sigmoid(cache["Z2"])
    return cache["A2"], cache


# ---- forward_propagation: reordered_arguments
# style: reordered arguments
def forward_propagation(parameters, X):
    Z1 = parameters["W1"].dot(X) + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = parameters["W2"].dot(A1) + parameters["b2"]
    A2 = sigmoid(Z2)
    return A2, {"A1": A1, "A2": A2, "Z1": Z1, "Z2": Z2}


# ---- tanh: by_sigmoid
# style: by the sigmoid
def tanh(z):
    return 2 * sigmoid(2 * z) - 1


# ---- tanh: sinh_cosh
# style: sinh over cosh
def tanh(z):
    return np.sinh(z) / np.cosh(z)


# ---- tanh: expm1
# style: np.expm1
def tanh(z):
    grown = np.expm1(2 * z)
    return grown / (grown + 2)


# ---- tanh: alias
# style: NumPy's own
tanh = np.tanh


# ---- relu: heaviside
# style: np.heaviside
def relu(z):
    return np.heaviside(z, 0.0) * z


# ---- relu: vectorize
# style: np.vectorize
relu = np.vectorize(lambda z: max(0.0, z), otypes=[float])


# ---- relu: float32
# style: float32
def relu(z):
    return np.maximum(np.asarray(z, dtype=np.float32), 0)


# ---- leaky_relu: maximum
# style: the larger of the two
def leaky_relu(z, slope=0.01):
    return np.maximum(z, slope * z)


# ---- leaky_relu: sum_of_parts
# style: the sum of the two parts
def leaky_relu(z, slope=0.01):
    return relu(z) - slope * relu(-z)


# ---- leaky_relu: select
# style: np.select
def leaky_relu(z, slope=0.01):
    z = np.asarray(z, dtype=float)
    return np.select([z >= 0, z < 0], [z, z * slope])


# ---- collapse_linear: probing
# style: the layers applied to zeros and to the identity
def collapse_linear(W1, b1, W2, b2):
    def both(X):
        return W2 @ (W1 @ X + b1) + b2

    b = both(np.zeros((W1.shape[1], 1)))
    return both(np.eye(W1.shape[1])) - b, b


# ---- collapse_linear: block_matrices
# style: block matrices
def collapse_linear(W1, b1, W2, b2):
    n_0 = W1.shape[1]
    last = np.hstack([np.zeros(n_0), 1])
    M = np.hstack([W2, b2]) @ np.vstack([np.hstack([W1, b1]), last])
    return M[:, :n_0], M[:, n_0:]


# ---- sigmoid_derivative: cosh
# style: by cosh
def sigmoid_derivative(z):
    return 1 / (4 * np.cosh(z / 2) ** 2)


# ---- sigmoid_derivative: both_sides
# style: the sigmoid on both sides
def sigmoid_derivative(z):
    return sigmoid(z) * sigmoid(-z)


# ---- sigmoid_derivative: quotient
# style: the rule for quotients
def sigmoid_derivative(z):
    e = np.exp(-z)
    return e / np.square(1 + e)


# ---- tanh_derivative: cosh
# style: by cosh
def tanh_derivative(z):
    return np.cosh(z) ** -2.0


# ---- tanh_derivative: product
# style: the product of sum and difference
def tanh_derivative(z):
    t = np.tanh(z)
    return (1 + t) * (1 - t)


# ---- relu_derivative: boolean
# style: one at zero, as whole numbers
def relu_derivative(z):
    return np.int64(np.asarray(z) >= 0)


# ---- relu_derivative: sign_and_shift
# style: by the sign
def relu_derivative(z):
    return (np.sign(z) + 1) // 2


# ---- relu_derivative: piecewise
# style: np.piecewise
def relu_derivative(z):
    return np.piecewise(np.asarray(z, dtype=float), [np.asarray(z) > 0], [1, 0])


# ---- leaky_relu_derivative: choose
# style: an index into two values
def leaky_relu_derivative(z, slope=0.01):
    return np.array([slope, 1.0])[(np.asarray(z) > 0).astype(int)]


# ---- leaky_relu_derivative: linear_in_gate
# style: linear in the gate
def leaky_relu_derivative(z, slope=0.01):
    return slope + (1 - slope) * relu_derivative(z)


# ---- compute_cost: with_parameters
# style: the third argument of the public course
def compute_cost(A2, Y, parameters):
    m = Y.shape[1]
    logprobs = np.multiply(np.log(A2), Y) + np.multiply((1 - Y), np.log(1 - A2))
    cost = -(1 / m) * np.sum(logprobs)
    cost = float(np.squeeze(cost))
    return cost


# ---- compute_cost: dot
# style: dot products and a squeeze
def compute_cost(A2, Y):
    m = Y.shape[1]
    cost = -1 / m * (np.dot(Y, np.log(A2).T) + np.dot(1 - Y, np.log(1 - A2).T))
    return np.squeeze(cost)


# ---- compute_cost: fancy_index
# style: the two classes apart
def compute_cost(A2, Y):
    ones, zeros = A2[Y == 1], A2[Y == 0]
    return -(np.log(ones).sum() + np.log(1 - zeros).sum()) / A2.size


# ---- backward_propagation: public_course
# style: the code of the public course
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    W1 = parameters["W1"]
    W2 = parameters["W2"]
    A1 = cache["A1"]
    A2 = cache["A2"]
    dZ2 = A2 - Y
    dW2 = (1 / m) * np.dot(dZ2, A1.T)
    db2 = (1 / m) * (np.sum(dZ2, axis=1, keepdims=True))
    dZ1 = np.dot(W2.T, dZ2) * (1 - np.power(A1, 2))
    dW1 = (1 / m) * (np.dot(dZ1, X.T))
    db1 = (1 / m) * (np.sum(dZ1, axis=1, keepdims=True))
    grads = {"dW1": dW1,
             "db1": db1,
             "dW2": dW2,
             "db2": db2}
    return grads


# ---- backward_propagation: example_by_example
# style: example by example
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    grads = {"d" + name: np.zeros(parameters[name].shape) for name in ("W1", "b1", "W2", "b2")}
    for i in range(m):
        x, a1 = X[:, [i]], cache["A1"][:, [i]]
        dz2 = cache["A2"][:, [i]] - Y[:, [i]]
        dz1 = parameters["W2"].T @ dz2 * (1 - a1 * a1)
        for name, step in [("dW2", dz2 @ a1.T), ("db2", dz2), ("dW1", dz1 @ x.T), ("db1", dz1)]:
            grads[name] += step / m
    return grads


# ---- backward_propagation: einsum
# style: einsum
def backward_propagation(parameters, cache, X, Y):
    d2 = (cache["A2"] - Y) / Y.shape[1]
    d1 = np.einsum("yh,ym,hm->hm", parameters["W2"], d2, tanh_derivative(cache["Z1"]))
    return {
        "dW1": np.einsum("hm,xm->hx", d1, X), "db1": np.einsum("hm->h", d1)[:, None],
        "dW2": np.einsum("ym,hm->yh", d2, cache["A1"]), "db2": np.einsum("ym->y", d2)[:, None],
    }


# ---- backward_propagation: helper_for_layer
# style: a helper for a layer, and means
def _layer_gradients(dZ, A_before):
    m = dZ.shape[-1]
    return np.matmul(dZ, A_before.T) / m, np.mean(dZ, axis=1).reshape(-1, 1)


def backward_propagation(parameters, cache, X, Y):
    grads = {}
    dZ2 = np.subtract(cache["A2"], Y)
    grads["dW2"], grads["db2"] = _layer_gradients(dZ2, cache["A1"])
    dZ1 = np.multiply(parameters["W2"].T @ dZ2, 1 - np.square(cache["A1"]))
    grads["dW1"], grads["db1"] = _layer_gradients(dZ1, X)
    return grads


# ---- update_parameters: deep_copy
# style: copies that are changed in place
def update_parameters(parameters, grads, learning_rate=1.2):
    new = copy.deepcopy(parameters)
    for name in new:
        new[name] -= learning_rate * grads["d" + name]
    return new


# ---- update_parameters: rebinds_entries
# style: the entries of the dict that was handed in are rebound
def update_parameters(parameters, grads, learning_rate=1.2):
    for l in (1, 2):
        parameters[f"W{l}"] = parameters[f"W{l}"] - learning_rate * grads[f"dW{l}"]
        parameters[f"b{l}"] = parameters[f"b{l}"] - learning_rate * grads[f"db{l}"]
    return parameters


# ---- update_parameters: zipped
# style: zip over sorted keys
def update_parameters(parameters, grads, learning_rate=1.2):
    names = sorted(parameters)
    return {n: np.subtract(parameters[n], np.multiply(learning_rate, grads[g])) for n, g in zip(names, ["dW1", "dW2", "db1", "db2"])}


# ---- gradient_check_network: flat_vector
# style: one flat vector
def gradient_check_network(parameters, grads, X, Y, eps=1e-5):
    names = ["W1", "b1", "W2", "b2"]
    theta = np.concatenate([parameters[n].ravel() for n in names]).astype(float)
    g = np.concatenate([grads["d" + n].ravel() for n in names])

    def J(vector):
        p, start = {}, 0
        for n in names:
            p[n] = vector[start:start + parameters[n].size].reshape(parameters[n].shape)
            start += parameters[n].size
        return compute_cost(forward_propagation(X, p)[0], Y)

    n = np.array([(J(theta + e) - J(theta - e)) / (2 * eps) for e in eps * np.eye(len(theta))])
    return np.linalg.norm(g - n) / (np.linalg.norm(g) + np.linalg.norm(n))


# ---- gradient_check_network: nested_loops
# style: nested loops over deep copies
def gradient_check_network(parameters, grads, X, Y, eps=1e-5):
    def cost(p):
        A2, _ = forward_propagation(X, p)
        return float(compute_cost(A2, Y))

    distance, length_g, length_n = 0.0, 0.0, 0.0
    for name in ("W1", "b1", "W2", "b2"):
        rows, columns = parameters[name].shape
        for i in range(rows):
            for j in range(columns):
                plus, minus = copy.deepcopy(parameters), copy.deepcopy(parameters)
                plus[name][i, j] += eps
                minus[name][i, j] -= eps
                n = (cost(plus) - cost(minus)) / (2 * eps)
                g = grads["d" + name][i, j]
                distance += (g - n) ** 2
                length_g += g ** 2
                length_n += n ** 2
    return np.sqrt(distance) / (np.sqrt(length_g) + np.sqrt(length_n))


# ---- initialize_parameters: default_rng
# style: default_rng, and W2 drawn first
def initialize_parameters(n_x, n_h, n_y):
    rng = np.random.default_rng()
    W2 = rng.normal(scale=0.01, size=(n_y, n_h))
    W1 = rng.normal(scale=0.01, size=(n_h, n_x))
    return {"W1": W1, "b1": np.zeros([n_h, 1]), "W2": W2, "b2": np.zeros([n_y, 1])}


# ---- initialize_parameters: fixed_seed
# style: the seed of the public course
def initialize_parameters(n_x, n_h, n_y):
    np.random.seed(2)
    W1 = np.random.randn(n_h, n_x) * 0.01
    b1 = np.zeros((n_h, 1))
    W2 = np.random.randn(n_y, n_h) * 0.01
    b2 = np.zeros((n_y, 1))
    assert W1.shape == (n_h, n_x)
    assert b2.shape == (n_y, 1)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


# ---- hidden_unit_spread: all_pairs
# style: all pairs by broadcasting
def hidden_unit_spread(parameters, X, Y, num_iterations, learning_rate):
    parameters = dict(parameters)
    for _ in range(num_iterations):
        _, cache = forward_propagation(X, parameters)
        parameters = update_parameters(parameters, backward_propagation(parameters, cache, X, Y), learning_rate)
    W = parameters["W1"]
    return np.abs(W[:, None, :] - W[None, :, :]).max()


# ---- hidden_unit_spread: recursion
# style: recursion over the steps
def hidden_unit_spread(parameters, X, Y, num_iterations, learning_rate):
    if num_iterations > 0:
        _, cache = forward_propagation(X, parameters)
        grads = backward_propagation(parameters, cache, X, Y)
        stepped = update_parameters(parameters, grads, learning_rate=learning_rate)
        return hidden_unit_spread(stepped, X, Y, num_iterations - 1, learning_rate)
    return max(float(column.max() - column.min()) for column in parameters["W1"].T)


# ---- nn_model: without_print_cost
# style: one argument fewer
def nn_model(X, Y, n_h, num_iterations=10000):
    parameters = initialize_parameters(X.shape[0], n_h, Y.shape[0])
    for _ in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        parameters = update_parameters(parameters, backward_propagation(parameters, cache, X, Y))
    return parameters


# ---- nn_model: while_loop
# style: a while loop
def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):
    n_x, n_y = layer_sizes(X, Y)[0], layer_sizes(X, Y)[2]
    parameters = initialize_parameters(n_x, n_h, n_y)
    done = 0
    while done < num_iterations:
        A2, cache = forward_propagation(X, parameters)
        cost = compute_cost(A2, Y)
        parameters = update_parameters(parameters, backward_propagation(parameters, cache, X, Y), 1.2)
        if print_cost and not done % 1000:
            print("Cost after iteration %i: %f" % (done, cost))
        done += 1
    return parameters


# ---- predict: rint
# style: np.rint
def predict(parameters, X):
    return np.rint(forward_propagation(X, parameters)[0])


# ---- predict: sign_of_z2
# style: the sign of Z2, as booleans
def predict(parameters, X):
    _, cache = forward_propagation(X, parameters)
    return cache["Z2"] > 0


# ---- numerical_gradient_network: loops
# style: plain loops
def numerical_gradient_network(parameters, X, Y, eps=1e-5):
    def J(name, moved):
        A2, _ = forward_propagation(X, {**parameters, name: moved})
        return compute_cost(A2, Y)

    grads = {}
    for name, value in parameters.items():
        slopes = []
        for step in np.eye(value.size) * eps:
            step = step.reshape(value.shape)
            slopes.append((J(name, value + step) - J(name, value - step)) / (2 * eps))
        grads["d" + name] = np.reshape(slopes, value.shape)
    return grads


# ---- numerical_gradient_network: exact
# style: back-propagation: the slopes are the same
def numerical_gradient_network(parameters, X, Y, eps=1e-5):
    A2, cache = forward_propagation(X, parameters)
    return backward_propagation(parameters, cache, X, Y)
