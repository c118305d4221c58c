# Wrong functions of learners: the development half of deep_network_application. See README.md for the format.
# `# <-` marks the line of the cause. Do not edit an entry after its first run through the grader.

# ---- two_layer_model: weights_read_once
# kind: loop
# single edit: yes
# part:
# cause: W1 to b2 are read before the loop and never again, so the forward pass always uses the start.
def two_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    costs = []
    n_x, n_h, n_y = layers_dims
    parameters = initialize_parameters(n_x, n_h, n_y)
    W1, b1, W2, b2 = parameters["W1"], parameters["b1"], parameters["W2"], parameters["b2"]  # <-
    for i in range(num_iterations):
        A1, cache1 = linear_activation_forward(X, W1, b1, "relu")
        A2, cache2 = linear_activation_forward(A1, W2, b2, "sigmoid")
        dA2 = -(Y / A2 - (1 - Y) / (1 - A2))
        dA1, dW2, db2 = linear_activation_backward(dA2, cache2, "sigmoid")
        dA0, dW1, db1 = linear_activation_backward(dA1, cache1, "relu")
        grads = {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}
        parameters = update_parameters(parameters, grads, learning_rate)
        keep_cost(costs, i, A2, Y, print_cost)
    return parameters, costs


# ---- two_layer_model: biases_swapped
# kind: wrong variable
# single edit: no
# part:
# cause: db1 and db2 stand under each other's key.
def two_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    n_x, n_h, n_y = layers_dims
    params = initialize_parameters(n_x, n_h, n_y)
    costs = []
    for i in range(num_iterations):
        A1, c1 = linear_activation_forward(X, params["W1"], params["b1"], "relu")
        A2, c2 = linear_activation_forward(A1, params["W2"], params["b2"], "sigmoid")
        dA2 = -(Y / A2 - (1 - Y) / (1 - A2))
        dA1, dW2, db2 = linear_activation_backward(dA2, c2, "sigmoid")
        _, dW1, db1 = linear_activation_backward(dA1, c1, "relu")
        grads = {"dW1": dW1, "db1": db2, "dW2": dW2, "db2": db1}  # <-
        params = update_parameters(params, grads, learning_rate)
        keep_cost(costs, i, A2, Y, print_cost)
    return params, costs


# ---- two_layer_model: rate_written_out
# kind: constant
# single edit: yes
# part:
# cause: The learning rate is written as a number.
def two_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    parameters = initialize_parameters(*layers_dims)
    costs = []
    for i in range(num_iterations):
        A1, cache1 = linear_activation_forward(X, parameters["W1"], parameters["b1"], "relu")
        A2, cache2 = linear_activation_forward(A1, parameters["W2"], parameters["b2"], "sigmoid")
        dA2 = -(Y / A2 - (1 - Y) / (1 - A2))
        dA1, dW2, db2 = linear_activation_backward(dA2, cache2, "sigmoid")
        _, dW1, db1 = linear_activation_backward(dA1, cache1, "relu")
        grads = {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}
        parameters = update_parameters(parameters, grads, 0.0075)  # <-
        keep_cost(costs, i, A2, Y, print_cost)
    return parameters, costs


# ---- accuracy: share_of_ones
# kind: misunderstanding
# single edit: no
# part:
# cause: It is the share of examples called 1, without a look at the labels.
def accuracy(parameters, X, Y):
    AL, caches = L_model_forward(X, parameters)
    predictions = (AL > 0.5).astype(int)
    return np.sum(predictions) / X.shape[1]  # <-


# ---- accuracy: percent
# kind: extra factor
# single edit: no
# part:
# cause: It is in percent; a fraction from 0 to 1 is asked for.
def accuracy(parameters, X, Y):
    AL, _ = L_model_forward(X, parameters)
    p = AL > 0.5
    return 100 * np.mean(p == Y)  # <-


# ---- accuracy: no_threshold
# kind: missing term
# single edit: no
# part:
# cause: The outputs are compared with the labels without turning them into 0 and 1.
def accuracy(parameters, X, Y):
    AL, _ = L_model_forward(X, parameters)
    return np.mean(AL == Y)  # <-


