# Wrong functions of learners: the held-out half of deep_network_application. See README.md for the format.
# `# <-` marks the line of the cause. Do not edit an entry after its first run through the grader.

# ---- two_layer_model: sigmoid_hidden
# kind: wrong variable
# single edit: yes
# part:
# cause: The hidden layer gets the sigmoid where ReLU belongs.
def two_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    grads = {}
    costs = []
    (n_x, n_h, n_y) = layers_dims
    parameters = initialize_parameters(n_x, n_h, n_y)
    for i in range(0, num_iterations):
        W1, b1, W2, b2 = parameters["W1"], parameters["b1"], parameters["W2"], parameters["b2"]
        A1, cache1 = linear_activation_forward(X, W1, b1, "sigmoid")  # <-
        A2, cache2 = linear_activation_forward(A1, W2, b2, "sigmoid")
        cost = compute_cost(A2, Y)
        dA2 = -(np.divide(Y, A2) - np.divide(1 - Y, 1 - A2))
        dA1, dW2, db2 = linear_activation_backward(dA2, cache2, "sigmoid")
        dA0, dW1, db1 = linear_activation_backward(dA1, cache1, "relu")
        grads["dW1"], grads["db1"], grads["dW2"], grads["db2"] = dW1, db1, dW2, db2
        parameters = update_parameters(parameters, grads, learning_rate)
        if i % 100 == 0:
            costs.append(cost)
    return parameters, costs


# ---- two_layer_model: da2_for_layer_one
# kind: wrong variable
# single edit: yes
# part:
# cause: The hidden layer gets dA2 instead of dA1.
def two_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    n_x, n_h, n_y = layers_dims
    parameters = initialize_parameters(n_x, n_h, n_y)
    costs = []
    for i in range(num_iterations):
        A1, cache1 = linear_activation_forward(X, parameters["W1"], parameters["b1"], "relu")
        A2, cache2 = linear_activation_forward(A1, parameters["W2"], parameters["b2"], "sigmoid")
        dA2 = (1 - Y) / (1 - A2) - Y / A2
        grads = {}
        dA1, grads["dW2"], grads["db2"] = linear_activation_backward(dA2, cache2, "sigmoid")
        dA0, grads["dW1"], grads["db1"] = linear_activation_backward(dA2, cache1, "relu")  # <-
        parameters = update_parameters(parameters, grads, learning_rate)
        keep_cost(costs, i, A2, Y, print_cost)
    return parameters, costs


# ---- two_layer_model: error_as_da2
# kind: misunderstanding
# single edit: no
# part:
# cause: A2 - Y is dZ2; as dA2 it goes through the sigmoid's slope once more.
def two_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    n_x, n_h, n_y = layers_dims
    parameters = initialize_parameters(n_x, n_h, n_y)
    costs = []
    for i in range(num_iterations):
        A1, cache1 = linear_activation_forward(X, parameters["W1"], parameters["b1"], "relu")
        A2, cache2 = linear_activation_forward(A1, parameters["W2"], parameters["b2"], "sigmoid")
        keep_cost(costs, i, A2, Y, print_cost)
        dA2 = A2 - Y  # <-
        dA1, dW2, db2 = linear_activation_backward(dA2, cache2, "sigmoid")
        dA0, dW1, db1 = linear_activation_backward(dA1, cache1, "relu")
        parameters = update_parameters(parameters, dict(dW1=dW1, db1=db1, dW2=dW2, db2=db2), learning_rate)
    return parameters, costs


# ---- accuracy: share_of_errors
# kind: wrong variable
# single edit: no
# part:
# cause: It is the share of errors.
def accuracy(parameters, X, Y):
    AL, caches = L_model_forward(X, parameters)
    p = np.zeros(Y.shape)
    for i in range(AL.shape[1]):
        if AL[0, i] > 0.5:
            p[0, i] = 1
    return np.mean(np.abs(p - Y))  # <-


