# Wrong functions of learners: the development half of deep_network. See README.md for the format.
# `# <-` marks the line of the cause. Do not edit an entry after its first run through the grader.

# ---- initialize_parameters_deep: misses_last_layer
# kind: index
# single edit: yes
# part:
# cause: The loop ends one layer too early.
def initialize_parameters_deep(layer_dims):
    parameters = {}
    L = len(layer_dims)
    for l in range(1, L - 1):  # <-
        parameters["W" + str(l)] = np.random.randn(layer_dims[l], layer_dims[l - 1]) * 0.01
        parameters["b" + str(l)] = np.zeros((layer_dims[l], 1))
    return parameters


# ---- initialize_parameters_deep: names_from_zero
# kind: index
# single edit: yes
# part:
# cause: The loop counts from 0, so layer 1 is called W0.
def initialize_parameters_deep(layer_dims):
    parameters = {}
    for l in range(len(layer_dims) - 1):
        parameters["W" + str(l)] = np.random.randn(layer_dims[l + 1], layer_dims[l]) * 0.01  # <-
        parameters["b" + str(l)] = np.zeros((layer_dims[l + 1], 1))  # <-
    return parameters


# ---- initialize_parameters_deep: only_positive
# kind: function
# single edit: yes
# part: W
# cause: np.random.rand draws from 0 to 1, so no weight is negative.
def initialize_parameters_deep(layer_dims):
    parameters = {}
    for l in range(1, len(layer_dims)):
        parameters["W" + str(l)] = np.random.rand(layer_dims[l], layer_dims[l - 1]) * 0.01  # <-
        parameters["b" + str(l)] = np.zeros((layer_dims[l], 1))
    return parameters


# ---- linear_forward: a_times_w
# kind: argument order
# single edit: yes
# part:
# cause: The factors are in the wrong order.
def linear_forward(A, W, b):
    Z = np.dot(A, W) + b  # <-
    return Z, (A, W, b)


# ---- linear_forward: w_transposed
# kind: transposition
# single edit: yes
# part:
# cause: W must not be transposed: it is (n[l], n[l-1]) already.
def linear_forward(A, W, b):
    Z = W.T.dot(A) + b  # <-
    cache = (A, W, b)
    return Z, cache


# ---- linear_forward: caches_z
# kind: wrong variable
# single edit: yes
# part: cache
# cause: The cache holds Z where A belongs.
def linear_forward(A, W, b):
    Z = np.matmul(W, A) + b
    cache = (Z, W, b)  # <-
    return Z, cache


# ---- linear_forward: cache_without_b
# kind: container
# single edit: no
# part: cache
# cause: b is missing in the cache.
def linear_forward(A, W, b):
    Z = np.dot(W, A)
    Z = Z + b
    return Z, (A, W)  # <-


# ---- linear_activation_forward: branches_swapped
# kind: wrong variable
# single edit: no
# part: A
# cause: The names of the activations are swapped.
def linear_activation_forward(A_prev, W, b, activation):
    Z, linear_cache = linear_forward(A_prev, W, b)
    if activation == "sigmoid":
        A, activation_cache = relu(Z)  # <-
    elif activation == "relu":
        A, activation_cache = sigmoid(Z)  # <-
    return A, (linear_cache, activation_cache)


# ---- linear_activation_forward: pair_not_unpacked
# kind: helper
# single edit: no
# part: A
# cause: relu returns a pair, which is not taken apart.
def linear_activation_forward(A_prev, W, b, activation):
    Z, linear_cache = linear_forward(A_prev, W, b)
    if activation == "relu":
        A = relu(Z)  # <-
    elif activation == "sigmoid":
        A = sigmoid(Z)  # <-
    return A, (linear_cache, Z)


# ---- linear_activation_forward: two_ifs
# kind: misunderstanding
# single edit: no
# part: A
# cause: The else belongs to the second if only, so "relu" is overwritten by the sigmoid.
def linear_activation_forward(A_prev, W, b, activation):
    Z, linear_cache = linear_forward(A_prev, W, b)
    if activation == "relu":
        A, activation_cache = relu(Z)
    if activation == "tanh":  # <-
        A, activation_cache = np.tanh(Z), Z
    else:  # <-
        A, activation_cache = sigmoid(Z)
    return A, (linear_cache, activation_cache)


