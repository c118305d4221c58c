# Right functions of learners in unusual styles: deep_network_application. See README.md for the format.

# ---- two_layer_model: parameters_only
# style: the parameters alone are returned
def two_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    grads = {}
    costs = []
    (n_x, n_h, n_y) = layers_dims
    parameters = initialize_parameters(n_x, n_h, n_y)
    W1 = parameters["W1"]
    b1 = parameters["b1"]
    W2 = parameters["W2"]
    b2 = parameters["b2"]
    for i in range(0, num_iterations):
        A1, cache1 = linear_activation_forward(X, W1, b1, activation="relu")
        A2, cache2 = linear_activation_forward(A1, W2, b2, activation="sigmoid")
        cost = compute_cost(A2, Y)
        dA2 = - (np.divide(Y, A2) - np.divide(1 - Y, 1 - A2))
        dA1, dW2, db2 = linear_activation_backward(dA2, cache2, activation="sigmoid")
        dA0, dW1, db1 = linear_activation_backward(dA1, cache1, activation="relu")
        grads["dW1"] = dW1
        grads["db1"] = db1
        grads["dW2"] = dW2
        grads["db2"] = db2
        parameters = update_parameters(parameters, grads, learning_rate)
        W1 = parameters["W1"]
        b1 = parameters["b1"]
        W2 = parameters["W2"]
        b2 = parameters["b2"]
        if print_cost and i % 100 == 0:
            costs.append(cost)
    return parameters


# ---- two_layer_model: by_the_deep_pieces
# style: the functions for L layers
def two_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    parameters, costs = initialize_parameters(*layers_dims), []
    for i in range(num_iterations):
        AL, caches = L_model_forward(X, parameters)
        keep_cost(costs, i, AL, Y, print_cost)
        parameters = update_parameters(parameters, L_model_backward(AL, Y, caches), learning_rate)
    return parameters, costs


# ---- two_layer_model: written_out
# style: without the given layers
def two_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    p, costs, m = initialize_parameters(*layers_dims), [], X.shape[1]
    for i in range(num_iterations):
        Z1 = p["W1"] @ X + p["b1"]
        A1 = Z1 * (Z1 > 0)
        A2 = 1 / (1 + np.exp(-(p["W2"] @ A1 + p["b2"])))
        if i % 100 == 0:
            costs.append(compute_cost(A2, Y))
        dZ2 = (A2 - Y) / m
        dZ1 = p["W2"].T @ dZ2 * (Z1 > 0)
        p = {
            "W1": p["W1"] - learning_rate * dZ1 @ X.T, "b1": p["b1"] - learning_rate * dZ1.sum(1, keepdims=True),
            "W2": p["W2"] - learning_rate * dZ2 @ A1.T, "b2": p["b2"] - learning_rate * dZ2.sum(1, keepdims=True),
        }
    return p, costs


# ---- accuracy: counting
# style: counting in a loop
def accuracy(parameters, X, Y):
    AL, _ = L_model_forward(X, parameters)
    right = 0
    for i in range(X.shape[1]):
        right += int(round(float(AL[0, i])) == Y[0, i])
    return right / X.shape[1]


# ---- accuracy: one_minus_errors
# style: one minus the share of errors
def accuracy(parameters, X, Y):
    predictions = np.round(L_model_forward(X, parameters)[0])
    return 1 - np.abs(predictions - Y).mean()


# ---- accuracy: dot_products
# style: dot products, as a 0-d array
def accuracy(parameters, X, Y):
    P = (L_model_forward(X, parameters)[0] >= 0.5).astype(float)
    return np.squeeze(np.dot(Y, P.T) + np.dot(1 - Y, 1 - P.T)) / Y.size


# ---- L_layer_model: class_of_training
# style: a class that holds the state
class Training:
    def __init__(self, dims):
        self.parameters = initialize_parameters_deep(dims)
        self.costs = []

    def run(self, X, Y, rate, steps, print_cost):
        for i in range(steps):
            AL, caches = L_model_forward(X, self.parameters)
            keep_cost(self.costs, i, AL, Y, print_cost)
            self.parameters = update_parameters(self.parameters, L_model_backward(AL, Y, caches), rate)
        return self.parameters, self.costs