# ---- accuracy: divided_by_features
# kind: index
# single edit: yes
# part:
# cause: The number of right ones is divided by the number of features.
def accuracy(parameters, X, Y):
    AL, _ = L_model_forward(X, parameters)
    right = 0
    for a, y in zip(AL[0], Y[0]):
        right += int((a > 0.5) == y)
    return right / X.shape[0]  # <-


# ---- accuracy: only_first_layer
# kind: algorithm
# single edit: no
# part:
# cause: Only the first layer is computed, whatever the depth of the network.
def accuracy(parameters, X, Y):
    A, cache = linear_activation_forward(X, parameters["W1"], parameters["b1"], "sigmoid")  # <-
    return np.mean((A[:1] > 0.5) == Y)


# ---- L_layer_model: starts_in_loop
# kind: loop
# single edit: yes
# part:
# cause: The parameters are drawn anew in each iteration.
def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    costs = []
    for i in range(0, num_iterations):
        parameters = initialize_parameters_deep(layers_dims)  # <-
        AL, caches = L_model_forward(X, parameters)
        cost = compute_cost(AL, Y)
        grads = L_model_backward(AL, Y, caches)
        parameters = update_parameters(parameters, grads, learning_rate)
        if i % 100 == 0:
            costs.append(cost)
    return parameters, costs


# ---- L_layer_model: negative_rate
# kind: sign
# single edit: yes
# part:
# cause: The rate is handed on with a minus, so the cost grows.
def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    parameters = initialize_parameters_deep(layers_dims)
    costs = []
    for i in range(num_iterations):
        AL, caches = L_model_forward(X, parameters)
        grads = L_model_backward(AL, Y, caches)
        parameters = update_parameters(parameters, grads, -learning_rate)  # <-
        keep_cost(costs, i, AL, Y, print_cost)
    return parameters, costs


# ---- L_layer_model: gradients_of_labels
# kind: argument order
# single edit: yes
# part:
# cause: L_model_backward gets labels and predictions in the wrong order.
def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    costs = []
    parameters = initialize_parameters_deep(layers_dims)
    for i in range(num_iterations):
        AL, caches = L_model_forward(X, parameters)
        if i % 100 == 0:
            costs.append(compute_cost(AL, Y))
            if print_cost:
                print("Cost after iteration {}: {}".format(i, costs[-1]))
        grads = L_model_backward(Y, AL, caches)  # <-
        parameters = update_parameters(parameters, grads, learning_rate)
    return parameters, costs


# ---- learning_rate_sweep: whole_lists
# kind: container
# single edit: no
# part:
# cause: The whole list of costs is stored, not the last one.
def learning_rate_sweep(train, rates):
    models = {}
    for r in rates:
        models[r] = train(r)  # <-
    return models


# ---- learning_rate_sweep: returns_in_loop
# kind: early return
# single edit: yes
# part: 0.25, 0.5
# cause: The return in the loop leaves one rate only.
def learning_rate_sweep(train, rates):
    last = {}
    for rate in rates:
        last[rate] = train(rate)[-1]
        return last  # <-


# ---- learning_rate_sweep: numbered
# kind: container
# single edit: no
# part:
# cause: The keys are numbers of the runs and not the rates.
def learning_rate_sweep(train, rates):
    last = {}
    for i in range(len(rates)):
        costs = train(rates[i])
        last[i] = costs[-1]  # <-
    return last


# ---- design: without_input
# kind: container
# single edit: no
# part:
# cause: The input layer is not in the list.
def design(n_x):
    layers_dims = [20, 7, 1]  # <-
    return layers_dims, 0.0075, 500


# ---- design: too_wide
# kind: constant
# single edit: no
# part:
# cause: A hidden layer of 64 is above the limit of 32.
def design(n_x):
    layers_dims = [n_x, 64, 16, 1]  # <-
    learning_rate = 0.1
    num_iterations = 600
    return layers_dims, learning_rate, num_iterations


# ---- design: learns_too_slowly
# kind: constant
# single edit: no
# part:
# cause: With a rate of 0.001 hardly anything is learned in 600 steps.
def design(n_x):
    layers = [n_x, 24, 12, 1]
    rate = 0.001  # <-
    steps = 600
    return layers, rate, steps


