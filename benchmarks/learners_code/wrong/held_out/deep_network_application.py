# ---- two_layer_model: relu_at_the_output_back
# kind: helper
# single edit: yes
# part:
# cause: The output layer goes back through ReLU, and it has the sigmoid.
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
        A1, cache1 = linear_activation_forward(X, W1, b1, "relu")
        A2, cache2 = linear_activation_forward(A1, W2, b2, "sigmoid")
        dA2 = -(np.divide(Y, A2) - np.divide(1 - Y, 1 - A2))
        dA1, dW2, db2 = linear_activation_backward(dA2, cache2, "relu")  # <-
        dA0, dW1, db1 = linear_activation_backward(dA1, cache1, "relu")
        grads["dW1"] = dW1
        grads["db1"] = db1
        grads["dW2"] = dW2
        grads["db2"] = db2
        parameters = update_parameters(parameters, grads, learning_rate)
        W1 = parameters["W1"]
        b1 = parameters["b1"]
        W2 = parameters["W2"]
        b2 = parameters["b2"]
        keep_cost(costs, i, A2, Y, print_cost)
    return parameters, costs

# ---- two_layer_model: uphill
# kind: sign
# single edit: yes
# part:
# cause: The slope of the loss lacks the minus in front, so training walks uphill.
def two_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    n_x, n_h, n_y = layers_dims
    p = initialize_parameters(n_x, n_h, n_y)
    costs = []
    for i in range(num_iterations):
        A1, c1 = linear_activation_forward(X, p["W1"], p["b1"], "relu")
        A2, c2 = linear_activation_forward(A1, p["W2"], p["b2"], "sigmoid")
        dA2 = Y / A2 - (1 - Y) / (1 - A2)  # <-
        dA1, dW2, db2 = linear_activation_backward(dA2, c2, "sigmoid")
        _, dW1, db1 = linear_activation_backward(dA1, c1, "relu")
        p = update_parameters(p, {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}, learning_rate)
        keep_cost(costs, i, A2, Y, print_cost)
    return p, costs

# ---- two_layer_model: weights_of_the_beginning
# kind: stale value
# single edit: no
# part:
# cause: The four arrays are read once before the loop, so every forward pass uses the first ones.
def two_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    n_x, n_h, n_y = layers_dims
    parameters = initialize_parameters(n_x, n_h, n_y)
    W1, b1 = parameters["W1"], parameters["b1"]  # <-
    W2, b2 = parameters["W2"], parameters["b2"]  # <-
    costs = []
    for i in range(num_iterations):
        # 前向传播
        A1, cache1 = linear_activation_forward(X, W1, b1, "relu")  # <-
        A2, cache2 = linear_activation_forward(A1, W2, b2, "sigmoid")  # <-
        # 反向传播
        dA2 = -(Y / A2 - (1 - Y) / (1 - A2))
        dA1, dW2, db2 = linear_activation_backward(dA2, cache2, "sigmoid")
        dA0, dW1, db1 = linear_activation_backward(dA1, cache1, "relu")
        grads = {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}
        # 更新参数
        parameters = update_parameters(parameters, grads, learning_rate)
        keep_cost(costs, i, A2, Y, print_cost)
    return parameters, costs

# ---- two_layer_model: output_size_in_the_middle
# kind: index
# single edit: yes
# part:
# cause: layers_dims is unpacked with n_y in the middle, so hidden and output layer have each other's size.
def two_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    n_x, n_y, n_h = layers_dims  # <-
    parameters = initialize_parameters(n_x, n_h, n_y)
    costs = []
    for i in range(num_iterations):
        A1, cache1 = linear_activation_forward(X, parameters["W1"], parameters["b1"], "relu")
        A2, cache2 = linear_activation_forward(A1, parameters["W2"], parameters["b2"], "sigmoid")
        dA2 = -(Y / A2 - (1 - Y) / (1 - A2))
        dA1, dW2, db2 = linear_activation_backward(dA2, cache2, "sigmoid")
        dA0, dW1, db1 = linear_activation_backward(dA1, cache1, "relu")
        grads = {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}
        parameters = update_parameters(parameters, grads, learning_rate)
        keep_cost(costs, i, A2, Y, print_cost)
    return parameters, costs