# ---- linear_activation_forward: flat_cache
# kind: container
# single edit: no
# part: cache
# cause: The cache is one flat tuple of four; a tuple of two is asked for.
def linear_activation_forward(A_prev, W, b, activation):
    Z, (A_prev, W, b) = linear_forward(A_prev, W, b)
    if activation == "relu":
        A, Z = relu(Z)
    else:
        A, Z = sigmoid(Z)
    return A, (A_prev, W, b, Z)  # <-


# ---- L_model_forward: always_x
# kind: wrong variable
# single edit: yes
# part:
# cause: Every layer gets X instead of what the layer before gave.
def L_model_forward(X, parameters):
    caches = []
    A = X
    L = len(parameters) // 2
    for l in range(1, L):
        A, cache = linear_activation_forward(X, parameters["W" + str(l)], parameters["b" + str(l)], "relu")  # <-
        caches.append(cache)
    AL, cache = linear_activation_forward(A, parameters["W" + str(L)], parameters["b" + str(L)], "sigmoid")
    caches.append(cache)
    return AL, caches


# ---- L_model_forward: length_not_halved
# kind: missing factor
# single edit: no
# part:
# cause: parameters has two entries for each layer, so L is half its length.
def L_model_forward(X, parameters):
    caches = []
    A = X
    L = len(parameters)  # <-
    for l in range(1, L + 1):
        act = "relu" if l < L else "sigmoid"
        A, cache = linear_activation_forward(A, parameters[f"W{l}"], parameters[f"b{l}"], act)
        caches.append(cache)
    return A, caches


# ---- L_model_forward: last_cache_lost
# kind: missing term
# single edit: no
# part: caches
# cause: The cache of the output layer is not appended.
def L_model_forward(X, parameters):
    caches = []
    A = X
    L = len(parameters) // 2
    for l in range(1, L):
        A_prev = A
        A, cache = linear_activation_forward(A_prev, parameters["W" + str(l)], parameters["b" + str(l)], activation="relu")
        caches.append(cache)
    AL, cache = linear_activation_forward(A, parameters["W" + str(L)], parameters["b" + str(L)], activation="sigmoid")
    return AL, caches  # <-


# ---- L_model_forward: stale_l_after_loop
# kind: index
# single edit: yes
# part:
# cause: After the loop l is the last hidden layer, not the output layer.
def L_model_forward(X, parameters):
    caches = []
    A = X
    L = len(parameters) // 2
    l = 0
    for l in range(1, L):
        A, cache = linear_activation_forward(A, parameters["W%d" % l], parameters["b%d" % l], "relu")
        caches.append(cache)
    AL, cache = linear_activation_forward(A, parameters["W%d" % l], parameters["b%d" % l], "sigmoid")  # <-
    caches.append(cache)
    return AL, caches


# ---- L_model_forward: caches_in_dict
# kind: container
# single edit: no
# part: caches
# cause: The caches are in a dict with the layer numbers; a list is asked for.
def L_model_forward(X, parameters):
    caches = {}  # <-
    A = X
    L = len(parameters) // 2
    for l in range(1, L + 1):
        A, caches[l] = linear_activation_forward(  # <-
            A, parameters[f"W{l}"], parameters[f"b{l}"], "sigmoid" if l == L else "relu")
    return A, caches


# ---- compute_cost: m_of_all
# kind: index
# single edit: yes
# part:
# cause: m is counted along the first axis.
def compute_cost(AL, Y):
    m = Y.shape[0]  # <-
    cost = -1 / m * np.sum(Y * np.log(AL) + (1 - Y) * np.log(1 - AL))
    cost = np.squeeze(cost)
    return cost