# ---- L_layer_model: two_layer_pieces
# kind: misunderstanding
# single edit: no
# part:
# cause: Only two layers are made, whatever layers_dims says.
def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    parameters = initialize_parameters(layers_dims[0], layers_dims[1], layers_dims[-1])  # <-
    costs = []
    for i in range(num_iterations):
        AL, caches = L_model_forward(X, parameters)
        grads = L_model_backward(AL, Y, caches)
        parameters = update_parameters(parameters, grads, learning_rate)
        keep_cost(costs, i, AL, Y, print_cost)
    return parameters, costs


# ---- L_layer_model: stops_early
# kind: misunderstanding
# single edit: no
# part:
# cause: It stops as soon as the cost is below 0.69 instead of after num_iterations steps.
def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    parameters = initialize_parameters_deep(layers_dims)
    costs = []
    for i in range(num_iterations):
        AL, caches = L_model_forward(X, parameters)
        cost = compute_cost(AL, Y)
        if i % 100 == 0:
            costs.append(cost)
        if cost < 0.69:  # <-
            break  # <-
        grads = L_model_backward(AL, Y, caches)
        parameters = update_parameters(parameters, grads, learning_rate)
    return parameters, costs


# ---- L_layer_model: half_the_steps
# kind: loop
# single edit: no
# part:
# cause: The counter is raised twice in each round, so only half of the steps are made.
def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    parameters = initialize_parameters_deep(layers_dims)
    costs = []
    i = 0
    while i < num_iterations:
        AL, caches = L_model_forward(X, parameters)
        keep_cost(costs, i, AL, Y, print_cost)
        i += 1
        grads = L_model_backward(AL, Y, caches)
        parameters = update_parameters(parameters, grads, learning_rate)
        i += 1  # <-
    return parameters, costs


# ---- learning_rate_sweep: first_cost
# kind: index
# single edit: yes
# part:
# cause: It keeps the first cost instead of the last.
def learning_rate_sweep(train, rates):
    result = {}
    for rate in rates:
        costs = train(rate)
        result[rate] = costs[0]  # <-
    return result


# ---- learning_rate_sweep: lowest_cost
# kind: misunderstanding
# single edit: no
# part:
# cause: The lowest cost on the way is stored; a training that runs away again then looks good.
def learning_rate_sweep(train, rates):
    return {rate: min(train(rate)) for rate in rates}  # <-


# ---- learning_rate_sweep: best_rate
# kind: misunderstanding
# single edit: no
# part:
# cause: Only the best rate is returned, not the cost of each.
def learning_rate_sweep(train, rates):
    last = {rate: train(rate)[-1] for rate in rates}
    return min(last, key=last.get)  # <-


# ---- design: too_many_steps
# kind: constant
# single edit: no
# part:
# cause: 2500 iterations are more than 600.
def design(n_x):
    layers_dims = [n_x, 20, 7, 5, 1]
    learning_rate = 0.0075
    num_iterations = 2500  # <-
    return layers_dims, learning_rate, num_iterations


# ---- design: ten_classes
# kind: misunderstanding
# single edit: no
# part:
# cause: The last layer has ten units, one for each digit; odd or even needs one.
def design(n_x):
    return [n_x, 32, 10], 0.5, 600  # <-


# ---- design: no_hidden_layer
# kind: misunderstanding
# single edit: no
# part:
# cause: A network without a hidden layer cannot reach the accuracy.
def design(n_x):
    layers = [n_x, 1]  # <-
    return layers, 0.5, 600


# ---- one_vs_all_labels: transposed
# kind: transposition
# single edit: yes
# part:
# cause: Each example is a row; a row for each class is asked for.
def one_vs_all_labels(digits, num_classes):
    m = digits.shape[0]
    labels = np.zeros((m, num_classes), dtype=int)
    labels[np.arange(m), digits] = 1
    return labels  # <-


# ---- one_vs_all_labels: classes_from_one
# kind: index
# single edit: yes
# part:
# cause: The classes count from 0, not from 1.
def one_vs_all_labels(digits, num_classes):
    rows = []
    for k in range(1, num_classes + 1):  # <-
        rows.append((digits == k).astype(int))
    return np.array(rows)


# ---- one_vs_all_labels: classes_of_data
# kind: wrong variable
# single edit: no
# part:
# cause: Only the classes that appear in the data get a row.
def one_vs_all_labels(digits, num_classes):
    classes = np.unique(digits)  # <-
    return (classes.reshape(-1, 1) == digits.reshape(1, -1)).astype(int)