# ---- one_vs_all_labels: flipped
# kind: operator
# single edit: yes
# part:
# cause: 0 and 1 are swapped.
def one_vs_all_labels(digits, num_classes):
    labels = np.zeros((num_classes, len(digits)), dtype=int)
    for k in range(num_classes):
        for i in range(len(digits)):
            labels[k, i] = int(digits[i] != k)  # <-
    return labels


# ---- one_vs_all_labels: identity_by_position
# kind: misunderstanding
# single edit: no
# part:
# cause: The identity is cut to the number of examples; its columns have to be chosen by the digits.
def one_vs_all_labels(digits, num_classes):
    return np.eye(num_classes, len(digits), dtype=int)  # <-


# ---- one_vs_all_predict: no_axis
# kind: axis
# single edit: yes
# part:
# cause: Without an axis it is one number, the place in the flattened array.
def one_vs_all_predict(A):
    guess = np.argmax(A)  # <-
    return guess


# ---- one_vs_all_predict: largest_output
# kind: function
# single edit: yes
# part:
# cause: It is the largest output itself, not its class.
def one_vs_all_predict(A):
    return np.max(A, axis=0)  # <-


# ---- update_parameters_with_momentum: beta_for_rate
# kind: wrong variable
# single edit: yes
# part: W
# cause: The step is multiplied by beta where the learning rate belongs.
def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    L = len(parameters) // 2
    p, s = {}, {}
    for l in range(1, L + 1):
        s["dW" + str(l)] = beta * v["dW" + str(l)] + (1 - beta) * grads["dW" + str(l)]
        s["db" + str(l)] = beta * v["db" + str(l)] + (1 - beta) * grads["db" + str(l)]
        p["W" + str(l)] = parameters["W" + str(l)] - beta * s["dW" + str(l)]  # <-
        p["b" + str(l)] = parameters["b" + str(l)] - learning_rate * s["db" + str(l)]
    return p, s


# ---- update_parameters_with_momentum: velocity_minus
# kind: sign
# single edit: yes
# part:
# cause: The old velocity and the gradient are subtracted from each other.
def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    v = {k: beta * v[k] - (1 - beta) * grads[k] for k in v}  # <-
    parameters = {k: parameters[k] - learning_rate * v["d" + k] for k in parameters}
    return parameters, v


# ---- update_parameters_with_momentum: rate_inside_and_outside
# kind: extra factor
# single edit: no
# part:
# cause: The learning rate is in the velocity and in the step.
def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    new_v, new_p = dict(v), dict(parameters)
    for k in new_p:
        g = learning_rate * grads["d" + k]  # <-
        new_v["d" + k] = beta * v["d" + k] + (1 - beta) * g
        new_p[k] = parameters[k] - learning_rate * new_v["d" + k]
    return new_p, new_v


# ---- initialize_parameters_he: one_over_n
# kind: constant
# single edit: yes
# part: W
# cause: This is the scale for tanh; ReLU has 2 / n.
def initialize_parameters_he(layers_dims):
    parameters = {}
    L = len(layers_dims)
    for l in range(1, L):
        parameters["W" + str(l)] = np.random.randn(layers_dims[l], layers_dims[l - 1]) * np.sqrt(1 / layers_dims[l - 1])  # <-
        parameters["b" + str(l)] = np.zeros((layers_dims[l], 1))
    return parameters


# ---- initialize_parameters_he: biases_random
# kind: initialisation
# single edit: no
# part: b
# cause: The biases are random as well; they have to be 0.
def initialize_parameters_he(layers_dims):
    parameters = {}
    for l in range(1, len(layers_dims)):
        n, n_prev = layers_dims[l], layers_dims[l - 1]
        scale = np.sqrt(2 / n_prev)
        parameters[f"W{l}"] = np.random.randn(n, n_prev) * scale
        parameters[f"b{l}"] = np.random.randn(n, 1) * scale  # <-
    return parameters