# ---- two_layer_model: seven_units_of_the_cats
# kind: constant
# single edit: yes
# part:
# cause: The hidden layer has the 7 units of the cat classifier, not the number in layers_dims.
def two_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    np.random.seed(1)
    costs = []
    n_x = X.shape[0]
    n_h = 7  # <-
    n_y = Y.shape[0]
    parameters = initialize_parameters(n_x, n_h, n_y)
    for i in range(num_iterations):
        A1, cache1 = linear_activation_forward(X, parameters["W1"], parameters["b1"], "relu")
        A2, cache2 = linear_activation_forward(A1, parameters["W2"], parameters["b2"], "sigmoid")
        dA2 = -(Y / A2 - (1 - Y) / (1 - A2))
        dA1, dW2, db2 = linear_activation_backward(dA2, cache2, "sigmoid")
        dA0, dW1, db1 = linear_activation_backward(dA1, cache1, "relu")
        grads = {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}
        parameters = update_parameters(parameters, grads, learning_rate)
        keep_cost(costs, i, A2, Y, print_cost)
    return parameters, costs

# ---- two_layer_model: one_image_a_step
# kind: algorithm
# single edit: no
# part:
# cause: A step is made after each single image, where one iteration uses all images for one step.
def two_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    n_x, n_h, n_y = layers_dims
    parameters = initialize_parameters(n_x, n_h, n_y)
    costs = []
    m = X.shape[1]
    for i in range(num_iterations):
        for k in range(m):  # <-
            x = X[:, k:k + 1]  # <-
            y = Y[:, k:k + 1]  # <-
            A1, cache1 = linear_activation_forward(x, parameters["W1"], parameters["b1"], "relu")
            A2, cache2 = linear_activation_forward(A1, parameters["W2"], parameters["b2"], "sigmoid")
            dA2 = -(y / A2 - (1 - y) / (1 - A2))
            dA1, dW2, db2 = linear_activation_backward(dA2, cache2, "sigmoid")
            _, dW1, db1 = linear_activation_backward(dA1, cache1, "relu")
            grads = {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}
            parameters = update_parameters(parameters, grads, learning_rate)  # <-
        AL, _ = L_model_forward(X, parameters)
        keep_cost(costs, i, AL, Y, print_cost)
    return parameters, costs

# ---- two_layer_model: cache_of_layer_one_twice
# kind: index
# single edit: yes
# part:
# cause: The output layer goes back with cache1, and its own is cache2.
def two_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    n_x, n_h, n_y = layers_dims
    parameters = initialize_parameters(n_x, n_h, n_y)
    costs = []
    for i in range(num_iterations):
        A1, cache1 = linear_activation_forward(X, parameters["W1"], parameters["b1"], "relu")
        A2, cache2 = linear_activation_forward(A1, parameters["W2"], parameters["b2"], "sigmoid")
        keep_cost(costs, i, A2, Y, print_cost)
        dA2 = -(Y / A2 - (1 - Y) / (1 - A2))
        dA1, dW2, db2 = linear_activation_backward(dA2, cache1, "sigmoid")  # <-
        _, dW1, db1 = linear_activation_backward(dA1, cache1, "relu")
        grads = {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}
        parameters = update_parameters(parameters, grads, learning_rate)
    return parameters, costs

# ---- accuracy: number_of_right_ones
# kind: averaging
# single edit: yes
# part:
# cause: The number of right predictions is divided by the rows of Y, which is 1, and not by the examples.
def accuracy(parameters, X, Y):
    AL, caches = L_model_forward(X, parameters)
    p = (AL > 0.5)
    right = np.sum(p == Y)
    return right / Y.shape[0]  # <-

# ---- accuracy: probability_equals_label
# kind: missing term
# single edit: no
# part:
# cause: The probabilities are compared with the labels; they have to be turned into labels first.
def accuracy(parameters, X, Y):
    AL, _ = L_model_forward(X, parameters)
    dui = (AL == Y)  # <-
    return np.mean(dui)