# ---- one_vs_all_predict: along_examples
# kind: axis
# single edit: yes
# part:
# cause: argmax runs along the examples.
def one_vs_all_predict(A):
    return np.argmax(A, axis=1)  # <-


# ---- one_vs_all_predict: first_above_half
# kind: misunderstanding
# single edit: no
# part:
# cause: It takes the first class above one half, not the largest.
def one_vs_all_predict(A):
    guesses = []
    for i in range(A.shape[1]):
        guess = 0
        for k in range(A.shape[0]):
            if A[k, i] > 0.5:  # <-
                guess = k
                break  # <-
        guesses.append(guess)
    return np.array(guesses)


# ---- one_vs_all_predict: column_with_row_shape
# kind: shape
# single edit: yes
# part:
# cause: keepdims leaves (1, m) where (m,) is asked for.
def one_vs_all_predict(A):
    num_classes, m = A.shape
    best = np.argmax(A, axis=0)
    return best.reshape(1, m)  # <-


# ---- one_vs_all_predict: never_resets_best
# kind: loop
# single edit: yes
# part:
# cause: The best value so far is not set back for the next example.
def one_vs_all_predict(A):
    classes, m = A.shape
    result = np.zeros(m, dtype=int)
    best = 0  # <-
    for i in range(m):
        for k in range(classes):
            if A[k, i] > best:
                best = A[k, i]
                result[i] = k
    return result


# ---- update_parameters_with_momentum: plain_sum
# kind: missing factor
# single edit: yes
# part:
# cause: The new gradient lacks its weight 1 - beta.
def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    new_v = {}
    for key in grads:
        new_v[key] = beta * v[key] + grads[key]  # <-
    new_parameters = {}
    for key in parameters:
        new_parameters[key] = parameters[key] - learning_rate * new_v["d" + key]
    return new_parameters, new_v


# ---- update_parameters_with_momentum: v_not_returned
# kind: container
# single edit: no
# part:
# cause: The velocities are not returned.
def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    result = {}
    for key in parameters:
        speed = beta * v["d" + key] + (1 - beta) * grads["d" + key]
        result[key] = parameters[key] - learning_rate * speed
    return result  # <-


# ---- initialize_parameters_he: scale_of_first_layer
# kind: wrong variable
# single edit: no
# part: W2, W3
# cause: The scale is computed from the input for every layer.
def initialize_parameters_he(layers_dims):
    parameters = {}
    scale = np.sqrt(2.0 / layers_dims[0])  # <-
    for l in range(1, len(layers_dims)):
        parameters["W" + str(l)] = np.random.randn(layers_dims[l], layers_dims[l - 1]) * scale
        parameters["b" + str(l)] = np.zeros((layers_dims[l], 1))
    return parameters