# ---- compute_cost: epsilon
# kind: extra term
# single edit: yes
# part:
# cause: The epsilon in the logarithm shifts every cost.
def compute_cost(AL, Y):
    m = Y.shape[1]
    epsilon = 1e-2
    logs = Y * np.log(AL + epsilon) + (1 - Y) * np.log(1 - AL + epsilon)  # <-
    return -np.sum(logs) / m


# ---- compute_cost: labels_in_log
# kind: wrong variable
# single edit: no
# part:
# cause: Predictions and labels are swapped: the logarithm has to be taken of AL.
def compute_cost(AL, Y):
    m = Y.shape[1]
    Y = np.clip(Y, 1e-8, 1 - 1e-8)
    return -np.sum(AL * np.log(Y) + (1 - AL) * np.log(1 - Y)) / m  # <-


# ---- relu_backward: negative_gate
# kind: operator
# single edit: yes
# part:
# cause: The gate is open on the wrong side.
def relu_backward(dA, cache):
    Z = cache
    dZ = dA * (Z < 0)  # <-
    return dZ


# ---- sigmoid_backward: cache_is_a
# kind: misunderstanding
# single edit: no
# part:
# cause: The cache is used as if it were A; it is Z.
def sigmoid_backward(dA, cache):
    A = cache  # <-
    dZ = dA * A * (1 - A)
    return dZ


# ---- sigmoid_backward: only_s
# kind: missing factor
# single edit: no
# part:
# cause: The factor 1 - s is missing.
def sigmoid_backward(dA, cache):
    Z = cache
    s = 1 / (1 + np.exp(-Z))
    dZ = dA * s  # <-
    return dZ


# ---- sigmoid_backward: one_minus_dA
# kind: wrong variable
# single edit: yes
# part:
# cause: dA stands in the bracket where s belongs.
def sigmoid_backward(dA, cache):
    s, Z = sigmoid(cache)
    dZ = dA * s * (1 - dA)  # <-
    return dZ


# ---- sigmoid_backward: complement_of_complement
# kind: sign
# single edit: yes
# part:
# cause: 1 / (1 + e^Z) is 1 - s already; 1 minus that is s again.
def sigmoid_backward(dA, cache):
    Z = cache
    up = 1 / (1 + np.exp(-Z))
    down = 1 - 1 / (1 + np.exp(Z))  # <-
    return dA * up * down


# ---- linear_backward: db_one_number
# kind: axis
# single edit: yes
# part: db
# cause: Without an axis all units get the same single number.
def linear_backward(dZ, cache):
    A_prev, W, b = cache
    m = A_prev.shape[1]
    dW = np.dot(dZ, A_prev.T) / m
    db = np.sum(dZ) / m  # <-
    dA_prev = np.dot(W.T, dZ)
    return dA_prev, dW, db


# ---- linear_activation_backward: wrong_branch
# kind: wrong variable
# single edit: yes
# part:
# cause: In the branch for the sigmoid relu_backward is called.
def linear_activation_backward(dA, cache, activation):
    linear_cache, activation_cache = cache
    if activation == "relu":
        dZ = relu_backward(dA, activation_cache)
        dA_prev, dW, db = linear_backward(dZ, linear_cache)
    elif activation == "sigmoid":
        dZ = relu_backward(dA, activation_cache)  # <-
        dA_prev, dW, db = linear_backward(dZ, linear_cache)
    return dA_prev, dW, db


# ---- linear_activation_backward: skips_activation
# kind: wrong variable
# single edit: yes
# part:
# cause: dA is handed to the linear half instead of dZ.
def linear_activation_backward(dA, cache, activation):
    linear_cache, activation_cache = cache
    if activation == "relu":
        dZ = relu_backward(dA, activation_cache)
    else:
        dZ = sigmoid_backward(dA, activation_cache)
    dA_prev, dW, db = linear_backward(dA, linear_cache)  # <-
    return dA_prev, dW, db


# ---- linear_activation_backward: whole_cache
# kind: container
# single edit: no
# part:
# cause: The cache is handed on whole, without taking it apart.
def linear_activation_backward(dA, cache, activation):
    if activation == "relu":
        dZ = relu_backward(dA, cache[1])
    elif activation == "sigmoid":
        dZ = sigmoid_backward(dA, cache[1])
    return linear_backward(dZ, cache)  # <-


