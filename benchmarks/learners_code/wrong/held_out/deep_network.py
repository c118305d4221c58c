# ---- initialize_parameters_deep: last_layer_not_made
# kind: index
# single edit: yes
# part:
# cause: The loop stops one layer too early, so WL and bL are not made.
def initialize_parameters_deep(layer_dims):
    parameters = {}
    L = len(layer_dims) - 1
    for l in range(1, L):  # <-
        parameters["W" + str(l)] = np.random.randn(layer_dims[l], layer_dims[l - 1]) * 0.01
        parameters["b" + str(l)] = np.zeros((layer_dims[l], 1))
    return parameters

# ---- initialize_parameters_deep: text_plus_number
# kind: error
# single edit: no
# part:
# cause: A text and a number cannot be added; the number has to be made a text with str.
def initialize_parameters_deep(layer_dims):
    parameters = {}
    for l in range(1, len(layer_dims)):
        parameters["W" + l] = 0.01 * np.random.randn(layer_dims[l], layer_dims[l - 1])  # <-
        parameters["b" + l] = np.zeros((layer_dims[l], 1))  # <-
    return parameters

# ---- initialize_parameters_deep: row_of_zeros
# kind: shape
# single edit: yes
# part: b
# cause: The biases are rows (1, n), where columns (n, 1) are asked for.
def initialize_parameters_deep(layer_dims):
    canshu = {}
    for i in range(len(layer_dims) - 1):
        n_in, n_out = layer_dims[i], layer_dims[i + 1]
        canshu[f"W{i + 1}"] = np.random.randn(n_out, n_in) * 0.01
        canshu[f"b{i + 1}"] = np.zeros((1, n_out))  # <-
    return canshu

# ---- linear_forward: activations_first
# kind: argument order
# single edit: yes
# part:
# cause: W has to stand on the left of the product; A times W does not fit.
def linear_forward(A, W, b):
    Z = np.dot(A, W) + b  # <-
    cache = (A, W, b)
    return Z, cache

# ---- linear_forward: result_in_the_cache
# kind: container
# single edit: no
# part: cache
# cause: The cache holds Z in place of the inputs A, W and b.
def linear_forward(A, W, b):
    Z = W @ A + b
    cache = Z  # <-
    return Z, cache

# ---- linear_forward: bias_only_for_first_example
# kind: index
# single edit: no
# part: Z
# cause: b is added to the first column of Z only.
def linear_forward(A, W, b):
    Z = np.dot(W, A)
    Z[:, 0] = Z[:, 0] + b[:, 0]  # <-
    return Z, (A, W, b)

# ---- linear_activation_forward: output_kept_for_input
# kind: wrong variable
# single edit: yes
# part: cache
# cause: The activation's output A is kept in the cache, where its input Z is needed.
def linear_activation_forward(A_prev, W, b, activation):
    Z, linear_cache = linear_forward(A_prev, W, b)
    if activation == "relu":
        A, activation_cache = relu(Z)
    else:
        A, activation_cache = sigmoid(Z)
    cache = (linear_cache, A)  # <-
    return A, cache

# ---- linear_activation_forward: second_if_with_else
# kind: algorithm
# single edit: no
# part: A
# cause: The second if is not an elif, so its else also runs for the sigmoid and hands back Z.
def linear_activation_forward(A_prev, W, b, activation):
    Z, linear_cache = linear_forward(A_prev, W, b)
    if activation == "sigmoid":
        A, activation_cache = sigmoid(Z)
    if activation == "relu":  # <-
        A, activation_cache = relu(Z)
    else:  # <-
        A, activation_cache = Z, Z  # <-
    return A, (linear_cache, activation_cache)

# ---- linear_activation_forward: pair_not_taken_apart
# kind: helper
# single edit: no
# part: A
# cause: relu and sigmoid return a pair (A, cache), and the whole pair is taken for A.
def linear_activation_forward(A_prev, W, b, activation):
    Z, linear_cache = linear_forward(A_prev, W, b)
    if activation == "sigmoid":
        A = sigmoid(Z)  # <-
    elif activation == "relu":
        A = relu(Z)  # <-
    return A, (linear_cache, Z)

# ---- linear_activation_forward: capital_relu
# kind: error
# single edit: no
# part:
# cause: The name is compared with "ReLU", but it is "relu", so no branch runs for it and A does not exist.
def linear_activation_forward(A_prev, W, b, activation):
    Z, linear_cache = linear_forward(A_prev, W, b)
    if activation == "sigmoid":
        A, activation_cache = sigmoid(Z)
    elif activation == "ReLU":  # <-
        A, activation_cache = relu(Z)
    cache = (linear_cache, activation_cache)
    return A, cache