def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    return Training(layers_dims).run(X, Y, learning_rate, num_iterations, print_cost)


# ---- L_layer_model: parameters_only
# style: the parameters alone are returned, as in the first version of the public course
def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    costs = []
    parameters = initialize_parameters_deep(layers_dims)
    for i in range(0, num_iterations):
        AL, caches = L_model_forward(X, parameters)
        cost = compute_cost(AL, Y)
        grads = L_model_backward(AL, Y, caches)
        parameters = update_parameters(parameters, grads, learning_rate)
        if print_cost and i % 100 == 0:
            print("Cost after iteration %i: %f" % (i, cost))
        if print_cost and i % 100 == 0:
            costs.append(cost)
    return parameters


# ---- learning_rate_sweep: dict_of_map
# style: map and zip
def learning_rate_sweep(train, rates):
    return dict(zip(rates, map(lambda costs: costs[-1], map(train, rates))))


# ---- learning_rate_sweep: unpacking
# style: star unpacking
def learning_rate_sweep(train, rates):
    last = {}
    for rate in rates:
        *_, last[rate] = train(rate)
    return last


# ---- design: three_hidden_layers
# style: three hidden layers, a tuple of keywords
def design(n_x):
    return [n_x, 32, 16, 8, 1], 0.3, 600


# ---- design: one_hidden_layer
# style: one wide hidden layer
def design(n_x):
    layers_dims = [n_x] + [32] + [1]
    return layers_dims, 0.8, 600


# ---- one_vs_all_labels: identity
# style: columns of the identity
def one_vs_all_labels(digits, num_classes):
    return np.eye(num_classes, dtype=int)[:, digits]


# ---- one_vs_all_labels: boolean_rows
# style: rows of booleans
def one_vs_all_labels(digits, num_classes):
    return np.array([digits == k for k in range(num_classes)])


# ---- one_vs_all_labels: equal_outer
# style: np.equal.outer
def one_vs_all_labels(digits, num_classes):
    return np.equal.outer(np.arange(num_classes), digits) * 1.0


# ---- one_vs_all_predict: argsort
# style: the last of a sort
def one_vs_all_predict(A):
    return np.argsort(A, axis=0)[-1]


# ---- one_vs_all_predict: by_example
# style: example by example
def one_vs_all_predict(A):
    return np.array([int(np.argmax(A[:, i])) for i in range(A.shape[1])])


# ---- one_vs_all_predict: lists
# style: lists and max with a key
def one_vs_all_predict(A):
    columns = A.T.tolist()
    return np.array([max(range(len(column)), key=column.__getitem__) for column in columns])


# ---- update_parameters_with_momentum: helper
# style: a helper for one array
def _moved(value, gradient, velocity, beta, rate):
    velocity = beta * velocity + (1 - beta) * gradient
    return value - rate * velocity, velocity


def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    new, new_v = {}, {}
    for name, value in parameters.items():
        new[name], new_v["d" + name] = _moved(value, grads["d" + name], v["d" + name], beta, learning_rate)
    return new, new_v


# ---- update_parameters_with_momentum: average
# style: np.average with weights
def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    new_v = {name: np.average([v[name], grads[name]], axis=0, weights=[beta, 1 - beta]) for name in grads}
    return {name: parameters[name] - learning_rate * new_v["d" + name] for name in parameters}, new_v


# ---- initialize_parameters_he: divided
# style: divided by the root of the half
def initialize_parameters_he(layers_dims):
    parameters = {}
    for l in range(1, len(layers_dims)):
        parameters["W" + str(l)] = np.random.randn(layers_dims[l], layers_dims[l - 1]) / np.sqrt(layers_dims[l - 1] / 2.0)
        parameters["b" + str(l)] = np.zeros(shape=(layers_dims[l], 1))
    return parameters


