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


# ---- layer_sizes: lambda_
# style: a lambda
layer_sizes = lambda X, Y: (np.size(X, 0), 4, np.size(Y, 0))


# ---- forward_one: by_units
# style: unit by unit
def forward_one(x, parameters):
    W1, b1, W2, b2 = (parameters[k] for k in ["W1", "b1", "W2", "b2"])
    a1 = [float(sigmoid(w @ x[:, 0] + b[0])) for w, b in zip(W1, b1)]
    a2 = [float(sigmoid(w @ np.array(a1) + b[0])) for w, b in zip(W2, b2)]
    return np.array(a2).reshape(-1, 1)


# ---- forward_one: float32
# style: float32
def forward_one(x, parameters):
    p = {k: v.astype(np.float32) for k, v in parameters.items()}
    return sigmoid(p["W2"] @ sigmoid(p["W1"] @ x.astype(np.float32) + p["b1"]) + p["b2"])


# ---- forward_propagation: own_tanh
# style: the learner's own tanh and a helper
def _linear(W, A, b):
    return np.matmul(W, A) + b


def forward_propagation(X, parameters):
    cache = {}
    cache["Z1"] = _linear(parameters["W1"], X, parameters["b1"])
    cache["A1"] = (np.exp(cache["Z1"]) - np.exp(-cache["Z1"])) / (np.exp(cache["Z1"]) + np.exp(-cache["Z1"]))
    cache["Z2"] = _linear(parameters["W2"], cache["A1"], parameters["b2"])
    cache["A2"] = sigmoid(cache["Z2"])
    return cache["A2"], cache


# ---- forward_propagation: class_of_network
# style: a class
class TwoLayers:
    def __init__(self, parameters):
        self.__dict__.update(parameters)

    def forward(self, X):
        Z1 = self.W1 @ X + self.b1
        A1 = np.tanh(Z1)
        Z2 = self.W2 @ A1 + self.b2
        return {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": sigmoid(Z2)}


def forward_propagation(X, parameters):
    cache = TwoLayers(parameters).forward(X)
    return cache["A2"], cache


# ---- tanh: vectorize
# style: np.vectorize
import math

tanh = np.vectorize(math.tanh, otypes=[float])


# ---- tanh: recursion
# style: the formula for the double of z, by recursion
def tanh(z):
    if np.max(np.abs(z)) < 1e-3:
        return z - z ** 3 / 3
    t = tanh(z / 2)
    return 2 * t / (1 + t * t)


# ---- relu: list_of_rows
# style: a loop over the flat numbers, reshaped
def relu(z):
    flat = [x if x > 0 else 0.0 for x in np.ravel(z)]
    return np.array(flat).reshape(np.shape(z))


# ---- leaky_relu: mask
# style: a mask on a copy
def leaky_relu(z, slope=0.01):
    out = np.array(z, dtype=float)
    out[out < 0] *= slope
    return out


# ---- leaky_relu: extra_argument
# style: an extra argument and keywords
def leaky_relu(z, slope=0.01, threshold=0.0):
    return np.where(np.greater(z, threshold), z, np.multiply(slope, z))


# ---- collapse_linear: einsum
# style: einsum
def collapse_linear(W1, b1, W2, b2):
    return np.einsum("ij,jk->ik", W2, W1), np.einsum("ij,jk->ik", W2, b1) + b2


# ---- sigmoid_derivative: by_tanh
# style: by the slope of tanh
def sigmoid_derivative(z):
    return 0.25 * (1 - np.tanh(z / 2) ** 2)


# ---- sigmoid_derivative: vectorize
# style: np.vectorize
@np.vectorize
def sigmoid_derivative(z):
    a = 1 / (1 + np.exp(-z))
    return a - a * a


# ---- tanh_derivative: exponentials
# style: exponentials written out
def tanh_derivative(z):
    return 4 / (np.exp(z) + np.exp(-z)) ** 2


# ---- tanh_derivative: by_sigmoid
# style: by the sigmoid
def tanh_derivative(z):
    s = sigmoid(2 * z)
    return 4 * s * (1 - s)


# ---- relu_derivative: heaviside
# style: np.heaviside with a half-open step
def relu_derivative(z):
    return np.heaviside(z, 1)


# ---- leaky_relu_derivative: where_on_copy
# style: a copy that is filled
def leaky_relu_derivative(z, slope=0.01):
    d = np.ones_like(z, dtype=float)
    d[np.asarray(z) < 0] = slope
    return d


# ---- leaky_relu_derivative: quotient
# style: the difference quotient, exact on each side
def leaky_relu_derivative(z, slope=0.01):
    return leaky_relu(np.sign(z), slope) / np.sign(z)


# ---- compute_cost: zip_loop
# style: a loop over pairs
def compute_cost(A2, Y):
    losses = [-(np.log(a) if y else np.log(1 - a)) for a, y in zip(A2.ravel(), Y.ravel())]
    return sum(losses) / len(losses)


# ---- compute_cost: zero_dimensional
# style: a 0-d array, summed over axes
def compute_cost(A2, Y):
    return np.asarray(-np.add.reduce(Y * np.log(A2) + (1 - Y) * np.log(1 - A2), axis=(0, 1)) / Y.shape[1])


# ---- backward_propagation: full_chain
# style: the whole chain through dA2
def backward_propagation(parameters, cache, X, Y):
    m = Y.shape[1]
    A1, A2 = cache["A1"], cache["A2"]
    dA2 = (1 - Y) / (1 - A2) - Y / A2
    dZ2 = dA2 * A2 * (1 - A2)
    dA1 = parameters["W2"].T @ dZ2
    dZ1 = dA1 * (1 - np.tanh(cache["Z1"]) ** 2)
    ones = np.ones((m, 1))
    return {"dW2": dZ2 @ A1.T / m, "db2": dZ2 @ ones / m, "dW1": dZ1 @ X.T / m, "db1": dZ1 @ ones / m}


# ---- update_parameters: object_with_items
# style: a class for the parameters
class Parameters(dict):
    def step(self, grads, rate):
        return Parameters({k: v - rate * grads["d" + k] for k, v in self.items()})


def update_parameters(parameters, grads, learning_rate=1.2):
    return dict(Parameters(parameters).step(grads, learning_rate))


# ---- update_parameters: reordered_arguments
# style: reordered arguments
def update_parameters(grads, parameters, learning_rate=1.2):
    result = {}
    for name, gradient in grads.items():
        result[name[1:]] = parameters[name[1:]] - learning_rate * gradient
    return result


# ---- gradient_check_network: numerical_helper
# style: a helper for the slopes, and a list of vectors
def _slopes(parameters, name, X, Y, eps):
    def J(value):
        return compute_cost(forward_propagation(X, {**parameters, name: value})[0], Y)

    value = parameters[name]
    unit = np.eye(value.size).reshape(-1, *value.shape) * eps
    return np.array([(J(value + e) - J(value - e)) / (2 * eps) for e in unit])


def gradient_check_network(parameters, grads, X, Y, eps=1e-5):
    names = sorted(parameters)
    n = np.concatenate([_slopes(parameters, name, X, Y, eps) for name in names])
    g = np.concatenate([np.ravel(grads["d" + name]) for name in names])
    return float(np.linalg.norm(g - n) / (np.linalg.norm(g) + np.linalg.norm(n)))


# ---- initialize_parameters: uniform
# style: uniform numbers of both signs
def initialize_parameters(n_x, n_h, n_y):
    def weights(rows, columns):
        return np.random.uniform(-0.02, 0.02, size=(rows, columns))

    return dict(W1=weights(n_h, n_x), b1=np.zeros((n_h, 1)), W2=weights(n_y, n_h), b2=np.zeros((n_y, 1)))


# ---- hidden_unit_spread: sorted_columns
# style: sorted columns
def hidden_unit_spread(parameters, X, Y, num_iterations, learning_rate):
    p = copy.deepcopy(parameters)
    for i in range(num_iterations):
        A2, cache = forward_propagation(X, p)
        p = update_parameters(p, backward_propagation(p, cache, X, Y), learning_rate)
    ordered = np.sort(p["W1"], axis=0)
    return (ordered[-1] - ordered[0]).max()


# ---- nn_model: public_course
# style: the code of the public course
def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):
    np.random.seed(3)
    n_x = layer_sizes(X, Y)[0]
    n_y = layer_sizes(X, Y)[2]
    parameters = initialize_parameters(n_x, n_h, n_y)
    W1 = parameters["W1"]
    b1 = parameters["b1"]
    W2 = parameters["W2"]
    b2 = parameters["b2"]
    for i in range(0, num_iterations):
        A2, cache = forward_propagation(X, parameters)
        cost = compute_cost(A2, Y)
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads)
        if print_cost and i % 1000 == 0:
            print("Cost after iteration %i: %f" % (i, cost))
    return parameters