# ---- L_model_backward: output_da_for_all
# kind: wrong variable
# single edit: yes
# part:
# cause: Every hidden layer gets the dA of the output instead of the one that the layer after it returned.
def L_model_backward(AL, Y, caches):
    grads = {}
    L = len(caches)
    dAL = -(np.divide(Y, AL) - np.divide(1 - Y, 1 - AL))
    dA, grads["dW" + str(L)], grads["db" + str(L)] = linear_activation_backward(dAL, caches[L - 1], "sigmoid")
    dA_out = dA
    for l in reversed(range(L - 1)):
        dA, dW, db = linear_activation_backward(dA_out, caches[l], "relu")  # <-
        grads["dW" + str(l + 1)] = dW
        grads["db" + str(l + 1)] = db
    return grads


# ---- L_model_backward: keys_one_off
# kind: index
# single edit: yes
# part:
# cause: The keys count from 0, so every layer's gradient has the name of the one before.
def L_model_backward(AL, Y, caches):
    grads = {}
    L = len(caches)
    dA = -(Y / AL - (1 - Y) / (1 - AL))
    for l in reversed(range(L)):
        activation = "sigmoid" if l == L - 1 else "relu"
        dA, dW, db = linear_activation_backward(dA, caches[l], activation)
        grads["dW" + str(l)] = dW  # <-
        grads["db" + str(l)] = db  # <-
    return grads


# ---- L_model_backward: forwards
# kind: algorithm
# single edit: no
# part:
# cause: The layers are walked through from the first to the last.
def L_model_backward(AL, Y, caches):
    grads = {}
    L = len(caches)
    dA = -(Y / AL - (1 - Y) / (1 - AL))
    for l in range(1, L + 1):  # <-
        activation = "sigmoid" if l == L else "relu"
        dA, grads[f"dW{l}"], grads[f"db{l}"] = linear_activation_backward(dA, caches[l - 1], activation)
    return grads


# ---- L_model_backward: first_layer_missing
# kind: index
# single edit: yes
# part: dW1, db1
# cause: The loop stops before the first layer.
def L_model_backward(AL, Y, caches):
    grads = {}
    L = len(caches)
    dAL = -(Y / AL - (1 - Y) / (1 - AL))
    dA, grads["dW" + str(L)], grads["db" + str(L)] = linear_activation_backward(dAL, caches[L - 1], "sigmoid")
    for l in range(L - 1, 1, -1):  # <-
        dA, grads["dW" + str(l)], grads["db" + str(l)] = linear_activation_backward(dA, caches[l - 1], "relu")
    return grads


# ---- L_model_backward: same_cache
# kind: index
# single edit: no
# part:
# cause: The hidden layers all use the output layer's cache.
def L_model_backward(AL, Y, caches):
    grads = {}
    L = len(caches)
    dA = -(Y / AL) + (1 - Y) / (1 - AL)
    current_cache = caches[L - 1]
    dA, dW, db = linear_activation_backward(dA, current_cache, "sigmoid")
    grads["dW" + str(L)], grads["db" + str(L)] = dW, db
    for l in reversed(range(L - 1)):
        dA, dW, db = linear_activation_backward(dA, current_cache, "relu")  # <-
        grads["dW" + str(l + 1)], grads["db" + str(l + 1)] = dW, db
    return grads


# ---- update_parameters: one_layer_short
# kind: index
# single edit: yes
# part:
# cause: The last layer is not updated.
def update_parameters(params, grads, learning_rate):
    parameters = dict(params)
    L = len(parameters) // 2
    for l in range(1, L):  # <-
        parameters["W" + str(l)] = parameters["W" + str(l)] - learning_rate * grads["dW" + str(l)]
        parameters["b" + str(l)] = parameters["b" + str(l)] - learning_rate * grads["db" + str(l)]
    return parameters