# ---- initialize_parameters_he: whole_division
# kind: operator
# single edit: yes
# part: W
# cause: // cuts 2 / n to a whole number, which is 0 for all wider layers.
def initialize_parameters_he(layers_dims):
    parameters = {}
    for l in range(1, len(layers_dims)):
        n_prev = layers_dims[l - 1]
        parameters[f"W{l}"] = np.random.randn(layers_dims[l], n_prev) * np.sqrt(2 // n_prev)  # <-
        parameters[f"b{l}"] = np.zeros((layers_dims[l], 1))
    return parameters


# ---- L_layer_model: costs_only
# kind: container
# single edit: no
# part:
# cause: Only the costs are returned.
def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    parameters = initialize_parameters_deep(layers_dims)
    costs = []
    for i in range(num_iterations):
        AL, caches = L_model_forward(X, parameters)
        keep_cost(costs, i, AL, Y, print_cost)
        grads = L_model_backward(AL, Y, caches)
        parameters = update_parameters(parameters, grads, learning_rate)
    return costs  # <-


# ---- one_vs_all_predict: no_return
# kind: missing return
# single edit: no
# part:
# cause: The return is missing.
def one_vs_all_predict(A):
    classes = np.argmax(A, axis=0)  # <-


# ---- design: layers_only
# kind: container
# single edit: no
# part:
# cause: Only the layers are returned.
def design(n_x):
    layers_dims = [n_x, 20, 1]
    learning_rate = 0.5
    num_iterations = 500
    return layers_dims  # <-


# ---- l2_penalty: norm_not_squared
# kind: function
# single edit: no
# part: penalty
# cause: np.linalg.norm takes the root of the sum of squares.
def l2_penalty(parameters, lambd, m):
    L = len(parameters) // 2
    total, grads = 0, {}
    for l in range(1, L + 1):
        W = parameters["W" + str(l)]
        total += np.linalg.norm(W)  # <-
        grads["dW" + str(l)] = lambd / m * W
    return lambd / (2 * m) * total, grads


# ---- l2_penalty: last_layer_missing
# kind: index
# single edit: yes
# part: dW3, penalty
# cause: range ends before L, so the last layer is left out.
def l2_penalty(parameters, lambd, m):
    L = len(parameters) // 2
    total, grads = 0, {}
    for l in range(1, L):  # <-
        W = parameters["W" + str(l)]
        total += np.sum(np.square(W))
        grads["dW" + str(l)] = lambd / m * W
    return lambd / (2 * m) * total, grads


# ---- l2_penalty: half_the_slope
# kind: extra factor
# single edit: no
# part: grads
# cause: The slope of W squared is 2 W; the 2 of the penalty is kept.
def l2_penalty(parameters, lambd, m):
    L = len(parameters) // 2
    total, grads = 0, {}
    for l in range(1, L + 1):
        W = parameters["W" + str(l)]
        total += np.sum(np.square(W))
        grads["dW" + str(l)] = lambd / (2 * m) * W  # <-
    return lambd / (2 * m) * total, grads


# ---- mini_batches: rows_reordered
# kind: axis
# single edit: no
# part:
# cause: The order is applied to the rows.
def mini_batches(X, Y, size, order):
    m = X.shape[1]
    X = X[order]  # <-
    Y = Y[order]  # <-
    batches = []
    for k in range(0, m, size):
        batches.append((X[:, k:k + size], Y[:, k:k + size]))
    return batches


# ---- update_parameters_with_adam: same_beta
# kind: wrong variable
# single edit: no
# part: parameters, s
# cause: beta1 is used for the squares.
def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
    new, new_v, new_s = {}, {}, {}
    for name in parameters:
        g = grads["d" + name]
        new_v["d" + name] = beta1 * v["d" + name] + (1 - beta1) * g
        new_s["d" + name] = beta1 * s["d" + name] + (1 - beta1) * g ** 2  # <-
        v_hat = new_v["d" + name] / (1 - beta1 ** t)
        s_hat = new_s["d" + name] / (1 - beta2 ** t)
        new[name] = parameters[name] - learning_rate * v_hat / (np.sqrt(s_hat) + epsilon)
    return new, new_v, new_s


# ---- update_parameters_with_adam: no_root
# kind: function
# single edit: yes
# part: parameters
# cause: The root is not taken.
def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
    new, new_v, new_s = {}, {}, {}
    for name in parameters:
        g = grads["d" + name]
        new_v["d" + name] = beta1 * v["d" + name] + (1 - beta1) * g
        new_s["d" + name] = beta2 * s["d" + name] + (1 - beta2) * g ** 2
        v_hat = new_v["d" + name] / (1 - beta1 ** t)
        s_hat = new_s["d" + name] / (1 - beta2 ** t)
        new[name] = parameters[name] - learning_rate * v_hat / (s_hat + epsilon)  # <-
    return new, new_v, new_s


# ---- update_parameters_with_adam: old_mean
# kind: stale value
# single edit: no
# part: parameters
# cause: The correction uses the running mean from before this step.
def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
    new, new_v, new_s = {}, {}, {}
    for name in parameters:
        g = grads["d" + name]
        new_v["d" + name] = beta1 * v["d" + name] + (1 - beta1) * g
        new_s["d" + name] = beta2 * s["d" + name] + (1 - beta2) * g ** 2
        v_hat = v["d" + name] / (1 - beta1 ** t)  # <-
        s_hat = new_s["d" + name] / (1 - beta2 ** t)
        new[name] = parameters[name] - learning_rate * v_hat / (np.sqrt(s_hat) + epsilon)
    return new, new_v, new_s