# ---- predict: list_of_rows
# style: rows of booleans in a list comprehension
def predict(parameters, X):
    A2, _ = forward_propagation(X, parameters)
    return np.array([[a > 0.5 for a in row] for row in A2])


# ---- numerical_gradient_network: float_copy
# style: copies that are moved back
def numerical_gradient_network(parameters, X, Y, eps=1e-5):
    p = {name: value.astype(float) for name, value in parameters.items()}
    grads = {"d" + name: np.zeros(value.shape) for name, value in p.items()}
    for name in p:
        for idx, old in np.ndenumerate(p[name].copy()):
            costs = {}
            for sign in (1, -1):
                p[name][idx] = old + sign * eps
                costs[sign] = compute_cost(forward_propagation(X, p)[0], Y)
            p[name][idx] = old
            grads["d" + name][idx] = (costs[1] - costs[-1]) / (2 * eps)
    return grads


# ---- layer_sizes: numpy_integers
# style: NumPy integers
def layer_sizes(X, Y):
    n_x, n_y = np.int64(X.shape[0]), np.int64(Y.shape[0])
    return n_x, np.int64(4), n_y


# ---- predict: where
# style: np.where in floats
def predict(parameters, X):
    A2, cache = forward_propagation(X, parameters)
    return np.where(A2 >= 0.5, 1.0, 0.0)


# ---- compute_cost: float32
# style: float32
def compute_cost(A2, Y):
    a, y = A2.astype(np.float32), Y.astype(np.float32)
    return -np.mean(y * np.log(a) + (1 - y) * np.log(1 - a))


# ---- collapse_linear: loops
# style: loops over the units
def collapse_linear(W1, b1, W2, b2):
    W, b = np.zeros((W2.shape[0], W1.shape[1])), b2.astype(float)
    for i in range(W2.shape[0]):
        for k in range(W2.shape[1]):
            W[i] += W2[i, k] * W1[k]
            b[i] = b[i] + W2[i, k] * b1[k]
    return W, b


# ---- initialize_parameters: standard_library
# style: the random module of the standard library
import random


def initialize_parameters(n_x, n_h, n_y):
    def small(rows, columns):
        return np.array([[random.gauss(0, 0.01) for _ in range(columns)] for _ in range(rows)])

    return {"W1": small(n_h, n_x), "W2": small(n_y, n_h), "b1": np.zeros((n_h, 1)), "b2": np.zeros((n_y, 1))}