# ---- linear_activation_forward: caches_swapped
# kind: container
# single edit: yes
# part: cache
# cause: The activation's cache is put first; the linear one belongs first.
def linear_activation_forward(A_prev, W, b, activation):
    Z, huancun1 = linear_forward(A_prev, W, b)
    if activation == "relu":
        A, huancun2 = relu(Z)
    if activation == "sigmoid":
        A, huancun2 = sigmoid(Z)
    return A, (huancun2, huancun1)  # <-

# ---- L_model_forward: hidden_caches_lost
# kind: loop
# single edit: yes
# part: caches
# cause: caches.append stands after the loop, so only the last hidden layer's cache is kept.
def L_model_forward(X, parameters):
    caches = []
    A = X
    L = len(parameters) // 2
    for l in range(1, L):
        A_prev = A
        A, cache = linear_activation_forward(A_prev, parameters["W" + str(l)], parameters["b" + str(l)], "relu")
    caches.append(cache)  # <-
    AL, cache = linear_activation_forward(A, parameters["W" + str(L)], parameters["b" + str(L)], "sigmoid")
    caches.append(cache)
    return AL, caches

# ---- L_model_forward: input_of_the_layer_before
# kind: stale value
# single edit: yes
# part:
# cause: The last layer gets A_prev, the input of the last hidden layer, and not its output A.
def L_model_forward(X, parameters):
    caches = []
    A = X
    L = len(parameters) // 2
    for l in range(1, L):
        A_prev = A
        A, cache = linear_activation_forward(A_prev,
                                             parameters["W" + str(l)],
                                             parameters["b" + str(l)],
                                             activation="relu")
        caches.append(cache)
    AL, cache = linear_activation_forward(A_prev,  # <-
                                          parameters["W" + str(L)],
                                          parameters["b" + str(L)],
                                          activation="sigmoid")
    caches.append(cache)
    return AL, caches