# ---- two_layer_model: two_slips
# kind: two slips
# single edit: no
# part:
# cause: The caches of the two layers are swapped on the way back, and db1 is not stored.
def two_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    n_x, n_h, n_y = layers_dims
    parameters = initialize_parameters(n_x, n_h, n_y)
    costs = []
    for i in range(num_iterations):
        A1, cache1 = linear_activation_forward(X, parameters["W1"], parameters["b1"], "relu")
        A2, cache2 = linear_activation_forward(A1, parameters["W2"], parameters["b2"], "sigmoid")
        dA2 = -(Y / A2 - (1 - Y) / (1 - A2))
        dA1, dW2, db2 = linear_activation_backward(dA2, cache1, "sigmoid")  # <-
        dA0, dW1, db1 = linear_activation_backward(dA1, cache2, "relu")  # <-
        grads = {"dW1": dW1, "dW2": dW2, "db2": db2}  # <-
        parameters = update_parameters(parameters, grads, learning_rate)
        keep_cost(costs, i, A2, Y, print_cost)
    return parameters, costs


# ---- accuracy: pair_compared
# kind: helper
# single edit: no
# part:
# cause: L_model_forward returns a pair, which is compared as a whole.
def accuracy(parameters, X, Y):
    p = L_model_forward(X, parameters)  # <-
    return np.mean((np.array(p) > 0.5) == Y)


# ---- two_layer_model: update_dropped
# kind: stale value
# single edit: no
# part:
# cause: The result of update_parameters is not stored, so nothing is learned.
def two_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    n_x, n_h, n_y = layers_dims
    parameters = initialize_parameters(n_x, n_h, n_y)
    costs = []
    for i in range(num_iterations):
        A1, cache1 = linear_activation_forward(X, parameters["W1"], parameters["b1"], "relu")
        A2, cache2 = linear_activation_forward(A1, parameters["W2"], parameters["b2"], "sigmoid")
        dA2 = -(Y / A2 - (1 - Y) / (1 - A2))
        dA1, dW2, db2 = linear_activation_backward(dA2, cache2, "sigmoid")
        dA0, dW1, db1 = linear_activation_backward(dA1, cache1, "relu")
        update_parameters(parameters, {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}, learning_rate)  # <-
        keep_cost(costs, i, A2, Y, print_cost)
    return parameters, costs


# ---- L_layer_model: rate_of_default
# kind: constant
# single edit: yes
# part:
# cause: The learning rate of the default is written out.
def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    parameters = initialize_parameters_deep(layers_dims)
    costs = []
    for i in range(num_iterations):
        AL, caches = L_model_forward(X, parameters)
        cost = compute_cost(AL, Y)
        grads = L_model_backward(AL, Y, caches)
        parameters = update_parameters(parameters, grads, learning_rate=0.0075)  # <-
        if i % 100 == 0:
            costs.append(cost)
    return parameters, costs


# ---- initialize_parameters_he: plain_hundredth
# kind: misunderstanding
# single edit: no
# part: W
# cause: The weights have the factor 0.01 of the earlier start.
def initialize_parameters_he(layers_dims):
    parameters = {}
    for l in range(1, len(layers_dims)):
        parameters[f"W{l}"] = 0.01 * np.random.randn(layers_dims[l], layers_dims[l - 1])  # <-
        parameters[f"b{l}"] = np.zeros((layers_dims[l], 1))
    return parameters


# ---- l2_penalty: biases_too
# kind: misunderstanding
# single edit: no
# part: penalty
# cause: The biases are punished as well.
def l2_penalty(parameters, lambd, m):
    penalty, grads = 0, {}
    for name, array in parameters.items():  # <-
        penalty += lambd / (2 * m) * np.sum(array ** 2)
        grads["d" + name] = lambd / m * array
    return penalty, grads


# ---- l2_penalty: precedence
# kind: brackets
# single edit: no
# part: penalty
# cause: lambd / 2 * m multiplies by m.
def l2_penalty(parameters, lambd, m):
    L = len(parameters) // 2
    total, grads = 0, {}
    for l in range(1, L + 1):
        W = parameters["W" + str(l)]
        total += np.sum(np.square(W))
        grads["dW" + str(l)] = lambd / m * W
    return lambd / 2 * m * total, grads  # <-