# ---- update_parameters: over_grads
# kind: container
# single edit: no
# part:
# cause: The loop runs over grads, which may hold more than the parameters' gradients.
def update_parameters(params, grads, learning_rate):
    result = {}
    for key in grads:  # <-
        name = key[1:]
        result[name] = params[name] - learning_rate * grads[key]
    return result


# ---- update_parameters: weights_only
# kind: missing term
# single edit: no
# part: b
# cause: The biases are not updated.
def update_parameters(params, grads, learning_rate):
    out = {}
    for key, value in params.items():
        if key[0] == "W":  # <-
            value = value - learning_rate * grads["d" + key]
        out[key] = value
    return out


# ---- update_parameters: gradient_of_w
# kind: wrong variable
# single edit: yes
# part: b
# cause: The bias is moved by dW.
def update_parameters(params, grads, learning_rate):
    new = {}
    for l in range(1, len(params) // 2 + 1):
        new[f"W{l}"] = params[f"W{l}"] - learning_rate * grads[f"dW{l}"]
        new[f"b{l}"] = params[f"b{l}"] - learning_rate * grads[f"dW{l}"]  # <-
    return new


# ---- L_model_train: every_hundred
# kind: misunderstanding
# single edit: no
# part: costs
# cause: The cost of each iteration is asked for, not of every hundredth.
def L_model_train(X, Y, parameters, learning_rate, num_iterations):
    costs = []
    for i in range(num_iterations):
        AL, caches = L_model_forward(X, parameters)
        cost = compute_cost(AL, Y)
        grads = L_model_backward(AL, Y, caches)
        parameters = update_parameters(parameters, grads, learning_rate)
        if i % 100 == 0:  # <-
            costs.append(cost)
    return parameters, costs


# ---- L_model_train: one_step_too_many
# kind: index
# single edit: yes
# part:
# cause: The loop makes one step more than asked for.
def L_model_train(X, Y, parameters, learning_rate, num_iterations):
    costs = []
    i = 0
    while i <= num_iterations:  # <-
        AL, caches = L_model_forward(X, parameters)
        costs.append(compute_cost(AL, Y))
        grads = L_model_backward(AL, Y, caches)
        parameters = update_parameters(parameters, grads, learning_rate)
        i += 1
    return parameters, costs


# ---- expected_shapes: da_of_layer_before
# kind: index
# single edit: no
# part: dA
# cause: dA is given the shape of the layer before.
def expected_shapes(layer_dims, m):
    s = {}
    for l in range(1, len(layer_dims)):
        n, prev = layer_dims[l], layer_dims[l - 1]
        s[f"W{l}"] = s[f"dW{l}"] = (n, prev)
        s[f"b{l}"] = s[f"db{l}"] = (n, 1)
        s[f"Z{l}"] = s[f"dZ{l}"] = s[f"A{l}"] = (n, m)
        s[f"dA{l}"] = (prev, m)  # <-
    return s


# ---- check_dimensions: counts_from_zero
# kind: index
# single edit: yes
# part:
# cause: The message counts layers from 0.
def check_dimensions(parameters, X):
    n_prev = X.shape[0]
    for l in range(len(parameters) // 2):
        W, b = parameters["W" + str(l + 1)], parameters["b" + str(l + 1)]
        if W.shape[1] != n_prev or b.shape != (W.shape[0], 1):
            raise ValueError(f"layer {l}: wrong shape")  # <-
        n_prev = W.shape[0]


# ---- check_dimensions: bias_length_only
# kind: shape
# single edit: no
# part:
# cause: Only the number of rows of b is checked, so (n,) passes.
def check_dimensions(parameters, X):
    n_prev = X.shape[0]
    L = len(parameters) // 2
    for l in range(1, L + 1):
        W = parameters["W" + str(l)]
        b = parameters["b" + str(l)]
        if W.shape[1] != n_prev:
            raise ValueError("layer " + str(l) + ": the columns of W")
        if len(b) != W.shape[0]:  # <-
            raise ValueError("layer " + str(l) + ": the rows of b")
        n_prev = W.shape[0]


# ---- initialize_parameters_he: uniform_numbers
# kind: function
# single edit: yes
# part: W
# cause: np.random.rand is uniform and positive; normal numbers are asked for.
def initialize_parameters_he(layer_dims):
    p = {}
    for l in range(1, len(layer_dims)):
        p[f"W{l}"] = np.random.rand(layer_dims[l], layer_dims[l - 1]) * np.sqrt(2.0 / layer_dims[l - 1])  # <-
        p[f"b{l}"] = np.zeros((layer_dims[l], 1))
    return p


# ---- initialize_parameters_he: divides_by_root
# kind: operator
# single edit: yes
# part: W
# cause: It divides by the root instead of multiplying.
def initialize_parameters_he(layer_dims):
    out = {}
    for l, n in enumerate(layer_dims):
        if l == 0:
            continue
        out["W" + str(l)] = np.random.randn(n, layer_dims[l - 1]) / np.sqrt(2 / layer_dims[l - 1])  # <-
        out["b" + str(l)] = np.zeros((n, 1))
    return out


# ---- update_parameters_with_momentum: step_by_gradient
# kind: wrong variable
# single edit: yes
# part: parameters
# cause: The step is made with the gradient; the velocity is computed but not used.
def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    new_p, new_v = {}, {}
    for l in range(1, len(parameters) // 2 + 1):
        for k in ("W", "b"):
            key = k + str(l)
            new_v["d" + key] = beta * v["d" + key] + (1 - beta) * grads["d" + key]
            new_p[key] = parameters[key] - learning_rate * grads["d" + key]  # <-
    return new_p, new_v


# ---- update_parameters_with_momentum: without_one_minus
# kind: missing factor
# single edit: yes
# part:
# cause: The gradient has to be weighted by 1 - beta.
def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    v_new = {}
    p_new = {}
    for name in parameters:
        v_new["d" + name] = beta * v["d" + name] + grads["d" + name]  # <-
        p_new[name] = parameters[name] - learning_rate * v_new["d" + name]
    return p_new, v_new


# ---- update_parameters_with_momentum: old_velocity
# kind: stale value
# single edit: no
# part: parameters
# cause: The step uses the velocity from before.
def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    parameters = dict(parameters)
    new_v = {}
    for name in list(parameters):
        parameters[name] = parameters[name] - learning_rate * v["d" + name]  # <-
        new_v["d" + name] = beta * v["d" + name] + (1 - beta) * grads["d" + name]
    return parameters, new_v


# ---- update_parameters_with_momentum: betas_swapped
# kind: wrong variable
# single edit: no
# part:
# cause: beta and 1 - beta are swapped.
def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    new_v = {k: (1 - beta) * v[k] + beta * grads[k] for k in v}  # <-
    new_p = {k: parameters[k] - learning_rate * new_v["d" + k] for k in parameters}
    return new_p, new_v


# ---- numerical_gradients: moved_only_up
# kind: misunderstanding
# single edit: no
# part:
# cause: It is a one-sided difference divided by 2 epsilon.
def numerical_gradients(parameters, X, Y, epsilon):
    grads = {}
    base = compute_cost(L_model_forward(X, parameters)[0], Y)
    for name, value in parameters.items():
        slope = np.zeros(value.shape)
        for idx in np.ndindex(value.shape):
            moved = value.astype(float).copy()
            moved[idx] += epsilon
            up = compute_cost(L_model_forward(X, {**parameters, name: moved})[0], Y)
            slope[idx] = (up - base) / (2 * epsilon)  # <-
        grads["d" + name] = slope
    return grads


# ---- numerical_gradients: probabilities_for_cost
# kind: helper
# single edit: no
# part:
# cause: It measures the sum of the outputs and not the cost.
def numerical_gradients(parameters, X, Y, epsilon):
    def J(p):
        AL, _ = L_model_forward(X, p)
        return np.sum(AL - Y)  # <-

    grads = {}
    for name, value in parameters.items():
        slope = np.zeros(value.shape)
        for i in range(value.shape[0]):
            for j in range(value.shape[1]):
                e = np.zeros(value.shape)
                e[i, j] = epsilon
                slope[i, j] = (J({**parameters, name: value + e}) - J({**parameters, name: value - e})) / (2 * epsilon)
        grads["d" + name] = slope
    return grads


# ---- L_model_forward: two_slips
# kind: two slips
# single edit: no
# part:
# cause: The output layer gets A_prev in place of A, and its activation is relu.
def L_model_forward(X, parameters):
    caches = []
    A = X
    A_prev = X
    L = len(parameters) // 2
    for l in range(1, L):
        A_prev = A
        A, cache = linear_activation_forward(A_prev, parameters["W" + str(l)], parameters["b" + str(l)], "relu")
        caches.append(cache)
    AL, cache = linear_activation_forward(A_prev, parameters["W" + str(L)], parameters["b" + str(L)], "relu")  # <-
    caches.append(cache)
    return AL, caches


# ---- update_parameters: no_return
# kind: missing return
# single edit: no
# part:
# cause: The return is missing.
def update_parameters(params, grads, learning_rate):
    parameters = params.copy()
    for l in range(1, len(parameters) // 2 + 1):
        parameters["W" + str(l)] = params["W" + str(l)] - learning_rate * grads["dW" + str(l)]
        parameters["b" + str(l)] = params["b" + str(l)] - learning_rate * grads["db" + str(l)]  # <-


# ---- compute_cost: two_slips
# kind: two slips
# single edit: no
# part:
# cause: The sum misses its minus, and np.log(AL) stands where np.log(1 - AL) belongs.
def compute_cost(AL, Y):
    m = Y.shape[1]
    cost = 0
    for i in range(m):
        y, a = Y[0, i], AL[0, i]
        cost += y * np.log(a) + (1 - y) * np.log(a)  # <-
    return cost / m  # <-


# ---- sigmoid_backward: relu_pasted
# kind: misunderstanding
# single edit: no
# part:
# cause: This is relu_backward, pasted: the sigmoid has no gate.
def sigmoid_backward(dA, cache):
    Z = cache
    dZ = np.array(dA, copy=True)
    dZ[Z <= 0] = 0  # <-
    return dZ


# ---- sigmoid_backward: tanh_slope
# kind: misunderstanding
# single edit: no
# part:
# cause: 1 - A² is the slope of tanh.
def sigmoid_backward(dA, cache):
    A, _ = sigmoid(cache)
    return dA * (1 - np.power(A, 2))  # <-


# ---- update_parameters_with_momentum: swapped_result
# kind: container
# single edit: no
# part:
# cause: The velocities are returned before the parameters.
def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    new_v = {key: beta * v[key] + (1 - beta) * grads[key] for key in v}
    new = {key: parameters[key] - learning_rate * new_v["d" + key] for key in parameters}
    return new_v, new  # <-


# ---- update_parameters_with_momentum: half_of_the_layers
# kind: loop
# single edit: no
# part:
# cause: v has two entries for each layer, so L is half its length; a quarter leaves the later layers out.
def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    L = len(v) // 4  # <-
    new, new_v = dict(parameters), dict(v)
    for l in range(1, L + 1):
        for k in ("W", "b"):
            new_v["d" + k + str(l)] = beta * v["d" + k + str(l)] + (1 - beta) * grads["d" + k + str(l)]
            new[k + str(l)] = parameters[k + str(l)] - learning_rate * new_v["d" + k + str(l)]
    return new, new_v


# ---- relu_backward: a_unknown
# kind: error
# single edit: yes
# part:
# cause: A is not known here; the cache is Z.
def relu_backward(dA, cache):
    dZ = np.multiply(dA, np.int64(A > 0))  # <-
    return dZ


# ---- L_model_backward: sigmoid_twice
# kind: misunderstanding
# single edit: no
# part:
# cause: The gradient goes through the sigmoid twice: once here and once in linear_activation_backward.
def L_model_backward(AL, Y, caches):
    grads = {}
    L = len(caches)
    dAL = -(np.divide(Y, AL) - np.divide(1 - Y, 1 - AL))
    dZL = sigmoid_backward(dAL, caches[L - 1][1])  # <-
    dA, grads["dW" + str(L)], grads["db" + str(L)] = linear_activation_backward(dZL, caches[L - 1], "sigmoid")  # <-
    for l in reversed(range(1, L)):
        dA, grads["dW" + str(l)], grads["db" + str(l)] = linear_activation_backward(dA, caches[l - 1], "relu")
    return grads


# ---- update_parameters: grads_of_next_layer
# kind: index
# single edit: no
# part:
# cause: The step of layer l uses the gradients of layer l + 1.
def update_parameters(params, grads, learning_rate):
    new = dict(params)
    L = len(params) // 2
    for l in range(1, L + 1):
        k = str(min(l + 1, L))  # <-
        new["W" + str(l)] = params["W" + str(l)] - learning_rate * grads["dW" + k]
        new["b" + str(l)] = params["b" + str(l)] - learning_rate * grads["db" + k]
    return new


# ---- run_blocks: last_cache_for_all
# kind: index
# single edit: yes
# part:
# cause: Every block on the way back gets the cache of the last one.
def run_blocks(X, blocks, dA):
    A = X
    caches = []
    for block in blocks:
        if block[0] == "linear":
            A, cache = linear_forward(A, block[1], block[2])
        elif block[0] == "relu":
            A, cache = relu(A)
        else:
            A, cache = sigmoid(A)
        caches.append(cache)
    for i in reversed(range(len(blocks))):
        kind = blocks[i][0]
        if kind == "linear":
            dA, dW, db = linear_backward(dA, caches[i])
        elif kind == "relu":
            dA = relu_backward(dA, caches[-2])  # <-
        else:
            dA = sigmoid_backward(dA, caches[i])
    return A, dA


# ---- run_blocks: first_cache
# kind: loop
# single edit: yes
# part:
# cause: The blocks are turned round for the way back and the caches are not.
def run_blocks(X, blocks, dA):
    out, saved = X, []
    for b in blocks:
        if b[0] == "linear":
            out, c = linear_forward(out, b[1], b[2])
        elif b[0] == "relu":
            out, c = relu(out)
        else:
            out, c = sigmoid(out)
        saved.append(c)
    grad = dA
    for b, c in zip(blocks[::-1], saved):  # <-
        if b[0] == "linear":
            grad = linear_backward(grad, c)[0]
        elif b[0] == "relu":
            grad = relu_backward(grad, c)
        else:
            grad = sigmoid_backward(grad, c)
    return out, grad


# ---- run_blocks: returns_gradient_of_last
# kind: wrong variable
# single edit: yes
# part: dX
# cause: What comes back is stored under another name, and the gradient that was given is returned.
def run_blocks(X, blocks, dA):
    A = X
    caches = []
    for kind, *params in blocks:
        if kind == "linear":
            A, cache = linear_forward(A, *params)
        elif kind == "relu":
            A, cache = relu(A)
        else:
            A, cache = sigmoid(A)
        caches.append((kind, cache))
    grad = dA
    for kind, cache in reversed(caches):
        if kind == "linear":
            grad, _, _ = linear_backward(grad, cache)
        elif kind == "relu":
            grad = relu_backward(grad, cache)
        else:
            grad = sigmoid_backward(grad, cache)
    return A, dA  # <-


# ---- run_blocks: input_each_time
# kind: wrong variable
# single edit: yes
# part:
# cause: Every linear block gets X in place of what the block before it gave.
def run_blocks(X, blocks, dA):
    A = X
    caches = []
    for block in blocks:
        if block[0] == "linear":
            A, cache = linear_forward(X, block[1], block[2])  # <-
        elif block[0] == "relu":
            A, cache = relu(A)
        else:
            A, cache = sigmoid(A)
        caches.append(cache)
    for block, cache in zip(blocks[::-1], caches[::-1]):
        if block[0] == "linear":
            dA, _, _ = linear_backward(dA, cache)
        elif block[0] == "relu":
            dA = relu_backward(dA, cache)
        else:
            dA = sigmoid_backward(dA, cache)
    return A, dA
