# Wrong functions of learners: the held-out half of deep_network. See README.md for the format.
# `# <-` marks the line of the cause. Do not edit an entry after its first run through the grader.

# ---- initialize_parameters_deep: bias_of_layer_before
# kind: index
# single edit: yes
# part: b
# cause: b has as many rows as the layer before.
def initialize_parameters_deep(layer_dims):
    params = {}
    for l in range(1, len(layer_dims)):
        n, n_prev = layer_dims[l], layer_dims[l - 1]
        params[f"W{l}"] = 0.01 * np.random.randn(n, n_prev)
        params[f"b{l}"] = np.zeros((n_prev, 1))  # <-
    return params


# ---- initialize_parameters_deep: plus_one_hundredth
# kind: operator
# single edit: yes
# part: W
# cause: 0.01 is added to the weights instead of multiplied.
def initialize_parameters_deep(layer_dims):
    parameters = {}
    for l in range(1, len(layer_dims)):
        parameters["W" + str(l)] = np.random.randn(layer_dims[l], layer_dims[l - 1]) + 0.01  # <-
        parameters["b" + str(l)] = np.zeros((layer_dims[l], 1))
    return parameters


# ---- initialize_parameters_deep: dict_made_in_loop
# kind: loop
# single edit: yes
# part:
# cause: The dict is made new in each round, so only the last layer is left.
def initialize_parameters_deep(layer_dims):
    for l in range(1, len(layer_dims)):
        parameters = {}  # <-
        parameters["W" + str(l)] = np.random.randn(layer_dims[l], layer_dims[l - 1]) * 0.01
        parameters["b" + str(l)] = np.zeros((layer_dims[l], 1))
    return parameters


# ---- linear_forward: bias_inside
# kind: brackets
# single edit: no
# part: Z
# cause: b is added before the product instead of after it.
def linear_forward(A, W, b):
    Z = np.dot(W + b, A)  # <-
    cache = (A, W, b)
    return Z, cache


# ---- linear_forward: cache_order
# kind: container
# single edit: yes
# part: cache
# cause: The cache has W before A.
def linear_forward(A, W, b):
    Z = W @ A + b
    cache = (W, A, b)  # <-
    return Z, cache


# ---- linear_activation_forward: caches_turned
# kind: container
# single edit: yes
# part: cache
# cause: The activation's cache comes first.
def linear_activation_forward(A_prev, W, b, activation):
    Z, linear_cache = linear_forward(A_prev, W, b)
    if activation == "sigmoid":
        A, activation_cache = sigmoid(Z)
    else:
        A, activation_cache = relu(Z)
    cache = (activation_cache, linear_cache)  # <-
    return A, cache


# ---- linear_activation_forward: activates_input
# kind: wrong variable
# single edit: yes
# part:
# cause: The activation is applied to A_prev instead of Z.
def linear_activation_forward(A_prev, W, b, activation):
    Z, linear_cache = linear_forward(A_prev, W, b)
    if activation == "sigmoid":
        A, activation_cache = sigmoid(Z)
    elif activation == "relu":
        A, activation_cache = relu(A_prev)  # <-
    cache = (linear_cache, activation_cache)
    return A, cache


# ---- L_model_forward: output_relu_too
# kind: index
# single edit: yes
# part:
# cause: The loop runs over the output layer as well, which then is computed twice.
def L_model_forward(X, parameters):
    caches = []
    A = X
    L = len(parameters) // 2
    for l in range(1, L + 1):  # <-
        A, cache = linear_activation_forward(A, parameters["W" + str(l)], parameters["b" + str(l)], "relu")
        caches.append(cache)
    AL, cache = linear_activation_forward(A, parameters["W" + str(L)], parameters["b" + str(L)], "sigmoid")
    caches.append(cache)
    return AL, caches