# ---- accuracy: only_ones_count
# kind: misunderstanding
# single edit: no
# part:
# cause: Only the examples that are 1 and predicted as 1 count; a right 0 counts as well.
def accuracy(parameters, X, Y):
    AL, _ = L_model_forward(X, parameters)
    prediction = (AL > 0.5).astype(int)
    m = Y.shape[1]
    correct = 0
    for i in range(m):
        if prediction[0, i] == 1 and Y[0, i] == 1:  # <-
            correct += 1
    return correct / m

# ---- accuracy: tuple_against_half
# kind: error
# single edit: no
# part:
# cause: L_model_forward returns a pair, which cannot be compared with 0.5.
def accuracy(parameters, X, Y):
    probas = L_model_forward(X, parameters)  # <-
    p = np.zeros(Y.shape)
    p[probas > 0.5] = 1  # <-
    return np.mean(p == Y)

# ---- L_layer_model: labels_before_predictions
# kind: argument order
# single edit: yes
# part:
# cause: L_model_backward takes AL first and Y second; they are swapped.
def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    costs = []
    parameters = initialize_parameters_deep(layers_dims)
    for i in range(0, num_iterations):
        AL, caches = L_model_forward(X, parameters)
        grads = L_model_backward(Y, AL, caches)  # <-
        parameters = update_parameters(parameters, grads, learning_rate)
        keep_cost(costs, i, AL, Y, print_cost)
    return parameters, costs

# ---- L_layer_model: two_layer_start
# kind: error
# single edit: yes
# part:
# cause: initialize_parameters is the start of the two-layer network and wants three numbers; the deep one takes the list.
def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    parameters = initialize_parameters(layers_dims)  # <-
    costs = []
    for i in range(num_iterations):
        AL, caches = L_model_forward(X, parameters)
        grads = L_model_backward(AL, Y, caches)
        parameters = update_parameters(parameters, grads, learning_rate)
        keep_cost(costs, i, AL, Y, print_cost)
    return parameters, costs

# ---- L_layer_model: costs_at_ninety_nine
# kind: index
# single edit: yes
# part: costs
# cause: i + 1 is handed to keep_cost, so costs are kept at iterations 99, 199 and so on, and not at 0, 100, 200.
def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    canshu = initialize_parameters_deep(layers_dims)
    costs = []
    for i in range(num_iterations):
        AL, caches = L_model_forward(X, canshu)
        tidu = L_model_backward(AL, Y, caches)
        canshu = update_parameters(canshu, tidu, learning_rate)
        keep_cost(costs, i + 1, AL, Y, print_cost)  # <-
    return canshu, costs

# ---- L_layer_model: rate_melts_away
# kind: extra factor
# single edit: no
# part:
# cause: The learning rate is made one per cent smaller in each iteration.
def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    costs = []
    parameters = initialize_parameters_deep(layers_dims)
    for i in range(num_iterations):
        AL, caches = L_model_forward(X, parameters)
        grads = L_model_backward(AL, Y, caches)
        parameters = update_parameters(parameters, grads, learning_rate)
        learning_rate *= 0.99  # learning rate decay  # <-
        keep_cost(costs, i, AL, Y, print_cost)
    return parameters, costs

# ---- L_layer_model: good_enough
# kind: algorithm
# single edit: no
# part:
# cause: Training stops as soon as the cost is below 0.6, before all iterations are done.
def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    costs = []
    parameters = initialize_parameters_deep(layers_dims)
    i = 0
    cost = 1.0
    while i < num_iterations and cost > 0.6:  # <-
        AL, caches = L_model_forward(X, parameters)
        cost = compute_cost(AL, Y)
        grads = L_model_backward(AL, Y, caches)
        parameters = update_parameters(parameters, grads, learning_rate)
        keep_cost(costs, i, AL, Y, print_cost)
        i += 1
    return parameters, costs

# ---- L_layer_model: update_in_another_name
# kind: wrong variable
# single edit: no
# part:
# cause: The updated parameters are stored under a new name, and the loop goes on with the old ones.
def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    costs = []
    parameters = initialize_parameters_deep(layers_dims)
    for i in range(num_iterations):
        AL, caches = L_model_forward(X, parameters)
        grads = L_model_backward(AL, Y, caches)
        new_parameters = update_parameters(parameters, grads, learning_rate)  # <-
        keep_cost(costs, i, AL, Y, print_cost)
    return new_parameters, costs