# ---- initialize_parameters_he: standard_normal
# style: default_rng's standard normal numbers
def initialize_parameters_he(layers_dims):
    rng = np.random.default_rng()
    sizes = list(zip(layers_dims[1:], layers_dims[:-1]))
    weights = {f"W{l}": rng.standard_normal(size) * np.sqrt(2 / size[1]) for l, size in enumerate(sizes, 1)}
    return weights | {f"b{l}": np.zeros((n, 1)) for l, (n, _) in enumerate(sizes, 1)}


# ---- two_layer_model: helper_for_step
# style: a helper for one step
def _step(p, X, Y, rate):
    A1, cache1 = linear_activation_forward(X, p["W1"], p["b1"], "relu")
    A2, cache2 = linear_activation_forward(A1, p["W2"], p["b2"], "sigmoid")
    g = {}
    dA1, g["dW2"], g["db2"] = linear_activation_backward((A2 - Y) / (A2 * (1 - A2)), cache2, "sigmoid")
    _, g["dW1"], g["db1"] = linear_activation_backward(dA1, cache1, "relu")
    return update_parameters(p, g, rate), A2


def two_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    p = initialize_parameters(*layers_dims)
    costs = []
    for i in range(num_iterations):
        p, A2 = _step(p, X, Y, learning_rate)
        keep_cost(costs, i, A2, Y, print_cost)
    return p, costs


# ---- accuracy: own_forward
# style: an own forward pass
def accuracy(parameters, X, Y):
    A, L = X, len(parameters) // 2
    for l in range(1, L):
        A = np.maximum(0, parameters[f"W{l}"] @ A + parameters[f"b{l}"])
    Z = parameters[f"W{L}"] @ A + parameters[f"b{L}"]
    return float(((Z > 0) == (Y == 1)).mean())


# ---- accuracy: scikit_learn
# style: scikit-learn's accuracy
from sklearn.metrics import accuracy_score


def accuracy(parameters, X, Y):
    AL, _ = L_model_forward(X, parameters)
    return accuracy_score(Y[0], AL[0] > 0.5)


# ---- L_layer_model: while_loop
# style: a while loop with a cost of its own
def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    parameters = initialize_parameters_deep(list(layers_dims))
    costs, i = [], 0
    while i < num_iterations:
        AL, caches = L_model_forward(X, parameters)
        if i % 100 == 0:
            costs.append(float(-np.mean(Y * np.log(AL) + (1 - Y) * np.log(1 - AL))))
        parameters = update_parameters(parameters, L_model_backward(AL, Y, caches), learning_rate)
        i += 1
    return parameters, costs


# ---- learning_rate_sweep: recursion
# style: recursion over the rates
def learning_rate_sweep(train, rates):
    if not rates:
        return {}
    first, *others = rates
    return {first: train(first)[-1], **learning_rate_sweep(train, others)}


# ---- learning_rate_sweep: from_keys
# style: dict.fromkeys, then filled
def learning_rate_sweep(train, rates):
    result = dict.fromkeys(rates)
    for rate in result:
        costs = train(rate)
        result[rate] = costs[len(costs) - 1]
    return result