# ---- L_model_forward: sigmoid_everywhere
# kind: function
# single edit: no
# part:
# cause: All layers have the sigmoid.
def L_model_forward(X, parameters):
    caches = []
    A = X
    for l in range(1, len(parameters) // 2 + 1):
        W, b = parameters[f"W{l}"], parameters[f"b{l}"]
        A, cache = linear_activation_forward(A, W, b, "sigmoid")  # <-
        caches.append(cache)
    return A, caches


# ---- compute_cost: minus_between
# kind: sign
# single edit: yes
# part:
# cause: The terms are subtracted; they have to be added.
def compute_cost(AL, Y):
    m = Y.shape[1]
    cost = -1 / m * np.sum(Y * np.log(AL) - (1 - Y) * np.log(1 - AL))  # <-
    return cost


# ---- compute_cost: outer_product
# kind: transposition
# single edit: no
# part:
# cause: Without the sum over matching examples the product is an (m, m) table.
def compute_cost(AL, Y):
    m = Y.shape[1]
    cost = -(np.dot(Y.T, np.log(AL)) + np.dot((1 - Y).T, np.log(1 - AL))) / m  # <-
    return np.squeeze(cost)


# ---- compute_cost: brackets_of_sum
# kind: brackets
# single edit: no
# part:
# cause: m divides only the second sum.
def compute_cost(AL, Y):
    m = AL.shape[1]
    ones = np.sum(Y * np.log(AL))
    zeros = np.sum((1 - Y) * np.log(1 - AL))
    return -(ones + zeros / m)  # <-


# ---- relu_backward: gate_by_dA
# kind: wrong variable
# single edit: yes
# part:
# cause: The gate is decided by dA and not by Z.
def relu_backward(dA, cache):
    Z = cache
    dZ = np.array(dA, copy=True)
    dZ[dA <= 0] = 0  # <-
    return dZ


# ---- relu_backward: no_copy
# kind: in place
# single edit: yes
# part:
# cause: The zeros are written into the caller's dA.
def relu_backward(dA, cache):
    Z = cache
    dZ = dA  # <-
    dZ[Z <= 0] = 0  # <-
    return dZ


# ---- relu_backward: times_z
# kind: misunderstanding
# single edit: no
# part:
# cause: dA is multiplied by relu of Z instead of its slope.
def relu_backward(dA, cache):
    A, Z = relu(cache)
    return dA * A  # <-


# ---- relu_backward: slope_only
# kind: missing factor
# single edit: no
# part:
# cause: Only the slope is returned: dA is missing.
def relu_backward(dA, cache):
    Z = cache
    dZ = np.where(Z > 0, 1.0, 0.0)  # <-
    return dZ


# ---- sigmoid_backward: pair_as_array
# kind: helper
# single edit: no
# part:
# cause: sigmoid returns a pair here, which is not taken apart.
def sigmoid_backward(dA, cache):
    s = sigmoid(cache)  # <-
    return dA * s * (1 - s)


# ---- linear_backward: m_from_w
# kind: wrong variable
# single edit: yes
# part: dW, db
# cause: m is taken from W, which counts units.
def linear_backward(dZ, cache):
    A_prev, W, b = cache
    m = W.shape[1]  # <-
    dW = np.dot(dZ, A_prev.T) / m
    db = np.sum(dZ, axis=1, keepdims=True) / m
    dA_prev = np.dot(W.T, dZ)
    return dA_prev, dW, db


# ---- linear_backward: da_averaged
# kind: averaging
# single edit: yes
# part: dA_prev
# cause: dA_prev is divided by m as well.
def linear_backward(dZ, cache):
    A_prev, W, b = cache
    m = A_prev.shape[1]
    dW = 1 / m * np.dot(dZ, A_prev.T)
    db = 1 / m * np.sum(dZ, axis=1, keepdims=True)
    dA_prev = 1 / m * np.dot(W.T, dZ)  # <-
    return dA_prev, dW, db


# ---- linear_backward: db_axis
# kind: axis
# single edit: yes
# part: db
# cause: db is summed over the units.
def linear_backward(dZ, cache):
    A_prev, W, b = cache
    m = A_prev.shape[1]
    dW = dZ @ A_prev.T / m
    db = np.sum(dZ, axis=0, keepdims=True) / m  # <-
    dA_prev = W.T @ dZ
    return dA_prev, dW, db


# ---- linear_backward: dw_turned
# kind: transposition
# single edit: yes
# part: dW
# cause: dW is computed transposed.
def linear_backward(dZ, cache):
    A_prev, W, b = cache
    m = A_prev.shape[1]
    dW = np.dot(A_prev, dZ.T) / m  # <-
    db = np.mean(dZ, axis=1, keepdims=True)
    dA_prev = np.dot(W.T, dZ)
    return dA_prev, dW, db


# ---- linear_backward: result_order
# kind: container
# single edit: no
# part:
# cause: dA_prev comes last; it has to be first.
def linear_backward(dZ, cache):
    A_prev, W, b = cache
    m = dZ.shape[1]
    dW = dZ.dot(A_prev.T) / m
    db = dZ.sum(axis=1, keepdims=True) / m
    dA_prev = W.T.dot(dZ)
    return dW, db, dA_prev  # <-


# ---- linear_backward: cache_names_mixed
# kind: container
# single edit: yes
# part:
# cause: The cache is unpacked in the wrong order.
def linear_backward(dZ, cache):
    W, A_prev, b = cache  # <-
    m = A_prev.shape[1]
    dW = np.dot(dZ, A_prev.T) / m
    db = np.sum(dZ, axis=1, keepdims=True) / m
    dA_prev = np.dot(W.T, dZ)
    return dA_prev, dW, db


# ---- linear_activation_backward: wrong_cache
# kind: wrong variable
# single edit: yes
# part:
# cause: relu_backward gets the linear cache.
def linear_activation_backward(dA, cache, activation):
    linear_cache, activation_cache = cache
    if activation == "relu":
        dZ = relu_backward(dA, linear_cache)  # <-
    elif activation == "sigmoid":
        dZ = sigmoid_backward(dA, activation_cache)
    dA_prev, dW, db = linear_backward(dZ, linear_cache)
    return dA_prev, dW, db


# ---- linear_activation_backward: linear_first
# kind: misunderstanding
# single edit: no
# part:
# cause: The linear half comes before the activation; on the way back the activation is first.
def linear_activation_backward(dA, cache, activation):
    linear_cache, activation_cache = cache
    dA_prev, dW, db = linear_backward(dA, linear_cache)  # <-
    if activation == "relu":
        dA_prev = relu_backward(dA_prev, activation_cache)  # <-
    else:
        dA_prev = sigmoid_backward(dA_prev, activation_cache)  # <-
    return dA_prev, dW, db


# ---- L_model_backward: a_minus_y_as_da
# kind: misunderstanding
# single edit: no
# part:
# cause: A - Y is dZ of the output layer, not dA; the sigmoid's slope is then counted twice.
def L_model_backward(AL, Y, caches):
    grads = {}
    L = len(caches)
    dA = AL - Y  # <-
    for l in range(L, 0, -1):
        activation = "sigmoid" if l == L else "relu"
        dA, grads["dW%d" % l], grads["db%d" % l] = linear_activation_backward(dA, caches[l - 1], activation)
    return grads


# ---- L_model_backward: plus_between_terms
# kind: sign
# single edit: yes
# part:
# cause: The second term of dAL has the wrong sign.
def L_model_backward(AL, Y, caches):
    grads = {}
    L = len(caches)
    Y = Y.reshape(AL.shape)
    dAL = -(np.divide(Y, AL) + np.divide(1 - Y, 1 - AL))  # <-
    current_cache = caches[L - 1]
    dA_prev, dW, db = linear_activation_backward(dAL, current_cache, "sigmoid")
    grads["dW" + str(L)] = dW
    grads["db" + str(L)] = db
    for l in reversed(range(L - 1)):
        dA_prev, dW, db = linear_activation_backward(dA_prev, caches[l], "relu")
        grads["dW" + str(l + 1)] = dW
        grads["db" + str(l + 1)] = db
    return grads


# ---- update_parameters: arrays_in_place
# kind: in place
# single edit: no
# part:
# cause: The copy of the dict holds the same arrays, which -= changes.
def update_parameters(params, grads, learning_rate):
    parameters = params.copy()
    for l in range(1, len(params) // 2 + 1):
        parameters["W" + str(l)] -= learning_rate * grads["dW" + str(l)]  # <-
        parameters["b" + str(l)] -= learning_rate * grads["db" + str(l)]  # <-
    return parameters


# ---- update_parameters: returns_in_loop
# kind: early return
# single edit: yes
# part:
# cause: The return stands in the loop: only layer 1 is updated.
def update_parameters(params, grads, learning_rate):
    new = dict(params)
    L = len(params) // 2
    for l in range(L):
        new["W" + str(l + 1)] = new["W" + str(l + 1)] - learning_rate * grads["dW" + str(l + 1)]
        new["b" + str(l + 1)] = new["b" + str(l + 1)] - learning_rate * grads["db" + str(l + 1)]
        return new  # <-


# ---- L_model_train: cost_after_step
# kind: stale value
# single edit: no
# part: costs
# cause: The costs are those after each step, because the update comes first.
def L_model_train(X, Y, parameters, learning_rate, num_iterations):
    costs = []
    for i in range(num_iterations):
        AL, caches = L_model_forward(X, parameters)
        grads = L_model_backward(AL, Y, caches)
        parameters = update_parameters(parameters, grads, learning_rate)
        AL, caches = L_model_forward(X, parameters)  # <-
        costs.append(compute_cost(AL, Y))  # <-
    return parameters, costs


# ---- L_model_train: starts_new_each_time
# kind: loop
# single edit: yes
# part:
# cause: Each iteration starts from the given parameters again.
def L_model_train(X, Y, parameters, learning_rate, num_iterations):
    costs = []
    for i in range(num_iterations):
        p = {k: v.copy() for k, v in parameters.items()}  # <-
        AL, caches = L_model_forward(X, p)
        costs.append(compute_cost(AL, Y))
        grads = L_model_backward(AL, Y, caches)
        p = update_parameters(p, grads, learning_rate)
    return p, costs


# ---- L_model_train: draws_new_start
# kind: misunderstanding
# single edit: no
# part:
# cause: The given parameters are thrown away and new ones are drawn.
def L_model_train(X, Y, parameters, learning_rate, num_iterations):
    L = len(parameters) // 2
    layer_dims = [X.shape[0]] + [parameters["W" + str(l)].shape[0] for l in range(1, L + 1)]
    parameters = initialize_parameters_deep(layer_dims)  # <-
    costs = []
    for i in range(num_iterations):
        AL, caches = L_model_forward(X, parameters)
        costs.append(compute_cost(AL, Y))
        grads = L_model_backward(AL, Y, caches)
        parameters = update_parameters(parameters, grads, learning_rate)
    return parameters, costs


# ---- L_model_train: last_cost_only
# kind: container
# single edit: no
# part: costs
# cause: Only the last cost is returned, not the list of all.
def L_model_train(X, Y, parameters, learning_rate, num_iterations):
    cost = None
    for i in range(num_iterations):
        AL, caches = L_model_forward(X, parameters)
        cost = compute_cost(AL, Y)  # <-
        grads = L_model_backward(AL, Y, caches)
        parameters = update_parameters(parameters, grads, learning_rate)
    return parameters, cost  # <-


# ---- expected_shapes: w_turned
# kind: index
# single edit: yes
# part: W, dW
# cause: The shape of W has the two sizes in the wrong order.
def expected_shapes(layer_dims, m):
    shapes = {}
    for l in range(1, len(layer_dims)):
        n = layer_dims[l]
        p = layer_dims[l - 1]
        shapes["W" + str(l)] = (p, n)  # <-
        shapes["dW" + str(l)] = (p, n)  # <-
        shapes["b" + str(l)] = shapes["db" + str(l)] = (n, 1)
        shapes["Z" + str(l)] = shapes["dZ" + str(l)] = (n, m)
        shapes["A" + str(l)] = shapes["dA" + str(l)] = (n, m)
    return shapes


# ---- expected_shapes: gradients_left_out
# kind: missing term
# single edit: no
# part: dA, dW, dZ, db
# cause: The gradients are missing.
def expected_shapes(layer_dims, m):
    shapes = {}
    for l in range(1, len(layer_dims)):
        shapes[f"W{l}"] = (layer_dims[l], layer_dims[l - 1])
        shapes[f"b{l}"] = (layer_dims[l], 1)
        shapes[f"Z{l}"] = (layer_dims[l], m)
        shapes[f"A{l}"] = (layer_dims[l], m)
    return shapes  # <-


# ---- expected_shapes: bias_for_each_example
# kind: shape
# single edit: no
# part: b, db
# cause: b is one column; it does not have one for each example.
def expected_shapes(layer_dims, m):
    shapes = {}
    L = len(layer_dims) - 1
    for l in range(1, L + 1):
        rows = layer_dims[l]
        shapes["W" + str(l)] = shapes["dW" + str(l)] = (rows, layer_dims[l - 1])
        for letter in ("b", "Z", "A"):  # <-
            shapes[letter + str(l)] = (rows, m)
            shapes["d" + letter + str(l)] = (rows, m)
    return shapes


# ---- expected_shapes: last_layer_missing
# kind: index
# single edit: yes
# part:
# cause: The loop leaves out the output layer.
def expected_shapes(layer_dims, m):
    shapes = {}
    for l in range(1, len(layer_dims) - 1):  # <-
        n, n_prev = layer_dims[l], layer_dims[l - 1]
        for d in ("", "d"):
            shapes[d + "W" + str(l)] = (n, n_prev)
            shapes[d + "b" + str(l)] = (n, 1)
            shapes[d + "Z" + str(l)] = (n, m)
            shapes[d + "A" + str(l)] = (n, m)
    return shapes


# ---- check_dimensions: never_moves_on
# kind: loop
# single edit: no
# part:
# cause: n_prev stays the number of features, so layer 2 is compared with the input.
def check_dimensions(parameters, X):
    n_prev = X.shape[0]
    L = len(parameters) // 2
    for l in range(1, L + 1):
        W = parameters["W" + str(l)]
        b = parameters["b" + str(l)]
        if W.shape[1] != n_prev:  # <-
            raise ValueError("layer %d: W does not fit" % l)
        if b.shape != (W.shape[0], 1):
            raise ValueError("layer %d: b does not fit" % l)


# ---- check_dimensions: bias_unchecked
# kind: missing term
# single edit: no
# part:
# cause: The biases are not checked.
def check_dimensions(parameters, X):
    n_prev = X.shape[0]
    for l in range(1, len(parameters) // 2 + 1):
        W = parameters[f"W{l}"]
        assert W.shape[1] == n_prev, f"layer {l}: W"  # <-
        n_prev = W.shape[0]  # <-


# ---- check_dimensions: last_not_first
# kind: algorithm
# single edit: no
# part:
# cause: It keeps looking and names the last layer that does not fit.
def check_dimensions(parameters, X):
    n_prev = X.shape[0]
    wrong = None
    for l in range(1, len(parameters) // 2 + 1):
        W, b = parameters[f"W{l}"], parameters[f"b{l}"]
        if W.shape[1] != n_prev or b.shape != (W.shape[0], 1):
            wrong = l  # <-
        n_prev = W.shape[0]
    if wrong is not None:
        raise ValueError(f"layer {wrong}: wrong shape")


# ---- check_dimensions: rows_against_input
# kind: index
# single edit: yes
# part:
# cause: The rows of W are compared with the layer before; the columns have to be.
def check_dimensions(parameters, X):
    n_prev = X.shape[0]
    for l in range(1, len(parameters) // 2 + 1):
        W, b = parameters[f"W{l}"], parameters[f"b{l}"]
        assert W.shape[0] == n_prev, f"layer {l}: W has the shape {W.shape}"  # <-
        assert b.shape == (W.shape[0], 1), f"layer {l}: b has the shape {b.shape}"
        n_prev = W.shape[0]


# ---- initialize_parameters_he: two_over_own_size
# kind: index
# single edit: yes
# part: W
# cause: The size of the layer itself is used; He's formula has that of the layer before.
def initialize_parameters_he(layer_dims):
    parameters = {}
    for l in range(1, len(layer_dims)):
        parameters["W" + str(l)] = np.random.randn(layer_dims[l], layer_dims[l - 1]) * np.sqrt(2 / layer_dims[l])  # <-
        parameters["b" + str(l)] = np.zeros((layer_dims[l], 1))
    return parameters


# ---- initialize_parameters_he: no_root
# kind: missing factor
# single edit: yes
# part: W
# cause: The root is missing, so the weights are far too small.
def initialize_parameters_he(layer_dims):
    params = {}
    for l in range(1, len(layer_dims)):
        n_prev = layer_dims[l - 1]
        scale = 2 / n_prev  # <-
        params[f"W{l}"] = np.random.randn(layer_dims[l], n_prev) * scale
        params[f"b{l}"] = np.zeros((layer_dims[l], 1))
    return params


# ---- initialize_parameters_he: small_as_before
# kind: misunderstanding
# single edit: no
# part: W
# cause: The factor is still 0.01, whatever the width of the layer.
def initialize_parameters_he(layer_dims):
    parameters = initialize_parameters_deep(layer_dims)
    for l in range(1, len(layer_dims)):
        scale = np.sqrt(2 / layer_dims[l - 1])
        parameters[f"W{l}"] = parameters[f"W{l}"] * scale  # <-
    return parameters


# ---- update_parameters_with_momentum: velocity_in_place
# kind: in place
# single edit: yes
# part:
# cause: The caller's velocities are changed.
def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    new = {}
    for name in parameters:
        velocity = v["d" + name]  # <-
        velocity *= beta  # <-
        velocity += (1 - beta) * grads["d" + name]
        new[name] = parameters[name] - learning_rate * velocity
    return new, v


# ---- numerical_gradients: step_stays
# kind: in place
# single edit: yes
# part:
# cause: The caller's array is moved and not copied.
def numerical_gradients(parameters, X, Y, epsilon):
    grads = {}
    for name in parameters:
        value = parameters[name]  # <-
        slope = np.zeros(value.shape)
        for idx in np.ndindex(value.shape):
            value[idx] += epsilon
            up = compute_cost(L_model_forward(X, {**parameters, name: value})[0], Y)
            value[idx] -= 2 * epsilon
            down = compute_cost(L_model_forward(X, {**parameters, name: value})[0], Y)
            slope[idx] = (up - down) / (2 * epsilon)  # <-
        grads["d" + name] = slope
    return grads


# ---- numerical_gradients: rows_only
# kind: loop
# single edit: no
# part: dW1, dW2
# cause: The loop moves whole rows, so all entries of a row get one slope.
def numerical_gradients(parameters, X, Y, epsilon):
    def cost(name, array):
        AL, _ = L_model_forward(X, {**parameters, name: array})
        return compute_cost(AL, Y)

    grads = {}
    for name, value in parameters.items():
        slope = np.zeros(value.shape)
        for i in range(len(value)):
            e = np.zeros(value.shape)
            e[i] = epsilon  # <-
            slope[i] = (cost(name, value + e) - cost(name, value - e)) / (2 * epsilon)
        grads["d" + name] = slope
    return grads


# ---- numerical_gradients: last_key_only
# kind: loop
# single edit: yes
# part: dW1, dW2, db1
# cause: grads is made new for every name, so only the last array has a gradient.
def numerical_gradients(parameters, X, Y, epsilon):
    for name, value in parameters.items():
        grads = {}  # <-
        slopes = []
        for k in range(value.size):
            step = np.zeros(value.size)
            step[k] = epsilon
            step = step.reshape(value.shape)
            plus, _ = L_model_forward(X, {**parameters, name: value + step})
            minus, _ = L_model_forward(X, {**parameters, name: value - step})
            slopes.append((compute_cost(plus, Y) - compute_cost(minus, Y)) / (2 * epsilon))
        grads["d" + name] = np.array(slopes).reshape(value.shape)
    return grads


# ---- initialize_parameters_deep: string_plus_number
# kind: error
# single edit: no
# part:
# cause: A number cannot be added to a string: str(l) is missing.
def initialize_parameters_deep(layer_dims):
    parameters = {}
    for l in range(1, len(layer_dims)):
        parameters["W" + l] = np.random.randn(layer_dims[l], layer_dims[l - 1]) * 0.01  # <-
        parameters["b" + l] = np.zeros((layer_dims[l], 1))
    return parameters


# ---- linear_backward: two_slips
# kind: two slips
# single edit: no
# part: dW, db
# cause: Neither dW nor db is divided by m, and db is flat.
def linear_backward(dZ, cache):
    A_prev, W, b = cache
    dW = np.dot(dZ, A_prev.T)  # <-
    db = np.sum(dZ, axis=1)  # <-
    dA_prev = np.dot(W.T, dZ)
    return dA_prev, dW, db


# ---- L_model_backward: reads_missing_key
# kind: error
# single edit: no
# part:
# cause: grads has no entry "dA…" for the first hidden layer when it is read.
def L_model_backward(AL, Y, caches):
    grads = {}
    L = len(caches)
    dAL = -(np.divide(Y, AL) - np.divide(1 - Y, 1 - AL))
    dA_prev, dW, db = linear_activation_backward(dAL, caches[L - 1], "sigmoid")
    grads["dW" + str(L)] = dW
    grads["db" + str(L)] = db
    for l in reversed(range(L - 1)):
        dA_prev, dW, db = linear_activation_backward(grads["dA" + str(l + 1)], caches[l], "relu")  # <-
        grads["dA" + str(l)] = dA_prev
        grads["dW" + str(l + 1)] = dW
        grads["db" + str(l + 1)] = db
    return grads


# ---- sigmoid_backward: da_forgotten
# kind: missing factor
# single edit: no
# part:
# cause: Only the slope is returned: dA is missing.
def sigmoid_backward(dA, cache):
    Z = cache
    s = 1 / (1 + np.exp(-Z))
    return s * (1 - s)  # <-


# ---- sigmoid_backward: plus_slope
# kind: operator
# single edit: yes
# part:
# cause: dA is added to the slope instead of multiplied.
def sigmoid_backward(dA, cache):
    A = 1 / (1 + np.exp(-cache))
    dZ = dA + A * (1 - A)  # <-
    return dZ


# ---- update_parameters_with_momentum: one_plus_beta
# kind: sign
# single edit: yes
# part:
# cause: The gradient's weight is 1 - beta.
def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    velocity, result = {}, {}
    for name in grads:
        velocity[name] = beta * v[name] + (1 + beta) * grads[name]  # <-
    for name in parameters:
        result[name] = parameters[name] - learning_rate * velocity["d" + name]
    return result, velocity


# ---- L_model_forward: appends_activation
# kind: container
# single edit: no
# part: caches
# cause: A is appended in place of the cache.
def L_model_forward(X, parameters):
    caches = []
    A = X
    L = len(parameters) // 2
    for l in range(1, L + 1):
        activation = "relu" if l < L else "sigmoid"
        A, cache = linear_activation_forward(A, parameters["W" + str(l)], parameters["b" + str(l)], activation)
        caches.append(A)  # <-
    return A, caches


# ---- L_model_backward: sigmoid_for_all
# kind: function
# single edit: no
# part:
# cause: The hidden layers go back through the sigmoid, too.
def L_model_backward(AL, Y, caches):
    grads = {}
    L = len(caches)
    dA = -(Y / AL - (1 - Y) / (1 - AL))
    for l in reversed(range(L)):
        dA, dW, db = linear_activation_backward(dA, caches[l], "sigmoid")  # <-
        grads["dW" + str(l + 1)] = dW
        grads["db" + str(l + 1)] = db
    return grads