# ---- learning_rate_sweep: lowest_cost_anew
# kind: misunderstanding
# single edit: no
# part:
# cause: The lowest cost of the training is taken and not the last one.
def learning_rate_sweep(train, rates):
    ergebnis = {}
    for rate in rates:
        ergebnis[rate] = min(train(rate))  # <-
    return ergebnis

# ---- learning_rate_sweep: one_rate_is_enough
# kind: early return
# single edit: yes
# part: 0.25, 0.5
# cause: The return is inside the loop, so only the first rate is tried.
def learning_rate_sweep(train, rates):
    d = {}
    for r in rates:
        costs = train(r)
        d[r] = costs[-1]
        return d  # <-

# ---- learning_rate_sweep: place_as_key
# kind: container
# single edit: no
# part:
# cause: The keys are the places in the list, 0, 1, 2, and not the rates.
def learning_rate_sweep(train, rates):
    jieguo = {}
    for i in range(len(rates)):
        costs = train(rates[i])
        jieguo[i] = costs[-1]  # <-
    return jieguo

# ---- learning_rate_sweep: whole_curves
# kind: missing term
# single edit: no
# part:
# cause: The whole list of costs is kept for each rate and not its last number.
def learning_rate_sweep(train, rates):
    return {rate: train(rate) for rate in rates}  # <-

# ---- design: rate_of_the_cats
# kind: constant
# single edit: no
# part:
# cause: With a learning rate as small as 0.0075, 600 steps are far too few to learn the digits.
def design(n_x):
    layers_dims = [n_x, 20, 7, 5, 1]
    learning_rate = 0.0075  # <-
    num_iterations = 600
    return layers_dims, learning_rate, num_iterations

# ---- design: ten_digits
# kind: misunderstanding
# single edit: no
# part:
# cause: The network has ten outputs, one a digit, and one is asked for: odd or even.
def design(n_x):
    return [n_x, 32, 10], 0.5, 500  # <-

# ---- one_vs_all_labels: one_row_per_image
# kind: transposition
# single edit: yes
# part:
# cause: The table has an image a row, where a class a row is asked for.
def one_vs_all_labels(digits, num_classes):
    return np.eye(num_classes, dtype=int)[digits]  # <-

# ---- one_vs_all_labels: classes_that_occur
# kind: index
# single edit: no
# part:
# cause: The rows are counted from the largest digit that occurs, so rows of absent classes are missing.
def one_vs_all_labels(digits, num_classes):
    k = int(digits.max()) + 1  # <-
    m = len(digits)
    Y = np.zeros((k, m))
    for i in range(m):
        Y[digits[i], i] = 1
    return Y

# ---- one_vs_all_labels: all_but_this_one
# kind: operator
# single edit: yes
# part:
# cause: The comparison is the wrong way round: 1 where the digit is not k.
def one_vs_all_labels(digits, num_classes):
    hang = []
    for k in range(num_classes):
        hang.append((digits != k) * 1)  # <-
    return np.array(hang)

# ---- one_vs_all_predict: value_for_place
# kind: function
# single edit: yes
# part:
# cause: np.max gives the largest output itself, where the row in which it stands is asked for.
def one_vs_all_predict(A):
    return np.max(A, axis=0)  # <-

# ---- one_vs_all_predict: first_yes
# kind: algorithm
# single edit: no
# part:
# cause: The first class with an output above 0.5 is taken and not the one with the largest output.
def one_vs_all_predict(A):
    num_classes, m = A.shape
    result = np.zeros(m, dtype=int)
    for i in range(m):
        for k in range(num_classes):
            if A[k, i] > 0.5:  # <-
                result[i] = k
                break  # <-
    return result

# ---- one_vs_all_predict: largest_of_class
# kind: axis
# single edit: yes
# part:
# cause: The largest output is looked for along each class, and so an example is found for each class.
def one_vs_all_predict(A):
    shuzi = A.argmax(axis=1)  # <-
    return shuzi

