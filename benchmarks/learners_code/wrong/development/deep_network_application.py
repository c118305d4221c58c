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


# ---- accuracy: pair_compared
# kind: helper
# single edit: no
# part:
# cause: L_model_forward returns a pair, which is compared as a whole.
def accuracy(parameters, X, Y):
    p = L_model_forward(X, parameters)  # <-
    return np.mean((np.array(p) > 0.5) == Y)


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


# ---- one_vs_all_predict: no_return
# kind: missing return
# single edit: no
# part:
# cause: The return is missing.
def one_vs_all_predict(A):
    classes = np.argmax(A, axis=0)  # <-


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