# ---- L_model_forward: relu_to_the_end
# kind: misunderstanding
# single edit: no
# part: AL
# cause: All layers use ReLU, the last one as well, which should have the sigmoid.
def L_model_forward(X, parameters):
    A, caches = X, []
    for l in range(1, len(parameters) // 2 + 1):
        A, cache = linear_activation_forward(A, parameters[f"W{l}"], parameters[f"b{l}"], "relu")  # <-
        caches.append(cache)
    return A, caches

# ---- L_model_forward: sigmoid_after_the_loop_again
# kind: loop
# single edit: yes
# part:
# cause: The loop runs to L, so the last layer is computed twice, once with ReLU in the loop.
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

# ---- L_model_forward: newest_cache_in_front
# kind: container
# single edit: no
# part: caches
# cause: Each cache is put in front of the others, so the list runs from the last layer to the first.
def L_model_forward(X, parameters):
    caches = []
    L = len(parameters) // 2
    A = X
    for l in range(1, L + 1):
        huo = "sigmoid" if l == L else "relu"
        A, cache = linear_activation_forward(A, parameters[f"W{l}"], parameters[f"b{l}"], huo)
        caches = [cache] + caches  # <-
    return A, caches

# ---- L_model_forward: only_linear_halves
# kind: function
# single edit: no
# part:
# cause: linear_forward is called for the hidden layers, so they have no ReLU.
def L_model_forward(X, parameters):
    L = len(parameters) // 2
    A = X
    caches = []
    for l in range(1, L):
        A, cache = linear_forward(A, parameters["W%d" % l], parameters["b%d" % l])  # <-
        caches.append(cache)
    AL, cache = linear_activation_forward(A, parameters["W%d" % L], parameters["b%d" % L], "sigmoid")
    caches.append(cache)
    return AL, caches

# ---- compute_cost: minus_for_one_half
# kind: sign
# single edit: yes
# part:
# cause: The minus reaches the first mean only; the second one is added with the wrong sign.
def compute_cost(AL, Y):
    return -np.mean(Y * np.log(AL)) + np.mean((1 - Y) * np.log(1 - AL))  # <-

# ---- compute_cost: row_of_one_cost
# kind: shape
# single edit: yes
# part:
# cause: The sum along axis 1 leaves an array of one number, where a number is asked for.
def compute_cost(AL, Y):
    m = Y.shape[1]
    cost = -np.sum(np.multiply(Y, np.log(AL)) + np.multiply(1 - Y, np.log(1 - AL)), axis=1) / m  # <-
    return cost

# ---- compute_cost: half_mean_square
# kind: misunderstanding
# single edit: no
# part:
# cause: The squared differences are averaged, which is another cost than cross-entropy.
def compute_cost(AL, Y):
    m = AL.shape[1]
    cha = AL - Y
    cost = np.dot(cha, cha.T) / (2 * m)  # <-
    return cost.item()

# ---- relu_backward: z_instead_of_da
# kind: wrong variable
# single edit: yes
# part:
# cause: The copy is made of Z and not of dA, so Z itself is returned where the gate is open.
def relu_backward(dA, cache):
    Z = cache
    dZ = np.array(Z, copy=True)  # <-
    dZ[Z <= 0] = 0
    return dZ

# ---- relu_backward: gate_on_the_gradient
# kind: wrong variable
# single edit: yes
# part:
# cause: The gate looks at the sign of dA and not at that of Z.
def relu_backward(dA, cache):
    Z = cache
    return np.where(dA > 0, dA, 0)  # <-

# ---- relu_backward: written_into_dA
# kind: in place
# single edit: yes
# part:
# cause: The zeros are written into the caller's dA.
def relu_backward(dA, cache):
    dZ = dA  # <-
    Z = cache
    dZ[Z <= 0] = 0  # <-
    return dZ

# ---- sigmoid_backward: cache_is_not_a
# kind: misunderstanding
# single edit: no
# part:
# cause: The cache is taken for the output of the sigmoid, but it is Z.
def sigmoid_backward(dA, cache):
    A = cache  # <-
    dZ = dA * A * (1 - A)
    return dZ

# ---- sigmoid_backward: slope_alone
# kind: missing factor
# single edit: no
# part:
# cause: Only the slope of the sigmoid is returned; dA is not multiplied.
def sigmoid_backward(dA, cache):
    Z = cache
    s = 1 / (1 + np.exp(-Z))
    dZ = s * (1 - s)  # <-
    return dZ

# ---- sigmoid_backward: pair_of_the_lesson
# kind: error
# single edit: no
# part:
# cause: The lesson's sigmoid returns the pair (A, cache), which is used as if it were A.
def sigmoid_backward(dA, cache):
    s = sigmoid(cache)  # <-
    return dA * s * (1 - s)  # <-

# ---- sigmoid_backward: minus_dropped
# kind: brackets
# single edit: no
# part:
# cause: Brackets round 1 - s are missing, so s is subtracted from the product.
def sigmoid_backward(dA, cache):
    Z = cache
    s = 1 / (1 + np.exp(-Z))
    return dA * s * 1 - s  # <-

# ---- linear_backward: examples_on_other_axis
# kind: index
# single edit: yes
# part: dW, db
# cause: m is read from the rows of dZ, which are units, and not from its columns.
def linear_backward(dZ, cache):
    A_prev, W, b = cache
    m = dZ.shape[0]  # <-
    dW = 1 / m * np.dot(dZ, A_prev.T)
    db = 1 / m * np.sum(dZ, axis=1, keepdims=True)
    dA_prev = np.dot(W.T, dZ)
    return dA_prev, dW, db

# ---- linear_backward: everything_is_averaged
# kind: averaging
# single edit: yes
# part: dA_prev
# cause: dA_prev is divided by m, although it still has a column for each example.
def linear_backward(dZ, cache):
    A_prev, W, b = cache
    m = A_prev.shape[1]
    dW = np.dot(dZ, A_prev.T) / m
    db = np.sum(dZ, axis=1, keepdims=True) / m
    dA_prev = np.dot(W.T, dZ) / m  # <-
    return dA_prev, dW, db

# ---- linear_backward: cache_taken_apart_wrongly
# kind: helper
# single edit: yes
# part:
# cause: The cache is (A_prev, W, b), and it is unpacked as W, A_prev, b.
def linear_backward(dZ, cache):
    W, A_prev, b = cache  # <-
    m = A_prev.shape[1]
    dW = np.dot(dZ, A_prev.T) / m
    db = np.sum(dZ, axis=1, keepdims=True) / m
    dA_prev = np.dot(W.T, dZ)
    return dA_prev, dW, db

# ---- linear_backward: last_example_left
# kind: loop
# single edit: no
# part: dW
# cause: dW is replaced in each round by the product of one example and not added up.
def linear_backward(dZ, cache):
    A_prev, W, b = cache
    m = A_prev.shape[1]
    dW = np.zeros(W.shape)
    db = np.zeros(b.shape)
    dA_prev = np.zeros(A_prev.shape)
    for i in range(m):
        dz = dZ[:, i].reshape(-1, 1)
        a = A_prev[:, i].reshape(-1, 1)
        dW = np.dot(dz, a.T) / m  # <-
        db = db + dz / m
        dA_prev[:, i:i + 1] = np.dot(W.T, dz)
    return dA_prev, dW, db

# ---- linear_backward: bias_gradient_lies_down
# kind: shape
# single edit: yes
# part: db
# cause: db is reshaped to a row (1, n), where it has to be a column like b.
def linear_backward(dZ, cache):
    A_prev, W, b = cache
    m = A_prev.shape[1]
    dW = (dZ @ A_prev.T) / m
    db = (np.sum(dZ, axis=1) / m).reshape(1, -1)  # <-
    dA_prev = W.T @ dZ
    return dA_prev, dW, db

# ---- linear_backward: weights_meet_their_inputs
# kind: wrong variable
# single edit: yes
# part: dA_prev
# cause: W.T is multiplied by dW, which is not the gradient that arrives for each example.
def linear_backward(dZ, cache):
    A_prev, W, b = cache
    m = A_prev.shape[1]
    dW = np.dot(dZ, A_prev.T) / m
    db = np.mean(dZ, axis=1, keepdims=True)
    dA_prev = np.dot(W.T, dW)  # <-
    return dA_prev, dW, db

# ---- linear_activation_backward: da_goes_on_unchanged
# kind: stale value
# single edit: yes
# part:
# cause: dA is handed to the linear half, and the dZ that was computed is not used.
def linear_activation_backward(dA, cache, activation):
    linear_cache, activation_cache = cache
    if activation == "relu":
        dZ = relu_backward(dA, activation_cache)
    elif activation == "sigmoid":
        dZ = sigmoid_backward(dA, activation_cache)
    dA_prev, dW, db = linear_backward(dA, linear_cache)  # <-
    return dA_prev, dW, db

# ---- linear_activation_backward: linear_half_first
# kind: algorithm
# single edit: no
# part:
# cause: The way back goes through the linear half first and through the activation afterwards; the order is the reverse.
def linear_activation_backward(dA, cache, activation):
    linear_cache, activation_cache = cache
    dA_prev, dW, db = linear_backward(dA, linear_cache)  # <-
    if activation == "relu":
        dA_prev = relu_backward(dA_prev, activation_cache)  # <-
    else:
        dA_prev = sigmoid_backward(dA_prev, activation_cache)  # <-
    return dA_prev, dW, db

# ---- linear_activation_backward: gradient_squared
# kind: extra factor
# single edit: no
# part:
# cause: The result of the two backward functions contains dA already, and dA is multiplied once more.
def linear_activation_backward(dA, cache, activation):
    linear_cache, Z = cache
    if activation == "relu":
        dZ = dA * relu_backward(dA, Z)  # <-
    if activation == "sigmoid":
        dZ = dA * sigmoid_backward(dA, Z)  # <-
    return linear_backward(dZ, linear_cache)

# ---- linear_activation_backward: relu_gets_whole_cache
# kind: helper
# single edit: yes
# part:
# cause: relu_backward is given the linear cache, which is a tuple, and not the activation's cache Z.
def linear_activation_backward(dA, cache, activation):
    linear_cache, activation_cache = cache
    if activation == "relu":
        dZ = relu_backward(dA, linear_cache)  # <-
        dA_prev, dW, db = linear_backward(dZ, linear_cache)
    elif activation == "sigmoid":
        dZ = sigmoid_backward(dA, activation_cache)
        dA_prev, dW, db = linear_backward(dZ, linear_cache)
    return dA_prev, dW, db

# ---- L_model_backward: cache_of_next_layer
# kind: index
# single edit: yes
# part:
# cause: The hidden layer l takes the cache with number l + 1, which is that of the layer after it.
def L_model_backward(AL, Y, caches):
    grads = {}
    L = len(caches)
    Y = Y.reshape(AL.shape)
    dAL = -(np.divide(Y, AL) - np.divide(1 - Y, 1 - AL))
    current_cache = caches[L - 1]
    dA, grads["dW" + str(L)], grads["db" + str(L)] = linear_activation_backward(dAL, current_cache, "sigmoid")
    for l in reversed(range(L - 1)):
        current_cache = caches[l + 1]  # <-
        dA, dW, db = linear_activation_backward(dA, current_cache, "relu")
        grads["dW" + str(l + 1)] = dW
        grads["db" + str(l + 1)] = db
    return grads

# ---- L_model_backward: same_gradient_for_all
# kind: stale value
# single edit: yes
# part:
# cause: Every hidden layer gets the dA that the output layer returned, not the one that the layer after it returned.
def L_model_backward(AL, Y, caches):
    grads = {}
    L = len(caches)
    dAL = -(Y / AL - (1 - Y) / (1 - AL))
    dA_out, dW, db = linear_activation_backward(dAL, caches[L - 1], "sigmoid")
    grads["dW" + str(L)] = dW
    grads["db" + str(L)] = db
    dA = dA_out
    for l in range(L - 1, 0, -1):
        dA, dW, db = linear_activation_backward(dA_out, caches[l - 1], "relu")  # <-
        grads["dW" + str(l)] = dW
        grads["db" + str(l)] = db
    return grads

# ---- L_model_backward: difference_for_dAL
# kind: missing factor
# single edit: no
# part:
# cause: AL - Y is dZ of the last layer; it goes through the sigmoid's slope once more as if it were dA.
def L_model_backward(AL, Y, caches):
    grads = {}
    L = len(caches)
    dA = AL - Y  # <-
    for l in reversed(range(1, L + 1)):
        if l == L:
            dA, dW, db = linear_activation_backward(dA, caches[l - 1], "sigmoid")  # <-
        else:
            dA, dW, db = linear_activation_backward(dA, caches[l - 1], "relu")
        grads["dW" + str(l)] = dW
        grads["db" + str(l)] = db
    return grads

# ---- L_model_backward: numbers_from_zero
# kind: index
# single edit: yes
# part:
# cause: The hidden layers' gradients are stored under the numbers of the list, which begin at 0 and not at 1.
def L_model_backward(AL, Y, caches):
    grads = {}
    L = len(caches)
    dAL = -(np.divide(Y, AL) - np.divide(1 - Y, 1 - AL))
    dA_prev, grads[f"dW{L}"], grads[f"db{L}"] = linear_activation_backward(dAL, caches[-1], "sigmoid")
    for l in reversed(range(L - 1)):
        dA_prev, dW_temp, db_temp = linear_activation_backward(dA_prev, caches[l], "relu")
        grads[f"dW{l}"] = dW_temp  # <-
        grads[f"db{l}"] = db_temp  # <-
    return grads

# ---- L_model_backward: sigmoid_for_every_layer
# kind: helper
# single edit: yes
# part:
# cause: The hidden layers go back through the sigmoid, and they have ReLU.
def L_model_backward(AL, Y, caches):
    L = len(caches)
    grads = {}
    dA = -Y / AL + (1 - Y) / (1 - AL)
    dA, grads["dW" + str(L)], grads["db" + str(L)] = linear_activation_backward(dA, caches[L - 1], "sigmoid")
    # 其他层
    for l in range(L - 2, -1, -1):
        dA, dW, db = linear_activation_backward(dA, caches[l], "sigmoid")  # <-
        grads["dW" + str(l + 1)] = dW
        grads["db" + str(l + 1)] = db
    return grads

# ---- L_model_backward: slope_with_two_minuses
# kind: sign
# single edit: yes
# part:
# cause: The second term of the slope of the loss has the wrong sign.
def L_model_backward(AL, Y, caches):
    grads = {}
    L = len(caches)
    dA = -(Y / AL) - (1 - Y) / (1 - AL)  # <-
    for l in range(L, 0, -1):
        act = "sigmoid" if l == L else "relu"
        dA, grads[f"dW{l}"], grads[f"db{l}"] = linear_activation_backward(dA, caches[l - 1], act)
    return grads

# ---- L_model_backward: forward_through_the_hidden_layers
# kind: loop
# single edit: yes
# part:
# cause: The hidden layers are gone through from the first to the last, and the way back begins at the end.
def L_model_backward(AL, Y, caches):
    grads = {}
    L = len(caches)
    dAL = -(Y / AL - (1 - Y) / (1 - AL))
    dA, grads["dW" + str(L)], grads["db" + str(L)] = linear_activation_backward(dAL, caches[L - 1], "sigmoid")
    for l in range(L - 1):  # <-
        cache = caches[l]
        dA, grads["dW" + str(l + 1)], grads["db" + str(l + 1)] = linear_activation_backward(dA, cache, "relu")
    return grads

# ---- L_model_backward: sigmoid_of_output_skipped
# kind: missing term
# single edit: no
# part:
# cause: The last layer goes back through its linear half alone; the sigmoid is skipped.
def L_model_backward(AL, Y, caches):
    grads = {}
    L = len(caches)
    dAL = -(Y / AL - (1 - Y) / (1 - AL))
    linear_cache, Z = caches[L - 1]
    dA, grads[f"dW{L}"], grads[f"db{L}"] = linear_backward(dAL, linear_cache)  # <-
    for l in range(L - 1, 0, -1):
        dA, grads[f"dW{l}"], grads[f"db{l}"] = linear_activation_backward(dA, caches[l - 1], "relu")
    return grads

# ---- update_parameters: over_the_gradients
# kind: error
# single edit: no
# part:
# cause: The loop runs over the names in grads, which holds dA's as well, and there is no parameter A1.
def update_parameters(params, grads, learning_rate):
    new = {}
    for key in grads:  # <-
        name = key[1:]
        new[name] = params[name] - learning_rate * grads[key]  # <-
    return new

# ---- update_parameters: shallow_copy
# kind: in place
# single edit: yes
# part:
# cause: copy of a dict keeps the same arrays, and -= changes them for the caller, too.
def update_parameters(params, grads, learning_rate):
    parameters = params.copy()  # <-
    L = len(parameters) // 2
    for l in range(L):
        parameters["W" + str(l + 1)] -= learning_rate * grads["dW" + str(l + 1)]  # <-
        parameters["b" + str(l + 1)] -= learning_rate * grads["db" + str(l + 1)]  # <-
    return parameters

# ---- update_parameters: rest_of_the_layers
# kind: early return
# single edit: yes
# part:
# cause: The return is inside the loop, so only the first layer is updated.
def update_parameters(params, grads, learning_rate):
    neu = {}
    neu.update(params)
    L = len(params) // 2
    for l in range(1, L + 1):
        neu[f"W{l}"] = params[f"W{l}"] - learning_rate * grads[f"dW{l}"]
        neu[f"b{l}"] = params[f"b{l}"] - learning_rate * grads[f"db{l}"]
        return neu  # <-

# ---- L_model_train: cost_after_the_step
# kind: stale value
# single edit: no
# part: costs
# cause: The cost is computed after the update; the one before each step is asked for.
def L_model_train(X, Y, parameters, learning_rate, num_iterations):
    costs = []
    for i in range(num_iterations):
        AL, caches = L_model_forward(X, parameters)
        grads = L_model_backward(AL, Y, caches)
        parameters = update_parameters(parameters, grads, learning_rate)
        AL, caches = L_model_forward(X, parameters)  # <-
        costs.append(compute_cost(AL, Y))  # <-
    return parameters, costs

# ---- L_model_train: hundreds_as_in_the_course
# kind: misunderstanding
# single edit: no
# part: costs
# cause: Only every hundredth cost is kept; here the cost of every iteration is asked for.
def L_model_train(X, Y, parameters, learning_rate, num_iterations):
    costs = []
    for i in range(0, num_iterations):
        AL, caches = L_model_forward(X, parameters)
        cost = compute_cost(AL, Y)
        grads = L_model_backward(AL, Y, caches)
        parameters = update_parameters(parameters, grads, learning_rate)
        if i % 100 == 0:  # <-
            costs.append(cost)  # <-
    return parameters, costs

# ---- L_model_train: gradients_for_ever
# kind: loop
# single edit: no
# part:
# cause: Forward and backward are done once before the loop, so each step uses the same gradients and cost.
def L_model_train(X, Y, parameters, learning_rate, num_iterations):
    costs = []
    AL, caches = L_model_forward(X, parameters)  # <-
    cost = compute_cost(AL, Y)  # <-
    grads = L_model_backward(AL, Y, caches)  # <-
    for i in range(num_iterations):
        parameters = update_parameters(parameters, grads, learning_rate)
        costs.append(cost)
    return parameters, costs

# ---- expected_shapes: activations_of_the_layer_before
# kind: index
# single edit: yes
# part: A, dA
# cause: A of layer l has n[l] rows; n[l-1] is written.
def expected_shapes(layer_dims, m):
    shapes = {}
    for l in range(1, len(layer_dims)):
        n = layer_dims[l]
        n_prev = layer_dims[l - 1]
        shapes["W" + str(l)] = (n, n_prev)
        shapes["b" + str(l)] = (n, 1)
        shapes["Z" + str(l)] = (n, m)
        shapes["A" + str(l)] = (n_prev, m)  # <-
        shapes["dW" + str(l)] = (n, n_prev)
        shapes["db" + str(l)] = (n, 1)
        shapes["dZ" + str(l)] = (n, m)
        shapes["dA" + str(l)] = (n_prev, m)  # <-
    return shapes

# ---- expected_shapes: bias_without_second_axis
# kind: container
# single edit: no
# part: b, db
# cause: (n,) is the shape of an array with one axis; b is a column (n, 1).
def expected_shapes(layer_dims, m):
    xingzhuang = {}
    L = len(layer_dims) - 1
    for l in range(1, L + 1):
        for d in ["", "d"]:
            xingzhuang[d + "W" + str(l)] = (layer_dims[l], layer_dims[l - 1])
            xingzhuang[d + "b" + str(l)] = (layer_dims[l],)  # <-
            xingzhuang[d + "Z" + str(l)] = (layer_dims[l], m)
            xingzhuang[d + "A" + str(l)] = (layer_dims[l], m)
    return xingzhuang

# ---- expected_shapes: gradient_is_transposed
# kind: transposition
# single edit: yes
# part: dW
# cause: dW has the shape of W, and it is given that of W.T.
def expected_shapes(layer_dims, m):
    out = {}
    for l in range(1, len(layer_dims)):
        n, p = layer_dims[l], layer_dims[l - 1]
        out[f"W{l}"] = (n, p)
        out[f"dW{l}"] = (p, n)  # <-
        out[f"b{l}"] = out[f"db{l}"] = (n, 1)
        out[f"Z{l}"] = out[f"dZ{l}"] = out[f"A{l}"] = out[f"dA{l}"] = (n, m)
    return out

# ---- check_dimensions: always_against_X
# kind: stale value
# single edit: no
# part:
# cause: Every W is compared with the rows of X; for layer 2 and later it is the layer before that counts.
def check_dimensions(parameters, X):
    n_prev = X.shape[0]
    L = len(parameters) // 2
    for l in range(1, L + 1):
        W = parameters["W" + str(l)]
        b = parameters["b" + str(l)]
        if W.shape[1] != n_prev:  # <-
            raise ValueError("layer " + str(l) + ": W does not fit")
        if b.shape != (W.shape[0], 1):
            raise ValueError("layer " + str(l) + ": b does not fit")

# ---- check_dimensions: last_fault_named
# kind: algorithm
# single edit: no
# part:
# cause: The message is overwritten by later layers, so the last layer that does not fit is named and not the first.
def check_dimensions(parameters, X):
    fehler = None
    A = X.shape[0]
    for l in range(1, len(parameters) // 2 + 1):
        n, n_prev = parameters[f"W{l}"].shape
        if n_prev != A or parameters[f"b{l}"].shape != (n, 1):
            fehler = f"layer {l}: shapes do not fit"  # <-
        A = n
    if fehler:
        raise ValueError(fehler)

# ---- check_dimensions: lengths_of_biases
# kind: missing term
# single edit: no
# part:
# cause: Only the first length of b is compared, so a flat (n,) passes.
def check_dimensions(parameters, X):
    n_prev = X.shape[0]
    for l in range(1, len(parameters) // 2 + 1):
        W, b = parameters[f"W{l}"], parameters[f"b{l}"]
        assert W.shape[1] == n_prev, f"layer {l}: W has {W.shape[1]} columns, expected {n_prev}"
        assert len(b) == W.shape[0], f"layer {l}: b has {len(b)} rows, expected {W.shape[0]}"  # <-
        n_prev = W.shape[0]

# ---- run_blocks: forward_twice
# kind: loop
# single edit: yes
# part:
# cause: The way back goes through blocks and caches from the first to the last.
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
    dX = dA
    for block, cache in zip(blocks, caches):  # <-
        if block[0] == "linear":
            dX, dW, db = linear_backward(dX, cache)
        elif block[0] == "relu":
            dX = relu_backward(dX, cache)
        else:
            dX = sigmoid_backward(dX, cache)
    return A, dX

# ---- run_blocks: last_output_for_every_gate
# kind: stale value
# single edit: no
# part: dX
# cause: The activations go back with the last output A, and not with the Z that each of them was given.
def run_blocks(X, blocks, dA):
    A = X
    caches = []
    for kind, *rest in blocks:
        if kind == "linear":
            A, cache = linear_forward(A, *rest)
            caches.append(cache)
        elif kind == "relu":
            A, _ = relu(A)
            caches.append(None)  # <-
        elif kind == "sigmoid":
            A, _ = sigmoid(A)
            caches.append(None)  # <-
    g = dA
    for i in range(len(blocks) - 1, -1, -1):
        kind = blocks[i][0]
        if kind == "linear":
            g, _, _ = linear_backward(g, caches[i])
        elif kind == "relu":
            g = g * (g > 0)  # <-
        elif kind == "sigmoid":
            g = sigmoid_backward(g, A)  # <-
    return A, g

# ---- run_blocks: no_branch_for_sigmoid
# kind: misunderstanding
# single edit: no
# part:
# cause: Every block that is not linear is taken for ReLU, on both ways.
def run_blocks(X, blocks, dA):
    A, stack = X, []
    for b in blocks:
        if b[0] == "linear":
            A, c = linear_forward(A, b[1], b[2])
        else:
            A, c = relu(A)  # <-
        stack.append((b[0], c))
    while stack:
        kind, c = stack.pop()
        if kind == "linear":
            dA, dW, db = linear_backward(dA, c)
        else:
            dA = relu_backward(dA, c)  # <-
    return A, dA

# ---- initialize_parameters_he: root_of_two_only
# kind: brackets
# single edit: no
# part: W
# cause: Only the 2 is under the root, and the weights are divided by n[l-1] itself.
def initialize_parameters_he(layer_dims):
    parameters = {}
    for l in range(1, len(layer_dims)):
        W = np.random.randn(layer_dims[l], layer_dims[l - 1]) * np.sqrt(2) / layer_dims[l - 1]  # <-
        parameters["W" + str(l)] = W
        parameters["b" + str(l)] = np.zeros((layer_dims[l], 1))
    return parameters

# ---- initialize_parameters_he: own_layer_below
# kind: index
# single edit: yes
# part: W
# cause: The number of units of the layer itself is taken, and not that of the layer before.
def initialize_parameters_he(layer_dims):
    parameters = {}
    L = len(layer_dims)
    for l in range(1, L):
        he = np.sqrt(2 / layer_dims[l])  # <-
        parameters[f"W{l}"] = np.random.randn(layer_dims[l], layer_dims[l - 1]) * he
        parameters[f"b{l}"] = np.zeros((layer_dims[l], 1))
    return parameters

# ---- initialize_parameters_he: variance_for_deviation
# kind: missing factor
# single edit: no
# part: W
# cause: 2 / n[l-1] is the variance; its root is the standard deviation.
def initialize_parameters_he(layer_dims):
    out = {}
    for l, (n_prev, n) in enumerate(zip(layer_dims[:-1], layer_dims[1:]), start=1):
        out[f"W{l}"] = np.random.normal(0.0, 2 / n_prev, size=(n, n_prev))  # <-
        out[f"b{l}"] = np.zeros((n, 1))
    return out

# ---- update_parameters_with_momentum: old_velocity_moves
# kind: stale value
# single edit: yes
# part: parameters
# cause: The parameters move with the velocity before the step and not with the new one.
def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    new_p = {}
    new_v = {}
    for name in parameters:
        key = "d" + name
        new_p[name] = parameters[name] - learning_rate * v[key]  # <-
        new_v[key] = beta * v[key] + (1 - beta) * grads[key]
    return new_p, new_v

# ---- update_parameters_with_momentum: gradient_in_full
# kind: missing factor
# single edit: no
# part:
# cause: The gradient is added in full; the factor 1 - beta is missing.
def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    sudu = {}
    for k in v:
        sudu[k] = beta * v[k] + grads[k]  # <-
    xin = {}
    for k in parameters:
        xin[k] = parameters[k] - learning_rate * sudu["d" + k]
    return xin, sudu

# ---- update_parameters_with_momentum: gradient_beside_velocity
# kind: extra term
# single edit: no
# part: parameters
# cause: The step goes along the velocity and the plain gradient as well.
def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    L = len(parameters) // 2
    p2, v2 = {}, {}
    for l in range(1, L + 1):
        for c in "Wb":
            v2[f"d{c}{l}"] = beta * v[f"d{c}{l}"] + (1 - beta) * grads[f"d{c}{l}"]
            step = learning_rate * grads[f"d{c}{l}"] + v2[f"d{c}{l}"]  # <-
            p2[f"{c}{l}"] = parameters[f"{c}{l}"] - step
    return p2, v2

# ---- numerical_gradients: from_one_side_but_two_wide
# kind: two slips
# single edit: no
# part:
# cause: The cost is taken at the place itself and to the right, and yet the width of both sides divides.
def numerical_gradients(parameters, X, Y, epsilon):
    AL, _ = L_model_forward(X, parameters)
    J0 = compute_cost(AL, Y)  # <-
    grads = {}
    for name in parameters:
        d = np.zeros(parameters[name].shape)
        for i in range(d.shape[0]):
            for j in range(d.shape[1]):
                p = copy.deepcopy(parameters)
                p[name][i, j] = p[name][i, j] + epsilon
                AL, _ = L_model_forward(X, p)
                d[i, j] = (compute_cost(AL, Y) - J0) / (2 * epsilon)  # <-
        grads["d" + name] = d
    return grads

# ---- numerical_gradients: whole_array_moved
# kind: algorithm
# single edit: no
# part: dW1, dW2, db1
# cause: All entries of an array are moved at once, so each entry of the result is the slope of all together.
def numerical_gradients(parameters, X, Y, epsilon):
    grads = {}
    for name in parameters:
        plus = dict(parameters)
        minus = dict(parameters)
        plus[name] = parameters[name] + epsilon  # <-
        minus[name] = parameters[name] - epsilon  # <-
        J1 = compute_cost(L_model_forward(X, plus)[0], Y)
        J2 = compute_cost(L_model_forward(X, minus)[0], Y)
        grads["d" + name] = np.full(parameters[name].shape, (J1 - J2) / (2 * epsilon))  # <-
    return grads

# ---- numerical_gradients: left_minus_right
# kind: sign
# single edit: yes
# part:
# cause: The cost on the right is subtracted from the one on the left, so all slopes have the wrong sign.
def numerical_gradients(parameters, X, Y, epsilon):
    grads = {}
    for name, value in parameters.items():
        g = np.zeros_like(value)
        for idx in np.ndindex(value.shape):
            cost = []
            for richtung in (+1, -1):
                neu = value.copy()
                neu[idx] += richtung * epsilon
                AL, _ = L_model_forward(X, {**parameters, name: neu})
                cost.append(compute_cost(AL, Y))
            g[idx] = (cost[1] - cost[0]) / (2 * epsilon)  # <-
        grads["d" + name] = g
    return grads