# ---- mini_batches: labels_in_old_order
# kind: missing term
# single edit: no
# part:
# cause: Only X is put in the new order.
def mini_batches(X, Y, size, order):
    m = X.shape[1]
    X = X[:, order]  # <-
    batches = []
    for k in range(0, m, size):
        batches.append((X[:, k:k + size], Y[:, k:k + size]))
    return batches


# ---- mini_batches: rest_dropped
# kind: loop
# single edit: no
# part:
# cause: The loop runs over whole mini-batches only.
def mini_batches(X, Y, size, order):
    X, Y = X[:, order], Y[:, order]
    batches = []
    for k in range(X.shape[1] // size):  # <-
        batches.append((X[:, k * size:(k + 1) * size], Y[:, k * size:(k + 1) * size]))
    return batches


# ---- mini_batches: step_forgotten
# kind: missing term
# single edit: no
# part:
# cause: range without a step begins a mini-batch at every example.
def mini_batches(X, Y, size, order):
    m = X.shape[1]
    X = X[:, order]
    Y = Y[:, order]
    batches = []
    for k in range(m):  # <-
        batches.append((X[:, k:k + size], Y[:, k:k + size]))
    return batches


# ---- mini_batches: return_in_loop
# kind: early return
# single edit: yes
# part:
# cause: The return stands inside the loop.
def mini_batches(X, Y, size, order):
    m = X.shape[1]
    X = X[:, order]
    Y = Y[:, order]
    batches = []
    for k in range(0, m, size):
        batches.append((X[:, k:k + size], Y[:, k:k + size]))
        return batches  # <-


# ---- update_parameters_with_adam: no_square
# kind: missing factor
# single edit: no
# part: parameters, s
# cause: The gradient is not squared.
def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
    new, new_v, new_s = {}, {}, {}
    for name in parameters:
        g = grads["d" + name]
        new_v["d" + name] = beta1 * v["d" + name] + (1 - beta1) * g
        new_s["d" + name] = beta2 * s["d" + name] + (1 - beta2) * g  # <-
        v_hat = new_v["d" + name] / (1 - beta1 ** t)
        s_hat = new_s["d" + name] / (1 - beta2 ** t)
        new[name] = parameters[name] - learning_rate * v_hat / (np.sqrt(s_hat) + epsilon)
    return new, new_v, new_s


# ---- update_parameters_with_adam: uncorrected_step
# kind: wrong variable
# single edit: no
# part: parameters
# cause: The step takes the running means without the correction.
def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
    new, new_v, new_s = {}, {}, {}
    for name in parameters:
        g = grads["d" + name]
        new_v["d" + name] = beta1 * v["d" + name] + (1 - beta1) * g
        new_s["d" + name] = beta2 * s["d" + name] + (1 - beta2) * g ** 2
        v_hat = new_v["d" + name] / (1 - beta1 ** t)
        s_hat = new_s["d" + name] / (1 - beta2 ** t)
        new[name] = parameters[name] - learning_rate * new_v["d" + name] / (np.sqrt(new_s["d" + name]) + epsilon)  # <-
    return new, new_v, new_s


# ---- update_parameters_with_adam: t_as_factor
# kind: operator
# single edit: yes
# part: parameters
# cause: t multiplies beta1; it is its exponent.
def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
    new, new_v, new_s = {}, {}, {}
    for name in parameters:
        g = grads["d" + name]
        new_v["d" + name] = beta1 * v["d" + name] + (1 - beta1) * g
        new_s["d" + name] = beta2 * s["d" + name] + (1 - beta2) * g ** 2
        v_hat = new_v["d" + name] / (1 - beta1 * t)  # <-
        s_hat = new_s["d" + name] / (1 - beta2 ** t)
        new[name] = parameters[name] - learning_rate * v_hat / (np.sqrt(s_hat) + epsilon)
    return new, new_v, new_s