# ---- l2_penalty: biases_pay_too
# kind: extra term
# single edit: no
# part: penalty
# cause: The biases are punished as well, and only the weights should be.
def l2_penalty(parameters, lambd, m):
    penalty = 0.0
    grads = {}
    for key in parameters:  # <-
        penalty += np.sum(np.square(parameters[key]))  # <-
        grads["d" + key] = lambd / m * parameters[key]
    penalty = lambd / (2 * m) * penalty
    return penalty, grads

# ---- l2_penalty: last_layer_pays
# kind: loop
# single edit: no
# part: penalty
# cause: The penalty is replaced in each round and not added up, so only the last layer counts.
def l2_penalty(parameters, lambd, m):
    grads = {}
    L = len(parameters) // 2
    for l in range(1, L + 1):
        W = parameters["W" + str(l)]
        penalty = lambd / (2 * m) * np.sum(W * W)  # <-
        grads["dW" + str(l)] = lambd * W / m
    return penalty, grads

# ---- l2_penalty: factor_not_derived
# kind: extra factor
# single edit: no
# part: grads
# cause: The 2 of the square cancels the half when the penalty is derived; the half is kept in the gradients.
def l2_penalty(parameters, lambd, m):
    penalty, grads = 0.0, {}
    c = lambd / (2 * m)
    for name in parameters:
        if name[0] == "W":
            penalty += c * np.sum(parameters[name] ** 2)
            grads["d" + name] = c * parameters[name]  # <-
    return penalty, grads

# ---- l2_penalty: square_of_the_sum
# kind: brackets
# single edit: no
# part: penalty
# cause: The weights are added first and the sum is squared; each weight should be squared.
def l2_penalty(parameters, lambd, m):
    ws = {k: v for k, v in parameters.items() if k.startswith("W")}
    chengfa = 0
    for k in ws:
        chengfa += np.sum(ws[k]) ** 2  # <-
    chengfa = chengfa * lambd / (2 * m)
    return chengfa, {"d" + k: lambd / m * ws[k] for k in ws}

# ---- mini_batches: labels_not_shuffled
# kind: missing term
# single edit: no
# part:
# cause: Only X is put into the new order, so the labels belong to other examples.
def mini_batches(X, Y, size, order):
    m = X.shape[1]
    X_shuffled = X[:, order]
    batches = []
    for k in range(0, m, size):
        X_batch = X_shuffled[:, k:k + size]
        Y_batch = Y[:, k:k + size]  # <-
        batches.append((X_batch, Y_batch))
    return batches

# ---- mini_batches: rest_dropped_anew
# kind: missing term
# single edit: no
# part:
# cause: Only the full mini-batches are made; the examples that are left over are lost.
def mini_batches(X, Y, size, order):
    X = X[:, order]
    Y = Y[:, order]
    m = X.shape[1]
    n_full = m // size  # <-
    out = []
    for k in range(n_full):  # <-
        out.append((X[:, k * size:(k + 1) * size], Y[:, k * size:(k + 1) * size]))
    return out

# ---- mini_batches: slides_by_one
# kind: index
# single edit: no
# part:
# cause: The number of the batch is used as the place where it begins, so batches overlap.
def mini_batches(X, Y, size, order):
    Xs, Ys = X[:, order], Y[:, order]
    anzahl = int(np.ceil(X.shape[1] / size))
    batches = []
    for k in range(anzahl):
        batches.append((Xs[:, k:k + size], Ys[:, k:k + size]))  # <-
    return batches

# ---- mini_batches: order_of_the_rows
# kind: error
# single edit: no
# part:
# cause: The order is applied to the rows, which are features; the examples are the columns.
def mini_batches(X, Y, size, order):
    m = X.shape[1]
    X = X[order, :]  # <-
    Y = Y[order, :]  # <-
    liebiao = []
    start = 0
    while start < m:
        liebiao.append((X[:, start:start + size], Y[:, start:start + size]))
        start += size
    return liebiao

# ---- update_parameters_with_adam: not_corrected
# kind: missing term
# single edit: no
# part: parameters
# cause: The correction of v and s by 1 - beta to the power of t is missing.
def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
    new_parameters, new_v, new_s = {}, {}, {}
    for name in parameters:
        g = grads["d" + name]
        new_v["d" + name] = beta1 * v["d" + name] + (1 - beta1) * g
        new_s["d" + name] = beta2 * s["d" + name] + (1 - beta2) * g ** 2
        step = new_v["d" + name] / (np.sqrt(new_s["d" + name]) + epsilon)  # <-
        new_parameters[name] = parameters[name] - learning_rate * step
    return new_parameters, new_v, new_s

