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


# ---- relu_backward: negative_gate
# kind: operator
# single edit: yes
# part:
# cause: The gate is open on the wrong side.
def relu_backward(dA, cache):
    Z = cache
    dZ = dA * (Z < 0)  # <-
    return dZ


# ---- relu_backward: a_unknown
# kind: error
# single edit: yes
# part:
# cause: A is not known here; the cache is Z.
def relu_backward(dA, cache):
    dZ = np.multiply(dA, np.int64(A > 0))  # <-
    return dZ


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


# ---- sigmoid_backward: pair_as_array
# kind: helper
# single edit: no
# part:
# cause: sigmoid returns a pair here, which is not taken apart.
def sigmoid_backward(dA, cache):
    s = sigmoid(cache)  # <-
    return dA * s * (1 - s)


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