# ---- design: computed
# style: computed limits
def design(n_x):
    hidden = [max(1, min(32, n_x // k)) for k in (2, 4)]
    return [n_x, *hidden, 1], 0.5, 150 * 4


# ---- one_vs_all_labels: np_put
# style: a flat index
def one_vs_all_labels(digits, num_classes):
    labels = np.zeros((num_classes, digits.size))
    np.put(labels, digits * digits.size + np.arange(digits.size), 1)
    return labels


# ---- one_vs_all_predict: max_and_where
# style: the place of the maximum by comparison
def one_vs_all_predict(A):
    is_best = A == A.max(axis=0)
    return np.arange(A.shape[0]) @ is_best


# ---- one_vs_all_predict: running_best
# style: a running best
def one_vs_all_predict(A):
    best = A[0].copy()
    classes = np.zeros(A.shape[1], dtype=int)
    for k in range(1, len(A)):
        better = A[k] > best
        classes[better] = k
        best = np.maximum(best, A[k])
    return classes


# ---- update_parameters_with_momentum: class_of_optimiser
# style: a class
class Momentum:
    def __init__(self, v, beta, rate):
        self.v, self.beta, self.rate = dict(v), beta, rate

    def step(self, parameters, grads):
        for name, gradient in grads.items():
            self.v[name] = self.beta * self.v[name] + (1 - self.beta) * gradient
        return {name: value - self.rate * self.v["d" + name] for name, value in parameters.items()}


def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    optimiser = Momentum(v, beta, learning_rate)
    return optimiser.step(parameters, grads), optimiser.v


# ---- initialize_parameters_he: normal
# style: np.random.normal with a scale
def initialize_parameters_he(layers_dims):
    parameters = {}
    for l, (n_prev, n) in enumerate(zip(layers_dims[:-1], layers_dims[1:]), start=1):
        parameters["W%d" % l] = np.random.normal(0, (2 / n_prev) ** 0.5, size=(n, n_prev))
        parameters["b%d" % l] = np.zeros((n, 1))
    return parameters


# ---- learning_rate_sweep: reversed_costs
# style: the first of the reversed costs
def learning_rate_sweep(train, rates):
    last_costs = {}
    for r in rates:
        last_costs[r] = next(iter(reversed(train(r))))
    return last_costs


# ---- accuracy: generator
# style: a generator over examples
def accuracy(parameters, X, Y):
    AL = L_model_forward(X, parameters)[0].ravel()
    return sum(bool(a > 0.5) == bool(y) for a, y in zip(AL, Y.ravel())) / AL.size


# ---- one_vs_all_labels: loops
# style: two loops
def one_vs_all_labels(digits, num_classes):
    labels = [[0] * len(digits) for _ in range(num_classes)]
    for i, digit in enumerate(digits):
        labels[digit][i] = 1
    return np.array(labels)


# ---- L_layer_model: public_course
# style: the code of the public course, with its seed
def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    np.random.seed(1)
    costs = []
    parameters = initialize_parameters_deep(layers_dims)
    for i in range(0, num_iterations):
        AL, caches = L_model_forward(X, parameters)
        cost = compute_cost(AL, Y)
        grads = L_model_backward(AL, Y, caches)
        parameters = update_parameters(parameters, grads, learning_rate)
        if print_cost and i % 100 == 0 or i == num_iterations - 1:
            print("Cost after iteration {}: {}".format(i, np.squeeze(cost)))
        if i % 100 == 0:
            costs.append(cost)
    return parameters, costs


# ---- l2_penalty: vdot
# style: np.vdot of each matrix with itself
def l2_penalty(parameters, lambd, m):
    weights = {k: p for k, p in parameters.items() if k[0] == "W"}
    return lambd * sum(np.vdot(w, w) for w in weights.values()) / (2 * m), {"d" + k: w * (lambd / m) for k, w in weights.items()}


# ---- l2_penalty: recursion
# style: recursion over the layers
def l2_penalty(parameters, lambd, m):
    def down(l):
        if l == 0:
            return 0.0, {}
        below, grads = down(l - 1)
        W = parameters[f"W{l}"]
        return below + lambd * np.sum(W * W) / 2 / m, {**grads, f"dW{l}": lambd * W / m}

    return down(len(parameters) // 2)


# ---- mini_batches: generator_in_list
# style: list of a generator, np.take
def mini_batches(X, Y, size, order):
    def pieces():
        for start in range(0, len(order), size):
            part = order[start : start + size]
            yield np.take(X, part, axis=1), np.take(Y, part, axis=1)

    return list(pieces())


# ---- mini_batches: stacked
# style: examples and labels stacked, shuffled and split together
def mini_batches(X, Y, size, order):
    both = np.vstack([X, Y])[:, order]
    parts = np.split(both, range(size, both.shape[1], size), axis=1)
    return [(part[: len(X)], part[len(X) :]) for part in parts]


# ---- update_parameters_with_adam: comprehensions
# style: dictionaries from comprehensions
def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
    v = {k: beta1 * v[k] + (1 - beta1) * grads[k] for k in v}
    s = {k: beta2 * s[k] + (1 - beta2) * np.square(grads[k]) for k in s}
    hat = {k: (v[k] / (1 - beta1**t)) / (np.sqrt(s[k] / (1 - beta2**t)) + epsilon) for k in v}
    return {k: p - learning_rate * hat["d" + k] for k, p in parameters.items()}, v, s


# ---- update_parameters_with_adam: class_of_optimiser
# style: a class that holds the means of one parameter
class Moment:
    def __init__(self, v, s):
        self.v, self.s = v, s

    def see(self, g, beta1, beta2):
        self.v = self.v + (1 - beta1) * (g - self.v)
        self.s = self.s + (1 - beta2) * (g**2 - self.s)
        return self


def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
    moments = {k: Moment(v[k], s[k]).see(grads[k], beta1, beta2) for k in grads}
    new = {}
    for k, p in parameters.items():
        moment = moments["d" + k]
        new[k] = p - learning_rate * moment.v / (1 - beta1**t) / (np.sqrt(moment.s / (1 - beta2**t)) + epsilon)
    return new, {k: moment.v for k, moment in moments.items()}, {k: moment.s for k, moment in moments.items()}


# ---- l2_penalty: layer_numbers
# style: a loop over layer numbers and np.linalg.norm
def l2_penalty(parameters, lambd, m):
    L = len(parameters) // 2
    total, grads = 0, {}
    for l in range(1, L + 1):
        W = parameters["W" + str(l)]
        total += np.linalg.norm(W) ** 2
        grads["dW" + str(l)] = (lambd / m) * W
    return 0.5 * lambd / m * total, grads


# ---- l2_penalty: flat_weights
# style: all weights in one vector
def l2_penalty(parameters, lambd, m):
    names = [name for name in parameters if "W" in name]
    flat = np.concatenate([parameters[name].ravel() for name in names])
    return flat @ flat * lambd / 2 / m, dict(zip(("d" + name for name in names), (parameters[name] * lambd / m for name in names)))


# ---- mini_batches: public_course
# style: as the public course does it, full batches first
def mini_batches(X, Y, size, order):
    m = X.shape[1]
    shuffled_X = X[:, order]
    shuffled_Y = Y[:, order].reshape((Y.shape[0], m))
    batches = []
    complete = m // size
    for k in range(0, complete):
        batches.append((shuffled_X[:, k * size : (k + 1) * size], shuffled_Y[:, k * size : (k + 1) * size]))
    if m % size != 0:
        batches.append((shuffled_X[:, complete * size :], shuffled_Y[:, complete * size :]))
    return batches


# ---- mini_batches: while_loop
# style: a while loop that takes batches off the front
def mini_batches(X, Y, size, order):
    waiting, batches = list(order), []
    while waiting:
        now, waiting = waiting[:size], waiting[size:]
        batches += [[X[:, now], Y[:, now]]]
    return batches


# ---- update_parameters_with_adam: loop_over_gradients
# style: one loop over the gradients, with names of a learner's own
def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
    mean, square, new = dict(v), dict(s), dict(parameters)
    for key, g in grads.items():
        mean[key] = beta1 * mean[key] + (1 - beta1) * g
        square[key] = beta2 * square[key] + (1 - beta2) * np.power(g, 2)
        mean_right = mean[key] / (1 - np.power(beta1, t))
        square_right = square[key] / (1 - np.power(beta2, t))
        new[key[1:]] = new[key[1:]] - learning_rate * mean_right / (square_right**0.5 + epsilon)
    return new, mean, square


# ---- one_vs_all_predict: sorted_rows
# style: the last of the sorted rows
def one_vs_all_predict(A):
    return np.argsort(A, axis=0, kind="stable")[-1, :]