# ---- update_parameters_with_adam: corrected_ones_returned
# kind: stale value
# single edit: no
# part: s, v
# cause: v and s are overwritten by their corrected values, and these are returned.
def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
    v, s, p = dict(v), dict(s), {}
    for k in parameters:
        dk = "d" + k
        v[dk] = beta1 * v[dk] + (1 - beta1) * grads[dk]
        s[dk] = beta2 * s[dk] + (1 - beta2) * np.square(grads[dk])
        v[dk] = v[dk] / (1 - beta1 ** t)   # 偏差修正  # <-
        s[dk] = s[dk] / (1 - beta2 ** t)  # <-
        p[k] = parameters[k] - learning_rate * v[dk] / (np.sqrt(s[dk]) + epsilon)
    return p, v, s

# ---- update_parameters_with_adam: power_as_product
# kind: operator
# single edit: yes
# part: parameters
# cause: beta is multiplied by t, where it has to be raised to the power of t.
def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
    L = len(parameters) // 2
    v_new, s_new, updated = {}, {}, {}
    for l in range(L):
        for c in ("W", "b"):
            name = c + str(l + 1)
            v_new["d" + name] = beta1 * v["d" + name] + (1 - beta1) * grads["d" + name]
            s_new["d" + name] = beta2 * s["d" + name] + (1 - beta2) * np.power(grads["d" + name], 2)
            v_corrected = v_new["d" + name] / (1 - beta1 * t)  # <-
            s_corrected = s_new["d" + name] / (1 - beta2 * t)  # <-
            updated[name] = parameters[name] - learning_rate * v_corrected / (np.sqrt(s_corrected) + epsilon)
    return updated, v_new, s_new

# ---- update_parameters_with_adam: same_beta_for_both
# kind: wrong variable
# single edit: yes
# part: parameters, s
# cause: s is averaged with beta1, and beta2 belongs to it.
def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
    v = {key: beta1 * v[key] + (1 - beta1) * grads[key] for key in v}
    s = {key: beta1 * s[key] + (1 - beta1) * grads[key] ** 2 for key in s}  # <-
    out = {}
    for key in parameters:
        v_hat = v["d" + key] / (1 - beta1 ** t)
        s_hat = s["d" + key] / (1 - beta2 ** t)
        out[key] = parameters[key] - learning_rate * v_hat / (np.sqrt(s_hat) + epsilon)
    return out, v, s

# ---- update_parameters_with_adam: plain_gradient_above
# kind: wrong variable
# single edit: no
# part: parameters
# cause: The gradient is divided by the root of s, and its running mean v is not used for the step.
def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
    neue_v, neue_s, neue_p = {}, {}, {}
    for name, wert in parameters.items():
        g = grads["d" + name]
        neue_v["d" + name] = beta1 * v["d" + name] + (1 - beta1) * g
        neue_s["d" + name] = beta2 * s["d" + name] + (1 - beta2) * g * g
        s_corr = neue_s["d" + name] / (1 - beta2 ** t)
        neue_p[name] = wert - learning_rate * g / (np.sqrt(s_corr) + epsilon)  # <-
    return neue_p, neue_v, neue_s

# ---- update_parameters_with_adam: counts_on_itself
# kind: index
# single edit: no
# part: parameters
# cause: t is increased by one, although it is the number of this very step.
def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
    t = t + 1  # <-
    v2, s2, p2 = {}, {}, {}
    for key in grads:
        v2[key] = beta1 * v[key] + (1 - beta1) * grads[key]
        s2[key] = beta2 * s[key] + (1 - beta2) * grads[key] ** 2
        mean = v2[key] / (1 - beta1 ** t)
        square = s2[key] / (1 - beta2 ** t)
        p2[key[1:]] = parameters[key[1:]] - learning_rate * mean / (np.sqrt(square) + epsilon)
    return p2, v2, s2
